import { DAY, type PlatformClock } from '../clock';
import type { Corp, Edition, Suite } from '../world';
import type { Installation } from './installations';
import type { Outbox } from './outbox';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';
import { visibleMembers } from './scope';

/** How long a company may try an app, all prolongations together. */
export const MOST_TRIAL_DAYS = 60;
/** How long an app may go on with more people than were paid for. */
const OVERRUN = 7 * DAY;
/** With more than this left there is nothing new to buy. */
const YEAR = 365 * DAY;

/** 0 bought for the first time, 1 for more people, 2 for longer, 3 another edition. */
export type PurchaseType = 0 | 1 | 2 | 3;

/** What is bought of one app. */
export interface Purchase {
	suite: Suite;
	edition?: Edition;
	users: number;
	days: number;
	/** Midnight of the day named; at once when none was. */
	takesEffectAt?: number;
}

/** An edition that a company has paid for, from one moment to another. */
export interface Term {
	edition?: Edition;
	users: number;
	beginsAt: number;
	endsAt: number;
}

/** As `app_status` of the platform counts them. */
export enum EditionStatus {
	Trial = 1,
	TrialOver = 2,
	Bought = 3,
	BoughtOver = 4,
	Free = 5,
	TooMany = 6,
	TooManyTooLong = 7,
}

interface Holding {
	trialDays: number;
	trialEndsAt: number;
	terms: Term[];
	tooManySince?: number;
}

/** Trials and paid editions of apps in companies (应用版本付费). */
export class Editions {
	private readonly holdings = new Map<string, Holding>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly schedule: Schedule,
		private readonly outbox: Outbox,
	) {}

	/** Starts the trial of an app that a company installs for the first time. */
	begin(suite: Suite, corp: Corp): void {
		if (!this.holdings.has(keyOf(suite, corp))) {
			this.tellAt(this.holding(suite, corp).trialEndsAt, suite, corp);
		}
	}

	/** What an installed app is entitled to now. */
	of({ suite, corp, scope }: Installation) {
		const { trialEndsAt, terms } = this.holding(suite, corp);
		const now = this.clock.now();
		const term = this.current(suite, corp);
		if (term) {
			const isOver = term.edition?.fixedTotal
				? false
				: visibleMembers(corp, scope).length > term.users;
			const status = this.bought(suite, corp, isOver);
			return { status, edition: term.edition, users: term.users, endsAt: term.endsAt };
		}
		const last = terms.filter(({ endsAt }) => endsAt <= now).at(-1);
		if (last) {
			const { edition, users, endsAt } = last;
			return { status: EditionStatus.BoughtOver, edition, users, endsAt };
		}
		const trial = trialEndsAt > now ? EditionStatus.Trial : EditionStatus.TrialOver;
		return { status: suite.pricing ? trial : EditionStatus.Free, endsAt: trialEndsAt };
	}

	/**
	 * Prolongs a trial, also one that is over.
	 * @returns when it ends now
	 * @throws Refusal 90351 when the app is not on trial, 90352 when that makes more than 60 days
	 */
	prolong(installation: Installation, days: number): number {
		const { suite, corp } = installation;
		const holding = this.holding(suite, corp);
		const { status } = this.of(installation);
		if (status !== EditionStatus.Trial && status !== EditionStatus.TrialOver) {
			throw new Refusal(90351);
		}
		if (holding.trialDays + days > MOST_TRIAL_DAYS) {
			throw new Refusal(90352);
		}
		holding.trialDays += days;
		holding.trialEndsAt = Math.max(holding.trialEndsAt, this.clock.now()) + days * DAY;
		this.tell(suite, corp);
		this.tellAt(holding.trialEndsAt, suite, corp);
		return holding.trialEndsAt;
	}

	/**
	 * Whether a company may buy this.
	 * @throws Refusal 84163 when it never bought what is to be enlarged or renewed, 84102 when what is to be enlarged
	 * is over, 84098 when it has no number of people; 84186 when more than a year of it is left, 84189 for a date that
	 * cannot be chosen because the app is paid for until another
	 */
	check(type: PurchaseType, corp: Corp, { suite, takesEffectAt }: Purchase): void {
		const { terms } = this.holding(suite, corp);
		const term = this.current(suite, corp);
		if (type === 0) {
			if (term && term.endsAt - this.clock.now() > YEAR) {
				throw new Refusal(84186);
			}
			if (term && takesEffectAt !== undefined) {
				throw new Refusal(84189);
			}
			return;
		}
		if (terms.length === 0) {
			throw new Refusal(84163);
		}
		if (type === 1 && !term) {
			throw new Refusal(84102);
		}
		if (type === 1 && term?.edition?.fixedTotal) {
			throw new Refusal(84098);
		}
	}

	/** Makes a paid purchase true; gives its term, and what takes it back. */
	grant(type: PurchaseType, corp: Corp, purchase: Purchase): { term: Term; undo: () => void } {
		const { suite } = purchase;
		const holding = this.holding(suite, corp);
		const before = holding.terms;
		const now = this.clock.now();
		const last = before.at(-1);
		const fresh: Term = {
			edition: purchase.edition,
			users: purchase.users,
			beginsAt: purchase.takesEffectAt ?? Math.max(now, type === 0 ? (last?.endsAt ?? now) : now),
			endsAt: 0,
		};
		fresh.endsAt = fresh.beginsAt + purchase.days * DAY;
		const term = last === undefined || type === 0 ? fresh : changed(type, last, purchase, now);
		holding.terms =
			type === 0 || last === undefined ? [...before, term] : [...before.slice(0, -1), term];
		this.tellAt(term.endsAt, suite, corp);
		return {
			term,
			undo: () => {
				holding.terms = before;
			},
		};
	}

	/** What a company bought last of an app. */
	latest(suite: Suite, corp: Corp): Term | undefined {
		return this.holding(suite, corp).terms.at(-1);
	}

	/** Days, with parts of them, that a company has still paid for. */
	daysLeft(suite: Suite, corp: Corp): number {
		const term = this.current(suite, corp);
		return term ? (term.endsAt - this.clock.now()) / DAY : 0;
	}

	private current(suite: Suite, corp: Corp): Term | undefined {
		const now = this.clock.now();
		return this.holding(suite, corp).terms.find(
			({ beginsAt, endsAt }) => beginsAt <= now && now < endsAt,
		);
	}

	/** Since when there are too many is known from when somebody first looked. */
	private bought(suite: Suite, corp: Corp, isOver: boolean): EditionStatus {
		const holding = this.holding(suite, corp);
		const now = this.clock.now();
		holding.tooManySince = isOver ? (holding.tooManySince ?? now) : undefined;
		if (!isOver) {
			return EditionStatus.Bought;
		}
		return now - (holding.tooManySince ?? now) > OVERRUN
			? EditionStatus.TooManyTooLong
			: EditionStatus.TooMany;
	}

	private holding(suite: Suite, corp: Corp): Holding {
		const key = keyOf(suite, corp);
		const trialDays = suite.pricing?.trialDays ?? 0;
		const known = this.holdings.get(key) ?? {
			trialDays,
			trialEndsAt: this.clock.now() + trialDays * DAY,
			terms: [],
		};
		this.holdings.set(key, known);
		return known;
	}

	/** Pushes the change that comes with an end, unless something has moved that end. */
	private tellAt(end: number, suite: Suite, corp: Corp): void {
		if (!suite.pricing) {
			return;
		}
		this.schedule.at(end, () => {
			const { trialEndsAt, terms } = this.holding(suite, corp);
			const isEnd = terms.length === 0 ? trialEndsAt === end : terms.at(-1)?.endsAt === end;
			if (isEnd) {
				this.tell(suite, corp);
			}
		});
	}

	private tell(suite: Suite, corp: Corp): void {
		this.outbox.put({ eventId: 'change_editon', about: { suite, corp }, fields: {} });
	}
}

function changed(type: PurchaseType, term: Term, purchase: Purchase, now: number): Term {
	switch (type) {
		case 1:
			return { ...term, users: term.users + purchase.users };
		case 2:
			return { ...term, endsAt: Math.max(term.endsAt, now) + purchase.days * DAY };
		default:
			return { ...term, edition: purchase.edition, users: purchase.users, beginsAt: now };
	}
}

function keyOf(suite: Suite, corp: Corp): string {
	return `${suite.suiteId} ${corp.corpId}`;
}
