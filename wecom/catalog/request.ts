import type { Endpoint } from './endpoint';
import { fieldsOf } from './schema';
import type { TokenFamily } from './token-family';

/** What is sent, as the HTTP client takes it; the token and a file's content are for the caller to add. */
export interface EndpointRequest {
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: unknown;
	repeatable: boolean;
	family: TokenFamily;
}

/** Puts validated parameters where the endpoint wants them. A POST has a body even if it takes no parameters. */
export function toRequest(
	endpoint: Endpoint,
	parameters: Readonly<Record<string, unknown>>,
): EndpointRequest {
	const { query, body } = fieldsOf(endpoint);
	const inQuery = pick(parameters, query);
	return {
		method: endpoint.method,
		path: endpoint.path,
		...(Object.keys(inQuery).length > 0 ? { query: inQuery as EndpointRequest['query'] } : {}),
		...(endpoint.method === 'POST' && !endpoint.file ? { body: pick(parameters, body) } : {}),
		repeatable: endpoint.repeatable,
		family: endpoint.token,
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
