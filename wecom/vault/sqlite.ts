import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

import { Kysely } from 'kysely';

import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { Database, Snapshot } from './database';
import { WeComVaultError } from './error';
import type { Schema } from './schema';
import { deriveKey } from './sealing';
import { createSqliteDialect } from './sqlite-dialect';
import { eraseTraces, REWRITE_LIMIT } from './sqlite-erase';
import { isBusy, sqliteFault, toVaultError } from './sqlite-error';
import { createFile, identifyFile, restrictFiles } from './sqlite-file';
import { setUp } from './sqlite-set-up';
import { createVault } from './stores';
import type { VaultTransfer } from './transfer';
import type { Vault } from './vault';

/** Milliseconds that SQLite itself waits for a lock. Short: the whole process waits with it. */
const BUSY_TIMEOUT = 5;
/** Between two attempts at a locked file, in milliseconds. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 200;

export interface SqliteVaultOptions {
	/** Path of the file; it and its folder are made if they are missing. */
	file: string;
	/** n8n's instance key. */
	secret: string;
	clock: Clock;
	logger?: Logger;
	/** How often a file that others keep locked is tried; with the pauses, the usual 60 take about ten seconds. */
	attempts?: number;
}

/**
 * Opens the vault in a file on a local disk, which several processes of one machine may share.
 * @throws WeComVaultError when the file cannot be used, belongs to another key, a newer version or another program
 */
export async function openSqliteVault(options: SqliteVaultOptions): Promise<Vault & VaultTransfer> {
	const { secret, clock, logger, attempts } = options;
	const file = resolve(options.file);
	const key = deriveKey(secret);
	const database = openDatabase(file, { logger, attempts });
	try {
		await database.prepare({ fingerprint: key.fingerprint, now: clock() });
	} catch (error) {
		await database.close();
		throw error;
	}
	logger?.debug('Vault opened', { file, fingerprint: key.fingerprint });
	return createVault(database, key, logger);
}

interface SqliteDatabase extends Database {
	prepare(facts: { fingerprint: string; now: number }): Promise<void>;
}

function openDatabase(
	file: string,
	{ logger, attempts: most = 60 }: { logger?: Logger; attempts?: number },
): SqliteDatabase {
	const connection = connect(file);
	const kysely = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	const identity = identifyFile(file);
	let isClosed = false;

	/** Works, again and again while others have the lock. */
	const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
		for (let attempts = 1; ; attempts += 1) {
			if (isClosed) throw sqliteFault('closed', file, 'was closed');
			// SQLite would go on with a file that nobody can find any more, and lose all of it.
			if (identifyFile(file) !== identity) {
				throw sqliteFault('unreachable', file, 'was moved, deleted or replaced while it was open', {
					hint: 'Restart n8n, so that it opens the file that is there now',
				});
			}
			try {
				return await work();
			} catch (error) {
				if (!isBusy(error) || attempts >= most) {
					const fault = toVaultError(error, file);
					// Work of several steps that was overtaken by the closing.
					throw isClosed && fault === error ? sqliteFault('closed', file, 'was closed') : fault;
				}
			}
			const pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(attempts, 8));
			// Jitter, so that two processes do not meet again and again.
			await delay(pause * (0.5 + Math.random() / 2));
		}
	};

	const erase = async (limit: number) => {
		try {
			if (await attempt(() => eraseTraces(kysely, { limit }))) return;
			logger?.debug('Traces of what was deleted are erased when the vault is next opened', {
				file,
			});
		} catch (error) {
			if (!(error instanceof WeComVaultError)) throw error;
			logger?.warn('Traces of what was deleted could not be erased yet', {
				file,
				reason: error.reason,
				error: error.message,
			});
		}
	};

	return {
		location: file,
		read: (work) => attempt(() => work(kysely)),
		write: (work) => attempt(() => kysely.transaction().execute(work)),
		// Writing begins with the lock of the whole file.
		writeAlone: (work) => attempt(() => kysely.transaction().execute(work)),
		snapshot: () => attempt(() => openSnapshot(file)),
		erase: () => erase(REWRITE_LIMIT),

		async prepare(facts) {
			await attempt(() => setUp(kysely, connection, { file, ...facts }));
			// Only now: a file of another program keeps its mode.
			await attempt(async () => restrictFiles(file));
			await erase(Infinity);
		},

		async close() {
			isClosed = true;
			await kysely.destroy();
			// Kysely does not close what it was never asked to use.
			if (connection.isOpen) connection.close();
		},
	};
}

/** On a connection of its own: the other one is for what goes on meanwhile. */
async function openSnapshot(file: string): Promise<Snapshot> {
	const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, readOnly: true });
	const reader = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	const end = async () => {
		await reader.destroy();
		// Kysely does not close what it was never asked to use.
		if (connection.isOpen) connection.close();
	};
	try {
		connection.exec('begin');
		// The view begins with the first look.
		connection.prepare('select count(*) from meta').get();
	} catch (error) {
		await end();
		throw error;
	}
	return { reader, end };
}

function connect(file: string): DatabaseSync {
	try {
		createFile(file);
		return new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
	} catch (error) {
		throw toVaultError(error, file);
	}
}
