import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { toDisplayOptions, type Operation } from './conditions';

interface Shared {
	property: INodeProperties;
	operations: Operation[];
}

/**
 * Parameters of operations, each declared with its own, as n8n is to read them: those that differ in nothing but the
 * operation that they belong to are put together, as long as each operation keeps its parameters in their order.
 */
export function shareProperties(
	properties: readonly INodeProperties[],
	all: readonly Operation[],
): INodeProperties[] {
	const shared: Shared[] = [];
	/** Where the last parameter of an operation stands so far. */
	const last = new Map<Operation, number>();
	for (const declared of properties) {
		const property = withoutOperations(declared);
		const key = JSON.stringify(property);
		const operations = all.filter((one) => isShown(declared, one));
		const known = shared.findIndex(
			(each, place) =>
				JSON.stringify(each.property) === key &&
				operations.every((one) => (last.get(one) ?? -1) < place),
		);
		const place = known === -1 ? shared.length : known;
		shared[place] ??= { property, operations: [] };
		shared[place].operations.push(...operations);
		for (const one of operations) last.set(one, place);
	}
	return shared.flatMap(({ property, operations }) =>
		toDisplayOptions(operations, all, JSON.stringify(property).length).map((condition) =>
			withCondition(property, condition),
		),
	);
}

function withCondition(
	property: INodeProperties,
	{ show, hide }: IDisplayOptions,
): INodeProperties {
	const own = property.displayOptions;
	return {
		...property,
		displayOptions: {
			...(own?.show || show ? { show: { ...own?.show, ...show } } : {}),
			...(own?.hide || hide ? { hide: { ...own?.hide, ...hide } } : {}),
		},
	};
}

function withoutOperations(property: INodeProperties): INodeProperties {
	const { displayOptions = {}, ...rest } = property;
	const bare: IDisplayOptions = {};
	for (const way of ['show', 'hide'] as const) {
		const { resource: _resource, operation: _operation, ...others } = displayOptions[way] ?? {};
		if (Object.keys(others).length > 0) bare[way] = others;
	}
	return { ...rest, ...(Object.keys(bare).length > 0 ? { displayOptions: bare } : {}) };
}

function isShown(
	{ displayOptions: { show, hide } = {} }: INodeProperties,
	one: Operation,
): boolean {
	return (['resource', 'operation'] as const).every(
		(name) => (show?.[name]?.includes(one[name]) ?? true) && !hide?.[name]?.includes(one[name]),
	);
}
