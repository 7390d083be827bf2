import { until } from './until';
import { openStage, readTemplate, webhookPath, type Stage } from './stage';

const hub = readTemplate('run-an-app');
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
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

	it('gives back the echo of each callback URL byte for byte', async () => {
		const { simulator, n8n, suiteId } = stage;
		const url = n8n.webhookUrl(webhookPath(hub));
		for (const kind of ['data', 'system', 'command'] as const) {
			const verification = await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
			expect(verification).toMatchObject({ saved: true, attempt: { status: 200 } });
			expect(verification.attempt.body).toBe(verification.echo);
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

	it('removes everything of a company that removes the app', async () => {
		const { simulator, suiteId, corpId } = stage;
		expect(stage.vault('tokens').filter((row) => row.corp_id === corpId)).toHaveLength(1);
		accepted(await simulator.actions.uninstall({ suiteId, corpId }));
		expect(stage.vault('installations')).toHaveLength(0);
		expect(stage.vault('tokens').filter((row) => row.corp_id === corpId)).toHaveLength(0);
		expect(stage.vault('tombstones')).toHaveLength(1);
		await stage.expectExecutions(3);
		const bytes = stage.vaultBytes();
		for (const trace of ['Demo Company A', permanentCode]) {
			expect(bytes.includes(Buffer.from(trace))).toBe(false);
		}
	});
});
