import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import {
	CompiledQuery,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type Kysely,
	type QueryResult,
} from 'kysely';

/** Compiled statements kept per connection; the vault has fewer. */
const MOST_STATEMENTS = 200;

/** Kysely over one connection of Node's own SQLite. The connection is closed with the Kysely instance. */
export function createSqliteDialect(connection: DatabaseSync): Dialect {
	return {
		createDriver: () => new SqliteDriver(connection),
		createQueryCompiler: () => new SqliteQueryCompiler(),
		createAdapter: () => new SqliteAdapter(),
		createIntrospector: (database: Kysely<unknown>) => new SqliteIntrospector(database),
	};
}

/** Gives the connection to one query or transaction after the other, in the order they came. */
class SqliteDriver implements Driver {
	readonly #database: DatabaseSync;
	readonly #connection: SqliteConnection;
	readonly #waiting: Array<() => void> = [];
	#taken = false;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#connection = new SqliteConnection(database);
	}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<DatabaseConnection> {
		if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		this.#taken = true;
		return this.#connection;
	}

	async releaseConnection(): Promise<void> {
		const next = this.#waiting.shift();
		// Still taken while it passes on, or a newcomer could slip in between.
		if (next) next();
		else this.#taken = false;
	}

	/** Takes the write lock at once: a transaction that reads first could not get it later without losing its view. */
	async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	async commitTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('commit'));
	}

	async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		// After a full disk, for one, SQLite has done it already; failing here would hide why.
		if (this.#database.isTransaction) {
			await connection.executeQuery(CompiledQuery.raw('rollback'));
		}
	}

	/** Waits for what has begun, and for what waits already. */
	async destroy(): Promise<void> {
		await this.acquireConnection();
		if (this.#database.isOpen) this.#database.close();
		await this.releaseConnection();
	}
}

class SqliteConnection implements DatabaseConnection {
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, { statement: StatementSync; givesRows: boolean }>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
		const { statement, givesRows } = this.#prepare(sql);
		const values = parameters as readonly SQLInputValue[];
		if (givesRows) return { rows: statement.all(...values) as Row[] };
		const { changes } = statement.run(...values);
		return { rows: [], numAffectedRows: BigInt(changes) };
	}

	streamQuery(): AsyncIterableIterator<never> {
		throw new Error('Streaming would keep the only connection while the reader does other things');
	}

	#prepare(sql: string) {
		const known = this.#statements.get(sql);
		if (known) return known;
		const statement = this.#database.prepare(sql);
		const prepared = { statement, givesRows: statement.columns().length > 0 };
		if (this.#statements.size < MOST_STATEMENTS) this.#statements.set(sql, prepared);
		return prepared;
	}
}
