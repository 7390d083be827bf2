import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../../wecom/catalog/catalog';
import { tenantsProperty } from '../../adapter/each-tenant';
import { tenantLocator } from '../../adapter/locator';
import { operationProperties, resourceProperty } from '../descriptions/operations';
import { requestOptions } from '../../adapter/run-operations';
import { describeEndpoints } from '../../adapter/endpoint-operation';
import { contentDescription } from './message/send.operation';
import { operations } from './operations';

const callAs: INodeProperties = {
	displayName: 'Call As',
	name: 'callAs',
	type: 'options',
	options: [
		{
			name: 'Each Tenant of a Suite',
			value: 'eachTenant',
			description: 'Every company that has installed it, or some of them, one result for each',
		},
		{
			name: 'Own App',
			value: 'ownApp',
			description: "The app of one's own company",
		},
		{
			name: 'Tenant of a Suite',
			value: 'tenant',
			description: 'A company that has installed a third-party or customised app',
		},
	],
	default: 'tenant',
};

const endpoints = resources.flatMap((resource) => resource.endpoints);
const formless = endpoints.filter(({ id }) => !operations.has(id));
const formed = [...operations.keys()].map((id) => {
	const [resource = '', operation = ''] = id.split('.');
	return { resource, operation };
});

/** All parameters of the node, in the order in which they are shown. */
export const properties: INodeProperties[] = [
	callAs,
	{
		...tenantLocator,
		displayOptions: {
			show: { callAs: ['tenant'] },
			// Whose member is answered, the item of the trigger says.
			hide: { operation: ['reply'] },
		},
	},
	{
		...tenantsProperty,
		displayOptions: { show: { callAs: ['eachTenant'] }, hide: { operation: ['reply'] } },
	},
	resourceProperty,
	...operationProperties,
	...describeEndpoints(formless, formed),
	...[...operations.values()].flatMap(({ description }) => description),
	...contentDescription,
	...[...operations.values()].flatMap(({ optionsDescription = [] }) => optionsDescription),
	requestOptions,
];
