import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

/** The form of the chosen operation. */
export async function getFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	// Loaded when it is needed: all the operations would slow the start of every n8n process.
	const { findProviderEndpoint } = await import('../../../wecom/catalog/provider/catalog');
	const { formOf } = await import('../../adapter/form-of');
	return formOf(this, findProviderEndpoint);
}
