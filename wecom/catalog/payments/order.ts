import { resource } from '../endpoint';
import { miniProgramId, merchantId, order, text } from './parameters';

const ordinary = '002-普通支付';

export const paymentOrder = resource(
	'paymentOrder',
	'Payment Order',
	'收款订单',
	'docs/001-企业内部开发/002-服务端API/018-小程序接入对外收款',
	{
		close: {
			title: 'Close',
			action: 'Close a payment order',
			zh: '关闭订单',
			about: 'Five minutes after it was created at the earliest',
			doc: `${ordinary}/003-关闭订单`,
			apps: ['own'],
			post: 'miniapppay/close_order',
			destroys: true,
			body: order,
		},
		create: {
			title: 'Create',
			action: 'Create a payment order of a mini program',
			zh: '小程序下单',
			doc: `${ordinary}/001-小程序下单`,
			apps: ['own'],
			post: 'miniapppay/create_order',
			body: (zod) => ({
				appid: miniProgramId(zod),
				...order(zod),
				description: text(zod, 127).meta({
					title: 'Description',
					description: 'at most 127 characters',
				}),
				scenekey: text(zod, 256)
					.optional()
					.meta({ title: 'Scene Key', description: 'from the URL, to count it for a member' }),
				amount: zod.object({ total: zod.int().min(0), currency: zod.literal('CNY') }).meta({
					title: 'Amount',
					description: 'in fen',
					example: { total: 100, currency: 'CNY' },
				}),
				payer: zod.object({ openid: text(zod, 128) }).meta({
					title: 'Payer',
					description: 'openid of who pays in the mini program',
					example: { openid: 'OPENID' },
				}),
				time_expire: text(zod, 64)
					.optional()
					.meta({ title: 'Expires At', description: 'such as 2024-05-20T13:29:35+08:00' }),
				attach: text(zod, 128)
					.optional()
					.meta({ title: 'Attachment', description: 'comes back with the order' }),
				goods_tag: text(zod, 32)
					.optional()
					.meta({ title: 'Discount Tag', description: 'at most 32 characters' }),
				detail: zod
					.object({
						cost_price: zod.int().optional(),
						invoice_id: text(zod, 32).optional(),
						goods_detail: zod
							.array(
								zod.object({
									merchant_goods_id: text(zod, 32),
									wechatpay_goods_id: text(zod, 32).optional(),
									goods_name: text(zod, 256).optional(),
									quantity: zod.int(),
									unit_price: zod.int(),
								}),
							)
							.optional(),
					})
					.optional()
					.meta({
						title: 'Details',
						description: 'goods, original price in cents, receipt',
						example: {
							goods_detail: [{ merchant_goods_id: 'tea', quantity: 1, unit_price: 100 }],
						},
					}),
				scene_info: zod
					.object({
						payer_client_ip: text(zod, 45),
						device_id: text(zod, 32).optional(),
						store_info: zod
							.object({
								id: text(zod, 32),
								name: text(zod, 256).optional(),
								area_code: text(zod, 32).optional(),
								address: text(zod, 512).optional(),
							})
							.optional(),
					})
					.optional()
					.meta({
						title: 'Scene',
						description: 'address, device and store of the payment',
						example: { payer_client_ip: '203.0.113.7' },
					}),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a payment order',
			zh: '查询订单',
			doc: `${ordinary}/002-查询订单`,
			apps: ['own'],
			post: 'miniapppay/get_order',
			repeatable: true,
			body: order,
			simple: [
				'mchid',
				'out_trade_no',
				'transaction_id',
				'trade_type',
				'trade_state',
				'trade_state_desc',
				'payer',
				'amount',
				'attach',
				'success_time',
			],
		},
		getBill: {
			title: 'Get Bill',
			action: 'Get the bill of a day',
			zh: '交易账单申请',
			about: 'Gives an address that lives for 30 seconds',
			doc: '005-账单/001-交易账单申请',
			apps: ['own'],
			post: 'miniapppay/get_bill',
			repeatable: true,
			body: (zod) => ({
				bill_date: zod
					.string()
					.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a day such as 2024-01-31' })
					.meta({ title: 'Day', description: 'such as 2024-01-31, of the last three months' }),
				mchid: merchantId(zod).min(8),
				bill_type: zod
					.enum(['ALL', 'SUCCESS', 'REFUND'])
					.optional()
					.meta({
						title: 'Type',
						description: 'which orders the bill holds',
						labels: { ALL: 'All orders', SUCCESS: 'Paid', REFUND: 'Refunded' },
					}),
				tar_type: zod
					.literal('GZIP')
					.optional()
					.meta({ title: 'Compression', description: 'empty: none', labels: { GZIP: 'Gzip' } }),
			}),
		},
		getSignature: {
			title: 'Get Signature',
			action: 'Get the signature that a mini program pays with',
			zh: '获取支付签名',
			doc: `${ordinary}/004-获取支付签名`,
			apps: ['own'],
			post: 'miniapppay/get_sign',
			repeatable: true,
			body: (zod) => ({
				appid: miniProgramId(zod),
				prepay_id: text(zod, 128).meta({
					title: 'Prepay ID',
					description: 'from Create, of the last two hours',
				}),
				sign_type: zod
					.literal('RSA')
					.optional()
					.meta({ title: 'Kind of Signature', description: 'RSA' }),
				nonce: text(zod, 32)
					.regex(/^[0-9A-Za-z]*$/, { error: 'must be of letters and digits' })
					.meta({ title: 'Nonce', description: 'at most 32 letters and digits' }),
				timestamp: zod.int().min(0).meta({ title: 'Time', description: 'Unix seconds, now' }),
			}),
		},
	},
);
