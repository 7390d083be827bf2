import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Caller } from '../../adapter/caller';

/** An operation with a form of its own, in place of the one that the catalog gives. */
export interface Operation {
	description: INodeProperties[];
	/** Optional parameters, which come after those that several operations share. */
	optionsDescription?: INodeProperties[];
	execute: Execute;
}

export type Execute = (
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
) => Promise<INodeExecutionData[]>;
