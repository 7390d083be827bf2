import { HOUR, MINUTE, type PlatformClock } from '../clock';
import { Refusal } from './refusal';

interface Window {
	endsAt: number;
	count: number;
}

export interface RateLimit {
	most: number;
	milliseconds: number;
}

/** Per company and API (access frequency limits). */
export const PER_CORP_AND_API: RateLimit[] = [
	{ most: 10_000, milliseconds: MINUTE },
	{ most: 150_000, milliseconds: HOUR },
];

/** Per source address, of a provider. */
export const PER_ADDRESS: RateLimit[] = [
	{ most: 40_000, milliseconds: MINUTE },
	{ most: 1_200_000, milliseconds: HOUR },
];

export const JS_TICKETS_PER_CORP: RateLimit = { most: 400, milliseconds: HOUR };
export const JS_TICKETS_PER_APP: RateLimit = { most: 100, milliseconds: HOUR };
export const DEBUG_CALLS: RateLimit = { most: 5, milliseconds: MINUTE };
export const WORKBENCH_DATA: RateLimit = { most: 10, milliseconds: MINUTE };

/** Counts calls in windows; whoever exceeds one is refused until it ends. */
export class RateLimits {
	private readonly windows = new Map<string, Window>();

	constructor(private readonly clock: PlatformClock) {}

	/** @throws Refusal 45009 */
	count(subject: string, ...limits: RateLimit[]): void {
		for (const limit of limits) {
			if (!this.allows(subject, limit)) {
				throw new Refusal(45009);
			}
		}
	}

	/** Counts one; false when that was too many. */
	allows(subject: string, limit: RateLimit, amount = 1): boolean {
		const now = this.clock.now();
		const key = `${subject} ${limit.milliseconds}`;
		const window = this.windows.get(key);
		if (!window || window.endsAt <= now) {
			this.forgetEnded(now);
			this.windows.set(key, { endsAt: now + limit.milliseconds, count: amount });
			return amount <= limit.most;
		}
		window.count += amount;
		return window.count <= limit.most;
	}

	/** True when a subject has used up its window; counts nothing. */
	isUsedUp(subject: string, limit: RateLimit): boolean {
		const window = this.windows.get(`${subject} ${limit.milliseconds}`);
		return window !== undefined && window.endsAt > this.clock.now() && window.count >= limit.most;
	}

	private forgetEnded(now: number): void {
		if (this.windows.size < 10_000) {
			return;
		}
		for (const [key, window] of this.windows) {
			if (window.endsAt <= now) {
				this.windows.delete(key);
			}
		}
	}
}
