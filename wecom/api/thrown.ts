import { types } from 'node:util';

/**
 * Whether what was thrown is an error. `instanceof` alone does not know those of another realm, as Node's own are for
 * code that runs in a `vm` context.
 */
export function isError(thrown: unknown): thrown is Error {
	return thrown instanceof Error || types.isNativeError(thrown);
}

/** The machine-readable code of an error, or of the first one behind it that has one. */
export function codeOf(thrown: unknown): string | undefined {
	if (!isError(thrown)) return undefined;
	if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
	return codeOf(innerOf(thrown));
}

/** What an error was caused by; of several the first, as with a host that has many addresses. */
export function innerOf(error: Error): unknown {
	return 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : error.cause;
}
