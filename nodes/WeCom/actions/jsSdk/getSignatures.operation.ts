import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Caller } from '../../../adapter/caller';
import { pageFields, signPageOfOwnApp, signPageOfTenant } from '../../../adapter/page-signatures';

export const description = updateDisplayOptions(
	{ show: { resource: ['jsSdk'], operation: ['getSignatures'] } },
	pageFields,
);

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
	const { openCorp, openSuiteOfNode } = await import('../../../adapter/platform');
	const pageUrl = this.getNodeParameter('pageUrl', itemIndex) as string;
	const fresh = this.getNodeParameter('freshTickets', itemIndex) as boolean;
	if (this.getNodeParameter('callAs', itemIndex) === 'ownApp') {
		const open = await openCorp(await this.getCredentials('weComCorpApi'));
		return this.helpers.returnJsonArray(await signPageOfOwnApp(open, pageUrl, { fresh }));
	}
	const open = await openSuiteOfNode(this);
	return this.helpers.returnJsonArray(
		await signPageOfTenant(open, caller.corpId ?? '', pageUrl, { fresh }),
	);
}
