import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../../wecom/catalog/catalog';
import type { Endpoint } from '../../../wecom/catalog/endpoint';
import { byName, toOperationOptions, toResourceOption } from '../../adapter/operation-option';

export const customApiCall = 'customApiCall';

/**
 * The last option of this name keeps n8n from adding one of its own, which only points to the HTTP Request node. So it
 * stands behind the others, whatever the alphabet says.
 */
const customApiCallOption: INodePropertyOptions = {
	name: 'Custom API Call',
	value: customApiCall,
	description: 'Any other endpoint of the API, with the right token',
};

/** What no endpoint does alone, so that the catalog does not have it: pages are signed here. */
const jsSdk = {
	resource: { name: 'JS-SDK', value: 'jsSdk', description: '网页签名' },
	operation: {
		name: 'Get Signatures',
		value: 'getSignatures',
		action: 'Get the signatures of a page',
		description: '获取网页签名. For the company (config) and for the app (agentConfig).',
	},
};

/** Answers a callback, which is no call of the API. */
const reply = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply to the message that started the workflow',
	description: '被动回复消息. Within 4.5 seconds; later it can be sent as a message.',
};

export const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		...[...resources.map(toResourceOption), jsSdk.resource].sort(byName),
		customApiCallOption,
	],
	default: 'message',
};

/** What most people want of a resource. */
const wanted: Readonly<Record<string, string>> = { message: 'send', media: 'upload' };

export const operationProperties: INodeProperties[] = [
	...resources.map((resource) =>
		toOperationProperty(
			resource.id,
			[...toOperationOptions(resource), ...(resource.id === 'message' ? [reply] : [])].sort(byName),
			firstOperation(resource.id, resource.endpoints),
		),
	),
	toOperationProperty(jsSdk.resource.value, [jsSdk.operation], jsSdk.operation.value),
];

function toOperationProperty(
	resource: string,
	options: INodePropertyOptions[],
	first: string,
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: first,
	};
}

function firstOperation(id: string, endpoints: readonly Endpoint[]): string {
	const names = endpoints.map(({ operation }) => operation);
	return wanted[id] ?? names.find((name) => name === 'get') ?? names[0] ?? '';
}
