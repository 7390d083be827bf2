import { createHash, randomBytes } from 'node:crypto';

import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';
import type { JsTicketKind } from '../tokens/tokens';

/** What `getConfigSignature` and `getAgentConfigSignature` of `ww.register` give back. */
export interface PageSignature {
	/** Seconds since 1970. */
	timestamp: number;
	nonceStr: string;
	signature: string;
}

/**
 * The signature by which WeCom's client knows that a page may act for a company or for an app in it: SHA-1 in hex.
 * @param page `timestamp` in seconds; `url` as the page's `location.href` says it, without `#` and what follows
 * @see https://developer.work.weixin.qq.com/document/path/90506
 */
export function signPage(
	ticket: string,
	page: { nonce: string; timestamp: number; url: string },
): string {
	const { nonce, timestamp, url } = page;
	return createHash('sha1')
		.update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url}`)
		.digest('hex');
}

/**
 * The address of a page as WeCom's client and the browser write it, without its fragment.
 * @throws WeComConfigurationError unless it is an absolute http(s) URL
 */
export function readPageUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new WeComConfigurationError(
			'url',
			"'Page URL' is not a URL that begins with https://",
			'Give what location.href says on the page, whose domain must be the trusted domain (可信域名) of the app',
		);
	}
	url.hash = '';
	return url;
}

/**
 * Signs a page for the company and for the app.
 * @param getTicket Gives the ticket that such a signature is made with.
 */
export async function createPageSignatures(
	url: URL,
	{
		getTicket,
		clock,
		nonce = randomBytes(16).toString('hex'),
	}: { getTicket: (kind: JsTicketKind) => Promise<string>; clock: Clock; nonce?: string },
): Promise<Record<JsTicketKind, PageSignature>> {
	const [config, agentConfig] = await Promise.all([getTicket('config'), getTicket('agentConfig')]);
	const timestamp = Math.floor(clock() / 1000);
	const sign = (ticket: string): PageSignature => ({
		timestamp,
		nonceStr: nonce,
		signature: signPage(ticket, { nonce, timestamp, url: url.href }),
	});
	return { config: sign(config), agentConfig: sign(agentConfig) };
}
