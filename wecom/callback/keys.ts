import { createSecretKey, type KeyObject } from 'node:crypto';
import { WeComConfigurationError } from '../error';

/**
 * One prepared pair of Token and EncodingAESKey. Make it once and keep it: a key given as bytes costs 15 to 20 us more
 * per callback. The properties are not enumerable, so that neither a log nor JSON shows them.
 */
export interface CallbackKeys {
	readonly token: string;
	readonly key: KeyObject;
	/** The first half of the key, as the platform has it. As secret as the key. */
	readonly iv: Buffer;
}

/** What errors call the two values: the field of a credential and its title. */
export type CallbackKeyNames = Record<'token' | 'encodingAesKey', { field: string; title: string }>;

const CONSOLE_NAMES: CallbackKeyNames = {
	token: { field: 'token', title: 'Token' },
	encodingAesKey: { field: 'encodingAesKey', title: 'EncodingAESKey' },
};

const CONSOLE = 'Copy it again from the callback settings of the app in the WeCom console';

/**
 * Prepares what the console shows as *Token* and *EncodingAESKey*.
 * @throws WeComConfigurationError when a value cannot be one
 * Doc: https://developer.work.weixin.qq.com/document/path/90968
 */
export function createCallbackKeys(
	pair: { token: string; encodingAesKey: string },
	names = CONSOLE_NAMES,
): CallbackKeys {
	const { token, encodingAesKey } = pair;
	refuseBlanks(names.token, token);
	refuseBlanks(names.encodingAesKey, encodingAesKey);
	if (!/^[A-Za-z0-9]{1,32}$/.test(token)) {
		throw new WeComConfigurationError(
			names.token.field,
			`${names.token.title} must be 1 to 32 letters or digits, this one has ${token.length} characters`,
			CONSOLE,
		);
	}
	if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) {
		throw new WeComConfigurationError(
			names.encodingAesKey.field,
			`${names.encodingAesKey.title} must be exactly 43 base64 characters without "=", this one has ${encodingAesKey.length}`,
			CONSOLE,
		);
	}
	// The last character may carry unused bits, which Node's decoder drops as the platform does.
	const bytes = Buffer.from(`${encodingAesKey}=`, 'base64');
	return Object.defineProperties({} as CallbackKeys, {
		token: { value: token },
		key: { value: createSecretKey(bytes) },
		iv: { value: Buffer.from(bytes.subarray(0, 16)) },
	});
}

function refuseBlanks({ field, title }: { field: string; title: string }, value: string): void {
	if (typeof value !== 'string' || value === '') {
		throw new WeComConfigurationError(field, `${title} is empty`, CONSOLE);
	}
	if (/\s/.test(value)) {
		throw new WeComConfigurationError(
			field,
			`${title} has white space ${/^\S+$/.test(value.trim()) ? 'at its beginning or end' : 'in it'}`,
			'Remove the blanks and line breaks that came along when it was copied',
		);
	}
}
