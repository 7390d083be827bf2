import { sql, type Kysely } from 'kysely';

import type { Schema } from './schema';
import type { Place } from './sealing';

/**
 * What a column holds; with `?` it may be NULL. `local`: means something in this vault only, and is made anew where the
 * row is stored in another. A column that an export of an older schema does not have is NULL; a new one that must not be
 * NULL needs a rule of its own where rows are read (`import.ts`).
 */
export type Content = 'text' | 'text?' | 'integer' | 'integer?' | 'sealed' | 'sealed?' | 'local';

interface Table<Row> {
	/** Primary key, in its order. */
	key: readonly (keyof Row & string)[];
	columns: Record<keyof Row & string, Content>;
}

type Tables = {
	[
		Name in Exclude<keyof Schema, 'meta' | 'name_parts' | 'departures' | 'leases' | 'positions'>
	]: Table<Schema[Name]>;
};

/** The tables whose rows are worth keeping, or have something sealed in them. */
export const TABLES: Tables = {
	tickets: {
		key: ['suite_id'],
		columns: { suite_id: 'text', ticket: 'sealed', issued_at: 'integer', received_at: 'integer' },
	},
	installations: {
		key: ['suite_id', 'corp_id'],
		columns: {
			suite_id: 'text',
			corp_id: 'text',
			kind: 'text',
			corp_name: 'text',
			sort_name: 'local',
			permanent_code: 'sealed',
			revision: 'text',
			agent_id: 'integer?',
			auth_mode: 'integer',
			details: 'sealed',
			authorized_timestamp: 'integer',
			authorized_received_at: 'integer',
			updated_at: 'integer',
			auth_code_hash: 'text?',
		},
	},
	tombstones: {
		key: ['suite_id', 'corp_id'],
		columns: {
			suite_id: 'text',
			corp_id: 'text',
			authorized_timestamp: 'integer?',
			authorized_received_at: 'integer?',
			removed_timestamp: 'integer',
			removed_received_at: 'integer',
		},
	},
	callback_keys: {
		key: ['suite_id', 'corp_id'],
		columns: {
			suite_id: 'text',
			corp_id: 'text',
			pair: 'sealed',
			previous: 'sealed?',
			updated_at: 'integer',
		},
	},
	tokens: {
		key: ['owner', 'corp_id', 'kind', 'base_url', 'revision'],
		columns: {
			owner: 'text',
			corp_id: 'text',
			kind: 'text',
			base_url: 'text',
			revision: 'text',
			token: 'sealed',
			expires_at: 'integer',
		},
	},
	claims: {
		key: ['suite_id', 'hash'],
		columns: {
			suite_id: 'text',
			hash: 'text',
			endpoint: 'text',
			event: 'text',
			stage: 'text',
			payload: 'sealed?',
			attempts: 'integer',
			received_at: 'integer',
			holder: 'local',
			held_until: 'local',
		},
	},
	subscribers: {
		key: ['suite_id', 'id'],
		columns: {
			suite_id: 'text',
			id: 'text',
			wishes: 'text',
			cursor: 'local',
			attended_at: 'integer',
			left_at: 'integer?',
		},
	},
	events: {
		key: ['suite_id', 'hash'],
		columns: {
			suite_id: 'text',
			hash: 'text',
			position: 'local',
			corp_id: 'text',
			event: 'text',
			payload: 'sealed?',
			recorded_at: 'integer',
		},
	},
};

export type TableName = keyof Tables;

/** A row whose columns are known by `TABLES` alone. */
export type AnyRow = Record<string, string | number | null>;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

export function columnsOf(name: TableName): [column: string, content: Content][] {
	return Object.entries(TABLES[name].columns);
}

export function sealedColumns(name: TableName): string[] {
	return columnsOf(name).flatMap(([column, content]) =>
		content.startsWith('sealed') ? [column] : [],
	);
}

/** Where a sealed value of a row belongs. */
export function placeIn(name: TableName, column: string, row: AnyRow): Place {
	return { table: name, column, row: TABLES[name].key.map((part) => String(row[part])) };
}

/** For statements that are made from `TABLES`. */
export function loosely(database: Kysely<Schema>): Kysely<Record<string, AnyRow>> {
	return database as unknown as Kysely<Record<string, AnyRow>>;
}

/** All rows of a table in the order of its key, so many at a time. */
export async function* readPages(
	reader: Kysely<Schema>,
	name: TableName,
	size: number,
): AsyncGenerator<AnyRow[]> {
	const { key } = TABLES[name];
	for (let last: AnyRow | undefined; ;) {
		let query = loosely(reader).selectFrom(name).selectAll().limit(size);
		for (const part of key) query = query.orderBy(part);
		const after = last;
		if (after) {
			const columns = sql.join(key.map((part) => sql.ref(part)));
			const values = sql.join(key.map((part) => after[part]));
			query = query.where(sql<boolean>`(${columns}) > (${values})`);
		}
		const rows = await query.execute();
		if (rows.length > 0) yield rows;
		last = rows.at(-1);
		if (rows.length < size) return;
	}
}
