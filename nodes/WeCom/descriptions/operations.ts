import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../../wecom/catalog/catalog';
import type { Endpoint, Resource } from '../../../wecom/catalog/endpoint';
import { byName, toOperationOption } from '../../adapter/operation-option';

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

export const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		...resources
			.map(({ title, id, zh }): INodePropertyOptions => ({
				name: title,
				value: id,
				description: zh,
			}))
			.sort(byName),
		customApiCallOption,
	],
	default: 'message',
};

/** What most people want of a resource. */
const wanted: Readonly<Record<string, string>> = { message: 'send', media: 'upload' };

export const operationProperties: INodeProperties[] = resources.map(toOperationProperty);

function toOperationProperty({ id, endpoints }: Resource): INodeProperties {
	const options = endpoints.map(toOperationOption).sort(byName);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [id] } },
		options,
		default: firstOperation(id, endpoints),
	};
}

function firstOperation(id: string, endpoints: readonly Endpoint[]): string {
	const names = endpoints.map(({ operation }) => operation);
	return wanted[id] ?? names.find((name) => name === 'get') ?? names[0] ?? '';
}
