import type { Kysely } from 'kysely';

import type { Database } from './database';
import { WeComVaultError } from './error';
import type { Schema } from './schema';

/**
 * Lets nobody write who has another key than the vault: a process that had it open while it was given a new key would
 * leave values there that only the old key opens.
 */
export function guardKey(database: Database, fingerprint: string): Database {
	return {
		location: database.location,
		read: async (work) => await database.read(work),
		write: async (work, about) =>
			await database.write(async (transaction) => {
				await checkKey(transaction, fingerprint);
				return await work(transaction);
			}, about),
		writeAlone: async (work) =>
			await database.writeAlone(async (transaction) => {
				await checkKey(transaction, fingerprint);
				return await work(transaction);
			}),
		snapshot: async () => await database.snapshot(),
		erase: async () => await database.erase(),
		close: async () => await database.close(),
	};
}

async function checkKey(database: Kysely<Schema>, fingerprint: string): Promise<void> {
	const found = await database
		.selectFrom('meta')
		.select('value')
		.where('name', '=', 'fingerprint')
		.executeTakeFirst();
	if (found?.value === fingerprint) return;
	throw new WeComVaultError(
		'wrong_key',
		`The vault has the key ${found?.value ?? 'that it no longer names'} by now, and this process still the key ${fingerprint}`,
		'Start this n8n process again with the encryption key that the others have; nothing was changed',
	);
}
