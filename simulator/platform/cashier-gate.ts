import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, type PlatformClock } from '../clock';
import { Refusal } from './refusal';

/** How far a call's time may be off, and for how long its random text may not come again. */
const WINDOW = 15 * MINUTE;
/** The documentation names no errcode for a wrong signature; this one says that signatures differ. */
const WRONG_SIGNATURE = 49004;

/** Lets signed calls of the cashier (收银台) through, each once. */
export class CashierGate {
	private readonly nonces = new Map<string, number>();

	constructor(private readonly clock: PlatformClock) {}

	/**
	 * @throws Refusal 90348 when the provider has no key, 90319 for a time more than 15 minutes off, 49004 for a wrong
	 * signature, 90318 for a random text that came in the last 15 minutes
	 */
	check(body: Record<string, unknown>, key: string): void {
		if (key === '') {
			throw new Refusal(90348);
		}
		if (Math.abs(Number(body.ts) * 1000 - this.clock.told()) > WINDOW) {
			throw new Refusal(90319);
		}
		const expected = Buffer.from(cashierSignature(body, key));
		const given = Buffer.from(String(body.sig));
		if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
			throw new Refusal(WRONG_SIGNATURE, 'signature mismatch');
		}
		const now = this.clock.now();
		for (const [nonce, until] of this.nonces) {
			if (until <= now) {
				this.nonces.delete(nonce);
			}
		}
		const nonce = String(body.nonce_str);
		if (this.nonces.has(nonce)) {
			throw new Refusal(90318);
		}
		this.nonces.set(nonce, now + WINDOW);
	}
}

/**
 * Signature of a body (签名算法): every text and number in it that is not empty, whatever it lies in, as `name=value`,
 * sorted and joined with `&`; HMAC-SHA256 in base64. `sig` itself is left out.
 */
export function cashierSignature(body: Record<string, unknown>, key: string): string {
	const pairs: string[] = [];
	const collect = (name: string, value: unknown): void => {
		if (Array.isArray(value)) {
			value.forEach((item) => collect(name, item));
		} else if (typeof value === 'object' && value !== null) {
			Object.entries(value).forEach(([inner, content]) => collect(inner, content));
		} else if (value !== undefined && value !== null && value !== '') {
			pairs.push(`${name}=${String(value)}`);
		}
	};
	for (const [name, value] of Object.entries(body)) {
		if (name !== 'sig') {
			collect(name, value);
		}
	}
	// Bytes decide, not the alphabet of the machine.
	pairs.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
	return createHmac('sha256', key).update(pairs.join('&')).digest('base64');
}
