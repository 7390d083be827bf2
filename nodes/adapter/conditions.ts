import type { IDisplayOptions } from 'n8n-workflow';

interface Operation {
	resource: string;
	operation: string;
}

/**
 * When to show a parameter that exactly these operations of all have, in few conditions however many operations there
 * are: a condition pairs every one of its resources with every one of its operations, so operations that have the
 * parameter in the same resources share one; and where an operation has it in whatever resource, none is named, unless
 * there is a condition of these resources anyhow.
 */
export function toDisplayOptions(
	operations: readonly Operation[],
	all: readonly Operation[],
): IDisplayOptions[] {
	const having = [...byOperation(operations)];
	const existing = byOperation(all);
	const isEverywhere = ([operation, resources]: [string, string[]]) =>
		resources.length === existing.get(operation)?.length;
	const elsewhere = new Set(
		having.filter((one) => !isEverywhere(one)).map(([, resources]) => resources.join()),
	);
	const conditions = new Map<string, { resource?: string[]; operation: string[] }>();
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
	return [...conditions.values()].map((show) => ({ show }));
}

function byOperation(operations: readonly Operation[]): Map<string, string[]> {
	const resources = new Map<string, string[]>();
	for (const { resource, operation } of operations) {
		resources.set(operation, [...(resources.get(operation) ?? []), resource]);
	}
	return resources;
}
