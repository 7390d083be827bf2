import { DatabaseSync } from 'node:sqlite';

/** Reads a data base that another process has open, and closes it again: that one may be killed at any time. */
export function readSqlite<Row>(file: string, text: string): Row[] {
	const database = new DatabaseSync(file, { readOnly: true, timeout: 2_000 });
	try {
		return database.prepare(text).all() as Row[];
	} finally {
		database.close();
	}
}
