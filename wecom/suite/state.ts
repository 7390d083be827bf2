import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';

/** `state` of an install link: who made it, until when it holds, and a word of the operator's own. */
export interface InstallState {
	/** Tells one link from another. */
	nonce: string;
	/** Seconds since 1970. */
	expiresAt: number;
	/** What the operator gave along, for example a customer number. */
	reference: string;
}

export type StateVerdict =
	| { valid: true; state: InstallState }
	| { valid: false; reason: 'malformed' | 'forged' | 'expired' };

/** WeCom takes letters and digits only, 128 bytes in all; 58 of them are ours. */
const LONGEST_REFERENCE = 70;
const FORM = /^s1([0-9a-f]{8})([0-9a-f]{16})([A-Za-z0-9]{0,70})([0-9a-f]{32})$/;

function signatureOf(suiteSecret: string, suiteId: string, text: string): string {
	const key = Buffer.from(
		hkdfSync('sha256', suiteSecret, 'n8n-nodes-wecom-suite', 'install link state', 32),
	);
	return createHmac('sha256', key).update(`${suiteId}\n${text}`).digest('hex').slice(0, 32);
}

/**
 * Makes a `state` that only this suite can have made.
 * @throws WeComConfigurationError when the reference is not letters and digits, or longer than 70
 */
export function signState(
	suite: { suiteId: string; suiteSecret: string },
	options: { reference: string; lifetimeSeconds: number; clock: Clock },
): string {
	const { reference, lifetimeSeconds, clock } = options;
	if (!/^[A-Za-z0-9]*$/.test(reference) || reference.length > LONGEST_REFERENCE) {
		throw new WeComConfigurationError(
			'reference',
			`'Reference' may have up to ${LONGEST_REFERENCE} letters and digits and nothing else`,
			'Shorten it, or use a number that stands for it: WeCom allows no other characters in a state',
		);
	}
	const expiresAt = Math.floor(clock() / 1000) + lifetimeSeconds;
	const text = `s1${expiresAt.toString(16).padStart(8, '0')}${randomBytes(8).toString('hex')}${reference}`;
	return text + signatureOf(suite.suiteSecret, suite.suiteId, text);
}

/** Tells whether a `state` that came back is one of this suite's and still holds. */
export function verifyState(
	suite: { suiteId: string; suiteSecret: string },
	state: string,
	clock: Clock,
): StateVerdict {
	const match = FORM.exec(state);
	if (!match) return { valid: false, reason: 'malformed' };
	const [, expiry, nonce, reference, signature] = match;
	const expected = signatureOf(suite.suiteSecret, suite.suiteId, state.slice(0, -32));
	if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) {
		return { valid: false, reason: 'forged' };
	}
	const expiresAt = Number.parseInt(expiry, 16);
	if (expiresAt * 1000 <= clock()) return { valid: false, reason: 'expired' };
	return { valid: true, state: { nonce, expiresAt, reference } };
}
