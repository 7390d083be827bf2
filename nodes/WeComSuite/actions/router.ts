import {
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { findProviderEndpoint } from '../../../wecom/catalog/provider/catalog';
import { readCheaply } from '../../adapter/cheap-parameters';
import { runOperations } from '../../adapter/run-operations';
import { callProvider } from './provider-call';
import { findOperation } from './resources';

/** Runs the chosen operation for each item. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const context = readCheaply(this);
	return await runOperations(context, async (itemIndex) => {
		const resource = context.getNodeParameter('resource', itemIndex) as string;
		const name = context.getNodeParameter('operation', itemIndex) as string;
		const operation = findOperation(resource, name);
		const endpoint = operation ? undefined : findProviderEndpoint(resource, name);
		if (endpoint) return await callProvider.call(context, itemIndex, endpoint);
		if (!operation) {
			throw new NodeOperationError(
				context.getNode(),
				`'${resource}: ${name}' is not an operation of this node`,
				{ itemIndex, description: 'Open the node and choose the operation again' },
			);
		}
		if ('run' in operation) {
			refuseTool(context.getNode(), itemIndex);
			return await operation.run.call(context, itemIndex);
		}
		// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
		const { openSuiteOfNode } = await import('../../adapter/platform');
		const data = await operation.execute.call(context, itemIndex, await openSuiteOfNode(context));
		return context.helpers.returnJsonArray(data);
	});
}

/** A vault as a whole is nothing for a model to decide about. The editor does not offer it there in the first place. */
function refuseTool(node: INode, itemIndex: number): void {
	if (!node.type.endsWith('Tool')) return;
	throw new NodeOperationError(node, 'Operations on the vault cannot be tools of an AI agent', {
		itemIndex,
		description: 'Run them from a workflow of their own, by hand',
	});
}
