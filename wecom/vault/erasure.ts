import type { Kysely, Transaction } from 'kysely';

import type { Schema } from './schema';

/**
 * Notes, in the transaction that deletes, that traces of it are to be erased: a process that dies in between, or that is
 * hindered, leaves it to the next one.
 */
export async function demandErasure(transaction: Transaction<Schema>): Promise<void> {
	await transaction
		.insertInto('meta')
		.values({ name: 'erasure', value: 'due' })
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
}

export async function isErasureDue(reader: Kysely<Schema>): Promise<boolean> {
	const row = await reader
		.selectFrom('meta')
		.select('value')
		.where('name', '=', 'erasure')
		.executeTakeFirst();
	return row !== undefined;
}

export async function noteErasure(transaction: Kysely<Schema>): Promise<void> {
	await transaction.deleteFrom('meta').where('name', '=', 'erasure').execute();
}
