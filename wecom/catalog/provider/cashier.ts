import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { bytes } from '../parameters';
import { cursor } from '../page';
import { orderId, providerMember, unixTime } from './parameters';

const docs = 'docs/002-第三方应用开发/002-服务端API/005-收银台';

const kind = (zod: Zod) =>
	zod.literal([1, 2, 3]).meta({
		title: 'Business',
		labels: { 1: 'Third-party app', 2: 'Customised app', 3: 'Industry solution' },
	});

const common = (zod: Zod) => ({
	order_type: zod.literal([0, 1, 2]),
	notify_custom_corp: zod.literal([0, 1]).optional(),
});

const users = (zod: Zod) => zod.int().min(1).max(1_000_000).optional();
const days = (zod: Zod) => zod.int().min(1).max(1825).optional();
const date = (zod: Zod) =>
	zod
		.string()
		.regex(/^\d{8}$/, { error: 'must be a date as 20301231' })
		.optional();

const discount = (zod: Zod) =>
	zod.object({
		discount_type: zod.literal([1, 2]),
		discount_amount: zod.int().min(0).max(10_000_000).optional(),
		discount_ratio: zod.int().min(0).max(99).optional(),
		discount_remarks: bytes(zod, 256),
	});

const thirdApp = (zod: Zod) =>
	zod.object({
		...common(zod),
		buy_info_list: zod
			.array(
				zod.object({
					suiteid: bytes(zod, 64),
					appid: zod.int().optional(),
					edition_id: bytes(zod, 64),
					user_count: users(zod),
					duration_days: days(zod),
					take_effect_date: date(zod),
					discount_info: discount(zod).optional(),
				}),
			)
			.min(1)
			.max(20),
	});

const customisedApp = (zod: Zod) =>
	zod.object({
		...common(zod),
		buy_info_list: zod
			.array(
				zod.object({
					suiteid: bytes(zod, 64),
					user_count: users(zod),
					duration_days: days(zod),
					take_effect_date: date(zod),
					total_price: zod.int().min(1),
				}),
			)
			.min(1)
			.max(20),
	});

const promotionCase = (zod: Zod) =>
	zod.object({
		...common(zod),
		case_id: bytes(zod, 64),
		promotion_edition_name: bytes(zod, 128),
		duration_days: days(zod),
		take_effect_date: date(zod),
		buy_info_list: zod
			.array(
				zod.object({
					suiteid: bytes(zod, 64),
					appid: zod.int().optional(),
					user_count: users(zod),
				}),
			)
			.min(1)
			.max(20)
			.optional(),
	});

const products = (zod: Zod): z.ZodType =>
	zod
		.object({
			third_app: thirdApp(zod).optional(),
			customized_app: customisedApp(zod).optional(),
			promotion_case: promotionCase(zod).optional(),
		})
		.refine((list) => Object.values(list).filter(Boolean).length === 1, {
			error: 'must hold exactly one of third_app, customized_app, promotion_case',
		})
		.meta({
			title: 'Products',
			description: 'the one part that belongs to the business; prices in cents',
			example: {
				third_app: {
					order_type: 0,
					buy_info_list: [
						{ suiteid: 'wwXXXX', edition_id: 'spXXXX', user_count: 10, duration_days: 365 },
					],
				},
			},
		});

const pages = (max: number) => cursor(max, { more: 'has_more' });

export const cashierOrder = resource(
	'cashierOrder',
	'Cashier Order',
	'收款订单',
	`${docs}/002-收款工具`,
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a cashier order',
			zh: '取消收款订单',
			doc: '002-取消收款订单',
			post: 'paytool/close_order',
			sign: 'cashier',
			body: (zod) => ({ order_id: orderId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a cashier order',
			zh: '创建收款订单',
			about: 'Gives a link by which the customer pays or confirms',
			doc: '001-创建收款订单',
			post: 'paytool/open_order',
			sign: 'cashier',
			body: (zod) => ({
				business_type: kind(zod),
				custom_corpid: bytes(zod, 64)
					.optional()
					.meta({ title: 'Customer Corp ID', description: 'needed for a customised app' }),
				pay_type: zod.literal([0, 1, 2]).meta({
					title: 'Payment',
					labels: { 0: 'The customer pays', 1: 'The provider pays', 2: 'Free' },
				}),
				bank_receipt_media_id: zod.string().optional().meta({
					title: 'Receipt Media ID',
					description: 'from Provider Media: Upload with purpose Cashier; if the provider pays',
				}),
				creator: providerMember(zod, 'Creator').optional(),
				product_list: products(zod),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a cashier order',
			zh: '获取收款订单详情',
			doc: '004-获取收款订单详情',
			post: 'paytool/get_order_detail',
			sign: 'cashier',
			body: (zod) => ({ order_id: orderId(zod) }),
			answer: 'pay_order',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many cashier orders',
			zh: '获取收款订单列表',
			doc: '003-获取收款订单列表',
			post: 'paytool/get_order_list',
			sign: 'cashier',
			body: (zod) => ({
				business_type: kind(zod).optional(),
				start_time: unixTime(zod, 'From').optional(),
				end_time: unixTime(zod, 'To').optional(),
			}),
			items: 'pay_order_list',
			page: pages(2000),
		},
	},
);

export const cashierInvoice = resource(
	'cashierInvoice',
	'Cashier Invoice',
	'发票',
	`${docs}/003-发票管理`,
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many invoices',
			zh: '获取发票列表',
			doc: '001-获取发票列表',
			post: 'paytool/get_invoice_list',
			repeatable: true,
			body: (zod) => ({
				start_time: unixTime(zod, 'From').optional(),
				end_time: unixTime(zod, 'To').optional(),
			}),
			items: 'invoice_list',
			page: pages(100),
			simple: [
				'order_id',
				'custom_corpid',
				'apply_time',
				'invoice_type',
				'paid_price',
				'invoice_status',
				'invoice_title',
				'tax_number',
				'receive_email',
				'invoice_note',
			],
		},
		setStatus: {
			title: 'Set Status',
			action: 'Set the status of an invoice',
			zh: '标记开票状态',
			about: 'Changes nothing once it is marked as issued',
			doc: '002-标记开票状态',
			post: 'paytool/mark_invoice_status',
			repeatable: true,
			body: (zod) => ({
				order_id: orderId(zod),
				oper_userid: providerMember(zod, 'Operator'),
				invoice_status: zod.literal([1, 2, 3]).meta({
					title: 'Status',
					labels: { 1: 'Sent by post', 2: 'Sent electronically', 3: 'Cancelled' },
				}),
				invoice_note: bytes(zod, 200).meta({ title: 'Note', description: 'the customer sees it' }),
			}),
		},
	},
);
