import { sql, type Kysely, type Transaction } from 'kysely';

import { migrate, type Flavour } from './migrations';
import { postgresqlFault } from './postgresql-error';
import type { Schema } from './schema';

/**
 * Where the vault's tables are. Not `public`: n8n itself may live in the same database, and `installations`, `events` or
 * `meta` may be anybody's tables there.
 */
export const SCHEMA = 'wecom_suite';

/** How long it is remembered what a connection has written, in milliseconds. */
const MARK_LIFE = 24 * 3_600_000;

/** Byte by byte, as SQLite compares, whatever the order of the database is. */
const FLAVOUR: Flavour = { text: sql`text collate "C"`, keyed: sql`` };

/**
 * Makes the schema a vault of this version. The transaction must exclude other writers. Throws before it changes what is
 * not a vault.
 */
export async function setUp(
	transaction: Transaction<Schema>,
	{ location, fingerprint, now }: { location: string; fingerprint: string; now: number },
): Promise<void> {
	const tables = await listTables(transaction);
	const isNew = tables.length === 0;
	if (isNew) await makeSchema(transaction);
	else if (!tables.includes('meta') || !tables.includes('writers')) {
		throw postgresqlFault('foreign', location, `has a schema ${SCHEMA} of another program`);
	}
	await migrate(transaction, { isNew, fingerprint, flavour: FLAVOUR });
	// What processes that died have left, and tokens that nobody asked for again.
	await transaction.deleteFrom('leases').where('held_until', '<=', now).execute();
	await transaction.deleteFrom('tokens').where('expires_at', '<=', now).execute();
	// What nobody looks for any more: an answer to COMMIT that was lost is looked for at once.
	await sql`
		delete from ${sql.id(SCHEMA, 'writers')} where written_at < ${now - MARK_LIFE}
	`.execute(transaction);
}

async function listTables(database: Kysely<Schema>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select tablename::text as name from pg_catalog.pg_tables where schemaname = ${SCHEMA}
	`.execute(database);
	return rows.map(({ name }) => name);
}

async function makeSchema(transaction: Transaction<Schema>): Promise<void> {
	const { rows } = await sql`
		select from pg_catalog.pg_namespace where nspname = ${SCHEMA}
	`.execute(transaction);
	// Who may not create one can be given one: `create schema if not exists` would ask for the right in any case.
	if (rows.length === 0) await sql`create schema ${sql.id(SCHEMA)}`.execute(transaction);
	await sql`
		create table ${sql.id(SCHEMA, 'writers')} (
			id text collate "C" primary key, writes bigint not null, written_at bigint not null
		)
	`.execute(transaction);
}
