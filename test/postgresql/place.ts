import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import { openPostgresqlVault, type PostgresqlVaultOptions } from '../../wecom/vault/postgresql';
import type { VaultTransfer } from '../../wecom/vault/transfer';
import type { Vault } from '../../wecom/vault/vault';
import type { TransferPlace } from '../contract/transfer';
import type { VaultPlace } from '../contract/vault';
import type { Postgresql } from '../services/postgresql';
import { SECRET } from '../unit/vault/place';

export interface PostgresqlVaultPlace extends VaultPlace {
	database: string;
	connectionString: string;
	open(options?: Partial<PostgresqlVaultOptions>): Promise<Vault & VaultTransfer>;
}

/**
 * A vault that a test has for itself.
 * @param given A database for one at a time: another takes its time to be made.
 */
export async function makePostgresqlPlace(
	server: Postgresql,
	given?: string,
): Promise<PostgresqlVaultPlace> {
	const database = given ?? `vault_${randomUUID()}`;
	if (given === undefined) await server.createDatabase(database);
	const connectionString = server.connectionString(database);
	const opened: Vault[] = [];
	return {
		database,
		connectionString,
		opener: {
			module: resolve(__dirname, '../../wecom/vault/postgresql.ts'),
			name: 'openPostgresqlVault',
			options: { connectionString, secret: SECRET },
		},
		async open(options = {}) {
			const vault = await openPostgresqlVault({
				connectionString,
				secret: SECRET,
				clock: () => 1_000,
				...options,
			});
			opened.push(vault);
			return vault;
		},
		async discard() {
			for (const vault of opened) await vault.close();
			if (given === undefined) await server.query(`drop database "${database}" with (force)`);
			else await server.query('drop schema if exists wecom_suite cascade', { database });
		},
	};
}

/** The same, opened with any secret. */
export async function makePostgresqlTransferPlace(server: Postgresql): Promise<TransferPlace> {
	const { database, open, opener, discard } = await makePostgresqlPlace(server);
	return {
		open: async (secret) => await open({ secret }),
		opener: (secret) => ({ ...opener, options: { ...opener.options, secret } }),
		readRaw: () => server.dump(database),
		discard,
	};
}
