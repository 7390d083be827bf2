import type { Workflow, WorkflowNode } from '../host/rest';
import { SUITE_CREDENTIAL } from '../host/stage';

/** A workflow that does one operation for whoever calls its webhook. */
export interface Service extends Workflow {
	/** Path of its webhook. */
	path: string;
}

/**
 * Runs an operation of our nodes in a worker, once per item of the posted list, and answers with the items that come out;
 * an operation that fails gives the item `{ error }`.
 */
export function service(
	name: string,
	type: 'weCom' | 'weComSuite',
	parameters: Record<string, unknown>,
): Service {
	const path = `service-${name.toLowerCase().replaceAll(' ', '-')}`;
	const nodes: WorkflowNode[] = [
		{
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: {
				path,
				httpMethod: 'POST',
				responseMode: 'lastNode',
				responseData: 'allEntries',
			},
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body' },
		},
		{
			name: 'Operation',
			type: `n8n-nodes-wecom-suite.${type}`,
			parameters,
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
			onError: 'continueRegularOutput',
		},
	];
	return {
		name,
		path,
		active: true,
		nodes,
		connections: {
			Call: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Operation', type: 'main', index: 0 }]] },
		},
	};
}

/** Posts the items to a service at an address; gives what comes out. */
export async function callService(
	url: string,
	items: object[] = [{}],
): Promise<Array<Record<string, unknown>>> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(items),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${url} answered ${answer.status} ${text}`);
	return JSON.parse(text) as Array<Record<string, unknown>>;
}
