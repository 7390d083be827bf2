/*
 * One example for each endpoint, from what its documentation page says: loose values as people, expressions and
 * language models give them, and the request that WeCom must get. Paths are written out, not taken from the catalog.
 */

export interface Example {
	values: Record<string, unknown>;
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, unknown>;
	body?: unknown;
}

const card = {
	card_type: 'button_interaction',
	main_title: { title: 'Leave request', desc: 'From lisi' },
	button_list: [
		{ text: 'Approve', key: 'approve' },
		{ type: 1, text: 'Open', url: 'https://example.com' },
	],
	task_id: 'leave-1',
};

export const examples: Record<string, Example> = {
	'agent.get': {
		values: { agentid: '1000002' },
		method: 'GET',
		path: '/cgi-bin/agent/get',
		query: { agentid: 1000002 },
	},
	'agent.getAll': { values: {}, method: 'GET', path: '/cgi-bin/agent/list' },
	'agent.update': {
		values: { agentid: 1000002, name: 'HR', report_location_flag: true, isreportenter: 'false' },
		method: 'POST',
		path: '/cgi-bin/agent/set',
		body: { agentid: 1000002, name: 'HR', report_location_flag: 1, isreportenter: 0 },
	},
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
	'department.create': {
		values: { name: 'Research', name_en: 'R&D', parentid: '1', order: 10, id: 12 },
		method: 'POST',
		path: '/cgi-bin/department/create',
		body: { parentid: 1, name: 'Research', name_en: 'R&D', order: 10, id: 12 },
	},
	'department.delete': {
		values: { id: '12' },
		method: 'GET',
		path: '/cgi-bin/department/delete',
		query: { id: 12 },
	},
	'department.get': {
		values: { id: 12 },
		method: 'GET',
		path: '/cgi-bin/department/get',
		query: { id: 12 },
	},
	'department.getAll': {
		values: { id: '' },
		method: 'GET',
		path: '/cgi-bin/department/list',
	},
	'department.getAllIds': {
		values: { id: '2' },
		method: 'GET',
		path: '/cgi-bin/department/simplelist',
		query: { id: 2 },
	},
	'department.update': {
		values: { id: 12, name: 'Development', order: '' },
		method: 'POST',
		path: '/cgi-bin/department/update',
		body: { id: 12, name: 'Development' },
	},
	'media.get': {
		values: { media_id: 'MEDIA1' },
		method: 'GET',
		path: '/cgi-bin/media/get',
		query: { media_id: 'MEDIA1' },
	},
	'media.getHighQualityVoice': {
		values: { media_id: 'VOICE1' },
		method: 'GET',
		path: '/cgi-bin/media/get/jssdk',
		query: { media_id: 'VOICE1' },
	},
	'media.getUploadResult': {
		values: { jobid: 'JOB1' },
		method: 'POST',
		path: '/cgi-bin/media/get_upload_by_url_result',
		body: { jobid: 'JOB1' },
	},
	'media.upload': {
		values: { type: 'image' },
		method: 'POST',
		path: '/cgi-bin/media/upload',
		query: { type: 'image' },
	},
	'media.uploadFromUrl': {
		values: {
			scene: '1',
			type: 'video',
			filename: 'video.mp4',
			url: 'https://example.com/video.mp4',
			md5: '9e107d9d372bb6826bd81d3542a419d6',
		},
		method: 'POST',
		path: '/cgi-bin/media/upload_by_url',
		body: {
			scene: 1,
			type: 'video',
			filename: 'video.mp4',
			url: 'https://example.com/video.mp4',
			md5: '9e107d9d372bb6826bd81d3542a419d6',
		},
	},
	'media.uploadImage': { values: {}, method: 'POST', path: '/cgi-bin/media/uploadimg' },
	'menu.create': {
		values: {
			agentid: 1000002,
			button: JSON.stringify([
				{ type: 'click', name: 'Today', key: 'TODAY' },
				{ name: 'More', sub_button: [{ type: 'view', name: 'Help', url: 'https://example.com' }] },
			]),
		},
		method: 'POST',
		path: '/cgi-bin/menu/create',
		query: { agentid: 1000002 },
		body: {
			button: [
				{ type: 'click', name: 'Today', key: 'TODAY' },
				{ name: 'More', sub_button: [{ type: 'view', name: 'Help', url: 'https://example.com' }] },
			],
		},
	},
	'menu.delete': {
		values: { agentid: 1000002 },
		method: 'GET',
		path: '/cgi-bin/menu/delete',
		query: { agentid: 1000002 },
	},
	'menu.get': {
		values: { agentid: 1000002 },
		method: 'GET',
		path: '/cgi-bin/menu/get',
		query: { agentid: 1000002 },
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
	'tag.addMembers': {
		values: { tagid: '12', userlist: 'zhangsan，lisi', partylist: [2, '3'] },
		method: 'POST',
		path: '/cgi-bin/tag/addtagusers',
		body: { tagid: 12, userlist: ['zhangsan', 'lisi'], partylist: [2, 3] },
	},
	'tag.create': {
		values: { tagname: 'UI' },
		method: 'POST',
		path: '/cgi-bin/tag/create',
		body: { tagname: 'UI' },
	},
	'tag.delete': {
		values: { tagid: 12 },
		method: 'GET',
		path: '/cgi-bin/tag/delete',
		query: { tagid: 12 },
	},
	'tag.get': {
		values: { tagid: 12 },
		method: 'GET',
		path: '/cgi-bin/tag/get',
		query: { tagid: 12 },
	},
	'tag.getAll': { values: {}, method: 'GET', path: '/cgi-bin/tag/list' },
	'tag.removeMembers': {
		values: { tagid: 12, partylist: '2' },
		method: 'POST',
		path: '/cgi-bin/tag/deltagusers',
		body: { tagid: 12, partylist: [2] },
	},
	'tag.update': {
		values: { tagid: 12, tagname: 'UX' },
		method: 'POST',
		path: '/cgi-bin/tag/update',
		body: { tagid: 12, tagname: 'UX' },
	},
	'user.checkAuthorisation': {
		values: { open_userid: 'wo1' },
		method: 'POST',
		path: '/cgi-bin/user/check_member_auth',
		body: { open_userid: 'wo1' },
	},
	'user.confirmSecondFactor': {
		values: { userid: 'zhangsan' },
		method: 'GET',
		path: '/cgi-bin/user/authsucc',
		query: { userid: 'zhangsan' },
	},
	'user.create': {
		values: {
			userid: 'zhangsan',
			name: '张三',
			mobile: 13800000000,
			department: '1, 2',
			order: [10, 40],
			is_leader_in_dept: '[1, 0]',
			gender: 1,
			enable: true,
			to_invite: 'false',
			extattr: '{"attrs":[{"type":0,"name":"Office","text":{"value":"3F"}}]}',
		},
		method: 'POST',
		path: '/cgi-bin/user/create',
		body: {
			userid: 'zhangsan',
			name: '张三',
			mobile: '13800000000',
			department: [1, 2],
			order: [10, 40],
			is_leader_in_dept: [1, 0],
			gender: '1',
			enable: 1,
			to_invite: false,
			extattr: { attrs: [{ type: 0, name: 'Office', text: { value: '3F' } }] },
		},
	},
	'user.delete': {
		values: { userid: 'zhangsan' },
		method: 'GET',
		path: '/cgi-bin/user/delete',
		query: { userid: 'zhangsan' },
	},
	'user.deleteMany': {
		values: { useridlist: 'zhangsan|lisi' },
		method: 'POST',
		path: '/cgi-bin/user/batchdelete',
		body: { useridlist: ['zhangsan', 'lisi'] },
	},
	'user.get': {
		values: { userid: 'zhangsan' },
		method: 'GET',
		path: '/cgi-bin/user/get',
		query: { userid: 'zhangsan' },
	},
	'user.getActiveCount': {
		values: { date: '2030-01-31' },
		method: 'POST',
		path: '/cgi-bin/user/get_active_stat',
		body: { date: '2030-01-31' },
	},
	'user.getAll': {
		values: { department_id: '1', fetch_child: true },
		method: 'GET',
		path: '/cgi-bin/user/list',
		query: { department_id: 1, fetch_child: 1 },
	},
	'user.getAllAuthorised': {
		values: {},
		method: 'POST',
		path: '/cgi-bin/user/list_member_auth',
		body: {},
	},
	'user.getAllBasic': {
		values: { department_id: 1 },
		method: 'GET',
		path: '/cgi-bin/user/simplelist',
		query: { department_id: 1 },
	},
	'user.getAllIds': { values: {}, method: 'POST', path: '/cgi-bin/user/list_id', body: {} },
	'user.getIdByEmail': {
		values: { email: 'name@email.com', email_type: '2' },
		method: 'POST',
		path: '/cgi-bin/user/get_userid_by_email',
		body: { email: 'name@email.com', email_type: 2 },
	},
	'user.getIdByMobile': {
		values: { mobile: 13800000000 },
		method: 'POST',
		path: '/cgi-bin/user/getuserid',
		body: { mobile: '13800000000' },
	},
	'user.getIdByOpenid': {
		values: { openid: 'oDjGHs' },
		method: 'POST',
		path: '/cgi-bin/user/convert_to_userid',
		body: { openid: 'oDjGHs' },
	},
	'user.getJoinQrCode': {
		values: { size_type: '2' },
		method: 'GET',
		path: '/cgi-bin/corp/get_join_qrcode',
		query: { size_type: 2 },
	},
	'user.getOpenid': {
		values: { userid: 'zhangsan' },
		method: 'POST',
		path: '/cgi-bin/user/convert_to_openid',
		body: { userid: 'zhangsan' },
	},
	'user.getSelected': {
		values: { selected_ticket: 'TICKET' },
		method: 'POST',
		path: '/cgi-bin/user/list_selected_ticket_user',
		body: { selected_ticket: 'TICKET' },
	},
	'user.invite': {
		values: { user: ['zhangsan'], party: '1' },
		method: 'POST',
		path: '/cgi-bin/batch/invite',
		body: { user: ['zhangsan'], party: [1] },
	},
	'user.update': {
		values: { userid: 'zhangsan', alias: '', new_userid: 'zhang.san' },
		method: 'POST',
		path: '/cgi-bin/user/update',
		body: { userid: 'zhangsan', alias: '', new_userid: 'zhang.san' },
	},
	'workbench.getData': {
		values: { agentid: 1000002, userid: 'zhangsan' },
		method: 'POST',
		path: '/cgi-bin/agent/get_workbench_data',
		body: { agentid: 1000002, userid: 'zhangsan' },
	},
	'workbench.getTemplate': {
		values: { agentid: 1000002 },
		method: 'POST',
		path: '/cgi-bin/agent/get_workbench_template',
		body: { agentid: 1000002 },
	},
	'workbench.setData': {
		values: {
			agentid: 1000002,
			userid: 'zhangsan',
			type: 'keydata',
			keydata: '{"items":[{"key":"Open requests","data":2}]}',
		},
		method: 'POST',
		path: '/cgi-bin/agent/set_workbench_data',
		body: {
			agentid: 1000002,
			userid: 'zhangsan',
			type: 'keydata',
			keydata: { items: [{ key: 'Open requests', data: '2' }] },
		},
	},
	'workbench.setDataOfMany': {
		values: {
			agentid: 1000002,
			userid_list: 'zhangsan,lisi',
			data: { type: 'image', image: { url: 'https://example.com/1.png' } },
		},
		method: 'POST',
		path: '/cgi-bin/agent/batch_set_workbench_data',
		body: {
			agentid: 1000002,
			userid_list: ['zhangsan', 'lisi'],
			data: { type: 'image', image: { url: 'https://example.com/1.png' } },
		},
	},
	'workbench.setTemplate': {
		values: { agentid: 1000002, type: 'normal', replace_user_data: 'true' },
		method: 'POST',
		path: '/cgi-bin/agent/set_workbench_template',
		body: { agentid: 1000002, type: 'normal', replace_user_data: true },
	},
};
