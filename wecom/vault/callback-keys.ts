import { aboutCompany, type Database } from './database';
import { demandErasure } from './erasure';
import type { CallbackKeyTable } from './schema';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type { AppCallbackKeys, CallbackKeyStore, CallbackPair } from './vault';

export function createCallbackKeyStore(database: Database, key: SealingKey): CallbackKeyStore {
	/** Each pair is bound to its column too: one in use never passes for one that is being replaced. */
	const sealPair = (column: Column, row: Row, pair: CallbackPair) =>
		seal(key, placeOf(column, row), JSON.stringify(pair));
	// Sealed by `sealPair` and bound to this place, so it is the JSON that was given.
	const unsealPair = (column: Column, row: Row, sealed: string) =>
		JSON.parse(unseal(key, placeOf(column, row), sealed)) as CallbackPair;

	const fromRow = (row: CallbackKeyTable): AppCallbackKeys => {
		const keys: AppCallbackKeys = {
			suiteId: row.suite_id,
			corpId: row.corp_id,
			pair: unsealPair('pair', row, row.pair),
			updatedAt: row.updated_at,
		};
		if (row.previous !== null) keys.previous = unsealPair('previous', row, row.previous);
		return keys;
	};

	return {
		async put({ suiteId, corpId }, { token, encodingAesKey }, { rotating, updatedAt }) {
			const row: Row = { suite_id: suiteId, corp_id: corpId };
			return await database.write(
				async (transaction) => {
					const installed = await transaction
						.selectFrom('installations')
						.select('corp_id')
						.where('suite_id', '=', suiteId)
						.where('corp_id', '=', corpId)
						.executeTakeFirst();
					if (!installed) return false;
					const before = rotating
						? await transaction
								.selectFrom('callback_keys')
								.select('pair')
								.where('suite_id', '=', suiteId)
								.where('corp_id', '=', corpId)
								.executeTakeFirst()
						: undefined;
					const columns = {
						pair: sealPair('pair', row, { token, encodingAesKey }),
						previous: before
							? sealPair('previous', row, unsealPair('pair', row, before.pair))
							: null,
						updated_at: updatedAt,
					};
					await transaction
						.insertInto('callback_keys')
						.values({ ...row, ...columns })
						.onConflict((conflict) =>
							conflict.columns(['suite_id', 'corp_id']).doUpdateSet(columns),
						)
						.execute();
					return true;
				},
				aboutCompany(suiteId, corpId),
			);
		},

		async get(suiteId, corpId) {
			const row = await database.read((reader) =>
				reader
					.selectFrom('callback_keys')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.where('corp_id', '=', corpId)
					.executeTakeFirst(),
			);
			return row && fromRow(row);
		},

		async list(suiteId) {
			const rows = await database.read((reader) =>
				reader
					.selectFrom('callback_keys')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.orderBy('corp_id')
					.execute(),
			);
			return rows.map(fromRow);
		},

		async remove(suiteId, corpId) {
			const removed = await database.write(
				async (transaction) => {
					const rows = await transaction
						.deleteFrom('callback_keys')
						.where('suite_id', '=', suiteId)
						.where('corp_id', '=', corpId)
						.returning('corp_id')
						.execute();
					if (rows.length > 0) await demandErasure(transaction);
					return rows.length > 0;
				},
				aboutCompany(suiteId, corpId),
			);
			if (removed) await database.erase();
			return removed;
		},
	};
}

type Column = 'pair' | 'previous';
type Row = Pick<CallbackKeyTable, 'suite_id' | 'corp_id'>;

function placeOf(column: Column, { suite_id, corp_id }: Row): Place {
	return { table: 'callback_keys', column, row: [suite_id, corp_id] };
}
