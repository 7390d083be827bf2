import { createHash } from 'node:crypto';

/** The `msg_signature` of a callback: lower-case hex SHA-1 over the four texts, sorted and joined. */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
	return createHash('sha1')
		.update([token, timestamp, nonce, encrypted].sort().join(''))
		.digest('hex');
}

/** The signature of a page that calls JS-SDK (JS-SDK使用权限签名算法): lower-case hex SHA-1. */
export function signPage(ticket: string, nonce: string, timestamp: string, url: string): string {
	const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url}`;
	return createHash('sha1').update(text).digest('hex');
}
