import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { findEndpoint } from '../../../wecom/catalog/catalog';
import { toMapperFields } from '../../adapter/resource-mapper';

/** The form of the chosen operation. */
export async function getFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const resource = this.getCurrentNodeParameter('resource') as string;
	const operation = this.getCurrentNodeParameter('operation') as string;
	const endpoint = findEndpoint(resource, operation);
	if (!endpoint) {
		throw new NodeOperationError(
			this.getNode(),
			`'${resource}: ${operation}' is not an operation of this node`,
			{ description: 'Choose the operation again' },
		);
	}
	return toMapperFields(endpoint);
}
