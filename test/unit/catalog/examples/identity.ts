import { post, type Examples } from './example';

export const identities: Examples = {
	'idConversion.convertCustomerId': post(
		'externalcontact/from_service_external_userid',
		{ external_userid: 'wm1', source_agentid: '1000002' },
		{ external_userid: 'wm1', source_agentid: 1000002 },
	),
	'idConversion.convertOpenUserIds': post(
		'batch/openuserid_to_userid',
		{ open_userid_list: 'wo1, wo2', source_agentid: 1000002 },
		{ open_userid_list: ['wo1', 'wo2'], source_agentid: 1000002 },
	),
	'secondVerification.confirm': post('user/tfa_succ', { userid: 'zhangsan', tfa_code: 'TFA1' }),
	'secondVerification.get': post('auth/get_tfa_info', { code: 'CODE1' }),
};
