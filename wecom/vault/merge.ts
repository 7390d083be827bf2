import type { Transaction } from 'kysely';

import { noteDeparture } from './departures';
import type { ExportKind } from './export';
import { readTombstone, removeRow, storeRow } from './installations';
import { isLater } from './moment';
import { fold } from './name-search';
import type {
	CallbackKeyTable,
	ClaimTable,
	EventTable,
	InstallationTable,
	Schema,
	SubscriberTable,
	TicketTable,
	TombstoneTable,
} from './schema';
import type { AnyRow } from './tables';

/**
 * What became of a row that came from another vault: taken, or left because the same, or something later, is there.
 * Taking a row a second time changes nothing, and in whatever order two vaults are taken, the later state stays.
 */
export type Outcome = 'taken' | 'same' | 'older';

type Take<Row> = (transaction: Transaction<Schema>, row: Row) => Promise<Outcome>;

/** Takes a row of a kind; what is sealed in it has this vault's seal already. */
export async function take(
	transaction: Transaction<Schema>,
	kind: ExportKind,
	row: AnyRow,
): Promise<Outcome> {
	// The columns of a row are those of `tables.ts`, which follow the schema.
	return await (TAKE[kind] as unknown as Take<AnyRow>)(transaction, row);
}

const takeTicket: Take<TicketTable> = async (transaction, row) => {
	const known = await transaction
		.selectFrom('tickets')
		.select(['issued_at', 'received_at'])
		.where('suite_id', '=', row.suite_id)
		.executeTakeFirst();
	if (known) {
		const there = { timeStamp: known.issued_at, receivedAt: known.received_at };
		const given = { timeStamp: row.issued_at, receivedAt: row.received_at };
		if (!isLater(given, there)) return isLater(there, given) ? 'older' : 'same';
	}
	await transaction
		.insertInto('tickets')
		.values(row)
		.onConflict((conflict) => conflict.column('suite_id').doUpdateSet(row))
		.execute();
	return 'taken';
};

const takeTombstone: Take<TombstoneTable> = async (transaction, row) => {
	const key = { suiteId: row.suite_id, corpId: row.corp_id };
	const removedAt = { timeStamp: row.removed_timestamp, receivedAt: row.removed_received_at };
	const known = await readTombstone(transaction, key.suiteId, key.corpId);
	if (known && !isLater(removedAt, known.removedAt)) {
		return isLater(known.removedAt, removedAt) ? 'older' : 'same';
	}
	const authorizedAt =
		row.authorized_timestamp === null || row.authorized_received_at === null
			? undefined
			: { timeStamp: row.authorized_timestamp, receivedAt: row.authorized_received_at };
	const outcome = await removeRow(transaction, key, removedAt, authorizedAt);
	return outcome === 'superseded' ? 'older' : 'taken';
};

const takeInstallation: Take<InstallationTable> = async (transaction, given) => {
	const row = { ...given, sort_name: fold(given.corp_name) };
	const known = await transaction
		.selectFrom('installations')
		.select(['authorized_timestamp', 'authorized_received_at', 'updated_at'])
		.where('suite_id', '=', row.suite_id)
		.where('corp_id', '=', row.corp_id)
		.executeTakeFirst();
	const isSameAuthorisation =
		known?.authorized_timestamp === row.authorized_timestamp &&
		known.authorized_received_at === row.authorized_received_at;
	// What WeCom told about one authorisation later counts.
	if (isSameAuthorisation && known.updated_at >= row.updated_at) {
		return known.updated_at === row.updated_at ? 'same' : 'older';
	}
	return (await storeRow(transaction, row)) === 'stored' ? 'taken' : 'older';
};

const takeCallbackKeys: Take<CallbackKeyTable> = async (transaction, row) => {
	const installed = await transaction
		.selectFrom('installations')
		.select('corp_id')
		.where('suite_id', '=', row.suite_id)
		.where('corp_id', '=', row.corp_id)
		.executeTakeFirst();
	// The app has been removed since.
	if (!installed) return 'older';
	const known = await transaction
		.selectFrom('callback_keys')
		.select('updated_at')
		.where('suite_id', '=', row.suite_id)
		.where('corp_id', '=', row.corp_id)
		.executeTakeFirst();
	if (known && known.updated_at >= row.updated_at) {
		return known.updated_at === row.updated_at ? 'same' : 'older';
	}
	await transaction
		.insertInto('callback_keys')
		.values(row)
		.onConflict((conflict) => conflict.columns(['suite_id', 'corp_id']).doUpdateSet(row))
		.execute();
	return 'taken';
};

const STAGES: readonly ClaimTable['stage'][] = ['accepted', 'ready', 'finished'];

const takeClaim: Take<ClaimTable> = async (transaction, given) => {
	// Whoever held it is in another place. Where it goes on is decided by whoever takes it up here.
	const row = { ...given, holder: '', held_until: 0 };
	const known = await transaction
		.selectFrom('claims')
		.select('stage')
		.where('suite_id', '=', row.suite_id)
		.where('hash', '=', row.hash)
		.executeTakeFirst();
	if (known) {
		const there = STAGES.indexOf(known.stage);
		const step = STAGES.indexOf(row.stage);
		if (step <= there) return step === there ? 'same' : 'older';
	}
	await transaction
		.insertInto('claims')
		.values(row)
		.onConflict((conflict) => conflict.columns(['suite_id', 'hash']).doUpdateSet(row))
		.execute();
	return 'taken';
};

/** Stands behind all events that are there by now, which are those that it has. */
const takeSubscriber: Take<SubscriberTable> = async (transaction, row) => {
	const last = await transaction
		.selectFrom('positions')
		.select('position')
		.where('suite_id', '=', row.suite_id)
		.executeTakeFirst();
	// One that is there is told here what it has not had here.
	const added = await transaction
		.insertInto('subscribers')
		.values({ ...row, cursor: last?.position ?? 0 })
		.onConflict((conflict) => conflict.columns(['suite_id', 'id']).doNothing())
		.returning('id')
		.execute();
	return added.length > 0 ? 'taken' : 'same';
};

/** Comes last, as one that happens now: nobody who reads on may have passed its place. */
const takeEvent: Take<EventTable> = async (transaction, row) => {
	const known = await transaction
		.selectFrom('events')
		.select('hash')
		.where('suite_id', '=', row.suite_id)
		.where('hash', '=', row.hash)
		.executeTakeFirst();
	if (known) return 'same';
	const { position } = await transaction
		.insertInto('positions')
		.values({ suite_id: row.suite_id, position: 1 })
		.onConflict((conflict) =>
			conflict
				.column('suite_id')
				.doUpdateSet((kept) => ({ position: kept('positions.position', '+', 1) })),
		)
		.returning('position')
		.executeTakeFirstOrThrow();
	const added = await transaction
		.insertInto('events')
		.values({ ...row, position })
		.onConflict((conflict) => conflict.columns(['suite_id', 'hash']).doNothing())
		.returning('hash')
		.execute();
	await noteDeparture(transaction, row.suite_id, row.corp_id);
	return added.length > 0 ? 'taken' : 'same';
};

const TAKE: { [Kind in ExportKind]: Take<Schema[Kind]> } = {
	tickets: takeTicket,
	tombstones: takeTombstone,
	installations: takeInstallation,
	callback_keys: takeCallbackKeys,
	claims: takeClaim,
	subscribers: takeSubscriber,
	events: takeEvent,
};
