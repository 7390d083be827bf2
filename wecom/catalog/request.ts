import type { Endpoint, TokenSource } from './endpoint';
import { fieldsOf } from './schema';

/** What is sent, as the HTTP client takes it; the token and a file's content are for the caller to add. */
export interface EndpointRequest {
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: unknown;
	repeatable: boolean;
	family: TokenSource;
	suiteTokenIn?: string;
	sign?: 'cashier';
}

/** Puts validated parameters where the endpoint wants them. A POST has a body even if it takes no parameters. */
export function toRequest(
	endpoint: Endpoint,
	parameters: Readonly<Record<string, unknown>>,
): EndpointRequest {
	const { query, body } = fieldsOf(endpoint);
	const isPost = endpoint.method === 'POST';
	const { fixed = {}, suiteTokenIn, sign } = endpoint;
	const inQuery = { ...pick(parameters, query), ...(isPost ? {} : fixed) };
	return {
		method: endpoint.method,
		path: endpoint.path,
		...(Object.keys(inQuery).length > 0 ? { query: inQuery as EndpointRequest['query'] } : {}),
		...(isPost && (!endpoint.file || endpoint.file.base64)
			? { body: { ...pick(parameters, body), ...fixed } }
			: {}),
		repeatable: endpoint.repeatable,
		family: endpoint.token,
		...(suiteTokenIn === undefined ? {} : { suiteTokenIn }),
		...(sign === undefined ? {} : { sign }),
	};
}

function pick(
	values: Readonly<Record<string, unknown>>,
	names: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(
		names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]),
	);
}
