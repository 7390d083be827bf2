import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** The company that an operation is about. */
export const tenantLocator: INodeProperties = {
	displayName: 'Tenant',
	name: 'tenant',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Company that has installed the suite',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchTenants', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. wpAbCdEf123456' },
	],
};

export function readTenant(context: IExecuteFunctions, itemIndex: number): string {
	return context.getNodeParameter('tenant', itemIndex, '', { extractValue: true }) as string;
}
