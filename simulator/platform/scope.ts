import type { Corp, Department, Member, Tag } from '../world';

/** What a company lets an app see: members, departments with all below them, and tags. */
export interface Scope {
	users: string[];
	departments: number[];
	tags: number[];
}

export const WHOLE_COMPANY: Scope = { users: [], departments: [1], tags: [] };

/** Ids of a department and of everything below it. */
export function departmentsUnder(corp: Corp, id: number): Set<number> {
	const found = new Set<number>();
	const waiting = corp.departments.filter((department) => department.id === id);
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (!found.has(next.id)) {
			const { id: parent } = next;
			found.add(parent);
			waiting.push(...corp.departments.filter((department) => department.parentId === parent));
		}
	}
	return found;
}

/** The departments an app sees: those allowed, directly or by a tag, and what is below them. */
export function visibleDepartments(corp: Corp, scope: Scope): Set<number> {
	const tagged = corp.tags
		.filter((tag) => scope.tags.includes(tag.id))
		.flatMap((tag) => tag.departmentIds);
	const all = [...scope.departments, ...tagged].flatMap((id) => [...departmentsUnder(corp, id)]);
	return new Set(all);
}

export function visibleMembers(corp: Corp, scope: Scope): Member[] {
	const departments = visibleDepartments(corp, scope);
	const users = new Set(scope.users);
	for (const tag of corp.tags.filter((candidate) => scope.tags.includes(candidate.id))) {
		tag.userIds.forEach((userId) => users.add(userId));
	}
	return corp.members.filter(
		(member) => users.has(member.userId) || member.departments.some((id) => departments.has(id)),
	);
}

export function isMemberVisible(corp: Corp, scope: Scope, member: Member): boolean {
	return visibleMembers(corp, scope).includes(member);
}

export function isDepartmentVisible(corp: Corp, scope: Scope, department: Department): boolean {
	return visibleDepartments(corp, scope).has(department.id);
}

/** Members that a tag reaches, itself and through its departments. */
export function membersOfTag(corp: Corp, tag: Tag): Member[] {
	return visibleMembers(corp, { users: tag.userIds, departments: tag.departmentIds, tags: [] });
}
