import { get, post, type Examples } from './example';

const customer = 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAA';
const chat = 'wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA';
const configId = '42b34949e138eb6e027c123cba77fAAA';

const link = {
	title: 'Spring offer',
	picurl: 'https://example.com/picture',
	desc: 'Ten per cent off',
	url: 'https://example.com/offer',
};

const miniProgram = {
	title: 'Shop',
	pic_media_id: 'MEDIA1',
	appid: 'wx8bd80126147dfAAA',
	page: '/path/index.html',
};

const attachments = [
	{ msgtype: 'image', image: { media_id: 'MEDIA1' } },
	{ msgtype: 'link', link },
	{ msgtype: 'miniprogram', miniprogram: miniProgram },
	{ msgtype: 'video', video: { media_id: 'MEDIA2' } },
	{ msgtype: 'file', file: { media_id: 'MEDIA3' } },
];

const privilege = { view_customer_list: true, contact_me: false, manage_customer_tag: true };
const momentPrivilege = { view_moment_list: true, send_moment: true };

const scope = [
	{ type: 1, userid: 'zhangsan' },
	{ type: 2, partyid: 2 },
];

const transfer = { handover_userid: 'zhangsan', takeover_userid: 'lisi' };

export const customers: Examples = {
	'acquisitionLink.create': post(
		'externalcontact/customer_acquisition/create_link',
		{
			link_name: 'Spring',
			range: '{"user_list":["zhangsan","lisi"],"department_list":[2,3]}',
			skip_verify: 'true',
			priority_option: { priority_type: '2', priority_userid_list: ['tom'] },
			mark_source: true,
		},
		{
			link_name: 'Spring',
			range: { user_list: ['zhangsan', 'lisi'], department_list: [2, 3] },
			skip_verify: true,
			priority_option: { priority_type: 2, priority_userid_list: ['tom'] },
			mark_source: true,
		},
	),
	'acquisitionLink.delete': post('externalcontact/customer_acquisition/delete_link', {
		link_id: 'caLINK1',
	}),
	'acquisitionLink.get': post('externalcontact/customer_acquisition/get', { link_id: 'caLINK1' }),
	'acquisitionLink.getAll': post('externalcontact/customer_acquisition/list_link'),
	'acquisitionLink.getChat': post('externalcontact/customer_acquisition/get_chat_info', {
		chat_key: 'CHAT_KEY',
	}),
	'acquisitionLink.getCustomers': post('externalcontact/customer_acquisition/customer', {
		link_id: 'caLINK1',
	}),
	'acquisitionLink.getQuota': get('externalcontact/customer_acquisition_quota'),
	'acquisitionLink.getStatistics': post(
		'externalcontact/customer_acquisition/statistic',
		{ link_id: 'caLINK1', start_time: '1688140800', end_time: 1688486400 },
		{ link_id: 'caLINK1', start_time: 1688140800, end_time: 1688486400 },
	),
	'acquisitionLink.update': post('externalcontact/customer_acquisition/update_link', {
		link_id: 'caLINK1',
		link_name: 'Summer',
		range: { department_list: [2] },
		skip_verify: false,
		priority_option: { priority_type: 1 },
	}),
	'contactWay.closeTemporaryChat': post('externalcontact/close_temp_chat', {
		userid: 'zhangyisheng',
		external_userid: customer,
	}),
	'contactWay.create': post(
		'externalcontact/add_contact_way',
		{
			type: '1',
			scene: 1,
			style: 1,
			remark: 'Partners',
			skip_verify: 1,
			state: 'teststate',
			user: 'zhangsan',
			is_temp: 'true',
			expires_in: 86400,
			chat_expires_in: 86400,
			unionid: 'oxTWIuGaIt6gTKsQRLau2M0AAAA',
			is_exclusive: true,
			mark_source: true,
			conclusions: {
				text: { content: 'Goodbye' },
				image: { media_id: 'MEDIA1' },
				link,
				miniprogram: miniProgram,
			},
		},
		{
			type: 1,
			scene: 1,
			style: 1,
			remark: 'Partners',
			skip_verify: true,
			state: 'teststate',
			user: ['zhangsan'],
			is_temp: true,
			expires_in: 86400,
			chat_expires_in: 86400,
			unionid: 'oxTWIuGaIt6gTKsQRLau2M0AAAA',
			is_exclusive: true,
			mark_source: true,
			conclusions: {
				text: { content: 'Goodbye' },
				image: { media_id: 'MEDIA1' },
				link,
				miniprogram: miniProgram,
			},
		},
	),
	'contactWay.delete': post('externalcontact/del_contact_way', { config_id: configId }),
	'contactWay.get': post('externalcontact/get_contact_way', { config_id: configId }),
	'contactWay.getAll': post(
		'externalcontact/list_contact_way',
		{ start_time: 1622476800, end_time: '1625068800' },
		{ start_time: 1622476800, end_time: 1625068800 },
	),
	'contactWay.update': post(
		'externalcontact/update_contact_way',
		{ config_id: configId, remark: 'Partners', user: 'zhangsan, lisi', party: '2, 3' },
		{ config_id: configId, remark: 'Partners', user: ['zhangsan', 'lisi'], party: [2, 3] },
	),
	'customer.get': get('externalcontact/get', { external_userid: customer }),
	'customer.getAll': post(
		'externalcontact/batch/get_by_user',
		{ userid_list: 'zhangsan, lisi' },
		{ userid_list: ['zhangsan', 'lisi'] },
	),
	'customer.getAllIds': get('externalcontact/list', { userid: 'zhangsan' }),
	'customer.getAllServed': post('externalcontact/contact_list'),
	'customer.getServiceMembers': get('externalcontact/get_follow_user_list'),
	'customer.getStatistics': post(
		'externalcontact/get_user_behavior_data',
		{
			userid: ['zhangsan', 'lisi'],
			partyid: '1001, 1002',
			start_time: 1536508800,
			end_time: 1536595200,
		},
		{
			userid: ['zhangsan', 'lisi'],
			partyid: [1001, 1002],
			start_time: 1536508800,
			end_time: 1536595200,
		},
	),
	'customer.sendWelcome': post('externalcontact/send_welcome_msg', {
		welcome_code: 'CALLBACK_CODE',
		text: { content: 'Hello' },
		attachments,
	}),
	'customer.updateNotes': post(
		'externalcontact/remark',
		{
			userid: 'zhangsan',
			external_userid: customer,
			remark: 'Mr Li',
			description: 'Met in Shenzhen',
			remark_company: 'Tencent',
			remark_mobiles: '13800000001, 13800000002',
			remark_pic_mediaid: 'MEDIA1',
		},
		{
			userid: 'zhangsan',
			external_userid: customer,
			remark: 'Mr Li',
			description: 'Met in Shenzhen',
			remark_company: 'Tencent',
			remark_mobiles: ['13800000001', '13800000002'],
			remark_pic_mediaid: 'MEDIA1',
		},
	),
	'customerGroup.convertOpenGid': post('externalcontact/opengid_to_chatid', {
		opengid: 'oAAAAAAA',
	}),
	'customerGroup.get': post(
		'externalcontact/groupchat/get',
		{ chat_id: chat, need_name: true },
		{ chat_id: chat, need_name: 1 },
	),
	'customerGroup.getAll': post(
		'externalcontact/groupchat/list',
		{ status_filter: '0', owner_filter: { userid_list: ['abel'] } },
		{ status_filter: 0, owner_filter: { userid_list: ['abel'] } },
	),
	'customerGroup.getStatistics': post(
		'externalcontact/groupchat/statistic',
		{
			day_begin_time: 1600272000,
			day_end_time: 1600444800,
			owner_filter: { userid_list: 'zhangsan' },
			order_by: 2,
			order_asc: false,
		},
		{
			day_begin_time: 1600272000,
			day_end_time: 1600444800,
			owner_filter: { userid_list: ['zhangsan'] },
			order_by: 2,
			order_asc: 0,
		},
	),
	'customerGroup.getStatisticsByDay': post('externalcontact/groupchat/statistic_group_by_day', {
		day_begin_time: 1600272000,
		day_end_time: 1600358400,
		owner_filter: { userid_list: ['zhangsan'] },
	}),
	'customerRuleGroup.create': post(
		'externalcontact/customer_strategy/create',
		{
			parent_id: 0,
			strategy_name: 'East',
			admin_list: 'zhangsan',
			privilege: { ...privilege, contact_me: 'false' },
			range: scope,
		},
		{
			parent_id: 0,
			strategy_name: 'East',
			admin_list: ['zhangsan'],
			privilege,
			range: scope,
		},
	),
	'customerRuleGroup.delete': post('externalcontact/customer_strategy/del', { strategy_id: 1 }),
	'customerRuleGroup.get': post('externalcontact/customer_strategy/get', { strategy_id: 1 }),
	'customerRuleGroup.getAll': post('externalcontact/customer_strategy/list'),
	'customerRuleGroup.getScope': post('externalcontact/customer_strategy/get_range', {
		strategy_id: 1,
	}),
	'customerRuleGroup.update': post('externalcontact/customer_strategy/edit', {
		strategy_id: 1,
		strategy_name: 'West',
		admin_list: ['zhangsan', 'lisi'],
		privilege,
		range_add: scope,
		range_del: [{ type: 1, userid: 'wangwu' }],
	}),
	'customerTag.create': post(
		'externalcontact/add_corp_tag',
		{
			group_id: 'GROUP1',
			group_name: 'Level',
			order: 1,
			tag: '[{"name":"Gold","order":1},{"name":"Silver","order":2}]',
			agentid: '1000014',
		},
		{
			group_id: 'GROUP1',
			group_name: 'Level',
			order: 1,
			tag: [
				{ name: 'Gold', order: 1 },
				{ name: 'Silver', order: 2 },
			],
			agentid: 1000014,
		},
	),
	'customerTag.createInRuleGroup': post('externalcontact/add_strategy_tag', {
		strategy_id: 1,
		group_name: 'Level',
		order: 1,
		tag: [{ name: 'Gold', order: 1 }],
	}),
	'customerTag.delete': post(
		'externalcontact/del_corp_tag',
		{ tag_id: 'TAG1, TAG2', group_id: ['GROUP1'], agentid: 1000014 },
		{ tag_id: ['TAG1', 'TAG2'], group_id: ['GROUP1'], agentid: 1000014 },
	),
	'customerTag.deleteFromRuleGroup': post('externalcontact/del_strategy_tag', {
		tag_id: ['TAG1'],
		group_id: ['GROUP1'],
	}),
	'customerTag.getAll': post(
		'externalcontact/get_corp_tag_list',
		{ tag_id: 'etXXXXXXXXXX', group_id: 'etZZZZZZZZZZ' },
		{ tag_id: ['etXXXXXXXXXX'], group_id: ['etZZZZZZZZZZ'] },
	),
	'customerTag.getAllOfRuleGroup': post('externalcontact/get_strategy_tag_list', {
		strategy_id: 1,
		tag_id: ['etXXXXXXXXXX'],
		group_id: ['etZZZZZZZZZZ'],
	}),
	'customerTag.mark': post(
		'externalcontact/mark_tag',
		{
			userid: 'zhangsan',
			external_userid: customer,
			add_tag: 'TAG1, TAG2',
			remove_tag: ['TAG3', 'TAG4'],
		},
		{
			userid: 'zhangsan',
			external_userid: customer,
			add_tag: ['TAG1', 'TAG2'],
			remove_tag: ['TAG3', 'TAG4'],
		},
	),
	'customerTag.update': post('externalcontact/edit_corp_tag', {
		id: 'TAG1',
		name: 'Platinum',
		order: 1,
		agentid: 1000014,
	}),
	'customerTag.updateInRuleGroup': post('externalcontact/edit_strategy_tag', {
		id: 'TAG1',
		name: 'Platinum',
		order: 1,
	}),
	'customerTransfer.getAllUnassigned': post('externalcontact/get_unassigned_list'),
	'customerTransfer.getResult': post('externalcontact/transfer_result', transfer),
	'customerTransfer.getResultOfResigned': post(
		'externalcontact/resigned/transfer_result',
		transfer,
	),
	'customerTransfer.transfer': post('externalcontact/transfer_customer', {
		...transfer,
		external_userid: [customer],
		transfer_success_msg: 'From now on lisi is there for you',
	}),
	'customerTransfer.transferChats': post(
		'externalcontact/groupchat/onjob_transfer',
		{ chat_id_list: 'wr1, wr2', new_owner: 'zhangsan' },
		{ chat_id_list: ['wr1', 'wr2'], new_owner: 'zhangsan' },
	),
	'customerTransfer.transferChatsOfResigned': post('externalcontact/groupchat/transfer', {
		chat_id_list: ['wr1', 'wr2'],
		new_owner: 'zhangsan',
	}),
	'customerTransfer.transferOfResigned': post('externalcontact/resigned/transfer_customer', {
		...transfer,
		external_userid: [customer],
	}),
	'groupJoinWay.create': post(
		'externalcontact/groupchat/add_join_way',
		{
			scene: '2',
			remark: 'Partners',
			auto_create_room: true,
			room_base_name: 'Sales',
			room_base_id: '10',
			chat_id_list: 'wr1, wr2',
			state: 'shop',
			mark_source: true,
		},
		{
			scene: 2,
			remark: 'Partners',
			auto_create_room: 1,
			room_base_name: 'Sales',
			room_base_id: 10,
			chat_id_list: ['wr1', 'wr2'],
			state: 'shop',
			mark_source: true,
		},
	),
	'groupJoinWay.delete': post('externalcontact/groupchat/del_join_way', { config_id: configId }),
	'groupJoinWay.get': post('externalcontact/groupchat/get_join_way', { config_id: configId }),
	'groupJoinWay.update': post('externalcontact/groupchat/update_join_way', {
		config_id: configId,
		scene: 2,
		remark: 'Partners',
		auto_create_room: 0,
		chat_id_list: ['wr1'],
		state: 'shop',
	}),
	'groupWelcomeTemplate.create': post(
		'externalcontact/group_welcome_template/add',
		{
			text: '{"content":"Dear %NICKNAME%, hello"}',
			image: { media_id: 'MEDIA1', pic_url: 'http://p.qpic.cn/picture' },
			link,
			miniprogram: miniProgram,
			file: { media_id: 'MEDIA2' },
			video: { media_id: 'MEDIA3' },
			agentid: 1000014,
			notify: true,
		},
		{
			text: { content: 'Dear %NICKNAME%, hello' },
			image: { media_id: 'MEDIA1', pic_url: 'http://p.qpic.cn/picture' },
			link,
			miniprogram: miniProgram,
			file: { media_id: 'MEDIA2' },
			video: { media_id: 'MEDIA3' },
			agentid: 1000014,
			notify: 1,
		},
	),
	'groupWelcomeTemplate.delete': post('externalcontact/group_welcome_template/del', {
		template_id: 'msgXXXXXXX',
		agentid: 1000014,
	}),
	'groupWelcomeTemplate.get': post('externalcontact/group_welcome_template/get', {
		template_id: 'msgXXXXXXX',
	}),
	'groupWelcomeTemplate.update': post('externalcontact/group_welcome_template/edit', {
		template_id: 'msgXXXXXXX',
		text: { content: 'Hello' },
		link,
		miniprogram: miniProgram,
		file: { media_id: 'MEDIA2' },
		video: { media_id: 'MEDIA3' },
		agentid: 1000014,
	}),
	'interceptRule.create': post(
		'externalcontact/add_intercept_rule',
		{
			rule_name: 'No rebates',
			word_list: 'rebate，discount',
			semantics_list: '1, 2, 3',
			intercept_type: 1,
			applicable_range: { user_list: ['zhangsan'], department_list: [2, 3] },
		},
		{
			rule_name: 'No rebates',
			word_list: ['rebate', 'discount'],
			semantics_list: [1, 2, 3],
			intercept_type: 1,
			applicable_range: { user_list: ['zhangsan'], department_list: [2, 3] },
		},
	),
	'interceptRule.delete': post('externalcontact/del_intercept_rule', { rule_id: 'RULE1' }),
	'interceptRule.get': post('externalcontact/get_intercept_rule', { rule_id: 'RULE1' }),
	'interceptRule.getAll': get('externalcontact/get_intercept_rule_list'),
	'interceptRule.update': post('externalcontact/update_intercept_rule', {
		rule_id: 'RULE1',
		rule_name: 'No rebates',
		word_list: ['rebate'],
		extra_rule: { semantics_list: [1, 2, 3] },
		intercept_type: 2,
		add_applicable_range: { user_list: ['zhangsan'], department_list: [2, 3] },
		remove_applicable_range: { user_list: ['lisi'], department_list: [4] },
	}),
	'massMessage.cancel': post('externalcontact/cancel_groupmsg_send', { msgid: 'msgGCAAAX' }),
	'massMessage.create': post(
		'externalcontact/add_msg_template',
		{
			chat_type: 'single',
			external_userid: [customer],
			tag_filter: { group_list: [{ tag_list: ['TAG1', 'TAG2'] }, { tag_list: ['TAG3'] }] },
			sender: 'zhangsan',
			allow_select: 'true',
			text: { content: 'News' },
			attachments: JSON.stringify(attachments),
		},
		{
			chat_type: 'single',
			external_userid: [customer],
			tag_filter: { group_list: [{ tag_list: ['TAG1', 'TAG2'] }, { tag_list: ['TAG3'] }] },
			sender: 'zhangsan',
			allow_select: true,
			text: { content: 'News' },
			attachments,
		},
	),
	'massMessage.getAll': post('externalcontact/get_groupmsg_list_v2', {
		chat_type: 'single',
		start_time: 1605171726,
		end_time: 1605172726,
		creator: 'zhangsan',
		filter_type: 1,
	}),
	'massMessage.getSendResults': post('externalcontact/get_groupmsg_send_result', {
		msgid: 'msgGCAAAX',
		userid: 'zhangsan',
	}),
	'massMessage.getTasks': post('externalcontact/get_groupmsg_task', { msgid: 'msgGCAAAX' }),
	'massMessage.remind': post('externalcontact/remind_groupmsg_send', { msgid: 'msgGCAAAX' }),
	'moment.cancel': post('externalcontact/cancel_moment_task', { moment_id: 'momXXX' }),
	'moment.create': post(
		'externalcontact/add_moment_task',
		{
			text: { content: 'Spring is here' },
			attachments:
				'[{"msgtype":"link","link":{"title":"Spring","url":"https://example.com","media_id":"MEDIA1"}}]',
			visible_range: {
				sender_list: { user_list: ['zhangsan', 'lisi'], department_list: ['2', 3] },
				external_contact_list: { tag_list: ['etX', 'etY'] },
			},
		},
		{
			text: { content: 'Spring is here' },
			attachments: [
				{
					msgtype: 'link',
					link: { title: 'Spring', url: 'https://example.com', media_id: 'MEDIA1' },
				},
			],
			visible_range: {
				sender_list: { user_list: ['zhangsan', 'lisi'], department_list: [2, 3] },
				external_contact_list: { tag_list: ['etX', 'etY'] },
			},
		},
	),
	'moment.getAll': post('externalcontact/get_moment_list', {
		start_time: 1605000000,
		end_time: 1605172726,
		creator: 'zhangsan',
		filter_type: 1,
	}),
	'moment.getAudience': post('externalcontact/get_moment_customer_list', {
		moment_id: 'momXXX',
		userid: 'zhangsan',
	}),
	'moment.getCreationResult': get('externalcontact/get_moment_task_result', { jobid: 'JOB1' }),
	'moment.getReactions': post('externalcontact/get_moment_comments', {
		moment_id: 'momXXX',
		userid: 'zhangsan',
	}),
	'moment.getTasks': post('externalcontact/get_moment_task', { moment_id: 'momXXX' }),
	'moment.getViewers': post('externalcontact/get_moment_send_result', {
		moment_id: 'momXXX',
		userid: 'zhangsan',
	}),
	'momentRuleGroup.create': post('externalcontact/moment_strategy/create', {
		parent_id: 0,
		strategy_name: 'East',
		admin_list: ['zhangsan', 'lisi'],
		privilege: momentPrivilege,
		range: scope,
	}),
	'momentRuleGroup.delete': post('externalcontact/moment_strategy/del', { strategy_id: 1 }),
	'momentRuleGroup.get': post('externalcontact/moment_strategy/get', { strategy_id: 1 }),
	'momentRuleGroup.getAll': post('externalcontact/moment_strategy/list'),
	'momentRuleGroup.getScope': post('externalcontact/moment_strategy/get_range', {
		strategy_id: 1,
	}),
	'momentRuleGroup.update': post('externalcontact/moment_strategy/edit', {
		strategy_id: 1,
		strategy_name: 'West',
		admin_list: ['zhangsan'],
		privilege: momentPrivilege,
		range_add: scope,
		range_del: [{ type: 2, partyid: 3 }],
	}),
	'productAlbum.create': post(
		'externalcontact/add_product_album',
		{
			description: 'The best of all',
			price: '30000',
			product_sn: 12345,
			attachments: [{ type: 'image', image: { media_id: 'MEDIA1' } }],
		},
		{
			description: 'The best of all',
			price: 30000,
			product_sn: '12345',
			attachments: [{ type: 'image', image: { media_id: 'MEDIA1' } }],
		},
	),
	'productAlbum.delete': post('externalcontact/delete_product_album', { product_id: 'P1' }),
	'productAlbum.get': post('externalcontact/get_product_album', { product_id: 'P1' }),
	'productAlbum.getAll': post('externalcontact/get_product_album_list'),
	'productAlbum.update': post('externalcontact/update_product_album', {
		product_id: 'P1',
		description: 'The best of all',
		price: 30000,
		product_sn: 'A1',
		attachments: [{ type: 'image', image: { media_id: 'MEDIA1' } }],
	}),
};
