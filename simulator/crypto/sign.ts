import { createHash } from 'node:crypto';

/** The `msg_signature` of a callback: lower-case hex SHA-1 over the four texts, sorted and joined. */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
	return createHash('sha1')
		.update([token, timestamp, nonce, encrypted].sort().join(''))
		.digest('hex');
}
