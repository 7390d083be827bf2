import type { INodeProperties } from 'n8n-workflow';

export const inputFile: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field containing the binary file data',
};

export const outputFile: INodeProperties = {
	displayName: 'Output Data Field Name',
	name: 'outputPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the binary file data in',
};
