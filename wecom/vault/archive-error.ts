import { WeComError } from '../error';

/**
 * Why a file is not taken for an export of a vault.
 * - `foreign`: it is none
 * - `newer`: a newer version of this package made it
 * - `passphrase`: it was sealed with another passphrase, or its first line was changed
 * - `damaged`: it was changed after it was made
 * - `cut_off`: its end is missing
 */
export type ArchiveFault = 'foreign' | 'newer' | 'passphrase' | 'damaged' | 'cut_off';

const HINTS: Record<ArchiveFault, string> = {
	foreign: 'Choose the file that Vault: Export gave, as it was',
	newer: 'Update n8n-nodes-wecom-suite in this n8n to the version that made the export, or later',
	passphrase:
		'Enter the passphrase that the export was made with in the WeCom Vault Key credential',
	damaged: 'Fetch the file anew from where it was made, or make another export',
	cut_off: 'Fetch the whole file anew from where it was made, or make another export',
};

/** A file is no whole, genuine export of a vault that this passphrase opens. Nothing was taken from it. */
export class WeComVaultFileError extends WeComError {
	readonly code = 'wecom_vault_file';

	constructor(
		readonly reason: ArchiveFault,
		what: string,
		options?: ErrorOptions,
	) {
		super(`The exported vault ${what}`, HINTS[reason], options);
	}
}
