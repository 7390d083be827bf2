import fc from 'fast-check';

import { deriveKey, seal, unseal, type Place } from '../../../wecom/vault/sealing';
import { WeComVaultError } from '../../../wecom/vault/error';

const SECRET = 'instance-key-of-the-vectors';
const key = deriveKey(SECRET);
const place: Place = { table: 'tickets', column: 'ticket', row: ['ww00000000000000b1'] };

/**
 * Made by another implementation of HKDF and AES-GCM (Python's `cryptography`). Whatever changes, what a vault holds
 * today must open for ever: add vectors, never alter one.
 */
const VECTORS: Array<{ secret: string; place: Place; text: string; iv: number[]; sealed: string }> =
	[
		{
			secret: SECRET,
			place,
			text: 'ticket-of-the-vectors',
			iv: Array.from({ length: 12 }, (_, n) => n),
			sealed:
				'v1.ab734c2a814c28ad.AAECAwQFBgcICQoL.j5HPzPCpTUYWmObHTiIRogxGd_44voCRu-w1zI66vXMKzqXICw',
		},
		{
			secret: SECRET,
			place: { table: 'installations', column: 'details', row: ['dk1', 'wp"企业'] },
			text: '{"auth_corp_info":{"corp_name":"示例"}}',
			iv: Array.from({ length: 12 }, (_, n) => 100 + n),
			sealed:
				'v1.ab734c2a814c28ad.ZGVmZ2hpamtsbW5v.uNm5CYJR2KkSYGnadlsbOdPOpBAT5njjwrTG7WPSOZqnI3PGVJflPpytmRIJEMngltuVAuOKxqs0',
		},
		{
			secret: '密钥',
			place: { table: 'claims', column: 'payload', row: ['s', 'h'] },
			text: '',
			iv: new Array<number>(12).fill(0),
			sealed: 'v1.f689e5ec2b75be0e.AAAAAAAAAAAAAAAA.YzXHLcidu3-dpGFWUWMiBA',
		},
	];

function refusal(of: Place, sealed: string, by = key): WeComVaultError {
	try {
		unseal(by, of, sealed);
	} catch (error) {
		if (error instanceof WeComVaultError) return error;
		throw error;
	}
	throw new Error('It opened');
}

describe('a sealed value', () => {
	it.each(VECTORS)('of the known format opens and is made again: $sealed', (vector) => {
		const known = deriveKey(vector.secret);
		expect(unseal(known, vector.place, vector.sealed)).toBe(vector.text);
		expect(seal(known, vector.place, vector.text, Buffer.from(vector.iv))).toBe(vector.sealed);
	});

	it('opens to what was sealed, whatever that is', () => {
		const text = fc.string({ unit: 'grapheme', maxLength: 400 });
		fc.assert(
			fc.property(text, fc.array(text, { maxLength: 4 }), (given, row) => {
				const of = { table: 'tokens', column: 'token', row };
				expect(unseal(key, of, seal(key, of, given))).toBe(given);
			}),
		);
	});

	it('is never made the same twice', () => {
		const sealed = Array.from({ length: 50 }, () => seal(key, place, 'same'));
		expect(new Set(sealed).size).toBe(50);
	});

	it('does not open when any byte of it was changed, or some are missing', () => {
		const sealed = seal(key, place, 'a ticket');
		const [version, fingerprint, iv, data] = sealed.split('.');
		fc.assert(
			fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 255 }), (inIv, at, mask) => {
				const bytes = Buffer.from(inIv ? iv : data, 'base64url');
				bytes[at % bytes.length] ^= mask;
				const changed = bytes.toString('base64url');
				const whole = [version, fingerprint, inIv ? changed : iv, inIv ? data : changed];
				expect(refusal(place, whole.join('.')).reason).toBe('sealed_value');
			}),
		);
		for (let length = 0; length < data.length; length += 1) {
			const cut = [version, fingerprint, iv, data.slice(0, length)].join('.');
			expect(refusal(place, cut).reason).toBe('sealed_value');
		}
		for (const short of ['', iv.slice(0, 8), `${iv}AAAA`]) {
			const whole = [version, fingerprint, short, data].join('.');
			expect(refusal(place, whole).reason).toBe('sealed_value');
		}
	});

	it('does not open in another table, column or row', () => {
		const of: Place = { table: 'tokens', column: 'token', row: ['a', 'bc'] };
		const sealed = seal(key, of, 'a token');
		for (const other of [
			{ ...of, table: 'tickets' },
			{ ...of, column: 'ticket' },
			{ ...of, row: ['a', 'bd'] },
			{ ...of, row: ['ab', 'c'] },
			{ ...of, row: ['abc'] },
			{ ...of, row: ['a', 'bc', ''] },
			{ ...of, row: ['a","bc'] },
			{ table: 'tokens', column: 'token","a', row: ['bc'] },
		]) {
			const { reason, message } = refusal(other, sealed);
			expect(reason).toBe('sealed_value');
			expect(message).toContain(`${other.table}.${other.column}`);
		}
	});

	it('does not open with another key, and both are named', () => {
		const other = deriveKey('another secret');
		const { reason, message } = refusal(place, seal(other, place, 'a ticket'));
		expect(reason).toBe('wrong_key');
		expect(message).toContain(key.fingerprint);
		expect(message).toContain(other.fingerprint);
		// Nor when it claims to be sealed with the right one.
		const forged = seal({ ...other, fingerprint: key.fingerprint }, place, 'a ticket');
		expect(refusal(place, forged).reason).toBe('sealed_value');
	});

	it('is refused in any other form, without a word of what it holds', () => {
		const sealed = seal(key, place, 'a ticket');
		for (const other of [
			'',
			'a ticket in clear',
			'v1',
			'v1..',
			'v1.x.y',
			sealed.replace('v1', 'v2'),
			`${sealed}.x`,
		]) {
			const error = refusal(place, other);
			expect(error.reason).toBe('sealed_value');
			if (other !== '') expect(`${error.message} ${error.hint}`).not.toContain(other);
		}
	});
});

describe('the sealing key', () => {
	it('and its fingerprint follow from the secret alone', () => {
		expect(deriveKey(SECRET).fingerprint).toBe(key.fingerprint);
		expect(deriveKey(SECRET).key.equals(key.key)).toBe(true);
		expect(deriveKey(`${SECRET} `).fingerprint).not.toBe(key.fingerprint);
		expect(key.key.export().toString('hex')).not.toContain(key.fingerprint);
	});

	it('is not derived from nothing', () => {
		expect(() => deriveKey('')).toThrow(WeComVaultError);
	});
});
