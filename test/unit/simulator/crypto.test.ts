import { createCipheriv } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { keyOf } from '../../../simulator/crypto/key';
import { open } from '../../../simulator/crypto/open';
import { seal } from '../../../simulator/crypto/seal';
import { sign } from '../../../simulator/crypto/sign';

/** The vectors published with the platform's facts: every input fixed, also the random bytes. */
const TOKEN = 'wecomtoken';
const KEY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq';
const TIMESTAMP = '1700000000';
const NONCE = 'nonce123';
const RANDOM = Buffer.from('0123456789abcdef');
const VECTORS = [
	{
		name: 'a verification',
		message: '1234567890',
		receiveId: 'wwprovider00000001',
		encrypted:
			'ZJXHA5gAQfb1Q8BriIjaQx8U7C+z9T9x7Y562D2icn7uoPSGy0/KLZhjOhu80zYyTDr6GTjzCrIlHDm1ZIVJsQ==',
		signature: 'e7058f678ce52363adc2878fb3ff8da469106cb7',
	},
	{
		name: 'a delivery with 31 bytes of padding',
		message:
			'<xml><SuiteId><![CDATA[ww00000000000000aa]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType>' +
			'<TimeStamp>1700000000</TimeStamp><SuiteTicket><![CDATA[TICKET-001]]></SuiteTicket></xml>',
		receiveId: 'ww00000000000000aa',
		encrypted:
			'ZJXHA5gAQfb1Q8BriIjaQ94HP9vuq8zo8uFFlpVhuSqsnUCs8v8ZdAFrBjiRFwl3AjOU4JQ/H4zBQcPzbh/RiF8Rfyba3sEJoKiI' +
			'mK2DSbiFuNGlFWPGnLZjGuS1rsh+s0PKkYTcmQOwcqCmWkSOsUZk3WGom6CaCmlxzTxTzZHLXw4URQAYV9yqUDN0ePDvg/4bFkhH' +
			'ZI077LzzFiCRH4K7hGFaiWv7ypTjdKlc95V7qAnAZ+w3RqAvK62Pb21wE+hPIJuepAj3/OMWXa3732BJCZ9Ms8evn0hw7ycST/V0' +
			'R7M/Ya/IKA+TFXhjtQ+3oAMyXlSK0PxjedS8l/zdWg==',
		signature: '4ea11d22dcf665052356a10468b4e1e701c5fc42',
	},
];

describe('the callback crypto of the simulator', () => {
	it.each(VECTORS)('seals and signs $name as published', (vector) => {
		expect(seal(KEY, vector.message, vector.receiveId, RANDOM)).toBe(vector.encrypted);
		expect(sign(TOKEN, TIMESTAMP, NONCE, vector.encrypted)).toBe(vector.signature);
		const { message, receiveId } = vector;
		expect(open(KEY, vector.encrypted)).toEqual({ message, receiveId });
	});

	it('takes the key out of its 43 characters', () => {
		expect(keyOf(KEY).toString('hex')).toBe(
			'00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29a',
		);
		expect(() => keyOf(KEY.slice(1))).toThrow(RangeError);
	});

	it('seals what @wecom/crypto opens and opens what it seals, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (text, id) => {
				const message = Buffer.from(text, 'utf8').toString('utf8');
				const receiveId = Buffer.from(id, 'utf8').toString('utf8');
				const sealed = seal(KEY, message, receiveId);
				expect(decrypt(KEY, sealed)).toMatchObject({ message, id: receiveId });
				expect(open(KEY, encrypt(KEY, message, receiveId))).toEqual({ message, receiveId });
				expect(sign(TOKEN, TIMESTAMP, NONCE, sealed)).toBe(
					getSignature(TOKEN, TIMESTAMP, NONCE, sealed),
				);
			}),
			{ numRuns: 100 },
		);
	});

	it('uses new random bytes each time', () => {
		expect(seal(KEY, 'same', 'same')).not.toBe(seal(KEY, 'same', 'same'));
	});

	it('refuses padding that is more than 32 bytes', () => {
		const key = keyOf(KEY);
		const padded = Buffer.alloc(96, 48);
		padded.writeUInt32BE(4, 16);
		const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
		const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
		expect(() => open(KEY, encrypted)).toThrow('the padding is not 1 to 32 bytes');
	});

	it('refuses a ciphertext that is cut or sealed with another key', () => {
		const sealed = seal(KEY, 'text', 'id', RANDOM);
		expect(() => open(KEY, sealed.slice(0, 20))).toThrow(RangeError);
		expect(() => open(KEY.replace('A', 'B'), sealed)).toThrow(RangeError);
	});
});
