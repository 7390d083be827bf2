import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { findEndpoint } from '../../../wecom/catalog/catalog';
import { formOf } from '../../adapter/form-of';

/** The form of the chosen operation. */
export async function getFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return formOf(this, findEndpoint);
}
