import { createHash } from 'node:crypto';
import { memberOf, userIdFor, type App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import {
	departmentsUnder,
	isMemberVisible,
	visibleDepartments,
	visibleMembers,
} from '../platform/scope';
import type { Corp, Member } from '../world';
import {
	appOfCall,
	numberOf,
	numbersOf,
	textOf,
	textsOf,
	type Answer,
	type Call,
	type Handler,
} from './call';
import { refuseMemberMode, visibleDepartment, writer } from './department';

/** Fields of a member that have a place of their own; all others are kept as they came. */
const OWN_FIELDS = [
	'userid',
	'new_userid',
	'name',
	'alias',
	'mobile',
	'email',
	'position',
	'gender',
	'department',
	'main_department',
	'order',
	'is_leader_in_dept',
	'direct_leader',
	'enable',
	'to_invite',
];

/** Members (成员管理) and the conversion of their ids. */
export const memberHandlers: Record<string, Handler> = {
	'/cgi-bin/user/create': (call) => {
		const { corp } = writer(call);
		const { body } = call;
		const plainUserId = textOf(body, 'userid');
		if (corp.members.some((member) => sameId(member.plainUserId, plainUserId))) {
			throw new Refusal(60102);
		}
		if (textOf(body, 'mobile') === '' && textOf(body, 'email') === '') {
			throw new Refusal(60129);
		}
		const member: Member = {
			userId: `woDEMO${createHash('sha1').update(plainUserId).digest('hex').slice(0, 26)}`,
			plainUserId,
			name: '',
			alias: '',
			mobile: '',
			email: '',
			position: '',
			gender: '0',
			departments: [1],
			mainDepartment: 1,
			order: [0],
			leaderIn: [0],
			directLeaders: [],
			enabled: true,
			other: {},
		};
		checkUnique(corp, member, body);
		const created = createMissingDepartments(corp, numbersOf(body, 'department'));
		write(member, body);
		corp.members.push(member);
		return created.length === 0 ? {} : { created_department_list: { department_info: created } };
	},

	'/cgi-bin/user/update': (call) => {
		const { corp } = writer(call);
		const { body } = call;
		const member = ownedMember(call, textOf(body, 'userid'));
		if (textOf(body, 'new_userid') !== '') {
			throw new Refusal(301036);
		}
		checkUnique(corp, member, body);
		createMissingDepartments(corp, numbersOf(body, 'department'));
		write(member, body);
		return {};
	},

	'/cgi-bin/user/delete': (call) => {
		writer(call);
		remove(call, [ownedMember(call, textOf(call.query, 'userid'))]);
		return {};
	},

	'/cgi-bin/user/batchdelete': (call) => {
		writer(call);
		remove(
			call,
			textsOf(call.body, 'useridlist').map((userId) => ownedMember(call, userId)),
		);
		return {};
	},

	'/cgi-bin/user/get': (call) => {
		const app = appOfCall(call);
		const member = visibleMember(call, textOf(call.query, 'userid'));
		call.platform.licences.check(app, member);
		return detailsOf(app, member);
	},

	'/cgi-bin/user/simplelist': (call) => ({
		userlist: membersOfDepartment(call).map((member) => briefOf(appOfCall(call), member)),
	}),

	'/cgi-bin/user/list': (call) => ({
		userlist: membersOfDepartment(call).map((member) => detailsOf(appOfCall(call), member)),
	}),

	'/cgi-bin/user/list_id': (call) => {
		const app = appOfCall(call);
		if (app.kind !== 'customized' && app.contacts !== 'write') {
			throw new Refusal(48002);
		}
		const name = app.kind === 'third_party' ? 'open_userid' : 'userid';
		const all = visibleMembers(app.corp, app.scope).flatMap((member) =>
			member.departments.map((department) => ({ [name]: userIdFor(app, member), department })),
		);
		const { items, nextCursor } = page(call, all, 10_000);
		return { next_cursor: nextCursor, dept_user: items };
	},

	'/cgi-bin/user/getuserid': (call) => {
		const mobile = textOf(call.body, 'mobile');
		return { userid: foundBy(call, 60146, (member) => member.mobile === mobile) };
	},

	'/cgi-bin/user/get_userid_by_email': (call) => {
		const isBusiness = numberOf(call.body, 'email_type') !== 2;
		const email = textOf(call.body, 'email').toLowerCase();
		return {
			userid: foundBy(call, isBusiness ? 60148 : 60147, (member) => {
				const address = isBusiness ? textOf(member.other, 'biz_mail') : member.email;
				return address !== '' && address.toLowerCase() === email;
			}),
		};
	},

	'/cgi-bin/user/convert_to_openid': (call) => ({
		openid: openId(visibleMember(call, textOf(call.body, 'userid'))),
	}),

	'/cgi-bin/user/convert_to_userid': (call) => {
		const openid = textOf(call.body, 'openid');
		return { userid: foundBy(call, 40073, (member) => openId(member) === openid) };
	},

	'/cgi-bin/user/list_member_auth': (call) => {
		const app = memberModeApp(call);
		const { items, nextCursor } = page(call, app.scope.users, 1000);
		return {
			next_cursor: nextCursor,
			member_auth_list: items.map((userId) => ({ open_userid: userId })),
		};
	},

	'/cgi-bin/user/check_member_auth': (call) => ({
		is_member_auth: memberModeApp(call).scope.users.includes(textOf(call.body, 'open_userid')),
	}),

	'/cgi-bin/user/list_selected_ticket_user': (call) => {
		const app = memberModeApp(call);
		const ticket = textOf(call.body, 'selected_ticket');
		const { by, userIds } = call.platform.logins.selection(ticket, app.id, app.corp);
		const isAllowed = (userId: string) => app.scope.users.includes(userId);
		return {
			operator_open_userid: by,
			open_userid_list: userIds.filter(isAllowed),
			unauth_open_userid_list: userIds.filter((userId) => !isAllowed(userId)),
			total: userIds.length,
		};
	},

	'/cgi-bin/batch/userid_to_openuserid': (call) => {
		const { corp } = appOfCall(call);
		const found: Answer[] = [];
		const invalid: string[] = [];
		for (const userId of textsOf(call.body, 'userid_list')) {
			const member = corp.members.find(
				(candidate) => sameId(candidate.plainUserId, userId) || candidate.userId === userId,
			);
			if (member) {
				found.push({ userid: userId, open_userid: member.userId });
			} else {
				invalid.push(userId);
			}
		}
		return { open_userid_list: found, invalid_userid_list: invalid };
	},

	'/cgi-bin/batch/invite': (call) => {
		const { corp } = writer(call);
		const { body } = call;
		const users = textsOf(body, 'user');
		const departments = numbersOf(body, 'party');
		const tags = numbersOf(body, 'tag');
		if (users.length + departments.length + tags.length === 0) {
			throw new Refusal(40063, 'user, party and tag are all empty');
		}
		return {
			invaliduser: users.filter((id) => !corp.members.some((one) => isNamed(one, id))),
			invalidparty: departments.filter((id) => !corp.departments.some((one) => one.id === id)),
			invalidtag: tags.filter((id) => !corp.tags.some((one) => one.id === id)),
		};
	},
};

/** @throws Refusal 60111 when there is no such member, 60011 when the app does not see it */
export function visibleMember(call: Call, userId: string): Member {
	const app = appOfCall(call);
	const member = memberOf(app, userId);
	if (!member) {
		throw new Refusal(60111);
	}
	if (!isMemberVisible(app.corp, app.scope, member)) {
		throw new Refusal(60011);
	}
	return member;
}

/** Part of a list from a cursor on; the cursor is the place in the list, in a form nobody should read. */
export function page<Item>(
	call: Call,
	all: Item[],
	most: number,
): { items: Item[]; nextCursor: string } {
	const cursor = textOf(call.body, 'cursor');
	const place = cursor === '' ? '0' : Buffer.from(cursor, 'base64url').toString('utf8');
	const start = Number(place);
	if (!/^\d+$/.test(place) || start > all.length) {
		throw new Refusal(50100);
	}
	const end = start + (numberOf(call.body, 'limit') ?? most);
	return {
		items: all.slice(start, end),
		nextCursor: end < all.length ? Buffer.from(String(end)).toString('base64url') : '',
	};
}

/** Writers made members under plain ids and get to know them by encrypted ones: either names a member. */
function ownedMember(call: Call, userId: string): Member {
	const member = appOfCall(call).corp.members.find((candidate) => isNamed(candidate, userId));
	if (!member) {
		throw new Refusal(60111);
	}
	return member;
}

function isNamed(member: Member, userId: string): boolean {
	return member.userId === userId || sameId(member.plainUserId, userId);
}

/** Plain ids are the same whatever their case. */
function sameId(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

function checkUnique(corp: Corp, self: Member, body: Record<string, unknown>): void {
	const others = corp.members.filter((member) => member !== self);
	const mobile = textOf(body, 'mobile');
	if (mobile !== '' && others.some((member) => member.mobile === mobile)) {
		throw new Refusal(60104);
	}
	const email = textOf(body, 'email').toLowerCase();
	if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) {
		throw new Refusal(60105);
	}
	if (email !== '' && others.some((member) => member.email.toLowerCase() === email)) {
		throw new Refusal(60106);
	}
	const departments = numbersOf(body, 'department');
	const leaders = numbersOf(body, 'is_leader_in_dept');
	if (leaders.length > 0 && leaders.length !== departments.length) {
		throw new Refusal(60132);
	}
	const order = numbersOf(body, 'order');
	if (order.length > 0 && order.length !== departments.length) {
		throw new Refusal(40058, 'order and department differ in length');
	}
}

/** A department that does not exist is made under the root. */
function createMissingDepartments(corp: Corp, ids: number[]): { name: string; id: number }[] {
	const missing = ids.filter((id) => id !== 0 && !corp.departments.some((one) => one.id === id));
	return missing.map((id) => {
		const name = `Department ${id}`;
		corp.departments.push({ id, name, nameEn: '', parentId: 1, order: 0 });
		return { name, id };
	});
}

function write(member: Member, body: Record<string, unknown>): void {
	member.name = textOf(body, 'name') || member.name;
	for (const field of ['alias', 'mobile', 'email', 'position'] as const) {
		if (typeof body[field] === 'string') {
			member[field] = body[field];
		}
	}
	if (body.gender === '1' || body.gender === '2') {
		member.gender = body.gender;
	}
	const departments = numbersOf(body, 'department').map((id) => id || 1);
	if (departments.length > 0) {
		member.departments = departments;
		member.order = departments.map((_, index) => numbersOf(body, 'order')[index] ?? 0);
		member.leaderIn = departments.map(
			(_, index) => numbersOf(body, 'is_leader_in_dept')[index] ?? 0,
		);
		member.mainDepartment = departments[0];
	}
	member.mainDepartment = numberOf(body, 'main_department') ?? member.mainDepartment;
	if (Array.isArray(body.direct_leader)) {
		member.directLeaders = textsOf(body, 'direct_leader');
	}
	member.enabled = body.enable === undefined ? member.enabled : body.enable === 1;
	const others = Object.entries(body).filter(([name]) => !OWN_FIELDS.includes(name));
	member.other = { ...member.other, ...Object.fromEntries(others) };
}

/** @throws Refusal 301005 for the administrator */
function remove(call: Call, members: Member[]): void {
	const { corp } = appOfCall(call);
	if (members.some((member) => member.userId === corp.adminUserId)) {
		throw new Refusal(301005);
	}
	corp.members = corp.members.filter((member) => !members.includes(member));
	for (const tag of corp.tags) {
		tag.userIds = tag.userIds.filter((id) => members.every((member) => member.userId !== id));
	}
}

function membersOfDepartment(call: Call): Member[] {
	const app = appOfCall(call);
	refuseMemberMode(app);
	const { id } = visibleDepartment(call, numberOf(call.query, 'department_id') ?? 1);
	const ids = call.query.fetch_child === '1' ? departmentsUnder(app.corp, id) : new Set([id]);
	return visibleMembers(app.corp, app.scope).filter((member) =>
		member.departments.some((department) => ids.has(department)),
	);
}

function briefOf(app: App, member: Member): Answer {
	const userId = userIdFor(app, member);
	return {
		userid: userId,
		name: app.kind === 'third_party' ? userId : member.name,
		department: departmentsSeen(app, member),
		...(app.kind === 'third_party' ? { open_userid: member.userId } : {}),
	};
}

/** Third-party apps get ids in place of names and nothing personal; own and customised apps get what is not sensitive. */
function detailsOf(app: App, member: Member): Answer {
	const memberMode = app.installation?.authMode === 1;
	return {
		...briefOf(app, member),
		...(memberMode ? {} : { order: member.order }),
		status: member.enabled ? 1 : 2,
		main_department: memberMode ? 1 : member.mainDepartment,
		...(app.kind === 'third_party'
			? { gender: '0' }
			: {
					position: member.position,
					alias: member.alias,
					is_leader_in_dept: member.leaderIn,
					direct_leader: member.directLeaders,
					extattr: member.other.extattr ?? { attrs: [] },
				}),
	};
}

/** Members who authorised for themselves are shown in the root department. */
function departmentsSeen({ corp, scope, installation }: App, member: Member): number[] {
	if (installation?.authMode === 1) {
		return [1];
	}
	const visible = visibleDepartments(corp, scope);
	return member.departments.filter((id) => visible.has(id));
}

function foundBy(call: Call, missing: number, matches: (member: Member) => boolean): string {
	const app = appOfCall(call);
	const member = app.corp.members.find(matches);
	if (!member) {
		throw new Refusal(missing);
	}
	if (!isMemberVisible(app.corp, app.scope, member)) {
		throw new Refusal(46004);
	}
	return userIdFor(app, member);
}

function openId({ userId }: Member): string {
	return `oDEMO${createHash('sha1').update(userId).digest('hex').slice(0, 23)}`;
}

/** @throws Refusal 60218 when an administrator authorised the app */
function memberModeApp(call: Call): App {
	const app = appOfCall(call);
	if (app.installation?.authMode !== 1) {
		throw new Refusal(60218);
	}
	return app;
}
