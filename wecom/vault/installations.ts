import type { Kysely, Transaction } from 'kysely';

import { WeComConfigurationError } from '../error';
import { aboutCompany, type Database } from './database';
import { noteDeparture } from './departures';
import { demandErasure } from './erasure';
import { isLater } from './moment';
import { fold, partsOf, rangeOf } from './name-search';
import type { InstallationTable, Schema } from './schema';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type {
	Installation,
	InstallationDetails,
	InstallationStore,
	Moment,
	Tombstone,
} from './vault';

/** Characters, more than any name has. */
const LONGEST_SEARCH = 1_000;

export function createInstallationStore(database: Database, key: SealingKey): InstallationStore {
	return {
		async put(installation) {
			const { suiteId, corpId } = installation;
			const row = toRow(installation, key);
			return await database.write(
				async (transaction) => await storeRow(transaction, row),
				aboutCompany(suiteId, corpId),
			);
		},

		async update({ suiteId, corpId, revision }, change, updatedAt) {
			const columns: Partial<InstallationTable> = { updated_at: updatedAt };
			if (change.corpName !== undefined) {
				columns.corp_name = change.corpName;
				columns.sort_name = fold(change.corpName);
			}
			// A key that is there with `undefined` says that the app is not known.
			if ('agentId' in change) columns.agent_id = change.agentId ?? null;
			if (change.authMode !== undefined) columns.auth_mode = change.authMode;
			if (change.details !== undefined) {
				columns.details = sealDetails(change.details, suiteId, corpId, key);
			}
			return await database.write(
				async (transaction) => {
					const installed = await readNameAndTime(transaction, suiteId, corpId);
					if (installed?.revision !== revision) return false;
					await transaction
						.updateTable('installations')
						.set(columns)
						.where('suite_id', '=', suiteId)
						.where('corp_id', '=', corpId)
						.execute();
					const { sortName } = installed;
					await rename(transaction, suiteId, corpId, sortName, columns.sort_name ?? sortName);
					return true;
				},
				aboutCompany(suiteId, corpId),
			);
		},

		async get(suiteId, corpId) {
			const row = await database.read((reader) =>
				reader
					.selectFrom('installations')
					.selectAll()
					.where('suite_id', '=', suiteId)
					.where('corp_id', '=', corpId)
					.executeTakeFirst(),
			);
			return row && fromRow(row, key);
		},

		async getByAuthCode(suiteId, authCodeHash) {
			const row = await database.read((reader) =>
				reader
					.selectFrom('installations')
					.selectAll()
					.where('auth_code_hash', '=', authCodeHash)
					.where('suite_id', '=', suiteId)
					.executeTakeFirst(),
			);
			return row && fromRow(row, key);
		},

		async find({ suiteId, search = '', limit, after }) {
			const last = after === undefined ? undefined : parseCursor(after);
			const text = fold(search).trim();
			// No company has such a name.
			if (text.length > LONGEST_SEARCH) return { installations: [] };
			// One more than asked for tells whether there is a next page.
			const query = { suiteId, last, count: limit + 1 };
			const found = await database.read(async (reader) =>
				text === '' ? await readInOrder(reader, query) : await readMatches(reader, text, query),
			);
			const page = found.slice(0, limit);
			const end = page.at(-1);
			if (found.length > limit && end) {
				const installations = page.map(({ row }) => fromRow(row, key));
				return { installations, next: makeCursor(end.cursor) };
			}
			// All that a search found is on this page.
			if (text !== '' && last === undefined) page.sort(byName);
			return { installations: page.map(({ row }) => fromRow(row, key)) };
		},

		async remove(suiteId, corpId, moment) {
			const outcome = await database.write(
				async (transaction) => await removeRow(transaction, { suiteId, corpId }, moment),
				aboutCompany(suiteId, corpId),
			);
			if (outcome === 'removed') await database.erase();
			return outcome;
		},

		async getTombstone(suiteId, corpId) {
			return await database.read((reader) => readTombstone(reader, suiteId, corpId));
		},

		async purge(removedBefore, limit) {
			return await database.write(async (transaction) => {
				const old = transaction
					.selectFrom('tombstones')
					.select(['suite_id', 'corp_id'])
					.where('removed_received_at', '<', removedBefore)
					.orderBy('removed_received_at')
					.orderBy('suite_id')
					.orderBy('corp_id')
					.limit(limit)
					.$asTuple('suite_id', 'corp_id');
				await transaction
					.deleteFrom('departures')
					.where((row) => row(row.refTuple('suite_id', 'corp_id'), 'in', old))
					.execute();
				const { numDeletedRows } = await transaction
					.deleteFrom('tombstones')
					.where((row) => row(row.refTuple('suite_id', 'corp_id'), 'in', old))
					.executeTakeFirstOrThrow();
				return Number(numDeletedRows);
			});
		},
	};
}

/** `put` of the store, in a transaction. */
export async function storeRow(
	transaction: Transaction<Schema>,
	row: InstallationTable,
): Promise<'stored' | 'superseded'> {
	const { suite_id: suiteId, corp_id: corpId, revision } = row;
	const authorizedAt = momentOf(row.authorized_timestamp, row.authorized_received_at);
	const installed = await readNameAndTime(transaction, suiteId, corpId);
	if (installed && isLater(installed.authorizedAt, authorizedAt)) return 'superseded';
	const tombstone = await readTombstone(transaction, suiteId, corpId);
	// Of the same moment the removal counts, as it does when it comes second.
	if (tombstone && !isLater(authorizedAt, tombstone.removedAt)) return 'superseded';

	if (tombstone) {
		for (const table of ['tombstones', 'departures'] as const) {
			await transaction
				.deleteFrom(table)
				.where('suite_id', '=', suiteId)
				.where('corp_id', '=', corpId)
				.execute();
		}
	}
	if (installed) {
		await transaction
			.deleteFrom('tokens')
			.where('owner', '=', suiteId)
			.where('corp_id', '=', corpId)
			.where('revision', 'not in', ['', revision])
			.execute();
	}
	await transaction
		.insertInto('installations')
		.values(row)
		.onConflict((conflict) => conflict.columns(['suite_id', 'corp_id']).doUpdateSet(row))
		.execute();
	await rename(transaction, suiteId, corpId, installed?.sortName, row.sort_name);
	return 'stored';
}

/**
 * `remove` of the store, in a transaction; after `removed`, traces are to be erased.
 * @param authorizedAt For the tombstone, where the vault knows nothing of it.
 */
export async function removeRow(
	transaction: Transaction<Schema>,
	{ suiteId, corpId }: Pick<Installation, 'suiteId' | 'corpId'>,
	moment: Moment,
	authorizedAt?: Moment,
): Promise<'removed' | 'superseded' | 'absent'> {
	const installed = await readNameAndTime(transaction, suiteId, corpId);
	if (installed && isLater(installed.authorizedAt, moment)) return 'superseded';

	const earlier = await readTombstone(transaction, suiteId, corpId);
	if (!earlier || isLater(moment, earlier.removedAt)) {
		const known = installed?.authorizedAt ?? earlier?.authorizedAt ?? authorizedAt;
		const times = {
			authorized_timestamp: known?.timeStamp ?? null,
			authorized_received_at: known?.receivedAt ?? null,
			removed_timestamp: moment.timeStamp,
			removed_received_at: moment.receivedAt,
		};
		await transaction
			.insertInto('tombstones')
			.values({ suite_id: suiteId, corp_id: corpId, ...times })
			.onConflict((conflict) => conflict.columns(['suite_id', 'corp_id']).doUpdateSet(times))
			.execute();
		await noteDeparture(transaction, suiteId, corpId);
	}
	if (!installed) return 'absent';

	await transaction
		.deleteFrom('installations')
		.where('suite_id', '=', suiteId)
		.where('corp_id', '=', corpId)
		.execute();
	await rename(transaction, suiteId, corpId, installed.sortName, undefined);
	await transaction
		.deleteFrom('tokens')
		.where('owner', '=', suiteId)
		.where('corp_id', '=', corpId)
		.execute();
	await transaction
		.deleteFrom('callback_keys')
		.where('suite_id', '=', suiteId)
		.where('corp_id', '=', corpId)
		.execute();
	await demandErasure(transaction);
	return 'removed';
}

/** A company, and where a page that ends with it ends. */
interface Found {
	row: InstallationTable;
	cursor: Cursor;
}

interface Reading {
	suiteId: string | undefined;
	/** Where the page before ended. */
	last: Cursor | undefined;
	count: number;
}

async function readInOrder(
	reader: Kysely<Schema>,
	{ suiteId, last, count }: Reading,
): Promise<Found[]> {
	let query = reader
		.selectFrom('installations')
		.selectAll()
		.orderBy('sort_name')
		.orderBy('corp_id')
		.orderBy('suite_id')
		.limit(count);
	if (suiteId !== undefined) query = query.where('suite_id', '=', suiteId);
	if (last) {
		query = query.where((row) =>
			row(row.refTuple('sort_name', 'corp_id', 'suite_id'), '>', row.tuple(...last)),
		);
	}
	const rows = await query.execute();
	return rows.map((row) => ({ row, cursor: [row.sort_name, row.corp_id, row.suite_id] }));
}

/**
 * In the order of the parts that match: an index has them in it, so that a page costs the same however many there are.
 * In the order of the names, all that match would have to be read before the first is known.
 */
async function readMatches(
	reader: Kysely<Schema>,
	text: string,
	{ suiteId, last, count }: Reading,
): Promise<Found[]> {
	const { first, end } = rangeOf(text);
	const found: Found[] = [];
	for (let from = last; ;) {
		let query = reader
			.selectFrom('name_parts')
			// SQLite takes the tables of a cross join in the order they are written in, and no other.
			.crossJoin('installations')
			.whereRef('installations.suite_id', '=', 'name_parts.suite_id')
			.whereRef('installations.corp_id', '=', 'name_parts.corp_id')
			.where('part', '<', end)
			.selectAll('installations')
			.select('part')
			.orderBy('part')
			.orderBy('name_parts.corp_id')
			.orderBy('name_parts.suite_id')
			.limit(count);
		if (suiteId !== undefined) query = query.where('name_parts.suite_id', '=', suiteId);
		// One bound and no other, so that the index is entered just there.
		const position = from;
		query = query.where((row) =>
			position
				? row(
						row.refTuple('part', 'name_parts.corp_id', 'name_parts.suite_id'),
						'>',
						row.tuple(...position),
					)
				: row('part', '>=', first),
		);
		const rows = await query.execute();
		for (const { part, ...row } of rows) {
			from = [part, row.corp_id, row.suite_id];
			// Who matches by several parts is found by the first of them.
			if (firstMatch(row, text) === part) found.push({ row, cursor: from });
		}
		if (rows.length < count || found.length >= count) return found;
	}
}

/** The first part, byte by byte, by which a search finds a company. */
function firstMatch({ sort_name, corp_id }: InstallationTable, text: string): string | undefined {
	const { first } = rangeOf(text);
	// A part is cut off where the text may go on.
	if (!sort_name.includes(text) && !fold(corp_id).startsWith(text)) return undefined;
	return partsOf({ sortName: sort_name, corpId: corp_id })
		.filter((part) => part.startsWith(first))
		.sort(byBytes)
		.at(0);
}

function byName({ row: one }: Found, { row: other }: Found): number {
	return (
		byBytes(one.sort_name, other.sort_name) ||
		byBytes(one.corp_id, other.corp_id) ||
		byBytes(one.suite_id, other.suite_id)
	);
}

/** As the data base compares texts: UTF-16 has another order. */
function byBytes(one: string, other: string): number {
	return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Lets a company be found by its new name instead of its old one. */
async function rename(
	transaction: Kysely<Schema>,
	suiteId: string,
	corpId: string,
	before: string | undefined,
	after: string | undefined,
): Promise<void> {
	if (before === after) return;
	if (before !== undefined) {
		await transaction
			.deleteFrom('name_parts')
			.where('suite_id', '=', suiteId)
			.where('corp_id', '=', corpId)
			.where('part', 'in', partsOf({ sortName: before, corpId }))
			.execute();
	}
	if (after !== undefined) {
		await transaction
			.insertInto('name_parts')
			.values(
				partsOf({ sortName: after, corpId }).map((part) => ({
					part,
					suite_id: suiteId,
					corp_id: corpId,
				})),
			)
			.execute();
	}
}

async function readNameAndTime(reader: Kysely<Schema>, suiteId: string, corpId: string) {
	const row = await reader
		.selectFrom('installations')
		.select(['sort_name', 'revision', 'authorized_timestamp', 'authorized_received_at'])
		.where('suite_id', '=', suiteId)
		.where('corp_id', '=', corpId)
		.executeTakeFirst();
	return (
		row && {
			sortName: row.sort_name,
			revision: row.revision,
			authorizedAt: momentOf(row.authorized_timestamp, row.authorized_received_at),
		}
	);
}

export async function readTombstone(
	reader: Kysely<Schema>,
	suiteId: string,
	corpId: string,
): Promise<Tombstone | undefined> {
	const row = await reader
		.selectFrom('tombstones')
		.selectAll()
		.where('suite_id', '=', suiteId)
		.where('corp_id', '=', corpId)
		.executeTakeFirst();
	return (
		row && {
			suiteId,
			corpId,
			authorizedAt:
				row.authorized_timestamp === null || row.authorized_received_at === null
					? undefined
					: momentOf(row.authorized_timestamp, row.authorized_received_at),
			removedAt: momentOf(row.removed_timestamp, row.removed_received_at),
		}
	);
}

function momentOf(timeStamp: number, receivedAt: number): Moment {
	return { timeStamp, receivedAt };
}

function toRow(installation: Installation, key: SealingKey): InstallationTable {
	const { suiteId, corpId, corpName, permanentCode, details } = installation;
	return {
		suite_id: suiteId,
		corp_id: corpId,
		kind: installation.kind,
		corp_name: corpName,
		sort_name: fold(corpName),
		permanent_code: seal(key, placeOf('permanent_code', suiteId, corpId), permanentCode),
		revision: installation.revision,
		agent_id: installation.agentId ?? null,
		auth_mode: installation.authMode,
		details: sealDetails(details, suiteId, corpId, key),
		authorized_timestamp: installation.authorizedAt.timeStamp,
		authorized_received_at: installation.authorizedAt.receivedAt,
		updated_at: installation.updatedAt,
		auth_code_hash: installation.authCodeHash ?? null,
	};
}

function fromRow(row: InstallationTable, key: SealingKey): Installation {
	const { suite_id: suiteId, corp_id: corpId } = row;
	return {
		suiteId,
		corpId,
		kind: row.kind,
		corpName: row.corp_name,
		permanentCode: unseal(key, placeOf('permanent_code', suiteId, corpId), row.permanent_code),
		revision: row.revision,
		agentId: row.agent_id ?? undefined,
		authMode: row.auth_mode,
		details: unsealDetails(row.details, suiteId, corpId, key),
		authorizedAt: momentOf(row.authorized_timestamp, row.authorized_received_at),
		updatedAt: row.updated_at,
		...(row.auth_code_hash === null ? {} : { authCodeHash: row.auth_code_hash }),
	};
}

function placeOf(column: 'permanent_code' | 'details', suiteId: string, corpId: string): Place {
	return { table: 'installations', column, row: [suiteId, corpId] };
}

function sealDetails(
	details: InstallationDetails,
	suiteId: string,
	corpId: string,
	key: SealingKey,
): string {
	return seal(key, placeOf('details', suiteId, corpId), JSON.stringify(details));
}

function unsealDetails(
	sealed: string,
	suiteId: string,
	corpId: string,
	key: SealingKey,
): InstallationDetails {
	// Sealed by `sealDetails` and bound to this row, so it is the JSON that was given.
	return JSON.parse(
		unseal(key, placeOf('details', suiteId, corpId), sealed),
	) as InstallationDetails;
}

/** Name, or of a search the part that matched, then ID and suite. */
type Cursor = [string, string, string];

function makeCursor(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function parseCursor(text: string): Cursor {
	try {
		const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
		if (isCursor(cursor)) return cursor;
	} catch {
		// Said below for everything that is not a cursor.
	}
	throw new WeComConfigurationError(
		'after',
		"'after' is not the 'next' of an earlier page",
		"Give the 'next' of the page before exactly as it was, or leave 'after' out for the first page",
	);
}

function isCursor(value: unknown): value is Cursor {
	return (
		Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string')
	);
}
