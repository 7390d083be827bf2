import { WeComConfigurationError } from '../error';
import { readPageUrl } from './page-signature';

/** A page that wants to be signed. */
export interface PageRequest {
	accepted: true;
	url: URL;
	/** The company that the page names. */
	corpId: string | undefined;
	/** The site whose script asks, if the browser says so: it may read the answer. */
	origin: string | undefined;
}

/** A page that is not signed. */
export interface PageRefusal {
	accepted: false;
	status: 400 | 403;
	code: 'origin_not_allowed' | 'page_not_allowed' | 'invalid_url' | 'invalid_corp_id';
	/** For the developer of the page; holds nothing of the request. */
	message: string;
	/** As for an accepted one: a site of one's own may read why it was refused. */
	origin: string | undefined;
}

const CORP_ID = /^[A-Za-z0-9_-]{1,64}$/;
const LONGEST_URL = 2048;

/**
 * Reads what a page asks for. Only pages of the listed sites are signed, and a script of one site gets no signature for
 * a page of another: a signature lets a page act for the company and the app.
 * @param query `url` is what location.href says on the page, `corp_id` the company; each once.
 * @param asking The header `Origin`. A browser leaves it out where page and endpoint are of one site.
 * @param origins The sites, as `location.origin` writes them.
 */
export function readPageRequest(
	query: Readonly<Record<string, unknown>>,
	asking: unknown,
	origins: readonly string[],
): PageRequest | PageRefusal {
	const origin = asking === undefined ? undefined : String(asking);
	if (origin !== undefined && !origins.includes(origin)) {
		return refuse(403, 'origin_not_allowed', 'Pages of this site get no signatures', undefined);
	}
	const url = readUrl(query);
	if (!url) {
		const message = 'Give the address of the page, location.href, once as the query value url';
		return refuse(400, 'invalid_url', message, origin);
	}
	if (!origins.includes(url.origin) || (origin !== undefined && origin !== url.origin)) {
		return refuse(403, 'page_not_allowed', 'This page gets no signatures here', origin);
	}
	const corpId = valueOf(query, 'corp_id');
	if (corpId !== undefined && (typeof corpId !== 'string' || !CORP_ID.test(corpId))) {
		const message = 'Give the corp ID of the company, once, as the query value corp_id';
		return refuse(400, 'invalid_corp_id', message, origin);
	}
	return { accepted: true, url, corpId, origin };
}

function readUrl(query: Readonly<Record<string, unknown>>): URL | undefined {
	const text = valueOf(query, 'url');
	if (typeof text !== 'string' || text.length > LONGEST_URL) return undefined;
	try {
		const url = readPageUrl(text);
		// location.href never has them, and they make an address look like one of another host.
		return url.username === '' && url.password === '' ? url : undefined;
	} catch (error) {
		if (error instanceof WeComConfigurationError) return undefined;
		throw error;
	}
}

function valueOf(query: Readonly<Record<string, unknown>>, name: string): unknown {
	const value = Object.hasOwn(query, name) ? query[name] : undefined;
	return value === '' ? undefined : value;
}

function refuse(
	status: PageRefusal['status'],
	code: PageRefusal['code'],
	message: string,
	origin: string | undefined,
): PageRefusal {
	return { accepted: false, status, code, message, origin };
}
