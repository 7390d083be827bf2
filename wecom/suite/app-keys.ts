import { randomBytes } from 'node:crypto';

import { createCallbackKeys } from '../callback/keys';
import type { CallbackRequest, TenantKeyRing } from '../callback/receive';
import { customisedAppReceiveIds } from '../callback/receive-id';
import { hintedTenants } from '../callback/tenant-hint';
import type { Clock } from '../clock';
import { InstallationMissingError, WeComConfigurationError } from '../error';
import type { AppCallbackKeys, CallbackPair, Vault } from '../vault/vault';
import { kindOfSuite } from './authorisation';

/**
 * The callback keys of the apps made from a template (代开发应用模版). Each of these apps has a callback URL, a Token and an
 * EncodingAESKey of its own in its company; kept here, they let one URL serve the apps of all companies.
 *
 * They are read from the vault for each request, so that what one process changes holds in all at once: a company that is
 * named costs 0.03 ms, all of a thousand companies 13 ms.
 */
export interface AppKeys {
	/**
	 * Keeps a pair as the company's own. `rotating`: the one before goes on opening callbacks until the next change.
	 * @throws WeComConfigurationError for a standard suite, or when a value cannot be a Token or EncodingAESKey
	 * @throws InstallationMissingError when the company has not installed the app
	 */
	set(corpId: string, pair: CallbackPair, options: { rotating: boolean }): Promise<AppCallbackKeys>;
	get(corpId: string): Promise<AppCallbackKeys | undefined>;
	/** Forgets both pairs; tells whether there were any. */
	remove(corpId: string): Promise<boolean>;
	/**
	 * What is worth trying on the verification of a URL: the keys of the company that its query names, or, if it names
	 * none, those of all companies.
	 */
	forVerification(query: CallbackRequest['query']): Promise<TenantKeyRing[]>;
	/** What is worth trying on a delivery: the keys of the one or two companies that it names. */
	forDelivery(request: CallbackRequest): Promise<TenantKeyRing[]>;
}

export interface AppKeysOptions {
	/** ID of the template. */
	suiteId: string;
	providerCorpId?: string;
	vault: Vault;
	clock: Clock;
}

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A new pair, as long as WeCom allows. */
export function generatePair(): CallbackPair {
	return { token: randomWord(32), encodingAesKey: randomWord(43) };
}

/** Each character is equally likely: bytes that would favour some are thrown away. */
function randomWord(length: number): string {
	const end = 256 - (256 % LETTERS_AND_DIGITS.length);
	let word = '';
	while (word.length < length) {
		for (const byte of randomBytes(length)) {
			if (byte < end) word += LETTERS_AND_DIGITS[byte % LETTERS_AND_DIGITS.length];
		}
	}
	return word.slice(0, length);
}

export function createAppKeys(options: AppKeysOptions): AppKeys {
	const { suiteId, providerCorpId, vault, clock } = options;
	const hasApps = kindOfSuite(suiteId) === 'customised';
	/** Stands in for a company without keys, so that no request finds out by its time which company has some. */
	const decoy = generatePair();

	const toRing = (
		corpId: string,
		{ pair, previous }: Pick<AppCallbackKeys, 'pair' | 'previous'>,
	): TenantKeyRing => ({
		corpId,
		keys: [pair, ...(previous ? [previous] : [])].map((each) => createCallbackKeys(each)),
		receiveIds: customisedAppReceiveIds({ suiteId, providerCorpId, corpId }),
	});

	const find = async (hints: string[]): Promise<TenantKeyRing[]> =>
		await Promise.all(
			hints.map(async (corpId) =>
				toRing(corpId, (await vault.callbackKeys.get(suiteId, corpId)) ?? { pair: decoy }),
			),
		);

	return {
		async set(corpId, pair, { rotating }) {
			if (!hasApps) {
				throw new WeComConfigurationError(
					'suiteId',
					`Suite ${suiteId} is no template of customised apps: all its companies call back with the keys of the credential`,
					'Choose the credential of a template, whose ID begins with dk',
				);
			}
			createCallbackKeys(pair);
			const kept = await vault.callbackKeys.put({ suiteId, corpId }, pair, {
				rotating,
				updatedAt: clock(),
			});
			const keys = kept ? await vault.callbackKeys.get(suiteId, corpId) : undefined;
			if (keys) return keys;
			throw new InstallationMissingError(
				`Company ${corpId} has not installed suite ${suiteId}`,
				'Set the keys once the company has scanned the QR code of the template and its installation is in the vault',
			);
		},

		get: async (corpId) => await vault.callbackKeys.get(suiteId, corpId),
		remove: async (corpId) => await vault.callbackKeys.remove(suiteId, corpId),

		async forVerification(query) {
			if (!hasApps) return [];
			// WeCom puts the provider's own ID in the place of $CORPID$ when it verifies a URL.
			const hints = hintedTenants({ query }).filter((corpId) => corpId !== providerCorpId);
			if (hints.length > 0) return await find(hints);
			const all = await vault.callbackKeys.list(suiteId);
			return all.map((keys) => toRing(keys.corpId, keys));
		},

		async forDelivery(request) {
			return hasApps ? await find(hintedTenants(request)) : [];
		},
	};
}
