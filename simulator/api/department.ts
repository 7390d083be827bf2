import type { App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import { departmentsUnder, isDepartmentVisible, visibleDepartments } from '../platform/scope';
import type { Department } from '../world';
import { appOfCall, numberOf, textOf, type Answer, type Call, type Handler } from './call';

const ROOT = 1;
const DEEPEST = 15;
const NOT_IN_NAMES = /[\\:*?"<>|]/;

/** Departments (部门管理). */
export const departmentHandlers: Record<string, Handler> = {
	'/cgi-bin/department/create': (call) => {
		const { corp } = writer(call);
		const { body } = call;
		const parentId = numberOf(body, 'parentid') ?? ROOT;
		checkParent(call, parentId);
		checkNames(call, body, parentId);
		const last = Math.max(...corp.departments.map((department) => department.id));
		const id = numberOf(body, 'id') ?? last + 1;
		if (corp.departments.some((department) => department.id === id)) {
			throw new Refusal(60008);
		}
		corp.departments.push({
			id,
			name: textOf(body, 'name'),
			nameEn: textOf(body, 'name_en'),
			parentId,
			order: numberOf(body, 'order') ?? 0,
		});
		return { id };
	},

	'/cgi-bin/department/update': (call) => {
		const { corp } = writer(call);
		const { body } = call;
		const department = departmentOf(call, numberOf(body, 'id'));
		const parentId = numberOf(body, 'parentid') ?? department.parentId;
		if (department.id === ROOT && parentId !== department.parentId) {
			throw new Refusal(60007, 'the root department cannot be moved');
		}
		if (parentId !== department.parentId) {
			if (departmentsUnder(corp, department.id).has(parentId)) {
				throw new Refusal(60010);
			}
			checkParent(call, parentId);
		}
		checkNames(call, body, parentId, department);
		department.parentId = parentId;
		department.name = textOf(body, 'name') || department.name;
		department.nameEn = textOf(body, 'name_en') || department.nameEn;
		department.order = numberOf(body, 'order') ?? department.order;
		return {};
	},

	'/cgi-bin/department/delete': (call) => {
		const { corp } = writer(call);
		const { id } = departmentOf(call, numberOf(call.query, 'id'));
		if (id === ROOT) {
			throw new Refusal(60007);
		}
		if (corp.departments.some((department) => department.parentId === id)) {
			throw new Refusal(60006);
		}
		if (corp.members.some((member) => member.departments.includes(id))) {
			throw new Refusal(60005);
		}
		corp.departments = corp.departments.filter((department) => department.id !== id);
		return {};
	},

	'/cgi-bin/department/list': (call) => ({
		department: listed(call).map((department) => detailsOf(appOfCall(call), department)),
	}),

	'/cgi-bin/department/simplelist': (call) => ({
		department_id: listed(call).map(({ id, parentId, order }) => ({
			id,
			parentid: parentId,
			order,
		})),
	}),

	'/cgi-bin/department/get': (call) => ({
		department: detailsOf(
			appOfCall(call),
			visibleDepartment(call, numberOf(call.query, 'id') ?? ROOT),
		),
	}),
};

/** @throws Refusal 48002 for an app that may only read contacts */
export function writer(call: Call): App {
	const app = appOfCall(call);
	if (app.contacts !== 'write') {
		throw new Refusal(48002);
	}
	return app;
}

/** @throws Refusal 60123 when there is no such department, 60011 when the app does not see it */
export function visibleDepartment(call: Call, id: number): Department {
	const app = appOfCall(call);
	refuseMemberMode(app);
	const department = departmentOf(call, id);
	if (!isDepartmentVisible(app.corp, app.scope, department)) {
		throw new Refusal(60011);
	}
	return department;
}

/** Apps that members authorise for themselves see no departments. */
export function refuseMemberMode({ installation }: App): void {
	if (installation?.authMode === 1) {
		throw new Refusal(60011);
	}
}

function departmentOf(call: Call, id: number | undefined): Department {
	const department = appOfCall(call).corp.departments.find((candidate) => candidate.id === id);
	if (!department) {
		throw new Refusal(60123);
	}
	return department;
}

function listed(call: Call): Department[] {
	const app = appOfCall(call);
	const { corp, scope } = app;
	refuseMemberMode(app);
	const id = numberOf(call.query, 'id');
	const wanted =
		id === undefined ? undefined : departmentsUnder(corp, visibleDepartment(call, id).id);
	const visible = visibleDepartments(corp, scope);
	return corp.departments.filter(
		(department) => visible.has(department.id) && (wanted?.has(department.id) ?? true),
	);
}

/** Third-party apps get ids in place of names. */
function detailsOf({ kind, corp }: App, department: Department): Answer {
	const { id, name, nameEn, parentId, order } = department;
	if (kind === 'third_party') {
		return { id, name: String(id), parentid: parentId, order };
	}
	const leaders = corp.members.filter(
		(member) => member.leaderIn[member.departments.indexOf(id)] === 1,
	);
	return {
		id,
		name,
		name_en: nameEn,
		department_leader: leaders.map((member) =>
			kind === 'internal' ? member.plainUserId : member.userId,
		),
		parentid: parentId,
		order,
	};
}

/** @throws Refusal 60004 for a parent that does not exist, 81002 below the fifteenth level */
function checkParent(call: Call, parentId: number): void {
	const { corp } = appOfCall(call);
	let depth = 1;
	for (let id = parentId; id !== 0; depth += 1) {
		const parent = corp.departments.find((department) => department.id === id);
		if (!parent) {
			throw new Refusal(60004);
		}
		id = parent.parentId;
	}
	if (depth > DEEPEST) {
		throw new Refusal(81002);
	}
}

/** @throws Refusal 60009 for characters names may not have, 60008 for a name the parent already has */
function checkNames(
	call: Call,
	body: Record<string, unknown>,
	parentId: number,
	self?: Department,
): void {
	const name = textOf(body, 'name');
	if (NOT_IN_NAMES.test(name) || NOT_IN_NAMES.test(textOf(body, 'name_en'))) {
		throw new Refusal(60009);
	}
	const siblings = appOfCall(call).corp.departments.filter(
		(department) => department.parentId === parentId && department !== self,
	);
	if (siblings.some((sibling) => sibling.name === (name || self?.name))) {
		throw new Refusal(60008);
	}
}
