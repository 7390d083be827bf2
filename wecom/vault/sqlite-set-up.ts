import type { DatabaseSync } from 'node:sqlite';

import { sql, type Kysely } from 'kysely';

import { migrate, type Flavour } from './migrations';
import type { Schema } from './schema';
import { sqliteFault } from './sqlite-error';

/** `WCOM`, in the header of the file: tells a vault from files of other programs. */
const APPLICATION_ID = 0x57434f4d;

const FLAVOUR: Flavour = { text: sql`text`, keyed: sql`without rowid` };

/** Makes the connection safe, and the file a vault of this version. Throws before it changes what is not a vault. */
export async function setUp(
	kysely: Kysely<Schema>,
	connection: DatabaseSync,
	{ file, fingerprint, now }: { file: string; fingerprint: string; now: number },
): Promise<void> {
	isEmpty(connection, file);
	connection.exec('pragma secure_delete = on');
	// A temporary file would leave names of companies on the disk.
	connection.exec('pragma temp_store = memory');
	const mode = connection.prepare('pragma journal_mode = wal').get()?.journal_mode;
	if (mode !== 'wal') {
		throw sqliteFault('unreachable', file, 'is on a file system that processes cannot share', {
			hint: 'Put the vault on a local disk',
		});
	}
	// Every commit reaches the disk: what WeCom was told is kept must be there after a power cut.
	connection.exec('pragma synchronous = full');

	await kysely.transaction().execute(async (transaction) => {
		// Again, for what came in between; now nobody else can.
		const isNew = isEmpty(connection, file);
		await migrate(transaction, { isNew, fingerprint, flavour: FLAVOUR });
		if (isNew) await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(transaction);
		// What processes that died have left, and tokens that nobody asked for again.
		await transaction.deleteFrom('leases').where('held_until', '<=', now).execute();
		await transaction.deleteFrom('tokens').where('expires_at', '<=', now).execute();
	});
}

/**
 * Whether the file holds nothing yet.
 * @throws WeComVaultError `foreign` if it holds something else than a vault
 */
function isEmpty(connection: DatabaseSync, file: string): boolean {
	// By one statement: another process may be making it a vault just now.
	const found = connection
		.prepare(
			'select application_id as owner, (select count(*) from sqlite_master) as objects from pragma_application_id',
		)
		.get();
	if (found?.owner === APPLICATION_ID) return false;
	if (found?.owner === 0 && found.objects === 0) return true;
	throw sqliteFault('foreign', file, 'is a database of another program');
}
