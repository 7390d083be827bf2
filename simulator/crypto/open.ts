import { createDecipheriv } from 'node:crypto';
import { keyOf } from './key';

export interface Opened {
	message: string;
	receiveId: string;
}

/**
 * Decrypts what `seal` made, for reading passive replies.
 * @throws RangeError when padding or length cannot be right
 */
export function open(encodingAesKey: string, encrypted: string): Opened {
	const key = keyOf(encodingAesKey);
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const bytes = Buffer.from(encrypted, 'base64');
	if (bytes.length < 32 || bytes.length % 16 !== 0) {
		throw new RangeError('the ciphertext is not whole AES blocks');
	}
	const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
	const padding = padded[padded.length - 1];
	if (padding < 1 || padding > 32 || padding > padded.length - 20) {
		throw new RangeError('the padding is not 1 to 32 bytes');
	}
	const plain = padded.subarray(0, padded.length - padding);
	const end = 20 + plain.readUInt32BE(16);
	if (end > plain.length) {
		throw new RangeError('the message is longer than the plaintext');
	}
	return {
		message: plain.toString('utf8', 20, end),
		receiveId: plain.toString('utf8', end),
	};
}
