import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';

/** What a link is for: a state of one purpose is worth nothing for another. */
export type StatePurpose = 'install link' | 'member login';

/** `state` of a link: who made it, until when it holds, and a word of the operator's own. */
export interface SignedState {
	/** Tells one link from another. */
	nonce: string;
	/** Seconds since 1970. */
	expiresAt: number;
	/** What the operator gave along, for example a customer number. */
	reference: string;
}

export type StateVerdict =
	| { valid: true; state: SignedState }
	| { valid: false; reason: 'malformed' | 'forged' | 'expired' };

/** WeCom takes letters and digits only, 128 bytes in all; 58 of them are ours. */
const LONGEST_REFERENCE = 70;
const FORM = /^s1([0-9a-f]{8})([0-9a-f]{16})([A-Za-z0-9]{0,70})([0-9a-f]{32})$/;

/** Whose states these are. */
interface Signer {
	suiteId: string;
	suiteSecret: string;
}

/** Hex, 128 bits. What is signed for one purpose is no signature for another. */
export function signText(
	{ suiteId, suiteSecret }: Signer,
	purpose: StatePurpose | 'member login cookie',
	text: string,
): string {
	const info = `${purpose} state`;
	const key = Buffer.from(hkdfSync('sha256', suiteSecret, 'n8n-nodes-wecom-suite', info, 32));
	return createHmac('sha256', key).update(`${suiteId}\n${text}`).digest('hex').slice(0, 32);
}

export function isSame(one: string, other: string): boolean {
	const [first, second] = [Buffer.from(one), Buffer.from(other)];
	return first.length === second.length && timingSafeEqual(first, second);
}

/**
 * Makes a `state` that only this suite can have made.
 * @throws WeComConfigurationError when the reference is not letters and digits, or longer than 70
 */
export function signState(
	suite: Signer,
	options: { purpose: StatePurpose; reference: string; lifetimeSeconds: number; clock: Clock },
): string {
	const { purpose, reference, lifetimeSeconds, clock } = options;
	if (!/^[A-Za-z0-9]*$/.test(reference) || reference.length > LONGEST_REFERENCE) {
		throw new WeComConfigurationError(
			'reference',
			`'Reference' may have up to ${LONGEST_REFERENCE} letters and digits and nothing else`,
			'Shorten it, or use a number that stands for it: WeCom allows no other characters in a state',
		);
	}
	const expiresAt = Math.floor(clock() / 1000) + lifetimeSeconds;
	const text = `s1${expiresAt.toString(16).padStart(8, '0')}${randomBytes(8).toString('hex')}${reference}`;
	return text + signText(suite, purpose, text);
}

/** Tells whether a `state` that came back is one of this suite's and still holds. */
export function verifyState(
	suite: Signer,
	purpose: StatePurpose,
	state: string,
	clock: Clock,
): StateVerdict {
	const match = FORM.exec(state);
	if (!match) return { valid: false, reason: 'malformed' };
	const [, expiry, nonce, reference, signature] = match;
	if (!isSame(signature, signText(suite, purpose, state.slice(0, -32)))) {
		return { valid: false, reason: 'forged' };
	}
	const expiresAt = Number.parseInt(expiry, 16);
	if (expiresAt * 1000 <= clock()) return { valid: false, reason: 'expired' };
	return { valid: true, state: { nonce, expiresAt, reference } };
}
