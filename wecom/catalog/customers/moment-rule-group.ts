import { resource } from '../endpoint';
import { cursor } from '../page';
import {
	administrators,
	privileges,
	momentRuleGroupId,
	ruleGroupName,
	scope,
	scopeExample,
} from './parameters';

const page = '005-客户朋友圈规则组管理';
const privilegeNames = ['view_moment_list', 'send_moment', 'manage_moment_cover_and_sign'] as const;
const privilegeExample = { view_moment_list: true, send_moment: true };

export const momentRuleGroup = resource(
	'momentRuleGroup',
	'Moment Rule Group',
	'朋友圈规则组',
	'docs/001-企业内部开发/002-服务端API/015-客户联系/010-客户朋友圈',
	{
		create: {
			title: 'Create',
			action: 'Create a moment rule group',
			zh: '创建新的朋友圈规则组',
			doc: page,
			post: 'externalcontact/moment_strategy/create',
			body: (zod) => ({
				parent_id: momentRuleGroupId(zod).optional().meta({ title: 'Parent Rule Group' }),
				strategy_name: ruleGroupName(zod),
				admin_list: administrators(zod).min(1),
				privilege: privileges(zod, privilegeNames, privilegeExample).optional(),
				range: scope(zod).min(1).meta({ title: 'Scope', example: scopeExample }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a moment rule group',
			zh: '删除朋友圈规则组',
			doc: page,
			post: 'externalcontact/moment_strategy/del',
			body: (zod) => ({ strategy_id: momentRuleGroupId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a moment rule group',
			zh: '获取朋友圈规则组详情',
			doc: page,
			post: 'externalcontact/moment_strategy/get',
			repeatable: true,
			body: (zod) => ({ strategy_id: momentRuleGroupId(zod) }),
			answer: 'strategy',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many moment rule groups',
			zh: '获取朋友圈规则组列表',
			doc: page,
			post: 'externalcontact/moment_strategy/list',
			repeatable: true,
			items: 'strategy',
			page: cursor(1000),
		},
		getScope: {
			title: 'Get Scope',
			action: 'Get whom a moment rule group is for',
			zh: '获取朋友圈规则组管理范围',
			doc: page,
			post: 'externalcontact/moment_strategy/get_range',
			repeatable: true,
			body: (zod) => ({ strategy_id: momentRuleGroupId(zod) }),
			items: 'range',
			page: cursor(1000),
		},
		update: {
			title: 'Update',
			action: 'Update a moment rule group',
			zh: '编辑朋友圈规则组及其管理范围',
			doc: page,
			post: 'externalcontact/moment_strategy/edit',
			repeatable: true,
			body: (zod) => ({
				strategy_id: momentRuleGroupId(zod),
				strategy_name: ruleGroupName(zod).optional(),
				admin_list: administrators(zod).optional(),
				privilege: privileges(zod, privilegeNames, privilegeExample).optional(),
				range_add: scope(zod).optional().meta({ title: 'Scope to Add', example: scopeExample }),
				range_del: scope(zod).optional().meta({ title: 'Scope to Remove', example: scopeExample }),
			}),
		},
	},
);
