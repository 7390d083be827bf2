import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Caller } from '../../adapter/caller';

/** An operation with a form of its own, in place of the one that the catalog gives. */
export interface Operation {
	description: INodeProperties[];
	/** Optional parameters, which come after those that several operations share. */
	optionsDescription?: INodeProperties[];
	execute: Execute;
	/** Finds the company that it is for, where it does not have to be chosen. */
	tenantOf?(this: IExecuteFunctions, itemIndex: number): string;
}

export type Execute = (
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
) => Promise<INodeExecutionData[]>;
