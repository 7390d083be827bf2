import { DatabaseSync } from 'node:sqlite';

import { Kysely, type CompiledQuery, type Transaction } from 'kysely';

import type { Database } from '../../../wecom/vault/database';
import type { Schema } from '../../../wecom/vault/schema';
import { deriveKey } from '../../../wecom/vault/sealing';
import { createSqliteDialect } from '../../../wecom/vault/sqlite-dialect';
import { createVault } from '../../../wecom/vault/stores';
import type { Installation, Vault } from '../../../wecom/vault/vault';
import { makeSqlitePlace, SECRET, type SqlitePlace } from './place';

/**
 * How SQLite runs what is asked of a vault all the time: by an index, and in its order, so that it costs the same however
 * much the vault holds. Tables that have a row per suite, per subscriber, or per company that has just gone may be read.
 */
const SMALL = /^SCAN (positions|subscribers|departures)\b/;
const READS_ALL = /^SCAN (?!CONSTANT|\d+-ROW VALUES)|TEMP B-TREE/;

const SUITE = 'ww00000000000000b1';
const installation: Installation = {
	suiteId: SUITE,
	corpId: 'wpCorp',
	kind: 'standard',
	corpName: '示例科技有限公司',
	permanentCode: 'code',
	revision: 'r',
	agentId: 7,
	authMode: 0,
	details: { auth_corp_info: {}, auth_info: {} },
	authorizedAt: { timeStamp: 10, receivedAt: 10_000 },
	updatedAt: 10_000,
	authCodeHash: 'hash',
};
const key = { suiteId: SUITE, hash: 'h' };
const token = { kind: 'corp', baseUrl: 'b', owner: SUITE, corpId: 'wpCorp', revision: 'r' };
const holding = { holder: 'a', until: 9 };
const ends = { left: 1, attended: 1, removed: 9_000_000, recorded: 1 };

let place: SqlitePlace;
let connection: DatabaseSync;
let vault: Vault;
const asked: CompiledQuery[] = [];

beforeEach(async () => {
	place = await makeSqlitePlace();
	await place.open();
	connection = new DatabaseSync(place.file);
	const kysely = new Kysely<Schema>({
		dialect: createSqliteDialect(connection),
		log: ({ query }) => void asked.push(query),
	});
	const write = async <T>(work: (transaction: Transaction<Schema>) => Promise<T>) =>
		await kysely.transaction().execute(work);
	const database: Database = {
		location: place.file,
		read: async (work) => await work(kysely),
		write,
		writeAlone: write,
		snapshot: async () => await Promise.resolve({ reader: kysely, end: async () => {} }),
		erase: async () => {},
		close: async () => await kysely.destroy(),
	};
	vault = createVault(database, deriveKey(SECRET));
});

afterEach(async () => {
	await vault.close();
	await place.discard();
});

const claim = async () =>
	await vault.claims.claim(
		{ ...key, endpoint: 'e', event: 'x', payload: '', receivedAt: 1 },
		holding,
		1,
	);
const record = async () =>
	await vault.subscriptions.record({
		...key,
		corpId: 'wpCorp',
		event: 'x',
		payload: '{}',
		recordedAt: 5,
	});
const find = async (query: { search?: string; after?: string }) =>
	await vault.installations.find({ suiteId: SUITE, limit: 1, ...query });

const WORK: Record<string, () => Promise<unknown>> = {
	'keeping an installation': async () => await vault.installations.put(installation),
	'looking for a company': async () => await vault.installations.get(SUITE, 'wpCorp'),
	'looking for an auth code': async () => await vault.installations.getByAuthCode(SUITE, 'hash'),
	'a page of all companies, and the next': async () => {
		for (const corpId of ['1', '2']) await vault.installations.put({ ...installation, corpId });
		const { next } = await find({});
		expect((await find({ after: next })).installations).toHaveLength(1);
	},
	'a page of a search, and the next': async () => {
		for (const corpId of ['1', '2']) await vault.installations.put({ ...installation, corpId });
		const { next } = await find({ search: '科技' });
		expect((await find({ search: '科技', after: next })).installations).toHaveLength(1);
	},
	'a change': async () => {
		await vault.installations.put(installation);
		await vault.installations.update({ ...installation }, { corpName: 'New' }, 1);
	},
	'a removal': async () => {
		await vault.installations.put(installation);
		await vault.installations.remove(SUITE, 'wpCorp', { timeStamp: 99, receivedAt: 99 });
	},
	'a token': async () => {
		await vault.installations.put(installation);
		await vault.tokens.put(token, { token: 't', expiresAt: 5 });
		await vault.tokens.get(token);
		await vault.tokens.drop(token, 't');
	},
	'a claim, and a repetition': async () => {
		await claim();
		await claim();
		await vault.claims.advance(key, 'a', { stage: 'ready', until: 1 }, 1);
	},
	'looking for work': async () => {
		await claim();
		await vault.claims.advance(key, 'a', { stage: 'ready', until: 1 }, 1);
		const query = { suiteId: SUITE, limit: 9, stage: 'ready' } as const;
		expect(await vault.claims.takeDue({ ...query, endpoint: 'e' }, holding, 2)).toHaveLength(1);
		await vault.claims.takeDue(query, holding, 2);
	},
	'a lease': async () => {
		await vault.leases.acquire('l', holding, 1);
		await vault.leases.release('l', 'a');
	},
	'recording and reading events': async () => {
		await vault.subscriptions.subscribe({ suiteId: SUITE, id: 's', wishes: '' }, 1);
		await record();
		await vault.subscriptions.read({ suiteId: SUITE, after: 0, limit: 9 });
		await vault.subscriptions.advance({ suiteId: SUITE, id: 's' }, 1);
	},
	'erasing what subscribers have, and what companies left behind': async () => {
		await vault.subscriptions.subscribe({ suiteId: SUITE, id: 's', wishes: '' }, 1);
		await record();
		await vault.installations.remove(SUITE, 'wpCorp', { timeStamp: 99, receivedAt: 99 });
		await vault.subscriptions.purge(ends, 9);
		await record();
	},
	'deleting what is old': async () => {
		await record();
		await vault.subscriptions.purge({ ...ends, recorded: 10 }, 9);
		await vault.claims.purge(9, 9);
		await vault.tokens.purge(9, 9);
		await vault.installations.purge(9, 9);
		await vault.leases.purge(9, 9);
	},
};

it.each(Object.keys(WORK))('%s reads by an index alone', async (name) => {
	asked.length = 0;
	await WORK[name]();
	expect(asked.length).toBeGreaterThan(0);
	const slow = asked
		.filter(({ sql }) => /^(select|insert|update|delete)/.test(sql))
		.flatMap(({ sql, parameters }) =>
			connection
				.prepare(`explain query plan ${sql}`)
				.all(...(parameters as string[]))
				.map(({ detail }) => String(detail))
				.filter((step) => READS_ALL.test(step) && !SMALL.test(step))
				.map((step) => `${step}: ${sql}`),
		);
	expect(slow).toEqual([]);
});
