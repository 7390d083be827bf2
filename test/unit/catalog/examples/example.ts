/**
 * One call of an endpoint, from what its documentation page says: loose values as people, expressions and language
 * models give them, and the request that WeCom must get. The path is written out, not taken from the catalog.
 */
export interface Example {
	values: Record<string, unknown>;
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, unknown>;
	body?: unknown;
}

/** The examples of a section, by the ID of the endpoint. */
export type Examples = Readonly<Record<string, Example>>;

type Values = Record<string, unknown>;

/**
 * The example of a GET.
 * @param path Below `/cgi-bin/`, written out.
 * @param values As they are given.
 * @param query As it is sent; absent: as it is given.
 */
export function get(path: string, values: Values = {}, query: Values = values): Example {
	const sent = Object.keys(query).length > 0 ? { query } : {};
	return { values, method: 'GET', path: `/cgi-bin/${path}`, ...sent };
}

/**
 * The example of a POST.
 * @param path Below `/cgi-bin/`, written out.
 * @param values As they are given.
 * @param body As it is sent; absent: as it is given.
 */
export function post(path: string, values: Values = {}, body: Values = values): Example {
	return { values, method: 'POST', path: `/cgi-bin/${path}`, body };
}
