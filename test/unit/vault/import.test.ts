import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';

import { SCHEMA_VERSION } from '../../../wecom/vault/migrations';
import { columnsOf, TABLE_NAMES } from '../../../wecom/vault/tables';
import type { VaultTransfer } from '../../../wecom/vault/transfer';
import type { Vault } from '../../../wecom/vault/vault';
import { makeArchive, PASSPHRASE } from '../../contract/transfer';
import { makeSqlitePlace, SECRET, type SqlitePlace } from './place';

const NOW = 1_800_000_000_000;
const START = { schema: SCHEMA_VERSION, exportedAt: NOW };

let place: SqlitePlace;
let vault: Vault & VaultTransfer;
beforeEach(async () => {
	place = await makeSqlitePlace();
	vault = await place.open();
});
afterEach(async () => await place.discard());

const load = async (archive: Buffer, knownSince = NOW - 1_000) =>
	await vault.import({ open: () => Readable.from([archive]), passphrase: PASSPHRASE, knownSince });

const ticket = (suiteId: string) => ({
	suite_id: suiteId,
	ticket: `ticket-of-${suiteId}`,
	issued_at: 5,
	received_at: 5_000,
});

const installation = {
	suite_id: 'suite',
	corp_id: 'wpCorp',
	kind: 'standard',
	corp_name: 'Corp',
	permanent_code: 'code',
	revision: 'r',
	agent_id: null,
	auth_mode: 0,
	details: '{"auth_corp_info":{},"auth_info":{}}',
	authorized_timestamp: 1,
	authorized_received_at: 1,
	updated_at: 1,
	auth_code_hash: null,
};

const claim = (hash: string, change: object = {}) => ({
	suite_id: 'suite',
	hash,
	endpoint: 'e',
	event: 'v',
	stage: 'ready',
	payload: 'payload',
	attempts: 1,
	received_at: NOW - 5_000,
	...change,
});

const event = (hash: string, recordedAt: number) => ({
	suite_id: 'suite',
	hash,
	corp_id: '',
	event: 'v',
	payload: 'payload',
	recorded_at: recordedAt,
});

describe('the tables that are exported', () => {
	it('are those of the vault, column for column', async () => {
		await vault.close();
		const database = new DatabaseSync(place.file);
		for (const name of TABLE_NAMES) {
			const found = database.prepare(
				`select name, type, "notnull" from pragma_table_info('${name}')`,
			);
			const columns = found
				.all()
				.map(({ name: column, type, notnull }) => [
					column,
					String(type).toLowerCase() === 'text' ? 'text' : 'number',
					notnull === 1,
				]);
			const declared = columnsOf(name).map(([column, content]) => [
				column,
				/^(text|sealed)/.test(content) || /^(holder|sort_name)$/.test(column) ? 'text' : 'number',
				!content.endsWith('?'),
			]);
			expect([name, declared.sort()]).toEqual([name, columns.sort()]);
		}
		const known = database.prepare(`select name from sqlite_master where type = 'table'`).all();
		expect(known.map(({ name }) => name).sort()).toEqual(
			[...TABLE_NAMES, 'departures', 'leases', 'meta', 'name_parts', 'positions'].sort(),
		);
		database.close();
	});
});

describe('an export of another version', () => {
	it('that is older is read without the columns that came later', async () => {
		const { auth_code_hash: _later, ...older } = installation;
		const archive = await makeArchive({ ...START, schema: 1 }, { installations: [older] });
		expect(await load(archive)).toMatchObject({ schema: 1 });
		expect(await vault.installations.get('suite', 'wpCorp')).toMatchObject({
			permanentCode: 'code',
		});
	});

	it('that is newer is refused before anything is changed', async () => {
		const archive = await makeArchive(
			{ ...START, schema: SCHEMA_VERSION + 1 },
			{ tickets: [ticket('suite')] },
		);
		await expect(load(archive)).rejects.toMatchObject({
			code: 'wecom_vault',
			reason: 'newer_schema',
			hint: expect.stringContaining('Update n8n-nodes-wecom-suite') as string,
		});
		expect(await vault.tickets.get('suite')).toBeUndefined();
	});
});

describe('an export that no vault made', () => {
	const good = ticket('first');
	it.each<[string, object, Record<string, object[]>, object?]>([
		['does not say of which version it is', {}, { tickets: [good] }],
		['is of a version that never was', { ...START, schema: 0 }, { tickets: [good] }],
		['has a table that is not exported', START, { tickets: [good], meta: [{ name: 'schema' }] }],
		['has tokens', START, { tickets: [good], tokens: [{}] }],
		['lacks a column', START, { tickets: [good, { ...good, received_at: undefined }] }],
		['has a column too many', START, { tickets: [good, { ...good, more: 1 }] }],
		[
			'has a prototype for a column',
			START,
			{
				tickets: [good, JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":1,')) as object],
			},
		],
		['has NULL where there must be something', START, { tickets: [{ ...good, ticket: null }] }],
		['has a text for a number', START, { tickets: [{ ...good, issued_at: '5' }] }],
		['has a fraction for a number', START, { tickets: [{ ...good, issued_at: 0.5 }] }],
		['has fewer rows than it says', START, { tickets: [good] }, { tickets: 2 }],
	])('because it %s, is refused before anything is changed', async (...[, start, rows, end]) => {
		await expect(load(await makeArchive(start, rows, end))).rejects.toMatchObject({
			code: 'wecom_vault_file',
			reason: 'damaged',
		});
		expect(await vault.tickets.get('first')).toBeUndefined();
	});

	it('because it is another one when it is read again, is refused', async () => {
		const archives = [
			await makeArchive(START, { tickets: [ticket('first')] }),
			await makeArchive(START, { tickets: [ticket('second')] }),
		];
		const open = () => Readable.from([archives.shift()!]);
		await expect(
			vault.import({ open, passphrase: PASSPHRASE, knownSince: NOW }),
		).rejects.toMatchObject({ reason: 'damaged' });
		expect(await vault.tickets.get('second')).toBeUndefined();
	});
});

describe('what the vault may have had and forgotten', () => {
	it('is left out: unfinished deliveries of an old export', async () => {
		const rows = { claims: [claim('open'), claim('done', { stage: 'finished', payload: null })] };
		const old = await makeArchive({ ...START, exportedAt: NOW - 2_000 }, rows);
		expect((await load(old)).rows.claims).toEqual({ taken: 1, same: 0, older: 1 });
		// An export of late has what was never done, however long it has waited.
		const late = await makeArchive(START, rows);
		expect((await load(late)).rows.claims).toEqual({ taken: 1, same: 1, older: 0 });
	});

	it('is left out: events that are as old as those that are deleted', async () => {
		const events = [event('old', NOW - 1_001), event('new', NOW - 1_000)];
		const { rows } = await load(await makeArchive(START, { events }));
		expect(rows.events).toEqual({ taken: 1, same: 0, older: 1 });
		const { events: found } = await vault.subscriptions.read({
			suiteId: 'suite',
			after: 0,
			limit: 9,
		});
		expect(found.map(({ hash }) => hash)).toEqual(['new']);
	});
});

describe('an entry that is damaged', () => {
	const tamper = async () => {
		await load(await makeArchive(START, { tickets: [ticket('good'), ticket('bad')] }));
		const database = new DatabaseSync(place.file);
		database.exec(
			`update tickets set ticket = (select ticket from tickets where suite_id = 'good') where suite_id = 'bad'`,
		);
		database.close();
	};

	it('is left out of an export, which says so', async () => {
		await tamper();
		const { content, report } = vault.export({
			passphrase: PASSPHRASE,
			now: NOW,
			cost: { logN: 10, r: 8, p: 1 },
		});
		const parts: Buffer[] = [];
		for await (const part of content) parts.push(part);
		expect(report()).toMatchObject({ unreadable: 1, rows: { tickets: 1 } });
		const other = await makeSqlitePlace();
		const target = await other.open();
		const archive = Buffer.concat(parts);
		const { rows } = await target.import({
			open: () => Readable.from([archive]),
			passphrase: PASSPHRASE,
			knownSince: NOW,
		});
		expect(rows.tickets.taken).toBe(1);
		expect((await target.tickets.get('good'))?.ticket).toBe('ticket-of-good');
		await other.discard();
	});

	it('does not keep the others from getting a new key', async () => {
		await tamper();
		expect(await vault.rekey('another-instance-key')).toEqual({ resealed: 1, unreadable: 1 });
		const again = await place.open({ secret: 'another-instance-key' });
		expect((await again.tickets.get('good'))?.ticket).toBe('ticket-of-good');
	});
});

it('refuses to export under a passphrase that could be guessed, before anything is read', () => {
	expect(() => vault.export({ passphrase: 'short', now: NOW })).toThrow(
		expect.objectContaining({ code: 'wecom_configuration', field: 'passphrase' }) as Error,
	);
});

it('does not take the instance key from an error of another key', async () => {
	const error: unknown = await place.open({ secret: 'other' }).catch((thrown: unknown) => thrown);
	expect(String(error)).not.toContain(SECRET);
});
