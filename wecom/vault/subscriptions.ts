import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely';

import type { Logger } from '../logger';
import type { Database } from './database';
import { demandErasure } from './erasure';
import { WeComVaultError } from './error';
import { inHelpings } from './helpings';
import type { EventTable, Schema, SubscriberTable } from './schema';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type { RecordedEvent, Subscriber, SubscriptionStore } from './vault';

/** Says itself that the company has gone: IDs and a time, no more than the tombstone has. */
const REMOVAL = 'cancel_auth';

export function createSubscriptionStore(
	database: Database,
	sealingKey: SealingKey,
	logger?: Logger,
): SubscriptionStore {
	/** Erases what a query finds, while it finds something. */
	const eraseFound = async (
		find: (reader: Kysely<Schema>) => SelectQueryBuilder<Schema, 'events', EventKey>,
		limit: number,
		onErased: (transaction: Transaction<Schema>) => Promise<void> = async () => {},
	) =>
		await inHelpings(limit, async (size) => {
			const found = await database.read(
				async (reader) => await find(reader).orderBy('events.recorded_at').limit(size).execute(),
			);
			if (found.length === 0) return 0;
			await database.write(async (transaction) => {
				for (const { suite_id, hash } of found) {
					await transaction
						.updateTable('events')
						.set({ payload: null })
						.where('suite_id', '=', suite_id)
						.where('hash', '=', hash)
						.execute();
				}
				await onErased(transaction);
			});
			return found.length;
		});

	return {
		async subscribe({ suiteId, id, wishes }, now) {
			await database.write(async (transaction) => {
				const last = await transaction
					.selectFrom('positions')
					.select('position')
					.where('suite_id', '=', suiteId)
					.executeTakeFirst();
				const present = { wishes, attended_at: now, left_at: null };
				await transaction
					.insertInto('subscribers')
					.values({ suite_id: suiteId, id, cursor: last?.position ?? 0, ...present })
					.onConflict((conflict) => conflict.columns(['suite_id', 'id']).doUpdateSet(present))
					.execute();
			});
		},

		async leave({ suiteId, id }, now) {
			await database.write((transaction) =>
				transaction
					.updateTable('subscribers')
					.set({ left_at: now })
					.where('suite_id', '=', suiteId)
					.where('id', '=', id)
					.execute(),
			);
		},

		async get({ suiteId, id }) {
			const row = await database.read((reader) =>
				reader
					.selectFrom('subscribers')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.where('id', '=', id)
					.executeTakeFirst(),
			);
			return row && toSubscriber(row);
		},

		async find(suiteId) {
			const rows = await database.read((reader) =>
				reader
					.selectFrom('subscribers')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.orderBy('id')
					.execute(),
			);
			return rows.map(toSubscriber);
		},

		async record({ suiteId, hash, corpId, event, payload, recordedAt }) {
			const known = await database.read((reader) =>
				reader
					.selectFrom('events')
					.select('hash')
					.where('suite_id', '=', suiteId)
					.where('hash', '=', hash)
					.executeTakeFirst(),
			);
			if (known) return false;
			const sealed = seal(sealingKey, payloadPlace({ suiteId, hash }), payload);
			return await database.write(async (transaction) => {
				// The row is locked until the commit, so positions are committed in their order.
				const { position } = await transaction
					.insertInto('positions')
					.values({ suite_id: suiteId, position: 1 })
					.onConflict((conflict) =>
						conflict
							.column('suite_id')
							.doUpdateSet((row) => ({ position: row('positions.position', '+', 1) })),
					)
					.returning('position')
					.executeTakeFirstOrThrow();
				const added = await transaction
					.insertInto('events')
					.values({
						suite_id: suiteId,
						hash,
						position,
						corp_id: corpId ?? '',
						event,
						payload: sealed,
						recorded_at: recordedAt,
					})
					.onConflict((conflict) => conflict.columns(['suite_id', 'hash']).doNothing())
					.returning('hash')
					.execute();
				return added.length > 0;
			});
		},

		async read({ suiteId, after, limit }) {
			const rows = await database.read((reader) =>
				reader
					.selectFrom('events')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.where('position', '>', after)
					.where('payload', 'is not', null)
					.orderBy('position')
					.limit(limit)
					.execute(),
			);
			const events = rows.flatMap((row) => {
				try {
					return [toEvent(row, sealingKey)];
				} catch (error) {
					if (!(error instanceof WeComVaultError)) throw error;
					// One that is damaged must not keep the others from being told.
					logger?.error('An event in the vault cannot be read, and is left out', {
						suiteId,
						hash: row.hash,
						event: row.event,
						error: error.message,
					});
					return [];
				}
			});
			return { events, last: rows.at(-1)?.position ?? after };
		},

		async advance({ suiteId, id }, cursor) {
			return await database.write(async (transaction) => {
				const advanced = await transaction
					.updateTable('subscribers')
					.set({ cursor })
					.where('suite_id', '=', suiteId)
					.where('id', '=', id)
					.where('cursor', '<', cursor)
					.returning('id')
					.execute();
				return advanced.length > 0;
			});
		},

		async purge({ left, attended, removed, recorded }, limit) {
			const gone = await database.read((reader) =>
				reader
					.selectFrom('subscribers')
					.select('id')
					.where((row) => row.or([row('left_at', '<', left), row('attended_at', '<', attended)]))
					.executeTakeFirst(),
			);
			if (gone) {
				await database.write((transaction) =>
					transaction
						.deleteFrom('subscribers')
						.where((row) => row.or([row('left_at', '<', left), row('attended_at', '<', attended)]))
						.execute(),
				);
			}

			await eraseFound(
				(reader) =>
					reader
						.selectFrom('events')
						.select(['events.suite_id', 'events.hash'])
						.where('payload', 'is not', null)
						.where(({ not, exists, selectFrom }) =>
							not(
								exists(
									selectFrom('subscribers')
										.select('id')
										.whereRef('subscribers.suite_id', '=', 'events.suite_id')
										.whereRef('subscribers.cursor', '<', 'events.position'),
								),
							),
						),
				limit,
			);

			const leftBehind = await eraseFound(
				(reader) =>
					reader
						.selectFrom('events')
						.select(['events.suite_id', 'events.hash'])
						.where('payload', 'is not', null)
						.where('event', '!=', REMOVAL)
						.where('recorded_at', '<', removed)
						.where(({ exists, selectFrom }) =>
							exists(
								selectFrom('tombstones')
									.select('corp_id')
									.whereRef('tombstones.suite_id', '=', 'events.suite_id')
									.whereRef('tombstones.corp_id', '=', 'events.corp_id')
									.where('removed_received_at', '<', removed),
							),
						),
				limit,
				demandErasure,
			);
			if (leftBehind > 0) await database.erase();

			let missed = 0;
			await inHelpings(limit, async (size) => {
				const old = await database.read((reader) =>
					reader
						.selectFrom('events')
						.select(['suite_id', 'hash', 'payload'])
						.where('recorded_at', '<', recorded)
						.orderBy('recorded_at')
						.limit(size)
						.execute(),
				);
				if (old.length === 0) return 0;
				await database.write(async (transaction) => {
					for (const { suite_id, hash } of old) {
						await transaction
							.deleteFrom('events')
							.where('suite_id', '=', suite_id)
							.where('hash', '=', hash)
							.execute();
					}
				});
				missed += old.filter(({ payload }) => payload !== null).length;
				return old.length;
			});
			return { missed };
		},
	};
}

type EventKey = Pick<EventTable, 'suite_id' | 'hash'>;

function toSubscriber(row: SubscriberTable): Subscriber {
	return {
		suiteId: row.suite_id,
		id: row.id,
		wishes: row.wishes,
		cursor: row.cursor,
		attendedAt: row.attended_at,
		leftAt: row.left_at ?? undefined,
	};
}

function toEvent(row: EventTable, sealingKey: SealingKey): RecordedEvent {
	const key = { suiteId: row.suite_id, hash: row.hash };
	return {
		...key,
		position: row.position,
		corpId: row.corp_id === '' ? undefined : row.corp_id,
		event: row.event,
		payload: row.payload === null ? '' : unseal(sealingKey, payloadPlace(key), row.payload),
		recordedAt: row.recorded_at,
	};
}

function payloadPlace({ suiteId, hash }: Pick<RecordedEvent, 'suiteId' | 'hash'>): Place {
	return { table: 'events', column: 'payload', row: [suiteId, hash] };
}
