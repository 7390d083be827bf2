import { setImmediate as nextTurn } from 'node:timers/promises';

import { ArchiveOpener } from './archive';
import { WeComVaultFileError } from './archive-error';
import type { Database } from './database';
import { WeComVaultError } from './error';
import { EXPORT_KINDS, type ExportKind, type ExportStart } from './export';
import { take, type Outcome } from './merge';
import { SCHEMA_VERSION } from './migrations';
import { seal, type SealingKey } from './sealing';
import { columnsOf, placeIn, type AnyRow, type Content } from './tables';
import type { ImportCount, ImportReport } from './transfer';

/** Rows, and characters in them, that are taken over in one transaction: a few milliseconds, in which others wait. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 1_000_000;

/** Characters of one line; no row has nearly as many. */
const LONGEST_LINE = 64 * 1024 * 1024;

type Source = AsyncIterable<Buffer | string>;

export interface ImportOptions {
	/** Opens the file from its beginning; called twice. */
	open(): Source | Promise<Source>;
	passphrase: string;
	/** Deliveries and events from before are left out: the vault may have had and forgotten them. */
	knownSince: number;
}

type Line =
	| { kind: 'vault'; start: ExportStart }
	| { kind: 'row'; name: ExportKind; row: AnyRow; length: number }
	| { kind: 'end' };

/**
 * Takes over what an export (`export.ts`) has and the vault does not know, or knows an earlier state of. The whole file is
 * proved genuine, complete and readable before the first row is stored. Each row is stored as if by itself, and one that
 * is there already is left, so that an import that was interrupted is done again from the beginning.
 * @throws WeComVaultFileError, WeComVaultError
 */
export async function importVault(
	database: Database,
	key: SealingKey,
	{ open, passphrase, knownSince }: ImportOptions,
): Promise<ImportReport> {
	const opener = new ArchiveOpener(passphrase);
	const start = await check(opener, await open());

	const rows = Object.fromEntries(
		EXPORT_KINDS.map((kind) => [kind, { taken: 0, same: 0, older: 0 }]),
	) as Record<ExportKind, ImportCount>;
	let isErasureDue = false;

	for await (const helping of inHelpings(readLines(opener, await open()))) {
		const sealed = helping.map(({ name, row }) => ({ name, row: sealRow(name, row, key) }));
		const outcomes = await database.write(async (transaction) => {
			const found: Outcome[] = [];
			for (const { name, row } of sealed) {
				found.push(
					isForgotten(name, row, start, knownSince) ? 'older' : await take(transaction, name, row),
				);
			}
			return found;
		});
		for (const [index, outcome] of outcomes.entries()) {
			const { name } = sealed[index];
			rows[name][outcome] += 1;
			if (name === 'tombstones' && outcome === 'taken') isErasureDue = true;
		}
		// Lets the process do other things, and other processes write.
		await nextTurn();
	}
	if (isErasureDue) await database.erase();
	return { ...start, rows };
}

/** Whether the vault may have had this, done with it, and deleted what tells of it. */
function isForgotten(
	name: ExportKind,
	row: AnyRow,
	{ exportedAt }: ExportStart,
	knownSince: number,
): boolean {
	if (name === 'events') return Number(row.recorded_at) < knownSince;
	return name === 'claims' && row.stage !== 'finished' && exportedAt < knownSince;
}

/** Reads the whole file; gives what it says of itself. */
async function check(opener: ArchiveOpener, source: Source): Promise<ExportStart> {
	let start: ExportStart | undefined;
	for await (const line of readLines(opener, source)) {
		if (line.kind === 'vault') start = line.start;
	}
	if (!start) throw damaged('has no beginning');
	return start;
}

/** The rows of a file, as many at a time as are stored together. */
async function* inHelpings(lines: AsyncIterable<Line>) {
	let helping: { name: ExportKind; row: AnyRow }[] = [];
	let characters = 0;
	for await (const line of lines) {
		if (line.kind !== 'row') continue;
		helping.push(line);
		characters += line.length;
		if (helping.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
		yield helping;
		helping = [];
		characters = 0;
	}
	if (helping.length > 0) yield helping;
}

async function* readLines(opener: ArchiveOpener, source: Source): AsyncGenerator<Line> {
	const counts = new Map<ExportKind, number>();
	let start: ExportStart | undefined;
	let isEnded = false;
	for await (const text of splitLines(opener.open(source))) {
		if (opener.archives > 1) throw damaged('was exchanged for another while it was read');
		const [kind, value] = parse(text);
		if (isEnded) throw damaged('goes on after its end');
		if (!start) {
			start = readStart(kind, value);
			yield { kind: 'vault', start };
		} else if (kind === 'end') {
			isEnded = true;
			for (const name of EXPORT_KINDS) {
				if (value[name] !== (counts.get(name) ?? 0)) throw damaged(`lacks rows of ${name}`);
			}
			yield { kind: 'end' };
		} else {
			const name = EXPORT_KINDS.find((one) => one === kind);
			if (!name) throw damaged('has rows of a table that is not known');
			counts.set(name, (counts.get(name) ?? 0) + 1);
			yield { kind: 'row', name, row: readRow(name, value, start), length: text.length };
		}
	}
	if (!isEnded) throw damaged('has no end');
}

async function* splitLines(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
	let pieces: Buffer[] = [];
	let length = 0;
	for await (const bytes of content) {
		let from = 0;
		for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
			pieces.push(bytes.subarray(from, end));
			yield Buffer.concat(pieces).toString();
			pieces = [];
			length = 0;
			from = end + 1;
		}
		pieces.push(bytes.subarray(from));
		length += bytes.length - from;
		if (length > LONGEST_LINE) throw damaged('has a line that is too long');
	}
	if (length > 0) throw damaged('ends within a line');
}

function parse(text: string): [kind: string, value: Record<string, unknown>] {
	try {
		const line: unknown = JSON.parse(text);
		if (Array.isArray(line) && line.length === 2 && typeof line[0] === 'string') {
			const value: unknown = line[1];
			if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
				return [line[0], value as Record<string, unknown>];
			}
		}
	} catch {
		// Said below for everything that is not a line; the parser's own words would hold a piece of it.
	}
	throw damaged('has a line of another form');
}

function readStart(kind: string, { schema, exportedAt }: Record<string, unknown>): ExportStart {
	if (kind !== 'vault' || !isCount(schema) || !isCount(exportedAt) || schema < 1) {
		throw damaged('has no beginning');
	}
	if (schema > SCHEMA_VERSION) {
		throw new WeComVaultError(
			'newer_schema',
			`The exported vault has schema version ${schema}, this version of n8n-nodes-wecom-suite knows ${SCHEMA_VERSION}`,
			'Update n8n-nodes-wecom-suite in every process of this n8n, then import again; nothing was changed',
		);
	}
	return { schema, exportedAt };
}

/** Of each column what it may hold, and nothing else. */
function readRow(
	name: ExportKind,
	value: Record<string, unknown>,
	{ schema }: ExportStart,
): AnyRow {
	const row: AnyRow = {};
	const columns = columnsOf(name).filter(([, content]) => content !== 'local');
	for (const [column, content] of columns) {
		const isNew = schema < SCHEMA_VERSION && !Object.hasOwn(value, column);
		const found = isNew ? null : value[column];
		if (!fits(content, found)) throw damaged(`has a row of ${name} with a wrong '${column}'`);
		row[column] = found;
	}
	if (Object.keys(value).some((column) => !Object.hasOwn(row, column))) {
		throw damaged(`has a row of ${name} with a column that is not known`);
	}
	return row;
}

function fits(content: Content, value: unknown): value is string | number | null {
	if (value === null) return content.endsWith('?');
	return content.startsWith('integer') ? Number.isSafeInteger(value) : typeof value === 'string';
}

function sealRow(name: ExportKind, row: AnyRow, key: SealingKey): AnyRow {
	const sealed = { ...row };
	for (const [column, content] of columnsOf(name)) {
		const value = row[column];
		if (content.startsWith('sealed') && value !== null) {
			sealed[column] = seal(key, placeIn(name, column, row), String(value));
		}
	}
	return sealed;
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 0;
}

function damaged(what: string): WeComVaultFileError {
	return new WeComVaultFileError('damaged', what);
}
