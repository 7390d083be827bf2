import { setTimeout as delay } from 'node:timers/promises';

import { sql, type Kysely } from 'kysely';

import { isErasureDue, noteErasure } from './erasure';
import type { Schema } from './schema';

/**
 * Up to this size, in bytes, a file is rewritten at once, which takes about 6 ms per megabyte, in which the process does
 * nothing else. A larger one is rewritten when it is next opened.
 */
export const REWRITE_LIMIT = 32_000_000;

/** How often others are waited for that read what the write-ahead log holds, and for how many milliseconds. */
const MOST_LOOKS = 5;
const PAUSE = 20;

/**
 * Takes what was deleted out of the write-ahead log and out of the unused parts of pages: `secure_delete` overwrites what
 * is deleted, but not the copies that SQLite leaves in a page when it moves rows to another. Tells whether that is done.
 */
export async function eraseTraces(
	kysely: Kysely<Schema>,
	{ limit }: { limit: number },
): Promise<boolean> {
	if (!(await isErasureDue(kysely))) return true;
	const { rows: sizes } = await sql<{ size: number }>`
		select page_count * page_size as size from pragma_page_count, pragma_page_size
	`.execute(kysely);
	const isRewritten = sizes.every(({ size }) => size <= limit);
	if (isRewritten) await sql`vacuum`.execute(kysely);
	if (!(await emptyLog(kysely)) || !isRewritten) return false;
	await noteErasure(kysely);
	return true;
}

/** Copies the write-ahead log into the file and cuts it off; tells whether nobody was in the way. */
async function emptyLog(kysely: Kysely<Schema>): Promise<boolean> {
	for (let looks = 1; ; looks += 1) {
		const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(kysely);
		if (rows.every(({ busy }) => busy === 0)) return true;
		if (looks === MOST_LOOKS) return false;
		await delay(PAUSE);
	}
}
