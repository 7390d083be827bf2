import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { providerResources } from '../../../wecom/catalog/provider/catalog';
import { describeEndpoints } from '../../adapter/endpoint-operation';
import { byName, toOperationOptions, toResourceOption } from '../../adapter/operation-option';
import { requestOptions } from '../../adapter/run-operations';
import { tenantLocator } from '../../adapter/locator';
import { shareProperties } from '../../adapter/share-properties';
import { resources } from './resources';

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

const all = [...own, ...endpoints];

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
	for (const of of providerResources) {
		const { name, description } = toResourceOption(of);
		const known = listed.get(of.id) ?? { name, value: of.id, operations: [] };
		known.description ??= description;
		known.operations.push(...toOperationOptions(of));
		listed.set(of.id, known);
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
	...shareProperties(
		[
			...resources.flatMap(({ value, operations }) =>
				operations.flatMap((operation) =>
					updateDisplayOptions(
						{ show: { resource: [value], operation: [operation.value] } },
						operation.properties,
					),
				),
			),
			...endpoints
				.filter(({ token }) => token === 'corp')
				.flatMap(({ resource: of, operation }) =>
					updateDisplayOptions({ show: { resource: [of], operation: [operation] } }, [
						tenantLocator,
					]),
				),
			...describeEndpoints(endpoints, own),
		],
		all,
	),
	requestOptions,
];
