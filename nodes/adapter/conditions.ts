import type { IDisplayOptions } from 'n8n-workflow';

interface Operation {
	resource: string;
	operation: string;
}

interface Condition {
	resource?: string[];
	operation?: string[];
}

/**
 * When to show a parameter that exactly these operations of all have, in as few conditions as there is a way for: see the
 * two below. n8n shows a parameter twice for which two conditions hold, so none overlap.
 */
export function toDisplayOptions(
	operations: readonly Operation[],
	all: readonly Operation[],
): IDisplayOptions[] {
	const ways = [pairOff(operations, all), namingWholeResources(operations, all)];
	const [shortest] = ways.sort((one, other) => one.length - other.length);
	return shortest.map((show) => ({ show: { ...show } }));
}

/** The resources whose every operation has the parameter in one condition; the rest paired off. */
function namingWholeResources(
	operations: readonly Operation[],
	all: readonly Operation[],
): Condition[] {
	const names = new Set(operations.map(({ resource, operation }) => `${resource}.${operation}`));
	const isWhole = (resource: string) =>
		all.every((one) => one.resource !== resource || names.has(`${resource}.${one.operation}`));
	const whole = [...new Set(operations.map(({ resource }) => resource))].filter(isWhole);
	if (whole.length === 0) return pairOff(operations, all);
	const rest = operations.filter(({ resource }) => !whole.includes(resource));
	return [{ resource: whole }, ...pairOff(rest, all)];
}

/**
 * A condition pairs every one of its resources with every one of its operations, so operations that have the parameter in
 * the same resources share one; and where an operation has it in whatever resource, none is named, unless there is a
 * condition of these resources anyhow.
 */
function pairOff(operations: readonly Operation[], all: readonly Operation[]): Condition[] {
	const having = [...byOperation(operations)];
	const existing = byOperation(all);
	const isEverywhere = ([operation, resources]: [string, string[]]) =>
		resources.length === existing.get(operation)?.length;
	const elsewhere = new Set(
		having.filter((one) => !isEverywhere(one)).map(([, resources]) => resources.join()),
	);
	const conditions = new Map<string, Required<Pick<Condition, 'operation'>> & Condition>();
	for (const [operation, resources] of having) {
		const shared = resources.join();
		// A condition that there is for the same resources anyhow takes one more at no cost.
		const named = elsewhere.has(shared) || !isEverywhere([operation, resources]);
		const key = named ? shared : '';
		const condition = conditions.get(key) ?? {
			...(named ? { resource: resources } : {}),
			operation: [],
		};
		condition.operation.push(operation);
		conditions.set(key, condition);
	}
	return [...conditions.values()];
}

function byOperation(operations: readonly Operation[]): Map<string, string[]> {
	const resources = new Map<string, string[]>();
	for (const { resource, operation } of operations) {
		resources.set(operation, [...(resources.get(operation) ?? []), resource]);
	}
	return resources;
}
