import { randomUUID } from 'node:crypto';

import type { Client } from '../api/client';
import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError, WeComConfigurationError, WeComError } from '../error';
import type { Logger } from '../logger';
import type { Tokens } from '../tokens/tokens';
import type { Installation, InstallationQuery, Moment, Tombstone, Vault } from '../vault/vault';
import { asObject, describe, hashOf, isText, type Permissions } from './authorisation';
import {
	createExchange,
	EXCHANGE_LEASE,
	keepAuthorisation,
	type AuthorisationResult,
	type Exchange,
	type ExchangeOrder,
} from './exchange';

/**
 * The installations of one suite: how one comes, changes and goes. Each step may be repeated, and steps may arrive in any
 * order: the vault decides by the time of the event.
 */
export interface Installations {
	/**
	 * Changes an auth code, which works once and lives ten minutes, for the permanent code, and stores it before anything
	 * else is done. Serves new authorisations and resets of the code alike: WeCom says whose it is. The same code may come
	 * several times, also at once and to several processes: the first exchanges it, the others get what was stored.
	 * Doc: https://developer.work.weixin.qq.com/document/path/90603
	 * @throws InstallationMissingError when the company has removed the suite in the meantime
	 */
	exchange(
		authCode: string,
		moment: Moment,
		options?: {
			/** Only the code of an app that is there already is new: what else is known of it stays. */
			isReset?: boolean;
		},
	): Promise<AuthorisationResult>;
	/**
	 * Reads the company's authorisation and the permissions of the app anew and keeps what changed.
	 * Doc: https://developer.work.weixin.qq.com/document/path/90604
	 * @throws InstallationMissingError when the vault does not have it
	 */
	refresh(corpId: string): Promise<Installation>;
	/**
	 * Notes the agent ID of the company's app, where WeCom does not tell it. What WeCom tells later counts.
	 * @throws InstallationMissingError when the vault does not have the installation
	 */
	setAgentId(corpId: string, agentId: number): Promise<Installation>;
	/** Takes on a company whose permanent code is already known, after WeCom has confirmed it. */
	import(authorisation: { corpId: string; permanentCode: string }): Promise<AuthorisationResult>;
	/**
	 * Asks WeCom, without the permanent code, whether the company has the suite; `undefined` if it does not say. Tells a
	 * code that was replaced from an installation that has ended.
	 * Doc: https://developer.work.weixin.qq.com/document/path/90606
	 */
	isInstalled(installation: Pick<Installation, 'corpId' | 'agentId'>): Promise<boolean | undefined>;
	/** Deletes the company's code, tokens and details. */
	remove(corpId: string, moment: Moment): Promise<'removed' | 'superseded' | 'absent'>;
	/** @throws InstallationMissingError */
	get(corpId: string): Promise<Installation>;
	find(
		query: Omit<InstallationQuery, 'suiteId'>,
	): Promise<{ installations: Installation[]; next?: string }>;
}

export interface InstallationsOptions {
	suiteId: string;
	vault: Vault;
	client: Client;
	tokens: Tokens;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Unique per process. */
	holder: string;
	/** How codes are spent; absent: in this process. */
	exchange?: Exchange;
}

/** Unknown, expired, or used before. */
const AUTH_CODE_INVALID = 40078;

/** How long an exchange that somebody else has begun is waited for, in milliseconds. */
const EXCHANGE_PATIENCE = 120_000;
/** Between two looks whether it has ended, in milliseconds. */
const LEASE_POLL = 200;

/** With which WeCom says that there is no authorisation. */
const ENDED = [40084, 48004];

export function createInstallations(options: InstallationsOptions): Installations {
	const { suiteId, vault, client, tokens, clock, logger, sleep, holder } = options;
	const { exchange = createExchange(options) } = options;

	const call = async (path: string, body: Record<string, unknown>) =>
		await tokens.use({ kind: 'suite' }, async (token) => {
			const { json } = await client.call({
				method: 'POST',
				path,
				body,
				token: { parameter: 'suite_access_token', value: token, family: 'suite' },
				repeatable: true,
			});
			return json;
		});

	const readAuthorisation = async (corpId: string, permanentCode: string) =>
		await call('/cgi-bin/service/v2/get_auth_info', {
			auth_corpid: corpId,
			permanent_code: permanentCode,
		});

	/** May fail without harm: what was known stays, and some suites, as one that edits contacts, may not ask. */
	const readPermissions = async (corpId: string): Promise<Permissions> => {
		try {
			return await tokens.use({ kind: 'corp', corpId }, async (value) => {
				const { json } = await client.call({
					method: 'POST',
					path: '/cgi-bin/agent/get_permissions',
					token: { parameter: 'access_token', value, family: 'corp' },
					repeatable: true,
				});
				const { app_permissions: names, app_permissions_ext: expiry } = json;
				return {
					app_permissions: Array.isArray(names) ? names.filter(isText) : undefined,
					app_permissions_ext: Array.isArray(expiry) ? expiry.map(asObject) : undefined,
				};
			});
		} catch (error) {
			if (!(error instanceof WeComError)) throw error;
			logger.info('The permissions of an app could not be read', {
				suiteId,
				corpId,
				error: error.message,
			});
			return {};
		}
	};

	const get = async (corpId: string): Promise<Installation> => {
		const installation = await vault.installations.get(suiteId, corpId);
		if (installation) return installation;
		const tombstone = await vault.installations.getTombstone(suiteId, corpId);
		throw new InstallationMissingError(
			tombstone ? describeEnd(tombstone) : `Company ${corpId} has not installed suite ${suiteId}`,
			'Let an administrator of the company install the app, or import the installation if its permanent code is known',
		);
	};

	const refresh = async (corpId: string): Promise<Installation> => {
		const installation = await get(corpId);
		const answer = await readAuthorisation(corpId, installation.permanentCode);
		const change = describe({ ...answer, ...(await readPermissions(corpId)) }, installation);
		const updatedAt = clock();
		// Gone or replaced while WeCom was asked: what is there now is the truth, not this answer.
		const isCurrent = await vault.installations.update(installation, change, updatedAt);
		return isCurrent ? { ...installation, ...change, updatedAt } : await get(corpId);
	};

	/** The details are a second call, which may fail without harm once the code is safe: any refresh repeats it. */
	const addDetails = async (stored: Installation): Promise<AuthorisationResult> => {
		const { corpId } = stored;
		const installation = await refresh(corpId).catch((error: Error) => {
			if (error instanceof InstallationMissingError) throw error;
			logger.warn('The details of an installation could not be read; refresh it later', {
				suiteId,
				corpId,
				error: error.message,
			});
			return stored;
		});
		return { outcome: 'stored', installation };
	};

	/** What is stored, with its details if whoever stored it did not come to read them. */
	const complete = async (stored: Installation): Promise<AuthorisationResult> =>
		stored.agentId === undefined
			? await addDetails(stored)
			: { outcome: 'stored', installation: stored };

	const exchangeNow = async (order: Omit<ExchangeOrder, 'token'>): Promise<AuthorisationResult> => {
		try {
			const result = await tokens.use(
				{ kind: 'suite' },
				async (token) => await exchange({ ...order, token }),
			);
			return result.outcome === 'superseded' ? result : await addDetails(result.installation);
		} catch (error) {
			// Somebody who was slower than the lease may have stored it since.
			const isUsed = error instanceof WeComPlatformError && error.errcode === AUTH_CODE_INVALID;
			const stored = isUsed
				? await vault.installations.getByAuthCode(suiteId, order.authCodeHash)
				: undefined;
			if (!stored) throw error;
			return await complete(stored);
		}
	};

	/** Lets one at a time exchange a code, in all processes. Whoever has waited too long goes on all the same. */
	const alone = async <T>(
		hash: string,
		run: (lease: ExchangeOrder['lease']) => Promise<T>,
	): Promise<T> => {
		const lease = { name: `exchange:${hash}`, holder: `${holder}/${randomUUID()}` };
		const giveUp = clock() + EXCHANGE_PATIENCE;
		for (;;) {
			const now = clock();
			const holding = { holder: lease.holder, until: now + EXCHANGE_LEASE };
			if (now >= giveUp || (await vault.leases.acquire(lease.name, holding, now))) break;
			await sleep(LEASE_POLL);
		}
		try {
			return await run(lease);
		} finally {
			await vault.leases
				.release(lease.name, lease.holder)
				.catch((error: Error) =>
					logger.warn('The lease of an exchange ends by itself', { error: error.message }),
				);
		}
	};

	return {
		get,
		refresh,

		async exchange(authCode, moment, { isReset = false } = {}) {
			const hash = hashOf([suiteId, authCode]).digest('hex');
			return await alone(hash, async (lease) => {
				const known = await vault.installations.getByAuthCode(suiteId, hash);
				if (known) return await complete(known);
				const order = { suiteId, authCode, authCodeHash: hash, moment, isReset, lease };
				return await exchangeNow(order);
			});
		},

		async setAgentId(corpId, agentId) {
			const installation = await get(corpId);
			const updatedAt = clock();
			const isCurrent = await vault.installations.update(installation, { agentId }, updatedAt);
			return isCurrent ? { ...installation, agentId, updatedAt } : await get(corpId);
		},

		async import({ corpId, permanentCode }) {
			for (const [field, value] of Object.entries({ corpId, permanentCode })) {
				if (value.trim() === '' || value.trim() !== value) {
					throw new WeComConfigurationError(
						field,
						`'${field}' is empty or has white space around it`,
						'Enter it exactly as WeCom gave it',
					);
				}
			}
			const answer = await readAuthorisation(corpId, permanentCode);
			const now = clock();
			const moment = { timeStamp: Math.floor(now / 1000), receivedAt: now };
			return await keepAuthorisation({ suiteId, corpId, permanentCode, moment, answer }, options);
		},

		async isInstalled({ corpId, agentId }) {
			if (agentId === undefined) return undefined;
			try {
				await call('/cgi-bin/service/get_admin_list', { auth_corpid: corpId, agentid: agentId });
				return true;
			} catch (error) {
				if (!(error instanceof WeComPlatformError)) throw error;
				return ENDED.includes(error.errcode) ? false : undefined;
			}
		},

		async remove(corpId, moment) {
			return await vault.installations.remove(suiteId, corpId, moment);
		},

		async find(query) {
			return await vault.installations.find({ ...query, suiteId });
		},
	};
}

function describeEnd({ suiteId, corpId, authorizedAt, removedAt }: Tombstone): string {
	// Found by asking WeCom: nobody knows since when.
	if (authorizedAt?.receivedAt === removedAt.receivedAt) {
		return `Company ${corpId} no longer has suite ${suiteId}`;
	}
	const when = new Date(removedAt.timeStamp * 1000).toISOString();
	return `Company ${corpId} removed suite ${suiteId} at ${when}`;
}
