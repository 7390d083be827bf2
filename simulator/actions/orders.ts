import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import { NotPossible } from '../callbacks/post-office';
import {
	priceOf,
	type AppOrder,
	type AppOrderStatus,
	type OrderLine,
} from '../platform/app-orders';
import type { PurchaseType } from '../platform/editions';
import type { Installation } from '../platform/installations';
import type { Notice } from '../platform/outbox';
import type { Corp, Edition, Suite } from '../world';
import { action } from './action';
import type { Office } from './office';

const orderOf = { orderId: z.string() };
/** The least of a customer's price that the provider may set. */
const LEAST_PRICE = 0.7;

type Amount = { users: number; days: number };

/** What became of an order, and of the events about it. */
export interface AppOrderReport {
	orderId: string;
	status: AppOrderStatus;
	/** Cents. */
	price: number;
	deliveries: DeliveryReport[];
}

/** What companies, and the provider in its console, do with orders of apps (收银台). */
export function orderActions({ platform, postOffice, names }: Office) {
	const { appOrders, editions, callbackUrls, world } = platform;

	const report = async (order: AppOrder, notices: Notice[]): Promise<AppOrderReport> => {
		const deliveries: DeliveryReport[] = [];
		for (const { eventId, about, fields } of notices) {
			const place = { kind: 'command', suiteId: about.suite?.suiteId } as const;
			if (callbackUrls.find(place) !== undefined) {
				deliveries.push(await postOffice.push(eventId, about, fields));
			}
		}
		const { orderId } = order;
		const status = appOrders.statusOf(order);
		return { orderId, status, price: priceOf(order).paid, deliveries };
	};
	const buyer = (order: AppOrder, corpId?: string): Corp => {
		const corp = corpId === undefined ? order.corp : names.corp(corpId);
		if (!corp) {
			throw new NotPossible('the order is for whichever company takes it: name one');
		}
		return corp;
	};
	const lineFor = (
		type: PurchaseType,
		{ suite, corp }: Installation,
		edition: Edition,
		amount: Amount,
	): OrderLine => {
		const users = type === 2 ? (editions.latest(suite, corp)?.users ?? 0) : amount.users;
		const days = type === 1 || type === 3 ? editions.daysLeft(suite, corp) : amount.days;
		const { originPrice, paidPrice } = firstLine(suite, edition, { users, days });
		return { suite, edition, users: amount.users, days: amount.days, originPrice, paidPrice };
	};

	return {
		/**
		 * An administrator orders an edition of a paid app it has installed: `type` 0 for the first time, 1 for more
		 * people, 2 for longer, 3 another edition. `open_order` is pushed.
		 */
		openOrder: action(
			z.strictObject({
				suiteId: z.string(),
				corpId: z.string(),
				userId: z.string().optional(),
				editionId: z.string().optional(),
				type: z.literal([0, 1, 2, 3]).default(0),
				users: z.int().positive().default(10),
				days: z.int().positive().default(365),
			}),
			async (input): Promise<AppOrderReport> => {
				const installation = names.installation(input.suiteId, input.corpId);
				const { suite, corp } = installation;
				const present = editions.latest(suite, corp)?.edition?.editionId;
				const edition = editionOf(suite, input.editionId ?? present);
				const { type } = input;
				const { order, notices } = appOrders.open({
					business: 1,
					type,
					payment: 0,
					corp,
					operator: names.member(corp, input.userId ?? corp.adminUserId),
					lines: [lineFor(type, installation, edition, input)],
				});
				return await report(order, notices);
			},
		),

		/**
		 * The provider makes an order for a company, or for whoever opens its link, without the API: `open_order` when
		 * it names the company.
		 */
		makeOrder: action(
			z.strictObject({
				suiteId: z.string(),
				corpId: z.string().optional(),
				editionId: z.string().optional(),
				users: z.int().positive().default(10),
				days: z.int().positive().default(365),
			}),
			async (input): Promise<AppOrderReport> => {
				const suite = names.suite(input.suiteId);
				const { order, notices } = appOrders.open({
					business: 1,
					type: 0,
					payment: 0,
					corp: input.corpId === undefined ? undefined : names.corp(input.corpId),
					creator: world.provider.userIds[0],
					lines: [firstLine(suite, editionOf(suite, input.editionId), input)],
				});
				return await report(order, notices);
			},
		),

		/** The provider changes the price of a customer's order, in cents: a new order, and `change_order`. */
		changeOrderPrice: action(
			z.strictObject({ ...orderOf, price: z.int().positive() }),
			async ({ orderId, price }): Promise<AppOrderReport> => {
				const old = appOrders.find(orderId);
				const { origin } = priceOf(old);
				if (!old.operator || price < origin * LEAST_PRICE || price > origin) {
					throw new NotPossible(
						`only an order by a customer, and to no less than ${Math.ceil(origin * LEAST_PRICE)}`,
					);
				}
				const { order, notices } = appOrders.reprice(old, price);
				return await report(order, notices);
			},
		),

		/**
		 * A company pays an order, or confirms one that it need not pay: `pay_for_app_success`, then `change_editon`.
		 * One that the provider has made for nobody belongs to the company named.
		 */
		payOrder: action(
			z.strictObject({ ...orderOf, corpId: z.string().optional() }),
			async ({ orderId, corpId }): Promise<AppOrderReport> => {
				const order = appOrders.find(orderId);
				return await report(order, appOrders.settle(order, buyer(order, corpId)));
			},
		),

		/** A company cancels an order that is not paid: `cancel_order`. */
		cancelOrder: action(z.strictObject(orderOf), async ({ orderId }): Promise<AppOrderReport> => {
			const order = appOrders.find(orderId);
			return await report(order, appOrders.cancel(order));
		}),

		/** A company asks for its money; five days later it has it, if the provider says nothing. */
		askRefund: action(z.strictObject(orderOf), async ({ orderId }): Promise<AppOrderReport> => {
			const order = appOrders.find(orderId);
			appOrders.askRefund(order);
			return await report(order, []);
		}),

		/** The provider gives the money back (`refund`, `change_editon`), or the company does `withdraw` its wish. */
		settleRefund: action(
			z.strictObject({ ...orderOf, withdraw: z.boolean().default(false) }),
			async ({ orderId, withdraw }): Promise<AppOrderReport> => {
				const order = appOrders.find(orderId);
				if (withdraw) {
					appOrders.withdrawRefund(order);
					return await report(order, []);
				}
				return await report(order, appOrders.refund(order));
			},
		),

		/** A company asks for an invoice of an order that it has paid. */
		applyForInvoice: action(
			z.strictObject({ ...orderOf, title: z.string().optional() }),
			async ({ orderId, title }): Promise<AppOrderReport> => {
				const order = appOrders.find(orderId);
				appOrders.applyForInvoice(order, title ?? order.corp?.name ?? '');
				return await report(order, []);
			},
		),

		/** Opens or closes the provider's account for payments; without `key` no cashier call can be signed. */
		setCashier: action(
			z.strictObject({ merchantAccount: z.boolean().optional(), key: z.string().optional() }),
			({ merchantAccount, key }): { merchantAccount: boolean; hasKey: boolean } => {
				const { provider } = world;
				provider.merchantAccount = merchantAccount ?? provider.merchantAccount;
				provider.cashierKey = key ?? provider.cashierKey;
				return { merchantAccount: provider.merchantAccount, hasKey: provider.cashierKey !== '' };
			},
		),

		/** The paid edition, or the trial, of an app in a company. */
		showEdition: action(
			z.strictObject({ suiteId: z.string(), corpId: z.string() }),
			({ suiteId, corpId }) => {
				const { edition, ...state } = editions.of(names.installation(suiteId, corpId));
				return { ...state, editionId: edition?.editionId };
			},
		),
	};
}

/** The first edition unless one is named. @throws NotPossible when there is none */
function editionOf({ pricing, suiteId }: Suite, editionId?: string): Edition {
	const edition = editionId
		? pricing?.editions.find((one) => one.editionId === editionId)
		: pricing?.editions[0];
	if (!edition) {
		throw new NotPossible(`${suiteId} has no such paid edition`);
	}
	return edition;
}

function firstLine(suite: Suite, edition: Edition, { users, days }: Amount): OrderLine {
	const people = edition.fixedTotal ? 1 : users;
	const price = Math.round((edition.yearlyPrice * people * days) / 365);
	return { suite, edition, users, days, originPrice: price, paidPrice: price };
}
