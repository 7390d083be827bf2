import {
	CompiledQuery,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type Kysely,
	type QueryResult,
} from 'kysely';
import type { ClientBase } from 'pg';

import { ServerFailure } from './postgresql-error';

/** What is sent, each in one message, where a transaction begins and ends. */
export interface Brackets {
	begin: string;
	commit: string;
}

/** Waits for an answer of the server, as long as that makes sense. */
export type Watch = <T>(answer: Promise<T>) => Promise<T>;

/** Kysely over one connection, which stays whoever's it is. What the server reports is a `ServerFailure`. */
export function createPostgresqlDialect(
	client: ClientBase,
	watch: Watch = async (answer) => await answer,
	brackets?: Brackets,
): Dialect {
	return {
		createDriver: () => new ClientDriver(new ClientConnection(client, watch), brackets),
		createQueryCompiler: () => new PostgresQueryCompiler(),
		createAdapter: () => new PostgresAdapter(),
		createIntrospector: (database: Kysely<unknown>) => new PostgresIntrospector(database),
	};
}

class ClientDriver implements Driver {
	readonly #connection: ClientConnection;
	readonly #brackets: Brackets;

	constructor(
		connection: ClientConnection,
		brackets: Brackets = { begin: 'begin', commit: 'commit' },
	) {
		this.#connection = connection;
		this.#brackets = brackets;
	}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<DatabaseConnection> {
		return this.#connection;
	}

	async beginTransaction(): Promise<void> {
		await this.#connection.send(this.#brackets.begin);
	}

	async commitTransaction(): Promise<void> {
		await this.#connection.commit(this.#brackets.commit);
	}

	async rollbackTransaction(): Promise<void> {
		// A connection that is lost takes its transaction with it; failing here would hide why.
		if (!this.#connection.isLost) await this.#connection.send('rollback');
	}

	async releaseConnection(): Promise<void> {}

	async destroy(): Promise<void> {}
}

class ClientConnection implements DatabaseConnection {
	readonly #client: ClientBase;
	readonly #watch: Watch;
	isLost = false;

	constructor(client: ClientBase, watch: Watch) {
		this.#client = client;
		this.#watch = watch;
	}

	async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
		try {
			// Without values several statements may go in one message.
			const answer = this.#client.query(sql, [...parameters]);
			const { rows, rowCount } = await this.#watch(answer);
			return { rows: (rows ?? []) as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
		} catch (error) {
			const failure = error instanceof ServerFailure ? error : new ServerFailure(error);
			this.isLost ||= failure.isLost;
			throw failure;
		}
	}

	async send(text: string): Promise<void> {
		await this.executeQuery(CompiledQuery.raw(text));
	}

	async commit(text: string): Promise<void> {
		try {
			await this.send(text);
		} catch (error) {
			if (error instanceof ServerFailure && error.isLost) error.isInDoubt = true;
			throw error;
		}
	}

	streamQuery(): AsyncIterableIterator<never> {
		throw new Error('Streaming would keep the connection while the reader does other things');
	}
}
