import type { ApiRequest } from './client';
import { innerOf, isError } from './thrown';

/** Names of query parameters and body fields whose values are credentials or one-time codes. */
const SECRET_NAME = /(token|secret|ticket|permanent_code|auth_code|_code$|^code$)/i;

/** Shorter values are words such as `zh`, not secrets; replacing them would only garble a text. */
const SHORTEST_SECRET = 6;

/** Deep enough for every documented body. */
const DEEPEST = 8;

/** The values in a request that must appear in no error and no log, the longest first. */
export function secretsOf(request: Pick<ApiRequest, 'token' | 'query' | 'body'>): string[] {
	const found = new Set<string>();
	const visit = (value: unknown, name: string, depth: number): void => {
		if (typeof value === 'string') {
			if (SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET) found.add(value);
		} else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
			for (const [key, inner] of Object.entries(value)) {
				visit(inner, Array.isArray(value) ? name : key, depth + 1);
			}
		}
	};
	if (request.token?.value) found.add(request.token.value);
	visit(request.query, '', 0);
	visit(request.body, '', 0);
	return [...found].sort((a, b) => b.length - a.length);
}

/** Query parameters that carry a credential, wherever a text quotes an address. */
const SECRET_PARAMETER = /((?:access_token|corpsecret|secret|ticket|code)=)[^&\s"'<>]+/gi;

/** The text with every secret, plain or percent-encoded, replaced by `***`. */
export function redact(text: string, secrets: readonly string[]): string {
	let result = text;
	for (const secret of secrets) {
		result = result.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
	}
	return result.replace(SECRET_PARAMETER, '$1***');
}

/**
 * A copy of a library's error that is fit to be a `cause`: its kind, code and redacted message, and nothing of the
 * request or the socket that libraries hang on their errors.
 */
export function redactError(error: unknown, secrets: readonly string[]): Error {
	if (!isError(error)) return new Error(redact(String(error), secrets));
	const inner = innerOf(error);
	const copy: Error & { code?: unknown } = new Error(
		redact(error.message, secrets),
		inner === undefined ? undefined : { cause: redactError(inner, secrets) },
	);
	copy.name = error.name;
	if ('code' in error && typeof error.code === 'string') copy.code = error.code;
	return copy;
}
