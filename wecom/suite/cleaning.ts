import { randomUUID } from 'node:crypto';

import type { Clock } from '../clock';
import type { Logger } from '../logger';
import { inHelpings } from '../vault/helpings';
import type { Vault } from '../vault/vault';
import { CLAIM_LIFE } from './deliveries';

/** Between two cleanings of a vault, whichever process does them, and how long one may take, in milliseconds. */
export const CLEAN_EVERY = 300_000;
/** How long a claim is kept that nobody takes up any more, because its workflow is gone, in milliseconds. */
const UNFINISHED_LIFE = 30 * 24 * 3_600_000;
/**
 * How long it is remembered that a company has removed the app, in milliseconds. What could bring an older authorisation
 * back is over long before: WeCom repeats an event for seconds, an auth code works for ten minutes, no replay window and no
 * recorded event is older than seven days. The rest is for clocks that are wrong and for backups that are restored.
 */
export const TOMBSTONE_LIFE = 30 * 24 * 3_600_000;

const LEASE = 'cleaning';

export interface CleaningOptions {
	vault: Pick<Vault, 'claims' | 'installations' | 'tokens' | 'leases'>;
	clock: Clock;
	logger: Logger;
}

/** Deletes from the vault what is too old to be of use: one process at a time, a few rows at a time. */
export interface Cleaning {
	/**
	 * Begins unless it was done a short while ago, by whichever process. Cheap, and called often; resolves when it has
	 * ended, which nobody needs to wait for, and never rejects.
	 */
	begin(): Promise<void>;
	/** Ends what is under way. */
	stop(): Promise<void>;
}

export function createCleaning({ vault, clock, logger }: CleaningOptions): Cleaning {
	const { claims, installations, tokens, leases } = vault;
	let dueAt = -Infinity;
	let running: Promise<void> | undefined;
	let isStopped = false;

	const clean = async (): Promise<void> => {
		const now = clock();
		const until = now + CLEAN_EVERY;
		dueAt = until;
		// Nobody gives it back: as long as it lasts, nobody begins again.
		if (!(await leases.acquire(LEASE, { holder: randomUUID(), until }, now))) return;

		const deleteAll = async (purge: (limit: number) => Promise<number>) =>
			await inHelpings(Infinity, async (size) =>
				// What is left is for the next time.
				isStopped || clock() >= until ? 0 : await purge(size),
			);
		const finished = await deleteAll((size) => claims.purge(now - CLAIM_LIFE, size));
		const unfinished = await deleteAll((size) =>
			claims.purgeUnfinished(now - UNFINISHED_LIFE, size),
		);
		const tombstones = await deleteAll((size) => installations.purge(now - TOMBSTONE_LIFE, size));
		const deleted = {
			claims: finished,
			tombstones,
			tokens: await deleteAll((size) => tokens.purge(now, size)),
			leases: await deleteAll((size) => leases.purge(now, size)),
		};
		logger.debug('The vault was cleaned of what is old', deleted);
		if (unfinished > 0) {
			logger.error('Events were given up that no workflow has taken for 30 days', {
				events: unfinished,
			});
		}
	};

	return {
		async begin() {
			if (isStopped || clock() < dueAt) return;
			running ??= clean()
				.catch((error: unknown) =>
					logger.warn('The vault could not be cleaned of what is old; it is tried again', {
						error: error instanceof Error ? error.message : String(error),
					}),
				)
				.finally(() => {
					running = undefined;
				});
			await running;
		},

		async stop() {
			isStopped = true;
			await running;
			isStopped = false;
		},
	};
}
