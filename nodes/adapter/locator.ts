import type { INodeProperties } from 'n8n-workflow';

import { searchMethodOf } from './list-search';
import { TARGET, type Located } from './located';

/** What is said of the company that an operation is for. */
const tenant = {
	description: 'The company, one of those that have installed the suite',
	placeholder: 'e.g. wpXXXXXXXXXXXXXXXX',
	hint: 'The corp ID as the suite sees it, for example in an event as AuthCorpId',
};

/** Something of the tenant, or the tenant itself, found in a list or given by its ID. */
export function locator({
	lookup,
	title,
	property,
	required,
}: Omit<Located, 'name'>): INodeProperties {
	const { description, ...help } = lookup === 'tenant' ? tenant : ({} as Partial<typeof tenant>);
	return {
		displayName: title,
		name: property,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required ? { required } : {}),
		...(description === undefined ? {} : { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: {
					searchListMethod: property === TARGET.property ? 'searchTargets' : searchMethodOf(lookup),
					searchable: true,
				},
			},
			{ displayName: 'By ID', name: 'id', type: 'string', ...help },
		],
	};
}

/** The company that an operation is for. */
export const tenantLocator = locator({
	lookup: 'tenant',
	title: 'Tenant',
	property: 'tenant',
	required: true,
});
