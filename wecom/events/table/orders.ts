import { group } from '../define';
import { text } from '../field';

const order = () => ({ OrderId: text });

export const orders = group('Orders', '应用版本付费', {
	open_order: {
		title: 'Order Placed',
		titleZh: '下单成功通知',
		from: 'command',
		fields: () => ({ OrderId: text, OperatorId: text.optional() }),
	},
	change_order: {
		title: 'Order Changed',
		titleZh: '改单通知',
		from: 'command',
		fields: () => ({ OldOrderId: text, NewOrderId: text }),
	},
	pay_for_app_success: {
		title: 'Order Paid',
		titleZh: '支付成功通知',
		from: 'command',
		fields: order,
	},
	refund: {
		title: 'Order Refunded',
		titleZh: '退款通知',
		from: 'command',
		fields: order,
	},
	cancel_order: {
		title: 'Order Cancelled',
		titleZh: '取消订单通知',
		from: 'command',
		fields: order,
	},
	// The platform's own spelling.
	change_editon: {
		title: 'App Edition Changed',
		titleZh: '应用版本变更通知',
		from: 'command',
	},
});
