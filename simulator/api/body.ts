import type { IncomingMessage } from 'node:http';

/** A body over the limit. The connection is closed after the answer, as the rest is not read. */
export class BodyTooLarge extends Error {}

/** Reads a request body of at most `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
	if (Number(request.headers['content-length'] ?? 0) > limit) {
		throw new BodyTooLarge();
	}
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		const bytes: unknown = chunk;
		if (!Buffer.isBuffer(bytes)) {
			throw new TypeError('the body has been decoded before');
		}
		size += bytes.length;
		if (size > limit) {
			throw new BodyTooLarge();
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}
