import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Kysely, WithSchemaPlugin } from 'kysely';
import { Client, types } from 'pg';

import { createPostgresqlDialect } from '../../../wecom/vault/postgresql-dialect';
import { SCHEMA } from '../../../wecom/vault/postgresql-set-up';
import { openPostgresqlVault } from '../../../wecom/vault/postgresql';
import type { Schema } from '../../../wecom/vault/schema';
import { createSqliteDialect } from '../../../wecom/vault/sqlite-dialect';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';
import { startPostgresql, type Postgresql } from '../../services/postgresql';
import { makeFolder } from './folder';

export const SECRET = 'instance-key-of-the-bench';

/** A vault that the bench has for itself. */
export interface Place {
	vault: Vault;
	/** The same by a connection of its own, for filling it. */
	direct: Kysely<Schema>;
	/** What a database does by itself after a while when so much was written. */
	settle(): Promise<void>;
	discard(): Promise<void>;
}

/** Where the bench makes its vaults. */
export interface BackEnd {
	name: string;
	makePlace(): Promise<Place>;
	close(): Promise<void>;
}

export function openSqlite(): BackEnd {
	return { name: 'SQLite', makePlace: makeSqlitePlace, close: async () => {} };
}

export async function openPostgresql(): Promise<BackEnd> {
	const server = await startPostgresql();
	let databases = 0;
	return {
		name: 'PostgreSQL',
		async makePlace() {
			databases += 1;
			return await makePostgresqlPlace(server, `vault_${databases}`);
		},
		close: async () => await server.stop(),
	};
}

async function makeSqlitePlace(): Promise<Place> {
	const folder = await makeFolder();
	const file = join(folder, 'vault.sqlite');
	const vault = await openSqliteVault({ file, secret: SECRET, clock: Date.now });
	const connection = new DatabaseSync(file);
	connection.exec('pragma synchronous = off; pragma cache_size = -200000');
	const direct = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	return {
		vault,
		direct,
		async settle() {
			await Promise.resolve(connection.exec('pragma wal_checkpoint(truncate)'));
		},
		async discard() {
			await direct.destroy();
			await vault.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function makePostgresqlPlace(server: Postgresql, name: string): Promise<Place> {
	const connectionString = await server.createDatabase(name);
	const vault = await openPostgresqlVault({ connectionString, secret: SECRET, clock: Date.now });
	const client = new Client({ connectionString });
	client.setTypeParser(types.builtins.INT8, Number);
	await client.connect();
	const direct = new Kysely<Schema>({
		dialect: createPostgresqlDialect(client),
		plugins: [new WithSchemaPlugin(SCHEMA)],
	});
	return {
		vault,
		direct,
		async settle() {
			await client.query('vacuum analyze');
		},
		async discard() {
			await client.end();
			await vault.close();
		},
	};
}
