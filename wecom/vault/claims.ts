import type { Kysely, SelectQueryBuilder } from 'kysely';

import type { Logger } from '../logger';
import type { Database } from './database';
import { WeComVaultError } from './error';
import type { ClaimTable, Schema } from './schema';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type { Claim, ClaimStore } from './vault';

type ClaimKey = Pick<Claim, 'suiteId' | 'hash'>;

export function createClaimStore(
	database: Database,
	sealingKey: SealingKey,
	logger?: Logger,
): ClaimStore {
	type Selection = SelectQueryBuilder<Schema, 'claims', Pick<ClaimTable, 'suite_id' | 'hash'>>;

	/** Deletes in one statement, so that others wait for the lock as short as can be. */
	const purge = async (limit: number, choose: (claims: Selection) => Selection) =>
		await database.write(
			async (transaction) => {
				const { numDeletedRows } = await transaction
					.deleteFrom('claims')
					.where((row) =>
						row(
							row.refTuple('suite_id', 'hash'),
							'in',
							choose(row.selectFrom('claims').select(['suite_id', 'hash']))
								.orderBy('received_at')
								.limit(limit)
								.$asTuple('suite_id', 'hash'),
						),
					)
					.executeTakeFirstOrThrow();
				return Number(numDeletedRows);
			},
			['purge', 'claims'],
		);

	return {
		async claim(claim, { holder, until }, now) {
			const { suiteId, hash, endpoint, event, receivedAt } = claim;
			const payload = seal(sealingKey, payloadPlace(claim), claim.payload);
			return await database.write(async (transaction) => {
				const added = await transaction
					.insertInto('claims')
					.values({
						suite_id: suiteId,
						hash,
						endpoint,
						event,
						stage: 'accepted',
						payload,
						attempts: 0,
						received_at: receivedAt,
						holder,
						held_until: until,
					})
					.onConflict((conflict) => conflict.columns(['suite_id', 'hash']).doNothing())
					.returning('hash')
					.execute();
				if (added.length > 0) return 'new';

				const taken = await transaction
					.updateTable('claims')
					.set({ holder, held_until: until })
					.where('suite_id', '=', suiteId)
					.where('hash', '=', hash)
					// What is ready waits to be emitted: its work is done and must not be begun again.
					.where('stage', '=', 'accepted')
					.where('held_until', '<=', now)
					.returning('hash')
					.execute();
				if (taken.length > 0) return 'taken over';

				const known = await transaction
					.selectFrom('claims')
					.select('stage')
					.where('suite_id', '=', suiteId)
					.where('hash', '=', hash)
					.executeTakeFirst();
				// One that was just deleted had been finished for days.
				return known === undefined || known.stage === 'finished' ? 'finished' : 'pending';
			}, aboutClaim(claim));
		},

		async advance(key, holder, { stage, payload, attempts, until }, now) {
			const change: Partial<ClaimTable> = {};
			if (stage !== undefined) change.stage = stage;
			if (payload !== undefined) change.payload = seal(sealingKey, payloadPlace(key), payload);
			if (attempts !== undefined) change.attempts = attempts;
			if (until !== undefined) change.held_until = until;
			// Nobody holds what is finished, and nothing of the company stays in it.
			if (stage === 'finished') {
				Object.assign(change, { payload: null, holder: '', held_until: now });
			}
			return await database.write(async (transaction) => {
				const advanced = await transaction
					.updateTable('claims')
					// Setting the holder to itself keeps an empty change a valid statement.
					.set({ holder, ...change })
					.where('suite_id', '=', key.suiteId)
					.where('hash', '=', key.hash)
					.where('holder', '=', holder)
					.where('stage', '!=', 'finished')
					.returning('hash')
					.execute();
				return advanced.length > 0;
			}, aboutClaim(key));
		},

		async forget({ suiteId, hash }, holder) {
			return await database.write(async (transaction) => {
				const forgotten = await transaction
					.deleteFrom('claims')
					.where('suite_id', '=', suiteId)
					.where('hash', '=', hash)
					.where('holder', '=', holder)
					.where('stage', '!=', 'finished')
					.returning('hash')
					.execute();
				return forgotten.length > 0;
			}, aboutClaim({ suiteId, hash }));
		},

		async takeDue({ suiteId, endpoint, stage, limit }, { holder, until }, now) {
			if (stage === 'finished') return [];
			const selectDue = (reader: Kysely<Schema>) => {
				const query = reader
					.selectFrom('claims')
					.where('suite_id', '=', suiteId)
					.where('stage', '=', stage)
					.where('held_until', '<=', now)
					.orderBy('received_at')
					.orderBy('hash')
					.limit(limit);
				return endpoint === undefined ? query : query.where('endpoint', '=', endpoint);
			};
			// Most looks find nothing, and need not keep others from writing.
			const first = await database.read((reader) =>
				selectDue(reader).select('hash').executeTakeFirst(),
			);
			if (!first) return [];
			const rows = await database.write(async (transaction) => {
				const taken: ClaimTable[] = [];
				for (const { hash } of await selectDue(transaction).select('hash').execute()) {
					const row = await transaction
						.updateTable('claims')
						.set({ holder, held_until: until })
						.where('suite_id', '=', suiteId)
						.where('hash', '=', hash)
						.where('held_until', '<=', now)
						.returningAll()
						.executeTakeFirst();
					if (row) taken.push(row);
				}
				return taken;
			});
			return rows.flatMap((row) => {
				try {
					return [toClaim(row, sealingKey)];
				} catch (error) {
					if (!(error instanceof WeComVaultError)) throw error;
					// One that is damaged must not keep the others from being done.
					logger?.error('A delivery in the vault cannot be read, and is left out', {
						suiteId,
						hash: row.hash,
						event: row.event,
						error: error.message,
					});
					return [];
				}
			});
		},

		purge: async (receivedBefore, limit) =>
			await purge(limit, (old) =>
				old.where('stage', '=', 'finished').where('received_at', '<', receivedBefore),
			),

		purgeUnfinished: async (receivedBefore, limit) =>
			await purge(limit, (old) =>
				old
					.where('stage', 'in', ['accepted', 'ready'])
					.where('received_at', '<', receivedBefore)
					// Somebody is still at it.
					.where('held_until', '<', receivedBefore),
			),
	};
}

function toClaim(row: ClaimTable, sealingKey: SealingKey): Claim {
	const key = { suiteId: row.suite_id, hash: row.hash };
	return {
		...key,
		endpoint: row.endpoint,
		event: row.event,
		stage: row.stage,
		payload: row.payload === null ? '' : unseal(sealingKey, payloadPlace(key), row.payload),
		attempts: row.attempts,
		receivedAt: row.received_at,
	};
}

/** Each method that changes one claim does so by conditions of single statements, so others may go on beside it. */
function aboutClaim({ suiteId, hash }: ClaimKey): string[] {
	return ['claims', suiteId, hash];
}

function payloadPlace({ suiteId, hash }: ClaimKey): Place {
	return { table: 'claims', column: 'payload', row: [suiteId, hash] };
}
