import { DAY } from '../clock';
import { endOfDay } from '../platform/day';
import type { Job } from '../platform/jobs';
import { MOST_DAYS, type HeldCode, type LicenceType } from '../platform/licence-codes';
import {
	daysOf,
	type Counts,
	type Duration,
	type LicenceOrder,
	type Purchase,
} from '../platform/licence-orders';
import type { PaymentResult } from '../platform/licence-sales';
import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import type { Corp } from '../world';
import { numberOf, recordOf, textOf, type Answer, type Call, type Handler } from './call';
import { pageOf } from './page';
import { corpNamed, corpOf, memberNamed, recordsOf, spanOf, staffOf } from './provider';

const MOST_ACCOUNTS = 1_000_000;
const MOST_TEST_ACCOUNTS = 1000;
const MOST_COMPANIES = 100_000;
const MOST_SPAN = (31 * DAY) / 1000;

/** Orders of licences (接口调用许可 / 订单管理). */
export const licenceOrderHandlers: Record<string, Handler> = {
	'/cgi-bin/license/create_new_order': (call) => {
		const { platform, body } = call;
		const buyer = staffOf(call, 'buyer_userid', 48001);
		const purchase = purchaseIn(platform, corpOf(call), body);
		const order = platform.licenceOrders.buy(purchase, buyer);
		payTestOrder(platform, order);
		return { order_id: order.orderId };
	},

	'/cgi-bin/license/create_renew_order_job': (call) => {
		const { renewals } = call.platform.licenceSales;
		const corp = corpOf(call);
		checkInstalled(call.platform, corp);
		const known = textOf(call.body, 'jobid');
		const job =
			known === '' ? renewals.open({ corp, codes: new Set<HeldCode>() }) : renewals.findOpen(known);
		if (job.content.corp !== corp) {
			throw new Refusal(701151);
		}
		const invalid = recordsOf(call.body, 'account_list').flatMap((account) =>
			failureOf(call, () => addRenewal(call, job, account), {
				userid: account.userid,
				type: account.type,
			}),
		);
		return { jobid: job.id, invalid_account_list: invalid };
	},

	'/cgi-bin/license/submit_order_job': (call) => {
		const { platform, body } = call;
		const { renewals } = platform.licenceSales;
		const job = renewals.findOpen(textOf(body, 'jobid'));
		const buyer = staffOf(call, 'buyer_userid', 48001);
		const { corp, codes } = job.content;
		const duration = renewalIn(platform, corp, recordOf(body, 'account_duration'));
		if (codes.size === 0) {
			throw new Refusal(701010);
		}
		const order = platform.licenceOrders.renew(corp, [...codes], duration, buyer);
		renewals.submit(job, () => undefined);
		payTestOrder(platform, order);
		return { order_id: order.orderId };
	},

	'/cgi-bin/license/create_new_order_job': (call) => {
		const { purchases } = call.platform.licenceSales;
		const known = textOf(call.body, 'jobid');
		const job = known === '' ? purchases.open([]) : purchases.findOpen(known);
		const invalid = recordsOf(call.body, 'buy_list').flatMap((item) =>
			failureOf(call, () => job.content.push(partIn(call, job.content, item)), {
				corpid: item.corpid,
			}),
		);
		return { jobid: job.id, invalid_list: invalid };
	},

	'/cgi-bin/license/submit_new_order_job': (call) => {
		const { licenceSales } = call.platform;
		const job = licenceSales.purchases.findOpen(textOf(call.body, 'jobid'));
		const buyer = staffOf(call, 'buyer_userid', 48001);
		if (job.content.length === 0) {
			throw new Refusal(701122);
		}
		licenceSales.submitPurchases(job, buyer);
		return {};
	},

	'/cgi-bin/license/new_order_job_result': ({ platform, body }) => {
		const result = platform.licenceSales.purchases.result(textOf(body, 'jobid'));
		if (!result) {
			return { status: 2 };
		}
		return {
			status: result.order ? 1 : 3,
			...(result.order ? { order_id: result.order.orderId } : {}),
			fail_list: result.failed.map(({ corp, errcode }) => failure(platform, errcode, corp)),
		};
	},

	'/cgi-bin/license/list_order': (call) => {
		const { platform, body } = call;
		const corpId = textOf(body, 'corpid');
		const corp = corpId === '' ? undefined : corpNamed(platform, corpId);
		const wantsTest = corp !== undefined && platform.licences.isTest(corp);
		const isWithin = spanOf(call, MOST_SPAN);
		const orders = platform.licenceOrders
			.all()
			.filter((order) => order.isTest === wantsTest && isWithin(order.createdAt))
			.filter((order) => corp === undefined || order.corp === corp);
		const { page, next } = pageOf(body, orders);
		const list = page.map(({ orderId, type }) => ({ order_id: orderId, order_type: type }));
		return { ...next, order_list: list };
	},

	'/cgi-bin/license/get_order': (call) => {
		const { platform } = call;
		const order = singleOrder(call);
		return {
			order: {
				...generalPart(platform, order),
				corpid: order.corp?.corpId,
				account_count: countsPart(order.counts),
				account_duration: durationPart(platform, order.duration),
			},
		};
	},

	'/cgi-bin/license/get_union_order': ({ platform, body }) => {
		const order = platform.licenceOrders.find(textOf(body, 'order_id'));
		if (order.type !== 8) {
			throw new Refusal(701005);
		}
		const { page, next } = pageOf(body, order.parts);
		return {
			order: generalPart(platform, order),
			...next,
			buy_list: page.map(({ orderId, corp, counts, duration }) => ({
				sub_order_id: orderId,
				corpid: corp?.corpId,
				account_count: countsPart(counts),
				account_duration: durationPart(platform, duration),
			})),
		};
	},

	'/cgi-bin/license/list_order_account': (call) => {
		const { platform, body } = call;
		const order = singleOrder(call);
		if (order.type === 2) {
			const { page, next } = pageOf(body, order.renewals);
			const list = page.map(({ code, userId }) => ({ userid: userId, type: code.type }));
			return { ...next, account_list: list };
		}
		if (order.paidAt === undefined) {
			throw new Refusal(701083);
		}
		const codes = platform.licences.codes.ofOrder(order.orderId);
		const { page, next } = pageOf(body, codes);
		const list = page.map(({ code, type }) => ({ active_code: code, type }));
		return { ...next, account_list: list };
	},

	'/cgi-bin/license/cancel_order': (call) => {
		const { platform, body } = call;
		const order = platform.licenceOrders.find(textOf(body, 'order_id'));
		if (order.parent) {
			throw new Refusal(701005);
		}
		if (order.corp && textOf(body, 'corpid') === '') {
			throw new Refusal(41002);
		}
		if (order.corp && corpOf(call) !== order.corp) {
			throw new Refusal(701086);
		}
		platform.licenceOrders.cancel(order);
		return {};
	},

	'/cgi-bin/license/submit_pay_job': (call) => {
		const { platform, body } = call;
		const order = platform.licenceOrders.find(textOf(body, 'order_id'));
		staffOf(call, 'payer_userid', 48001);
		if (order.parent) {
			throw new Refusal(701005);
		}
		return { jobid: platform.licenceSales.payFromBalance(order).id };
	},

	'/cgi-bin/license/pay_job_result': ({ platform, body }) => {
		const result = platform.licenceSales.payments.result(textOf(body, 'jobid'));
		return result ? paymentPart(platform, result) : { status: 2 };
	},

	'/cgi-bin/service/get_account_balance': ({ platform }) => ({ balance: platform.balance.read() }),
};

/** @throws Refusal 701005 for no order, 701120 for one of many companies */
function singleOrder({ platform, body }: Call): LicenceOrder {
	const order = platform.licenceOrders.find(textOf(body, 'order_id'));
	if (order.type === 8) {
		throw new Refusal(701120);
	}
	return order;
}

/** @throws Refusal 701015 */
function checkInstalled({ installations }: Platform, corp: Corp): void {
	if (!installations.all().some((installation) => installation.corp === corp)) {
		throw new Refusal(701015);
	}
}

/**
 * @throws Refusal 701015 for a company without an app of the provider, 40058 for wrong counts or times, 701027 and
 * 701028 for what a test company may not buy, 701129 or 701130 when its app orders do not allow it
 */
function purchaseIn(platform: Platform, corp: Corp, item: Record<string, unknown>): Purchase {
	checkInstalled(platform, corp);
	const isTest = platform.licences.isTest(corp);
	const sent = recordOf(item, 'account_count');
	const counts = {
		base: numberOf(sent, 'base_count') ?? 0,
		interop: numberOf(sent, 'external_contact_count') ?? 0,
	};
	const each = [counts.base, counts.interop];
	if (each.every((count) => count === 0) || each.some((one) => one < 0 || one > MOST_ACCOUNTS)) {
		throw new Refusal(40058, 'invalid account_count');
	}
	if (isTest && each.some((count) => count > MOST_TEST_ACCOUNTS)) {
		throw new Refusal(701027);
	}
	const time = recordOf(item, 'account_duration');
	const duration: Duration = {
		...optional('months', numberOf(time, 'months')),
		...optional('days', numberOf(time, 'days')),
	};
	const { months = 0, days = 0 } = duration;
	if (months < 0 || days < 0 || daysOf(duration) < 31 || daysOf(duration) > MOST_DAYS) {
		throw new Refusal(40058, 'invalid account_duration');
	}
	if (isTest && (months !== 1 || days !== 0)) {
		throw new Refusal(701028);
	}
	checkAppOrders(platform, corp);
	return { corp, counts, duration };
}

/** The text has a word that the documentation promises. */
function checkAppOrders({ licenceOrders, errorTexts }: Platform, { corpId }: Corp): void {
	const errcode = licenceOrders.failedChecks.get(corpId);
	if (errcode !== undefined) {
		throw new Refusal(errcode, `WARNING: ${errorTexts.get(errcode) ?? ''}`);
	}
}

/** One company of an order for many. @throws Refusal 701121 for a test company, 701124 for one named before, 701123 for too many */
function partIn(call: Call, before: Purchase[], item: Record<string, unknown>): Purchase {
	const { platform } = call;
	const corp = corpNamed(platform, textOf(item, 'corpid'));
	if (platform.licences.isTest(corp)) {
		throw new Refusal(701121);
	}
	if (before.some((purchase) => purchase.corp === corp)) {
		throw new Refusal(701124);
	}
	if (before.length >= MOST_COMPANIES) {
		throw new Refusal(701123);
	}
	const automatic = (numberOf(item, 'auto_active_status') ?? 1) === 1;
	return { ...purchaseIn(platform, corp, item), automatic };
}

/** @throws Refusal 701019 for no member, 701004 for one without such a licence, 84195 for one named before, 701014 for too many */
function addRenewal(
	{ platform }: Call,
	{ content: { corp, codes } }: Job<{ corp: Corp; codes: Set<HeldCode> }, undefined>,
	account: Record<string, unknown>,
): void {
	const type: LicenceType = numberOf(account, 'type') === 1 ? 1 : 2;
	const userId = memberNamed(corp, textOf(account, 'userid'));
	const code = platform.licences.codes.heldBy(corp, userId, type);
	if (!code) {
		throw new Refusal(701004);
	}
	if (codes.has(code)) {
		throw new Refusal(84195);
	}
	if ([...codes].filter((one) => one.type === type).length >= MOST_ACCOUNTS) {
		throw new Refusal(701014);
	}
	codes.add(code);
}

/** @throws Refusal 40058 unless it is 1 to 60 months or a later day within 1860 days, 701028 for a test company */
function renewalIn(platform: Platform, corp: Corp, sent: Record<string, unknown>): Duration {
	const { clock, licences } = platform;
	const months = numberOf(sent, 'months');
	const seconds = numberOf(sent, 'new_expire_time');
	if ((months === undefined) === (seconds === undefined)) {
		throw new Refusal(40058, 'either months or new_expire_time');
	}
	if (licences.isTest(corp) && months !== 1) {
		throw new Refusal(701028);
	}
	if (seconds !== undefined) {
		const newExpireTime = clock.moment(seconds);
		const today = endOfDay(clock.now());
		if (newExpireTime <= today || newExpireTime > today + MOST_DAYS * DAY) {
			throw new Refusal(40058, 'invalid new_expire_time');
		}
		return { newExpireTime };
	}
	if (months === undefined || months < 1 || months * 31 > MOST_DAYS) {
		throw new Refusal(40058, 'invalid months');
	}
	return { months };
}

/** Orders of test companies cost nothing and need no payment. */
function payTestOrder({ licenceOrders, outbox }: Platform, order: LicenceOrder): void {
	if (order.isTest) {
		outbox.put(...licenceOrders.pay(order));
	}
}

function generalPart({ clock, licenceOrders }: Platform, order: LicenceOrder): Answer {
	return {
		order_id: order.orderId,
		order_type: order.type,
		order_status: licenceOrders.statusOf(order),
		price: order.price,
		create_time: clock.tell(order.createdAt),
		...(order.paidAt === undefined ? {} : { pay_time: clock.tell(order.paidAt) }),
	};
}

function countsPart({ base, interop }: Counts): Answer {
	return { base_count: base, external_contact_count: interop };
}

function durationPart({ clock }: Platform, { newExpireTime, ...rest }: Duration): Answer {
	return newExpireTime === undefined
		? { ...rest }
		: { new_expire_time: clock.tell(endOfDay(newExpireTime)) };
}

function paymentPart(platform: Platform, { errcode, failed }: PaymentResult): Answer {
	if (errcode === undefined) {
		return { status: 1 };
	}
	const list = failed.map(({ corp, errcode: reason }) => failure(platform, reason, corp));
	return { status: 3, pay_job_result: { ...failure(platform, errcode), fail_corp_list: list } };
}

function failure({ errorTexts }: Platform, errcode: number, corp?: Corp): Answer {
	const errmsg = errorTexts.get(errcode) ?? 'failed';
	return { ...(corp ? { corpid: corp.corpId } : {}), errcode, errmsg };
}

/** Does a part of a request; when it is refused, says so in the answer instead of refusing the whole. */
function failureOf({ platform }: Call, work: () => void, about: Answer): Answer[] {
	try {
		work();
		return [];
	} catch (error) {
		if (error instanceof Refusal) {
			const errmsg = error.reason ?? platform.errorTexts.get(error.errcode) ?? 'invalid';
			return [{ ...about, errcode: error.errcode, errmsg }];
		}
		throw error;
	}
}

function optional(name: 'months' | 'days', value: number | undefined): Duration {
	return value === undefined ? {} : { [name]: value };
}
