import { setTimeout as delay } from 'node:timers/promises';

/** Rows that are changed in one transaction: about two milliseconds, in which nobody else can write. */
export const HELPING = 100;
/** Between two of them, in milliseconds: whatever else is to be done comes first. */
const REST = 10;

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
		await delay(REST);
	}
}
