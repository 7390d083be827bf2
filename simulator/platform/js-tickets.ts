import { SECOND, type PlatformClock } from '../clock';
import { secret } from './secret';

const LIFE_SECONDS = 7200;

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
}
