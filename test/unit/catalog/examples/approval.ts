import { get, post, type Examples } from './example';

const template = {
	template_name: [{ text: 'Purchase', lang: 'zh_CN' }],
	template_content: {
		controls: [
			{
				property: {
					control: 'Selector',
					id: 'Selector-01',
					title: [{ text: 'What', lang: 'zh_CN' }],
					placeholder: [{ text: 'Choose', lang: 'zh_CN' }],
					require: 1,
					un_print: 0,
				},
				config: {
					selector: {
						type: 'single',
						options: [{ key: 'option-1', value: { text: 'Chair', lang: 'zh_CN' } }],
					},
				},
			},
		],
	},
};

export const approvals: Examples = {
	'approval.create': post(
		'oa/applyevent',
		{
			creator_userid: 'zhangsan',
			template_id: 'T1',
			use_template_approver: '0',
			process: { node_list: [{ type: 1, apv_rel: 2, userid: ['lisi'] }] },
			apply_data: { contents: [{ control: 'Money', id: 'Money-1', value: { new_money: '700' } }] },
			summary_list: [{ summary_info: [{ text: '700 yuan', lang: 'en' }] }],
		},
		{
			creator_userid: 'zhangsan',
			template_id: 'T1',
			use_template_approver: 0,
			process: { node_list: [{ type: 1, apv_rel: 2, userid: ['lisi'] }] },
			apply_data: { contents: [{ control: 'Money', id: 'Money-1', value: { new_money: '700' } }] },
			summary_list: [{ summary_info: [{ text: '700 yuan', lang: 'en' }] }],
		},
	),
	'approval.get': post('oa/getapprovaldetail', { sp_no: 201909270001 }, { sp_no: '201909270001' }),
	'approval.getAllIds': post('oa/getapprovalinfo', {
		starttime: 1569546000,
		endtime: 1569718800,
		filters: [{ key: 'template_id', value: 'T1' }],
	}),
	'approval.getAllOld': post('corp/getapprovaldata', {
		starttime: 1492617600,
		endtime: 1492790400,
		next_spnum: 201704200003,
	}),
	'approval.getEngineState': post('corp/getopenapprovaldata', { thirdNo: 'N1' }),
	'approvalTemplate.copy': post('oa/approval/copytemplate', { open_template_id: 'OT1' }),
	'approvalTemplate.create': post('oa/approval/create_template', template),
	'approvalTemplate.get': post('oa/gettemplatedetail', { template_id: 'T1' }),
	'approvalTemplate.update': post('oa/approval/update_template', {
		template_id: 'T1',
		...template,
	}),
	'leave.getAll': get('oa/vacation/getcorpconf'),
	'leave.getBalance': post('oa/vacation/getuservacationquota', { userid: 'zhangsan' }),
	'leave.setBalance': post(
		'oa/vacation/setoneuserquota',
		{ userid: 'zhangsan', vacation_id: '1', leftduration: '604800', time_attr: '0' },
		{ userid: 'zhangsan', vacation_id: 1, leftduration: 604800, time_attr: 0 },
	),
};
