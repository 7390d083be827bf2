import type { Execution, Workflow, WorkflowNode } from './rest';
import { SUITE_CREDENTIAL, openStage, suiteCredential, type Stage } from './stage';
import { until } from './until';

/**
 * A company comes by a promotion code on a real n8n: invited by one workflow, its contacts filled and unlocked by
 * another, its app sold by a third.
 */

const credentials = { weComSuiteApi: { name: SUITE_CREDENTIAL } };
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const start: WorkflowNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };

/** A node of WeCom Suite whose form is filled in. */
function operation(
	name: string,
	[resource, of]: [string, string],
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

function trigger(
	webhookId: string,
	events: string[],
	additionalOptions: Record<string, unknown> = {},
): WorkflowNode {
	return {
		name: 'Trigger',
		type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
		webhookId,
		parameters: { events, additionalOptions },
		credentials,
	};
}

/** Nodes one after the other. */
function chain(name: string, nodes: WorkflowNode[]): Workflow {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections };
}

const invite = chain('Invite', [
	start,
	operation('Code', ['registration', 'createCode'], {
		template_id: 'tplDEMO000000000001',
		corp_name: 'Newcomers Ltd',
		state: 'channel42',
	}),
]);

const ofSystem = '0a000000-0000-4000-8000-0000000000d1';
const ofSuite = '0a000000-0000-4000-8000-0000000000d2';
const sync = "={{ $('Trigger').item.json.data.ContactSync.AccessToken }}";

/** Fills the contacts with the token of the registration, shows the app to them, and unlocks them. */
const welcome = (baseUrl: string) => {
	const write = (name: string, path: string, body: unknown): WorkflowNode => ({
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${baseUrl}/cgi-bin/${path}`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'access_token', value: sync }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify(body),
		},
	});
	return chain('Welcome', [
		trigger(ofSystem, ['register_corp'], { includeSecrets: true }),
		write('Department', 'department/create', { id: 7, name: 'Sales', parentid: 1 }),
		write('Member', 'user/create', {
			userid: 'first',
			name: 'First',
			mobile: '13800000001',
			department: [7],
		}),
		// The app comes just after the company: its code is being exchanged, its details are read for sure.
		{
			...operation(
				'App',
				['installation', 'refresh'],
				{},
				{ tenant: id("={{ $('Trigger').item.json.corpId }}") },
			),
			retryOnFail: true,
			maxTries: 5,
			waitBetweenTries: 1000,
		},
		operation('Scope', ['registration', 'setScope'], {
			access_token: sync,
			agentid: '={{ $json.details.auth_info.agent[0].agentid }}',
			allow_party: '7',
		}),
		operation('Unlock', ['registration', 'finishContactSync'], { access_token: sync }),
	]);
};

const deliver = chain('Deliver', [
	trigger(ofSuite, ['pay_for_app_success']),
	operation(
		'Order',
		['appOrder', 'get'],
		{ orderid: '={{ $json.data.OrderId }}' },
		{ simple: false },
	),
]);

const sell = (corpId: string) =>
	chain('Sell', [
		start,
		operation('Offer', ['cashierOrder', 'create'], {
			business_type: 1,
			custom_corpid: corpId,
			pay_type: 0,
			product_list: {
				third_app: {
					order_type: 2,
					buy_info_list: [
						{
							suiteid: 'ww00000000000000b1',
							edition_id: 'spDEMO000000000001',
							duration_days: 73,
							discount_info: {
								discount_type: 2,
								discount_ratio: 75,
								discount_remarks: '老客户优惠',
							},
						},
					],
				},
			},
		}),
	]);

let stage: Stage;
/** The new company. */
let corpId = '';

async function add(workflow: Workflow, isPublished: boolean): Promise<string> {
	const { rest } = stage.n8n;
	const workflowId = await rest.addWorkflow(workflow);
	if (isPublished) await rest.publish(workflowId);
	return workflowId;
}

/** Runs a workflow to its end, which must be a good one. */
async function run(workflow: Workflow): Promise<Execution> {
	const { rest } = stage.n8n;
	const { executionId } = await rest.run(await add(workflow, false), 'Start');
	return await until(`${workflow.name} has ended`, async () => {
		const execution = await rest.execution(executionId ?? '');
		if (execution.status === 'error') {
			throw new Error(execution.data.resultData.error?.message);
		}
		return execution.status === 'success' && execution;
	});
}

/** Waits until a published workflow has run for the n-th time. */
async function ran(workflowId: string, count = 1): Promise<Execution> {
	const execution = await until(`it has run ${count} times`, async () => {
		const all = await stage.n8n.executions(workflowId);
		return all.length === count && !['running', 'new'].includes(all[0].status) && all[0];
	});
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
}

let welcomeId = '';
let deliverId = '';

beforeAll(async () => {
	stage = await openStage({
		workflows: [],
		credentialsOf: (simulator) => {
			const credential = suiteCredential(simulator);
			const { cashierKey } = simulator.world.provider;
			return [{ ...credential, data: { ...credential.data, cashierKey } }];
		},
	});
	const { simulator, n8n, suiteId } = stage;
	welcomeId = await add(welcome(simulator.url), true);
	deliverId = await add(deliver, true);
	const urls = { system: ofSystem, command: ofSuite } as const;
	for (const kind of ['system', 'command'] as const) {
		const url = n8n.webhookUrl(`${urls[kind]}/wecom`);
		const saved = await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
		expect(saved).toMatchObject({ saved: true });
	}
});

afterAll(async () => await stage?.close());

/** The tests of this file are one story, told in order. */
describe('a company that comes by a promotion code', () => {
	it('registers by the link of a code that a workflow has made', async () => {
		const { simulator } = stage;
		const [{ json }] = (await run(invite)).items('Code');
		expect(json).toMatchObject({ expires_in: 600 });
		const link = new URLSearchParams({
			register_code: String(json.register_code),
			simulator_company: 'Newcomers Ltd',
		});
		const page = await fetch(`${simulator.url}/3rdservice/wework/register?${link.toString()}`);
		expect(await page.text()).toContain('The company is registered');
		const company = simulator.world.corps.at(-1);
		expect(company?.name).toBe('Newcomers Ltd');
		corpId = company?.corpId ?? '';
	});

	it('has its contacts filled and unlocked, and its app installed, by a workflow', async () => {
		const { simulator } = stage;
		const execution = await ran(welcomeId);
		const [{ json }] = execution.items('Trigger');
		expect(json).toMatchObject({
			event: 'register_corp',
			corpId,
			data: { State: 'channel42', TemplateId: 'tplDEMO000000000001' },
		});
		expect(execution.items('Scope')[0].json).toMatchObject({ invalidparty: [] });
		const company = simulator.world.corps.at(-1);
		expect(company?.departments.map(({ name }) => name)).toContain('Sales');
		expect(company?.members.map(({ plainUserId }) => plainUserId)).toContain('first');
		expect(await simulator.actions.contactLock({ corpId })).toEqual({ locked: false });
		expect(simulator.requests.flatMap(({ unknownParameters }) => unknownParameters)).toEqual([]);
	});

	it('is a tenant with the scope that the workflow gave its app', async () => {
		const { simulator, suiteId } = stage;
		expect(stage.vault('installations')).toMatchObject([{ suite_id: suiteId, corp_id: corpId }]);
		const { installations } = await simulator.actions.status();
		expect(
			installations.find((one) => one.corpId === corpId && one.suiteId === suiteId),
		).toMatchObject({ scope: { users: [], departments: [7], tags: [] } });
	});

	it('orders the app and pays: a workflow is told and reads the order', async () => {
		const { simulator, suiteId } = stage;
		const { orderId } = await simulator.actions.openOrder({ suiteId, corpId, users: 5 });
		const { deliveries } = await simulator.actions.payOrder({ orderId });
		expect(deliveries).toMatchObject([
			{ event: 'pay_for_app_success', accepted: true },
			{ event: 'change_editon', accepted: true },
		]);
		const [{ json }] = (await ran(deliverId)).items('Order');
		expect(json).toMatchObject({ orderid: orderId, order_status: 1, edition_name: 'Team' });
	});

	it('renews by an order of the cashier, whose signature is accepted', async () => {
		const { simulator } = stage;
		const [{ json }] = (await run(sell(corpId))).items('Offer');
		expect(json).toMatchObject({ origin_price: 10_000, paid_price: 7_500 });
		await simulator.actions.payOrder({ orderId: String(json.order_id) });
		const [{ json: order }] = (await ran(deliverId, 2)).items('Order');
		expect(order).toMatchObject({ orderid: json.order_id, order_type: 2, order_from: 3 });
	});

	it('leaves no token of its registration in the vault', () => {
		const bytes = stage.vaultBytes();
		expect(bytes.includes('Newcomers Ltd')).toBe(true);
		expect(bytes.includes('corp-token-')).toBe(false);
	});
});
