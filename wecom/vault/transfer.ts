import type { ExportKind } from './export';
import type { ScryptCost } from './passphrase';

/** A vault on its way into a file. */
export interface VaultExport {
	/** The file, sealed, read once; the vault is not waited for by anybody meanwhile. */
	content: AsyncIterable<Buffer>;
	/** What went into it so far; once `content` has been read to its end, all of it. */
	report(): ExportReport;
}

export interface ExportReport {
	/** Rows of each table. */
	rows: Record<ExportKind, number>;
	/** Entries that are damaged, and left out. */
	unreadable: number;
}

/** How many rows of a table were taken, were there as they are, or stayed out because the vault knows something later. */
export interface ImportCount {
	taken: number;
	same: number;
	older: number;
}

export interface ImportReport {
	/** When the export was made. */
	exportedAt: number;
	/** Version of the schema that it was made with. */
	schema: number;
	rows: Record<ExportKind, ImportCount>;
}

export interface RekeyReport {
	/** Sealed values that have the new key. */
	resealed: number;
	/** Values that the old key does not open either, and that stay as they are. */
	unreadable: number;
}

/** Takes a vault as a whole somewhere else, or under another key. */
export interface VaultTransfer {
	/**
	 * @param cost What each guess at the passphrase costs, unless as usual.
	 * @throws WeComConfigurationError when the passphrase could be guessed
	 */
	export(options: { passphrase: string; now: number; cost?: ScryptCost }): VaultExport;
	/**
	 * Takes over what an export has and this vault does not know, or knows an earlier state of. The whole file is read and
	 * proved genuine first. Whatever interrupts it, it may be done again and then does the rest.
	 * @param open Opens the file from its beginning; called twice.
	 * @param knownSince Deliveries and events from before are left out: the vault may have had and forgotten them.
	 * @throws WeComVaultFileError, WeComVaultError
	 */
	import(options: {
		open: () => AsyncIterable<Buffer | string> | Promise<AsyncIterable<Buffer | string>>;
		passphrase: string;
		knownSince: number;
	}): Promise<ImportReport>;
	/**
	 * Seals everything with the key of another secret, all of it or nothing. This vault and all others that are open with
	 * the old key throw `wrong_key` from then on.
	 * @throws WeComVaultError
	 */
	rekey(secret: string): Promise<RekeyReport>;
}
