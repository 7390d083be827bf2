import { sql, type Kysely, type SelectQueryBuilder, type Transaction } from 'kysely';

import { WeComConfigurationError } from '../error';
import type { Database } from './database';
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

/**
 * Matches up to which a search begins with them. Of more than these a page is soon full when the companies are read in
 * their order.
 */
const MOST_RARE = 500;

/** Characters, more than any name has. */
const LONGEST_SEARCH = 1_000;

/** Takes the meaning from a wildcard of LIKE. */
const ESCAPE = '\\';

export function createInstallationStore(database: Database, key: SealingKey): InstallationStore {
	return {
		async put(installation) {
			const row = toRow(installation, key);
			return await database.write(async (transaction) => await storeRow(transaction, row));
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
			return await database.write(async (transaction) => {
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
			});
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
			// SQLite refuses longer patterns, and no company has such a name.
			if (text.length > LONGEST_SEARCH) return { installations: [] };
			const rows = await database.read(async (reader) => {
				let query = (await chooseSource(reader, text))
					.selectAll()
					.orderBy('sort_name')
					.orderBy('corp_id')
					.orderBy('suite_id')
					// One more than asked for tells whether there is a next page.
					.limit(limit + 1);
				if (suiteId !== undefined) query = query.where('suite_id', '=', suiteId);
				if (last) {
					query = query.where((row) =>
						row(row.refTuple('sort_name', 'corp_id', 'suite_id'), '>', row.tuple(...last)),
					);
				}
				if (text !== '') {
					const pattern = escapePattern(text);
					query = query.where((row) =>
						row.or([
							sql<boolean>`sort_name like ${`%${pattern}%`} escape ${ESCAPE}`,
							sql<boolean>`lower(corp_id) like ${`${pattern}%`} escape ${ESCAPE}`,
						]),
					);
				}
				return await query.execute();
			});
			const page = rows.slice(0, limit);
			const end = page.at(-1);
			const installations = page.map((row) => fromRow(row, key));
			return rows.length > limit && end
				? { installations, next: makeCursor(end) }
				: { installations };
		},

		async remove(suiteId, corpId, moment) {
			const outcome = await database.write(
				async (transaction) => await removeRow(transaction, { suiteId, corpId }, moment),
			);
			if (outcome === 'removed') await database.erase();
			return outcome;
		},

		async getTombstone(suiteId, corpId) {
			return await database.read((reader) => readTombstone(reader, suiteId, corpId));
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

	await transaction
		.deleteFrom('tombstones')
		.where('suite_id', '=', suiteId)
		.where('corp_id', '=', corpId)
		.execute();
	await transaction
		.deleteFrom('tokens')
		.where('owner', '=', suiteId)
		.where('corp_id', '=', corpId)
		.where('revision', 'not in', ['', revision])
		.execute();
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

/** Looks for companies among the few that match, or, if they are many, among all in their order. */
async function chooseSource(
	reader: Kysely<Schema>,
	text: string,
): Promise<SelectQueryBuilder<Schema, 'installations', object>> {
	const all = reader.selectFrom('installations');
	if (text === '') return all;
	const { first, end } = rangeOf(text);
	const matches = reader
		.selectFrom('name_parts')
		.where('part', '>=', first)
		.where('part', '<', end);
	const found = await matches
		.select('part')
		.limit(MOST_RARE + 1)
		.execute();
	if (found.length > MOST_RARE) return all;
	const few = reader
		.selectFrom(matches.select(['suite_id', 'corp_id']).distinct().as('matches'))
		// SQLite takes the tables of a cross join in the order they are written in, and no other.
		.crossJoin('installations')
		.whereRef('installations.suite_id', '=', 'matches.suite_id')
		.whereRef('installations.corp_id', '=', 'matches.corp_id')
		.selectAll('installations');
	return reader.selectFrom(few.as('installations'));
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

/** A pattern of LIKE that matches the text itself. */
function escapePattern(text: string): string {
	return text.replace(/[\\%_]/g, (character) => `${ESCAPE}${character}`);
}

type Cursor = [sortName: string, corpId: string, suiteId: string];

function makeCursor(row: InstallationTable): string {
	const cursor: Cursor = [row.sort_name, row.corp_id, row.suite_id];
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
