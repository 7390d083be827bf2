import type { Transaction } from 'kysely';

import type { Logger } from '../logger';
import type { Database } from './database';
import { demandErasure } from './erasure';
import { WeComVaultError } from './error';
import type { Schema } from './schema';
import { seal, unseal, type SealingKey } from './sealing';
import {
	loosely,
	placeIn,
	readPages,
	sealedColumns,
	TABLES,
	TABLE_NAMES,
	type AnyRow,
	type TableName,
} from './tables';
import type { RekeyReport } from './transfer';

/** Rows that are read at a time. */
const PAGE = 200;

/**
 * Seals everything in the vault with another key, in one transaction: whatever ends it early, the vault has one key, the
 * old or the new one.
 * @throws WeComVaultError
 */
export async function rekeyVault(
	database: Database,
	{ from, to }: { from: SealingKey; to: SealingKey },
	logger?: Logger,
): Promise<RekeyReport> {
	const report = await database.writeAlone(async (transaction) => {
		await transaction
			.updateTable('meta')
			.set({ value: to.fingerprint })
			.where('name', '=', 'fingerprint')
			.execute();
		const total = { resealed: 0, unreadable: 0 };
		for (const name of TABLE_NAMES) {
			if (sealedColumns(name).length === 0) continue;
			for await (const rows of readPages(transaction, name, PAGE)) {
				for (const row of rows) {
					const { columns, unreadable } = resealRow(name, row, { from, to }, logger);
					total.unreadable += unreadable;
					total.resealed += Object.keys(columns).length;
					await update(transaction, name, row, columns);
				}
			}
		}
		// What the old key opens must not stay in unused parts of files: it may be known to others.
		await demandErasure(transaction);
		return total;
	});
	await database.erase();
	return report;
}

function resealRow(
	name: TableName,
	row: AnyRow,
	{ from, to }: { from: SealingKey; to: SealingKey },
	logger?: Logger,
): { columns: Record<string, string>; unreadable: number } {
	const columns: Record<string, string> = {};
	let unreadable = 0;
	for (const column of sealedColumns(name)) {
		const value = row[column];
		if (value === null) continue;
		const place = placeIn(name, column, row);
		try {
			columns[column] = seal(to, place, unseal(from, place, String(value)));
		} catch (error) {
			if (!(error instanceof WeComVaultError)) throw error;
			// One that was damaged before must not lock up all the others.
			logger?.error('An entry of the vault cannot be read, and keeps its old seal', {
				error: error.message,
			});
			unreadable += 1;
		}
	}
	return { columns, unreadable };
}

async function update(
	transaction: Transaction<Schema>,
	name: TableName,
	row: AnyRow,
	columns: Record<string, string>,
): Promise<void> {
	if (Object.keys(columns).length === 0) return;
	let query = loosely(transaction).updateTable(name).set(columns);
	for (const part of TABLES[name].key) query = query.where(part, '=', row[part]);
	await query.execute();
}
