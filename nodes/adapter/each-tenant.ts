import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Caller } from './caller';
import { concurrently } from './concurrently';
import { toNodeError } from './operation-error';
import { PROGRESS, readConcurrency, toErrorItem } from './run-operations';

/** Which companies an operation for each tenant is run for. */
export const tenantsProperty: INodeProperties = {
	displayName: 'Only These Tenants',
	name: 'tenants',
	type: 'string',
	default: '',
	placeholder: 'e.g. wpAbc123, wpDef456',
	description:
		'Corp IDs separated by commas, or a list of them. Empty: every company that has installed the suite.',
};

/**
 * Runs an operation for every company that has installed the suite, or for those named, several at a time. Each item of
 * the output says whose it is in `tenant`; a company for which it failed has an item with `error`, and its ID in
 * `details`.
 * @throws NodeApiError, NodeOperationError when it failed for all of them and the node is not to continue
 */
export async function forEachTenant(
	context: IExecuteFunctions,
	itemIndex: number,
	run: (caller: Caller) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const { callAsSuite, listTenants, openSuiteOfNode } = await import('./platform');
	const open = await openSuiteOfNode(context);
	const named = readList(context.getNodeParameter('tenants', itemIndex, ''));
	const failures: unknown[] = [];
	let done = 0;

	const runFor = async (corpId: string): Promise<INodeExecutionData[]> => {
		try {
			const { agentId, corpName } = await open.suite.installations.get(corpId);
			const data = await run(callAsSuite(open, { corpId, agentId }));
			return data.map((one) => ({ ...one, json: { tenant: { corpId, corpName }, ...one.json } }));
		} catch (error) {
			failures.push(error);
			return [toErrorItem(toNodeError(context.getNode(), error, itemIndex), { corpId })];
		} finally {
			done += 1;
			if (done % PROGRESS === 0) context.logger.info(`${done} tenants are done`);
		}
	};
	const results = await concurrently(
		named.length > 0 ? named : listTenants(open),
		readConcurrency(context),
		runFor,
		() => context.getExecutionCancelSignal()?.aborted ?? false,
	);
	if (failures.length > 0 && failures.length === done && !context.continueOnFail()) {
		throw failures[0];
	}
	return results.flat();
}

/** Corp IDs as a list, or as text with anything but IDs between them; each once. */
function readList(given: unknown): string[] {
	const words = (Array.isArray(given) ? given : [given]).flatMap((each) =>
		String(each ?? '').split(/[,，;\s]+/),
	);
	return [...new Set(words.filter((word) => word !== ''))];
}
