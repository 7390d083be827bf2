import { resource, type Zod } from '../endpoint';

const paymentId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Payment ID', description: 'of one that this app created' });

export const classPayment = resource(
	'classPayment',
	'Class Payment',
	'班级收款',
	'docs/001-企业内部开发/002-服务端API/021-家校应用/003-班级收款',
	{
		get: {
			title: 'Get',
			action: 'Get a class payment and who has paid',
			zh: '获取学生付款结果',
			doc: '001-获取学生付款结果',
			apps: ['own', 'standard'],
			post: 'school/get_payment_result',
			repeatable: true,
			body: (zod) => ({ payment_id: paymentId(zod) }),
		},
		getTrade: {
			title: 'Get Trade',
			action: 'Get when a student has paid',
			zh: '获取订单详情',
			doc: '002-获取订单详情',
			apps: ['own', 'standard'],
			post: 'school/get_trade',
			repeatable: true,
			body: (zod) => ({
				payment_id: paymentId(zod),
				trade_no: zod.string().min(1).meta({ title: 'Order Number', description: 'from Get' }),
			}),
		},
	},
);
