import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Endpoint } from '../../../wecom/catalog/endpoint';
import type { Caller } from '../../adapter/caller';
import { executeEndpoint } from '../../adapter/endpoint-operation';
import { readTenant } from './tenant';

/** Runs an operation that the catalog declares, as a company where it takes a company's token. */
export async function callProvider(
	this: IExecuteFunctions,
	itemIndex: number,
	endpoint: Endpoint,
): Promise<INodeExecutionData[]> {
	const caller = await openCaller(this, itemIndex, endpoint);
	return await executeEndpoint.call(this, itemIndex, caller, endpoint);
}

async function openCaller(
	context: IExecuteFunctions,
	itemIndex: number,
	{ token }: Endpoint,
): Promise<Caller> {
	// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
	const { callAsSuite, openSuiteOfNode, openTenant } = await import('../../adapter/platform');
	return token === 'corp'
		? await openTenant.call(context, readTenant(context, itemIndex))
		: callAsSuite(await openSuiteOfNode(context));
}
