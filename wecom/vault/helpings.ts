import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows that are changed in one go: a few milliseconds, in which nobody else can write. */
const HELPING = 200;

/**
 * Does something about at most `limit` rows, a few at a time, so that nobody waits for the vault; tells how many it were.
 * @param help Does it about at most so many, and tells how many it found.
 */
export async function inHelpings(
	limit: number,
	help: (size: number) => Promise<number>,
): Promise<number> {
	for (let done = 0; ;) {
		const size = Math.min(limit - done, HELPING);
		const found = await help(size);
		done += found;
		if (found < size || done >= limit) return done;
		// Lets the process do other things, and other processes write.
		await nextTurn();
	}
}
