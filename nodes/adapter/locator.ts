import type { INodeProperties } from 'n8n-workflow';

import type { Lookup } from '../../wecom/catalog/endpoint';

interface LocatorText {
	displayName: string;
	searchListMethod: string;
	placeholder: string;
	description?: string;
	/** Where to find the ID. */
	hint?: string;
}

const texts: Record<Lookup, LocatorText> = {
	agent: { displayName: 'Agent', searchListMethod: 'searchAgents', placeholder: 'e.g. 1000002' },
	customerServiceAccount: {
		displayName: 'Customer Service Account',
		searchListMethod: 'searchCustomerServiceAccounts',
		placeholder: 'e.g. wkXXXXXXXXXXXXXXXX',
	},
	customerTag: {
		displayName: 'Customer Tag',
		searchListMethod: 'searchCustomerTags',
		placeholder: 'e.g. etXXXXXXXXXXXXXXXX',
	},
	department: {
		displayName: 'Department',
		searchListMethod: 'searchDepartments',
		placeholder: 'e.g. 1',
	},
	member: {
		displayName: 'Member',
		searchListMethod: 'searchMembers',
		placeholder: 'e.g. zhangsan',
	},
	tag: { displayName: 'Tag', searchListMethod: 'searchTags', placeholder: 'e.g. 12' },
	tenant: {
		displayName: 'Tenant',
		searchListMethod: 'searchTenants',
		placeholder: 'e.g. wpXXXXXXXXXXXXXXXX',
		description: 'The company, one of those that have installed the suite',
		hint: 'The corp ID as the suite sees it, for example in an event as AuthCorpId',
	},
};

/** Something of the tenant, or the tenant itself, found in a list or given by its ID; the parameter has the name of the lookup. */
export function locator(
	lookup: Lookup,
	{ displayName = texts[lookup].displayName, required = true } = {},
): INodeProperties {
	const { searchListMethod, placeholder, description, hint } = texts[lookup];
	return {
		displayName,
		name: lookup,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required ? { required } : {}),
		...(description === undefined ? {} : { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder,
				...(hint === undefined ? {} : { hint }),
			},
		],
	};
}

/** The company that an operation is for. */
export const tenantLocator = locator('tenant');
