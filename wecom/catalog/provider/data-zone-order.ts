import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { orderId, providerMember, timeSpan, unixTime } from './parameters';

/** The one interface that can be bought: conversation content (会话内容数据接口). */
const fixed = { advanced_api_type: 1 };

const edition = (zod: Zod) =>
	zod
		.object({ begin_time: zod.int().optional(), end_time: zod.int().optional() })
		.refine((span) => (span.begin_time === undefined) === (span.end_time === undefined), {
			error: "must have both 'begin_time' and 'end_time'",
		})
		.optional();

export const dataZoneOrder = resource(
	'dataZoneOrder',
	'Data Zone Order',
	'数据与智能专区订单',
	'docs/002-第三方应用开发/002-服务端API/017-数据与智能专区/016-订单管理接口',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a data zone order',
			zh: '取消订单',
			doc: '003-取消订单',
			post: 'advanced_api/cancel_order',
			repeatable: true,
			body: (zod) => ({ order_id: orderId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a data zone order',
			zh: '下单购买',
			about: 'For one year; must then be paid',
			doc: '002-下单购买',
			post: 'advanced_api/create_order',
			target: { lookup: 'tenant', parameter: 'custom_corpid' },
			fixed,
			body: (zod) => ({
				buyer_userid: providerMember(zod, 'Buyer'),
				order_type: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({
						title: 'Order Type',
						labels: { 0: 'New', 1: 'More members', 2: 'Renewal', 3: 'Upgrade' },
					}),
				chat_archive_api: zod
					.object({
						edition: zod.literal([2, 3]),
						old_edition: zod.literal(2).optional(),
						purchase_count: zod.int().min(1).max(1_000_000).optional(),
						take_effect_time: unixTime(zod, 'Begin').optional(),
						old_edition_info: edition(zod),
						target_edition_info: edition(zod),
					})
					.meta({
						title: 'Edition',
						description: 'edition 2 conversations, 3 conversations and calls',
						example: { edition: 2, purchase_count: 10 },
					}),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a data zone order',
			zh: '获取订单详情',
			doc: '006-获取订单详情',
			post: 'advanced_api/get_order',
			repeatable: true,
			body: (zod) => ({ order_id: orderId(zod) }),
			answer: 'order',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many data zone orders',
			zh: '获取订单列表',
			doc: '005-获取订单列表',
			post: 'advanced_api/list_order',
			repeatable: true,
			fixed,
			body: (zod) => ({
				custom_corpid: zod
					.string()
					.optional()
					.meta({ title: 'Corp ID', description: 'only orders for this company' }),
				...timeSpan(zod),
			}),
			items: 'order_list',
			page: cursor(1000, { more: 'has_more' }),
		},
		getPurchases: {
			title: 'Get Purchases',
			action: 'Get what a company has bought of the data zone',
			zh: '获取企业已购信息',
			doc: '007-获取企业已购信息',
			post: 'advanced_api/get_corp_buy_info',
			repeatable: true,
			target: { lookup: 'tenant', parameter: 'custom_corpid' },
			fixed,
			items: 'chat_archive_api_buy_info.edition_list',
		},
		pay: {
			title: 'Pay',
			action: 'Pay a data zone order from the balance',
			zh: '提交余额支付订单任务',
			about: 'The way of payment cannot be changed afterwards',
			doc: '004-使用余额支付订单',
			post: 'advanced_api/submit_pay',
			body: (zod) => ({ payer_userid: providerMember(zod, 'Payer'), order_id: orderId(zod) }),
		},
	},
);
