import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId } from '../parameters';

const site = 'https://developer.work.weixin.qq.com/document/path';

const applicationId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Application ID', description: 'from Get Many' });

const status = { 1: 'In progress', 2: 'Rejected', 3: 'Approved', 101: 'Withdrawn' };

/** One step of an approval, which somebody must have decided on or must still decide on. */
const node = (zod: Zod) =>
	zod
		.object({
			node_apv_status: zod
				.literal([1, 2, 3, 101, 102])
				.meta({ labels: { ...status, 102: 'Not reached' } }),
			node_apv_rel: zod.literal([1, 2, 3]).meta({ labels: { 1: 'All', 2: 'Any', 3: 'In turn' } }),
			current_approvers: zod.array(zod.string()).max(100).optional(),
			completed_approvers: zod.array(zod.string()).max(100).optional(),
			apv_update_time: zod.int().min(0).optional(),
		})
		.refine(
			({ current_approvers = [], completed_approvers = [] }) =>
				current_approvers.length + completed_approvers.length > 0,
			{ error: "must have somebody in 'current_approvers' or 'completed_approvers'" },
		);

/** What members file to get the paid functions of mail, documents, drive or meetings. */
export const advancedAccountApplication = resource(
	'advancedAccountApplication',
	'Advanced Account Application',
	'高级功能申请单',
	site,
	{
		get: {
			title: 'Get',
			action: 'Get an application for an advanced account',
			zh: '获取申请单详细信息',
			doc: `${site}/99885`,
			apps: ['own'],
			post: 'advanced_feature/get_approval_info',
			repeatable: true,
			body: (zod) => ({ apply_id: applicationId(zod) }),
			answer: 'approval_info',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many applications for advanced accounts',
			zh: '批量获取申请单ID',
			about: 'Gives their IDs',
			doc: `${site}/99883`,
			apps: ['own'],
			post: 'advanced_feature/get_apply_id_list',
			repeatable: true,
			body: (zod) => ({
				business_type: zod.literal([1, 2, 3, 4]).meta({
					title: 'Account Type',
					labels: { 1: 'Mail', 2: 'Documents', 3: 'Drive', 4: 'Meetings' },
				}),
				userid: memberId(zod).min(1),
				req_type: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ title: 'Filed By', labels: { 0: 'Any', 1: 'API only', 2: 'Not by API' } }),
			}),
			items: 'apply_id_list',
			page: cursor(200, { more: 'has_more' }),
		},
		setApproval: {
			title: 'Set Approval',
			action: 'Set how far the approval of an application is',
			zh: '设置审批单审批信息',
			about: 'All nodes are replaced',
			doc: `${site}/99880`,
			apps: ['own'],
			post: 'advanced_feature/set_approval_detail',
			repeatable: true,
			body: (zod) => ({
				apply_id: applicationId(zod),
				approval_id: zod
					.string()
					.min(1)
					.meta({ title: 'Approval ID', description: 'of this app, stays the same' }),
				approval_status: zod.literal([1, 2, 3, 101]).meta({ title: 'Status', labels: status }),
				approval_url: zod
					.string()
					.min(1)
					.meta({ title: 'Approval URL', description: 'http:// or https://' }),
				process_list: zod
					.object({
						node_list: zod.array(node(zod)),
					})
					.meta({
						title: 'Process',
						example: {
							node_list: [
								{
									node_apv_status: 1,
									node_apv_rel: 1,
									current_approvers: ['zhangsan'],
									completed_approvers: [],
									apv_update_time: 1715741759,
								},
							],
						},
					}),
			}),
		},
	},
);
