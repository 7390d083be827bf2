import { resource } from '../endpoint';
import { miniProgramId, merchantId, order, refundNumber, text } from './parameters';

export const paymentRefund = resource(
	'paymentRefund',
	'Payment Refund',
	'收款退款',
	'docs/001-企业内部开发/002-服务端API/018-小程序接入对外收款/003-退款',
	{
		create: {
			title: 'Create',
			action: 'Refund a payment order',
			zh: '申请退款',
			about: 'The same refund number is refunded once only; whether it worked tells Get',
			doc: '001-申请退款',
			apps: ['own'],
			post: 'miniapppay/refund',
			repeatable: true,
			body: (zod) => ({
				appid: miniProgramId(zod),
				...order(zod),
				out_refund_no: refundNumber(zod),
				reason: text(zod, 80)
					.optional()
					.meta({ title: 'Reason', description: 'shown to the payer, at most 80 characters' }),
				funds_account: zod
					.literal('AVAILABLE')
					.optional()
					.meta({
						title: 'Account',
						description: 'where the refund comes from',
						labels: { AVAILABLE: 'Available balance' },
					}),
				amount: zod
					.object({
						refund: zod.int().min(0),
						total: zod.int().min(0),
						currency: zod.literal('CNY'),
					})
					.meta({
						title: 'Amount',
						description: 'in fen: of the refund, and of the order',
						example: { refund: 100, total: 100, currency: 'CNY' },
					}),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a refund',
			zh: '查询退款',
			doc: '002-查询退款',
			apps: ['own'],
			post: 'miniapppay/get_refund_detail',
			repeatable: true,
			body: (zod) => ({ mchid: merchantId(zod), out_refund_no: refundNumber(zod) }),
		},
	},
);
