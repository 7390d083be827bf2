import { resource, type EndpointDeclaration, type Resource, type Zod } from '../endpoint';
import { filled, folder, libraries, meeting, paged, site } from './parameters';

const yesOrNo = (zod: Zod) => zod.literal([1, 2]).meta({ labels: { 1: 'No', 2: 'Yes' } });

const question = (zod: Zod) =>
	zod.object({
		is_required: yesOrNo(zod),
		question_title: zod.string().max(40).optional(),
		option_list: zod
			.array(zod.object({ content: zod.string().max(40).optional() }))
			.max(8)
			.optional(),
		question_type: zod
			.literal([1, 2, 3])
			.optional()
			.meta({ labels: { 1: 'One choice', 2: 'Several choices', 3: 'Text' } }),
		special_type: zod
			.literal([1, 2, 3, 4, 5])
			.optional()
			.meta({ labels: { 1: 'None', 2: 'Mobile', 3: 'Email', 4: 'Name', 5: 'Company' } }),
	});

const configuration = (zod: Zod) => ({
	...meeting(zod),
	approve_type: zod
		.literal([1, 2])
		.optional()
		.meta({
			title: 'Approval',
			description: 'automatic, or by hand',
			labels: { 1: 'Automatic', 2: 'By hand' },
		}),
	is_collect_question: yesOrNo(zod)
		.optional()
		.meta({ title: 'Ask Questions', description: 'those in Questions' }),
	no_registration_needed_for_staff: zod
		.boolean()
		.optional()
		.meta({ title: 'Not for Members', description: 'members need not enroll' }),
	question_list: zod
		.array(question(zod))
		.optional()
		.meta({
			title: 'Questions',
			description: 'where questions are asked',
			example: [
				{
					is_required: 2,
					question_type: 1,
					question_title: 'Where are you?',
					option_list: [{ content: 'In the office' }, { content: 'At home' }],
				},
			],
		}),
});

type Operation =
	'approve' | 'delete' | 'getAll' | 'getConfiguration' | 'getIds' | 'import' | 'setConfiguration';

/** Meetings and webinars have the same endpoints, below another path and with pages of their own. */
function enrollments(
	id: string,
	what: 'meeting' | 'webinar',
	path: string,
	names: { title: string; zh: string; thing: string },
	docs: Readonly<Record<Operation, EndpointDeclaration['doc']>>,
): Resource {
	const { title, zh, thing } = names;
	return resource(id, title, zh, `${folder}/004-预约会议高级管理`, {
		approve: {
			title: 'Approve',
			action: `Approve or reject enrollments for a ${what}`,
			zh: `审批${thing}报名信息`,
			doc: docs.approve,
			apps: ['own'],
			post: `${path}/approve`,
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				action: zod.literal([1, 2, 3]).meta({
					title: 'Decision',
					description: 'on every enrollment given',
					labels: { 1: 'Take an approval back', 2: 'Reject', 3: 'Approve' },
				}),
				enroll_id_list: zod
					.array(filled(zod))
					.min(1)
					.meta({ title: 'Enrollment IDs', description: 'from Get Many' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: `Delete enrollments for a ${what}`,
			zh: `删除${thing}报名信息`,
			doc: docs.delete,
			apps: ['own'],
			post: `${path}/delete`,
			body: (zod) => ({
				...meeting(zod),
				enroll_id_list: zod
					.array(zod.object({ enroll_id: filled(zod) }))
					.min(1)
					.meta({
						title: 'Enrollments',
						description: 'from Get Many',
						example: [{ enroll_id: 'ENROLL_ID' }],
					}),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: `Get many enrollments for a ${what}`,
			zh: `获取${thing}报名信息`,
			doc: docs.getAll,
			apps: ['own'],
			post: `${path}/list`,
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				status: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({
						title: 'Status',
						description: 'of the enrollments to return',
						labels: { 0: 'All', 1: 'Waiting', 2: 'Rejected', 3: 'Approved' },
					}),
			}),
			items: 'enroll_list',
			page: paged(50),
		},
		getConfiguration: {
			title: 'Get Configuration',
			action: `Get how people enroll for a ${what}`,
			zh: `获取${thing}报名配置`,
			doc: docs.getConfiguration,
			apps: ['own'],
			post: `${path}/get_config`,
			repeatable: true,
			body: meeting,
		},
		getIds: {
			title: 'Get IDs',
			action: `Get the enrollment IDs of attendees of a ${what}`,
			zh: `获取${thing}成员报名ID`,
			doc: docs.getIds,
			apps: ['own'],
			post: `${path}/query_by_tmp_openid`,
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				sorting_rules: zod
					.literal([1, 2])
					.optional()
					.meta({
						title: 'Which First',
						description: 'when a person enrolled more than once',
						labels: { 1: 'Those imported by mobile', 2: 'Those who enrolled themselves' },
					}),
				tmp_openid_list: zod
					.array(filled(zod))
					.min(1)
					.max(500)
					.meta({ title: 'Temporary IDs', description: 'tmp_openid of attendees, at most 500' }),
			}),
			items: 'enroll_id_list',
		},
		import: {
			title: 'Import',
			action: `Import enrollments for a ${what}`,
			zh: `导入${thing}报名信息`,
			about: 'Each by member ID, or by mobile with its country code',
			doc: docs.import,
			apps: ['own'],
			post: `${path}/import`,
			body: (zod) => ({
				...meeting(zod),
				enroll_list: zod
					.array(
						zod.object({
							userid: zod.string().optional(),
							area: zod.string().optional(),
							phone_number: zod.string().optional(),
							nick_name: zod.string().optional(),
						}),
					)
					.min(1)
					.meta({
						title: 'People',
						description: 'userid, or area and phone_number',
						example: [{ area: '86', phone_number: '13800000000', nick_name: 'Wang' }],
					}),
			}),
		},
		setConfiguration: {
			title: 'Set Configuration',
			action: `Set how people enroll for a ${what}`,
			zh: `修改${thing}报名配置`,
			doc: docs.setConfiguration,
			apps: ['own'],
			post: `${path}/set_config`,
			repeatable: true,
			body: configuration,
		},
	});
}

export const meetingEnrollment = enrollments(
	'meetingEnrollment',
	'meeting',
	'meeting/enroll',
	{ title: 'Meeting Enrollment', zh: '会议报名', thing: '会议' },
	{
		approve: '022-审批会议报名信息',
		delete: '024-删除会议报名信息',
		getAll: '021-获取会议报名信息',
		getConfiguration: '019-获取会议报名配置',
		getIds: '020-获取会议成员报名-ID',
		import: '023-导入会议报名信息',
		setConfiguration: '018-修改会议报名配置',
	},
);

export const webinarEnrollment = enrollments(
	'webinarEnrollment',
	'webinar',
	'meeting/webinar/enroll',
	{ title: 'Webinar Enrollment', zh: '网络研讨会报名', thing: '网络研讨会' },
	{
		approve: `${site}/98877`,
		delete: libraries,
		getAll: `${site}/98876`,
		getConfiguration: libraries,
		getIds: `${site}/98873`,
		import: libraries,
		setConfiguration: libraries,
	},
);
