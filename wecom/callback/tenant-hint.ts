import { readEnvelope } from './envelope';
import { MAXIMUM_BYTES, type CallbackRequest } from './receive';
import { isCorpId } from './receive-id';

/** Query value of a callback URL that names the company whose app calls it: `?corp_id=wp…` */
export const TENANT_QUERY = 'corp_id';

/**
 * The companies that a request says it is from, at most two: by the URL, and by the `ToUserName` of its envelope. Nothing
 * of it is signed, so it serves to choose keys and for nothing else: only what those keys open is from that company.
 */
export function hintedTenants({ query, body }: CallbackRequest): string[] {
	const named = Object.hasOwn(query, TENANT_QUERY) ? query[TENANT_QUERY] : undefined;
	const envelope =
		body && body.length <= MAXIMUM_BYTES ? readEnvelope(body)?.toUserName : undefined;
	const hints = [named, envelope].filter((hint) => typeof hint === 'string');
	return [...new Set(hints)].filter(isCorpId);
}

/**
 * The callback URL of a company's app, for the console. With the company in it the keys are found at once, also when the
 * URL is verified, where nothing else names the company.
 */
export function nameTenant(url: URL, corpId: string): URL {
	const named = new URL(url);
	named.searchParams.set(TENANT_QUERY, corpId);
	return named;
}
