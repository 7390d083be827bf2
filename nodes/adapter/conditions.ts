import type { IDisplayOptions } from 'n8n-workflow';

interface Operation {
	resource: string;
	operation: string;
}

/**
 * When to show a parameter that exactly these operations of all have, in few conditions however many operations there
 * are: a condition pairs every one of its resources with every one of its operations, so operations that have the
 * parameter in the same resources share one; and where an operation has it in whatever resource, none is named.
 */
export function toDisplayOptions(
	operations: readonly Operation[],
	all: readonly Operation[],
): IDisplayOptions[] {
	const having = byOperation(operations);
	const existing = byOperation(all);
	const conditions = new Map<string, { resource?: string[]; operation: string[] }>();
	for (const [operation, resources] of having) {
		const everywhere = resources.length === existing.get(operation)?.length;
		const key = everywhere ? '' : resources.join();
		const condition = conditions.get(key) ?? {
			...(everywhere ? {} : { resource: resources }),
			operation: [],
		};
		condition.operation.push(operation);
		conditions.set(key, condition);
	}
	return [...conditions.values()].map((show) => ({ show }));
}

function byOperation(operations: readonly Operation[]): Map<string, string[]> {
	const resources = new Map<string, string[]>();
	for (const { resource, operation } of operations) {
		resources.set(operation, [...(resources.get(operation) ?? []), resource]);
	}
	return resources;
}
