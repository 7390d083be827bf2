import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';

import { WeComVaultError, type VaultFault } from '../../../wecom/vault/error';
import { openSqliteVault, type SqliteVaultOptions } from '../../../wecom/vault/sqlite';
import type { VaultTransfer } from '../../../wecom/vault/transfer';
import type { Vault } from '../../../wecom/vault/vault';
import type { TransferPlace } from '../../contract/transfer';
import type { VaultPlace } from '../../contract/vault';

/** Instance key of the tests; no error may hold it. */
export const SECRET = 'instance-key-7c1de05f93ab';

export interface SqlitePlace extends VaultPlace {
	folder: string;
	file: string;
	open(options?: Partial<SqliteVaultOptions>): Promise<Vault & VaultTransfer>;
	/** All bytes of the vault's files as latin1 text. */
	readRaw(): string;
}

/** A folder with a vault that a test has for itself. */
export async function makeSqlitePlace(): Promise<SqlitePlace> {
	const folder = await mkdtemp(join(tmpdir(), 'wecom-vault-'));
	const file = join(folder, 'state', 'vault.db');
	const opened: Vault[] = [];
	return {
		folder,
		file,
		opener: {
			module: resolve(__dirname, '../../../wecom/vault/sqlite.ts'),
			name: 'openSqliteVault',
			options: { file, secret: SECRET },
		},
		async open(options = {}) {
			const vault = await openSqliteVault({ file, secret: SECRET, clock: () => 1_000, ...options });
			opened.push(vault);
			return vault;
		},
		readRaw() {
			const files = [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path));
			// By another process: closing the files in this one would end the locks that SQLite has on them.
			return execFileSync('cat', files, { maxBuffer: 1 << 28 }).toString('latin1');
		},
		async discard() {
			for (const vault of opened) await vault.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** The same, opened with any secret. */
export async function makeSqliteTransferPlace(): Promise<TransferPlace> {
	const { open, opener, readRaw, discard } = await makeSqlitePlace();
	return {
		open: async (secret) => await open({ secret }),
		opener: (secret) => ({ ...opener, options: { ...opener.options, secret } }),
		readRaw,
		discard,
	};
}

/** Waits for a vault error with this reason, and makes sure that no secret is in it. */
export async function expectFault(
	work: Promise<unknown>,
	reason: VaultFault,
	secrets: readonly string[] = [],
): Promise<WeComVaultError> {
	const thrown = await work.then(
		() => new Error('nothing was thrown'),
		(error: unknown) => error,
	);
	if (!(thrown instanceof WeComVaultError)) throw thrown;
	expect(thrown).toMatchObject({ code: 'wecom_vault', reason, name: 'WeComVaultError' });
	expect(thrown.message).not.toBe('');
	expect(thrown.hint).not.toBe('');
	const shown = inspect(thrown, { depth: 20, showHidden: true });
	for (const secret of [SECRET, ...secrets]) expect(shown).not.toContain(secret);
	return thrown;
}
