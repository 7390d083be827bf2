import { resource } from '../endpoint';
import { oldAppId, unixTime } from './parameters';

const simple = [
	'orderid',
	'order_status',
	'order_type',
	'paid_corpid',
	'edition_name',
	'price',
	'user_count',
	'order_period',
	'begin_time',
	'end_time',
];

export const appOrder = resource(
	'appOrder',
	'App Order',
	'应用版本付费订单',
	'docs/002-第三方应用开发/002-服务端API/005-收银台/004-应用版本付费',
	{
		get: {
			title: 'Get',
			action: 'Get an app order',
			zh: '获取订单详情',
			doc: '003-获取订单详情',
			apps: ['standard'],
			post: 'service/get_order',
			repeatable: true,
			body: (zod) => ({ orderid: zod.string().min(1).meta({ title: 'Order ID' }) }),
			simple,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many app orders',
			zh: '获取订单列表',
			doc: '002-获取订单列表',
			apps: ['standard'],
			post: 'service/get_order_list',
			repeatable: true,
			body: (zod) => ({
				start_time: unixTime(zod, 'From'),
				end_time: unixTime(zod, 'To'),
				test_mode: zod
					.literal([0, 1])
					.optional()
					.meta({ title: 'Authorisation', labels: { 0: 'Production', 1: 'Test' } }),
			}),
			items: 'order_list',
			simple,
		},
		prolongTrial: {
			title: 'Prolong Trial',
			action: 'Prolong the trial of an app',
			zh: '延长试用期',
			about: 'To at most 60 days in all',
			doc: '006-延长试用期',
			apps: ['standard'],
			post: 'service/prolong_try',
			target: { lookup: 'tenant', parameter: 'buyer_corpid' },
			body: (zod) => ({
				prolong_days: zod.int().min(1).max(60).meta({ title: 'Days' }),
				appid: oldAppId(zod),
			}),
		},
	},
);
