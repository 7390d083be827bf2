import { get, post, type Examples } from './example';

const span = { start_time: 1724256000, end_time: 1724860799 };

export const security: Examples = {
	'auditLog.getAdminOperations': post(
		'security/admin_oper_log/list',
		{ ...span, oper_type: '2', userid: 'sam' },
		{ ...span, oper_type: 2, userid: 'sam' },
	),
	'auditLog.getFileOperations': post(
		'security/get_file_oper_record',
		{ ...span, userid_list: 'zhangsan, lisi', operation: '{"type":103,"source":401}' },
		{ ...span, userid_list: ['zhangsan', 'lisi'], operation: { type: 103, source: 401 } },
	),
	'auditLog.getMemberOperations': post(
		'security/member_oper_log/list',
		{ ...span, oper_type: '1', userid: 'sam' },
		{ ...span, oper_type: 1, userid: 'sam' },
	),
	'auditLog.getScreenCaptures': post(
		'security/get_screen_oper_record',
		{
			...span,
			userid_list: 'zhangsan, lisi',
			department_id_list: '2, 3',
			screen_shot_type: '1',
		},
		{
			...span,
			userid_list: ['zhangsan', 'lisi'],
			department_id_list: [2, 3],
			screen_shot_type: 1,
		},
	),

	'securityAdvancedAccount.assign': post(
		'security/vip/submit_batch_add_job',
		{ userid_list: 'zhangsan, lisi' },
		{ userid_list: ['zhangsan', 'lisi'] },
	),
	'securityAdvancedAccount.getAll': post('security/vip/list'),
	'securityAdvancedAccount.getAssignment': post('security/vip/batch_add_job_result', {
		jobid: 'JOB',
	}),
	'securityAdvancedAccount.getRevocation': post('security/vip/batch_del_job_result', {
		jobid: 'JOB',
	}),
	'securityAdvancedAccount.revoke': post('security/vip/submit_batch_del_job', {
		userid_list: ['zhangsan'],
	}),

	'serverAddress.get': get('security/get_server_domain_ip'),

	'trustedDevice.approve': post(
		'security/trustdevice/approve',
		{ device_code_list: '49nNtYq, rjDTnOh' },
		{ device_code_list: ['49nNtYq', 'rjDTnOh'] },
	),
	'trustedDevice.delete': post('security/trustdevice/delete', {
		type: 1,
		device_code_list: ['49nNtYq', 'rjDTnOh'],
	}),
	'trustedDevice.getAll': post('security/trustdevice/list', { type: '3' }, { type: 3 }),
	'trustedDevice.getOfMember': post('security/trustdevice/get_by_user', {
		last_login_userid: 'zhangsan',
		type: 1,
	}),
	'trustedDevice.import': post('security/trustdevice/import', {
		device_list: [
			{
				system: 'Windows',
				mac_addr: ['50:81:40:29:33:CA', '36:27:51:DF:6E:80'],
				motherboard_uuid: 'MB_UUID',
				harddisk_uuid: ['HD_UUID1', 'HD_UUID2'],
				domain: 'WINDOWS_DOMAIN',
				pc_name: 'PC_001',
			},
			{ system: 'Mac', seq_no: 'SEQ_NO', mac_addr: ['81:40:50:29:33:DB'] },
		],
	}),
	'trustedDevice.reject': post('security/trustdevice/reject', { device_code_list: ['49nNtYq'] }),
};
