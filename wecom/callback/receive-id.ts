import { readWord, type Message } from './message';

/** Where a receive ID was found. */
export interface ReceiveIdContext {
	callback: 'verification' | 'delivery';
	format: 'xml' | 'json';
}

/** Why a message that opened is nevertheless not for this app. */
export type WrongOwner = 'receive_id' | 'wrong_suite' | 'wrong_provider' | 'wrong_tenant';

/**
 * Decides which receive IDs belong to a callback URL. The signature already proves who sent a message; the receive ID
 * proves whom it was meant for, which matters where two apps share a Token and EncodingAESKey.
 */
export interface ReceiveIdRule {
	/** Asked right after decryption, before the message is read. */
	allows(receiveId: string, context: ReceiveIdContext): boolean;
	/** Asked with the parsed message; `undefined` if it is ours. */
	disowns(receiveId: string, message: Message): WrongOwner | undefined;
}

/** Exactly these receive IDs and no question about the message. The empty string is an ID like any other. */
export function onlyReceiveIds(...ids: string[]): ReceiveIdRule {
	const allowed = new Set(ids);
	return { allows: (receiveId) => allowed.has(receiveId), disowns: () => undefined };
}

/** IDs of companies: `ww…` and `wx…` in clear, `wp…` as a provider sees them. */
const CORP_ID = /^w[wpx][\w-]{8,62}$/;

/** Whether a text has the form of a company's ID, which IDs of suites may have too. */
export function isCorpId(text: string): boolean {
	return CORP_ID.test(text);
}

function isEncrypted(corpId: string): boolean {
	return corpId.startsWith('wp');
}

/**
 * Rule for the command, data and system callback URLs of a suite or of a template of customised apps.
 *
 * - Always: the suite's ID, the provider's corp ID (verifications, `create_auth`, system events), a known tenant.
 * - The corp ID of a tenant that is not known yet, whose first message may come before the exchange of its code has
 *   ended: when the decrypted message itself says that it is from that very company (`ToUserName`, or `AuthCorpId`
 *   beside this suite's `SuiteId`). The envelope's `ToUserName` counts for nothing: it is not signed.
 * - While no provider corp ID is configured: any corp ID where the provider's own is expected, and the empty ID of an
 *   individual developer's app, because then nothing tells them apart.
 * - In the verification of a template's URL any corp ID: an app made from it may have been left with its keys.
 * - A message that names another suite or another provider is never ours, whatever it was sealed for.
 *
 * Doc: https://developer.work.weixin.qq.com/document/path/90968, https://developer.work.weixin.qq.com/document/path/91116
 */
export function suiteReceiveIds(app: {
	suiteId: string;
	/** `undefined` or empty if the credential has none. */
	providerCorpId?: string;
	isTenant?: (corpId: string) => boolean;
}): ReceiveIdRule {
	const { suiteId, isTenant = () => false } = app;
	const providerCorpId = app.providerCorpId || undefined;

	function isNamed(receiveId: string): boolean {
		if (receiveId === suiteId) return true;
		if (receiveId === (providerCorpId ?? '')) return true;
		return receiveId !== '' && isTenant(receiveId);
	}

	return {
		allows(receiveId, { callback }) {
			if (isNamed(receiveId)) return true;
			if (!isCorpId(receiveId)) return false;
			// A verification says nothing more that could decide; a delivery is asked about again. The console fills in the
			// template's settings for each of its apps, whose verification may be sealed for the company.
			return callback === 'delivery' || providerCorpId === undefined || suiteId.startsWith('dk');
		},
		disowns(receiveId, message) {
			const namedSuite = readWord(message, 'SuiteId');
			if (namedSuite !== undefined && namedSuite !== suiteId) return 'wrong_suite';
			if (providerCorpId !== undefined) {
				const namedProvider = readWord(message, 'ServiceCorpId') ?? providerCorpId;
				if (namedProvider !== providerCorpId) return 'wrong_provider';
			}
			if (isNamed(receiveId)) return undefined;
			return isNamedBy(message, receiveId, providerCorpId === undefined) ? undefined : 'receive_id';
		},
	};
}

/** Whether the message itself says that it belongs to the company it was sealed for. */
function isNamedBy(message: Message, receiveId: string, maybeProvider: boolean): boolean {
	const infoType = readWord(message, 'InfoType');
	if (infoType === undefined) return readWord(message, 'ToUserName') === receiveId;
	const namesSuite = readWord(message, 'SuiteId') !== undefined;
	if (namesSuite && readWord(message, 'AuthCorpId') === receiveId) return true;
	// The provider's own ID is not configured: these two are the kinds that it seals with it.
	return (
		maybeProvider &&
		((namesSuite && infoType === 'create_auth') || readWord(message, 'ServiceCorpId') === receiveId)
	);
}

/** What comes to the callback of a template alone, since it decides about installations or carries a secret. */
const OF_TEMPLATES: ReadonlySet<string> = new Set([
	'suite_ticket',
	'create_auth',
	'change_auth',
	'cancel_auth',
	'reset_permanent_code',
]);

/**
 * Rule for the callback of one customised app (代开发), whose keys belong to one company: whoever has them can speak for
 * that company and for nobody else.
 *
 * - A delivery is sealed for that very company, and the decrypted message names it: as `ToUserName`, or as `AuthCorpId`
 *   beside the template's `SuiteId`.
 * - What the template's own callback brings is refused, also about that company.
 * - A verification is sealed for the provider or the company; which of them, and the company by which of its two IDs, no
 *   page says. The plain ID of a company that is known by its encrypted one cannot be checked, so any plain one is taken:
 *   the signature has proved the sender, and an echo starts nothing.
 *
 * Doc: https://developer.work.weixin.qq.com/document/path/96238
 */
export function customisedAppReceiveIds(app: {
	/** ID of the template. */
	suiteId: string;
	/** `undefined` or empty if the credential has none. */
	providerCorpId?: string;
	/** The company whose app it is. */
	corpId: string;
}): ReceiveIdRule {
	const { suiteId, corpId } = app;
	const providerCorpId = app.providerCorpId || undefined;
	return {
		allows(receiveId, { callback }) {
			if (receiveId === corpId) return true;
			if (callback === 'delivery' || !isCorpId(receiveId)) return false;
			if (receiveId === providerCorpId) return true;
			return isEncrypted(corpId) ? !isEncrypted(receiveId) : providerCorpId === undefined;
		},
		disowns(_receiveId, message) {
			const namedSuite = readWord(message, 'SuiteId');
			if (namedSuite !== undefined && namedSuite !== suiteId) return 'wrong_suite';
			const infoType = readWord(message, 'InfoType');
			if (infoType === undefined) {
				return readWord(message, 'ToUserName') === corpId ? undefined : 'wrong_tenant';
			}
			const isOurs = namedSuite === suiteId && readWord(message, 'AuthCorpId') === corpId;
			return isOurs && !OF_TEMPLATES.has(infoType) ? undefined : 'wrong_tenant';
		},
	};
}

/** Rule for the callback URL of a company's own app. The empty ID is that of its AI bots, whose callbacks are JSON. */
export function ownAppReceiveIds(app: { corpId: string }): ReceiveIdRule {
	return {
		allows(receiveId, { callback, format }) {
			if (receiveId === app.corpId) return true;
			return receiveId === '' && (callback === 'verification' || format === 'json');
		},
		disowns: () => undefined,
	};
}
