import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { Endpoint } from '../../wecom/catalog/endpoint';
import { toMapperFields } from './resource-mapper';

/**
 * The form of the operation that is chosen in a node.
 * @throws NodeOperationError when the node has no such operation
 */
export function formOf(
	context: ILoadOptionsFunctions,
	find: (resource: string, operation: string) => Endpoint | undefined,
): ResourceMapperFields {
	const resource = context.getCurrentNodeParameter('resource') as string;
	const operation = context.getCurrentNodeParameter('operation') as string;
	const endpoint = find(resource, operation);
	if (!endpoint) {
		throw new NodeOperationError(
			context.getNode(),
			`'${resource}: ${operation}' is not an operation of this node`,
			{ description: 'Choose the operation again' },
		);
	}
	return toMapperFields(endpoint, isTool(context));
}

/** n8n makes a second type out of a node that is usable as a tool of an agent, and calls it so. */
function isTool(context: ILoadOptionsFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
