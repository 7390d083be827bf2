import { post, type Examples } from './example';

const approval = {
	apply_id: 'APPLY',
	approval_id: 'APPROVAL',
	approval_url: 'https://example.com/approval',
	process_list: {
		node_list: [
			{
				current_approvers: ['LEADER1', 'LEADER2'],
				completed_approvers: ['LEADER0'],
				node_apv_status: 1,
				node_apv_rel: 1,
				apv_update_time: 1715741759,
			},
		],
	},
};

export const advancedFeatures: Examples = {
	'advancedAccountApplication.get': post('advanced_feature/get_approval_info', {
		apply_id: 'APPLY',
	}),
	'advancedAccountApplication.getAll': post(
		'advanced_feature/get_apply_id_list',
		{ business_type: '1', userid: 'zhangsan', req_type: '1' },
		{ business_type: 1, userid: 'zhangsan', req_type: 1 },
	),
	'advancedAccountApplication.setApproval': post(
		'advanced_feature/set_approval_detail',
		{ ...approval, approval_status: '1' },
		{ ...approval, approval_status: 1 },
	),
};
