import type { Examples } from './example';

const card = {
	card_type: 'button_interaction',
	main_title: { title: 'Leave request', desc: 'From lisi' },
	button_list: [
		{ text: 'Approve', key: 'approve' },
		{ type: 1, text: 'Open', url: 'https://example.com' },
	],
	task_id: 'leave-1',
};

export const messages: Examples = {
	'appChat.create': {
		values: { userlist: 'zhangsan, lisi', name: 'Launch', chatid: 'LAUNCH1' },
		method: 'POST',
		path: '/cgi-bin/appchat/create',
		body: { userlist: ['zhangsan', 'lisi'], name: 'Launch', chatid: 'LAUNCH1' },
	},
	'appChat.get': {
		values: { chatid: 'LAUNCH1' },
		method: 'GET',
		path: '/cgi-bin/appchat/get',
		query: { chatid: 'LAUNCH1' },
	},
	'appChat.send': {
		values: {
			chatid: 'LAUNCH1',
			msgtype: 'text',
			text: { content: 'Hello', mentioned_list: '@all' },
			safe: false,
		},
		method: 'POST',
		path: '/cgi-bin/appchat/send',
		body: {
			chatid: 'LAUNCH1',
			msgtype: 'text',
			text: { content: 'Hello', mentioned_list: ['@all'] },
			safe: 0,
		},
	},
	'appChat.update': {
		values: { chatid: 'LAUNCH1', add_user_list: ['wangwu'], del_user_list: '["lisi"]' },
		method: 'POST',
		path: '/cgi-bin/appchat/update',
		body: { chatid: 'LAUNCH1', add_user_list: ['wangwu'], del_user_list: ['lisi'] },
	},
	'message.recall': {
		values: { msgid: 'MSG1' },
		method: 'POST',
		path: '/cgi-bin/message/recall',
		body: { msgid: 'MSG1' },
	},
	'message.send': {
		values: {
			touser: 'zhangsan|lisi',
			agentid: '1000002',
			msgtype: 'template_card',
			template_card: card,
			enable_duplicate_check: true,
			duplicate_check_interval: '600',
		},
		method: 'POST',
		path: '/cgi-bin/message/send',
		body: {
			touser: 'zhangsan|lisi',
			agentid: 1000002,
			msgtype: 'template_card',
			template_card: card,
			enable_duplicate_check: 1,
			duplicate_check_interval: 600,
		},
	},
	'message.updateTaskCard': {
		values: { userids: 'zhangsan', agentid: 1000002, task_id: 'T1', replace_name: 'Done' },
		method: 'POST',
		path: '/cgi-bin/message/update_taskcard',
		body: { userids: ['zhangsan'], agentid: 1000002, task_id: 'T1', replace_name: 'Done' },
	},
	'message.updateTemplateCard': {
		values: {
			response_code: 'CODE1',
			partyids: '2, 3',
			agentid: 1000002,
			button: { replace_name: 'Approved' },
		},
		method: 'POST',
		path: '/cgi-bin/message/update_template_card',
		body: {
			response_code: 'CODE1',
			partyids: [2, 3],
			agentid: 1000002,
			button: { replace_name: 'Approved' },
		},
	},
};
