import { get, post, type Examples } from './example';

const account = 'wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw';
const customer = 'wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw';

const menu = {
	head_content: 'Were you content?',
	list: [
		{ type: 'click', click: { id: '101', content: 'Yes' } },
		{ type: 'view', view: { url: 'https://example.com', content: 'Help yourself' } },
		{
			type: 'miniprogram',
			miniprogram: { appid: 'wx123', pagepath: 'pages/index.html', content: 'Open' },
		},
		{ type: 'text', text: { content: 'That was all', no_newline: 0 } },
	],
	tail_content: 'Good bye',
};

const question = { text: { content: 'What are your hours?' } };
const similar = { items: [{ text: { content: 'When do you open?' } }] };
const answers = [
	{
		text: { content: 'From 9:00 to 18:00' },
		attachments: [
			{ msgtype: 'image', image: { media_id: 'MEDIA1' } },
			{
				msgtype: 'link',
				link: { title: 'Hours', pic_url: 'https://example.com/p', url: 'https://example.com' },
			},
			{
				msgtype: 'miniprogram',
				miniprogram: {
					title: 'Shop',
					thumb_media_id: 'MEDIA2',
					appid: 'wx8bd80126147dfAAA',
					pagepath: '/path/index.html',
				},
			},
		],
	},
];

export const customerService: Examples = {
	'customerServiceAccount.create': post('kf/account/add', { name: 'Sales', media_id: 'MEDIA1' }),
	'customerServiceAccount.delete': post('kf/account/del', { open_kfid: account }),
	'customerServiceAccount.getAll': post('kf/account/list'),
	'customerServiceAccount.getLink': post('kf/add_contact_way', {
		open_kfid: account,
		scene: '12345',
	}),
	'customerServiceAccount.getStatistics': post(
		'kf/get_corp_statistic',
		{ open_kfid: account, start_time: '1645545600', end_time: 1645632000 },
		{ open_kfid: account, start_time: 1645545600, end_time: 1645632000 },
	),
	'customerServiceAccount.update': post('kf/account/update', {
		open_kfid: account,
		name: 'Sales',
		media_id: 'MEDIA1',
	}),
	'customerServiceAgent.add': post(
		'kf/servicer/add',
		{ open_kfid: account, userid_list: 'zhangsan, lisi', department_id_list: '2, 4' },
		{ open_kfid: account, userid_list: ['zhangsan', 'lisi'], department_id_list: [2, 4] },
	),
	'customerServiceAgent.getAll': get('kf/servicer/list', { open_kfid: account }),
	'customerServiceAgent.getStatistics': post('kf/get_servicer_statistic', {
		open_kfid: account,
		servicer_userid: 'zhangsan',
		start_time: 1645545600,
		end_time: 1645632000,
	}),
	'customerServiceAgent.remove': post('kf/servicer/del', {
		open_kfid: account,
		userid_list: ['zhangsan'],
		department_id_list: [2],
	}),
	'customerServiceMessage.send': post(
		'kf/send_msg',
		{ open_kfid: account, touser: customer, msgid: 'MSG1', msgtype: 'msgmenu', msgmenu: menu },
		{ open_kfid: account, touser: customer, msgid: 'MSG1', msgtype: 'msgmenu', msgmenu: menu },
	),
	'customerServiceMessage.sendOnEvent': post(
		'kf/send_msg_on_event',
		{ code: 'CODE', msgid: 'MSG1', msgtype: 'text', text: '{"content":"Welcome"}', msgmenu: menu },
		{ code: 'CODE', msgid: 'MSG1', msgtype: 'text', text: { content: 'Welcome' }, msgmenu: menu },
	),
	'customerServiceMessage.sync': post(
		'kf/sync_msg',
		{ open_kfid: account, cursor: '4gw7MepFLfgF2VC5npN', token: 'ENCApHx', voice_format: '0' },
		{ open_kfid: account, cursor: '4gw7MepFLfgF2VC5npN', token: 'ENCApHx', voice_format: 0 },
	),
	'customerServiceSession.cancelUpgrade': post('kf/customer/cancel_upgrade_service', {
		open_kfid: account,
		external_userid: customer,
	}),
	'customerServiceSession.get': post('kf/service_state/get', {
		open_kfid: account,
		external_userid: customer,
	}),
	'customerServiceSession.getCustomers': post(
		'kf/customer/batchget',
		{ external_userid_list: customer, need_enter_session_context: false },
		{ external_userid_list: [customer], need_enter_session_context: 0 },
	),
	'customerServiceSession.getUpgrades': get('kf/customer/get_upgrade_service_config'),
	'customerServiceSession.transfer': post(
		'kf/service_state/trans',
		{
			open_kfid: account,
			external_userid: customer,
			service_state: '3',
			servicer_userid: 'zhangsan',
		},
		{
			open_kfid: account,
			external_userid: customer,
			service_state: 3,
			servicer_userid: 'zhangsan',
		},
	),
	'customerServiceSession.upgrade': post('kf/customer/upgrade_service', {
		open_kfid: account,
		external_userid: customer,
		type: 1,
		member: { userid: 'zhangsan', wording: 'I am there for you' },
		groupchat: { chat_id: 'wr1', wording: 'Join us' },
	}),
	'knowledgeGroup.create': post('kf/knowledge/add_group', { name: 'Hours' }),
	'knowledgeGroup.delete': post('kf/knowledge/del_group', { group_id: 'GROUP1' }),
	'knowledgeGroup.getAll': post('kf/knowledge/list_group', { group_id: 'GROUP1' }),
	'knowledgeGroup.update': post('kf/knowledge/mod_group', { group_id: 'GROUP1', name: 'Hours' }),
	'knowledgeQuestion.create': post('kf/knowledge/add_intent', {
		group_id: 'GROUP1',
		question,
		similar_questions: similar,
		answers,
	}),
	'knowledgeQuestion.delete': post('kf/knowledge/del_intent', { intent_id: 'INTENT1' }),
	'knowledgeQuestion.getAll': post('kf/knowledge/list_intent', {
		group_id: 'GROUP1',
		intent_id: 'INTENT1',
	}),
	'knowledgeQuestion.update': post('kf/knowledge/mod_intent', {
		intent_id: 'INTENT1',
		question,
		similar_questions: similar,
		answers,
	}),
};
