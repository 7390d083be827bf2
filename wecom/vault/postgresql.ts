import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { Kysely, sql, WithSchemaPlugin, type Transaction } from 'kysely';
import type { ClientBase } from 'pg';

import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { Database, Snapshot } from './database';
import { beginAnew, timeLeft } from './hurry';
import {
	parseConnection,
	type PostgresqlConnection,
	type PostgresqlPlace,
} from './postgresql-connection';
import { createPostgresqlDialect, type Brackets } from './postgresql-dialect';
import { postgresqlFault, ServerFailure, toVaultError } from './postgresql-error';
import { createSlots, openConnections } from './postgresql-pool';
import { SCHEMA, setUp } from './postgresql-set-up';
import type { Schema } from './schema';
import { deriveKey } from './sealing';
import { createVault } from './stores';
import type { VaultTransfer } from './transfer';
import type { Vault } from './vault';

/** Milliseconds in which a server that is away is tried again, unless somebody waits. */
const PATIENCE = 8_000;
/** Between two attempts, in milliseconds. */
const SHORTEST_PAUSE = 10;
const LONGEST_PAUSE = 500;

/** Milliseconds. A transaction whose process stands still gives its locks back before anybody has waited too long. */
const STATEMENT_TIMEOUT = 12_000;
const LOCK_TIMEOUT = 10_000;
const STANDSTILL = 5_000;

/**
 * Many set their server to `synchronous_commit = off`, with which it forgets what it has just confirmed when it crashes.
 * What WeCom was told is kept must be there; any stricter setting stays.
 */
const DURABLE = `select set_config('synchronous_commit', 'on', true)
	where current_setting('synchronous_commit') = 'off'`;

/** How many of a process's connections write at a time: one waits for a lock while the other works. */
const WRITERS = 3;

/** `WCOM`: tells the vault's advisory locks from those of other programs. */
const LOCKS = 0x57434f4d;

export interface PostgresqlVaultOptions extends PostgresqlPlace {
	/** n8n's instance key. */
	secret: string;
	clock: Clock;
	logger?: Logger;
}

/**
 * Opens the vault in a database of PostgreSQL, which processes of many machines may share.
 * @throws WeComConfigurationError for a connection that cannot be meant
 * @throws WeComVaultError when the server cannot be used, or the vault belongs to another key, a newer version or
 * another program
 */
export async function openPostgresqlVault(
	options: PostgresqlVaultOptions,
): Promise<Vault & VaultTransfer> {
	const { secret, clock, logger } = options;
	const connection = parseConnection(options);
	const key = deriveKey(secret);
	const database = openDatabase(connection, { clock, logger });
	const { location } = database;
	try {
		await database.write(async (transaction) =>
			setUp(transaction, { location, fingerprint: key.fingerprint, now: clock() }),
		);
	} catch (error) {
		// Not waited for: a connection that is still being made takes its time.
		database.close().catch(() => {});
		throw error;
	}
	logger?.debug('Vault opened', { location, fingerprint: key.fingerprint });
	return createVault(database, key, logger);
}

function openDatabase(
	connection: PostgresqlConnection,
	{ clock, logger }: { clock: Clock; logger?: Logger },
): Database {
	const { location } = connection;
	const connections = openConnections(connection, { logger });
	// So that those who write leave connections to those who read, and one is ready when the one before has ended.
	const writers = createSlots(Math.max(1, Math.min(WRITERS, connection.poolLimit - 1)));
	const running = new Set<Promise<unknown>>();
	let closing: Promise<void> | undefined;

	/** Works, again while that may help. */
	const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
		const end = performance.now() + Math.min(PATIENCE, timeLeft());
		for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
			try {
				return await work();
			} catch (error) {
				const isWorthIt =
					error instanceof ServerFailure &&
					error.isPassing &&
					!error.isInDoubt &&
					performance.now() + pause < end;
				if (!isWorthIt) throw toVaultError(error, location);
			}
			// Jitter, so that two processes do not meet again and again.
			await delay(pause * (0.5 + Math.random() / 2));
		}
	};

	/** Keeps the work in mind, so that closing waits for it. */
	const track = async <T>(work: () => Promise<T>): Promise<T> => {
		if (closing) throw postgresqlFault('closed', location, 'was closed');
		const promise = beginAnew(work);
		running.add(promise);
		return await promise.finally(() => running.delete(promise));
	};

	const query = (client: ClientBase, brackets?: Brackets) =>
		new Kysely<Schema>({
			dialect: createPostgresqlDialect(client, connections.watch, brackets),
			// Every table by its full name: a pool between here and the server may forget what a session was told.
			plugins: [new WithSchemaPlugin(SCHEMA)],
		});

	/** Connections that have written, by a name of theirs that is in the database too, and how often. */
	const marks = new WeakMap<ClientBase, Mark>();

	const write = async <T>(
		work: (transaction: Transaction<Schema>) => Promise<T>,
		about?: readonly string[],
	): Promise<T> => {
		const begin = beginning(about);
		let done: { result: T; mark: Mark } | undefined;
		try {
			return await connections.lend(async (client) => {
				const { writer, writes } = marks.get(client) ?? { writer: randomUUID(), writes: 0 };
				const mark = { writer, writes: writes + 1 };
				marks.set(client, mark);
				return await query(client, { begin, commit: ending(mark, clock()) })
					.transaction()
					.execute(async (transaction) => {
						const result = await work(transaction);
						done = { result, mark };
						return result;
					});
			});
		} catch (error) {
			if (!(error instanceof ServerFailure && error.isInDoubt && done)) throw error;
			const { result, mark } = done;
			if (await attempt(async () => await wasCommitted(begin, mark))) return result;
			error.isInDoubt = false;
			throw error;
		}
	};

	/** Takes the locks that the transaction had, so that it has ended, one way or the other. */
	const wasCommitted = async (begin: string, { writer, writes }: Mark): Promise<boolean> =>
		await connections.lend(async (client) => {
			const { rows } = await query(client, { begin, commit: 'commit' })
				.transaction()
				.execute(async (transaction) =>
					sql`
						select from ${sql.id(SCHEMA, 'writers')} where id = ${writer} and writes = ${writes}
					`.execute(transaction),
				);
			return rows.length > 0;
		});

	/** On a connection of its own: it may be needed for long. */
	const openSnapshot = async (): Promise<Snapshot> => {
		const client = await connections.open();
		const reader = query(client);
		try {
			await sql
				.raw(
					`begin isolation level repeatable read read only;
					set local idle_in_transaction_session_timeout = 0`,
				)
				.execute(reader);
			// The view begins with the first look.
			await reader.selectFrom('meta').select('name').execute();
		} catch (error) {
			await client.end();
			throw error;
		}
		return {
			reader,
			async end() {
				await client.end();
			},
		};
	};

	return {
		location,
		read: async (work) =>
			await track(async () =>
				attempt(async () => connections.lend(async (client) => work(query(client)))),
			),
		write: async (work, about) =>
			await track(async () => attempt(async () => writers.use(async () => write(work, about)))),
		// Work that says nothing about what it is has the vault to itself anyway.
		writeAlone: async (work) =>
			await track(async () => attempt(async () => writers.use(async () => write(work)))),
		snapshot: async () => await track(async () => attempt(openSnapshot)),
		// Nothing to do: see the decision about this back end.
		async erase() {},
		async close() {
			closing ??= (async () => {
				await Promise.allSettled(running);
				await connections.close();
			})();
			await closing;
		},
	};
}

/** The n-th time that a connection writes. */
interface Mark {
	writer: string;
	writes: number;
}

/**
 * What begins a transaction, in one message. Those about the same wait for each other; one that says nothing waits for
 * all, and all for it. The locks are taken in one order, so that no two wait for each other for ever.
 */
function beginning(about?: readonly string[]): string {
	const lock = about
		? `select pg_advisory_xact_lock_shared(${LOCKS}); select pg_advisory_xact_lock(${LOCKS}, ${hash(about)})`
		: `select pg_advisory_xact_lock(${LOCKS})`;
	return `begin isolation level read committed read write;
		set local statement_timeout = ${STATEMENT_TIMEOUT};
		set local lock_timeout = ${LOCK_TIMEOUT};
		set local idle_in_transaction_session_timeout = ${STANDSTILL};
		${DURABLE};
		${lock}`;
}

/** What ends a transaction, in one message: by the mark it can be told later whether it was committed. */
function ending({ writer, writes }: Mark, now: number): string {
	return `insert into ${SCHEMA}.writers (id, writes, written_at) values ('${writer}', ${writes}, ${now})
		on conflict (id) do update set writes = excluded.writes, written_at = excluded.written_at;
		commit`;
}

/** A signed integer of 32 bits; that two share one does no more harm than waiting. */
function hash(about: readonly string[]): number {
	return createHash('sha256').update(JSON.stringify(about)).digest().readInt32BE();
}
