import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { WeComConfigurationError } from '../../wecom/error';
import type { Caller } from './caller';
import { openOwnApp, openTenant } from './platform';

/**
 * The company that is chosen in the node.
 * @throws WeComConfigurationError when that is each of them
 */
export async function openChosen(context: ILoadOptionsFunctions): Promise<Caller> {
	if (context.getCurrentNodeParameter('callAs') === 'ownApp') return await openOwnApp.call(context);
	if (context.getCurrentNodeParameter('callAs') === 'eachTenant') {
		throw new WeComConfigurationError(
			'callAs',
			'Every company has IDs of its own, so there is no list for all of them',
			"Choose 'By ID', and map the ID of each company, or take a value that all of them have",
		);
	}
	const corpId = context.getCurrentNodeParameter('tenant', { extractValue: true }) as string;
	return await openTenant.call(context, corpId);
}
