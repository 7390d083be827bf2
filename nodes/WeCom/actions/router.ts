import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { findEndpoint } from '../../../wecom/catalog/catalog';
import type { Caller } from '../../adapter/caller';
import { readCheaply } from '../../adapter/cheap-parameters';
import { forEachTenant } from '../../adapter/each-tenant';
import { runOperations } from '../../adapter/run-operations';
import { executeEndpoint } from '../../adapter/endpoint-operation';
import type { Operation } from './operation.type';
import { operations } from './operations';

/** Runs the chosen operation for each item, for the company that the item names, or for each. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const context = readCheaply(this);
	const callers = new Map<string, Promise<Caller>>();
	return await runOperations(context, async (itemIndex) => {
		const resource = context.getNodeParameter('resource', itemIndex) as string;
		const operation = context.getNodeParameter('operation', itemIndex) as string;
		const own = operations.get(`${resource}.${operation}`);
		const endpoint = own ? undefined : findEndpoint(resource, operation);
		if (!own && !endpoint) {
			throw new NodeOperationError(
				context.getNode(),
				`'${resource}: ${operation}' is not an operation of this node`,
				{
					itemIndex,
					description:
						'Open the node and choose the operation again, or Custom API Call as resource',
				},
			);
		}
		const runAs = async (caller: Caller): Promise<INodeExecutionData[]> => {
			if (own) return await own.execute.call(context, itemIndex, caller);
			return endpoint ? await executeEndpoint.call(context, itemIndex, caller, endpoint) : [];
		};
		if (context.getNodeParameter('callAs', itemIndex) === 'eachTenant' && !own?.tenantOf) {
			return await forEachTenant(context, itemIndex, runAs);
		}
		return await runAs(await openCaller(context, itemIndex, callers, own?.tenantOf));
	});
}

function chosenTenant(this: IExecuteFunctions, itemIndex: number): string {
	return this.getNodeParameter('tenant', itemIndex, '', { extractValue: true }) as string;
}

/** Items of one company share what was opened for the first of them. */
async function openCaller(
	context: IExecuteFunctions,
	itemIndex: number,
	callers: Map<string, Promise<Caller>>,
	tenantOf: Operation['tenantOf'] = chosenTenant,
): Promise<Caller> {
	const asTenant = context.getNodeParameter('callAs', itemIndex) !== 'ownApp';
	const corpId = asTenant ? tenantOf.call(context, itemIndex) : '';
	if (asTenant && !corpId) {
		throw new NodeOperationError(context.getNode(), "'Tenant' is required", {
			itemIndex,
			description: 'Choose the company from the list, or map its corp ID',
		});
	}
	const open = async () => {
		// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
		const { openOwnApp, openTenant } = await import('../../adapter/platform');
		return await (asTenant ? openTenant.call(context, corpId) : openOwnApp.call(context));
	};
	const caller = callers.get(corpId) ?? open();
	callers.set(corpId, caller);
	return await caller;
}
