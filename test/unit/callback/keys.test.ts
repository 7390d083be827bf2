import { inspect } from 'node:util';
import { createCallbackKeys } from '../../../wecom/callback/keys';
import { WeComConfigurationError } from '../../../wecom/error';
import { PAIR } from './fixture';

function refusal(pair: Partial<typeof PAIR>): WeComConfigurationError {
	try {
		createCallbackKeys({ ...PAIR, ...pair });
	} catch (error) {
		if (error instanceof WeComConfigurationError) return error;
	}
	throw new Error('was not refused');
}

test('takes the longest and the shortest token', () => {
	expect(createCallbackKeys({ ...PAIR, token: 'a'.repeat(32) }).token).toHaveLength(32);
	expect(createCallbackKeys({ ...PAIR, token: '1' }).token).toBe('1');
});

test.each(['', 'a'.repeat(33), 'with-dash', '中文'])(
	'refuses the token %j and names the field',
	(token) => {
		expect(refusal({ token }).field).toBe('token');
	},
);

test.each(['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)}$`])(
	'refuses the key %j and names the field',
	(encodingAesKey) => {
		expect(refusal({ encodingAesKey }).field).toBe('encodingAesKey');
	},
);

test('says that white space came along when a value was copied', () => {
	expect(refusal({ token: 'wecomtoken\n' }).message).toContain('at its beginning or end');
	expect(refusal({ token: 'wecom token' }).message).toContain('white space in it');
	expect(refusal({ encodingAesKey: ` ${PAIR.encodingAesKey}` }).message).toContain(
		'EncodingAESKey',
	);
});

test('shows neither token nor key in an error, a log or JSON', () => {
	const keys = createCallbackKeys(PAIR);
	const { iv } = keys;
	const shown = [
		refusal({ token: `${PAIR.token}!` }).message,
		refusal({ encodingAesKey: `${PAIR.encodingAesKey}=` }).message,
		inspect(keys, { depth: 5 }),
		JSON.stringify({ keys }),
	].join();
	expect(shown).not.toContain(PAIR.token);
	expect(shown).not.toContain(PAIR.encodingAesKey);
	expect(shown).not.toContain(iv.toString('hex'));
	expect(shown).not.toMatch(/Buffer/);
});
