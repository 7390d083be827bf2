import { get, post, type Examples } from './example';

const student = {
	student_userid: 'zhangsan',
	mobile: '10000000000',
	to_invite: false,
	name: '张三',
	department: [1, 2],
};

const changedStudent = {
	student_userid: 'zhangsan',
	new_student_userid: 'NEW_ID',
	mobile: '18000000000',
	name: '张三',
	department: [1, 2],
};

const children = [
	{ student_userid: 'zhangsan', relation: '爸爸' },
	{ student_userid: 'lisi', relation: '伯父' },
];

const parent = {
	parent_userid: 'zhangsan_parent',
	mobile: '18000000000',
	to_invite: false,
	children,
};

const changedParent = {
	parent_userid: 'zhangsan_parent',
	new_parent_userid: 'NEW_ID',
	mobile: '18000000000',
	children,
};

const lesson = { livingid: 'livingid1' };

export const schools: Examples = {
	'classPayment.get': post('school/get_payment_result', { payment_id: 'xxxx' }),
	'classPayment.getTrade': post('school/get_trade', { payment_id: 'xxxx', trade_no: 'yyyy' }),
	'healthReport.get': post('health/get_report_job_info', { jobid: 'jobid1', date: '2020-03-27' }),
	'healthReport.getAllIds': post('health/get_report_jobids'),
	'healthReport.getAnswers': post('health/get_report_answer', {
		jobid: 'jobid1',
		date: '2020-03-27',
	}),
	'healthReport.getStatistics': post('health/get_health_report_stat', { date: '2020-03-27' }),
	'onlineLesson.get': get('school/living/get_living_info', lesson),
	'onlineLesson.getAbsentees': post('school/living/get_unwatch_stat_v2', lesson),
	'onlineLesson.getAbsentStudents': post('school/living/get_unwatch_stat', lesson),
	'onlineLesson.getStudentViewers': post('school/living/get_watch_stat', lesson),
	'onlineLesson.getViewers': post('school/living/get_watch_stat_v2', lesson),
	'parent.create': post('school/user/create_parent', parent),
	'parent.createMany': post('school/user/batch_create_parent', { parents: [parent] }),
	'parent.delete': get('school/user/delete_parent', { userid: 'zhangsan_parent' }),
	'parent.deleteMany': post(
		'school/user/batch_delete_parent',
		{ useridlist: 'zhangsan, lisi' },
		{ useridlist: ['zhangsan', 'lisi'] },
	),
	'parent.getAll': get('school/user/list_parent', { department_id: 2 }),
	'parent.update': post('school/user/update_parent', changedParent),
	'parent.updateMany': post('school/user/batch_update_parent', { parents: [changedParent] }),
	'school.getChatMode': get('school/get_chat_create_mode'),
	'school.getContact': get('school/user/get', { userid: 'zhangsan' }),
	'school.getOpenid': post('externalcontact/convert_to_openid', { external_userid: 'wmAAAAAAA' }),
	'school.getScope': get('school/agent/get_allow_scope', { agentid: 1000014 }),
	'school.getVisitor': get('school/getuserinfo', { code: 'CODE' }),
	'school.setChatMode': post(
		'school/set_chat_create_mode',
		{ create_mode: '0' },
		{ create_mode: 0 },
	),
	'school.setSyncMode': post('school/set_arch_sync_mode', { arch_sync_mode: 1 }),
	'schoolDepartment.create': post(
		'school/department/create',
		{
			name: '一年级',
			parentid: '5',
			id: 2,
			type: '1',
			register_year: 2018,
			standard_grade: 1,
			order: 1,
			department_admins: [
				{ userid: 'zhangsan', type: 4, subject: '语文' },
				{ userid: 'lisi', type: 3, subject: '数学' },
			],
		},
		{
			name: '一年级',
			parentid: 5,
			id: 2,
			type: 1,
			register_year: 2018,
			standard_grade: 1,
			order: 1,
			department_admins: [
				{ userid: 'zhangsan', type: 4, subject: '语文' },
				{ userid: 'lisi', type: 3, subject: '数学' },
			],
		},
	),
	'schoolDepartment.delete': get('school/department/delete', { id: 2 }),
	'schoolDepartment.getAll': get('school/department/list', { id: 2 }),
	'schoolDepartment.setPromotion': post(
		'school/set_upgrade_info',
		{ upgrade_time: 1594090969, upgrade_switch: true },
		{ upgrade_time: 1594090969, upgrade_switch: 1 },
	),
	'schoolDepartment.update': post('school/department/update', {
		id: 2,
		name: '一年级',
		parentid: 5,
		new_id: 100,
		register_year: 2018,
		standard_grade: 1,
		order: 1,
		department_admins: [
			{ op: 0, userid: 'zhangsan', type: 4, subject: '语文' },
			{ op: 1, userid: 'lisi', type: 3 },
		],
	}),
	'schoolNotice.getFollowMode': get('externalcontact/get_subscribe_mode'),
	'schoolNotice.getQrCode': get('externalcontact/get_subscribe_qr_code'),
	'schoolNotice.send': post(
		'externalcontact/message/send',
		{
			recv_scope: '0',
			to_parent_userid: 'parent1, parent2',
			to_student_userid: ['student1'],
			to_party: 'partyid1',
			toall: false,
			msgtype: 'text',
			agentid: 1,
			text: { content: 'No school on Monday' },
			enable_id_trans: false,
			enable_duplicate_check: true,
			duplicate_check_interval: 1800,
		},
		{
			recv_scope: 0,
			to_parent_userid: ['parent1', 'parent2'],
			to_student_userid: ['student1'],
			to_party: ['partyid1'],
			toall: 0,
			msgtype: 'text',
			agentid: 1,
			text: { content: 'No school on Monday' },
			enable_id_trans: 0,
			enable_duplicate_check: 1,
			duplicate_check_interval: 1800,
		},
	),
	'schoolNotice.setFollowMode': post('externalcontact/set_subscribe_mode', { subscribe_mode: 1 }),
	'student.create': post('school/user/create_student', student),
	'student.createMany': post('school/user/batch_create_student', { students: [student] }),
	'student.delete': get('school/user/delete_student', { userid: 'zhangsan' }),
	'student.deleteMany': post('school/user/batch_delete_student', {
		useridlist: ['zhangsan', 'lisi'],
	}),
	'student.getAll': get('school/user/list', { department_id: 2 }),
	'student.update': post('school/user/update_student', changedStudent),
	'student.updateMany': post('school/user/batch_update_student', { students: [changedStudent] }),
};
