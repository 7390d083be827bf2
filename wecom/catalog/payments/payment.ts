import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { unixTime } from '../parameters';

const period = (zod: Zod) => ({
	begin_time: unixTime(zod, 'From'),
	end_time: unixTime(zod, 'Until'),
});

export const payment = resource(
	'payment',
	'Payment',
	'对外收款',
	'docs/002-第三方应用开发/002-服务端API/021-企业支付/001-对外收款',
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many payments that members have collected',
			zh: '获取对外收款记录',
			about: 'Of at most a month',
			doc: '002-获取对外收款记录',
			post: 'externalpay/get_bill_list',
			repeatable: true,
			body: (zod) => ({
				...period(zod),
				payee_userid: zod
					.string()
					.optional()
					.meta({ title: 'Payee', description: 'empty: all', pick: 'member' }),
			}),
			items: 'bill_list',
			page: cursor(1000),
		},
		getFundFlows: {
			title: 'Get Fund Flows',
			action: 'Get what came into and out of the accounts',
			zh: '获取资金流水',
			about: 'Of at most 31 days; those of a day are there at 11 of the next',
			doc: 'docs/001-企业内部开发/002-服务端API/017-企业支付/005-对外收款/005-获取资金流水.md',
			apps: ['own'],
			post: 'externalpay/get_fund_flow',
			repeatable: true,
			body: (zod) => ({
				...period(zod),
				mch_id: zod.string().optional().meta({ title: 'Merchant ID', description: 'empty: all' }),
			}),
			items: 'fund_flow_list',
			page: cursor(200),
		},
		getOrderNumbers: {
			title: 'Get Order Numbers',
			action: 'Get the order numbers of a payment project',
			zh: '获取收款项目的商户单号',
			doc: '003-获取收款项目的商户单号',
			post: 'externalpay/get_payment_info',
			repeatable: true,
			body: (zod) => ({
				payment_id: zod
					.string()
					.min(1)
					.meta({ title: 'Project ID', description: 'of one that this app created' }),
			}),
		},
	},
);
