import { DAY } from '../clock';
import type { DataZoneOrder, Edition, OrderType, Span } from '../platform/data-zone-orders';
import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import { isRecord, numberOf, textOf, type Answer, type Call, type Handler } from './call';
import { pageOf } from './page';
import { corpNamed, corpOf, spanOf, staffOf } from './provider';

/** Orders of the data zone (数据与智能专区 / 订单管理接口). */
export const dataZoneOrderHandlers: Record<string, Handler> = {
	'/cgi-bin/advanced_api/create_order': (call) => {
		const { platform, body } = call;
		const corp = corpOf(call, 'custom_corpid');
		const buyer = staffOf(call, 'buyer_userid', 701166);
		if (!platform.installations.all().some((installation) => installation.corp === corp)) {
			throw new Refusal(701139);
		}
		const wanted = body.chat_archive_api;
		if (!isRecord(wanted)) {
			throw new Refusal(701165);
		}
		const edition: Edition = numberOf(wanted, 'edition') === 3 ? 3 : 2;
		const begin = numberOf(wanted, 'take_effect_time');
		const order = platform.dataZoneOrders.order(
			{
				corp,
				type: typeIn(body),
				edition,
				count: numberOf(wanted, 'purchase_count'),
				begin: begin === undefined ? undefined : platform.clock.moment(begin),
				oldSpan: spanIn(platform, wanted.old_edition_info),
				targetSpan: spanIn(platform, wanted.target_edition_info),
			},
			buyer,
		);
		return { order_id: order.orderId };
	},

	'/cgi-bin/advanced_api/cancel_order': (call) => {
		const { dataZoneOrders, outbox } = call.platform;
		outbox.put(...dataZoneOrders.cancel(orderOf(call)));
		return {};
	},

	'/cgi-bin/advanced_api/submit_pay': (call) => {
		const { dataZoneOrders, outbox } = call.platform;
		const order = orderOf(call);
		staffOf(call, 'payer_userid', 48001);
		outbox.put(...dataZoneOrders.pay(order, true));
		return {};
	},

	'/cgi-bin/advanced_api/list_order': (call) => {
		const { platform, body } = call;
		const corpId = textOf(body, 'custom_corpid');
		const corp = corpId === '' ? undefined : corpNamed(platform, corpId);
		const isWithin = spanOf(call, Infinity);
		const orders = platform.dataZoneOrders
			.all()
			.filter((order) => (corp === undefined || order.corp === corp) && isWithin(order.createdAt));
		const { page, next } = pageOf(body, orders);
		return { ...next, order_list: page.map((order) => listedPart(platform, order)) };
	},

	'/cgi-bin/advanced_api/get_order': (call) => {
		const { platform } = call;
		const order = orderOf(call);
		const { seats, original } = order;
		return {
			order: {
				advanced_api_type: 1,
				...listedPart(platform, order),
				custom_corpid: order.corp.corpId,
				buyer_userid: order.buyer,
				paid_price: order.price,
				chat_archive_api: {
					edition: seats.edition,
					purchase_count: seats.count,
					purchase_duration_days: Math.round((seats.end - seats.begin) / DAY),
					take_effect_time: platform.clock.tell(seats.begin),
					end_time: platform.clock.tell(seats.end),
					...(original === undefined ? {} : { original_price: original }),
				},
			},
		};
	},

	'/cgi-bin/advanced_api/get_corp_buy_info': (call) => {
		const { clock, dataZoneOrders } = call.platform;
		const purchases = dataZoneOrders.purchases(corpOf(call, 'custom_corpid'));
		return {
			chat_archive_api_buy_info: {
				edition_list: purchases.map(({ edition, count, begin, end }) => ({
					edition,
					purchase_count: count,
					begin_time: clock.tell(begin),
					end_time: clock.tell(end),
				})),
			},
		};
	},
};

function orderOf({ platform, body }: Call): DataZoneOrder {
	return platform.dataZoneOrders.find(textOf(body, 'order_id'));
}

/** A new one unless it says otherwise. */
function typeIn(body: Record<string, unknown>): OrderType {
	const type = numberOf(body, 'order_type');
	return type === 1 || type === 2 || type === 3 ? type : 0;
}

/** @throws Refusal 701230 for one end without the other */
function spanIn({ clock }: Platform, sent: unknown): Span | undefined {
	if (!isRecord(sent)) {
		return undefined;
	}
	const begin = numberOf(sent, 'begin_time');
	const end = numberOf(sent, 'end_time');
	if (begin === undefined && end === undefined) {
		return undefined;
	}
	if (begin === undefined || end === undefined) {
		throw new Refusal(701230);
	}
	return { begin: clock.moment(begin), end: clock.moment(end) };
}

function listedPart({ clock, dataZoneOrders }: Platform, order: DataZoneOrder): Answer {
	return {
		order_id: order.orderId,
		order_type: order.type,
		order_status: dataZoneOrders.statusOf(order),
		create_time: clock.tell(order.createdAt),
	};
}
