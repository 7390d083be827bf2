import type { IDisplayOptions } from 'n8n-workflow';

import type { Endpoint } from '../../../wecom/catalog/endpoint';

/**
 * When to show a parameter that exactly these operations have, in as few conditions as it takes: a condition pairs
 * every one of its resources with every one of its operations, so resources with the same operations share one.
 */
export function toConditions(
	endpoints: readonly Endpoint[],
): { resource: string[]; operation: string[] }[] {
	const operations = new Map<string, string[]>();
	for (const { resource, operation } of endpoints) {
		operations.set(resource, [...(operations.get(resource) ?? []), operation]);
	}
	const conditions = new Map<string, { resource: string[]; operation: string[] }>();
	for (const [resource, list] of operations) {
		const key = list.sort().join();
		const condition = conditions.get(key) ?? { resource: [], operation: list };
		condition.resource.push(resource);
		conditions.set(key, condition);
	}
	return [...conditions.values()];
}

/** `displayOptions` for each of the conditions. */
export function toDisplayOptions(endpoints: readonly Endpoint[]): IDisplayOptions[] {
	return toConditions(endpoints).map((show) => ({ show }));
}
