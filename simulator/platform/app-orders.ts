import { DAY, HOUR, type PlatformClock } from '../clock';
import type { Corp, Member, Solution, Suite } from '../world';
import type { Editions, Purchase, PurchaseType, Term } from './editions';
import { newOrderId } from './order-id';
import type { Notice, Outbox } from './outbox';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';

/** How long an order waits for its payment, and how long its money may be asked back. */
export const PAYABLE = 10 * DAY;
export const REFUNDABLE = 10 * DAY;
/** After this a refund that was asked for is granted. */
const REFUND_ANSWER = 5 * DAY;
/** After this an order that the provider has paid is confirmed. */
const CONFIRMATION = 72 * HOUR;
/** The platform's part of a price. */
const PLATFORM_SHARE = 0.1;

/** 0 the customer pays, 1 the provider pays on its behalf, 2 nobody does. */
export type Payment = 0 | 1 | 2;

export type AppOrderStatus =
	| 'unpaid'
	| 'unconfirmed'
	| 'paid'
	| 'complete'
	| 'cancelled'
	| 'expired'
	| 'refund asked'
	| 'refunded';

/** One app of an order; prices in cents. */
export interface OrderLine extends Purchase {
	originPrice: number;
	paidPrice: number;
	/** As it was sent. */
	takeEffectDate?: string;
	term?: Term;
}

export interface Invoice {
	appliedAt: number;
	/** 0 asked for, 1 sent by post, 2 sent electronically, 3 cancelled. */
	status: 0 | 1 | 2 | 3;
	title: string;
	note: string;
}

/** What somebody wants to buy. */
export interface Draft {
	/** 1 apps, 2 customised apps, 3 a solution. */
	business: 1 | 2 | 3;
	type: PurchaseType;
	payment: Payment;
	/** Undefined: whoever opens the link. */
	corp?: Corp;
	lines: OrderLine[];
	solution?: { of: Solution; days: number };
	/** The member of the company who ordered; undefined when the provider did. */
	operator?: Member;
	/** Staff of the provider. */
	creator?: string;
}

export interface AppOrder extends Draft {
	orderId: string;
	createdAt: number;
	paidAt?: number;
	invoice?: Invoice;
	refundWasAsked: boolean;
}

interface Kept {
	order: AppOrder;
	status: AppOrderStatus;
	undo: (() => void)[];
}

/** Orders of apps, those of customers and those of the cashier (收银台), from opening to refund. */
export class AppOrders {
	private readonly kept = new Map<string, Kept>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly schedule: Schedule,
		private readonly outbox: Outbox,
		private readonly editions: Editions,
	) {}

	/**
	 * Opens an order. One without a price, or paid by the provider, waits for the company's word instead of its money.
	 * @throws Refusal 84106 or 84107 when an order of that app waits for its payment or its refund, and those of
	 * `Editions.check`
	 */
	open(draft: Draft): { order: AppOrder; notices: Notice[] } {
		if (draft.corp) {
			this.checkBuyer(draft, draft.corp);
		}
		return this.add(draft);
	}

	/** @throws Refusal 84080 */
	find(orderId: string): AppOrder {
		return this.keptOf(orderId).order;
	}

	all(): AppOrder[] {
		return [...this.kept.values()].map(({ order }) => order);
	}

	statusOf({ orderId }: AppOrder): AppOrderStatus {
		const { order, status } = this.keptOf(orderId);
		const isSettled = (order.paidAt ?? Infinity) + REFUNDABLE <= this.clock.now();
		return status === 'paid' && isSettled ? 'complete' : status;
	}

	/** When the money of an order came in, and how much of it is the provider's. */
	incomeOf(order: AppOrder): { at: number; amount: number } | undefined {
		const isComplete = this.statusOf(order) === 'complete' && order.paidAt !== undefined;
		const amount = this.sharesOf(order).provider;
		return isComplete ? { at: (order.paidAt ?? 0) + REFUNDABLE, amount } : undefined;
	}

	sharesOf(order: AppOrder): { provider: number; platform: number } {
		const paid = priceOf(order).paid;
		const platform = Math.round(paid * PLATFORM_SHARE);
		return { provider: paid - platform, platform };
	}

	/** The provider sets another price: a new order in the place of the old one. @throws Refusal 84103 */
	reprice(old: AppOrder, paidPrice: number): { order: AppOrder; notices: Notice[] } {
		this.expect(old, 84103, 'unpaid');
		const ratio = paidPrice / (priceOf(old).paid || 1);
		this.keptOf(old.orderId).status = 'cancelled';
		const lines = old.lines.map((line) => ({
			...line,
			paidPrice: Math.round(line.paidPrice * ratio),
		}));
		const { order } = this.add({ ...old, lines });
		return {
			order,
			notices: this.about(order, 'change_order', {
				OldOrderId: old.orderId,
				NewOrderId: order.orderId,
			}),
		};
	}

	/**
	 * Pays an order, or confirms one that the provider has paid, for the company that it is for.
	 * @throws Refusal 84150 when it is another company's, 90314 when it does not wait for that, and those of `open`
	 */
	settle(order: AppOrder, corp: Corp): Notice[] {
		this.expect(order, 90314, 'unpaid', 'unconfirmed');
		if (order.corp && order.corp !== corp) {
			throw new Refusal(84150);
		}
		if (!order.corp) {
			this.checkBuyer(order, corp);
			order.corp = corp;
		}
		const kept = this.keptOf(order.orderId);
		kept.status = 'paid';
		order.paidAt = this.clock.now();
		kept.undo = order.lines.map((line) => {
			const { term, undo } = this.editions.grant(order.type, corp, line);
			line.term = term;
			return undo;
		});
		return [...this.about(order, 'pay_for_app_success'), ...this.about(order, 'change_editon', {})];
	}

	/** Ends an order that nobody has paid. @throws Refusal with the errcode when it does not wait for that */
	cancel(order: AppOrder, errcode = 90314): Notice[] {
		this.expect(order, errcode, 'unpaid', 'unconfirmed');
		this.keptOf(order.orderId).status = 'cancelled';
		return this.about(order, 'app_order_cancel');
	}

	/**
	 * The company wants its money back, which it may once, in ten days, for the last order of an app.
	 * @throws Refusal 90314 when it is not paid, 90338 later, 90313 for the second time, 90312 for another order
	 */
	askRefund(order: AppOrder): void {
		if (this.statusOf(order) === 'complete') {
			throw new Refusal(90338);
		}
		this.expect(order, 90314, 'paid');
		if (order.refundWasAsked) {
			throw new Refusal(90313);
		}
		const isLast = order.lines.every(({ suite }) => this.lastPaid(suite, order.corp) === order);
		if (!isLast || order.invoice?.status === 0 || isIssued(order.invoice)) {
			throw new Refusal(90312, 'not the last order of the app, or an invoice was asked for');
		}
		order.refundWasAsked = true;
		this.keptOf(order.orderId).status = 'refund asked';
		this.schedule.at(this.clock.now() + REFUND_ANSWER, () => {
			if (this.statusOf(order) === 'refund asked') {
				this.outbox.put(...this.refund(order));
			}
		});
	}

	/** The company thinks better of it. @throws Refusal 90314 */
	withdrawRefund(order: AppOrder): void {
		this.expect(order, 90314, 'refund asked');
		this.keptOf(order.orderId).status = 'paid';
	}

	/** Gives the money back and takes back what it paid for. @throws Refusal 90314 when nobody has asked for it */
	refund(order: AppOrder): Notice[] {
		this.expect(order, 90314, 'refund asked');
		const kept = this.keptOf(order.orderId);
		kept.status = 'refunded';
		kept.undo.forEach((undo) => undo());
		return [...this.about(order, 'app_order_refund'), ...this.about(order, 'change_editon', {})];
	}

	/** The company asks for an invoice. @throws Refusal 90314 for an order that is not paid, 90309 for the second time */
	applyForInvoice(order: AppOrder, title: string): void {
		this.expect(order, 90314, 'paid', 'complete');
		if (order.invoice && order.invoice.status !== 3) {
			throw new Refusal(90309);
		}
		order.invoice = { appliedAt: this.clock.now(), status: 0, title, note: '' };
	}

	private add(draft: Draft): { order: AppOrder; notices: Notice[] } {
		const order: AppOrder = {
			...draft,
			orderId: newOrderId('N'),
			createdAt: this.clock.now(),
			refundWasAsked: false,
		};
		const status = draft.payment === 0 ? 'unpaid' : 'unconfirmed';
		this.kept.set(order.orderId, { order, status, undo: [] });
		const { corp } = order;
		const isConfirmedAlone = status === 'unconfirmed' && corp !== undefined;
		this.schedule.at(order.createdAt + (isConfirmedAlone ? CONFIRMATION : PAYABLE), () => {
			const kept = this.keptOf(order.orderId);
			if (kept.status !== status) {
				return;
			}
			if (isConfirmedAlone) {
				this.outbox.put(...this.settle(order, corp));
			} else {
				kept.status = 'expired';
				this.outbox.put(...this.about(order, 'app_order_cancel'));
			}
		});
		const notices = this.about(order, 'open_order', {
			OrderId: order.orderId,
			OperatorId: order.operator?.userId ?? '',
		});
		return { order, notices };
	}

	private checkBuyer({ type, lines }: Draft, corp: Corp): void {
		for (const line of lines) {
			const open = this.all().find(
				(order) =>
					order.corp === corp &&
					order.lines.some(({ suite }) => suite === line.suite) &&
					['unpaid', 'unconfirmed', 'refund asked'].includes(this.statusOf(order)),
			);
			if (open) {
				throw new Refusal(this.statusOf(open) === 'refund asked' ? 84107 : 84106);
			}
			this.editions.check(type, corp, line);
		}
	}

	private lastPaid(suite: Suite, corp?: Corp): AppOrder | undefined {
		return this.all()
			.filter((order) => order.corp === corp && order.lines.some((line) => line.suite === suite))
			.filter((order) => ['paid', 'complete'].includes(this.statusOf(order)))
			.at(-1);
	}

	/** An event for each app; nobody is told of an order that no company has taken yet. */
	private about(
		{ corp, lines, orderId }: AppOrder,
		eventId: string,
		fields: Notice['fields'] = { OrderId: orderId },
	): Notice[] {
		return corp === undefined
			? []
			: lines.map(({ suite }) => ({ eventId, about: { suite, corp }, fields }));
	}

	private expect(order: AppOrder, errcode: number, ...statuses: AppOrderStatus[]): void {
		if (!statuses.includes(this.statusOf(order))) {
			throw new Refusal(errcode);
		}
	}

	private keptOf(orderId: string): Kept {
		const kept = this.kept.get(orderId);
		if (!kept) {
			throw new Refusal(84080);
		}
		return kept;
	}
}

/** Prices of all apps together, in cents. */
export function priceOf({ lines, payment }: Draft): { origin: number; paid: number } {
	const origin = lines.reduce((sum, line) => sum + line.originPrice, 0);
	const paid = lines.reduce((sum, line) => sum + line.paidPrice, 0);
	return { origin, paid: payment === 2 ? 0 : paid };
}

/** 1 and 2 say that an invoice is out; marking it again changes nothing. */
export function isIssued(invoice: Invoice | undefined): boolean {
	return invoice?.status === 1 || invoice?.status === 2;
}
