import { DAY, type PlatformClock } from '../clock';
import type { Corp } from '../world';
import type { Balance } from './balance';
import { endOfDay } from './day';
import { MOST_DAYS, type HeldCode, type LicenceType } from './licence-codes';
import type { Licences } from './licences';
import { newOrderId } from './order-id';
import type { Notice } from './outbox';
import { Refusal } from './refusal';

/** Pending, paid, cancelled, expired unpaid, refund asked for, refunded, refund refused, void (test company removed). */
export type OrderStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** How long an order waits for its payment. */
export const PAYMENT_TIME = 7 * DAY;

/** Cents for a licence and day, rounded up for the order: 50 and 400 yuan for twelve months of 31 days. */
const CENTS: Record<LicenceType, number> = { 1: 5000 / 372, 2: 40_000 / 372 };

export interface Counts {
	base: number;
	interop: number;
}

/** A purchase is for months and days, a renewal for months or to a day. */
export interface Duration {
	months?: number;
	days?: number;
	/** On the platform's clock. */
	newExpireTime?: number;
}

/** What one company gets by a purchase. */
export interface Purchase {
	corp: Corp;
	counts: Counts;
	duration: Duration;
	/** Switches automatic activation on or off when it is paid. */
	automatic?: boolean;
}

interface Renewal {
	code: HeldCode;
	userId: string;
	/** Before and after, on the platform's clock. */
	from: number;
	to: number;
}

export interface LicenceOrder {
	orderId: string;
	/** 1 purchase, 2 renewal, 8 purchase for many companies. */
	type: 1 | 2 | 8;
	/** Absent for many companies. */
	corp?: Corp;
	buyer: string;
	isTest: boolean;
	counts: Counts;
	duration: Duration;
	/** In cents. */
	price: number;
	createdAt: number;
	/** As set last; `statusOf` knows what time has made of it. */
	status: OrderStatus;
	paidAt?: number;
	/** Chosen with the first try to pay. */
	payment?: 'balance' | 'bank';
	/** A payment from the balance is under way. */
	isBusy?: boolean;
	automatic?: boolean;
	renewals: Renewal[];
	/** An order of one company in one for many. */
	parent?: LicenceOrder;
	parts: LicenceOrder[];
}

/** Orders of licences: bought or renewed for one company, or bought for many. */
export class LicenceOrders {
	/** Companies whose orders of the provider's apps do not allow a payment, and why: 701129 or 701130. */
	readonly failedChecks = new Map<string, 701129 | 701130>();
	private readonly orders = new Map<string, LicenceOrder>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly licences: Licences,
		private readonly balance: Balance,
	) {}

	/** @throws Refusal 701005 */
	find(orderId: string): LicenceOrder {
		const order = this.orders.get(orderId);
		if (!order) {
			throw new Refusal(701005);
		}
		return order;
	}

	/** The oldest first; orders of one company in an order for many are not among them. */
	all(): LicenceOrder[] {
		return [...this.orders.values()].filter((order) => order.parent === undefined);
	}

	/** True when the company's licences were paid once, whatever came of them. */
	hasBought(corp: Corp): boolean {
		return [...this.orders.values()].some(
			(order) => order.corp === corp && order.paidAt !== undefined,
		);
	}

	/** What has become of an order, also by time alone. */
	statusOf(order: LicenceOrder): OrderStatus {
		const { status, createdAt } = order.parent && order.status === 0 ? order.parent : order;
		return status === 0 && createdAt + PAYMENT_TIME <= this.clock.now() ? 3 : status;
	}

	buy(purchase: Purchase, buyer: string): LicenceOrder {
		return this.keep(this.purchaseOf(purchase, buyer));
	}

	buyForMany(purchases: Purchase[], buyer: string): LicenceOrder {
		const parts = purchases.map((purchase) => this.keep(this.purchaseOf(purchase, buyer)));
		const parent = this.keep({
			...this.newOrder(buyer),
			type: 8,
			price: parts.reduce((sum, { price }) => sum + price, 0),
			parts,
		});
		for (const part of parts) {
			part.parent = parent;
		}
		return parent;
	}

	/**
	 * Renews what members hold, all by months or all to a day.
	 * @throws Refusal 701030 when one would last more than five years, 701090 when none would last longer than now
	 */
	renew(corp: Corp, codes: HeldCode[], duration: Duration, buyer: string): LicenceOrder {
		const now = this.clock.now();
		const renewals = codes.map((code) => {
			const from = code.holder.expiresAt;
			const to =
				duration.newExpireTime === undefined
					? endOfDay(Math.max(now, from) + daysOf(duration) * DAY)
					: Math.max(from, endOfDay(duration.newExpireTime));
			return { code, userId: code.holder.userId, from, to };
		});
		if (renewals.some(({ to }) => to > endOfDay(now + MOST_DAYS * DAY))) {
			throw new Refusal(701030);
		}
		if (renewals.every(({ from, to }) => to === from)) {
			throw new Refusal(701090);
		}
		const isTest = this.licences.isTest(corp);
		const cents = renewals.map(
			({ code, from, to }) => CENTS[code.type] * Math.round((to - Math.max(now, from)) / DAY),
		);
		return this.keep({
			...this.newOrder(buyer),
			type: 2,
			corp,
			isTest,
			counts: countsOf(codes),
			duration,
			price: isTest ? 0 : Math.ceil(cents.reduce((sum, one) => sum + Math.max(0, one), 0)),
			renewals,
		});
	}

	/** @throws Refusal 701169 unless it waits for its payment, 701085 while it is being paid */
	cancel(order: LicenceOrder): void {
		if (this.statusOf(order) !== 0) {
			throw new Refusal(701169);
		}
		if (order.isBusy) {
			throw new Refusal(701085);
		}
		order.status = 2;
	}

	/**
	 * Chooses the way of payment, which cannot be changed afterwards.
	 * @throws Refusal 701084 unless the order waits for its payment, 701161 when the bank was chosen before
	 */
	choosePayment(order: LicenceOrder, payment: 'balance' | 'bank'): void {
		if (this.statusOf(order) !== 0) {
			throw new Refusal(701084);
		}
		if (order.payment !== undefined && order.payment !== payment) {
			throw new Refusal(701161);
		}
		order.payment = payment;
	}

	/** The companies of an order whose app orders do not allow the payment. */
	unpayable(order: LicenceOrder): { corp: Corp; errcode: 701129 | 701130 }[] {
		return leavesOf(order).flatMap(({ corp }) => {
			const errcode = corp && this.failedChecks.get(corp.corpId);
			return corp && errcode !== undefined ? [{ corp, errcode }] : [];
		});
	}

	/**
	 * Pays an order: its codes exist from then on, its renewals hold. Gives what is to be pushed.
	 * @throws Refusal 701084 unless it waits for its payment, 701311 when a licence to renew has changed hands,
	 * 90432 or 90433 when the balance does not suffice
	 */
	pay(order: LicenceOrder): Notice[] {
		if (this.statusOf(order) !== 0) {
			throw new Refusal(701084);
		}
		if (order.renewals.some(({ code, userId }) => !isHeldBy(code, userId))) {
			throw new Refusal(701311);
		}
		if (order.payment === 'balance') {
			this.balance.take(order.price);
		}
		const paidAt = this.clock.now();
		Object.assign(order, { status: 1, paidAt });
		return leavesOf(order).flatMap((leaf) => {
			Object.assign(leaf, { status: 1, paidAt });
			return this.fulfil(leaf);
		});
	}

	/** The provider asks for the money back. @throws Refusal 701083 unless the order is paid */
	askForRefund(order: LicenceOrder): void {
		if (![1, 6].includes(this.statusOf(order)) || order.parts.length > 0) {
			throw new Refusal(701083);
		}
		order.status = 4;
	}

	/**
	 * The platform decides about a refund that was asked for. Gives what is to be pushed.
	 * @throws Refusal 701083 when none was asked for, 701312 when a renewed licence has changed hands
	 */
	decideRefund(order: LicenceOrder, isGranted: boolean): Notice[] {
		if (order.status !== 4) {
			throw new Refusal(701083);
		}
		if (isGranted) {
			this.takeBack(order);
		}
		order.status = isGranted ? 5 : 6;
		const fields = { OrderId: order.orderId, OrderStatus: isGranted ? 1 : 2 };
		return [{ eventId: 'license_refund', about: { corp: order.corp }, fields }];
	}

	/** The company is no test company any more: none of its test orders counts. */
	voidTestOrders(corp: Corp): void {
		for (const order of this.orders.values()) {
			if (order.corp === corp && order.isTest) {
				order.status = 7;
				this.licences.codes.ofOrder(order.orderId).forEach((code) => {
					this.licences.codes.remove(code);
				});
			}
		}
	}

	private takeBack(order: LicenceOrder): void {
		if (order.renewals.some(({ code, userId }) => !isHeldBy(code, userId))) {
			throw new Refusal(701312);
		}
		for (const { code, from } of order.renewals) {
			code.holder.expiresAt = from;
		}
		this.licences.codes.ofOrder(order.orderId).forEach((code) => {
			this.licences.codes.remove(code);
		});
		if ((order.parent ?? order).payment === 'balance') {
			this.balance.giveBack(order.price);
		}
	}

	private fulfil({ corp, ...order }: LicenceOrder): Notice[] {
		if (!corp) {
			return [];
		}
		if (order.type === 1) {
			const days = daysOf(order.duration);
			const create = (type: LicenceType, count: number) => {
				for (let made = 0; made < count; made += 1) {
					this.licences.codes.create(corp, type, days, order.orderId);
				}
			};
			create(1, order.counts.base);
			create(2, order.counts.interop);
		}
		for (const { code, to } of order.renewals) {
			code.holder.expiresAt = to;
		}
		if (order.automatic !== undefined) {
			this.licences.setAutomatic(corp, order.automatic);
		}
		const fields = { OrderId: order.orderId, BuyerUserId: order.buyer };
		return [{ eventId: 'license_pay_success', about: { corp }, fields }];
	}

	private purchaseOf({ corp, counts, duration, automatic }: Purchase, buyer: string): LicenceOrder {
		const isTest = this.licences.isTest(corp);
		const cents = daysOf(duration) * (counts.base * CENTS[1] + counts.interop * CENTS[2]);
		return {
			...this.newOrder(buyer),
			corp,
			isTest,
			counts,
			duration,
			price: isTest ? 0 : Math.ceil(cents),
			automatic,
		};
	}

	private newOrder(buyer: string): LicenceOrder {
		return {
			orderId: newOrderId('OI'),
			type: 1,
			buyer,
			isTest: false,
			counts: { base: 0, interop: 0 },
			duration: {},
			price: 0,
			createdAt: this.clock.now(),
			status: 0,
			renewals: [],
			parts: [],
		};
	}

	private keep(order: LicenceOrder): LicenceOrder {
		this.orders.set(order.orderId, order);
		return order;
	}
}

/** Days of a duration; a month has 31. */
export function daysOf({ months = 0, days = 0 }: Duration): number {
	return months * 31 + days;
}

/** The orders of single companies in an order. */
function leavesOf(order: LicenceOrder): LicenceOrder[] {
	return order.type === 8 ? order.parts : [order];
}

function countsOf(codes: HeldCode[]): Counts {
	const base = codes.filter(({ type }) => type === 1).length;
	return { base, interop: codes.length - base };
}

function isHeldBy({ holder, mergedInto }: HeldCode, userId: string): boolean {
	return holder.userId === userId && mergedInto === undefined;
}
