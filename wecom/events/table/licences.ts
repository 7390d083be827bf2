import { group } from '../define';
import { integer, many, nested, text } from '../field';

export const licences = group('Licences', '接口调用许可', {
	license_pay_success: {
		title: 'Licence Order Paid',
		titleZh: '支付成功通知',
		from: 'system',
		fields: () => ({ OrderId: text, BuyerUserId: text }),
	},
	license_refund: {
		title: 'Licence Refund Decided',
		titleZh: '退款结果通知',
		from: 'system',
		fields: () => ({ OrderId: text, OrderStatus: integer }),
	},
	auto_activate: {
		title: 'Licences Activated Automatically',
		titleZh: '自动激活回调通知',
		from: 'system',
		fields: () => ({
			Scene: integer,
			AccountList: many(
				nested({
					ActiveCode: text,
					Type: integer,
					ExpireTime: integer,
					UserId: text,
					PreviousStatus: integer,
					PreviousActiveCode: text.optional(),
				}),
			),
		}),
	},
	unlicensed_notify: {
		title: 'Unlicensed Member Used the App',
		titleZh: '接口许可失效通知',
		from: 'data',
	},
});
