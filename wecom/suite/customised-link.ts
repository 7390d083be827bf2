import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

import type { Client } from '../api/client';
import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';
import type { Tokens } from '../tokens/tokens';

export interface CustomisedLinkRequest {
	/** Templates (`dk…`) that the company authorises at once, 1 to 9. */
	templateIds: readonly string[];
	/** A word of the operator's own that comes back with the installation; up to 12 letters and digits. */
	reference: string;
}

export interface CustomisedLink {
	/** What is to be shown as a QR code to an administrator of the company. */
	url: string;
	/** ISO 8601; ten days from now. */
	expiresAt: string;
	state: string;
}

/** Provider in whose name links are signed: its templates share it, so each knows the links to all of them. */
export interface LinkSigner {
	providerCorpId: string;
	providerSecret: string;
}

/** WeCom takes 32 letters and digits; 20 of them are ours. */
const LONGEST_REFERENCE = 12;
const FORM = /^c([0-9a-z]{5})([A-Za-z0-9]{0,12})([0-9A-Za-z]{14})$/;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MINUTE = 60_000;
/** In minutes: WeCom's life of a link, and the time in which a scanned code is exchanged. */
const LIFE = 10 * 24 * 60 + 20;

/**
 * Makes a link, for a QR code, by which companies authorise the provider to build apps for them.
 * Doc: https://developer.work.weixin.qq.com/document/path/98744
 * @throws WeComConfigurationError when the templates are not 1 to 9 of a provider's, the reference is not up to 12 letters
 * and digits, or the credential has no provider
 */
export async function createCustomisedLink(
	provider: LinkSigner & { client: Client; tokens: Tokens; clock: Clock },
	{ templateIds, reference }: CustomisedLinkRequest,
): Promise<CustomisedLink> {
	const { client, tokens, clock } = provider;
	if (templateIds.length < 1 || templateIds.length > 9) {
		throw new WeComConfigurationError(
			'templateIds',
			`A link is for 1 to 9 templates, not for ${templateIds.length}`,
			'Make several links',
		);
	}
	const other = templateIds.find((id) => !id.startsWith('dk'));
	if (other !== undefined) {
		throw new WeComConfigurationError(
			'templateIds',
			`'${other}' is no template of customised apps`,
			'Enter IDs of templates, which begin with dk; a third-party app has an install link of its own kind',
		);
	}
	// Asked for first: without a provider there is nothing to sign with either.
	await tokens.get({ kind: 'provider' });
	const state = signReference(provider, reference, clock());
	const { json } = await tokens.use(
		{ kind: 'provider' },
		async (value) =>
			await client.call({
				method: 'POST',
				path: '/cgi-bin/service/get_customized_auth_url',
				body: { state, templateid_list: templateIds },
				token: { parameter: 'provider_access_token', value, family: 'provider' },
				repeatable: true,
			}),
	);
	return {
		url: String(json.qrcode_url),
		expiresAt: new Date(clock() + Number(json.expires_in) * 1000).toISOString(),
		state,
	};
}

/**
 * A `state` that only this provider can have made.
 * @param now Milliseconds since 1970.
 * @throws WeComConfigurationError when the reference is not letters and digits, or longer than 12
 */
export function signReference(signer: LinkSigner, reference: string, now: number): string {
	if (!/^[A-Za-z0-9]*$/.test(reference) || reference.length > LONGEST_REFERENCE) {
		throw new WeComConfigurationError(
			'reference',
			`'Reference' may have up to ${LONGEST_REFERENCE} letters and digits and nothing else`,
			'Shorten it, or use a number that stands for it: WeCom allows 32 letters and digits in a state, of which 20 are the signature',
		);
	}
	const text = `c${(Math.floor(now / MINUTE) + LIFE).toString(36).padStart(5, '0')}${reference}`;
	return text + signatureOf(signer, text);
}

/** The reference in a `state` that came back with an installation; `undefined` if it is not this provider's or is over. */
export function readReference(signer: LinkSigner, state: string, now: number): string | undefined {
	const match = signer.providerSecret === '' ? null : FORM.exec(state);
	if (!match) return undefined;
	const [, expiry, reference, signature] = match;
	const expected = signatureOf(signer, state.slice(0, -signature.length));
	if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
	return Number.parseInt(expiry, 36) * MINUTE > now ? reference : undefined;
}

/** 80 bits of an HMAC as 14 letters and digits: few, but whoever guesses cannot try his guesses without WeCom. */
function signatureOf({ providerCorpId, providerSecret }: LinkSigner, text: string): string {
	const key = Buffer.from(
		hkdfSync('sha256', providerSecret, 'n8n-nodes-wecom-suite', 'customised link state', 32),
	);
	const mac = createHmac('sha256', key).update(`${providerCorpId}\n${text}`).digest();
	let rest = BigInt(`0x${mac.subarray(0, 10).toString('hex')}`);
	let word = '';
	for (let place = 0; place < 14; place += 1) {
		word = DIGITS[Number(rest % 62n)] + word;
		rest /= 62n;
	}
	return word;
}
