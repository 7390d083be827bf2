import { hash, timingSafeEqual } from 'node:crypto';

/** What is signed besides the token: two values of the URL and the ciphertext as it was sent. */
export interface Signed {
	/** Seconds since 1970, as text. */
	timestamp: string;
	nonce: string;
	/** Text of `Encrypt`, or `echostr` of a verification. */
	ciphertext: string;
}

/**
 * `msg_signature`: SHA-1 of token, timestamp, nonce and ciphertext, sorted and joined, as 40 lower-case hex digits.
 * Doc: https://developer.work.weixin.qq.com/document/path/90968
 */
export function sign(token: string, signed: Signed): string {
	const parts = [token, signed.timestamp, signed.nonce, signed.ciphertext];
	return hash('sha1', parts.sort().join(''), 'hex');
}

/** Whether `signature` is the right one. Takes the same time wherever it differs. */
export function isSigned(token: string, signed: Signed, signature: string): boolean {
	const expected = Buffer.from(sign(token, signed), 'latin1');
	// A value of another shape is compared all the same, with something that can never be right.
	const given = /^[0-9a-f]{40}$/.test(signature) ? signature : '-'.repeat(40);
	return timingSafeEqual(expected, Buffer.from(given, 'latin1'));
}
