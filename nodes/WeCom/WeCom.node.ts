import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { router } from './actions/router';
import { versionDescription } from './actions/versionDescription';
import * as listSearch from './methods/listSearch';
import * as resourceMapping from './methods/resourceMapping';

export class WeCom implements INodeType {
	description = versionDescription;

	methods = { listSearch: { ...listSearch }, resourceMapping: { ...resourceMapping } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
