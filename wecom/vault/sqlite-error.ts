import { types } from 'node:util';

import { WeComVaultError, type VaultFault } from './error';

type SqliteFault = Exclude<VaultFault, 'refused' | 'wrong_key' | 'newer_schema' | 'sealed_value'>;

const HINTS: Record<SqliteFault, string> = {
	unreachable:
		'Let the user that n8n runs as own the file and its folder, on a local disk that is mounted for writing',
	busy: 'Look for a program that keeps the file locked, such as a backup or a database browser, and stop it; then try again',
	full: 'Make room on the disk; what was stored before is still there',
	closed: 'Open the vault again',
	foreign: 'Choose another file for the vault; this one was left as it is',
	corrupt:
		'Stop n8n, keep a copy of the file, and restore the vault from a backup (with its -wal file, if there is one)',
	failed: 'Report it with this message, if it happens again',
};

/** SQLite's primary result codes. Doc: https://www.sqlite.org/rescode.html */
const FAULTS = new Map<number, SqliteFault>([
	[3, 'unreachable'], // PERM
	[5, 'busy'], // BUSY
	[6, 'busy'], // LOCKED
	[8, 'unreachable'], // READONLY
	[10, 'unreachable'], // IOERR
	[11, 'corrupt'], // CORRUPT
	[13, 'full'], // FULL
	[14, 'unreachable'], // CANTOPEN
	[22, 'unreachable'], // NOLFS
	[23, 'unreachable'], // AUTH
	[26, 'corrupt'], // NOTADB
]);

export function sqliteFault(
	reason: SqliteFault,
	file: string,
	what: string,
	{ hint = HINTS[reason], cause }: { hint?: string; cause?: unknown } = {},
): WeComVaultError {
	return new WeComVaultError(reason, `The vault ${file} ${what}`, hint, { cause });
}

/** Whether another process has the lock and trying again may help. */
export function isBusy(error: unknown): boolean {
	return FAULTS.get(resultCode(error) ?? 0) === 'busy';
}

/** What SQLite or the file system reported, as the vault's own error; anything else stays what it is. */
export function toVaultError(error: unknown, file: string): unknown {
	if (!types.isNativeError(error)) return error;
	const code = resultCode(error);
	if (code !== undefined) {
		return sqliteFault(faultOf(code, error.message), file, `failed: ${error.message}`, {
			cause: error,
		});
	}
	if ('syscall' in error && 'code' in error) {
		const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
		return sqliteFault(
			isFull ? 'full' : 'unreachable',
			file,
			`cannot be opened: ${error.message}`,
			{ cause: error },
		);
	}
	return error;
}

function faultOf(code: number, message: string): SqliteFault {
	// The only mark of a table that somebody has taken out of the vault: the code stands for any faulty statement.
	if (code === 1 && message.startsWith('no such ')) return 'corrupt';
	return FAULTS.get(code) ?? 'failed';
}

function resultCode(error: unknown): number | undefined {
	// Not `instanceof`: where code runs in a context of its own, SQLite's errors are of another.
	if (!types.isNativeError(error) || !('errcode' in error)) return undefined;
	const { errcode } = error;
	// The upper bytes tell variants of the same.
	return typeof errcode === 'number' ? errcode & 0xff : undefined;
}
