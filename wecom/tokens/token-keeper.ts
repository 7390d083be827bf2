import { randomUUID } from 'node:crypto';
import { WeComPlatformError, WeComRateLimitError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError, WeComConfigurationError } from '../error';
import type { Logger } from '../logger';
import type { AccessToken, Vault } from '../vault/vault';
import { DeauthorizedError } from './error';
import { ExpiringMap } from './expiring-map';
import {
	CONFIRMATION_LIFE,
	LEASE_LIFE,
	pollWait,
	RECENT_LIFE,
	REFUSAL_LIFE,
	usableUntil,
} from './life';
import { fingerprint, identify, type TokenPlan } from './token-plan';
import type { GetOptions } from './tokens';

export interface KeeperOptions {
	vault: Vault;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Names this process among those that share the vault. */
	holder: string;
	/** From 0 to 1, for the jitter of waits. */
	random?: () => number;
}

/** Gives and replaces tokens by their plans. A plan is made anew each time, for what it says may have changed. */
export interface TokenKeeper {
	get(makePlan: () => Promise<TokenPlan>, options?: GetOptions): Promise<AccessToken>;
	use<T>(makePlan: () => Promise<TokenPlan>, call: (token: string) => Promise<T>): Promise<T>;
}

/** More than once an installation is replaced while its token is fetched only when something is wrong. */
const MOST_PLANS = 3;

export function createTokenKeeper(options: KeeperOptions): TokenKeeper {
	const { vault, clock, sleep, logger, random = Math.random } = options;
	// Two keepers of one process must not share a lease, as they do not share a fetch.
	const holder = `${options.holder}/${randomUUID()}`;
	const flights = new Map<string, Promise<AccessToken | undefined>>();
	const refusals = new ExpiringMap<Error>();
	/** Tokens that were called bad and are being fetched anew. */
	const suspects = new Map<string, string>();
	/** Of those, the ones that WeCom has handed out again: whatever is refused, it is not for the token. */
	const confirmed = new ExpiringMap<string>();

	/** Read from the vault a moment ago: a bulk of calls need not read it for each. */
	const recent = new ExpiringMap<AccessToken>();
	/** How often any was dropped from there. */
	let forgotten = 0;
	const forget = (id: string) => {
		recent.delete(id);
		forgotten += 1;
	};

	async function read({ key }: TokenPlan): Promise<AccessToken | undefined> {
		const id = identify(key);
		const now = clock();
		let token = recent.get(id, now);
		if (!token) {
			const before = forgotten;
			token = await vault.tokens.get(key);
			// Read before it was replaced, it must not come back.
			if (token && forgotten === before) recent.set(id, token, now + RECENT_LIFE, now);
		}
		return token !== undefined && token.expiresAt > now ? token : undefined;
	}

	/** Fetches and stores; `undefined` if the installation was replaced or removed meanwhile. */
	async function fetch(plan: TokenPlan): Promise<AccessToken | undefined> {
		const id = identify(plan.key);
		const askedAt = clock();
		const { token, lifetime } = await plan.fetch().catch((error: unknown) => {
			const now = clock();
			if (isRefusal(error)) refusals.set(id, error, now + REFUSAL_LIFE, now);
			throw error;
		});
		refusals.delete(id);
		if (suspects.get(id) === token) {
			confirmed.set(id, token, clock() + CONFIRMATION_LIFE, clock());
		}
		const kept: AccessToken = { token, expiresAt: usableUntil(askedAt, lifetime) };
		const stored = await vault.tokens.put(plan.key, kept);
		forget(id);
		const { kind, owner, corpId } = plan.key;
		logger.debug(stored ? 'WeCom token fetched' : 'WeCom token fetched, its installation is gone', {
			kind,
			owner,
			corpId,
			expiresAt: kept.expiresAt,
		});
		return stored ? kept : undefined;
	}

	/** Fetches under the vault's lease, or waits for the process that does. */
	async function lead(plan: TokenPlan, fresh: boolean): Promise<AccessToken | undefined> {
		await plan.prepare?.();
		const lease = `token:${fingerprint(identify(plan.key))}`;
		// Leases end by the clock of the machine that took them. By its own a process waits for two of them and no longer.
		const giveUp = clock() + 2 * LEASE_LIFE;
		for (let looks = 0; ; looks++) {
			const now = clock();
			const held = await vault.leases.acquire(lease, { holder, until: now + LEASE_LIFE }, now);
			if (held || now >= giveUp) {
				try {
					const other = fresh ? undefined : await read(plan);
					return other ?? (await fetch(plan));
				} finally {
					await release(lease);
				}
			}
			await sleep(pollWait(looks, random()));
			const other = fresh ? undefined : await read(plan);
			if (other) return other;
		}
	}

	/** Ends the lease if it is held. One that cannot be released ends by itself; the token is there all the same. */
	async function release(lease: string): Promise<void> {
		try {
			await vault.leases.release(lease, holder);
		} catch (error) {
			logger.warn('WeCom token lease could not be released', {
				reason: error instanceof Error ? error.message : String(error),
			});
		}
	}

	/** One flight for all callers of this process; when it has ended, well or badly, the next caller starts another. */
	async function join(plan: TokenPlan, fresh: boolean): Promise<AccessToken | undefined> {
		const id = identify(plan.key);
		const refusal = fresh ? undefined : refusals.get(id, clock());
		if (refusal) throw refusal;
		const name = fresh ? `fresh ${id}` : id;
		let flight = flights.get(name);
		if (!flight) {
			flight = lead(plan, fresh).finally(() => flights.delete(name));
			flights.set(name, flight);
		}
		return await flight;
	}

	async function get(
		makePlan: () => Promise<TokenPlan>,
		{ fresh = false }: GetOptions = {},
	): Promise<AccessToken> {
		for (let plans = 1; ; plans++) {
			const plan = await makePlan();
			const token = (fresh ? undefined : await read(plan)) ?? (await join(plan, fresh));
			if (token) return token;
			if (plans === MOST_PLANS) {
				throw new InstallationMissingError(
					`The installation of company ${plan.key.corpId} changed while its token was fetched`,
					'Run it again when the company has finished installing the app',
				);
			}
		}
	}

	/** A token in place of one that was called bad, or `undefined` if there is none better. */
	async function replace(
		makePlan: () => Promise<TokenPlan>,
		{ key }: TokenPlan,
		bad: string,
	): Promise<AccessToken | undefined> {
		const id = identify(key);
		if (confirmed.get(id, clock()) === bad) return undefined;
		suspects.set(id, bad);
		try {
			const dropped = await vault.tokens.drop(key, bad);
			forget(id);
			if (dropped) logger.info('WeCom token dropped, the platform refused it', { kind: key.kind });
			return await get(makePlan);
		} finally {
			suspects.delete(id);
		}
	}

	async function use<T>(
		makePlan: () => Promise<TokenPlan>,
		call: (token: string) => Promise<T>,
	): Promise<T> {
		let plan: TokenPlan | undefined;
		const { token } = await get(async () => (plan = await makePlan()));
		try {
			return await call(token);
		} catch (error) {
			if (!plan || !isBadToken(error, plan)) throw error;
			const other = await replace(makePlan, plan, token);
			if (!other) throw error;
			return await call(other.token);
		}
	}

	return { get, use };
}

/** Whether an error is one that the same credentials would meet again, and that asking again would make worse. */
function isRefusal(error: unknown): error is Error {
	return (
		error instanceof WeComConfigurationError ||
		error instanceof DeauthorizedError ||
		error instanceof WeComRateLimitError
	);
}

/** Whether an error says that a token of the plan's family is bad; one of another family speaks of another token. */
function isBadToken(error: unknown, { family }: TokenPlan): boolean {
	return (
		error instanceof WeComPlatformError &&
		error.action === 'refresh_token' &&
		(error.tokenFamily ?? family) === family
	);
}
