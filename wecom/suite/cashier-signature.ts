import { createHmac, randomBytes } from 'node:crypto';

import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';

/**
 * The signature of a call of the cashier (收银台): HMAC-SHA256, in base64, over all parameters that hold a value and
 * lie innermost, written `name=value`, in the order of their characters and joined by `&`. Lists and objects are not
 * signed themselves, so a name may come several times.
 * @param parameters All but `sig`.
 * @see docs/002-第三方应用开发/002-服务端API/005-收银台/002-收款工具
 */
export function cashierSignature(parameters: unknown, key: string): string {
	const text = leaves(parameters, '').sort(byCharacter).join('&');
	return createHmac('sha256', key).update(text).digest('base64');
}

/**
 * The body of a call of the cashier with a random text, the time and the signature over both.
 * @throws WeComConfigurationError without a key
 */
export function signForCashier(
	body: Readonly<Record<string, unknown>>,
	key: string,
	clock: Clock,
	nonce = randomBytes(16).toString('hex'),
): Record<string, unknown> {
	if (key === '') {
		throw new WeComConfigurationError(
			'cashierKey',
			"'Cashier Key' of the credential is empty, and the cashier takes signed calls only",
			'Copy it from the console of the provider, under 收银台 > 收银台API调用密钥, into the credential',
		);
	}
	const signed = { ...body, nonce_str: nonce, ts: Math.floor(clock() / 1000) };
	return { ...signed, sig: cashierSignature(signed, key) };
}

function leaves(value: unknown, name: string): string[] {
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value)) return value.flatMap((item) => leaves(item, name));
	if (typeof value !== 'object') return [`${name}=${String(value as string | number | boolean)}`];
	return Object.entries(value).flatMap(([key, inner]) => leaves(inner, key));
}

/** By code unit, whatever the language of the machine. */
function byCharacter(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
