import { inspect } from 'node:util';

import { WeComConfigurationError } from '../../../wecom/error';
import { checkPassphrase, stretch, USUAL_COST } from '../../../wecom/vault/passphrase';

describe('a passphrase', () => {
	it.each([
		['five words', 'stapler horse umbrella lamp nine'],
		['sixteen characters', '0123456789abcdef'],
		['Chinese', '一二三四五六七八九十百千万亿兆京'],
	])('is taken with %s', (_name, passphrase) => {
		expect(() => checkPassphrase(passphrase)).not.toThrow();
	});

	it.each([
		['nothing', ''],
		['fifteen characters', '0123456789abcde'],
		['few different characters', 'abcdefg'.repeat(9)],
		['characters that are two units each', '🔑😀🚀🎉🐼🍎🎈🌈'],
	])('is refused with %s, and not shown', (_name, passphrase) => {
		let thrown: unknown;
		try {
			checkPassphrase(passphrase);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(WeComConfigurationError);
		expect(thrown).toMatchObject({
			field: 'passphrase',
			hint: expect.stringContaining(
				'at least 16 characters, of which at least 8 are different',
			) as string,
		});
		if (passphrase !== '') expect(inspect(thrown, { depth: 9 })).not.toContain(passphrase);
	});

	it('is stretched as RFC 7914 says', async () => {
		const key = await stretch('pleaseletmein', Buffer.from('SodiumChloride'), {
			logN: 14,
			r: 8,
			p: 1,
		});
		expect(key.toString('hex')).toBe(
			'7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
		);
	});

	it('costs 128 MiB for each guess', () => {
		expect(128 * USUAL_COST.r * 2 ** USUAL_COST.logN).toBe(128 * 1024 * 1024);
	});
});
