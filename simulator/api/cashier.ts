import { DAY } from '../clock';
import { isIssued, priceOf, type AppOrder, type AppOrderStatus } from '../platform/app-orders';
import { Refusal } from '../platform/refusal';
import { numberOf, textOf, type Answer, type Call, type Handler } from './call';
import { readPayment, readProducts } from './cashier-products';
import { pageOf } from './page';
import { corpOf, spanOf, staffOf } from './provider';

/** Free orders of an app that a company may get in a day. */
const FREE_ORDERS = { most: 3, milliseconds: DAY };

/** As `order_status` of the cashier counts them. */
const STATUSES: Record<AppOrderStatus, number> = {
	unpaid: 1,
	paid: 2,
	cancelled: 3,
	expired: 4,
	'refund asked': 5,
	refunded: 6,
	complete: 7,
	unconfirmed: 8,
};

/** Orders that the provider makes for its customers, and invoices (收银台). */
export const cashierHandlers: Record<string, Handler> = {
	'/cgi-bin/paytool/open_order': (call) => {
		const { body, platform } = signed(call);
		const payment = readPayment(body);
		if (payment !== 2) {
			checkMerchant(call);
		}
		const business = businessOf(body) ?? 1;
		if (business === 2 && textOf(body, 'custom_corpid') === '') {
			throw new Refusal(40058, 'missing parameter "custom_corpid"');
		}
		const corp = textOf(body, 'custom_corpid') === '' ? undefined : corpOf(call, 'custom_corpid');
		const creator = textOf(body, 'creator') === '' ? undefined : staffOf(call, 'creator', 60111);
		if (payment === 1) {
			const { provider } = platform.world;
			platform.media.checkReceipt(provider, textOf(body, 'bank_receipt_media_id'));
		}
		const products = readProducts(body, business, corp, platform);
		if (payment === 2 && corp) {
			for (const { suite } of products.lines) {
				const subject = `free orders of ${suite.suiteId} in ${corp.corpId}`;
				if (!platform.rateLimits.allows(subject, FREE_ORDERS)) {
					throw new Refusal(90431);
				}
			}
		}
		const { order, notices } = platform.appOrders.open({
			...products,
			business,
			payment,
			corp,
			creator,
		});
		platform.outbox.put(...notices);
		const { origin, paid } = priceOf(order);
		return {
			order_id: order.orderId,
			order_url: `${call.url}/payforapp/${order.orderId}`,
			...(origin > 0 ? { origin_price: origin, paid_price: paid } : {}),
		};
	},

	'/cgi-bin/paytool/close_order': (call) => {
		const { body, platform } = signed(call);
		checkMerchant(call);
		const order = platform.appOrders.find(textOf(body, 'order_id'));
		if (['paid', 'complete', 'refund asked'].includes(platform.appOrders.statusOf(order))) {
			throw new Refusal(84088);
		}
		if (order.operator) {
			throw new Refusal(84112, 'only the customer closes an order of its own');
		}
		platform.outbox.put(...platform.appOrders.cancel(order));
		return {};
	},

	'/cgi-bin/paytool/get_order_list': (call) => {
		const { body, platform } = signed(call);
		const business = businessOf(body);
		const isWithin = spanOf(call, Infinity);
		const orders = platform.appOrders
			.all()
			.filter((order) => business === undefined || order.business === business)
			.filter(({ createdAt }) => isWithin(createdAt));
		const { page, next } = pageOf(body, orders);
		return { ...next, pay_order_list: page.map((order) => briefOf(call, order)) };
	},

	'/cgi-bin/paytool/get_order_detail': (call) => {
		const { body, platform } = signed(call);
		const order = platform.appOrders.find(textOf(body, 'order_id'));
		const { clock, appOrders } = platform;
		const income = appOrders.incomeOf(order);
		return {
			pay_order: {
				...briefOf(call, order),
				custom_corp_name: order.corp?.name ?? '',
				...(order.paidAt === undefined
					? {}
					: {
							pay_channel: 1,
							channel_order_id: `42000${order.orderId}`,
							paid_time: clock.tell(order.paidAt),
						}),
				business_type: order.business,
				...(income
					? { income_type: 1, income_time: clock.tell(income.at), income_amount: income.amount }
					: {}),
				product_list: productsOf(order),
			},
		};
	},

	'/cgi-bin/paytool/get_invoice_list': (call) => {
		checkMerchant(call);
		const { body, platform } = call;
		const isWithin = spanOf(call, Infinity);
		const invoiced = platform.appOrders
			.all()
			.filter(({ invoice }) => invoice !== undefined && isWithin(invoice.appliedAt));
		const { page, next } = pageOf({ limit: 50, ...body }, invoiced);
		return { ...next, invoice_list: page.map((order) => invoiceOf(call, order)) };
	},

	'/cgi-bin/paytool/mark_invoice_status': (call) => {
		checkMerchant(call);
		const { body, platform } = call;
		staffOf(call, 'oper_userid', 60111);
		const { invoice } = platform.appOrders.find(textOf(body, 'order_id'));
		if (!invoice) {
			throw new Refusal(84080, 'nobody asked for an invoice of this order');
		}
		const status = numberOf(body, 'invoice_status');
		if (!isIssued(invoice) && (status === 1 || status === 2 || status === 3)) {
			invoice.status = status;
			invoice.note = textOf(body, 'invoice_note');
		}
		return {};
	},
};

/** A call whose signature is right. */
function signed(call: Call): Call {
	const { platform, body } = call;
	platform.cashierGate.check(body, platform.world.provider.cashierKey);
	return call;
}

/** @throws Refusal 84158 */
function checkMerchant({ platform }: Call): void {
	if (!platform.world.provider.merchantAccount) {
		throw new Refusal(84158);
	}
}

function businessOf(body: Record<string, unknown>): 1 | 2 | 3 | undefined {
	const business = numberOf(body, 'business_type');
	return business === 1 || business === 2 || business === 3 ? business : undefined;
}

function briefOf({ platform }: Call, order: AppOrder): Answer {
	const { clock, appOrders } = platform;
	const { origin, paid } = priceOf(order);
	return {
		order_id: order.orderId,
		create_time: clock.tell(order.createdAt),
		custom_corpid: order.corp?.corpId ?? '',
		buy_content: order.lines.map(({ suite }) => suite.name).join(','),
		origin_price: origin,
		paid_price: paid,
		order_status: STATUSES[appOrders.statusOf(order)],
		order_from: order.operator ? 1 : 2,
		creator: order.creator ?? order.operator?.userId ?? '',
		pay_type: order.payment,
	};
}

function productsOf({ business, type, lines, solution }: AppOrder): Answer {
	const list = lines.map((line) => ({
		suiteid: line.suite.suiteId,
		...(line.suite.singleApp ? {} : { appid: 1 }),
		...(line.edition ? { edition_id: line.edition.editionId } : {}),
		user_count: line.users,
		...(business === 3
			? {}
			: { duration_days: line.days, origin_price: line.originPrice, paid_price: line.paidPrice }),
		...(line.takeEffectDate === undefined ? {} : { take_effect_date: line.takeEffectDate }),
	}));
	switch (business) {
		case 1:
			return { third_app: { order_type: type, buy_info_list: list } };
		case 2:
			return { customized_app: { order_type: type, buy_info_list: list } };
		case 3:
			return {
				promotion_case: {
					order_type: type,
					case_id: solution?.of.caseId,
					promotion_edition_name: solution?.of.editionName,
					duration_days: solution?.days,
					buy_info_list: list,
				},
			};
	}
}

function invoiceOf({ platform }: Call, order: AppOrder): Answer {
	const { invoice, corp } = order;
	return {
		order_id: order.orderId,
		custom_corpid: corp?.corpId ?? '',
		apply_time: platform.clock.tell(invoice?.appliedAt ?? 0),
		invoice_type: 0,
		paid_price: priceOf(order).paid,
		invoice_status: invoice?.status,
		invoice_title: invoice?.title,
		tax_number: '',
		send_way: 2,
		contact_name: '',
		contact_tel: '',
		contact_addr: '',
		contact_postcode: '',
		receive_email: '',
		company_addr: '',
		company_tel: '',
		bank_name: '',
		bank_account_number: '',
		invoice_note: invoice?.note,
	};
}
