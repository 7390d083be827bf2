import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Kysely, sql } from 'kysely';

import {
	checkVault,
	migrate,
	MIGRATIONS,
	SCHEMA_VERSION,
	type Flavour,
	type Migration,
} from '../../../wecom/vault/migrations';
import type { InstallationTable, Schema } from '../../../wecom/vault/schema';
import { createSqliteDialect } from '../../../wecom/vault/sqlite-dialect';
import { expectFault } from './place';

const FINGERPRINT = '0123456789abcdef';
const FLAVOUR: Flavour = { text: sql`text`, keyed: sql`` };

let folder: string;
let open: Array<Kysely<Schema>>;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wecom-migrations-'));
	open = [];
});
afterEach(async () => {
	for (const kysely of open) await kysely.destroy();
	rmSync(folder, { recursive: true });
});

/** Another connection to the same file, as another process has one. */
function connect(): Kysely<Schema> {
	const connection = new DatabaseSync(join(folder, 'a.db'), { timeout: 0 });
	connection.exec('pragma journal_mode = wal');
	const kysely = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	open.push(kysely);
	return kysely;
}

const run = async (
	kysely: Kysely<Schema>,
	steps: readonly Migration[],
	{ isNew = false, fingerprint = FINGERPRINT } = {},
) =>
	await kysely
		.transaction()
		.execute(
			async (transaction) =>
				await migrate(transaction, { isNew, fingerprint, flavour: FLAVOUR }, steps),
		);

const makeRow = (): InstallationTable => ({
	suite_id: 'ww00000000000000b1',
	corp_id: 'wpA',
	kind: 'standard',
	corp_name: 'A',
	sort_name: 'a',
	permanent_code: 'sealed',
	revision: 'r',
	agent_id: 1,
	auth_mode: 0,
	details: 'sealed',
	authorized_timestamp: 1,
	authorized_received_at: 1_000,
	updated_at: 1_000,
	auth_code_hash: null,
});

/** A step that notes that it was taken. */
const makeStep =
	(log: string[], name: string): Migration =>
	async ({ schema }) => {
		log.push(name);
		await schema.createTable(name).addColumn('a', 'text').execute();
	};

describe('a migration', () => {
	it('makes a new vault by all steps in order', async () => {
		const log: string[] = [];
		const kysely = connect();
		await run(kysely, [...MIGRATIONS, makeStep(log, 'second'), makeStep(log, 'third')], {
			isNew: true,
		});
		expect(log).toEqual(['second', 'third']);
		expect(await checkVault(kysely, FINGERPRINT, SCHEMA_VERSION + 2)).toBe(SCHEMA_VERSION + 2);
	});

	it('takes the steps that are missing, once, and keeps what is there', async () => {
		const log: string[] = [];
		const kysely = connect();
		await run(kysely, MIGRATIONS, { isNew: true });
		expect(await checkVault(kysely, FINGERPRINT)).toBe(SCHEMA_VERSION);
		await kysely.insertInto('leases').values({ name: 'l', holder: 'h', held_until: 1 }).execute();

		const steps = [...MIGRATIONS, makeStep(log, 'second')];
		await run(kysely, steps);
		// Somebody else has done it already.
		await run(connect(), steps);
		await run(kysely, steps);
		expect(log).toEqual(['second']);
		expect(await kysely.selectFrom('leases').selectAll().execute()).toHaveLength(1);

		// The version from before does not touch it any more.
		await expectFault(run(kysely, MIGRATIONS), 'newer_schema');
	});

	it('keeps the installations of a vault of the first version', async () => {
		const kysely = connect();
		await run(kysely, MIGRATIONS.slice(0, 1), { isNew: true });
		const { auth_code_hash: _new, ...row } = makeRow();
		await sql`insert into installations (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
			values (${sql.join(Object.values(row))})`.execute(kysely);
		await run(kysely, MIGRATIONS);
		expect(await kysely.selectFrom('installations').selectAll().execute()).toEqual([
			{ ...row, auth_code_hash: null },
		]);
		expect(await checkVault(kysely, FINGERPRINT)).toBe(SCHEMA_VERSION);
	});

	it('that fails leaves the version and the tables from before', async () => {
		const kysely = connect();
		await run(kysely, MIGRATIONS, { isNew: true });
		const failing: Migration = async (transaction, flavour) => {
			await makeStep([], 'half')(transaction, flavour);
			throw new Error('on purpose');
		};
		await expect(run(kysely, [...MIGRATIONS, failing])).rejects.toThrow('on purpose');
		expect(await checkVault(kysely, FINGERPRINT)).toBe(SCHEMA_VERSION);
		const tables = (await kysely.introspection.getTables()).map(({ name }) => name);
		expect(tables).toContain('leases');
		expect(tables).not.toContain('half');
	});

	it('takes no step on a vault of another key', async () => {
		const log: string[] = [];
		const kysely = connect();
		await run(kysely, MIGRATIONS, { isNew: true });
		const steps = [...MIGRATIONS, makeStep(log, 'second')];
		const other = 'fedcba9876543210';
		const { message } = await expectFault(run(kysely, steps, { fingerprint: other }), 'wrong_key');
		expect(message).toContain(FINGERPRINT);
		expect(message).toContain(other);
		expect(log).toEqual([]);
	});
});
