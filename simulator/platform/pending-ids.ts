import { DAY, type PlatformClock } from '../clock';
import { secret } from './secret';

const LIFE = 90 * DAY;

/** Ids of WeChat users whom the provider has asked for before a company knew them, good for ninety days. */
export class PendingIds {
	private readonly known = new Map<string, { id: string; expiresAt: number }>();

	constructor(private readonly clock: PlatformClock) {}

	/** The same one again while it is good. */
	issue(corpId: string, unionId: string): string {
		const known = this.find(corpId, unionId);
		if (known !== undefined) {
			return known;
		}
		const id = secret('PENDING-', 24);
		this.known.set(`${corpId} ${unionId}`, { id, expiresAt: this.clock.now() + LIFE });
		return id;
	}

	find(corpId: string, unionId: string): string | undefined {
		const known = this.known.get(`${corpId} ${unionId}`);
		return known && known.expiresAt > this.clock.now() ? known.id : undefined;
	}
}
