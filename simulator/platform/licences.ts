import { DAY, type PlatformClock } from '../clock';
import type { Corp, Member } from '../world';
import type { App } from './app';
import type { CompanyLinks } from './company-links';
import { endOfDay } from './day';
import type { Installations } from './installations';
import { LicenceCodes, type HeldCode, type LicenceCode, type LicenceType } from './licence-codes';
import type { Notice, Outbox } from './outbox';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';
import { isMemberVisible } from './scope';

/** Every app of a company is free for this long after its first installation. */
export const TRIAL = 90 * DAY;
/** Automatic activation follows on a licence that has no more than this left. */
const AUTOMATIC_DAYS = 7;

/** When a licence is activated without a call: 1 a member opens the app, 2 it is sent a message. */
export type Scene = 1 | 2;

/**
 * Interface licences (接口调用许可) of members: who needs one, who has one. A company's own apps need none, and
 * apps of a provider only after their trial.
 */
export class Licences {
	readonly codes: LicenceCodes;
	/** Companies whose trials were ended, and when. */
	private readonly required = new Map<string, number>();
	private readonly testCorps = new Set<string>();
	private readonly automatic = new Map<string, boolean>();
	/** Answers about free licences (民生优惠), by company, as they were given until the policy ended. */
	readonly policies = new Map<string, { reasons: number[]; askedAt: number }>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly installations: Installations,
		private readonly links: CompanyLinks,
		private readonly outbox: Outbox,
		schedule: Schedule,
	) {
		this.codes = new LicenceCodes(clock);
		const atMidnight = () => {
			this.findLost();
			schedule.at(endOfDay(clock.now() + 1), atMidnight);
		};
		schedule.at(endOfDay(clock.now() + 1), atMidnight);
	}

	/** Ends the trials of a company before their time, or takes that back. */
	require({ corpId }: Corp, required: boolean): void {
		if (!required) {
			this.required.delete(corpId);
		} else if (!this.required.has(corpId)) {
			this.required.set(corpId, this.clock.now());
		}
	}

	/** Makes a company one of the provider's test companies, which have no trial and pay nothing. */
	setTest(corp: Corp, isTest: boolean): void {
		if (isTest) {
			this.testCorps.add(corp.corpId);
		} else {
			this.testCorps.delete(corp.corpId);
		}
	}

	isTest(corp: Corp): boolean {
		return this.testCorps.has(corp.corpId);
	}

	/** When the trial of an app began and ends; a test company has none. */
	trial(suiteId: string, corp: Corp): { start: number; end: number } | undefined {
		const start = this.installations.firstInstalledAt(suiteId, corp.corpId);
		const end = Math.min(start + TRIAL, this.required.get(corp.corpId) ?? Infinity);
		return this.isTest(corp) ? undefined : { start, end: Math.max(start, end) };
	}

	/** From when on members need a licence for an app. */
	checkedFrom(suiteId: string, corp: Corp): number {
		const { corpId } = corp;
		return this.trial(suiteId, corp)?.end ?? this.installations.firstInstalledAt(suiteId, corpId);
	}

	/** Switches automatic activation on or off, as a paid order allows it. */
	setAutomatic(corp: Corp, on: boolean): void {
		this.automatic.set(corp.corpId, on);
	}

	isAutomatic(corp: Corp): boolean {
		return this.automatic.get(corp.corpId) ?? false;
	}

	/** Gives a member a licence that nobody bought. */
	give(corp: Corp, member: Member, type: LicenceType, days: number): HeldCode {
		return this.codes.activate(corp, this.codes.create(corp, type, days), member.userId);
	}

	/** True when some app of the provider reaches a member. */
	reaches(corp: Corp, userId: string): boolean {
		const member = corp.members.find((candidate) => candidate.userId === userId);
		return (
			member !== undefined &&
			(this.links.reach(corp) ||
				this.installations
					.all()
					.some((one) => one.corp === corp && isMemberVisible(corp, one.scope, member)))
		);
	}

	/**
	 * Gives a code to a member of the company.
	 * @throws Refusal 701088 when no app of the provider reaches the member, and those of `LicenceCodes.activate`
	 */
	activate(corp: Corp, code: LicenceCode, userId: string): HeldCode {
		if (!this.reaches(corp, userId)) {
			throw new Refusal(701088);
		}
		return this.codes.activate(corp, code, userId);
	}

	/**
	 * Gives a member the unused code of a type whose deadline is nearest.
	 * @throws Refusal 701011 when the member has a valid one, 701072 when there is no such code
	 */
	activateAny(corp: Corp, type: LicenceType, userId: string): HeldCode {
		if (this.codes.validOf(corp, userId, type)) {
			throw new Refusal(701011);
		}
		return this.activate(corp, this.codes.nextUnused(corp, type), userId);
	}

	allows(app: App, member: Member): boolean {
		return !this.isChecked(app) || this.has(app.corp, member);
	}

	/** @throws Refusal 701099 when an app reads a member who has no licence */
	check(app: App, member: Member): void {
		if (!this.allows(app, member)) {
			throw new Refusal(701099);
		}
	}

	/** Those for whom an app may work, after automatic activation where it is on. */
	use(app: App, members: Member[], scene: Scene): Member[] {
		const { corp } = app;
		if (this.isChecked(app) && this.isAutomatic(corp)) {
			const activations = members.flatMap((member) => this.activateFor(corp, member) ?? []);
			if (activations.length > 0) {
				this.outbox.put(this.noticeOf(corp, scene, activations));
			}
		}
		return members.filter((member) => this.allows(app, member));
	}

	private isChecked({ kind, suite, corp }: App): boolean {
		return (
			kind !== 'internal' &&
			suite !== undefined &&
			this.clock.now() >= this.checkedFrom(suite.suiteId, corp)
		);
	}

	private has(corp: Corp, { userId }: Member): boolean {
		return ([1, 2] as const).some((type) => this.codes.validOf(corp, userId, type));
	}

	/** Activates a base licence where none, or only the last days of one, is left and there is a code for it. */
	private activateFor(corp: Corp, member: Member): Activation | undefined {
		const before = this.codes.heldBy(corp, member.userId, 1);
		const left = (before?.holder.expiresAt ?? 0) - this.clock.now();
		const hasInterop = this.codes.validOf(corp, member.userId, 2) !== undefined;
		if (hasInterop || left > AUTOMATIC_DAYS * DAY) {
			return undefined;
		}
		try {
			const next = this.codes.nextUnused(corp, 1);
			const code = this.codes.activate(corp, next, member.userId);
			return { code, before, previousStatus: before === undefined ? 1 : left > 0 ? 2 : 3 };
		} catch (error) {
			if (error instanceof Refusal) {
				return undefined;
			}
			throw error;
		}
	}

	private noticeOf(corp: Corp, scene: Scene, activations: Activation[]): Notice {
		return {
			eventId: 'auto_activate',
			about: { corp },
			fields: {
				Scene: scene,
				AccountList: activations.map(({ code, before, previousStatus }) => ({
					ActiveCode: code.code,
					Type: code.type,
					ExpireTime: this.clock.tell(code.holder.expiresAt),
					UserId: code.holder.userId,
					PreviousStatus: previousStatus,
					...(before ? { PreviousActiveCode: before.code } : {}),
				})),
			},
		};
	}

	/** With automatic activation on, licences of members who are out of reach wait for others from the next day on. */
	private findLost(): void {
		for (const { corp } of this.installations.all()) {
			for (const code of this.isAutomatic(corp) ? this.codes.heldIn(corp) : []) {
				code.awaitsTransfer = !this.reaches(corp, code.holder.userId);
			}
		}
	}
}

interface Activation {
	code: HeldCode;
	before?: HeldCode;
	/** 1 none, 2 one in its last days, 3 one that had expired. */
	previousStatus: 1 | 2 | 3;
}
