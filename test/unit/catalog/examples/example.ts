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
