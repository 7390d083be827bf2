import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CLEAN_EVERY, createCleaning, TOMBSTONE_LIFE } from '../../../wecom/suite/cleaning';
import { CLAIM_LIFE } from '../../../wecom/suite/deliveries';
import { HELPING } from '../../../wecom/vault/helpings';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';
import { logger as silent, SECRET } from './stage';

const SUITE = 'ww00000000000000b1';

// Every commit waits for the disk, which others may keep busy.
jest.setTimeout(60_000);

let folder: string;
let vault: Vault;
let now: number;
let errors: string[];
const logger = {
	...silent,
	error: (message: string) => void errors.push(message),
	warn: (message: string) => void errors.push(message),
};

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-cleaning-'));
	now = Date.now();
	errors = [];
	vault = await openSqliteVault({ file: join(folder, 'vault'), secret: SECRET, clock: () => now });
});

afterEach(async () => {
	await vault.close();
	await rm(folder, { recursive: true, force: true });
});

/** As another process would have it. */
const open = (part: Partial<Vault> = {}) =>
	createCleaning({ vault: { ...vault, ...part }, clock: () => now, logger });

/** As whichever process does when the last cleaning was long ago. */
async function clean(): Promise<void> {
	await vault.leases.purge(now + CLEAN_EVERY + 1, 10);
	await open().begin();
}

async function claim(hash: string, { isFinished = true } = {}) {
	const key = { suiteId: SUITE, hash };
	const state = await vault.claims.claim(
		{ ...key, endpoint: 'e', event: 'message.text', payload: '{}', receivedAt: now },
		{ holder: 'a', until: now + 15_000 },
		now,
	);
	if (isFinished) await vault.claims.advance(key, 'a', { stage: 'finished' }, now);
	return state;
}

const isKnown = async (hash: string) => (await claim(hash)) !== 'new';

describe('what is over', () => {
	it('is deleted: finished claims after seven days', async () => {
		await claim('a');
		now += CLAIM_LIFE;
		await clean();
		expect(await isKnown('a')).toBe(true);
		now += 1;
		await clean();
		expect(await isKnown('a')).toBe(false);
	});

	it('is deleted: unfinished claims after thirty days, with a word about it', async () => {
		await claim('a', { isFinished: false });
		now += 30 * 24 * 3_600_000;
		await clean();
		expect(await isKnown('a')).toBe(true);
		expect(errors).toEqual([]);

		await claim('b', { isFinished: false });
		now += 30 * 24 * 3_600_000 + 15_001;
		await clean();
		expect(errors).toEqual(['Events were given up that no workflow has taken for 30 days']);
		expect(await isKnown('b')).toBe(false);
	});

	it('is deleted: tombstones after thirty days, when nothing older can come any more', async () => {
		expect(TOMBSTONE_LIFE).toBeGreaterThan(2 * CLAIM_LIFE);
		await vault.installations.remove(SUITE, 'gone', { timeStamp: 1, receivedAt: now });
		const has = async () => (await vault.installations.getTombstone(SUITE, 'gone')) !== undefined;
		now += TOMBSTONE_LIFE;
		await clean();
		expect(await has()).toBe(true);
		now += 1;
		await clean();
		expect(await has()).toBe(false);
	});

	it('is deleted: tokens and leases that have run out', async () => {
		const key = { kind: 'suite', baseUrl: 'b', owner: SUITE };
		await vault.tokens.put(key, { token: 't', expiresAt: now + 1 });
		await vault.leases.acquire('dead', { holder: 'x', until: now + 1 }, now);
		await open().begin();
		expect(await vault.tokens.get(key)).toBeDefined();
		now += CLEAN_EVERY;
		await open().begin();
		expect(await vault.tokens.get(key)).toBeUndefined();
		expect(await vault.leases.purge(now, 10)).toBe(0);
	});
});

describe('cleaning', () => {
	it('deletes few rows in one transaction, and lets others go first in between', async () => {
		const count = 2 * HELPING + 30;
		for (let n = 0; n < count; n += 1) await claim(`old-${n}`);
		now += CLAIM_LIFE + 1;
		const helpings: number[] = [];
		let others = 0;
		const claims = {
			...vault.claims,
			async purge(receivedBefore: number, limit: number) {
				expect(limit).toBeLessThanOrEqual(100);
				helpings.push(await vault.claims.purge(receivedBefore, limit));
				setTimeout(() => (others += 1), 1);
				return helpings.at(-1) ?? 0;
			},
		};
		await open({ claims }).begin();
		expect(helpings).toEqual([HELPING, HELPING, 30]);
		expect(others).toBeGreaterThanOrEqual(2);
	});

	it('is done by one of several processes, and not again for a while', async () => {
		let purges = 0;
		const claims = {
			...vault.claims,
			async purge() {
				purges += 1;
				return await Promise.resolve(0);
			},
		};
		const processes = [open({ claims }), open({ claims }), open({ claims })];
		const all = async () => await Promise.all(processes.map(async (one) => await one.begin()));
		await all();
		await all();
		expect(purges).toBe(1);
		now += CLEAN_EVERY - 1;
		await all();
		expect(purges).toBe(1);
		now += 1;
		await all();
		expect(purges).toBe(2);
	});

	it('leaves off where its time is over, and goes on the next time', async () => {
		for (let n = 0; n < HELPING + 1; n += 1) await claim(`old-${n}`);
		now += CLAIM_LIFE + 1;
		const claims = {
			...vault.claims,
			async purge(receivedBefore: number, limit: number) {
				const count = await vault.claims.purge(receivedBefore, limit);
				now += CLEAN_EVERY;
				return count;
			},
		};
		const one = open({ claims });
		await one.begin();
		expect(await vault.claims.purge(now - CLAIM_LIFE, 0)).toBe(0);
		await one.begin();
		expect(await vault.claims.purge(now - CLAIM_LIFE, HELPING)).toBe(0);
	});

	it('ends early when whoever attends stops', async () => {
		for (let n = 0; n < 2 * HELPING; n += 1) await claim(`old-${n}`);
		now += CLAIM_LIFE + 1;
		const one = open();
		const running = one.begin();
		await one.stop();
		await running;
		expect(await vault.claims.purge(now - CLAIM_LIFE, HELPING)).toBe(HELPING);
	});

	it('is tried again when the vault was away', async () => {
		await claim('a');
		now += CLAIM_LIFE + 1;
		const claims = {
			...vault.claims,
			purge: async () => await Promise.reject(new Error('not now')),
		};
		await open({ claims }).begin();
		expect(errors).toEqual(['The vault could not be cleaned of what is old; it is tried again']);
		now += CLEAN_EVERY;
		await open().begin();
		expect(await isKnown('a')).toBe(false);
	});
});
