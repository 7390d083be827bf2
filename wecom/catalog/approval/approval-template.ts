import { resource, type Zod } from '../endpoint';
import { flag } from '../parameters';
import { controls, language, texts } from './parameters';

const customised = 'docs/003-服务商代开发/001-服务端API/032-审批';

const choice = (zod: Zod) => zod.enum(['single', 'multi']);

const range = (zod: Zod) =>
	zod.object({
		type: zod.enum(['halfday', 'hour']),
		official_holiday: zod
			.literal([0, 1])
			.optional()
			.meta({ labels: { 0: 'All days', 1: 'Working days' } }),
		perday_duration: zod.int().min(1).max(86_400).optional(),
	});

const tips = (zod: Zod) =>
	zod.object({
		tips_content: zod
			.array(
				zod.object({
					text: zod
						.object({
							sub_text: zod
								.array(
									zod.object({
										type: zod
											.literal([1, 2])
											.optional()
											.meta({ labels: { 1: 'Text', 2: 'Link' } }),
										content: zod
											.object({
												plain_text: zod.object({ content: zod.string().optional() }).optional(),
												link: zod
													.object({
														title: zod.string().optional(),
														url: zod.string().max(600).optional(),
													})
													.optional(),
											})
											.optional(),
									}),
								)
								.optional(),
						})
						.optional(),
					lang: language(zod).optional(),
				}),
			)
			.optional(),
	});

/** How a control is set up; each kind of control has a part of its own. */
const config = (zod: Zod) =>
	zod.object({
		date: zod.object({ type: zod.enum(['day', 'hour']) }).optional(),
		selector: zod
			.object({
				type: choice(zod),
				options: zod.array(
					zod.object({
						key: zod.string(),
						value: zod.object({ text: zod.string(), lang: language(zod) }),
					}),
				),
			})
			.optional(),
		contact: zod.object({ type: choice(zod), mode: zod.enum(['user', 'department']) }).optional(),
		file: zod.object({ is_only_photo: flag(zod).optional() }).optional(),
		table: zod
			.object({
				children: zod.array(zod.record(zod.string(), zod.unknown())),
				print_format: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'One row', 1: 'Several rows' } }),
			})
			.optional(),
		attendance: zod
			.object({
				type: zod
					.literal([3, 4, 5])
					.meta({ labels: { 3: 'Business trip', 4: 'Out', 5: 'Overtime' } }),
				date_range: range(zod),
			})
			.optional(),
		location: zod.object({ distance: zod.literal([100, 200, 300]).optional() }).optional(),
		related_approval: zod.object({ template_id: zod.array(zod.string()).optional() }).optional(),
		date_range: range(zod).optional(),
		tips: tips(zod).optional(),
	});

const content = (zod: Zod) => ({
	template_name: texts(zod, 40).meta({
		title: 'Names',
		description: 'unique, at most 40 characters',
		example: [{ text: 'Purchase', lang: 'zh_CN' }],
	}),
	template_content: zod
		.object({
			controls: zod.array(
				zod.object({
					property: zod.object({
						control: zod.enum(controls),
						id: zod.string(),
						title: texts(zod, 40),
						placeholder: zod
							.array(
								zod.object({
									text: zod.string().max(80).optional(),
									lang: language(zod).optional(),
								}),
							)
							.optional(),
						require: flag(zod).optional(),
						un_print: flag(zod).optional(),
					}),
					config: config(zod).optional(),
				}),
			),
		})
		.meta({
			title: 'Form',
			description: 'controls in order, each with an ID of its own',
			example: {
				controls: [
					{
						property: {
							control: 'Text',
							id: 'Text-01',
							title: [{ text: 'What', lang: 'zh_CN' }],
							require: 1,
						},
					},
				],
			},
		}),
});

const templateId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Template ID', description: 'in the address of the template in the console' });

export const approvalTemplate = resource(
	'approvalTemplate',
	'Approval Template',
	'审批模板',
	'docs/002-第三方应用开发/002-服务端API/032-审批',
	{
		copy: {
			title: 'Copy',
			action: 'Copy a template of the provider to a company',
			zh: '复制/更新模板到企业',
			about: 'Updates it where it is there',
			doc: 'https://developer.work.weixin.qq.com/document/path/92630',
			apps: ['standard'],
			post: 'oa/approval/copytemplate',
			repeatable: true,
			body: (zod) => ({
				open_template_id: zod
					.string()
					.min(1)
					.meta({ title: 'Template ID', description: 'in the provider console' }),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create an approval template',
			zh: '创建审批模板',
			doc: `${customised}/011-创建审批模板.md`,
			apps: ['own', 'customised'],
			post: 'oa/approval/create_template',
			repeatable: false,
			body: content,
		},
		get: {
			title: 'Get',
			action: 'Get an approval template',
			zh: '获取审批模板详情',
			doc: '003-获取审批模板详情',
			post: 'oa/gettemplatedetail',
			repeatable: true,
			body: (zod) => ({ template_id: templateId(zod) }),
		},
		update: {
			title: 'Update',
			action: 'Update an approval template',
			zh: '更新审批模板',
			about: 'Replaces it',
			doc: `${customised}/012-更新审批模板.md`,
			apps: ['own', 'customised'],
			post: 'oa/approval/update_template',
			repeatable: true,
			body: (zod) => ({ template_id: templateId(zod), ...content(zod) }),
		},
	},
);
