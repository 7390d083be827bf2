import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { PostgresqlPlace } from './postgresql-connection';
import type { VaultTransfer } from './transfer';
import type { Vault } from './vault';

/** Which vault, whichever back end it has, and what seals it. Plain JSON, and secret. */
export type VaultPlace = {
	/** n8n's instance key. */
	secret: string;
} & ({ kind: 'sqlite'; file: string } | ({ kind: 'postgresql' } & PostgresqlPlace));

/** @throws WeComConfigurationError, WeComVaultError */
export async function openVault(
	place: VaultPlace,
	options: { clock: Clock; logger?: Logger },
): Promise<Vault & VaultTransfer> {
	// Loaded when it is needed: few processes have a use for both.
	if (place.kind === 'sqlite') {
		const { openSqliteVault } = await import('./sqlite');
		return await openSqliteVault({ ...place, ...options });
	}
	const { openPostgresqlVault } = await import('./postgresql');
	return await openPostgresqlVault({ ...place, ...options });
}
