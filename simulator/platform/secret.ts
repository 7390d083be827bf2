import { randomBytes } from 'node:crypto';

/** A random text of `length` letters, digits, `-` and `_` behind a prefix that tells people what it is. */
export function secret(prefix: string, length = 64): string {
	const text = randomBytes(length).toString('base64url');
	return `${prefix}${text.slice(0, length)}`;
}
