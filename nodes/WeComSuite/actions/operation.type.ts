import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { OpenSuite } from '../../adapter/platform';

/** One operation: its entry in the list, its fields, and what it does for one item. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	properties: INodeProperties[];
	/** Gives the output of one item. */
	execute(this: IExecuteFunctions, itemIndex: number, open: OpenSuite): Promise<IDataObject[]>;
}

export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
}
