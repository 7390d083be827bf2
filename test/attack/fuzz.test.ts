import { randomInt } from 'node:crypto';

import { fuzz, LONGEST, type FuzzResult } from './fuzz';

/** `WECOM_SEED` of the environment sends the same again. */
const seed = Number(process.env.WECOM_SEED ?? randomInt(1_000_000_000));
const BODIES = 20_000;
const MEGABYTE = 1024 * 1024;

let result: FuzzResult;

// Throws at the first body that does what none may.
beforeAll(async () => {
	result = await fuzz({ bodies: BODIES, seed });
	process.stdout.write(`${JSON.stringify(result)}\n`);
}, 300_000);

test('the bodies got to every rung of the ladder, so that each was tried', () => {
	const { outcomes } = result;
	expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(BODIES);
	const reasons = Object.keys(outcomes).filter((name) => !name.includes(':'));
	expect(reasons.sort()).toEqual(
		[
			'body_missing',
			'body_too_large',
			'encoding',
			'encrypt_malformed',
			'encrypt_missing',
			'envelope_malformed',
			'length',
			'message_malformed',
			'padding',
			'query_malformed',
			'query_missing',
			'query_repeated',
			'receive_id',
			'signature',
			'stale',
			'wrong_suite',
			'wrong_tenant',
		].sort(),
	);
	for (const sender of ['stranger', 'app', 'platform']) {
		expect(outcomes).toHaveProperty([`${sender}: emit`]);
	}
	expect(Object.keys(outcomes).join()).toContain('answer first');
});

test('none took long', () => {
	expect(result.slowest.milliseconds).toBeLessThan(LONGEST);
});

test('the memory stays as it is', () => {
	const { before, after } = result.heap;
	expect(before).toBeGreaterThan(MEGABYTE);
	expect(after - before).toBeLessThan(4 * MEGABYTE);
});
