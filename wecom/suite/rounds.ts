import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks for work that nobody told of, in milliseconds. */
const ROUND = 2_000;

export interface Rounds {
	/** Has the next round begin as soon as this one has ended. */
	wake(): void;
	/** Resolves when the last round has ended. */
	stop(): Promise<void>;
}

/**
 * Goes round after round until stopped: at once when woken, else every two seconds.
 * @param round Never rejects.
 */
export function keepRounds(round: () => Promise<void>): Rounds {
	const stopping = new AbortController();
	let wake = () => {};

	const run = async () => {
		while (!stopping.signal.aborted) {
			const woken = new Promise<void>((resolve) => {
				wake = resolve;
			});
			await round();
			// The timer is the process's own, not an injected one: it paces, it decides nothing.
			const paused = new AbortController();
			const signal = AbortSignal.any([stopping.signal, paused.signal]);
			await Promise.race([woken, delay(ROUND, undefined, { signal, ref: false }).catch(() => {})]);
			paused.abort();
		}
	};
	const running = run();

	return {
		wake: () => wake(),
		async stop() {
			stopping.abort();
			wake();
			await running;
		},
	};
}
