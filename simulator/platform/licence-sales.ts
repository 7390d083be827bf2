import type { PlatformClock } from '../clock';
import type { Corp } from '../world';
import { Jobs, type Job } from './jobs';
import type { HeldCode } from './licence-codes';
import type { LicenceOrder, LicenceOrders, Purchase } from './licence-orders';
import type { Outbox } from './outbox';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';

/** A company that hinders an order or its payment, and why. */
export interface Hindrance {
	corp: Corp;
	errcode: number;
}

/** Without an errcode the payment succeeded. */
export interface PaymentResult {
	errcode?: number;
	failed: Hindrance[];
}

/** What leads to licence orders and their payment in several calls. */
export class LicenceSales {
	/** Renewals being prepared. */
	readonly renewals: Jobs<{ corp: Corp; codes: Set<HeldCode> }, undefined>;
	/** Purchases for many companies being prepared, and the orders they became. */
	readonly purchases: Jobs<Purchase[], { order?: LicenceOrder; failed: Hindrance[] }>;
	/** Payments from the balance. */
	readonly payments: Jobs<LicenceOrder, PaymentResult>;

	constructor(
		clock: PlatformClock,
		schedule: Schedule,
		private readonly orders: LicenceOrders,
		private readonly outbox: Outbox,
	) {
		this.renewals = new Jobs(clock, schedule);
		this.purchases = new Jobs(clock, schedule);
		this.payments = new Jobs(clock, schedule);
	}

	/** Makes an order of those companies that still may buy when the job is done. */
	submitPurchases(
		job: Job<Purchase[], { order?: LicenceOrder; failed: Hindrance[] }>,
		buyer: string,
	) {
		this.purchases.submit(job, () => {
			const failed = job.content.flatMap(({ corp }) => {
				const errcode = this.orders.failedChecks.get(corp.corpId);
				return errcode === undefined ? [] : [{ corp, errcode }];
			});
			const rest = job.content.filter(({ corp }) => !failed.some((one) => one.corp === corp));
			const order = rest.length === 0 ? undefined : this.orders.buyForMany(rest, buyer);
			return { order, failed };
		});
	}

	/** @throws Refusal 701084 and 701161 of `choosePayment`, 701085 while another payment is under way */
	payFromBalance(order: LicenceOrder): Job<LicenceOrder, PaymentResult> {
		if (order.isBusy) {
			throw new Refusal(701085);
		}
		this.orders.choosePayment(order, 'balance');
		order.isBusy = true;
		const job = this.payments.open(order);
		this.payments.submit(job, () => {
			order.isBusy = false;
			return this.pay(order);
		});
		return job;
	}

	private pay(order: LicenceOrder): PaymentResult {
		const failed = this.orders.unpayable(order);
		if (failed.length > 0) {
			return { errcode: 701160, failed };
		}
		try {
			this.outbox.put(...this.orders.pay(order));
			return { failed };
		} catch (error) {
			if (error instanceof Refusal) {
				return { errcode: error.errcode, failed };
			}
			throw error;
		}
	}
}
