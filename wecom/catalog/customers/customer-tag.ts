import { resource, type Zod } from '../endpoint';
import { appOfOldSuite } from '../parameters';
import { knownCustomerId, newTags, ruleGroupId, sortOrder, tagIds } from './parameters';

const company = '001-管理企业标签';
const ruleGroup = '003-管理企业规则组下的客户标签';
const own = 'Only those that this app has created';

const change = (zod: Zod) => ({
	name: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'Name', description: 'at most 30 characters' }),
	order: sortOrder(zod).optional(),
});

const targetTag = { lookup: 'customerTag', parameter: 'id', title: 'Tag or Tag Group' } as const;

const filter = (zod: Zod) => ({
	tag_id: tagIds(zod, 'Tag IDs')
		.optional()
		.meta({ description: 'ignored where tag groups are given' }),
	group_id: tagIds(zod, 'Tag Group IDs').optional().meta({ description: 'empty: all' }),
});

const removed = (zod: Zod) => ({
	tag_id: tagIds(zod, 'Tag IDs').optional(),
	group_id: tagIds(zod, 'Tag Group IDs').optional(),
});

export const customerTag = resource(
	'customerTag',
	'Customer Tag',
	'客户标签',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/005-客户标签管理',
	{
		create: {
			title: 'Create',
			action: 'Create customer tags',
			zh: '添加企业客户标签',
			about: 'In a group that there is, or in a new one',
			doc: company,
			post: 'externalcontact/add_corp_tag',
			body: (zod) => ({ ...newTags(zod), agentid: appOfOldSuite(zod) }),
			atLeastOne: ['group_id', 'group_name'],
			answer: 'tag_group',
		},
		createInRuleGroup: {
			title: 'Create in Rule Group',
			action: 'Create customer tags of a rule group',
			zh: '为指定规则组创建企业客户标签',
			doc: ruleGroup,
			post: 'externalcontact/add_strategy_tag',
			body: (zod) => ({ strategy_id: ruleGroupId(zod), ...newTags(zod, 'ruleGroupTagGroup') }),
			atLeastOne: ['group_id', 'group_name'],
			answer: 'tag_group',
		},
		delete: {
			title: 'Delete',
			action: 'Delete customer tags',
			zh: '删除企业客户标签',
			about: own,
			doc: company,
			post: 'externalcontact/del_corp_tag',
			body: (zod) => ({ ...removed(zod), agentid: appOfOldSuite(zod) }),
			atLeastOne: ['tag_id', 'group_id'],
			deletes: true,
		},
		deleteFromRuleGroup: {
			title: 'Delete From Rule Group',
			action: 'Delete customer tags of a rule group',
			zh: '删除指定规则组下的企业客户标签',
			doc: ruleGroup,
			post: 'externalcontact/del_strategy_tag',
			body: removed,
			atLeastOne: ['tag_id', 'group_id'],
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many customer tags',
			zh: '获取企业标签库',
			about: 'By group',
			doc: company,
			post: 'externalcontact/get_corp_tag_list',
			repeatable: true,
			body: filter,
			items: 'tag_group',
		},
		getAllOfRuleGroup: {
			title: 'Get Many of Rule Group',
			action: 'Get many customer tags of a rule group',
			zh: '获取指定规则组下的企业客户标签',
			doc: ruleGroup,
			post: 'externalcontact/get_strategy_tag_list',
			repeatable: true,
			body: (zod) => ({ strategy_id: ruleGroupId(zod).optional(), ...filter(zod) }),
			items: 'tag_group',
		},
		mark: {
			title: 'Mark Customer',
			action: 'Add and remove the tags of a customer',
			zh: '编辑客户企业标签',
			about: 'The customer must be one of the member',
			doc: '002-编辑客户企业标签',
			post: 'externalcontact/mark_tag',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				external_userid: knownCustomerId(zod),
				add_tag: tagIds(zod, 'Tags to Add').optional().meta({ description: 'IDs' }),
				remove_tag: tagIds(zod, 'Tags to Remove').optional().meta({ description: 'IDs' }),
			}),
			atLeastOne: ['add_tag', 'remove_tag'],
		},
		update: {
			title: 'Update',
			action: 'Update a customer tag or a group of them',
			zh: '编辑企业客户标签',
			about: own,
			doc: company,
			post: 'externalcontact/edit_corp_tag',
			repeatable: true,
			target: targetTag,
			body: (zod) => ({ ...change(zod), agentid: appOfOldSuite(zod) }),
		},
		updateInRuleGroup: {
			title: 'Update in Rule Group',
			action: 'Update a customer tag of a rule group',
			zh: '编辑指定规则组下的企业客户标签',
			doc: ruleGroup,
			post: 'externalcontact/edit_strategy_tag',
			repeatable: true,
			target: targetTag,
			body: change,
		},
	},
);
