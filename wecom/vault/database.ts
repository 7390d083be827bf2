import type { Kysely, Transaction } from 'kysely';

import type { Schema } from './schema';

/** How the stores reach a back end. All methods throw `WeComVaultError` for whatever the back end reports. */
export interface Database {
	/** Where it is, for people; never a password. */
	readonly location: string;
	/** Reads. May be repeated while the back end is busy. */
	read<T>(work: (reader: Kysely<Schema>) => Promise<T>): Promise<T>;
	/**
	 * Reads and writes as if no other writer existed: all of it or nothing is committed. May be repeated, so `work` does
	 * nothing besides its queries, and waits for nothing else.
	 * @param about What the work reads and writes, if that is little: back ends that can let other work go on beside it,
	 * as long as that is about something else. Work that says nothing has the whole vault to itself.
	 */
	write<T>(
		work: (transaction: Transaction<Schema>) => Promise<T>,
		about?: readonly string[],
	): Promise<T>;
	/**
	 * As `write`, and nobody else's writing overlaps it: one that has begun is waited for, one that begins waits, and sees
	 * then what was committed here.
	 */
	writeAlone<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
	/** A view of everything that stands still while others go on writing. */
	snapshot(): Promise<Snapshot>;
	/**
	 * Sees to it that nothing of what was deleted stays in unused parts of the back end's files. What hinders it is no
	 * error: it is made up for later, see `erasure.ts`.
	 */
	erase(): Promise<void>;
	close(): Promise<void>;
}

/** What one company's installation is: the row itself, its traces, and its tokens and keys, which live no longer. */
export function aboutCompany(owner: string, corpId = ''): string[] {
	return ['companies', owner, corpId];
}

/** Costs the back end room until it is ended. */
export interface Snapshot {
	readonly reader: Kysely<Schema>;
	end(): Promise<void>;
}
