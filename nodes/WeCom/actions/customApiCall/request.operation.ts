import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { readCustomCall } from '../../../../wecom/catalog/custom-call';
import { writeFile } from '../../../adapter/binary';
import { withoutStatus } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { downloadFile } from '../../../adapter/download';
import { outputFile } from '../../../adapter/file-fields';
import { customApiCall } from '../../descriptions/operations';
import { text } from '../../descriptions/part';

const properties: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		default: 'GET',
	},
	text('path', 'Path', {
		required: true,
		placeholder: 'e.g. /cgi-bin/user/get',
		description:
			'Path of the endpoint, or its URL from the documentation. The access token is added: of the company, the suite or the provider, as the path wants it.',
	}),
	{
		displayName: 'Query Parameters',
		name: 'query',
		type: 'fixedCollection',
		placeholder: 'Add Parameter',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: 'Parameter',
				name: 'item',
				values: [text('name', 'Name'), text('value', 'Value')],
			},
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		displayOptions: { show: { method: ['POST'] } },
	},
	{
		displayName: 'Response',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'File', value: 'file' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
	},
	{ ...outputFile, displayOptions: { show: { responseFormat: ['file'] } } },
];

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [customApiCall] } },
		options: [
			{
				name: 'Custom API Call',
				value: 'request',
				action: 'Make a custom API call',
				description: 'Calls any endpoint, also one that has no operation here',
			},
		],
		default: 'request',
	},
	...updateDisplayOptions(
		{ show: { resource: [customApiCall], operation: ['request'] } },
		properties,
	),
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const method = this.getNodeParameter('method', itemIndex) as 'GET' | 'POST';
	const { item = [] } = this.getNodeParameter('query', itemIndex, {}) as {
		item?: { name: string; value: unknown }[];
	};
	const request = {
		...readCustomCall({
			method,
			path: this.getNodeParameter('path', itemIndex) as string,
			query: Object.fromEntries(item.map(({ name, value }) => [name, value])),
			body: method === 'POST' ? readBody(this, itemIndex) : undefined,
		}),
		signal: this.getExecutionCancelSignal(),
	};
	if (this.getNodeParameter('responseFormat', itemIndex) === 'file') {
		const property = this.getNodeParameter('outputPropertyName', itemIndex) as string;
		const answer = await downloadFile(caller, request);
		const { name, mimeType, size } = answer;
		return [
			{
				json: { fileName: name, mimeType, fileSize: size },
				binary: await writeFile(this, property, answer),
			},
		];
	}
	const { json } = await caller.call(request);
	return this.helpers.returnJsonArray(withoutStatus(json as IDataObject));
}

function readBody(context: IExecuteFunctions, itemIndex: number): unknown {
	const body = context.getNodeParameter('body', itemIndex, '{}') as unknown;
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body.trim() === '' ? '{}' : body) as unknown;
	} catch (error) {
		throw new NodeOperationError(context.getNode(), "'Body' is not valid JSON", {
			itemIndex,
			description: error instanceof Error ? error.message : undefined,
		});
	}
}
