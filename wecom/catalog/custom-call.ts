import { WeComConfigurationError } from '../error';
import type { EndpointRequest } from './request';
import { tokenForPath } from './token-family';

export interface CustomCall {
	method: 'GET' | 'POST';
	/** As people write it: `user/get`, `/cgi-bin/user/get`, or a whole URL copied from the documentation. */
	path: string;
	query: Readonly<Record<string, unknown>>;
	body?: unknown;
}

/** Host of the URLs in the documentation. Calls go to the base URL of the credential whatever a path says. */
const documented = 'https://qyapi.weixin.qq.com';

const tokens = new Set(['access_token', 'suite_access_token', 'provider_access_token']);

/**
 * Reads a call of any endpoint, declared in the catalog or not, and finds out whose token it takes.
 * @throws WeComConfigurationError when the path is not one of the API, or takes no token
 */
export function readCustomCall({ method, path, query, body }: CustomCall): EndpointRequest {
	const { name, parameters } = splitPath(path);
	const token = tokenForPath(name);
	if (!token) {
		throw new WeComConfigurationError(
			'path',
			`'${name}' takes no token, so it is not called for a company`,
			name.startsWith('webhook/')
				? 'Choose the resource Group Robot: the key in its URL is all it needs'
				: 'Tokens are fetched and renewed on their own; use another operation',
		);
	}
	const given = Object.entries({ ...parameters, ...query }).filter(
		([parameter, value]) => !tokens.has(parameter) && value !== undefined && value !== '',
	);
	return {
		method,
		path: `/cgi-bin/${name}`,
		...(given.length > 0 ? { query: Object.fromEntries(given) as EndpointRequest['query'] } : {}),
		...(method === 'POST' ? { body: body ?? {} } : {}),
		// Some GETs delete, and whether they did cannot be seen from a second answer.
		repeatable: method === 'GET' && !/del/i.test(name),
		family: token.family,
	};
}

function splitPath(text: string): { name: string; parameters: Record<string, string> } {
	const refuse = (problem: string): never => {
		throw new WeComConfigurationError(
			'path',
			`The path ${problem}`,
			'Enter it as the documentation has it behind the host, for example /cgi-bin/user/get',
		);
	};
	const trimmed = text.trim();
	if (trimmed === '') return refuse('is empty');
	const absolute = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) || trimmed.startsWith('//');
	const place = absolute ? trimmed : `${documented}/${trimmed.replace(/^\/+/, '')}`;
	if (!URL.canParse(place)) return refuse('is not a path');
	const url = new URL(place);
	if (url.origin !== documented) {
		return refuse(`leads to ${url.host}, and only the API of WeCom is called`);
	}
	const name = url.pathname.replace(/^\/(cgi-bin\/)?/, '').replace(/\/+$/, '');
	if (!/^[\w./-]+$/.test(name) || name.includes('//'))
		return refuse('holds characters that no path of WeCom has');
	return { name, parameters: Object.fromEntries(url.searchParams) };
}
