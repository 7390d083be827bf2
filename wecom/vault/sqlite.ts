import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

import { Kysely, sql } from 'kysely';

import type { Clock } from '../clock';
import type { Logger } from '../logger';
import { createClaimStore } from './claims';
import type { Database } from './database';
import { createInstallationStore } from './installations';
import { createLeaseStore } from './leases';
import { checkVault, migrate } from './migrations';
import type { Schema } from './schema';
import { deriveKey } from './sealing';
import { createSqliteDialect } from './sqlite-dialect';
import { isBusy, sqliteFailure, toVaultError } from './sqlite-error';
import { prepareFile } from './sqlite-file';
import { createTicketStore } from './tickets';
import { createTokenStore } from './tokens';
import type { Vault } from './vault';

/** `WCOM`; in the header of the file, so that a vault is told from files of other programs. */
const APPLICATION_ID = 0x57434f4d;

/** Milliseconds that SQLite itself waits for a lock. Short: the whole process waits with it. */
const BUSY_TIMEOUT = 25;
/** How often a locked file is tried again; with the pauses below, for about ten seconds. */
const MOST_ATTEMPTS = 60;
const LONGEST_PAUSE = 200;

export interface SqliteVaultOptions {
	/** Path of the file; it and its folder are made if they are missing. */
	file: string;
	/** n8n's instance key. */
	secret: string;
	clock: Clock;
	logger?: Logger;
}

/**
 * Opens the vault in a file on a local disk, which several processes of one machine may share.
 * @throws WeComVaultError when the file cannot be used, belongs to another key, a newer version or another program
 */
export async function openSqliteVault({
	file: path,
	secret,
	clock,
	logger,
}: SqliteVaultOptions): Promise<Vault> {
	const file = resolve(path);
	const key = deriveKey(secret);
	const connection = open(file);
	const kysely = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	let isClosed = false;

	const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
		for (let attempts = 1; ; attempts += 1) {
			if (isClosed) throw sqliteFailure('closed', file, 'was closed');
			try {
				return await work();
			} catch (error) {
				if (!isBusy(error) || attempts === MOST_ATTEMPTS) throw toVaultError(error, file);
			}
			// Jitter, so that two processes do not meet again.
			await delay(
				Math.min(LONGEST_PAUSE, 5 * 2 ** Math.min(attempts, 6)) * (0.5 + Math.random() / 2),
			);
		}
	};

	const database: Database = {
		read: (work) => attempt(() => work(kysely)),
		write: (work) => attempt(() => kysely.transaction().execute(work)),
		async erase() {
			await attempt(async () => {
				const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(
					kysely,
				);
				return rows;
			});
		},
	};

	try {
		await attempt(() => setUp(kysely, connection, file, key.fingerprint, clock()));
	} catch (error) {
		await kysely.destroy();
		throw error;
	}
	logger?.debug('Vault opened', { file, fingerprint: key.fingerprint });

	return {
		tickets: createTicketStore(database, key),
		installations: createInstallationStore(database, key),
		tokens: createTokenStore(database, key),
		claims: createClaimStore(database, key),
		leases: createLeaseStore(database),

		async status() {
			return await database.read(async (reader) => {
				const schemaVersion = await checkVault(reader, key.fingerprint);
				const { installations } = await reader
					.selectFrom('installations')
					.select(({ fn }) => fn.countAll<number>().as('installations'))
					.executeTakeFirstOrThrow();
				return { location: file, fingerprint: key.fingerprint, schemaVersion, installations };
			});
		},

		async close() {
			isClosed = true;
			await kysely.destroy();
		},
	};
}

function open(file: string): DatabaseSync {
	try {
		prepareFile(file);
		return new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
	} catch (error) {
		throw toVaultError(error, file);
	}
}

/** Makes the connection safe and the file a vault of this version and key. */
async function setUp(
	kysely: Kysely<Schema>,
	connection: DatabaseSync,
	file: string,
	fingerprint: string,
	now: number,
): Promise<void> {
	// Before anything is written, also to the header: a file of another program stays as it is.
	checkOwner(connection, file);
	connection.exec('pragma secure_delete = on');
	connection.exec('pragma temp_store = memory');
	const mode = connection.prepare('pragma journal_mode = wal').get()?.journal_mode;
	if (mode !== 'wal') {
		throw sqliteFailure('unreachable', file, 'is on a disk that cannot be shared by processes');
	}
	// Every commit reaches the disk: what WeCom was told is kept must be there after a power cut.
	connection.exec('pragma synchronous = full');

	await kysely.transaction().execute(async (transaction) => {
		// Again, for what came in between, and now nobody else can.
		const isNew = checkOwner(connection, file);
		await migrate(transaction, { isNew, fingerprint });
		if (isNew) await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(transaction);
		// What processes that died have left, and tokens that nobody asked for again.
		await transaction.deleteFrom('leases').where('held_until', '<=', now).execute();
		await transaction.deleteFrom('tokens').where('expires_at', '<=', now).execute();
	});
}

/** Tells whether the file is empty; throws if it is neither that nor a vault. */
function checkOwner(connection: DatabaseSync, file: string): boolean {
	const owner = connection.prepare('pragma application_id').get()?.application_id;
	if (owner === APPLICATION_ID) return false;
	const objects = connection.prepare('select count(*) as count from sqlite_master').get()?.count;
	if (owner === 0 && objects === 0) return true;
	throw sqliteFailure('foreign', file, 'is a database of another program');
}
