import type { Clock } from '../clock';
import type { Logger } from '../logger';
import { WeComVaultError } from './error';
import { openVault, type VaultPlace } from './open';
import { deriveKey } from './sealing';
import type { RekeyReport } from './transfer';

/**
 * Gives a vault the key of its place, which does not open it, by way of the key that it has. `changed` is false when it
 * had the key already; `fingerprint` is that of the key that it has in the end.
 * @throws WeComVaultError `wrong_key` when the former secret does not open it either
 */
export async function rekeyClosedVault(
	place: VaultPlace,
	formerSecret: string,
	opening: { clock: Clock; logger?: Logger },
): Promise<RekeyReport & { changed: boolean; fingerprint: string }> {
	const { fingerprint } = deriveKey(place.secret);
	const refusal = await whyClosed(place, opening);
	if (!refusal) return { changed: false, fingerprint, resealed: 0, unreadable: 0 };

	const former = await openVault({ ...place, secret: formerSecret }, opening).catch(
		(error: unknown) => {
			if (!(error instanceof WeComVaultError) || error.reason !== 'wrong_key') throw error;
			throw new WeComVaultError(
				'wrong_key',
				`The former encryption key has the fingerprint ${deriveKey(formerSecret).fingerprint}. ${refusal.message}`,
				'Enter the key that n8n had when the vault was last used (N8N_ENCRYPTION_KEY, or encryptionKey of its config file at that time). Nothing was changed',
			);
		},
	);
	try {
		return { changed: true, fingerprint, ...(await former.rekey(place.secret)) };
	} finally {
		await former.close();
	}
}

/** What the vault says to the key of its place; nothing if it opens. */
async function whyClosed(
	place: VaultPlace,
	opening: { clock: Clock; logger?: Logger },
): Promise<WeComVaultError | undefined> {
	try {
		const vault = await openVault(place, opening);
		await vault.close();
		return undefined;
	} catch (error) {
		if (error instanceof WeComVaultError && error.reason === 'wrong_key') return error;
		throw error;
	}
}
