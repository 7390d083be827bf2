import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import { NotPossible } from '../callbacks/post-office';
import type { LicenceOrder, OrderStatus } from '../platform/licence-orders';
import type { Notice } from '../platform/outbox';
import { action } from './action';
import { deliverNotices } from './deliver-notices';
import type { Office } from './office';

const company = { corpId: z.string() };
const orderOf = { orderId: z.string() };
const licenceType = z.union([z.literal(1), z.literal(2)]).default(1);

/** What became of an order, and of the events about it. */
export interface OrderReport {
	orderId: string;
	status: OrderStatus;
	/** Activation codes of a paid purchase. */
	codes: string[];
	deliveries: DeliveryReport[];
}

/** Interface licences: what happens in the provider's console, and the conditions of trials and payments. */
export function licenceActions(office: Office) {
	const { platform, names } = office;
	const { licences, licenceOrders } = platform;

	const report = async (order: LicenceOrder, notices: Notice[]): Promise<OrderReport> => {
		const deliveries = await deliverNotices(office, notices);
		return {
			orderId: order.orderId,
			status: licenceOrders.statusOf(order),
			codes: [order, ...order.parts].flatMap(({ orderId }) =>
				licences.codes.ofOrder(orderId).map(({ code }) => code),
			),
			deliveries,
		};
	};
	const pay = async (order: LicenceOrder): Promise<OrderReport> => {
		licenceOrders.choosePayment(order, 'bank');
		if (licenceOrders.unpayable(order).length > 0) {
			throw new NotPossible('app orders of a company do not allow the payment');
		}
		return await report(order, licenceOrders.pay(order));
	};

	return {
		/** Ends a company's licence trials, so that members need a licence from now on, or takes that back. */
		requireLicences: action(
			z.strictObject({ ...company, required: z.boolean().default(true) }),
			({ corpId, required }): { required: boolean } => {
				licences.require(names.corp(corpId), required);
				return { required };
			},
		),

		/** Gives a member a licence without an order. */
		activateLicence: action(
			z.strictObject({
				...company,
				userId: z.string(),
				type: licenceType,
				days: z.int().positive().default(31),
			}),
			({ corpId, userId, type, days }): { code: string; expiresAt: number } => {
				const corp = names.corp(corpId);
				const { code, holder } = licences.give(corp, names.member(corp, userId), type, days);
				return { code, expiresAt: holder.expiresAt };
			},
		),

		/** Somebody of the provider orders licences in its console and, with `paid`, pays them with the bank. */
		orderLicences: action(
			z.strictObject({
				...company,
				base: z.int().nonnegative().default(1),
				interop: z.int().nonnegative().default(0),
				months: z.int().min(1).max(60).default(1),
				paid: z.boolean().default(true),
			}),
			async ({ corpId, base, interop, months, paid }): Promise<OrderReport> => {
				const purchase = {
					corp: names.corp(corpId),
					counts: { base, interop },
					duration: { months },
				};
				const order = licenceOrders.buy(purchase, platform.world.provider.userIds[0]);
				return paid ? await pay(order) : await report(order, []);
			},
		),

		/** Somebody pays an order with the bank; `license_pay_success` is pushed for each company of it. */
		payLicenceOrder: action(
			z.strictObject(orderOf),
			async ({ orderId }): Promise<OrderReport> => await pay(licenceOrders.find(orderId)),
		),

		/**
		 * The provider asks for its money back and the platform decides: `license_refund` is pushed. `waiting` leaves
		 * the decision to a later call.
		 */
		refundLicenceOrder: action(
			z.strictObject({
				...orderOf,
				outcome: z.enum(['granted', 'refused', 'waiting']).default('granted'),
			}),
			async ({ orderId, outcome }): Promise<OrderReport> => {
				const order = licenceOrders.find(orderId);
				if (order.status !== 4) {
					licenceOrders.askForRefund(order);
				}
				const notices =
					outcome === 'waiting' ? [] : licenceOrders.decideRefund(order, outcome === 'granted');
				return await report(order, notices);
			},
		),

		/** What is in the provider's prepaid account, in cents; null closes the account. */
		setBalance: action(
			z.strictObject({ cents: z.int().nonnegative().nullable() }),
			({ cents }): { cents: number | null } => {
				platform.balance.cents = cents ?? undefined;
				return { cents };
			},
		),

		/** Whether the company's orders of the provider's apps allow it to buy licences. */
		setPaymentCheck: action(
			z.strictObject({
				...company,
				state: z.enum(['passed', 'no app order', 'app orders expired']),
			}),
			({ corpId, state }): { state: string } => {
				const { failedChecks } = licenceOrders;
				names.corp(corpId);
				if (state === 'passed') {
					failedChecks.delete(corpId);
				} else {
					failedChecks.set(corpId, state === 'no app order' ? 701129 : 701130);
				}
				return { state };
			},
		),

		/** Brings the ended policy of free licences back for a company; without reasons against it, it is entitled. */
		openSupportPolicy: action(
			z.strictObject({ ...company, reasons: z.array(z.int()).default([]) }),
			({ corpId, reasons }): { reasons: number[] } => {
				licences.policies.set(names.corp(corpId).corpId, { reasons, askedAt: -Infinity });
				return { reasons };
			},
		),

		/** Makes a company one of the provider's test companies: no trial, orders for nothing; or ends that. */
		setTestCompany: action(
			z.strictObject({ ...company, test: z.boolean().default(true) }),
			({ corpId, test }): { test: boolean } => {
				const corp = names.corp(corpId);
				licences.setTest(corp, test);
				if (!test) {
					licenceOrders.voidTestOrders(corp);
				}
				return { test };
			},
		),

		/** Joins two companies, upstream and downstream or as a group, and says which suites the upper one shares. */
		linkCompanies: action(
			z.strictObject({
				upperCorpId: z.string(),
				lowerCorpId: z.string(),
				type: z.union([z.literal(0), z.literal(1)]).default(0),
				suiteIds: z.array(z.string()).default([]),
			}),
			({ upperCorpId, lowerCorpId, type, suiteIds }): { suiteIds: string[] } => {
				const [upper, lower] = [names.corp(upperCorpId), names.corp(lowerCorpId)];
				platform.companyLinks.set({ upper, lower, type, suiteIds });
				return { suiteIds };
			},
		),
	};
}
