import { SECOND, type PlatformClock } from '../clock';
import { signPage } from '../crypto/sign';
import { Refusal } from './refusal';
import { secret } from './secret';

const LIFE_SECONDS = 7200;

/** What a page gives along with its signature. */
export interface SignedPage {
	nonceStr: string;
	/** Seconds since 1970. */
	timestamp: number;
	/** Of the page that asks, as its browser says. */
	url: string;
	signature: string;
}

/** Tickets that sign pages: one per company and one per app, the same until they expire. */
export class JsTickets {
	private readonly tickets = new Map<string, { value: string; expiresAt: number }>();

	constructor(private readonly clock: PlatformClock) {}

	issue(subject: string): { ticket: string; expires_in: number } {
		const now = this.clock.now();
		const known = this.tickets.get(subject);
		if (known && known.expiresAt > now) {
			const seconds = Math.floor((known.expiresAt - now) / SECOND);
			return { ticket: known.value, expires_in: seconds };
		}
		const value = secret('JSTICKET-', 80);
		this.tickets.set(subject, { value, expiresAt: now + LIFE_SECONDS * SECOND });
		return { ticket: value, expires_in: LIFE_SECONDS };
	}

	/**
	 * Checks a signature as the client does that shows the page.
	 * @throws Refusal 40093 when no living ticket gives it, 42012 when the ticket of another company, app or kind does
	 */
	verify(subject: string, page: SignedPage): void {
		const signer = [...this.tickets].find(
			([, { value, expiresAt }]) => expiresAt > this.clock.now() && isSignedWith(value, page),
		);
		if (!signer) {
			throw new Refusal(40093);
		}
		if (signer[0] !== subject) {
			throw new Refusal(42012);
		}
	}

	/** Ends every ticket before its time, as the platform may. */
	revoke(): number {
		const { size } = this.tickets;
		this.tickets.clear();
		return size;
	}
}

function isSignedWith(ticket: string, { nonceStr, timestamp, url, signature }: SignedPage) {
	const address = url.replace(/#.*$/s, '');
	return signPage(ticket, nonceStr, String(timestamp), address) === signature;
}

/** Whose ticket signs for a company. */
export function ofCompany(corpId: string): string {
	return corpId;
}

/** Whose ticket signs for an app in a company. */
export function ofApp(corpId: string, appId: string): string {
	return `${corpId} ${appId}`;
}
