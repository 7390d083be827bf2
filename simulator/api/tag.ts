import { userIdFor, memberOf, type App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import { isMemberVisible, visibleDepartments } from '../platform/scope';
import type { Tag } from '../world';
import { appOfCall, numberOf, numbersOf, textOf, textsOf, type Call, type Handler } from './call';

/** Tags of members (标签管理): seen where the scope allows, changed only by the app that made them. */
export const tagHandlers: Record<string, Handler> = {
	'/cgi-bin/tag/create': (call) => {
		const { corp, id: owner } = appOfCall(call);
		const name = textOf(call.body, 'tagname');
		const id = numberOf(call.body, 'tagid') ?? Math.max(0, ...corp.tags.map((tag) => tag.id)) + 1;
		if (corp.tags.some((tag) => tag.name === name)) {
			throw new Refusal(40071);
		}
		if (corp.tags.some((tag) => tag.id === id)) {
			throw new Refusal(40068);
		}
		corp.tags.push({ id, name, userIds: [], departmentIds: [], owner });
		return { tagid: id };
	},

	'/cgi-bin/tag/update': (call) => {
		const tag = ownTag(call, numberOf(call.body, 'tagid'));
		const name = textOf(call.body, 'tagname');
		if (appOfCall(call).corp.tags.some((other) => other !== tag && other.name === name)) {
			throw new Refusal(40071);
		}
		tag.name = name;
		return {};
	},

	'/cgi-bin/tag/delete': (call) => {
		const { corp } = appOfCall(call);
		const tag = ownTag(call, numberOf(call.query, 'tagid'));
		corp.tags = corp.tags.filter((other) => other !== tag);
		return {};
	},

	'/cgi-bin/tag/get': (call) => {
		const app = appOfCall(call);
		const tag = findTag(app, numberOf(call.query, 'tagid'));
		if (!isTagVisible(app, tag)) {
			throw new Refusal(60011);
		}
		const departments = visibleDepartments(app.corp, app.scope);
		const members = app.corp.members.filter(
			(member) =>
				tag.userIds.includes(member.userId) && isMemberVisible(app.corp, app.scope, member),
		);
		return {
			tagname: tag.name,
			userlist: members.map((member) => ({
				userid: userIdFor(app, member),
				...(app.kind === 'third_party' ? {} : { name: member.name }),
			})),
			partylist: tag.departmentIds.filter((id) => departments.has(id)),
		};
	},

	'/cgi-bin/tag/list': (call) => {
		const app = appOfCall(call);
		const tags = app.corp.tags.filter((tag) => isTagVisible(app, tag));
		return { taglist: tags.map(({ id, name }) => ({ tagid: id, tagname: name })) };
	},

	'/cgi-bin/tag/addtagusers': (call) =>
		change(call, (tag, userIds, departmentIds) => {
			tag.userIds = [...new Set([...tag.userIds, ...userIds])];
			tag.departmentIds = [...new Set([...tag.departmentIds, ...departmentIds])];
		}),

	'/cgi-bin/tag/deltagusers': (call) =>
		change(call, (tag, userIds, departmentIds) => {
			tag.userIds = tag.userIds.filter((id) => !userIds.includes(id));
			tag.departmentIds = tag.departmentIds.filter((id) => !departmentIds.includes(id));
		}),
};

function findTag({ corp }: App, id: number | undefined): Tag {
	const tag = corp.tags.find((candidate) => candidate.id === id);
	if (!tag) {
		throw new Refusal(40068);
	}
	return tag;
}

/** @throws Refusal 81011 for a tag somebody else made */
function ownTag(call: Call, id: number | undefined): Tag {
	const app = appOfCall(call);
	const tag = findTag(app, id);
	if (tag.owner !== app.id) {
		throw new Refusal(81011);
	}
	return tag;
}

/** Third-party apps see their own tags and those of their scope; apps of the company see all. */
function isTagVisible(app: App, tag: Tag): boolean {
	return (
		app.kind !== 'third_party' ||
		tag.owner === app.id ||
		app.scope.tags.includes(tag.id) ||
		app.scope.departments.includes(1)
	);
}

function change(
	call: Call,
	apply: (tag: Tag, userIds: string[], departmentIds: number[]) => void,
): Record<string, unknown> {
	const app = appOfCall(call);
	const tag = ownTag(call, numberOf(call.body, 'tagid'));
	const users = textsOf(call.body, 'userlist');
	const departments = numbersOf(call.body, 'partylist');
	if (users.length + departments.length === 0) {
		throw new Refusal(40035, 'userlist and partylist are both empty');
	}
	const visible = visibleDepartments(app.corp, app.scope);
	const validUsers = users.flatMap((id) => {
		const member = memberOf(app, id);
		return member && isMemberVisible(app.corp, app.scope, member) ? [{ id, member }] : [];
	});
	const validDepartments = departments.filter((id) => visible.has(id));
	if (validUsers.length + validDepartments.length === 0) {
		throw new Refusal(40070);
	}
	apply(
		tag,
		validUsers.map(({ member }) => member.userId),
		validDepartments,
	);
	const invalidUsers = users.filter((id) => validUsers.every((valid) => valid.id !== id));
	const invalidDepartments = departments.filter((id) => !visible.has(id));
	return {
		...(invalidUsers.length > 0 ? { invalidlist: invalidUsers.join('|') } : {}),
		...(invalidDepartments.length > 0 ? { invalidparty: invalidDepartments } : {}),
	};
}
