import type { Kysely } from 'kysely';

import type { Logger } from '../logger';
import { sealArchive } from './archive';
import type { Database } from './database';
import { WeComVaultError } from './error';
import { checkVault } from './migrations';
import { checkPassphrase, USUAL_COST, type ScryptCost } from './passphrase';
import type { Schema } from './schema';
import { unseal, type SealingKey } from './sealing';
import { columnsOf, placeIn, readPages, type AnyRow, type TableName } from './tables';
import type { VaultExport } from './transfer';

/**
 * An export is an archive (`archive.ts`) of lines of JSON, each of them `[kind, object]`: first `vault`, with the version
 * of the schema; then rows, with the name of their table as kind and what is sealed in them in clear; last `end`, with
 * the number of rows of each kind. Its order matters for subscribers: events that come before one in the file it has, or
 * does not want; those that come after it are still to be told.
 *
 * Tokens and leases are not in it. A token is had anew for the asking, a file that lies around should not hold what opens
 * doors at once, and a lease holds nothing where its holder is not.
 */
export type ExportKind = Exclude<TableName, 'tokens'>;

/** Those whose order does not matter, as they come. */
const PLAIN = [
	'tickets',
	'tombstones',
	'installations',
	'callback_keys',
	'claims',
] as const satisfies readonly ExportKind[];

export const EXPORT_KINDS: readonly ExportKind[] = [...PLAIN, 'subscribers', 'events'];

/** First line of an export. */
export interface ExportStart {
	schema: number;
	/** When it was made. */
	exportedAt: number;
}

/** Rows that are read at a time. */
const PAGE = 500;

export interface ExportOptions {
	passphrase: string;
	now: number;
	/** 16 bytes that were never used before. */
	salt: Buffer;
	cost?: ScryptCost;
}

/**
 * Everything in the vault as of one moment, sealed with a passphrase.
 * @throws WeComConfigurationError when the passphrase could be guessed; whoever reads the content gets `WeComVaultError`
 */
export function exportVault(
	database: Database,
	key: SealingKey,
	{ passphrase, now, salt, cost = USUAL_COST }: ExportOptions,
	logger?: Logger,
): VaultExport {
	checkPassphrase(passphrase);
	const rows: Record<ExportKind, number> = {
		tickets: 0,
		tombstones: 0,
		installations: 0,
		callback_keys: 0,
		claims: 0,
		subscribers: 0,
		events: 0,
	};
	let unreadable = 0;

	const open = (kind: ExportKind, row: AnyRow): Buffer | undefined => {
		try {
			const line = makeLine(kind, openRow(kind, row, key));
			rows[kind] += 1;
			return line;
		} catch (error) {
			if (!(error instanceof WeComVaultError) || error.reason !== 'sealed_value') throw error;
			// One that is damaged is no use anywhere, and must not keep the others here.
			logger?.error('An entry of the vault cannot be read, and is not exported', {
				error: error.message,
			});
			unreadable += 1;
			return undefined;
		}
	};

	async function* content(): AsyncGenerator<Buffer> {
		const { reader, end } = await database.snapshot();
		try {
			const schema = await checkVault(reader, key.fingerprint);
			yield makeLine('vault', { schema, exportedAt: now } satisfies ExportStart);
			for await (const { kind, row } of readRows(reader)) {
				const line = open(kind, row);
				if (line) yield line;
			}
			yield makeLine('end', rows);
		} finally {
			await end();
		}
	}

	return {
		content: sealArchive(content(), { passphrase, cost, salt }),
		report: () => ({ rows: { ...rows }, unreadable }),
	};
}

function makeLine(kind: string, value: object): Buffer {
	return Buffer.from(`${JSON.stringify([kind, value])}\n`);
}

function openRow(kind: ExportKind, row: AnyRow, key: SealingKey): AnyRow {
	const opened: AnyRow = {};
	for (const [column, content] of columnsOf(kind)) {
		const value = row[column];
		if (content === 'local') continue;
		opened[column] =
			content.startsWith('sealed') && value !== null
				? unseal(key, placeIn(kind, column, row), String(value))
				: value;
	}
	return opened;
}

async function* readRows(
	reader: Kysely<Schema>,
): AsyncGenerator<{ kind: ExportKind; row: AnyRow }> {
	for (const kind of PLAIN) {
		for await (const page of readPages(reader, kind, PAGE)) {
			for (const row of page) yield { kind, row };
		}
	}
	// Events that nobody waits for only keep a repetition from being taken for a new one.
	for await (const page of readPages(reader, 'events', PAGE)) {
		for (const row of page) if (row.payload === null) yield { kind: 'events', row };
	}
	yield* readSubscriptions(reader);
}

/** Subscribers of each suite among the events that wait, each behind those that it has. */
async function* readSubscriptions(
	reader: Kysely<Schema>,
): AsyncGenerator<{ kind: ExportKind; row: AnyRow }> {
	const subscribers = await reader
		.selectFrom('subscribers')
		.selectAll()
		.orderBy('suite_id')
		.orderBy('cursor')
		.orderBy('id')
		.execute();
	for (const suiteId of await suitesWithSubscriptions(reader)) {
		const waiting = subscribers.filter(({ suite_id }) => suite_id === suiteId);
		for (let last = -1; ;) {
			const events = await reader
				.selectFrom('events')
				.selectAll()
				.where('suite_id', '=', suiteId)
				.where('position', '>', last)
				.where('payload', 'is not', null)
				.orderBy('position')
				.limit(PAGE)
				.execute();
			for (const event of events) {
				while (waiting.length > 0 && waiting[0].cursor < event.position) {
					yield { kind: 'subscribers', row: { ...waiting.shift()! } };
				}
				yield { kind: 'events', row: { ...event } };
				last = event.position;
			}
			if (events.length < PAGE) break;
		}
		for (const subscriber of waiting) yield { kind: 'subscribers', row: { ...subscriber } };
	}
}

async function suitesWithSubscriptions(reader: Kysely<Schema>): Promise<string[]> {
	const rows = await reader
		.selectFrom('subscribers')
		.select('suite_id')
		.union(reader.selectFrom('positions').select('suite_id'))
		.orderBy('suite_id')
		.execute();
	return rows.map(({ suite_id }) => suite_id);
}
