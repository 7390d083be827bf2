import { DatabaseSync } from 'node:sqlite';

import { Kysely } from 'kysely';

import { demandErasure, isErasureDue } from '../../../wecom/vault/erasure';
import type { Schema } from '../../../wecom/vault/schema';
import { createSqliteDialect } from '../../../wecom/vault/sqlite-dialect';
import { eraseTraces } from '../../../wecom/vault/sqlite-erase';
import { setUp } from '../../../wecom/vault/sqlite-set-up';
import { makeSqlitePlace, type SqlitePlace } from './place';

let place: SqlitePlace;
let kysely: Kysely<Schema>;
beforeEach(async () => {
	place = await makeSqlitePlace();
	await place.open().then(async (vault) => await vault.close());
	const connection = new DatabaseSync(place.file);
	kysely = new Kysely<Schema>({ dialect: createSqliteDialect(connection) });
	await setUp(kysely, connection, {
		file: place.file,
		fingerprint: await readFingerprint(),
		now: 0,
	});
});
afterEach(async () => {
	await kysely.destroy();
	await place.discard();
});

async function readFingerprint(): Promise<string> {
	const vault = await place.open();
	const { fingerprint } = await vault.status();
	await vault.close();
	return fingerprint;
}

async function deleteMarker(): Promise<void> {
	await kysely
		.insertInto('leases')
		.values({ name: 'marker-4f0c', holder: 'h', held_until: 9 })
		.execute();
	await kysely.transaction().execute(async (transaction) => {
		await transaction.deleteFrom('leases').execute();
		await demandErasure(transaction);
	});
}

describe('erasing', () => {
	it('is done once, and then is due no more', async () => {
		await deleteMarker();
		expect(await isErasureDue(kysely)).toBe(true);
		expect(place.readRaw()).toContain('marker-4f0c');
		expect(await eraseTraces(kysely, { limit: Infinity })).toBe(true);
		expect(place.readRaw()).not.toContain('marker-4f0c');
		expect(await isErasureDue(kysely)).toBe(false);
		expect(await eraseTraces(kysely, { limit: 0 })).toBe(true);
	});

	it('of a file that is too large overwrites what was deleted, and stays due for the rest', async () => {
		await deleteMarker();
		expect(await eraseTraces(kysely, { limit: 0 })).toBe(false);
		expect(place.readRaw()).not.toContain('marker-4f0c');
		expect(await isErasureDue(kysely)).toBe(true);
	});
});
