import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';

import { WeComVaultError } from './error';
import type { NamePartTable, Schema } from './schema';

/** How a back end writes what differs between them. */
export interface Flavour {
	/** Type of text that is compared byte by byte. */
	text: RawBuilder<unknown>;
	/** Ends the definition of a table that is little more than its key. */
	keyed: RawBuilder<unknown>;
}

/** One step forward. Never changed once released, and never undone. */
export type Migration = (transaction: Transaction<Schema>, flavour: Flavour) => Promise<void>;

/** The n-th step makes schema version n. */
export const MIGRATIONS: readonly Migration[] = [
	createTables,
	addAuthCodeHash,
	addSubscriptions,
	createCallbackKeys,
	indexEnds,
	sortPartsBySuite,
	createDepartures,
];

/** The schema version that this package reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the vault to the version of this package and checks that it is the vault of this key. The transaction must
 * exclude other writers: whoever comes second finds everything done.
 * @throws WeComVaultError `newer_schema`, `wrong_key` or `corrupt`
 */
export async function migrate(
	transaction: Transaction<Schema>,
	{ isNew, fingerprint, flavour }: { isNew: boolean; fingerprint: string; flavour: Flavour },
	steps: readonly Migration[] = MIGRATIONS,
): Promise<void> {
	const latest = steps.length;
	const version = isNew ? 0 : await checkVault(transaction, fingerprint, latest);
	for (const step of steps.slice(version)) await step(transaction, flavour);
	if (isNew) {
		await transaction
			.insertInto('meta')
			.values([
				{ name: 'schema', value: String(latest) },
				{ name: 'fingerprint', value: fingerprint },
			])
			.execute();
	} else if (version < latest) {
		await transaction
			.updateTable('meta')
			.set({ value: String(latest) })
			.where('name', '=', 'schema')
			.execute();
	}
}

/**
 * Checks that this package knows the schema of the vault and that the key is the one it was made with; gives its version.
 * @throws WeComVaultError `newer_schema`, `wrong_key` or `corrupt`
 */
export async function checkVault(
	database: Kysely<Schema>,
	fingerprint: string,
	latest = SCHEMA_VERSION,
): Promise<number> {
	const rows = await database.selectFrom('meta').selectAll().execute();
	const meta = new Map(rows.map(({ name, value }) => [name, value]));
	const version = Number(meta.get('schema'));
	if (!Number.isSafeInteger(version) || version < 1) {
		throw new WeComVaultError(
			'corrupt',
			'The vault does not tell the version of its schema',
			'Restore it from a backup; if there is none, choose another file or data base and let the companies install the app again',
		);
	}
	if (version > latest) {
		throw new WeComVaultError(
			'newer_schema',
			`The vault has schema version ${version}, this version of n8n-nodes-wecom-suite knows ${latest}`,
			'Update n8n-nodes-wecom-suite in every n8n process that shares the vault, or restore the backup made before the update',
		);
	}
	const found = meta.get('fingerprint');
	if (found !== fingerprint) {
		const made = found ? `with the key ${found}` : 'with a key that it no longer names';
		throw new WeComVaultError(
			'wrong_key',
			`The vault was sealed ${made}, but the instance key of this n8n has the fingerprint ${fingerprint}`,
			'Give n8n the encryption key that it had when the vault was made (N8N_ENCRYPTION_KEY, or encryptionKey in the config file of its user folder), the same one in every process, and start it again. Nothing was changed',
		);
	}
	return version;
}

async function createTables(
	{ schema }: Transaction<Schema>,
	{ text, keyed }: Flavour,
): Promise<void> {
	await schema
		.createTable('meta')
		.addColumn('name', text, (column) => column.primaryKey().notNull())
		.addColumn('value', text, (column) => column.notNull())
		.execute();

	await schema
		.createTable('tickets')
		.addColumn('suite_id', text, (column) => column.primaryKey().notNull())
		.addColumn('ticket', text, (column) => column.notNull())
		.addColumn('issued_at', 'bigint', (column) => column.notNull())
		.addColumn('received_at', 'bigint', (column) => column.notNull())
		.execute();

	await schema
		.createTable('installations')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('corp_name', text, (column) => column.notNull())
		.addColumn('sort_name', text, (column) => column.notNull())
		.addColumn('permanent_code', text, (column) => column.notNull())
		.addColumn('revision', text, (column) => column.notNull())
		.addColumn('agent_id', 'bigint')
		.addColumn('auth_mode', 'integer', (column) => column.notNull())
		.addColumn('details', text, (column) => column.notNull())
		.addColumn('authorized_timestamp', 'bigint', (column) => column.notNull())
		.addColumn('authorized_received_at', 'bigint', (column) => column.notNull())
		.addColumn('updated_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('installations_key', ['suite_id', 'corp_id'])
		.execute();
	await schema
		.createIndex('installations_of_suite')
		.on('installations')
		.columns(['suite_id', 'sort_name', 'corp_id'])
		.execute();
	await schema
		.createIndex('installations_by_name')
		.on('installations')
		.columns(['sort_name', 'corp_id', 'suite_id'])
		.execute();

	await schema
		.createTable('name_parts')
		.addColumn('part', text, (column) => column.notNull())
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('name_parts_key', ['part', 'suite_id', 'corp_id'])
		.modifyEnd(keyed)
		.execute();

	await schema
		.createTable('tombstones')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addColumn('authorized_timestamp', 'bigint')
		.addColumn('authorized_received_at', 'bigint')
		.addColumn('removed_timestamp', 'bigint', (column) => column.notNull())
		.addColumn('removed_received_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('tombstones_key', ['suite_id', 'corp_id'])
		.execute();

	// Owner and tenant come first, so that the tokens of an installation are found together.
	await schema
		.createTable('tokens')
		.addColumn('owner', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addColumn('kind', text, (column) => column.notNull())
		.addColumn('base_url', text, (column) => column.notNull())
		.addColumn('revision', text, (column) => column.notNull())
		.addColumn('token', text, (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('tokens_key', ['owner', 'corp_id', 'kind', 'base_url', 'revision'])
		.execute();

	await schema
		.createTable('claims')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('hash', text, (column) => column.notNull())
		.addColumn('endpoint', text, (column) => column.notNull())
		.addColumn('event', text, (column) => column.notNull())
		.addColumn('stage', text, (column) => column.notNull())
		.addColumn('payload', text)
		.addColumn('attempts', 'bigint', (column) => column.notNull())
		.addColumn('received_at', 'bigint', (column) => column.notNull())
		.addColumn('holder', text, (column) => column.notNull())
		.addColumn('held_until', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('claims_key', ['suite_id', 'hash'])
		.execute();
	await schema
		.createIndex('claims_of_suite')
		.on('claims')
		.columns(['suite_id', 'stage', 'received_at', 'hash'])
		.execute();
	await schema
		.createIndex('claims_by_age')
		.on('claims')
		.columns(['stage', 'received_at'])
		.execute();

	await schema
		.createTable('leases')
		.addColumn('name', text, (column) => column.primaryKey().notNull())
		.addColumn('holder', text, (column) => column.notNull())
		.addColumn('held_until', 'bigint', (column) => column.notNull())
		.execute();
}

/** Lets the installation be found that an auth code was already exchanged for. */
async function addAuthCodeHash({ schema }: Transaction<Schema>, { text }: Flavour): Promise<void> {
	await schema.alterTable('installations').addColumn('auth_code_hash', text).execute();
	await schema
		.createIndex('installations_by_auth_code')
		.on('installations')
		.columns(['auth_code_hash', 'suite_id'])
		.execute();
}

async function addSubscriptions({ schema }: Transaction<Schema>, { text }: Flavour): Promise<void> {
	await schema
		.createTable('subscribers')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('id', text, (column) => column.notNull())
		.addColumn('wishes', text, (column) => column.notNull())
		.addColumn('cursor', 'bigint', (column) => column.notNull())
		.addColumn('attended_at', 'bigint', (column) => column.notNull())
		.addColumn('left_at', 'bigint')
		.addPrimaryKeyConstraint('subscribers_key', ['suite_id', 'id'])
		.execute();

	await schema
		.createTable('positions')
		.addColumn('suite_id', text, (column) => column.primaryKey().notNull())
		.addColumn('position', 'bigint', (column) => column.notNull())
		.execute();

	await schema
		.createTable('events')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('hash', text, (column) => column.notNull())
		.addColumn('position', 'bigint', (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addColumn('event', text, (column) => column.notNull())
		.addColumn('payload', text)
		.addColumn('recorded_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('events_key', ['suite_id', 'hash'])
		.execute();
	// Few of the rows still have a payload, and nearly every look is for those.
	await schema
		.createIndex('events_to_tell')
		.on('events')
		.columns(['suite_id', 'position'])
		.where(sql.ref('payload'), 'is not', null)
		.execute();
	await schema.createIndex('events_by_age').on('events').column('recorded_at').execute();
}

/** Customised apps have callback keys of their own in each company. */
async function createCallbackKeys(
	{ schema }: Transaction<Schema>,
	{ text, keyed }: Flavour,
): Promise<void> {
	await schema
		.createTable('callback_keys')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addColumn('pair', text, (column) => column.notNull())
		.addColumn('previous', text)
		.addColumn('updated_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('callback_keys_key', ['suite_id', 'corp_id'])
		.modifyEnd(keyed)
		.execute();
}

/** Lets what is over be found without a look at all that is not. */
async function indexEnds({ schema }: Transaction<Schema>): Promise<void> {
	await schema
		.createIndex('tombstones_by_age')
		.on('tombstones')
		.columns(['removed_received_at', 'suite_id', 'corp_id'])
		.execute();
	await schema.createIndex('tokens_by_end').on('tokens').column('expires_at').execute();
	await schema.createIndex('leases_by_end').on('leases').column('held_until').execute();
}

/** Lets a search within a suite read what matches in order, whatever else the vault holds. */
async function sortPartsBySuite(
	transaction: Transaction<Schema>,
	{ text, keyed }: Flavour,
): Promise<void> {
	const { schema } = transaction;
	await schema.alterTable('name_parts').renameTo('name_parts_before').execute();
	type Before = Schema & { name_parts_before: NamePartTable };
	const before = transaction as unknown as Kysely<Before>;
	await schema
		.createTable('name_parts')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('part', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('name_parts_of_suite', ['suite_id', 'part', 'corp_id'])
		.modifyEnd(keyed)
		.execute();
	await before
		.insertInto('name_parts')
		.columns(['suite_id', 'part', 'corp_id'])
		.expression((row) =>
			row.selectFrom('name_parts_before').select(['suite_id', 'part', 'corp_id']),
		)
		.execute();
	await schema.dropTable('name_parts_before').execute();
}

/** Lets the events of companies that have gone be found without a look at those of all others. */
async function createDepartures(
	transaction: Transaction<Schema>,
	{ text, keyed }: Flavour,
): Promise<void> {
	const { schema } = transaction;
	await schema
		.createTable('departures')
		.addColumn('suite_id', text, (column) => column.notNull())
		.addColumn('corp_id', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('departures_key', ['suite_id', 'corp_id'])
		.modifyEnd(keyed)
		.execute();
	await transaction
		.insertInto('departures')
		.columns(['suite_id', 'corp_id'])
		.expression((row) => row.selectFrom('tombstones').select(['suite_id', 'corp_id']))
		.execute();
	await schema
		.createIndex('events_of_company')
		.on('events')
		.columns(['suite_id', 'corp_id'])
		.where(sql.ref('payload'), 'is not', null)
		.execute();
}
