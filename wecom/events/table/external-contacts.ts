import { group } from '../define';
import { integer, many, nested, text } from '../field';

const contact = () => ({ UserID: text, ExternalUserID: text });

const added = () => ({ ...contact(), State: text.optional(), WelcomeCode: text.optional() });

const tag = () => ({
	Id: text.optional(),
	TagType: text.optional(),
	StrategyId: text.optional(),
});

export const externalContacts = group('External Contacts', '客户联系', {
	'change_external_contact.add_external_contact': {
		title: 'Customer Added',
		titleZh: '添加企业客户事件',
		from: ['command', 'data'],
		fields: added,
	},
	'change_external_contact.edit_external_contact': {
		title: 'Customer Edited',
		titleZh: '编辑企业客户事件',
		from: ['command', 'data'],
		fields: contact,
	},
	'change_external_contact.add_half_external_contact': {
		title: 'Customer Added Without Verification',
		titleZh: '外部联系人免验证添加成员事件',
		from: ['command', 'data'],
		fields: added,
	},
	'change_external_contact.del_external_contact': {
		title: 'Customer Deleted by Member',
		titleZh: '删除企业客户事件',
		from: ['command', 'data'],
		fields: () => ({ ...contact(), Source: text.optional() }),
	},
	'change_external_contact.del_follow_user': {
		title: 'Member Deleted by Customer',
		titleZh: '删除跟进成员事件',
		from: ['command', 'data'],
		fields: contact,
	},
	'change_external_contact.transfer_fail': {
		title: 'Customer Transfer Failed',
		titleZh: '客户接替失败事件',
		from: ['command', 'data'],
		fields: () => ({ ...contact(), FailReason: text }),
	},
	'change_external_chat.create': {
		title: 'Customer Group Created',
		titleZh: '客户群创建事件',
		from: ['command', 'data'],
		fields: () => ({ ChatId: text }),
	},
	'change_external_chat.update': {
		title: 'Customer Group Changed',
		titleZh: '客户群变更事件',
		from: ['command', 'data'],
		fields: () => ({
			ChatId: text,
			UpdateDetail: text,
			JoinScene: integer.optional(),
			QuitScene: integer.optional(),
			MemChangeCnt: integer.optional(),
			MemChangeList: nested({ Item: many(text).optional() }).optional(),
			LastMemVer: text.optional(),
			CurMemVer: text.optional(),
		}),
	},
	'change_external_chat.dismiss': {
		title: 'Customer Group Dismissed',
		titleZh: '客户群解散事件',
		from: ['command', 'data'],
		fields: () => ({ ChatId: text }),
	},
	'change_external_tag.create': {
		title: 'Customer Tag Created',
		titleZh: '企业客户标签创建事件',
		from: ['command', 'data'],
		fields: tag,
	},
	'change_external_tag.update': {
		title: 'Customer Tag Changed',
		titleZh: '企业客户标签变更事件',
		from: ['command', 'data'],
		fields: tag,
	},
	'change_external_tag.delete': {
		title: 'Customer Tag Deleted',
		titleZh: '企业客户标签删除事件',
		from: ['command', 'data'],
		fields: tag,
	},
	'change_external_tag.shuffle': {
		title: 'Customer Tags Reordered',
		titleZh: '企业客户标签重排事件',
		from: ['command', 'data'],
		fields: tag,
	},
});
