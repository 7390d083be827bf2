import type { Logger } from '../logger';
import { createCallbackKeyStore } from './callback-keys';
import { createClaimStore } from './claims';
import type { Database } from './database';
import { createInstallationStore } from './installations';
import { createLeaseStore } from './leases';
import { checkVault } from './migrations';
import type { SealingKey } from './sealing';
import { createSubscriptionStore } from './subscriptions';
import { createTicketStore } from './tickets';
import { createTokenStore } from './tokens';
import type { Vault } from './vault';

/** The vault in a back end that is open and migrated. */
export function createVault(database: Database, key: SealingKey, logger?: Logger): Vault {
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

		async close() {
			await database.close();
		},
	};
}
