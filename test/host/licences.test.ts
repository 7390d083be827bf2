import { SUITE_CREDENTIAL, openStage, type Stage } from './stage';
import type { Execution, Workflow, WorkflowNode } from './rest';
import { until } from './until';

/** Licences on a real n8n: ordered and paid by one workflow, activated by another once WeCom says so. */

const credentials = { weComSuiteApi: { name: SUITE_CREDENTIAL } };
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const start: WorkflowNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };

/** A node of WeCom Suite whose form is filled in. */
function operation(
	name: string,
	resource: string,
	of: string,
	value: Record<string, unknown>,
	more: Record<string, unknown> = {},
): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-wecom-suite.weComSuite',
		parameters: {
			resource,
			operation: of,
			parameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
			...more,
		},
		credentials,
	};
}

/** Nodes one after the other. */
function chain(name: string, nodes: WorkflowNode[], active: boolean): Workflow {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, active, nodes, connections };
}

const webhookId = '0a000000-0000-4000-8000-0000000000c1';
const corpId = 'wpDEMOAA000000000000000000000001';
const admin = 'woDEMOAA000000000000000000000001';
const member = 'woDEMOAA000000000000000000000002';

const buy = chain(
	'Buy',
	[
		start,
		operation(
			'Order',
			'licenceOrder',
			'create',
			{
				buyer_userid: 'providerbuyer1',
				account_count: { base_count: 1 },
				account_duration: { months: 12 },
			},
			{ tenant: id(corpId) },
		),
		operation(
			'Pay',
			'licenceOrder',
			'pay',
			{ payer_userid: 'providerbuyer1', order_id: '={{ $json.order_id }}' },
			{ waitForCompletion: true, waitLimit: 60 },
		),
	],
	false,
);

const activate = chain(
	'Activate',
	[
		{
			name: 'Paid',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId,
			parameters: { events: ['license_pay_success'] },
			credentials,
		},
		operation(
			'Codes',
			'licenceOrder',
			'getAccounts',
			{ order_id: '={{ $json.data.OrderId }}' },
			{ returnAll: true },
		),
		operation(
			'Activate',
			'licence',
			'activate',
			{ active_code: '={{ $json.active_code }}', userid: member },
			{ tenant: id("={{ $('Paid').item.json.corpId }}") },
		),
	],
	true,
);

const send = chain(
	'Send',
	[
		start,
		{
			name: 'Message',
			type: 'n8n-nodes-wecom-suite.weCom',
			parameters: {
				callAs: 'tenant',
				tenant: id(corpId),
				resource: 'message',
				operation: 'send',
				sendTo: 'several',
				toUser: `${admin},${member}`,
				messageType: 'text',
				content: 'hello',
			},
			credentials,
		},
	],
	false,
);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [buy, activate, send] });
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(`${webhookId}/wecom`);
	for (const kind of ['data', 'system', 'command'] as const) {
		expect(await simulator.actions.saveCallbackUrl({ suiteId, kind, url })).toMatchObject({
			saved: true,
		});
	}
	await simulator.actions.install({ suiteId, corpId });
	await until('the installation is kept', () => stage.vault('installations').length === 1);
	await simulator.actions.requireLicences({ corpId });
	await simulator.actions.activateLicence({ corpId, userId: admin });
});

afterAll(async () => await stage?.close());

/** Runs a workflow to its end, which must be a good one. */
async function run({ name }: Workflow): Promise<Execution> {
	const { rest } = stage.n8n;
	const workflow = (await rest.workflows()).find((one) => one.name === name);
	const { executionId } = await rest.run(workflow?.id ?? '', 'Start');
	return await until(`${name} has ended`, async () => {
		const execution = await rest.execution(executionId ?? '');
		if (execution.status === 'error') {
			throw new Error(execution.data.resultData.error?.message);
		}
		return execution.status === 'success' && execution;
	});
}

test('a member without a licence is named and gets no message', async () => {
	const [{ json }] = (await run(send)).items('Message');
	expect(json).toMatchObject({ notDelivered: { unlicensed: [member] } });
	expect(stage.simulator.messages.at(-1)?.userIds).toEqual([admin]);
});

test('a licence is bought, activated when it is paid, and the member is reached', async () => {
	const { n8n, simulator } = stage;
	const bought = await run(buy);
	const [{ json: order }] = bought.items('Order');
	expect(bought.items('Pay')[0].json).toMatchObject({ status: 1 });

	const workflow = (await n8n.rest.workflows()).find(({ name }) => name === activate.name);
	const execution = await until('the licence is activated', async () => {
		const [found] = await n8n.executions(workflow?.id);
		return found && !['running', 'new'].includes(found.status) && found;
	});
	expect(execution.status).toBe('success');
	expect(execution.items('Paid')[0].json).toMatchObject({
		event: 'license_pay_success',
		corpId,
		data: { OrderId: order.order_id, BuyerUserId: 'providerbuyer1' },
	});
	expect(execution.items('Codes')).toHaveLength(1);
	expect(execution.items('Activate')).toHaveLength(1);
	const paths = simulator.requests.map(({ path }) => path);
	expect(paths).toContain('/cgi-bin/license/pay_job_result');
	expect(simulator.requests.flatMap(({ unknownParameters }) => unknownParameters)).toEqual([]);

	const [{ json }] = (await run(send)).items('Message');
	expect(json).toMatchObject({ notDelivered: { unlicensed: [] } });
	expect(simulator.messages.at(-1)?.userIds).toEqual([admin, member]);
});
