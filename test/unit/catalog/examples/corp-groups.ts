import { get, post, type Examples } from './example';

const rule = {
	owner_corp_range: { departmentids: ['1'], userids: ['zhangsan'] },
	member_corp_range: { groupids: ['2'] },
};

export const corpGroups: Examples = {
	'chain.getAll': get('corpgroup/corp/get_chain_list'),
	'chain.getAllOfCompany': post('corpgroup/get_corp_shared_chain_list', { corpid: 'ww2' }),
	'chain.getCompanies': post(
		'corpgroup/corp/get_chain_corpinfo_list',
		{ chain_id: 'Ch1', groupid: '2', need_pending: 'true' },
		{ chain_id: 'Ch1', groupid: 2, need_pending: true },
	),
	'chain.getCompany': post('corpgroup/corp/get_chain_corpinfo', {
		chain_id: 'Ch1',
		pending_corpid: 'pending1',
	}),
	'chain.getGroups': post('corpgroup/corp/get_chain_group', { chain_id: 'Ch1', groupid: 2 }),
	'chain.getImportResult': get('corpgroup/getresult', { jobid: 'JOB1' }),
	'chain.getMemberCustomId': post('corpgroup/corp/get_chain_user_custom_id', {
		chain_id: 'Ch1',
		corpid: 'ww2',
		userid: 'lisi',
	}),
	'chain.importContacts': post('corpgroup/import_chain_contact', {
		chain_id: 'Ch1',
		contact_list: [
			{
				corp_name: 'Example',
				group_path: 'North/City',
				custom_id: 'C1',
				contact_info_list: [
					{ name: 'Li Si', identity_type: 2, mobile: '13800000000', user_custom_id: '7' },
				],
			},
		],
	}),
	'chain.removeCompany': post('corpgroup/corp/remove_corp', { chain_id: 'Ch1', corpid: 'ww2' }),
	'chainCustomer.getByUnionId': post('corpgroup/unionid_to_external_userid', {
		unionid: 'UNION1',
		openid: 'OPEN1',
		corpid: 'ww2',
	}),
	'chainCustomer.getPendingId': post('corpgroup/unionid_to_pending_id', {
		unionid: 'UNION1',
		openid: 'OPEN1',
	}),
	'chainCustomer.getPendingIds': post(
		'corpgroup/batch/external_userid_to_pending_id',
		{ external_userid: 'wm1, wm2', chat_id: 'wr1' },
		{ external_userid: ['wm1', 'wm2'], chat_id: 'wr1' },
	),
	'chainRule.create': post('corpgroup/rule/add_rule', { chain_id: 'Ch1', rule_info: rule }),
	'chainRule.delete': post('corpgroup/rule/delete_rule', { chain_id: 'Ch1', rule_id: 1 }),
	'chainRule.get': post(
		'corpgroup/rule/get_rule_info',
		{ chain_id: 'Ch1', rule_id: '1' },
		{ chain_id: 'Ch1', rule_id: 1 },
	),
	'chainRule.getAllIds': post('corpgroup/rule/list_ids', { chain_id: 'Ch1' }),
	'chainRule.update': post('corpgroup/rule/modify_rule', {
		chain_id: 'Ch1',
		rule_id: 1,
		rule_info: rule,
	}),
	'linkedCompany.getDepartments': post('linkedcorp/department/list', { department_id: 'li1/2' }),
	'linkedCompany.getMember': post('linkedcorp/user/get', { userid: 'ww2/lisi' }),
	'linkedCompany.getDepartmentMembers': post(
		'linkedcorp/user/list',
		{ department_id: 'li1/2', fetch_child: 'true' },
		{ department_id: 'li1/2', fetch_child: 1 },
	),
	'linkedCompany.getMembersBasic': post('linkedcorp/user/simplelist', {
		department_id: 'li1/2',
	}),
	'linkedCompany.getVisibleRange': post('linkedcorp/agent/get_perm_list'),
	'linkedCompany.sendMessage': post(
		'linkedcorp/message/send',
		{ touser: 'zhangsan, ww2/lisi', msgtype: 'text', agentid: '1', text: { content: 'Hello' } },
		{ touser: ['zhangsan', 'ww2/lisi'], msgtype: 'text', agentid: 1, text: { content: 'Hello' } },
	),
	'sharedApp.getAll': post(
		'corpgroup/corp/list_app_share_info',
		{ agentid: '1000002', business_type: '1' },
		{ agentid: 1000002, business_type: 1 },
	),
	'sharedApp.getMiniProgramSession': {
		values: { access_token: 'TOKEN2', userid: 'wm1', session_key: 'KEY1' },
		method: 'POST',
		path: '/cgi-bin/miniprogram/transfer_session',
		query: { access_token: 'TOKEN2' },
		body: { userid: 'wm1', session_key: 'KEY1' },
	},
	'sharedApp.getToken': post('corpgroup/corp/gettoken', {
		corpid: 'ww2',
		agentid: 1000005,
		business_type: 1,
	}),
};
