import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { departmentId, memberId, needing, unixTime } from '../parameters';
import { controls, texts } from './parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/032-审批';

const requestId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Request', description: 'sp_no', pick: 'approvalRequest' });

const timeRange = (zod: Zod) => ({
	type: zod.string().optional(),
	new_begin: zod.int().optional(),
	new_end: zod.int().optional(),
	new_duration: zod.int().optional(),
});

const halfDays = (zod: Zod) =>
	zod.object({ ...timeRange(zod), type: zod.enum(['halfday', 'hour']).optional() }).optional();

/** What was entered in a control; each kind of control has a part of its own. */
const value = (zod: Zod) =>
	zod.object({
		text: zod.string().optional(),
		new_number: zod.string().optional(),
		new_money: zod.string().optional(),
		date: zod
			.object({
				type: zod.enum(['day', 'hour']).optional(),
				s_timestamp: zod.string().optional(),
			})
			.optional(),
		selector: zod
			.object({
				type: zod.enum(['single', 'multi']).optional(),
				options: zod.array(zod.object({ key: zod.string().optional() })).optional(),
			})
			.optional(),
		members: zod
			.array(zod.object({ userid: zod.string().optional(), name: zod.string().optional() }))
			.optional(),
		departments: zod
			.array(zod.object({ openapi_id: zod.string().optional(), name: zod.string().optional() }))
			.optional(),
		files: zod
			.array(
				zod.object({
					file_id: zod.string().optional(),
					file_name: zod.string().optional(),
					file_size: zod.int().optional(),
					file_type: zod.string().optional(),
					file_url: zod.string().optional(),
				}),
			)
			.optional(),
		children: zod
			.array(
				zod.object({
					list: zod
						.array(
							zod.object({
								control: zod.string().optional(),
								id: zod.string().optional(),
								value: zod.record(zod.string(), zod.unknown()).optional(),
							}),
						)
						.optional(),
				}),
			)
			.optional(),
		date_range: halfDays(zod),
		vacation: zod
			.object({
				selector: zod
					.object({
						type: zod.string().optional(),
						options: zod
							.array(
								zod.object({
									key: zod.string().optional(),
									value: zod.array(zod.record(zod.string(), zod.unknown())).optional(),
								}),
							)
							.optional(),
					})
					.optional(),
				attendance: zod
					.object({
						date_range: zod.record(zod.string(), zod.unknown()).optional(),
						type: zod.int().optional(),
					})
					.optional(),
			})
			.optional(),
		attendance: zod
			.object({
				date_range: zod.object(timeRange(zod)).optional(),
				type: zod
					.literal([1, 3, 4, 5])
					.optional()
					.meta({ labels: { 1: 'Leave', 3: 'Business trip', 4: 'Out', 5: 'Overtime' } }),
				slice_info: zod
					.object({
						day_items: zod
							.array(zod.object({ daytime: zod.int().optional(), duration: zod.int().optional() }))
							.optional(),
					})
					.optional(),
			})
			.optional(),
		location: zod
			.object({
				latitude: zod.string().optional(),
				longitude: zod.string().optional(),
				title: zod.string().optional(),
				address: zod.string().optional(),
				time: zod.int().optional(),
			})
			.optional(),
		related_approval: zod.array(zod.object({ sp_no: zod.string().optional() })).optional(),
		formula: zod.object({ value: zod.string().optional() }).optional(),
	});

const node = (zod: Zod) =>
	needing(
		zod.object({
			type: zod.literal([1, 2, 3]).meta({ labels: { 1: 'Approver', 2: 'Copy', 3: 'Handler' } }),
			apv_rel: zod
				.literal([1, 2, 3])
				.optional()
				.meta({ labels: { 1: 'All', 2: 'Any', 3: 'In turn' } }),
			userid: zod.array(zod.string()),
		}),
		'apv_rel',
		{ type: [1, 3] },
	);

export const approval = resource(
	'approval',
	'Approval',
	'审批',
	'docs/002-第三方应用开发/002-服务端API/032-审批',
	{
		create: {
			title: 'Create',
			action: 'Submit an approval request',
			zh: '提交审批申请',
			doc: '004-提交审批申请',
			post: 'oa/applyevent',
			repeatable: false,
			neededWith: { process: { use_template_approver: [0] } },
			body: (zod) => ({
				creator_userid: memberId(zod).min(1).meta({ title: 'Applicant' }),
				template_id: zod.string().min(1).meta({
					title: 'Template ID',
					description: 'in the address of the template in the console',
				}),
				use_template_approver: zod.literal([0, 1]).meta({
					title: 'Process',
					description: 'of the template takes the one set there',
					labels: { 0: 'As given', 1: 'Of the template' },
				}),
				choose_department: departmentId(zod)
					.optional()
					.meta({ title: 'Department', description: 'of the applicant; empty: the main one' }),
				process: zod
					.object({ node_list: zod.array(node(zod)) })
					.optional()
					.meta({
						title: 'Given Process',
						description:
							'nodes in order: type 1 approver, 2 copy, 3 handler; apv_rel 1 all, 2 any, 3 one after another',
						example: { node_list: [{ type: 1, apv_rel: 1, userid: ['zhangsan'] }] },
					}),
				apply_data: zod
					.object({
						contents: zod.array(
							zod.object({
								control: zod.enum(controls),
								id: zod.string(),
								title: texts(zod).optional(),
								value: value(zod),
							}),
						),
					})
					.meta({
						title: 'Form',
						description: 'the controls are in Approval Template: Get',
						example: {
							contents: [{ control: 'Text', id: 'Text-01', value: { text: 'A new chair' } }],
						},
					}),
				summary_list: zod
					.array(
						zod.object({
							summary_info: zod.array(
								zod.object({
									text: zod.string().max(20),
									lang: zod.enum(['zh_CN', 'en']),
								}),
							),
						}),
					)
					.max(3)
					.meta({
						title: 'Summary',
						description: 'up to three lines of 20 characters',
						example: [{ summary_info: [{ text: 'A new chair', lang: 'en' }] }],
					}),
				approver: zod
					.array(
						zod.object({
							attr: zod.literal([1, 2]).meta({ labels: { 1: 'Any', 2: 'All' } }),
							userid: zod.array(zod.string()),
						}),
					)
					.optional()
					.meta({
						title: 'Approvers (Old)',
						description: 'Given Process took its place',
						example: [{ attr: 1, userid: ['zhangsan'] }],
					}),
				notifyer: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Copies To (Old)', description: 'member IDs' }),
				notify_type: zod
					.literal([1, 2, 3])
					.optional()
					.meta({
						title: 'Copies When (Old)',
						description: 'when those who get copies are told',
						labels: { 1: 'When submitted', 2: 'When approved', 3: 'Both' },
					}),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get an approval request',
			zh: '获取审批申请详情',
			doc: '007-获取审批申请详情',
			post: 'oa/getapprovaldetail',
			repeatable: true,
			body: (zod) => ({ sp_no: requestId(zod) }),
			answer: 'info',
		},
		getAllIds: {
			title: 'Get Many Numbers',
			action: 'Get the numbers of many approval requests',
			zh: '批量获取审批单号',
			doc: '006-批量获取审批单号',
			post: 'oa/getapprovalinfo',
			repeatable: true,
			body: (zod) => ({
				starttime: unixTime(zod, 'From'),
				endtime: unixTime(zod, 'To').meta({ description: 'Unix seconds; at most 31 days later' }),
				filters: zod
					.array(
						zod.object({
							key: zod
								.enum(['template_id', 'creator', 'department', 'sp_status', 'record_type'])
								.optional(),
							value: zod.string().optional(),
						}),
					)
					.optional()
					.meta({
						title: 'Filters',
						description:
							'by template_id, creator, department, sp_status or record_type; of one kind any',
						example: [{ key: 'creator', value: 'zhangsan' }],
					}),
			}),
			items: 'sp_no_list',
			page: cursor(100, {
				request: 'new_cursor',
				first: '',
				answer: 'new_next_cursor',
				size: { parameter: 'size', max: 100 },
			}),
		},
		getAllOld: {
			title: 'Get Many (Old)',
			action: 'Get approval requests by the old interface',
			zh: '获取审批数据（旧）',
			about: 'Up to 100, and where to go on',
			doc: `${internal}/007-获取审批数据旧.md`,
			apps: ['own'],
			post: 'corp/getapprovaldata',
			repeatable: true,
			body: (zod) => ({
				starttime: unixTime(zod, 'From'),
				endtime: unixTime(zod, 'To').meta({ description: 'Unix seconds; at most 30 days later' }),
				next_spnum: zod
					.int()
					.optional()
					.meta({ title: 'First Number', description: 'next_spnum of the answer before' }),
			}),
		},
		getEngineState: {
			title: 'Get Engine State',
			action: 'Get the state of a request of the approval engine',
			zh: '查询第三方应用审批申请当前状态',
			doc: '011-审批流程引擎',
			post: 'corp/getopenapprovaldata',
			repeatable: true,
			body: (zod) => ({
				thirdNo: zod
					.string()
					.min(1)
					.meta({ title: 'Own Number', description: 'that the page of the app has given' }),
			}),
			answer: 'data',
		},
	},
);
