import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { findProviderEndpoint } from '../../../wecom/catalog/provider/catalog';
import { formOf } from '../../adapter/form-of';

/** The form of the chosen operation. */
export async function getFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return formOf(this, findProviderEndpoint);
}
