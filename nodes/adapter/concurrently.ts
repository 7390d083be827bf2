import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Works on what a source gives, several at a time, and begins one in each turn of the event loop. Calls that begin in one
 * turn are sent when it ends, all together, so that their answers come together too; the work on those would again begin
 * together, and WeCom and this process would wait for each other.
 * @param isOver Asked before each: once it says so, nothing more is begun.
 * @returns the results in the order of the source, when all that was begun has ended
 * @throws what the source or `work` threw; give a `work` that does not throw where the rest is to go on
 */
export async function concurrently<T, R>(
	source: Iterable<T> | AsyncIterable<T>,
	concurrency: number,
	work: (one: T) => Promise<R>,
	isOver: () => boolean = () => false,
): Promise<R[]> {
	const results: R[] = [];
	let begun = 0;
	// One for all: each takes what comes next.
	const iterator = (async function* () {
		for await (const one of source) {
			yield one;
			await nextTurn();
		}
	})();
	const takeTurns = async () => {
		while (!isOver()) {
			const { done, value } = await iterator.next();
			// Meanwhile another may have ended it.
			if (done || isOver()) break;
			const place = begun++;
			results[place] = await work(value);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, takeTurns));
	return results;
}
