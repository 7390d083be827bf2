import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { providerResources } from '../../../wecom/catalog/provider/catalog';
import { toDisplayOptions } from '../../adapter/conditions';
import { describeEndpoints } from '../../adapter/endpoint-operation';
import { byName, toOperationOption } from '../../adapter/operation-option';
import { requestOptions } from '../../adapter/run-operations';
import { resources } from './resources';
import { tenantLocator } from '../../adapter/locator';

/** A resource as the editor lists it: what this node does itself, and what the catalog says. */
interface Listed {
	name: string;
	value: string;
	description?: string;
	operations: INodePropertyOptions[];
}

const endpoints = providerResources.flatMap((resource) => resource.endpoints);

const own = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ resource: value, operation: operation.value })),
);

function listResources(): Listed[] {
	const listed = new Map<string, Listed>();
	for (const { name, value, operations } of resources) {
		const options = operations.map(({ name: title, value: operation, action, description }) => ({
			name: title,
			value: operation,
			action,
			description,
		}));
		listed.set(value, { name, value, operations: options });
	}
	for (const { id, title, zh, endpoints: of } of providerResources) {
		const known = listed.get(id) ?? { name: title, value: id, description: zh, operations: [] };
		known.description ??= zh;
		known.operations.push(...of.map(toOperationOption));
		listed.set(id, known);
	}
	for (const { operations } of listed.values()) operations.sort(byName);
	return [...listed.values()].sort(byName);
}

const listed = listResources();

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: listed.map(({ name, value, description }) => ({
		name,
		value,
		...(description === undefined ? {} : { description }),
		// Nothing for a model to decide about.
		...(value === 'vault' ? { displayOptions: { hide: { '@tool': [true] } } } : {}),
	})),
	default: 'installation',
};

function toOperationProperty({ value, operations }: Listed): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations,
		default: firstOf(operations),
	};
}

function firstOf(operations: INodePropertyOptions[]): string {
	const values = operations.map(({ value }) => String(value));
	return values.includes('get') ? 'get' : (values[0] ?? '');
}

/** The fields of all operations, each shown with its own. */
export const properties: INodeProperties[] = [
	resource,
	...listed.map(toOperationProperty),
	...resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) =>
			updateDisplayOptions(
				{ show: { resource: [value], operation: [operation.value] } },
				operation.properties,
			),
		),
	),
	...toDisplayOptions(
		endpoints.filter(({ token }) => token === 'corp'),
		[...endpoints, ...own],
	).flatMap((displayOptions) => updateDisplayOptions(displayOptions, [tenantLocator])),
	...describeEndpoints(endpoints, own),
	requestOptions,
];
