import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { chainId } from './parameters';

const ruleId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Rule', description: 'rule_id from Get Many IDs', pick: 'chainRule' });

/** A range by one or the other list of IDs. */
function range(zod: Zod, first: string, second: string): z.ZodObject {
	return zod
		.object({
			[first]: zod.array(zod.string()).optional(),
			[second]: zod.array(zod.string()).optional(),
		})
		.superRefine((value: Record<string, unknown>, context) => {
			const has = (name: string) => ((value[name] as unknown[] | undefined) ?? []).length > 0;
			if (has(first) || has(second)) return;
			const message = `is required unless there are '${second}'`;
			context.addIssue({ code: 'custom', path: [first], message });
		});
}

const ruleInfo = (zod: Zod) =>
	zod
		.object({
			owner_corp_range: range(zod, 'departmentids', 'userids'),
			member_corp_range: range(zod, 'groupids', 'corpids'),
		})
		.meta({
			title: 'Rule',
			description: 'whom above the companies below see',
			example: {
				owner_corp_range: { departmentids: ['1'], userids: ['zhangsan'] },
				member_corp_range: { groupids: ['1'], corpids: ['CORP_ID'] },
			},
		});

export const chainRule = resource(
	'chainRule',
	'Chain Rule',
	'上下游规则',
	'docs/001-企业内部开发/002-服务端API/007-上下游/004-上下游规则',
	{
		create: {
			title: 'Create',
			action: 'Create a chain rule',
			zh: '新增对接规则',
			doc: '004-新增对接规则',
			apps: ['own'],
			post: 'corpgroup/rule/add_rule',
			body: (zod) => ({ chain_id: chainId(zod), rule_info: ruleInfo(zod) }),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a chain rule',
			zh: '删除对接规则',
			doc: '002-删除对接规则',
			apps: ['own'],
			post: 'corpgroup/rule/delete_rule',
			deletes: true,
			body: (zod) => ({ chain_id: chainId(zod), rule_id: ruleId(zod) }),
		},
		get: {
			title: 'Get',
			action: 'Get a chain rule',
			zh: '获取对接规则详情',
			doc: '003-获取对接规则详情',
			apps: ['own'],
			post: 'corpgroup/rule/get_rule_info',
			repeatable: true,
			body: (zod) => ({ chain_id: chainId(zod), rule_id: ruleId(zod) }),
			answer: 'rule_info',
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of many chain rules',
			zh: '获取对接规则id列表',
			doc: '001-获取对接规则id列表',
			apps: ['own'],
			post: 'corpgroup/rule/list_ids',
			repeatable: true,
			body: (zod) => ({ chain_id: chainId(zod) }),
			items: 'rule_ids',
		},
		update: {
			title: 'Update',
			action: 'Update a chain rule',
			zh: '更新对接规则',
			about: 'Replaces it',
			doc: '005-更新对接规则',
			apps: ['own'],
			post: 'corpgroup/rule/modify_rule',
			repeatable: true,
			body: (zod) => ({
				chain_id: chainId(zod),
				rule_id: ruleId(zod),
				rule_info: ruleInfo(zod),
			}),
		},
	},
);
