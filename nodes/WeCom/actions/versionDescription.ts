import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { resources } from '../../../wecom/catalog/catalog';
import { tenantLocator } from '../descriptions/locator';
import { operationProperties, resourceProperty } from '../descriptions/operations';
import { describeEndpoints } from './endpoint.operation';
import { cardDescription, contentDescription } from './message/send.operation';
import { operations } from './operations';

const callAs: INodeProperties = {
	displayName: 'Call As',
	name: 'callAs',
	type: 'options',
	options: [
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

const formless = resources
	.flatMap(({ endpoints }) => endpoints)
	.filter(({ id }) => !operations.has(id));

export const versionDescription: INodeTypeDescription = {
	displayName: 'WeCom',
	name: 'weCom',
	icon: { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' },
	group: ['output'],
	version: 1,
	subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
	description:
		'Call the API of WeCom (企业微信) for any company that has installed a suite, or for an own app',
	defaults: { name: 'WeCom' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [
		{
			name: 'weComSuiteApi',
			required: true,
			displayOptions: { show: { callAs: ['tenant'] } },
		},
		{
			name: 'weComCorpApi',
			required: true,
			displayOptions: { show: { callAs: ['ownApp'] } },
		},
	],
	properties: [
		callAs,
		{ ...tenantLocator, displayOptions: { show: { callAs: ['tenant'] } } },
		resourceProperty,
		...operationProperties,
		...describeEndpoints(formless),
		...[...operations.values()].flatMap(({ description }) => description),
		...contentDescription,
		...cardDescription,
	],
};
