import type { AppOrder, AppOrderStatus } from '../platform/app-orders';
import { Refusal } from '../platform/refusal';
import { findCorp } from '../world';
import { numberOf, suiteOf, textOf, type Answer, type Call, type Handler } from './call';
import { spanOf } from './provider';

/** As `order_status` of app orders counts them. */
const STATUSES: Record<AppOrderStatus, number> = {
	unpaid: 0,
	unconfirmed: 0,
	paid: 1,
	complete: 1,
	cancelled: 2,
	expired: 3,
	'refund asked': 4,
	refunded: 5,
};

/** Orders of a suite's paid editions, and its trials (应用版本付费). */
export const appOrderHandlers: Record<string, Handler> = {
	'/cgi-bin/service/get_order_list': (call) => {
		const isWithin = spanOf(call, Infinity);
		const orders =
			numberOf(call.body, 'test_mode') === 1
				? []
				: ordersOf(call).filter(({ createdAt }) => isWithin(createdAt));
		return { order_list: orders.map((order) => detailsOf(call, order)) };
	},

	'/cgi-bin/service/get_order': (call) => {
		const order = ordersOf(call).find(({ orderId }) => orderId === textOf(call.body, 'orderid'));
		if (!order) {
			throw new Refusal(84080);
		}
		return detailsOf(call, order);
	},

	'/cgi-bin/service/prolong_try': (call) => {
		const { body, platform } = call;
		const corpId = textOf(body, 'buyer_corpid');
		if (!findCorp(platform.world, corpId)) {
			throw new Refusal(40013);
		}
		const installation = platform.installations.find(suiteOf(call).suiteId, corpId);
		if (!installation) {
			throw new Refusal(48004);
		}
		const days = numberOf(body, 'prolong_days') ?? 0;
		if (days < 1) {
			throw new Refusal(40058, 'parameter "prolong_days" is out of range');
		}
		const end = platform.editions.prolong(installation, days);
		return { try_end_time: platform.clock.tell(end) };
	},
};

/** Those that a company has taken and that contain an app of the calling suite. */
function ordersOf(call: Call): AppOrder[] {
	const suite = suiteOf(call);
	return call.platform.appOrders
		.all()
		.filter(({ corp, lines }) => corp && lines.some((line) => line.suite === suite));
}

function detailsOf(call: Call, order: AppOrder): Answer {
	const { clock, appOrders, world } = call.platform;
	const suite = suiteOf(call);
	const line = order.lines.find((one) => one.suite === suite);
	const shares = appOrders.sharesOf(order);
	return {
		orderid: order.orderId,
		order_status: STATUSES[appOrders.statusOf(order)],
		order_type: order.type,
		paid_corpid: order.corp?.corpId,
		...(order.operator ? { operator_id: order.operator.userId } : {}),
		suiteid: suite.suiteId,
		...(suite.singleApp ? {} : { appid: 1 }),
		edition_id: line?.edition?.editionId ?? '',
		edition_name: line?.edition?.name ?? '',
		price: order.payment === 2 ? 0 : line?.paidPrice,
		user_count: line?.users,
		order_period: line?.days,
		order_time: clock.tell(order.createdAt),
		...(order.paidAt === undefined ? {} : { paid_time: clock.tell(order.paidAt) }),
		...(line?.term
			? { begin_time: clock.tell(line.term.beginsAt), end_time: clock.tell(line.term.endsAt) }
			: {}),
		order_from: order.operator ? 0 : 3,
		operator_corpid: order.operator ? order.corp?.corpId : world.provider.corpId,
		service_share_amount: shares.provider,
		platform_share_amount: shares.platform,
		dealer_share_amount: 0,
	};
}
