import { DAY, type PlatformClock } from '../clock';
import type { Corp } from '../world';
import type { Balance } from './balance';
import { startOfDay } from './day';
import { newOrderId } from './order-id';
import type { Notice, Outbox } from './outbox';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';

/** 2 conversations, 3 conversations and calls. */
export type Edition = 2 | 3;
/** 0 new, 1 more seats, 2 renewal, 3 upgrade. */
export type OrderType = 0 | 1 | 2 | 3;
/** Pending, paid, cancelled, expired unpaid, refund asked for, refunded, refund refused. */
export type DataZoneStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Every order is for one year. */
const YEAR = 365 * DAY;
const PAYMENT_TIME = 7 * DAY;
const RENEWAL_TIME = 60 * DAY;
const MOST_DAYS_AHEAD = 90;
const MOST_SEATS = 1_000_000;
const MOST_CENTS = 500_000_000;
/** Cents for a seat and year. */
const CENTS: Record<Edition, number> = { 2: 10_000, 3: 20_000 };

export interface Span {
	begin: number;
	end: number;
}

/** Seats of an edition that a company has for a time; moments are on the platform's clock. */
export interface Seats extends Span {
	edition: Edition;
	count: number;
}

/** What somebody wants to buy. */
export interface Wish {
	corp: Corp;
	type: OrderType;
	edition: Edition;
	count?: number;
	begin?: number;
	/** Which seats an upgrade is about, and which ones it adds to, where there are several. */
	oldSpan?: Span;
	targetSpan?: Span;
}

export interface DataZoneOrder {
	orderId: string;
	corp: Corp;
	type: OrderType;
	buyer: string;
	/** What is had from the payment on. */
	seats: Seats;
	/** In cents; `original` is what an upgrade would cost without what was paid before. */
	price: number;
	original?: number;
	createdAt: number;
	status: DataZoneStatus;
	paidAt?: number;
	fromBalance: boolean;
	/** Changes what the company has, and gives the way back. */
	apply: () => () => void;
	undo?: () => void;
}

/** Orders of the data zone (数据与智能专区), and what companies have by them. */
export class DataZoneOrders {
	private readonly orders = new Map<string, DataZoneOrder>();
	private readonly seats = new Map<Corp, Seats[]>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly schedule: Schedule,
		private readonly balance: Balance,
		private readonly outbox: Outbox,
	) {}

	/** The oldest first. */
	all(): DataZoneOrder[] {
		return [...this.orders.values()];
	}

	/** @throws Refusal 701005 */
	find(orderId: string): DataZoneOrder {
		const order = this.orders.get(orderId);
		if (!order) {
			throw new Refusal(701005);
		}
		return order;
	}

	statusOf({ status, createdAt }: DataZoneOrder): DataZoneStatus {
		return status === 0 && createdAt + PAYMENT_TIME <= this.clock.now() ? 3 : status;
	}

	/** The newest seats of each edition: those that count or will count, else those that have expired last. */
	purchases(corp: Corp): Seats[] {
		return ([2, 3] as const).flatMap((edition) => {
			const all = this.of(corp, edition);
			const living = all.filter((one) => !this.isOver(one));
			return living.length > 0 ? living : all.slice(-1);
		});
	}

	/**
	 * @throws Refusal 701143 while another order of the company is open, 701167 for too many seats, 84077 for more than
	 * five million yuan, and those of each type of order
	 */
	order(wish: Wish, buyer: string): DataZoneOrder {
		const isOpen = (order: DataZoneOrder) =>
			order.corp === wish.corp && [0, 4].includes(this.statusOf(order));
		if (this.all().some(isOpen)) {
			throw new Refusal(701143);
		}
		if ((wish.count ?? 1) > MOST_SEATS) {
			throw new Refusal(701167);
		}
		const order: DataZoneOrder = {
			orderId: newOrderId('OA'),
			corp: wish.corp,
			type: wish.type,
			buyer,
			createdAt: this.clock.now(),
			status: 0,
			fromBalance: false,
			...this.offer(wish),
		};
		if (order.price > MOST_CENTS) {
			throw new Refusal(84077);
		}
		this.orders.set(order.orderId, order);
		return order;
	}

	/** Gives what is to be pushed. @throws Refusal 701169 unless the order waits for its payment */
	cancel(order: DataZoneOrder): Notice[] {
		if (this.statusOf(order) !== 0) {
			throw new Refusal(701169);
		}
		order.status = 2;
		return [noticeOf('advanced_api_cancel', order)];
	}

	/**
	 * Gives what is to be pushed.
	 * @throws Refusal 701084 unless the order waits for its payment, 90432 or 90433 when the balance does not suffice
	 */
	pay(order: DataZoneOrder, fromBalance: boolean): Notice[] {
		if (this.statusOf(order) !== 0) {
			throw new Refusal(701084);
		}
		if (fromBalance) {
			this.balance.take(order.price);
		}
		Object.assign(order, { status: 1, paidAt: this.clock.now(), fromBalance });
		order.undo = order.apply();
		return [noticeOf('advanced_api_pay_success', order, { BuyerUserId: order.buyer })];
	}

	/** @throws Refusal 701083 unless the order is paid */
	askForRefund(order: DataZoneOrder): void {
		if (order.status !== 1 && order.status !== 6) {
			throw new Refusal(701083);
		}
		order.status = 4;
	}

	/** Gives what is to be pushed. @throws Refusal 701083 when no refund was asked for */
	decideRefund(order: DataZoneOrder, isGranted: boolean): Notice[] {
		if (order.status !== 4) {
			throw new Refusal(701083);
		}
		if (isGranted) {
			order.undo?.();
			if (order.fromBalance) {
				this.balance.giveBack(order.price);
			}
		}
		order.status = isGranted ? 5 : 6;
		return [noticeOf('advanced_api_refund', order, { OrderStatus: isGranted ? 1 : 2 })];
	}

	private offer(wish: Wish): Pick<DataZoneOrder, 'seats' | 'price' | 'original' | 'apply'> {
		switch (wish.type) {
			case 0:
				return this.newSeats(wish);
			case 1:
				return this.moreSeats(wish);
			case 2:
				return this.renewal(wish);
			case 3:
				return this.upgrade(wish);
		}
	}

	/** @throws Refusal 701140 when the company has had the edition before */
	private newSeats(wish: Wish) {
		const { corp, edition } = wish;
		if (this.of(corp, edition).length > 0) {
			throw new Refusal(701140);
		}
		return this.year(corp, edition, countOf(wish), this.beginOf(wish));
	}

	/** @throws Refusal 701141 when the company has no such seats that count or will count */
	private moreSeats(wish: Wish) {
		const { corp, edition } = wish;
		const count = countOf(wish);
		const known = this.living(corp, edition, wish.targetSpan).at(0);
		if (!known) {
			throw new Refusal(701141);
		}
		const begin = Math.max(known.begin, startOfDay(this.clock.now()));
		return {
			seats: { edition, count, begin, end: known.end },
			price: priceOf(edition, count, known.end - begin),
			apply: () => {
				known.count += count;
				return () => {
					known.count -= count;
				};
			},
		};
	}

	/** @throws Refusal 701141 without such seats, 701231 when others wait to begin, 701149 until 60 days before the end */
	private renewal(wish: Wish) {
		const { corp, edition } = wish;
		const last = this.of(corp, edition).at(-1);
		if (!last) {
			throw new Refusal(701141);
		}
		if (last.begin > this.clock.now()) {
			throw new Refusal(701231);
		}
		if (last.end - RENEWAL_TIME > this.clock.now()) {
			throw new Refusal(701149);
		}
		const begin = this.isOver(last) ? this.beginOf(wish) : last.end;
		return this.year(corp, edition, wish.count ?? last.count, begin);
	}

	/**
	 * Moves seats of the smaller edition to the larger one until they end.
	 * @throws Refusal 701164 unless it is to the larger edition, 701141 without seats to upgrade, 701159 for more than
	 * there are
	 */
	private upgrade(wish: Wish) {
		const { corp } = wish;
		if (wish.edition !== 3) {
			throw new Refusal(701164);
		}
		const count = countOf(wish);
		const old = this.living(corp, 2, wish.oldSpan).at(0);
		if (!old) {
			throw new Refusal(701141);
		}
		if (count > old.count) {
			throw new Refusal(701159);
		}
		const target = this.living(corp, 3, wish.targetSpan).at(-1);
		const begin = Math.max(target?.begin ?? 0, startOfDay(this.clock.now()));
		const { end } = target ?? old;
		const original = priceOf(3, count, end - begin);
		const paidBefore = priceOf(2, count, Math.min(old.end, end) - begin);
		return {
			seats: { edition: 3 as const, count, begin, end },
			price: Math.max(0, original - paidBefore),
			original,
			apply: () => {
				old.count -= count;
				const upgraded = target ?? this.add(corp, { edition: 3, count: 0, begin, end });
				upgraded.count += count;
				return () => {
					old.count += count;
					upgraded.count -= count;
				};
			},
		};
	}

	private year(corp: Corp, edition: Edition, count: number, begin: number) {
		const seats = { edition, count, begin, end: begin + YEAR };
		return {
			seats,
			price: priceOf(edition, count, YEAR),
			apply: () => {
				const added = this.add(corp, { ...seats });
				return () => {
					added.count = 0;
				};
			},
		};
	}

	/** @throws Refusal 701163 unless it is today or within 90 days */
	private beginOf({ begin }: Wish): number {
		const today = startOfDay(this.clock.now());
		if (begin === undefined) {
			return today;
		}
		if (begin < today || begin > today + MOST_DAYS_AHEAD * DAY) {
			throw new Refusal(701163);
		}
		return startOfDay(begin);
	}

	/** All seats of an edition that the company has not given back, in the order in which they begin. */
	private of(corp: Corp, edition: Edition): Seats[] {
		return (this.seats.get(corp) ?? [])
			.filter((seats) => seats.edition === edition && seats.count > 0)
			.sort((one, other) => one.begin - other.begin);
	}

	/** Those that count or will count; only those of a span when one is named. @throws Refusal 701230 for no such span */
	private living(corp: Corp, edition: Edition, span: Span | undefined): Seats[] {
		const all = this.of(corp, edition).filter((seats) => !this.isOver(seats));
		if (!span) {
			return all;
		}
		const named = all.filter(({ begin, end }) => begin === span.begin && end === span.end);
		if (named.length === 0) {
			throw new Refusal(701230);
		}
		return named;
	}

	private isOver({ end }: Span): boolean {
		return end <= this.clock.now();
	}

	private add(corp: Corp, seats: Seats): Seats {
		this.seats.set(corp, [...(this.seats.get(corp) ?? []), seats]);
		this.schedule.at(seats.end, () => {
			if (seats.count > 0) {
				this.outbox.put({
					eventId: 'advanced_api_expired',
					about: { corp },
					fields: { ChatArchiveApi: { Edition: String(seats.edition) } },
				});
			}
		});
		return seats;
	}
}

/** @throws Refusal 701159 when the number of seats is missing or not positive */
function countOf({ count }: Wish): number {
	if (count === undefined || count < 1) {
		throw new Refusal(701159);
	}
	return count;
}

/** A day that has begun counts. */
function priceOf(edition: Edition, count: number, milliseconds: number): number {
	const days = Math.ceil(Math.max(0, milliseconds) / DAY);
	return Math.ceil((CENTS[edition] * count * days) / 365);
}

function noticeOf(
	eventId: string,
	{ corp, orderId }: DataZoneOrder,
	more: Notice['fields'] = {},
): Notice {
	return { eventId, about: { corp }, fields: { OrderId: orderId, ...more } };
}
