import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../../wecom/catalog/catalog';
import type { AppKind, Endpoint, Resource } from '../../../wecom/catalog/endpoint';

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

const defaults: Record<string, string> = { message: 'send', media: 'upload', menu: 'get' };

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
		default:
			defaults[id] ??
			endpoints.find(({ operation }) => operation === 'get')?.operation ??
			options[0]?.value ??
			'',
	};
}

function toOperationOption(endpoint: Endpoint): INodePropertyOptions {
	return {
		name: endpoint.title,
		value: endpoint.operation,
		action: endpoint.action,
		description: describe(endpoint),
	};
}

const callers: Record<AppKind, string> = {
	own: "a company's own app",
	standard: 'a third-party app',
	customised: 'a customised app',
};

/** The Chinese title first, by which people search; then what one must know. */
function describe({ zh, about, apps }: Endpoint): string {
	const only = apps && `Only for ${apps.map((kind) => callers[kind]).join(' and ')}`;
	const sentences = [zh, about, only].filter((sentence) => sentence !== undefined);
	return sentences.length === 1 ? zh : `${sentences.join('. ')}.`;
}

function byName(a: INodePropertyOptions, b: INodePropertyOptions): number {
	return a.name.localeCompare(b.name, 'en');
}
