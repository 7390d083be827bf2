import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

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

/** An operation on the vault itself, which a suite may not be able to open. */
export interface VaultOperation extends Omit<Operation, 'execute'> {
	/** Gives the output of one item. */
	run(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]>;
}

export interface Resource {
	name: string;
	value: string;
	operations: readonly (Operation | VaultOperation)[];
}
