import { WeComVaultError, type VaultFault } from './error';

const HINTS: Record<
	Exclude<VaultFault, 'wrong_key' | 'newer_schema' | 'sealed_value' | 'read_only' | 'failed'>,
	string
> = {
	unreachable:
		'Let the user that n8n runs as own the file and its folder, on a local disk that is mounted for writing',
	busy: 'Look for a program that keeps the file open, such as a backup or a database browser, and stop it; then try again',
	full: 'Make room on the disk; nothing that was stored before is lost',
	closed: 'This is a fault in the calling code: open the vault again',
	foreign: 'Choose another file for the vault; this one was left as it is',
	corrupt:
		'Stop n8n, keep a copy of the file, and restore the vault from a backup (with its -wal file, if there is one)',
};

/** SQLite's primary result codes. Doc: https://www.sqlite.org/rescode.html */
const REASONS = new Map<number, keyof typeof HINTS>([
	[1, 'corrupt'], // ERROR: a table or column is not there
	[5, 'busy'], // BUSY
	[6, 'busy'], // LOCKED
	[11, 'corrupt'], // CORRUPT
	[13, 'full'], // FULL
	[26, 'corrupt'], // NOTADB
]);

export function sqliteFailure(
	reason: keyof typeof HINTS,
	file: string,
	what: string,
	cause?: unknown,
): WeComVaultError {
	return new WeComVaultError(reason, `The vault ${file} ${what}`, HINTS[reason], { cause });
}

/** Whether another process has the lock and trying again may help. */
export function isBusy(error: unknown): boolean {
	return REASONS.get(resultCode(error) ?? 0) === 'busy';
}

/** What SQLite or the file system reported, as the vault's own error; anything else stays what it is. */
export function toVaultError(error: unknown, file: string): unknown {
	if (!(error instanceof Error)) return error;
	const code = resultCode(error);
	if (code !== undefined) {
		const reason = REASONS.get(code) ?? 'unreachable';
		return sqliteFailure(reason, file, `could not be used: ${error.message}`, error);
	}
	if ('syscall' in error && 'code' in error) {
		const reason = error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'full' : 'unreachable';
		return sqliteFailure(reason, file, `could not be opened: ${error.message}`, error);
	}
	return error;
}

function resultCode(error: unknown): number | undefined {
	if (!(error instanceof Error) || !('errcode' in error)) return undefined;
	const { errcode } = error;
	// The upper bytes tell variants of the same.
	return typeof errcode === 'number' ? errcode & 0xff : undefined;
}
