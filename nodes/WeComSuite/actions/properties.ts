import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { resources } from './resources';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources
		.map(({ name, value }) => ({ name, value }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en')),
	default: 'installation',
};

/** The fields of all operations, each shown with its own. */
export const properties: INodeProperties[] = [
	resource,
	...resources.flatMap(({ value, operations }): INodeProperties[] => [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [value] } },
			options: operations.map(({ name, value: operation, action, description }) => ({
				name,
				value: operation,
				action,
				description,
			})),
			default: 'get',
		},
		...operations.flatMap((operation) =>
			updateDisplayOptions(
				{ show: { resource: [value], operation: [operation.value] } },
				operation.properties,
			),
		),
	]),
];
