import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { concurrently } from './concurrently';
import { toNodeError } from './operation-error';

/** What an operation gives for one item of the input. */
export type RunItem = (itemIndex: number) => Promise<INodeExecutionData[]>;

/** Items worked on at one time, unless the user says otherwise. */
const DEFAULT_CONCURRENCY = 5;
/** As many as the connections that are kept to WeCom. */
const MOST_CONCURRENCY = 50;
/** Items between two lines in the log. */
export const PROGRESS = 100;

/** How an operation goes over many items. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	noDataExpression: true,
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Items at Once',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_CONCURRENCY },
			default: DEFAULT_CONCURRENCY,
			description:
				'How many items are worked on at the same time, at most 50. Results keep the order of the items. With 1, each begins when the one before has ended.',
		},
	],
};

/**
 * Runs an operation over all items of the input, several at a time: pairs what comes out with what went in, in the order
 * of the input, and gives a failed item an error of its own where the node is set to continue. Where it is not, no item
 * is begun after a failure, and those under way are waited for.
 * @throws NodeApiError, NodeOperationError of the first item that failed
 */
export async function runOperations(
	context: IExecuteFunctions,
	run: RunItem,
): Promise<INodeExecutionData[][]> {
	const { length } = context.getInputData();
	const failures: (NodeApiError | NodeOperationError)[] = [];
	let done = 0;

	const runOne = async (itemIndex: number): Promise<INodeExecutionData[]> => {
		const itemData = { item: itemIndex };
		try {
			const data = await run(itemIndex);
			return context.helpers.constructExecutionMetaData(data, { itemData });
		} catch (thrown) {
			const error = toNodeError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) failures[itemIndex] = error;
			return [{ ...toErrorItem(error), pairedItem: itemData }];
		} finally {
			done += 1;
			if (done % PROGRESS === 0) context.logger.info(`${done} of ${length} items are done`);
		}
	};
	const results = await concurrently(
		Array(length).keys(),
		readConcurrency(context),
		runOne,
		() => failures.length > 0 || (context.getExecutionCancelSignal()?.aborted ?? false),
	);
	const [failure] = failures.filter((each) => each !== undefined);
	if (failure) throw failure;
	return [results.flat()];
}

/** How many things are worked on at a time, as the user set it. */
export function readConcurrency(context: IExecuteFunctions): number {
	const { concurrency = DEFAULT_CONCURRENCY } = context.getNodeParameter(
		'requestOptions',
		0,
		{},
	) as {
		concurrency?: unknown;
	};
	const items = Math.floor(Number(concurrency));
	return items >= 1 ? Math.min(items, MOST_CONCURRENCY) : DEFAULT_CONCURRENCY;
}

/**
 * What a failed item becomes: the message, and in `details` what a workflow may branch on besides it. n8n sends an item to
 * the error output only if it holds nothing but `error`, `message` and `details`.
 */
export function toErrorItem(
	error: NodeApiError | NodeOperationError,
	more: IDataObject = {},
): INodeExecutionData {
	const details = {
		...more,
		...(error.description ? { description: error.description } : {}),
		...('httpCode' in error && error.httpCode ? { code: error.httpCode } : {}),
	};
	return { json: { error: error.message, details } };
}
