import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId, memberIds } from '../parameters';
import { documentId } from './parameters';

const chat = (zod: Zod) => ({
	docid: documentId(zod),
	chat_id: zod
		.string()
		.min(1)
		.meta({ title: 'Chat', description: 'chat_id from Get Many', pick: 'sheetChat' }),
});

const root = 'Needs an app whose visible range is the whole company';

/** Group chats that the automation of a smart sheet has made. */
export const smartSheetChat = resource(
	'smartSheetChat',
	'Smart Sheet Chat',
	'智能表格群聊',
	'docs/001-企业内部开发/002-服务端API/009-消息接收与发送/010-智能表格自动化创建的群聊',
	{
		get: {
			title: 'Get',
			action: 'Get a chat of a smart sheet',
			zh: '获取群聊会话',
			about: root,
			doc: '002-获取群聊会话',
			apps: ['own'],
			post: 'wedoc/smartsheet/groupchat/get',
			repeatable: true,
			body: chat,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many chats of a smart sheet',
			zh: '获取群聊列表',
			about: root,
			doc: '001-获取群聊列表',
			apps: ['own'],
			post: 'wedoc/smartsheet/groupchat/list',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod) }),
			items: 'chat_id_list',
			page: cursor(200, { more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update a chat of a smart sheet',
			zh: '修改群聊会话',
			about: root,
			doc: '003-修改群聊会话',
			apps: ['own'],
			post: 'wedoc/smartsheet/groupchat/update',
			repeatable: true,
			body: (zod) => ({
				...chat(zod),
				owner: memberId(zod)
					.optional()
					.meta({ title: 'New Owner', description: 'needed when the owner is removed' }),
				add_user_list: memberIds(zod, 500)
					.optional()
					.meta({ title: 'Members to Add', description: 'members and departments, by ID' }),
				del_user_list: memberIds(zod, 500)
					.optional()
					.meta({ title: 'Members to Remove', description: 'members and departments, by ID' }),
			}),
			atLeastOne: ['owner', 'add_user_list', 'del_user_list'],
		},
	},
);
