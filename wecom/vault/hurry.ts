import { AsyncLocalStorage } from 'node:async_hooks';

/** When somebody who waits will have gone, by the clock of `performance`. */
const deadlines = new AsyncLocalStorage<number>();

/**
 * Does work for somebody who waits: that the vault is away is told within so many milliseconds, and not after it was
 * tried for as long as usual. What the vault is doing already is waited for all the same, so that nobody is told that
 * something failed which then is done.
 */
export async function inHurry<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
	return await deadlines.run(performance.now() + milliseconds, work);
}

/** Milliseconds that are left; `Infinity` where nobody waits. */
export function timeLeft(): number {
	return Math.max(0, (deadlines.getStore() ?? Infinity) - performance.now());
}

/** Begins something new. Who waited has gone by now, perhaps: then it has as much time as anything else. */
export async function beginAnew<T>(work: () => Promise<T>): Promise<T> {
	return await (timeLeft() > 0 ? work() : deadlines.exit(work));
}
