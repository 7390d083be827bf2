import { resource, type Zod } from '../endpoint';
import { bytes } from '../parameters';

const page = '002-收款商户号管理';

const merchantId = (zod: Zod) =>
	bytes(zod, 32)
		.min(1)
		.meta({ title: 'Merchant ID', description: 'of WeChat Pay, at most 32 bytes' });

export const paymentMerchant = resource(
	'paymentMerchant',
	'Payment Merchant',
	'收款商户号',
	'docs/001-企业内部开发/002-服务端API/017-企业支付/005-对外收款',
	{
		get: {
			title: 'Get',
			action: 'Get a payment merchant',
			zh: '查询商户号详情',
			doc: page,
			apps: ['own'],
			post: 'externalpay/getmerchant',
			repeatable: true,
			body: (zod) => ({ mch_id: merchantId(zod) }),
		},
		setScope: {
			title: 'Set Scope',
			action: 'Set who may use a payment merchant',
			zh: '设置商户号使用范围',
			about: 'Everything is replaced',
			doc: page,
			apps: ['own'],
			post: 'externalpay/set_mch_use_scope',
			repeatable: true,
			body: (zod) => ({
				mch_id: merchantId(zod),
				allow_use_scope: zod
					.object({
						user: zod.array(zod.string()).optional(),
						partyid: zod.array(zod.int()).optional(),
						tagid: zod.array(zod.int()).optional(),
					})
					.meta({
						title: 'Scope',
						description: 'members, departments and tags who may collect with it',
						example: { user: ['zhangsan'], partyid: [2], tagid: [1] },
					}),
			}),
		},
	},
);
