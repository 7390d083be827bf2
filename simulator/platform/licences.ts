import type { PlatformClock } from '../clock';
import type { Corp, Member } from '../world';
import type { App } from './app';
import { Refusal } from './refusal';

/** What a licence covers: 1 ordinary APIs, 2 those about external contacts and customer service. */
export type LicenceType = 1 | 2;

/**
 * Interface licences of members. Companies start inside their trial, where nothing is asked; `require` ends it. The
 * company's own apps need none.
 */
export class Licences {
	private readonly required = new Set<string>();
	private readonly expiry = new Map<string, number>();

	constructor(private readonly clock: PlatformClock) {}

	/** Ends or brings back the trial of a company. */
	require(corp: Corp, required: boolean): void {
		if (required) {
			this.required.add(corp.corpId);
		} else {
			this.required.delete(corp.corpId);
		}
	}

	/** Makes a member licensed until a time on the platform's clock. */
	activate(corp: Corp, member: Member, type: LicenceType, expiresAt: number): void {
		this.expiry.set(`${corp.corpId} ${member.userId} ${type}`, expiresAt);
	}

	allows(app: App, member: Member, ...types: LicenceType[]): boolean {
		if (app.kind === 'internal' || !this.required.has(app.corp.corpId)) {
			return true;
		}
		const enough: LicenceType[] = types.length > 0 ? types : [1, 2];
		return enough.some((type) => {
			const expiresAt = this.expiry.get(`${app.corp.corpId} ${member.userId} ${type}`) ?? 0;
			return expiresAt > this.clock.now();
		});
	}

	/** @throws Refusal 701099 when an app reads a member who has no licence */
	check(app: App, member: Member): void {
		if (!this.allows(app, member)) {
			throw new Refusal(701099);
		}
	}
}
