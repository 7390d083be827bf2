import { post, type Examples } from './example';

const card = {
	card_type: 'button_interaction',
	main_title: { title: 'Leave request', desc: 'From lisi' },
	button_list: [
		{ text: 'Approve', key: 'approve' },
		{ type: 1, text: 'Open', url: 'https://example.com' },
	],
	task_id: 'leave-1',
};

const notice = {
	card_type: 'news_notice',
	source: { desc: 'Travel', desc_color: 3 },
	main_title: { title: 'Your trip', desc: 'On Monday' },
	card_image: { url: 'https://example.com/map.png', aspect_ratio: 1.6 },
	vertical_content_list: [{ title: 'Train', desc: 'G1, 9:00' }],
	horizontal_content_list: [{ keyname: 'Seat', value: '12A' }],
	jump_list: [{ type: 1, title: 'Open', url: 'https://example.com' }],
	card_action: { type: 1, url: 'https://example.com' },
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
	'groupRobot.send': {
		values: { key: 'KEY1', msgtype: 'template_card', template_card: notice },
		method: 'POST',
		path: '/cgi-bin/webhook/send',
		query: { key: 'KEY1' },
		body: { msgtype: 'template_card', template_card: notice },
	},
	'groupRobot.upload': {
		values: { key: 'KEY1', type: 'file' },
		method: 'POST',
		path: '/cgi-bin/webhook/upload_media',
		query: { key: 'KEY1', type: 'file' },
	},
	'message.getStatistics': post('message/get_statistics', { time_type: '1' }, { time_type: 1 }),
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
