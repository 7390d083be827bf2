import { createCipheriv } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { decodeCiphertext, openMessage, sealMessage } from '../../../wecom/callback/cipher';
import type { CallbackKeys } from '../../../wecom/callback/keys';
import { isSigned, sign } from '../../../wecom/callback/signature';
import { keys, otherKeys, PAIR } from './fixture';

const signed = {
	timestamp: '1767225600',
	nonce: '1372623149',
	ciphertext: 'RypEvHKD8QQKFhvQ6QleEB4J',
};

/** Seals bytes that no honest sender would: what is given, encrypted as it is. */
function encryptBytes(plain: Buffer, by: CallbackKeys = keys): Buffer {
	const cipher = createCipheriv('aes-256-cbc', by.key, by.iv);
	cipher.setAutoPadding(false);
	return Buffer.concat([cipher.update(plain), cipher.final()]);
}

function plainOf(length: number, body: Buffer, padding: Buffer): Buffer {
	const head = Buffer.alloc(20);
	head.writeUInt32BE(length, 16);
	return Buffer.concat([head, body, padding]);
}

function open(ciphertext: string, by = keys) {
	const bytes = decodeCiphertext(ciphertext);
	if (!bytes) throw new Error('no ciphertext');
	return openMessage(by, bytes);
}

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

test('opens what @wecom/crypto seals, and the other way round', () => {
	fc.assert(
		fc.property(text, fc.string({ maxLength: 40 }), (message, id) => {
			const theirs = open(encrypt(PAIR.encodingAesKey, message, id));
			expect(theirs).toMatchObject({ ok: true, receiveId: id });
			expect(theirs.ok && theirs.message.toString()).toBe(message);
			expect(decrypt(PAIR.encodingAesKey, sealMessage(keys, message, id))).toMatchObject({
				message,
				id,
			});
		}),
	);
});

test('signs as @wecom/crypto does', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string(), { minLength: 3, maxLength: 3 }),
			([timestamp, nonce, ciphertext]) => {
				expect(sign(PAIR.token, { timestamp, nonce, ciphertext })).toBe(
					getSignature(PAIR.token, timestamp, nonce, ciphertext),
				);
			},
		),
	);
});

test('knows its own signature and no other form of it', () => {
	const right = sign(PAIR.token, signed);
	expect(isSigned(PAIR.token, signed, right)).toBe(true);
	for (const wrong of [
		'',
		right.toUpperCase(),
		`${right} `,
		right.slice(1),
		`${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`,
		// The same bytes once a lossy encoding has cut them.
		[...right].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 256)).join(''),
	]) {
		expect(isSigned(PAIR.token, signed, wrong)).toBe(false);
	}
});

test('seals the same message differently each time', () => {
	expect(sealMessage(keys, 'message', 'id')).not.toBe(sealMessage(keys, 'message', 'id'));
	expect(() => sealMessage(keys, 'message', 'id', Buffer.alloc(15))).toThrow(RangeError);
});

test.each([
	'',
	'AAAA',
	// One block of the cipher: too short for what has to be in it.
	`${'A'.repeat(22)}==`,
	'A'.repeat(43),
	`${'A'.repeat(42)}==`,
	'A'.repeat(64) + '!!!!',
	`${'A'.repeat(40)} AA=`,
])('does not take %j for a ciphertext', (value) => {
	expect(decodeCiphertext(value)).toBeUndefined();
});

test('does not open with another key', () => {
	expect(open(sealMessage(otherKeys, 'message', 'id')).ok).toBe(false);
});

describe('a plaintext that no honest sender makes', () => {
	const body = Buffer.from('message-id--');

	test.each([
		['of 0', Buffer.alloc(32, 0)],
		['of 33', Buffer.alloc(32, 33)],
		['of 255', Buffer.alloc(32, 255)],
		[
			'with one wrong byte at its beginning',
			Buffer.concat([Buffer.from([31]), Buffer.alloc(31, 32)]),
		],
		[
			'with one wrong byte in it',
			Buffer.concat([Buffer.alloc(20, 32), Buffer.from([0]), Buffer.alloc(11, 32)]),
		],
	])('padding %s', (_name, padding) => {
		expect(openMessage(keys, encryptBytes(plainOf(7, body, padding)))).toEqual({
			ok: false,
			reason: 'padding',
		});
	});

	test.each([13, 0x7fffffff, 0xffffffff])('length %i', (length) => {
		const plain = plainOf(length, body, Buffer.alloc(32, 32));
		expect(openMessage(keys, encryptBytes(plain))).toEqual({ ok: false, reason: 'length' });
	});

	test('a length that reaches to the end leaves an empty receive ID', () => {
		const opened = openMessage(keys, encryptBytes(plainOf(12, body, Buffer.alloc(32, 32))));
		expect(opened).toMatchObject({ ok: true, receiveId: '' });
	});

	test('padding that reaches into the length', () => {
		const plain = Buffer.alloc(32, 32);
		expect(openMessage(keys, encryptBytes(plain))).toEqual({ ok: false, reason: 'length' });
	});

	test('bytes that are no UTF-8, in the message or in the ID', () => {
		const bad = Buffer.from(body);
		bad[3] = 0xff;
		for (const length of [8, 2]) {
			const plain = plainOf(length, bad, Buffer.alloc(32, 32));
			expect(openMessage(keys, encryptBytes(plain))).toEqual({ ok: false, reason: 'encoding' });
		}
	});

	test('a character that begins in the message and ends in the ID', () => {
		const plain = plainOf(
			1,
			Buffer.concat([Buffer.from('é'), body.subarray(2)]),
			Buffer.alloc(32, 32),
		);
		expect(openMessage(keys, encryptBytes(plain))).toEqual({ ok: false, reason: 'encoding' });
	});

	test('every padding from 1 to 32 opens', () => {
		for (let count = 1; count <= 32; count++) {
			const message = Buffer.alloc(44 - count, 0x61);
			const plain = plainOf(message.length, message, Buffer.alloc(count, count));
			expect(openMessage(keys, encryptBytes(plain)).ok).toBe(true);
		}
	});
});
