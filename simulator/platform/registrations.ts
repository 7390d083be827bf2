import { DAY, SECOND, type PlatformClock } from '../clock';
import type { Corp, Member, PromotionPackage } from '../world';
import { Refusal } from './refusal';
import { secret } from './secret';
import type { Tokens } from './tokens';

export const REGISTER_CODE_LIFE_SECONDS = 600;
export const CONTACT_SYNC_LIFE_SECONDS = 1800;
/** How long the outcome of a code can be asked for. */
const KNOWN = DAY;

/** What the provider wants to know again of whoever comes with a code. */
export interface Invitation {
	package: PromotionPackage;
	corpName: string;
	adminName: string;
	adminMobile: string;
	state?: string;
}

/** A promotion code (注册码) from its issue to the company that came by it. */
export interface Registration extends Invitation {
	code: string;
	issuedAt: number;
	/** Set when somebody opened the link: names that visit until it has led to something. */
	visit?: string;
	/** The new company. */
	corp?: Corp;
	admin?: Member;
	contactSync?: ContactSync;
}

/** Access to all contacts of a new company, which are locked meanwhile. */
export interface ContactSync {
	token: string;
	expiresAt: number;
	isFinished: boolean;
}

/** Registrations of companies by promotion codes (推广二维码). */
export class Registrations {
	private readonly byCode = new Map<string, Registration>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly tokens: Tokens,
	) {}

	issue(invitation: Invitation): Registration {
		const code = secret('REGISTER-', 48);
		const registration = { ...invitation, code, issuedAt: this.clock.now() };
		this.byCode.set(code, registration);
		return registration;
	}

	/** Opens the link of a code, which only one may. @throws Refusal 84022 for a code that is unknown, used, or too old */
	open(code: string): Registration & { visit: string } {
		const registration = this.byCode.get(code);
		const isOld = (known: Registration) =>
			known.issuedAt + REGISTER_CODE_LIFE_SECONDS * SECOND <= this.clock.now();
		if (!registration || registration.visit !== undefined || isOld(registration)) {
			throw new Refusal(84022);
		}
		return Object.assign(registration, { visit: secret('VISIT-', 24) });
	}

	/** Who has opened a link and not gone further. @throws Refusal 84022 */
	visitor(visit: string): Registration {
		const registration = [...this.byCode.values()].find((known) => known.visit === visit);
		if (!registration || visit === '') {
			throw new Refusal(84022);
		}
		return registration;
	}

	/** Ends a visit: with the new company, or for somebody who already has one. */
	complete(registration: Registration, made?: { corp: Corp; admin: Member }): void {
		registration.visit = '';
		if (!made) {
			return;
		}
		Object.assign(registration, made);
		if (registration.package.contactSync) {
			const owner = {
				family: 'corp',
				corpId: made.corp.corpId,
				registerCode: registration.code,
			} as const;
			registration.contactSync = {
				token: this.tokens.issue(owner, CONTACT_SYNC_LIFE_SECONDS).value,
				expiresAt: this.clock.now() + CONTACT_SYNC_LIFE_SECONDS * SECOND,
				isFinished: false,
			};
		}
	}

	/**
	 * What came of a code.
	 * @throws Refusal 84022 for a code nobody issued, 84024 when it is older than 24 hours or made no new company
	 */
	outcome(code: string): Registration & { corp: Corp; admin: Member } {
		const registration = this.byCode.get(code);
		if (!registration) {
			throw new Refusal(84022);
		}
		const { corp, admin, issuedAt } = registration;
		if (!corp || !admin || issuedAt + KNOWN <= this.clock.now()) {
			throw new Refusal(84024);
		}
		return { ...registration, corp, admin };
	}

	/** True while the contacts of a new company wait for the provider. */
	isLocked(corp: Corp): boolean {
		return [...this.byCode.values()].some(
			(known) =>
				known.corp === corp &&
				known.contactSync !== undefined &&
				!known.contactSync.isFinished &&
				known.contactSync.expiresAt > this.clock.now(),
		);
	}

	/** Unlocks the contacts of a company and ends the token for them. */
	finishContactSync(code: string): void {
		const sync = this.byCode.get(code)?.contactSync;
		if (sync) {
			sync.isFinished = true;
			this.tokens.revoke((owner) => 'registerCode' in owner && owner.registerCode === code);
		}
	}
}
