import { tenantLocator } from '../../../adapter/locator';
import { pageFields, signPageOfTenant } from '../../../adapter/page-signatures';
import type { Resource } from '../operation.type';
import { readTenant } from '../tenant';

export const jsSdk: Resource = {
	name: 'JS-SDK',
	value: 'jsSdk',
	operations: [
		{
			name: 'Get Signatures',
			value: 'getSignatures',
			action: 'Get the signatures of a page',
			description:
				'Sign a page of the app for one company, as ww.register wants it: for the company (config) and for the app (agentConfig)',
			properties: [tenantLocator, ...pageFields],
			async execute(itemIndex, open) {
				const pageUrl = this.getNodeParameter('pageUrl', itemIndex) as string;
				const fresh = this.getNodeParameter('freshTickets', itemIndex) as boolean;
				return [await signPageOfTenant(open, readTenant(this, itemIndex), pageUrl, { fresh })];
			},
		},
	],
};
