import type { IDisplayOptions } from 'n8n-workflow';

export interface Operation {
	resource: string;
	operation: string;
}

/** Every operation of these names, but in these resources only, or in all but those that are hidden. */
interface Condition {
	show?: { resource?: string[]; operation?: string[] };
	hide?: { resource?: string[]; operation?: string[] };
}

/**
 * When to show a parameter that exactly these operations of all have, in the shortest of the ways below. n8n shows a
 * parameter twice for which two conditions hold, so none overlap.
 * @param size Characters of the parameter, which stands in the description once for each condition.
 */
export function toDisplayOptions(
	operations: readonly Operation[],
	all: readonly Operation[],
	size = 0,
): IDisplayOptions[] {
	if (operations.length === 0) return [];
	const has = new Set(operations.map(nameOf));
	const costOf = (conditions: Condition[]) =>
		JSON.stringify(conditions).length + size * conditions.length;
	const ways = [
		alike(operations, all, has),
		namingResources(operations, all, has),
		namingOperations(operations, all, has),
		hidingOperations(operations, all, has),
	];
	const [shortest] = ways.sort((one, other) => costOf(one) - costOf(other));
	return shortest.map((condition) => ({ ...condition }));
}

const nameOf = ({ resource, operation }: Operation) => `${resource}.${operation}`;

/**
 * Resources put together as long as none of them has an operation that another shows and it hides. What a condition
 * says of operations that do not exist makes no difference.
 */
function alike(
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Condition[] {
	const hidden = new Set(all.map(nameOf).filter((name) => !has.has(name)));
	const groups: { resources: string[]; operations: Set<string> }[] = [];
	const rows = [...groupBy(operations, ({ resource }) => resource)].sort(
		([, one], [, other]) => other.length - one.length,
	);
	for (const [resource, row] of rows) {
		const names = row.map(({ operation }) => operation);
		const fitting = groups.find(({ resources, operations: columns }) => {
			const shown = [...columns, ...names];
			return [...resources, resource].every((each) =>
				shown.every((operation) => !hidden.has(nameOf({ resource: each, operation }))),
			);
		});
		if (fitting) {
			fitting.resources.push(resource);
			for (const name of names) fitting.operations.add(name);
		} else groups.push({ resources: [resource], operations: new Set(names) });
	}
	return groups.map((group) => toCondition(group, all));
}

/** Resources with all their operations, which need not be named; what remains in the shorter of the other ways. */
function namingResources(
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Condition[] {
	const isWhole = (resource: string) =>
		all.every((one) => one.resource !== resource || has.has(nameOf(one)));
	const whole = [...new Set(operations.map(({ resource }) => resource))].filter(isWhole);
	const rest = (list: readonly Operation[]) =>
		list.filter(({ resource }) => !whole.includes(resource));
	const others = rest(operations);
	const hasOthers = new Set(others.map(nameOf));
	const ways = [alike(others, all, hasOthers), namingOperations(others, all, hasOthers)];
	const [shortest = []] = ways.sort(
		(one, other) => JSON.stringify(one).length - JSON.stringify(other).length,
	);
	return [...(whole.length > 0 ? [{ show: { resource: whole } }] : []), ...shortest];
}

/** A group by the shorter of its resources and those that have its operations without belonging to it. */
function toCondition(
	{ resources, operations }: { resources: string[]; operations: Set<string> },
	all: readonly Operation[],
): Condition {
	const operation = [...operations];
	const others = new Set(
		all
			.filter((one) => operations.has(one.operation) && !resources.includes(one.resource))
			.map(({ resource }) => resource),
	);
	if (others.size === 0) return { show: { operation } };
	const hiding = { show: { operation }, hide: { resource: [...others] } };
	const showing = { show: { resource: resources, operation } };
	return JSON.stringify(hiding).length < JSON.stringify(showing).length ? hiding : showing;
}

/** Names of operations that are shown in whatever resource; the other operations alike. */
function namingOperations(
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Condition[] {
	const { always, sometimes } = sortNames(operations, all, has);
	return [
		...(always.length > 0 ? [{ show: { operation: always } }] : []),
		...alikeOf(sometimes, operations, all, has),
	];
}

/** The same by the names that are not. */
function hidingOperations(
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Condition[] {
	const { sometimes, never } = sortNames(operations, all, has);
	return [
		{ hide: { operation: [...never, ...sometimes] } },
		...alikeOf(sometimes, operations, all, has),
	];
}

/** What is shown of operations of these names. */
function alikeOf(
	names: readonly string[],
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Condition[] {
	const of = (list: readonly Operation[]) =>
		list.filter(({ operation }) => names.includes(operation));
	return alike(of(operations), of(all), has);
}

function sortNames(
	operations: readonly Operation[],
	all: readonly Operation[],
	has: ReadonlySet<string>,
): Record<'always' | 'sometimes' | 'never', string[]> {
	const shown = new Set(operations.map(({ operation }) => operation));
	const sorted = { always: [] as string[], sometimes: [] as string[], never: [] as string[] };
	for (const [name, list] of groupBy(all, ({ operation }) => operation)) {
		const isEverywhere = list.every((one) => has.has(nameOf(one)));
		sorted[isEverywhere ? 'always' : shown.has(name) ? 'sometimes' : 'never'].push(name);
	}
	return sorted;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}
