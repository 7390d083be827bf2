import type { SelectQueryBuilder, Transaction } from 'kysely';

import type { Logger } from '../logger';
import type { Database } from './database';
import { noteDeparture } from './departures';
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
	/** Erases what the chosen events say, as many as that at most; tells how many. In one statement, for the lock's sake. */
	const erase = async (
		transaction: Transaction<Schema>,
		limit: number,
		choose: (events: Selection) => Selection,
	): Promise<number> => {
		const { numUpdatedRows } = await transaction
			.updateTable('events')
			.set({ payload: null })
			.where((row) =>
				row(
					row.refTuple('suite_id', 'hash'),
					'in',
					choose(
						row.selectFrom('events').select(['suite_id', 'hash']).where('payload', 'is not', null),
					)
						.limit(limit)
						.$asTuple('suite_id', 'hash'),
				),
			)
			.executeTakeFirstOrThrow();
		return Number(numUpdatedRows);
	};

	/** Erases what every subscriber has, and what none is left for. */
	const eraseTold = async (limit: number): Promise<void> => {
		const told = await database.read(async (reader) =>
			reader
				.selectFrom('positions')
				.leftJoin('subscribers', 'subscribers.suite_id', 'positions.suite_id')
				.groupBy('positions.suite_id')
				.select((row) => [
					'positions.suite_id as suiteId',
					row.fn
						.coalesce(row.fn.min('subscribers.cursor'), row.fn.max('positions.position'))
						.as('position'),
				])
				.execute(),
		);
		for (const { suiteId, position } of told) {
			const choose = (events: Selection) =>
				events
					.where('suite_id', '=', suiteId)
					.where('position', '<=', position)
					.orderBy('position');
			await inHelpings(limit, async (size) => {
				// Most looks find nothing, and need not keep others from writing.
				const found = await database.read(
					async (reader) =>
						await choose(
							reader
								.selectFrom('events')
								.select(['suite_id', 'hash'])
								.where('payload', 'is not', null),
						)
							.limit(1)
							.executeTakeFirst(),
				);
				if (!found) return 0;
				return await database.write(async (transaction) => await erase(transaction, size, choose));
			});
		}
	};

	/** Erases what companies said that were removed before, but for their going itself; tells whether there was any. */
	const eraseDeparted = async (removed: number, limit: number): Promise<boolean> => {
		let erased = 0;
		const departed = await database.read((reader) =>
			reader
				.selectFrom('departures')
				// In this order: few have just gone, and many have a tombstone.
				.crossJoin('tombstones')
				.whereRef('tombstones.suite_id', '=', 'departures.suite_id')
				.whereRef('tombstones.corp_id', '=', 'departures.corp_id')
				.where('removed_received_at', '<', removed)
				.select(['departures.suite_id as suiteId', 'departures.corp_id as corpId'])
				.limit(limit)
				.execute(),
		);
		for (const { suiteId, corpId } of departed) {
			erased += await inHelpings(
				limit,
				async (size) =>
					await database.write(async (transaction) => {
						// Whoever records an event of it waits here, or is waited for.
						const { numDeletedRows } = await transaction
							.deleteFrom('departures')
							.where('suite_id', '=', suiteId)
							.where('corp_id', '=', corpId)
							.executeTakeFirstOrThrow();
						// It has come back.
						if (numDeletedRows === 0n) return 0;
						const isOf = (events: Selection) =>
							events
								.where('suite_id', '=', suiteId)
								.where('corp_id', '=', corpId)
								.where('event', '!=', REMOVAL);
						const count = await erase(transaction, size, (events) =>
							isOf(events).where('recorded_at', '<', removed),
						);
						const left = await isOf(
							transaction
								.selectFrom('events')
								.select(['suite_id', 'hash'])
								.where('payload', 'is not', null),
						)
							.limit(1)
							.executeTakeFirst();
						if (left) await noteDeparture(transaction, suiteId, corpId);
						if (count > 0) await demandErasure(transaction);
						return count;
					}),
			);
		}
		return erased > 0;
	};

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
			}, aboutSuite(suiteId));
		},

		async leave({ suiteId, id }, now) {
			await database.write(
				(transaction) =>
					transaction
						.updateTable('subscribers')
						.set({ left_at: now })
						.where('suite_id', '=', suiteId)
						.where('id', '=', id)
						.execute(),
				aboutSuite(suiteId),
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
				if (corpId !== undefined) await noteDeparture(transaction, suiteId, corpId);
				return added.length > 0;
			}, aboutSuite(suiteId));
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
			}, aboutSuite(suiteId));
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

			await eraseTold(limit);
			if (await eraseDeparted(removed, limit)) await database.erase();

			let missed = 0;
			await inHelpings(limit, async (size) => {
				const first = await database.read((reader) =>
					reader
						.selectFrom('events')
						.select('hash')
						.where('recorded_at', '<', recorded)
						.limit(1)
						.executeTakeFirst(),
				);
				if (!first) return 0;
				const old = await database.write((transaction) =>
					transaction
						.deleteFrom('events')
						.where((row) =>
							row(
								row.refTuple('suite_id', 'hash'),
								'in',
								row
									.selectFrom('events')
									.select(['suite_id', 'hash'])
									.where('recorded_at', '<', recorded)
									.orderBy('recorded_at')
									.limit(size)
									.$asTuple('suite_id', 'hash'),
							),
						)
						.returning('payload')
						.execute(),
				);
				missed += old.filter(({ payload }) => payload !== null).length;
				return old.length;
			});
			return { missed };
		},
	};
}

/** What is told of one suite, and who is told. */
function aboutSuite(suiteId: string): string[] {
	return ['subscriptions', suiteId];
}

type Selection = SelectQueryBuilder<Schema, 'events', Pick<EventTable, 'suite_id' | 'hash'>>;

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
