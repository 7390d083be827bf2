import { FETCH_LIMIT, LEASE_LIFE, pollWait, usableUntil } from '../../../wecom/tokens/life';

describe('usableUntil', () => {
	it.each([
		// life in seconds, margin in seconds
		[7200, 300],
		[3000, 300],
		[2999, 299.9],
		[1800, 180],
		[10, 1],
		[0, 0],
	])('ends a token of %i s %f s early', (lifetime, margin) => {
		expect(usableUntil(1_000_000, lifetime)).toBe(1_000_000 + (lifetime - margin) * 1000);
	});
});

describe('pollWait', () => {
	it('begins short and stays short, so that a token that is there is not waited for', () => {
		expect([0, 1, 2, 3, 4, 50, 5000].map((looks) => pollWait(looks, 0.5))).toEqual([
			20, 40, 80, 160, 250, 250, 250,
		]);
	});

	it('is scattered by a quarter to both sides', () => {
		expect([0, 1].map((random) => pollWait(0, random))).toEqual([15, 25]);
	});
});

it('no fetch outlives its lease', () => {
	expect(FETCH_LIMIT).toBeLessThan(LEASE_LIFE);
});
