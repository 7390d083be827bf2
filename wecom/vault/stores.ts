import { randomBytes } from 'node:crypto';

import type { Logger } from '../logger';
import { createCallbackKeyStore } from './callback-keys';
import { createClaimStore } from './claims';
import type { Database } from './database';
import { exportVault } from './export';
import { importVault } from './import';
import { createInstallationStore } from './installations';
import { guardKey } from './key-guard';
import { createLeaseStore } from './leases';
import { checkVault } from './migrations';
import { rekeyVault } from './rekey';
import { deriveKey, type SealingKey } from './sealing';
import { createSubscriptionStore } from './subscriptions';
import { createTicketStore } from './tickets';
import { createTokenStore } from './tokens';
import type { VaultTransfer } from './transfer';
import type { Vault } from './vault';

/** The vault in a back end that is open and migrated. */
export function createVault(
	unguarded: Database,
	key: SealingKey,
	logger?: Logger,
): Vault & VaultTransfer {
	const database = guardKey(unguarded, key.fingerprint);
	return {
		tickets: createTicketStore(database, key),
		installations: createInstallationStore(database, key),
		callbackKeys: createCallbackKeyStore(database, key),
		tokens: createTokenStore(database, key),
		claims: createClaimStore(database, key, logger),
		leases: createLeaseStore(database),
		subscriptions: createSubscriptionStore(database, key, logger),

		async status() {
			const { location } = database;
			return await database.read(async (reader) => {
				const schemaVersion = await checkVault(reader, key.fingerprint);
				const { installations } = await reader
					.selectFrom('installations')
					.select(({ fn }) => fn.countAll<number>().as('installations'))
					.executeTakeFirstOrThrow();
				return { location, fingerprint: key.fingerprint, schemaVersion, installations };
			});
		},

		export: (options) => exportVault(database, key, { ...options, salt: randomBytes(16) }, logger),
		import: async (options) => await importVault(database, key, options),
		rekey: async (secret) =>
			await rekeyVault(database, { from: key, to: deriveKey(secret) }, logger),

		async close() {
			await database.close();
		},
	};
}
