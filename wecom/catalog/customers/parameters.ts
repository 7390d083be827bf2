import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { customerId, memberId, needing, unixTime } from '../parameters';

export const ruleGroupId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Rule Group', description: 'strategy_id', pick: 'customerRuleGroup' });

export const momentRuleGroupId = (zod: Zod) => ruleGroupId(zod).meta({ pick: 'momentRuleGroup' });

/** A customer of the members who may serve customers. */
export const knownCustomerId = (zod: Zod) =>
	customerId(zod).meta({ title: 'Customer', pick: 'customer' });

export const chatId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Customer Group', description: 'chat_id', pick: 'customerGroup' });

export const chatIds = (zod: Zod, max: number) =>
	zod
		.array(zod.string())
		.min(1)
		.max(max)
		.meta({ title: 'Chat IDs', description: `of customer groups, at most ${max}` });

/** The member who sends, owns or creates something, under another name than `userid`. */
export const member = (zod: Zod, title: string) => memberId(zod).min(1).meta({ title });

export const timeSpan = (zod: Zod, longest: string) => ({
	start_time: unixTime(zod, 'Start Time'),
	end_time: unixTime(zod, 'End Time').meta({
		description: `Unix seconds, at most ${longest} later`,
	}),
});

export const tagIds = (zod: Zod, title: string) => zod.array(zod.string()).meta({ title });

const order = (zod: Zod) => zod.int().min(0).max(4_294_967_295);

export const sortOrder = (zod: Zod) =>
	order(zod).meta({ title: 'Order', description: 'larger comes first' });

/** Tags to be made, in the group that the parameters beside them name. */
export const newTags = (
	zod: Zod,
	pick: 'customerTagGroup' | 'ruleGroupTagGroup' = 'customerTagGroup',
) => ({
	group_id: zod
		.string()
		.optional()
		.meta({ title: 'Tag Group', description: 'to add to a group that there is', pick }),
	group_name: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'Tag Group Name', description: 'of a new group, at most 30 characters' }),
	order: sortOrder(zod).optional().meta({ title: 'Group Order' }),
	tag: zod
		.array(zod.object({ name: zod.string().min(1).max(30), order: order(zod).optional() }))
		.min(1)
		.meta({ title: 'Tags', example: [{ name: 'Gold', order: 1 }] }),
});

/** Whom a rule group is for: members and departments. */
export const scope = (zod: Zod): z.ZodArray => {
	const entry = zod.object({
		type: zod.literal([1, 2]).meta({ labels: { 1: 'Member', 2: 'Department' } }),
		userid: zod.string().optional(),
		partyid: zod.int().optional(),
	});
	return zod.array(needing(needing(entry, 'userid', { type: [1] }), 'partyid', { type: [2] }));
};

export const scopeExample = [
	{ type: 1, userid: 'zhangsan' },
	{ type: 2, partyid: 2 },
];

export const ruleGroupName = (zod: Zod) => zod.string().min(1).meta({ title: 'Name' });

export const administrators = (zod: Zod) =>
	zod
		.array(zod.string())
		.max(20)
		.meta({ title: 'Administrator IDs', description: 'at most 20 members' });

/** What the members of a rule group may do, each yes or no. */
export const privileges = (zod: Zod, names: readonly string[], example: Record<string, boolean>) =>
	zod
		.object(Object.fromEntries(names.map((name) => [name, zod.boolean().optional()])))
		.meta({ title: 'Privileges', example });
