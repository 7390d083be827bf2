import type { IExecuteFunctions } from 'n8n-workflow';

/** The company that an operation is about, chosen by `tenantLocator`. */
export function readTenant(context: IExecuteFunctions, itemIndex: number): string {
	return context.getNodeParameter('tenant', itemIndex, '', { extractValue: true }) as string;
}
