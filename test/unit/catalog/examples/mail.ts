import { get, post, type Examples } from './example';

const group = {
	groupid: 'group@example.com',
	groupname: 'Group',
	email_list: { list: ['lisi@example.com', 'wangwu@example.com'] },
	tag_list: { list: [2, 5] },
	department_list: { list: [1, 2] },
	group_list: { list: ['other@example.com'] },
	allow_type: 3,
	allow_emaillist: { list: ['zhangsan@example.com'] },
	allow_departmentlist: { list: [1, 2] },
	allow_taglist: { list: [1, 3] },
};

const mailbox = {
	name: 'Service',
	userid_list: { list: ['zhangsan', 'lisi'] },
	department_list: { list: [1, 2] },
	tag_list: { list: [1, 2] },
	create_auth_code: 1,
	auth_code_info: { remark: 'Office' },
};

const recipients = { emails: ['name@example.com'], userids: ['zhangsan'] };

export const mail: Examples = {
	'appMailbox.get': post('exmail/app/get_email_alias'),
	'appMailbox.updateAddress': post('exmail/app/update_email_alias', {
		new_email: 'app@example.com',
	}),

	'mail.get': post('exmail/app/read_mail', { mail_id: 'MAIL1' }),
	'mail.getAll': post(
		'exmail/app/get_mail_list',
		{ begin_time: '1668441600', end_time: 1668527999 },
		{ begin_time: 1668441600, end_time: 1668527999 },
	),
	'mail.send': post('exmail/app/compose_send', {
		to: recipients,
		cc: recipients,
		bcc: recipients,
		subject: 'Review',
		content: 'See you there',
		content_type: 'text',
		attachment_list: [{ file_name: 'notes.txt', content: 'SGVsbG8=' }],
		schedule: {
			schedule_id: 'SCHEDULE1',
			method: 'request',
			location: 'Room 402',
			start_time: 1669278600,
			end_time: 1669282200,
			schedule_admins: { userids: ['zhangsan'] },
			reminders: {
				is_remind: 1,
				remind_before_event_mins: 15,
				timezone: 8,
				is_repeat: 1,
				is_custom_repeat: 1,
				repeat_type: 1,
				repeat_interval: 1,
				repeat_day_of_week: [4, 5],
				repeat_day_of_month: [31],
				repeat_week_of_month: [1],
				repeat_month_of_year: [12],
				repeat_until: 1670745600,
			},
		},
		meeting: {
			hosts: { userids: ['zhangsan'] },
			meeting_admins: { userids: ['zhangsan'] },
			option: {
				password: '123456',
				auto_record: 2,
				enable_waiting_room: true,
				allow_enter_before_host: true,
				enter_restraint: 0,
				enable_screen_watermark: true,
				enable_enter_mute: 0,
				remind_scope: 2,
				water_mark_type: 0,
			},
		},
		enable_id_trans: 1,
	}),

	'mailAdvancedAccount.assign': post(
		'exmail/vip/batch_add',
		{ userid_list: 'zhangsan，lisi' },
		{ userid_list: ['zhangsan', 'lisi'] },
	),
	'mailAdvancedAccount.getAll': post('exmail/vip/list'),
	'mailAdvancedAccount.revoke': post('exmail/vip/batch_del', { userid_list: ['zhangsan'] }),

	'mailGroup.create': post('exmail/group/create', group),
	'mailGroup.delete': post('exmail/group/delete', { groupid: 'group@example.com' }),
	'mailGroup.get': get('exmail/group/get', { groupid: 'group@example.com' }),
	'mailGroup.getAll': get(
		'exmail/group/search',
		{ fuzzy: true, groupid: 'group' },
		{ fuzzy: 1, groupid: 'group' },
	),
	'mailGroup.update': post('exmail/group/update', group),

	'mailbox.getOptions': post(
		'exmail/useroption/get',
		{ userid: 'zhangsan', type: '1, 2, 3' },
		{ userid: 'zhangsan', type: [1, 2, 3] },
	),
	'mailbox.getUnreadCount': post('exmail/mail/get_newcount', { userid: 'zhangsan' }),
	'mailbox.setState': post('exmail/account/act_email', {
		userid: 'zhangsan',
		publicemail_id: 1,
		type: 2,
	}),
	'mailbox.updateOptions': post('exmail/useroption/update', {
		userid: 'zhangsan',
		option: {
			list: [
				{ type: 1, value: '0' },
				{ type: 2, value: '1' },
			],
		},
	}),

	'sharedMailbox.create': post('exmail/publicmail/create', {
		email: 'service@example.com',
		...mailbox,
	}),
	'sharedMailbox.delete': post('exmail/publicmail/delete', { id: 1 }),
	'sharedMailbox.deleteClientPassword': post('exmail/publicmail/delete_auth_code', {
		id: 1,
		auth_code_id: 2,
	}),
	'sharedMailbox.get': post('exmail/publicmail/get', { id_list: '1, 2' }, { id_list: [1, 2] }),
	'sharedMailbox.getAll': get('exmail/publicmail/search', { fuzzy: 0, email: 'service' }),
	'sharedMailbox.getAllClientPasswords': post('exmail/publicmail/get_auth_code_list', { id: 1 }),
	'sharedMailbox.update': post('exmail/publicmail/update', {
		id: 1,
		...mailbox,
		alias_list: { list: ['help@example.com'] },
	}),
};
