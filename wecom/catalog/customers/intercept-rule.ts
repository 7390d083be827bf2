import { resource, type Zod } from '../endpoint';
import { departmentIds, memberIds } from '../parameters';

const page = '016-管理聊天敏感词';
const own = 'Only those that this app has created';

const ruleId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Rule', description: 'rule_id from Get Many', pick: 'interceptRule' });

const name = (zod: Zod) =>
	zod.string().min(1).max(20).meta({ title: 'Name', description: 'at most 20 characters' });

const words = (zod: Zod) =>
	zod
		.array(zod.string().min(1).max(32))
		.min(1)
		.max(300)
		.meta({ title: 'Words', description: 'at most 300 of 32 characters' });

const semantics = (zod: Zod) => zod.array(zod.literal([1, 2, 3]));

const kind = (zod: Zod) =>
	zod.literal([1, 2]).meta({ title: 'Action', labels: { 1: 'Warn and do not send', 2: 'Warn' } });

const range = (zod: Zod) =>
	zod.object({
		user_list: memberIds(zod, 1000).optional(),
		department_list: departmentIds(zod, 1000).optional(),
	});

const rangeExample = { user_list: ['zhangsan'], department_list: [2] };

export const interceptRule = resource(
	'interceptRule',
	'Sensitive Word Rule',
	'聊天敏感词',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系',
	{
		create: {
			title: 'Create',
			action: 'Create a sensitive word rule',
			zh: '新建敏感词规则',
			doc: page,
			post: 'externalcontact/add_intercept_rule',
			body: (zod) => ({
				rule_name: name(zod),
				word_list: words(zod),
				semantics_list: semantics(zod)
					.optional()
					.meta({ title: 'Also Catch', description: '1 mobiles, 2 emails, 3 red packets' }),
				intercept_type: kind(zod),
				applicable_range: range(zod).meta({ title: 'Members', example: rangeExample }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a sensitive word rule',
			zh: '删除敏感词规则',
			about: own,
			doc: page,
			post: 'externalcontact/del_intercept_rule',
			body: (zod) => ({ rule_id: ruleId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a sensitive word rule',
			zh: '获取敏感词规则详情',
			doc: page,
			post: 'externalcontact/get_intercept_rule',
			repeatable: true,
			body: (zod) => ({ rule_id: ruleId(zod) }),
			answer: 'rule',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many sensitive word rules',
			zh: '获取敏感词规则列表',
			doc: page,
			get: 'externalcontact/get_intercept_rule_list',
			items: 'rule_list',
		},
		update: {
			title: 'Update',
			action: 'Update a sensitive word rule',
			zh: '修改敏感词规则',
			about: `What is not given stays. ${own}`,
			doc: page,
			post: 'externalcontact/update_intercept_rule',
			repeatable: true,
			body: (zod) => ({
				rule_id: ruleId(zod),
				rule_name: name(zod).optional(),
				word_list: words(zod).optional(),
				extra_rule: zod
					.object({ semantics_list: semantics(zod).optional() })
					.optional()
					.meta({
						title: 'Also Catch',
						description: '1 mobiles, 2 emails, 3 red packets',
						example: { semantics_list: [1, 2] },
					}),
				intercept_type: kind(zod).optional(),
				add_applicable_range: range(zod)
					.optional()
					.meta({ title: 'Members to Add', example: rangeExample }),
				remove_applicable_range: range(zod)
					.optional()
					.meta({ title: 'Members to Remove', example: rangeExample }),
			}),
		},
	},
);
