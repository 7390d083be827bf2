import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { toNodeError } from './operation-error';

/** What an operation gives for one item of the input. */
export type RunItem = (itemIndex: number) => Promise<INodeExecutionData[]>;

/**
 * Runs an operation over all items of the input: pairs what comes out with what went in, and gives a failed item an
 * error of its own where the node is set to continue.
 * @throws NodeApiError, NodeOperationError
 */
export async function runOperations(
	context: IExecuteFunctions,
	run: RunItem,
): Promise<INodeExecutionData[][]> {
	const returnData: INodeExecutionData[] = [];
	const { length } = context.getInputData();
	for (let itemIndex = 0; itemIndex < length; itemIndex++) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		const itemData = { item: itemIndex };
		try {
			const data = await run(itemIndex);
			returnData.push(...context.helpers.constructExecutionMetaData(data, { itemData }));
		} catch (thrown) {
			const error = toNodeError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) throw error;
			returnData.push({
				json: { error: error.message, details: detailsOf(error) },
				pairedItem: itemData,
			});
		}
	}
	return [returnData];
}

/**
 * What a workflow may branch on besides the message. n8n sends an item to the error output only if it holds nothing but
 * `error`, `message` and `details`.
 */
function detailsOf(error: NodeApiError | NodeOperationError): IDataObject {
	return {
		...(error.description ? { description: error.description } : {}),
		...('httpCode' in error && error.httpCode ? { code: error.httpCode } : {}),
	};
}
