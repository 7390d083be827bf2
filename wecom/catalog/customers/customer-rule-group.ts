import { resource } from '../endpoint';
import { cursor } from '../page';
import {
	administrators,
	privileges,
	ruleGroupId,
	ruleGroupName,
	scope,
	scopeExample,
} from './parameters';

const page = '007-客户联系规则组管理';

const privilegeNames = [
	'view_customer_list',
	'view_customer_data',
	'view_room_list',
	'contact_me',
	'join_room',
	'share_customer',
	'oper_resign_customer',
	'oper_resign_group',
	'send_customer_msg',
	'edit_welcome_msg',
	'view_behavior_data',
	'view_room_data',
	'send_group_msg',
	'room_deduplication',
	'rapid_reply',
	'onjob_customer_transfer',
	'edit_anti_spam_rule',
	'export_customer_list',
	'export_customer_data',
	'export_customer_group_list',
	'manage_customer_tag',
] as const;

const privilegeExample = { view_customer_list: true, view_customer_data: true };

export const customerRuleGroup = resource(
	'customerRuleGroup',
	'Customer Rule Group',
	'客户联系规则组',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/004-客户管理',
	{
		create: {
			title: 'Create',
			action: 'Create a customer rule group',
			zh: '创建新的规则组',
			doc: page,
			post: 'externalcontact/customer_strategy/create',
			body: (zod) => ({
				parent_id: ruleGroupId(zod).optional().meta({ title: 'Parent Rule Group' }),
				strategy_name: ruleGroupName(zod),
				admin_list: administrators(zod).min(1),
				privilege: privileges(zod, privilegeNames, privilegeExample).optional(),
				range: scope(zod)
					.min(1)
					.max(100)
					.meta({ title: 'Scope', description: 'at most 100', example: scopeExample }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a customer rule group',
			zh: '删除规则组',
			doc: page,
			post: 'externalcontact/customer_strategy/del',
			body: (zod) => ({ strategy_id: ruleGroupId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a customer rule group',
			zh: '获取规则组详情',
			doc: page,
			post: 'externalcontact/customer_strategy/get',
			repeatable: true,
			body: (zod) => ({ strategy_id: ruleGroupId(zod) }),
			answer: 'strategy',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many customer rule groups',
			zh: '获取规则组列表',
			doc: page,
			post: 'externalcontact/customer_strategy/list',
			repeatable: true,
			items: 'strategy',
			page: cursor(1000),
		},
		getScope: {
			title: 'Get Scope',
			action: 'Get whom a customer rule group is for',
			zh: '获取规则组管理范围',
			doc: page,
			post: 'externalcontact/customer_strategy/get_range',
			repeatable: true,
			body: (zod) => ({ strategy_id: ruleGroupId(zod) }),
			items: 'range',
			page: cursor(1000),
		},
		update: {
			title: 'Update',
			action: 'Update a customer rule group',
			zh: '编辑规则组及其管理范围',
			doc: page,
			post: 'externalcontact/customer_strategy/edit',
			repeatable: true,
			body: (zod) => ({
				strategy_id: ruleGroupId(zod),
				strategy_name: ruleGroupName(zod).optional(),
				admin_list: administrators(zod).optional(),
				privilege: privileges(zod, privilegeNames, privilegeExample).optional(),
				range_add: scope(zod).optional().meta({ title: 'Scope to Add', example: scopeExample }),
				range_del: scope(zod).optional().meta({ title: 'Scope to Remove', example: scopeExample }),
			}),
		},
	},
);
