import { group } from '../define';
import { integer, nested, text } from '../field';

const quota = () => ({
	AdvanceApiType: integer,
	ChatArchiveApi: nested({ Edition: integer.optional() }).optional(),
});

export const dataZone = group('Data Zone', '数据与智能专区', {
	program_notify: {
		title: 'Notification From the Data Zone',
		titleZh: '应用接收专区通知',
		from: 'data',
		fields: () => ({ NotifyId: text, NotifyScene: integer.optional() }),
	},
	advanced_api_pay_success: {
		title: 'Advanced API Order Paid',
		titleZh: '支付成功通知',
		from: 'system',
		fields: () => ({ AdvanceApiType: integer, OrderId: text, BuyerUserId: text }),
	},
	advanced_api_refund: {
		title: 'Advanced API Refund Decided',
		titleZh: '退款结果通知',
		from: 'system',
		fields: () => ({ AdvanceApiType: integer, OrderId: text, OrderStatus: integer }),
	},
	advanced_api_cancel: {
		title: 'Advanced API Order Cancelled',
		titleZh: '取消订单通知',
		from: 'system',
		fields: () => ({ AdvanceApiType: integer, OrderId: text }),
	},
	advanced_api_insufficient: {
		title: 'Advanced API Quota Insufficient',
		titleZh: '接口不足通知',
		from: 'system',
		fields: quota,
	},
	advanced_api_expired: {
		title: 'Advanced API Purchase Expired',
		titleZh: '接口购买到期通知',
		from: 'system',
		fields: quota,
	},
	advanced_api_trial_expired: {
		title: 'Advanced API Trial Expired',
		titleZh: '接口试用到期通知',
		from: 'system',
		fields: () => ({ AdvanceApiType: integer }),
	},
});
