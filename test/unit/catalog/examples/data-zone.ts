import { post, type Examples } from './example';

const ability = { program_id: 'PROGRAM', ability_id: 'ABILITY' };
const request_data = '{"input":"how many"}';

export const dataZones: Examples = {
	'dataZone.getAuthorisation': post('chatdata/get_corp_auth_info'),
	'dataZone.getLogLevel': post('chatdata/get_log_level', { program_id: 'PROGRAM' }),
	'dataZone.getMasking': post('chatdata/get_hide_sensitiveinfo_config', { userid: 'lisi' }),
	'dataZone.getMembers': post('chatdata/get_auth_user_list'),
	'dataZone.setCallbackProgram': post('chatdata/set_receive_callback', { program_id: 'PROGRAM' }),
	'dataZone.setLogLevel': post(
		'chatdata/set_log_level',
		{ program_id: 'PROGRAM', log_level: '3' },
		{ program_id: 'PROGRAM', log_level: 3 },
	),
	'dataZone.setMasking': post('chatdata/set_hide_sensitiveinfo_config', {
		userid: 'lisi',
		config: { hide_mobile: true, hide_idcard: false, hide_bankno: true },
	}),
	'dataZone.setPublicKey': post(
		'chatdata/set_public_key',
		{ public_key: '-----BEGIN PUBLIC KEY-----', public_key_ver: '2' },
		{ public_key: '-----BEGIN PUBLIC KEY-----', public_key_ver: 2 },
	),
	'dataZoneProgram.getResult': post('chatdata/async_program_result', { jobid: 'JOB' }),
	'dataZoneProgram.run': post('chatdata/sync_call_program', {
		...ability,
		notify_id: 'NOTIFY',
		request_data,
	}),
	'dataZoneProgram.start': post('chatdata/async_program_task', { ...ability, request_data }),
};
