import { WeComConfigurationError } from '../error';
import type { ApiRequest } from './client';

/** Where calls go: one origin, and below it the folder that all paths are in. */
export interface BaseUrl {
	/** Scheme, host and port. */
	origin: string;
	/** Path of the folder without a slash at its end; empty for the root. */
	folder: string;
	/** Both, as it names an environment wherever tokens of several are kept. */
	href: string;
}

/** Segments of letters, digits, `_`, `-`, `.` and `~`, none of them beginning with a dot. */
const PATH = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/;

/**
 * Reads a base URL, for example `https://qyapi.weixin.qq.com`.
 * @throws WeComConfigurationError when it is not plain: another scheme, a user name, a query, a fragment
 */
export function parseBaseUrl(text: string): BaseUrl {
	const refuse = (problem: string): never => {
		throw new WeComConfigurationError(
			'baseUrl',
			`The API base URL ${problem}`,
			'Use https://qyapi.weixin.qq.com, or the address of your own gateway to it',
		);
	};
	const trimmed = text.trim();
	if (!URL.canParse(trimmed)) return refuse('is not a URL');
	const url = new URL(trimmed);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return refuse('must begin with https://');
	}
	if (url.username || url.password) return refuse('must not hold a user name or password');
	if (url.search || url.hash || trimmed.includes('?') || trimmed.includes('#')) {
		return refuse('must not hold a query or a fragment');
	}
	const folder = url.pathname.replace(/\/+$/, '');
	if (folder !== '' && !PATH.test(folder)) return refuse('has a path with unusual characters');
	return { origin: url.origin, folder, href: url.origin + folder };
}

/** A query value as the platform writes it: truth values are 1 and 0. */
function encodeQueryValue(value: string | number | boolean): string {
	return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

/**
 * Path and query of a call, below the base URL and nowhere else. The given token replaces a parameter of its name.
 * @throws WeComConfigurationError when the path could lead elsewhere
 */
export function buildTarget(
	base: BaseUrl,
	{ path, query = {}, token }: Pick<ApiRequest, 'path' | 'query' | 'token'>,
): string {
	checkPath(path);
	const parameters: string[] = [];
	const add = (name: string, value: string) =>
		parameters.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && name !== token?.parameter) {
			add(name, encodeQueryValue(value));
		}
	}
	if (token) add(token.parameter, token.value);

	const url = new URL(base.folder + path, base.origin);
	if (url.origin !== base.origin || url.pathname !== base.folder + path) {
		throw refusePath(path);
	}
	return url.pathname + (parameters.length === 0 ? '' : `?${parameters.join('&')}`);
}

/** @throws WeComConfigurationError when the path is not a plain absolute one */
export function checkPath(path: string): void {
	if (!PATH.test(path)) throw refusePath(path);
}

function refusePath(path: string): WeComConfigurationError {
	const shown = JSON.stringify(path.split(/[?#]/, 1)[0]?.slice(0, 200));
	return new WeComConfigurationError(
		'path',
		`The path ${shown} is not one of WeCom's API`,
		path.includes('?')
			? 'Give the path alone and its query parameters separately'
			: 'Use a path such as /cgi-bin/user/get: letters, digits, "_", "-" and "." between slashes',
	);
}
