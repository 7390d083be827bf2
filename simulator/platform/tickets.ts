import { MINUTE, type PlatformClock } from '../clock';
import { secret } from './secret';

export const TICKET_LIFE = 30 * MINUTE;

/** Suite tickets: each is good for 30 minutes, for one suite, whatever newer ones there are. */
export class Tickets {
	private readonly expiry = new Map<string, { suiteId: string; expiresAt: number }>();

	constructor(private readonly clock: PlatformClock) {}

	issue(suiteId: string): string {
		for (const [ticket, { expiresAt }] of this.expiry) {
			if (expiresAt <= this.clock.now()) {
				this.expiry.delete(ticket);
			}
		}
		const ticket = secret('TICKET-');
		this.expiry.set(ticket, { suiteId, expiresAt: this.clock.now() + TICKET_LIFE });
		return ticket;
	}

	isValid(suiteId: string, ticket: string): boolean {
		const known = this.expiry.get(ticket);
		return known !== undefined && known.suiteId === suiteId && known.expiresAt > this.clock.now();
	}
}
