import { setTimeout as delay } from 'node:timers/promises';

import { concurrently } from '../../../../nodes/adapter/concurrently';

const nextTurn = async () => await delay(0);

it('takes from a source as it goes, and no more at a time than was said', async () => {
	let taken = 0;
	let active = 0;
	let most = 0;
	async function* source() {
		for (let one = 0; one < 20; one += 1) {
			taken += 1;
			await nextTurn();
			yield one;
		}
	}
	const results = await concurrently(source(), 3, async (one) => {
		active += 1;
		most = Math.max(most, active);
		// Later ones are faster, so they end in another order than they began.
		await delay(20 - one);
		expect(taken - one).toBeLessThanOrEqual(4);
		active -= 1;
		return one * 2;
	});
	expect(results).toEqual(Array.from({ length: 20 }, (_each, one) => one * 2));
	expect(most).toBe(3);
});

it('tells what went wrong with the source', async () => {
	async function* source() {
		yield await Promise.resolve(1);
		throw new Error('the vault is away');
	}
	await expect(
		concurrently(source(), 2, async (one) => await Promise.resolve(one)),
	).rejects.toThrow('the vault is away');
});

it('begins nothing once it is over', async () => {
	const begun: number[] = [];
	await concurrently(
		[1, 2, 3, 4],
		1,
		async (one) => {
			begun.push(one);
			await nextTurn();
		},
		() => begun.length === 2,
	);
	expect(begun).toEqual([1, 2]);
});

it('begins one in each turn of the event loop, so that calls are not all sent at the same time', async () => {
	const begun: number[] = [];
	const done = concurrently([1, 2, 3, 4], 4, async (one) => {
		begun.push(one);
		await nextTurn();
	});
	const seen: number[] = [];
	for (let turn = 0; turn < 6; turn += 1) {
		await new Promise(setImmediate);
		seen.push(begun.length);
	}
	await done;
	expect(begun).toEqual([1, 2, 3, 4]);
	expect(seen.every((count, turn) => count - (seen[turn - 1] ?? 0) <= 2)).toBe(true);
	expect(seen[0]).toBeLessThan(4);
});
