import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { getEndpoint } from '../../../../wecom/catalog/catalog';
import { checkFile, chooseFileType } from '../../../../wecom/catalog/check-file';
import type { FileRule } from '../../../../wecom/catalog/endpoint';
import { readFile } from '../../../adapter/binary';
import { callEndpoint } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { inputFile } from '../../../adapter/file-fields';
import { text } from '../../descriptions/part';

const properties: INodeProperties[] = [
	inputFile,
	{
		displayName: 'Type',
		name: 'mediaType',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'By the name and size of the file',
			},
			{ name: 'File', value: 'file', description: 'Any file of at most 20 MB' },
			{ name: 'Image', value: 'image', description: 'JPG or PNG of at most 10 MB' },
			{ name: 'Video', value: 'video', description: 'MP4 of at most 10 MB' },
			{ name: 'Voice', value: 'voice', description: 'AMR of at most 2 MB and 60 seconds' },
		],
		default: 'auto',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			text('fileName', 'File Name', {
				placeholder: 'e.g. report.pdf',
				description: 'The name that members see, in place of the name of the input file',
			}),
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['media'], operation: ['upload'] } },
	properties,
);

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const property = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const { fileName } = this.getNodeParameter('options', itemIndex, {}) as { fileName?: string };
	const input = await readFile(this, itemIndex, property);
	const file = { ...input, name: fileName || input.name };
	const endpoint = getEndpoint('media.upload');
	const rule = endpoint.file as FileRule;
	const chosen = this.getNodeParameter('mediaType', itemIndex) as string;
	const type = chosen === 'auto' ? (chooseFileType(rule, file) ?? 'file') : chosen;
	checkFile(rule, type, file);
	const answer = await callEndpoint(
		{ caller, endpoint, values: { type }, signal: this.getExecutionCancelSignal() },
		file,
	);
	return this.helpers.returnJsonArray(answer);
}
