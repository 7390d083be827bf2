import { group } from '../define';
import { integer, text } from '../field';

const link = () => ({ LinkId: text, State: text.optional() });

const visitor = () => ({
	...link(),
	UserID: text.optional(),
	ExternalUserID: text.optional(),
});

export const customerAcquisition = group('Customer Acquisition', '获客助手', {
	'customer_acquisition.balance_low': {
		title: 'Acquisition Quota Nearly Used Up',
		titleZh: '获客额度即将耗尽',
		from: ['command', 'data'],
	},
	'customer_acquisition.balance_exhausted': {
		title: 'Acquisition Quota Used Up',
		titleZh: '获客额度已耗尽',
		from: ['command', 'data'],
	},
	'customer_acquisition.balance_increased': {
		title: 'Acquisition Quota Increased',
		titleZh: '获客额度增加',
		from: ['command', 'data'],
	},
	'customer_acquisition.quota_expire_soon': {
		title: 'Acquisition Quota Expires Soon',
		titleZh: '获客额度即将过期',
		from: ['command', 'data'],
		fields: () => ({ ExpireTime: integer.optional() }),
	},
	'customer_acquisition.link_unavailable': {
		title: 'Acquisition Link Unavailable',
		titleZh: '获客链接不可用',
		from: ['command', 'data'],
		fields: () => ({ LinkId: text }),
	},
	'customer_acquisition.delete_link': {
		title: 'Acquisition Link Deleted',
		titleZh: '删除获客链接',
		from: ['command', 'data'],
		fields: () => ({ LinkId: text }),
	},
	'customer_acquisition.open_profile': {
		title: 'Acquisition Profile Opened',
		titleZh: '打开成员资料',
		from: ['command', 'data'],
		fields: link,
	},
	'customer_acquisition.friend_request': {
		title: 'Acquisition Friend Request Sent',
		titleZh: '发起好友申请',
		from: ['command', 'data'],
		fields: () => ({ ...link(), UserID: text.optional() }),
	},
	'customer_acquisition.customer_start_chat': {
		title: 'Acquisition Chat Started',
		titleZh: '成员首次收到消息',
		from: ['command', 'data'],
		fields: () => ({ ...visitor(), ChatKey: text.optional() }),
	},
	'customer_acquisition.message_from_customer': {
		title: 'Acquisition Messages From Customer',
		titleZh: '成员多次收消息',
		from: ['command', 'data'],
		fields: () => ({ ...link(), ChatKey: text.optional() }),
	},
	'customer_acquisition.del_follow_user': {
		title: 'Acquisition Customer Deleted Member',
		titleZh: '客户删除成员',
		from: ['command', 'data'],
		fields: visitor,
	},
	'customer_acquisition.service_balance_low': {
		title: 'Acquisition Component Quota Nearly Used Up',
		titleZh: '组件额度即将耗尽',
		from: 'command',
	},
	'customer_acquisition.service_balance_exhausted': {
		title: 'Acquisition Component Quota Used Up',
		titleZh: '组件额度已耗尽',
		from: 'command',
	},
	'customer_acquisition.service_balance_consumed': {
		title: 'Acquisition Component Quota Consumed',
		titleZh: '组件额度消耗',
		from: 'command',
		fields: () => ({ ...link(), OnceKey: text.optional() }),
	},
	'customer_acquisition.change_price': {
		title: 'Acquisition Component Price Changed',
		titleZh: '调价通知',
		from: 'command',
		fields: () => ({ Price: integer, EffectiveTime: integer }),
	},
	customer_acquisition_permit_change: {
		title: 'Acquisition Permission Changed',
		titleZh: '获客助手使用权限变更',
		from: 'command',
	},
});
