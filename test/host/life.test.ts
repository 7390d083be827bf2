import { sealEcho } from '../../simulator/callbacks/envelope';
import { SUITE_CREDENTIAL, openStage, readTemplate, webhookPath, type Stage } from './stage';
import type { Workflow } from './rest';
import { until } from './until';

const hub = readTemplate('run-an-app');

/** Asks for what the template does not ask for. */
const changes: Workflow = {
	name: 'Changes',
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: '0a000000-0000-4000-8000-0000000000ff',
			parameters: { events: ['change_auth'] },
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
		},
	],
	connections: {},
};

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub, changes] });
});

afterAll(async () => await stage?.close());

const accepted = (delivery: unknown) =>
	expect(delivery).toMatchObject({
		accepted: true,
		attempts: [{ status: 200, body: 'success' }],
	});

/** The tests of this file are one story, told in order. */
describe('the life of an app on a real n8n', () => {
	let permanentCode = '';
	const url = (workflow: Workflow) => stage.n8n.webhookUrl(webhookPath(workflow));

	it('gives back the echo of each callback URL byte for byte', async () => {
		const { simulator, suiteId } = stage;
		for (const kind of ['data', 'system', 'command'] as const) {
			const verification = await simulator.actions.saveCallbackUrl({
				suiteId,
				kind,
				url: url(hub),
			});
			expect(verification).toMatchObject({ saved: true, attempt: { status: 200 } });
			expect(verification.attempt.body).toBe(verification.echo);
		}
	});

	it('neither trims, quotes nor escapes an echo', async () => {
		const { suites, provider } = stage.simulator.world;
		for (const echo of ['\t <企业> "&amp;" \r\n', '{"a":1}', '0012', 'true']) {
			const time = { timestamp: String(Math.floor(Date.now() / 1000)), nonce: '1' };
			const query = sealEcho(echo, provider.corpId, suites[0], time);
			const answer = await fetch(`${url(hub)}?${new URLSearchParams(query).toString()}`);
			expect(answer.status).toBe(200);
			expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(echo));
		}
	});

	it('keeps the ticket and starts no workflow for it', async () => {
		const { simulator, suiteId } = stage;
		accepted(await simulator.actions.pushTicket({ suiteId }));
		expect(stage.vault('tickets')).toHaveLength(1);
		expect(await stage.countExecutions()).toBe(0);
	});

	it('installs: answers at once, exchanges the code, greets as that company', async () => {
		const { simulator, n8n, suiteId, corpId, userId } = stage;
		const { delivery } = await simulator.actions.install({ suiteId, corpId });
		accepted(delivery);
		await until('the greeting arrives', () => simulator.messages.length === 1);
		expect(simulator.messages[0]).toMatchObject({ corpId, app: suiteId, userIds: [userId] });

		await stage.expectExecutions(1);
		const [execution] = await n8n.executions();
		expect(execution).toMatchObject({ status: 'success', mode: 'trigger' });
		const [{ json }] = execution.items('WeCom Suite Trigger');
		expect(json).toMatchObject({
			event: 'create_auth',
			suiteId,
			corpId,
			installation: { corpId, kind: 'standard', corpName: 'Demo Company A' },
		});
		expect(json.data).not.toHaveProperty('AuthCode');
		expect(json.installation).not.toHaveProperty('permanentCode');

		const exchange = simulator.requests.find(({ path }) => path.endsWith('/get_corp_token'));
		permanentCode = String((exchange?.body as { permanent_code: string }).permanent_code);
		expect(permanentCode.length).toBeGreaterThan(20);
		expect(stage.vault('installations')).toHaveLength(1);
	});

	it('answers a message of a member', async () => {
		const { simulator, suiteId, corpId, userId } = stage;
		accepted(await simulator.actions.sendMessage({ suiteId, corpId, userId, text: '你好 & <b>' }));
		await until('the answer arrives', () => simulator.messages.length === 2);
		expect(simulator.messages[1].content).toEqual({ content: 'You wrote: 你好 & <b>' });
		await stage.expectExecutions(2);
	});

	it('reads a changed scope anew although no workflow asked for it', async () => {
		const { simulator, suiteId, corpId, userId } = stage;
		const calls = () =>
			simulator.requests.filter(({ path }) => path.endsWith('/get_auth_info')).length;
		const before = calls();
		accepted(await simulator.actions.changeScope({ suiteId, corpId, allow: { users: [userId] } }));
		await until('the authorisation is read', () => calls() > before);
		await stage.expectExecutions(2);
	});

	it('gives the changed scope to a workflow that asked for it', async () => {
		const { simulator, n8n, suiteId, corpId } = stage;
		const [, { userId }] = simulator.world.corps[0].members;
		await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url: url(changes) });
		accepted(await simulator.actions.changeScope({ suiteId, corpId, allow: { users: [userId] } }));
		await stage.expectExecutions(3);
		const [execution] = await n8n.executions();
		expect(execution.workflowName).toBe('Changes');
		const [agent] = execution
			.items('Trigger')
			.map(
				({ json }) =>
					(json as { installation: { details: { auth_info: { agent: unknown[] } } } }).installation
						.details.auth_info.agent[0],
			);
		expect(agent).toMatchObject({ privilege: { allow_user: [userId] } });
		await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url: url(hub) });
	});

	it('removes everything of a company that removes the app', async () => {
		const { simulator, suiteId, corpId } = stage;
		const [sealed] = stage.vault('installations');
		const traces = [
			'Demo Company A',
			permanentCode,
			String(sealed.permanent_code),
			String(sealed.details),
		];
		// In clear the code never was; the others show that the search would find them.
		const found = () => {
			const bytes = stage.vaultBytes();
			return traces.map((trace) => bytes.includes(trace));
		};
		expect(found()).toEqual([true, false, true, true]);
		expect(stage.vault('tokens').filter((row) => row.corp_id === corpId)).toHaveLength(1);
		accepted(await simulator.actions.uninstall({ suiteId, corpId }));
		expect(stage.vault('installations')).toHaveLength(0);
		expect(stage.vault('tokens').filter((row) => row.corp_id === corpId)).toHaveLength(0);
		expect(stage.vault('tombstones')).toHaveLength(1);
		await stage.expectExecutions(4);
		expect(found()).toEqual([false, false, false, false]);
	});
});

/** What a user does before the workflow is published: the editor listens, and the next event is shown. */
test.each(['create_auth', 'message.text'])(
	'gives a test event to the editor: %s',
	async (event) => {
		const { simulator, n8n, suiteId } = stage;
		const [, { corpId, adminUserId: userId }] = simulator.world.corps;
		const webhookId = `0a000000-0000-4000-8000-${event.length.toString().padStart(12, '0')}`;
		const [trigger] = changes.nodes;
		const listening: Workflow = {
			...changes,
			active: false,
			nodes: [
				{ ...trigger, webhookId, parameters: { events: [event] } },
				{ name: 'Next', type: 'n8n-nodes-base.noOp' },
			],
			connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		};
		const id = await n8n.rest.addWorkflow(listening);
		expect(await n8n.rest.run(id, 'Trigger')).toMatchObject({ waitingForWebhook: true });
		const testUrl = n8n.testWebhookUrl(webhookPath(listening));
		for (const kind of ['data', 'command'] as const) {
			// Neither the verification nor the ticket is the event that is waited for.
			const { saved, ticket } = await simulator.actions.saveCallbackUrl({
				suiteId,
				kind,
				url: testUrl,
			});
			expect([saved, ticket?.accepted ?? true]).toEqual([true, true]);
		}
		if (event === 'create_auth') {
			accepted((await simulator.actions.install({ suiteId, corpId })).delivery);
		} else {
			accepted(await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'test' }));
		}
		const execution = await until('the test event has run', async () => {
			const [found] = await n8n.executions(id);
			return found && found.status !== 'running' && found.status !== 'new' && found;
		});
		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		const [{ json }] = execution.items('Next');
		expect(json).toMatchObject({ event, corpId });
		if (event === 'create_auth') expect(json).toMatchObject({ installation: { corpId } });
	},
);
