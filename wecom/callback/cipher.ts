import { isUtf8 } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CallbackKeys } from './keys';

/** PKCS#7 counts in blocks of 32 bytes here, twice the block of the cipher itself. */
const PAD_BLOCK = 32;
const CIPHER_BLOCK = 16;
const RANDOM_BYTES = 16;
const HEADER_BYTES = RANDOM_BYTES + 4;

/** A decrypted message and the ID it was sealed for. */
export interface Opened {
	ok: true;
	message: Buffer;
	receiveId: string;
}

/** Why ciphertext did not open. For the log only: the answer to the sender must be the same for all. */
export interface NotOpened {
	ok: false;
	reason: 'padding' | 'length' | 'encoding';
}

/** Adds 1 to 32 bytes so that the length is a multiple of 32; each added byte tells how many there are. */
export function pad(bytes: Buffer): Buffer {
	const count = PAD_BLOCK - (bytes.length % PAD_BLOCK);
	return Buffer.concat([bytes, Buffer.alloc(count, count)]);
}

/**
 * How many bytes of padding the block ends with, 0 if the padding is wrong. Looks at the same 32 bytes whatever they
 * are. `bytes` has at least 32.
 */
export function countPadding(bytes: Buffer): number {
	const length = bytes.length;
	const count = bytes[length - 1];
	let different = count > PAD_BLOCK ? 1 : 0;
	for (let i = 1; i <= PAD_BLOCK; i++) {
		different |= (i <= count ? 0xff : 0) & (bytes[length - i] ^ count);
	}
	return different === 0 ? count : 0;
}

/** Bytes of a base64 ciphertext, `undefined` for anything that no AES-CBC of this protocol can have made. */
export function decodeCiphertext(text: string): Buffer | undefined {
	if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64');
	return bytes.length >= PAD_BLOCK && bytes.length % CIPHER_BLOCK === 0 ? bytes : undefined;
}

/**
 * Decrypts 16 random bytes, the message's length (four bytes, network order), the message, and the receive ID, and
 * checks padding, length and UTF-8. Every check is made whatever the ones before said, so that the time tells nothing
 * about which one failed.
 * Doc: https://developer.work.weixin.qq.com/document/path/90968
 */
export function openMessage(keys: CallbackKeys, ciphertext: Buffer): Opened | NotOpened {
	const decipher = createDecipheriv('aes-256-cbc', keys.key, keys.iv);
	decipher.setAutoPadding(false);
	const plain = decipher.update(ciphertext);
	decipher.final();

	const padding = countPadding(plain);
	const end = plain.length - (padding || 1);
	const messageEnd = HEADER_BYTES + plain.readUInt32BE(RANDOM_BYTES);
	const fits = messageEnd <= end;
	const message = plain.subarray(HEADER_BYTES, fits ? messageEnd : end);
	const receiveId = plain.subarray(fits ? messageEnd : end, end);
	// Both are looked at on their own: a character may not begin in one and end in the other.
	const isMessageText = isUtf8(message);
	const isIdText = isUtf8(receiveId);

	if (padding === 0) return { ok: false, reason: 'padding' };
	if (!fits) return { ok: false, reason: 'length' };
	if (!isMessageText || !isIdText) return { ok: false, reason: 'encoding' };
	return { ok: true, message, receiveId: receiveId.toString('utf8') };
}

/** The inverse of `openMessage`: base64 of the encrypted message. `random` (16 bytes) is for tests alone. */
export function sealMessage(
	keys: CallbackKeys,
	message: string,
	receiveId: string,
	random: Buffer = randomBytes(RANDOM_BYTES),
): string {
	if (random.length !== RANDOM_BYTES) throw new RangeError('random must have 16 bytes');
	const text = Buffer.from(message, 'utf8');
	const length = Buffer.alloc(4);
	length.writeUInt32BE(text.length);
	const cipher = createCipheriv('aes-256-cbc', keys.key, keys.iv);
	cipher.setAutoPadding(false);
	const plain = pad(Buffer.concat([random, length, text, Buffer.from(receiveId, 'utf8')]));
	return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}
