import { randomBytes } from 'node:crypto';

import { Refusal } from '../platform/refusal';
import type { CustomerTag, CustomerTagGroup } from '../world';
import { appOfCall, isRecord, numberOf, textOf, textsOf, type Call, type Handler } from './call';

/** Tags of customers (管理企业标签): seen by every app, changed only by the app that made them. */
export const customerTagHandlers: Record<string, Handler> = {
	'/cgi-bin/externalcontact/get_corp_tag_list': (call) => {
		const groups = textsOf(call.body, 'group_id');
		const tags = groups.length > 0 ? [] : textsOf(call.body, 'tag_id');
		return {
			tag_group: appOfCall(call)
				.corp.customerTagGroups.filter(({ id }) => groups.length === 0 || groups.includes(id))
				.map((group) => ({
					...group,
					tags: group.tags.filter(({ id }) => tags.length === 0 || tags.includes(id)),
				}))
				.filter((group) => group.tags.length > 0)
				.map(describe),
		};
	},

	'/cgi-bin/externalcontact/add_corp_tag': (call) => {
		const group = groupFor(call);
		const wanted = Array.isArray(call.body.tag) ? call.body.tag.filter(isRecord) : [];
		const created: CustomerTag[] = [];
		for (const fields of wanted) {
			const name = textOf(fields, 'name');
			// Of several of one name only the first is made.
			if (created.some((tag) => tag.name === name)) continue;
			if (group.tags.some((tag) => tag.name === name)) throw new Refusal(40071);
			const tag = {
				id: newId(),
				name,
				order: numberOf(fields, 'order') ?? 0,
				createdAt: now(call),
			};
			created.push(tag);
		}
		group.tags.push(...created);
		return { tag_group: describe({ ...group, tags: created }) };
	},

	'/cgi-bin/externalcontact/edit_corp_tag': (call) => {
		const { group, tag } = findOwn(call, textOf(call.body, 'id'));
		const changed = tag ?? group;
		const name = textOf(call.body, 'name');
		const neighbours = tag ? group.tags : appOfCall(call).corp.customerTagGroups;
		if (neighbours.some((other) => other !== changed && other.name === name)) {
			throw new Refusal(40071);
		}
		changed.name = name || changed.name;
		changed.order = numberOf(call.body, 'order') ?? changed.order;
		return {};
	},

	'/cgi-bin/externalcontact/del_corp_tag': (call) => {
		const { corp } = appOfCall(call);
		const ids = [...textsOf(call.body, 'tag_id'), ...textsOf(call.body, 'group_id')];
		if (ids.length === 0) throw new Refusal(40058, 'missing parameter "tag_id"');
		ids.forEach((id) => findOwn(call, id));
		for (const group of corp.customerTagGroups) {
			group.tags = group.tags.filter(({ id }) => !ids.includes(id));
		}
		corp.customerTagGroups = corp.customerTagGroups.filter(
			({ id, tags }) => !ids.includes(id) && tags.length > 0,
		);
		return {};
	},
};

/** The group that new tags go into: the one of the given id, or that of the given name, which is made if need be. */
function groupFor(call: Call): CustomerTagGroup {
	const { corp, id: owner } = appOfCall(call);
	const id = textOf(call.body, 'group_id');
	if (id !== '') return findOwn(call, id).group;
	const name = textOf(call.body, 'group_name');
	if (name === '') throw new Refusal(40058, 'missing parameter "group_name"');
	const known = corp.customerTagGroups.find((group) => group.name === name);
	if (known) return known;
	const order = numberOf(call.body, 'order') ?? 0;
	const group = { id: newId(), name, order, createdAt: now(call), tags: [], owner };
	corp.customerTagGroups.push(group);
	return group;
}

/** @throws Refusal 40068 when there is no tag or group of this id, 81011 when another app made it */
function findOwn(call: Call, id: string) {
	const { corp, id: app } = appOfCall(call);
	for (const group of corp.customerTagGroups) {
		const tag = group.tags.find((candidate) => candidate.id === id);
		if (group.id !== id && !tag) continue;
		if (group.owner !== app) throw new Refusal(81011);
		return { group, tag };
	}
	throw new Refusal(40068);
}

function describe({ id, name, createdAt, order, tags }: CustomerTagGroup) {
	return {
		group_id: id,
		group_name: name,
		create_time: createdAt,
		order,
		tag: [...tags].sort(byOrder).map((tag) => ({
			id: tag.id,
			name: tag.name,
			create_time: tag.createdAt,
			order: tag.order,
		})),
	};
}

/** Larger comes first. */
function byOrder(a: CustomerTag, b: CustomerTag): number {
	return b.order - a.order;
}

function newId(): string {
	return `et${randomBytes(15).toString('hex')}`;
}

function now({ platform }: Call): number {
	return platform.clock.toldSeconds();
}
