import { DAY, type PlatformClock } from '../clock';
import type { Corp } from '../world';
import { endOfDay } from './day';
import { Refusal } from './refusal';
import { secret } from './secret';

/** What a licence covers: 1 ordinary APIs, 2 those and the ones about external contacts and customer service. */
export type LicenceType = 1 | 2;

/** No member may hold licences of one type for longer than this, and no order may be for more: 60 months of 31 days. */
export const MOST_DAYS = 1860;
/** A licence that lasts longer cannot be followed by another one yet. */
export const LAST_DAYS = 20;
/** How long the member of a licence must keep it before it moves on. */
export const TRANSFER_REST = 30 * DAY;
/** How long a bought code may stay unused. */
export const ACTIVATION_TIME = 365 * DAY;

/** An activation code (激活码). Moments are on the platform's clock. */
export interface LicenceCode {
	code: string;
	type: LicenceType;
	/** The company it was bought for. */
	corp: Corp;
	/** The company below that got it, and alone may use it. */
	sharedWith?: Corp;
	orderId?: string;
	days: number;
	createdAt: number;
	/** Until when it must be activated. */
	deadline: number;
	/** Whose licence it is, once activated. */
	holder?: Holder;
	/** The code that followed it for the same member, after which it is worth nothing. */
	mergedInto?: string;
	mergedFrom?: string;
	/** Its member is out of reach, and it waits for another one. */
	awaitsTransfer?: boolean;
}

interface Holder {
	/** Encrypted user id. */
	userId: string;
	activatedAt: number;
	expiresAt: number;
	transferredAt?: number;
}

/** A code that has a member and has not been followed by another one. */
export type HeldCode = LicenceCode & { holder: Holder };

/** Activation codes and the members who hold them. */
export class LicenceCodes {
	private readonly codes = new Map<string, LicenceCode>();
	private readonly held = new Map<string, HeldCode>();

	constructor(private readonly clock: PlatformClock) {}

	create(corp: Corp, type: LicenceType, days: number, orderId?: string): LicenceCode {
		const createdAt = this.clock.now();
		const code: LicenceCode = {
			code: secret('LA', 22),
			type,
			corp,
			orderId,
			days,
			createdAt,
			deadline: createdAt + ACTIVATION_TIME,
		};
		this.codes.set(code.code, code);
		return code;
	}

	/** @throws Refusal 701021 for a code that is unknown, or neither bought for nor shared with the company */
	find(corp: Corp, code: string): LicenceCode {
		const known = this.codes.get(code);
		if (!known || (known.corp !== corp && known.sharedWith !== corp)) {
			throw new Refusal(701021);
		}
		return known;
	}

	ofOrder(orderId: string): LicenceCode[] {
		return [...this.codes.values()].filter((code) => code.orderId === orderId);
	}

	/** What the members of a company hold, also what has expired. */
	heldIn(corp: Corp): HeldCode[] {
		return [...this.held.values()].filter((code) => ownerOf(code) === corp);
	}

	heldBy(corp: Corp, userId: string, type: LicenceType): HeldCode | undefined {
		return this.held.get(keyOf(corp, userId, type));
	}

	/** The same, as long as it has not expired. */
	validOf(corp: Corp, userId: string, type: LicenceType): HeldCode | undefined {
		const code = this.heldBy(corp, userId, type);
		return code && this.isValid(code) ? code : undefined;
	}

	isValid({ holder }: HeldCode): boolean {
		return holder.expiresAt > this.clock.now();
	}

	/** The code a company may still activate whose deadline is nearest. @throws Refusal 701072 when there is none */
	nextUnused(corp: Corp, type: LicenceType): LicenceCode {
		const [next] = [...this.codes.values()]
			.filter(
				(code) =>
					code.type === type &&
					ownerOf(code) === corp &&
					!code.holder &&
					code.deadline > this.clock.now(),
			)
			.sort((one, other) => one.deadline - other.deadline);
		if (!next) {
			throw new Refusal(701072);
		}
		return next;
	}

	/**
	 * Gives a code to a member. What is left of the licence before is added, and that code is dead.
	 * @throws Refusal 701055 when it was shared with another company, 701003 when it has a member, 701012 after its
	 * deadline, 701082 when the licence before has more than 20 days left, 701030 for more than five years
	 */
	activate(corp: Corp, code: LicenceCode, userId: string): HeldCode {
		const now = this.clock.now();
		if (ownerOf(code) !== corp) {
			throw new Refusal(701055);
		}
		if (code.holder) {
			throw new Refusal(701003);
		}
		if (code.deadline <= now) {
			throw new Refusal(701012);
		}
		const before = this.heldBy(corp, userId, code.type);
		const left = before ? Math.max(0, before.holder.expiresAt - now) : 0;
		if (left > LAST_DAYS * DAY) {
			throw new Refusal(701082);
		}
		const time = code.days * DAY + left;
		if (time > MOST_DAYS * DAY) {
			throw new Refusal(701030);
		}
		const holder: Holder = { userId, activatedAt: now, expiresAt: endOfDay(now + time) };
		return this.hand(Object.assign(code, { holder }), corp);
	}

	/**
	 * Moves the valid licences of a member to another one.
	 * @throws Refusal 701016 when there is none, 701018 when the other one has the same type for more than 20 days,
	 * 701017 when it moved within 30 days and `isBound` says that its member still needs it
	 */
	transfer(corp: Corp, from: string, to: string, isBound: boolean): void {
		const now = this.clock.now();
		const moving = ([1, 2] as const).flatMap((type) => this.validOf(corp, from, type) ?? []);
		if (moving.length === 0) {
			throw new Refusal(701016);
		}
		const rests = moving.some(
			({ holder: { transferredAt = -Infinity } }) => transferredAt + TRANSFER_REST > now,
		);
		if (isBound && rests) {
			throw new Refusal(701017);
		}
		const overlaps = moving.some(({ type }) => {
			const other = this.heldBy(corp, to, type);
			return other !== undefined && other.holder.expiresAt - now > LAST_DAYS * DAY;
		});
		if (overlaps) {
			throw new Refusal(701018);
		}
		for (const code of moving) {
			this.held.delete(keyOf(corp, from, code.type));
			Object.assign(code.holder, { userId: to, transferredAt: now });
			code.awaitsTransfer = false;
			this.hand(code, corp);
		}
	}

	/**
	 * Gives a code to a company below.
	 * @throws Refusal 701054 when it came from above, 701055 when it was given away, 701003 when it has a member
	 */
	share(corp: Corp, code: LicenceCode, lower: Corp): void {
		if (code.corp !== corp) {
			throw new Refusal(701054);
		}
		if (code.sharedWith) {
			throw new Refusal(701055);
		}
		if (code.holder) {
			throw new Refusal(701003);
		}
		code.sharedWith = lower;
	}

	/** Makes a code as if it had never been bought. */
	remove(code: LicenceCode): void {
		this.codes.delete(code.code);
		const corp = ownerOf(code);
		if (code.holder && this.heldBy(corp, code.holder.userId, code.type) === code) {
			this.held.delete(keyOf(corp, code.holder.userId, code.type));
		}
	}

	/** The code becomes what its member holds; what was held before is dead, and over now if it was not yet. */
	private hand(code: HeldCode, corp: Corp): HeldCode {
		const key = keyOf(corp, code.holder.userId, code.type);
		const before = this.held.get(key);
		if (before) {
			code.mergedFrom = before.code;
			before.mergedInto = code.code;
			before.holder.expiresAt = Math.min(before.holder.expiresAt, this.clock.now());
		}
		this.held.set(key, code);
		return code;
	}
}

/** The company whose members may use a code. */
export function ownerOf({ corp, sharedWith }: LicenceCode): Corp {
	return sharedWith ?? corp;
}

function keyOf(corp: Corp, userId: string, type: LicenceType): string {
	return `${corp.corpId} ${userId} ${type}`;
}
