import { group } from '../define';
import { many, text } from '../field';

export const customerService = group('Customer Service', '微信客服', {
	kf_msg_or_event: {
		title: 'Customer Service Message or Event',
		titleZh: '微信客服消息或事件',
		from: 'data',
		fields: () => ({ Token: text, OpenKfId: text }),
	},
	kf_account_auth_change: {
		title: 'Customer Service Accounts Changed',
		titleZh: '客服账号授权变更事件',
		from: 'data',
		fields: () => ({
			AuthAddOpenKfId: many(text).optional(),
			AuthDelOpenKfId: many(text).optional(),
		}),
	},
});
