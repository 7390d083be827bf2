import { setTimeout as sleep } from 'node:timers/promises';

/** How long a condition is waited for, and how often it is looked at, in milliseconds. */
export interface Patience {
	within?: number;
	every?: number;
}

/**
 * Waits until `look` gives something other than `undefined`, `null` or `false`, and gives that.
 * @throws Error naming `what` when the time is over, with the last error of `look` as cause
 */
export async function until<T>(
	what: string,
	look: () => T | Promise<T>,
	{ within = 15_000, every = 50 }: Patience = {},
): Promise<Exclude<T, undefined | null | false>> {
	const end = Date.now() + within;
	let cause: unknown;
	for (;;) {
		try {
			const found = await look();
			if (found !== undefined && found !== null && found !== false) {
				return found as Exclude<T, undefined | null | false>;
			}
			cause = undefined;
		} catch (error) {
			cause = error;
		}
		if (Date.now() >= end) throw new Error(`Waited ${within} ms in vain until ${what}`, { cause });
		await sleep(every);
	}
}
