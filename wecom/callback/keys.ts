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

const CONSOLE = 'Copy it again from the callback settings of the app in the WeCom console';

/**
 * Prepares what the console shows as *Token* and *EncodingAESKey*.
 * Throws `WeComConfigurationError` (fields `token`, `encodingAesKey`) when a value cannot be one.
 * Doc: https://developer.work.weixin.qq.com/document/path/90968
 */
export function createCallbackKeys(pair: { token: string; encodingAesKey: string }): CallbackKeys {
	const { token, encodingAesKey } = pair;
	refuseBlanks('token', 'Token', token);
	refuseBlanks('encodingAesKey', 'EncodingAESKey', encodingAesKey);
	if (!/^[A-Za-z0-9]{1,32}$/.test(token)) {
		throw new WeComConfigurationError(
			'token',
			`Token must be 1 to 32 letters or digits, this one has ${token.length} characters`,
			CONSOLE,
		);
	}
	if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) {
		throw new WeComConfigurationError(
			'encodingAesKey',
			`EncodingAESKey must be exactly 43 base64 characters without "=", this one has ${encodingAesKey.length}`,
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

function refuseBlanks(field: string, name: string, value: string): void {
	if (typeof value !== 'string' || value === '') {
		throw new WeComConfigurationError(field, `${name} is empty`, CONSOLE);
	}
	if (/\s/.test(value)) {
		throw new WeComConfigurationError(
			field,
			`${name} has white space ${/^\S+$/.test(value.trim()) ? 'at its beginning or end' : 'in it'}`,
			'Remove the blanks and line breaks that came along when it was copied',
		);
	}
}
