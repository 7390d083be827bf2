import type { Transaction } from 'kysely';

import type { Schema } from './schema';

/**
 * Has the events of a company looked through, if it has gone, as soon as its time has come. Whoever is doing so just now
 * is waited for.
 */
export async function noteDeparture(
	transaction: Transaction<Schema>,
	suiteId: string,
	corpId: string,
): Promise<void> {
	await transaction
		.insertInto('departures')
		.columns(['suite_id', 'corp_id'])
		.expression((row) =>
			row
				.selectFrom('tombstones')
				.select(['suite_id', 'corp_id'])
				.where('suite_id', '=', suiteId)
				.where('corp_id', '=', corpId),
		)
		// Not `doNothing`, which in PostgreSQL would not wait.
		.onConflict((conflict) =>
			conflict
				.columns(['suite_id', 'corp_id'])
				.doUpdateSet((row) => ({ corp_id: row.ref('excluded.corp_id') })),
		)
		.execute();
}
