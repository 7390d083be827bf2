import { createCipheriv, randomBytes } from 'node:crypto';
import { keyOf } from './key';

/** PKCS#7 of this algorithm pads to 32 bytes, not to the 16 of an AES block. */
const BLOCK = 32;

/**
 * Encrypts a message as the platform does:
 * AES-256-CBC over `random(16) + length(4, big endian) + message + receive ID`, the key's first half as IV.
 * @returns base64 text, the `Encrypt` of an envelope or an `echostr`
 */
export function seal(
	encodingAesKey: string,
	message: string,
	receiveId: string,
	random: Buffer = randomBytes(16),
): string {
	const key = keyOf(encodingAesKey);
	const text = Buffer.from(message, 'utf8');
	const length = Buffer.alloc(4);
	length.writeUInt32BE(text.length);
	const plain = Buffer.concat([random, length, text, Buffer.from(receiveId, 'utf8')]);
	const padding = BLOCK - (plain.length % BLOCK);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([
		cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
		cipher.final(),
	]).toString('base64');
}
