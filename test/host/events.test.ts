import type { Simulator } from '../../simulator/simulator';
import type { Credential, Execution, Workflow } from './rest';
import {
	openStage,
	OWN_APP_CREDENTIAL,
	ownAppCredential,
	SUITE_CREDENTIAL,
	suiteCredential,
	webhookPath,
	type Stage,
} from './stage';
import { until } from './until';

/**
 * An event of each family on the real n8n; test/unit/nodes/trigger/events.test.ts pushes all of them. Both triggers were
 * last tested with samples: a published workflow must get the real events all the same.
 */

const trigger = (
	name: string,
	webhookId: string,
	parameters: Record<string, unknown>,
	credentials: Record<string, { name: string }>,
): Workflow => ({
	name,
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId,
			parameters: { events: ['any'], testWith: 'sample', ...parameters },
			credentials,
		},
	],
	connections: {},
});

const suiteWorkflow = trigger(
	'Suite',
	'0f000000-0000-4000-8000-0000000000e1',
	{},
	{ weComSuiteApi: { name: SUITE_CREDENTIAL } },
);
const botWorkflow = trigger(
	'Bot',
	'0f000000-0000-4000-8000-0000000000e2',
	{ receivesFor: 'ownApp' },
	{ weComCorpApi: { name: OWN_APP_CREDENTIAL } },
);

/** The callbacks of a bot are made with its own Token and EncodingAESKey. */
function botCredential(simulator: Simulator): Credential {
	const credential = ownAppCredential(simulator);
	const { token, encodingAesKey } = simulator.world.corps[0].bot;
	return { ...credential, data: { ...credential.data, token, encodingAesKey } };
}

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({
		workflows: [suiteWorkflow, botWorkflow],
		credentialsOf: (simulator) => [suiteCredential(simulator), botCredential(simulator)],
	});
});

afterAll(async () => await stage?.close());

test('a published workflow has its URLs, though it was tested with samples', async () => {
	const { simulator, n8n, suiteId, corpId } = stage;
	const [suiteUrl, botUrl] = [suiteWorkflow, botWorkflow].map((each) =>
		n8n.webhookUrl(webhookPath(each)),
	);
	const { saveCallbackUrl } = simulator.actions;
	for (const saved of [
		await saveCallbackUrl({ suiteId, kind: 'command', url: suiteUrl }),
		await saveCallbackUrl({ suiteId, kind: 'data', url: suiteUrl }),
		await saveCallbackUrl({ kind: 'system', url: suiteUrl }),
		await saveCallbackUrl({ corpId, kind: 'bot', url: botUrl }),
	]) {
		expect(saved).toMatchObject({ saved: true, attempt: { status: 200, body: saved.echo } });
	}
	await simulator.actions.install({ suiteId, corpId });
	await until('the install is told of', async () => (await n8n.executions()).length === 1);
});

test.each([
	['command', 'change_contact_create_user_cmd', 'change_contact.create_user', 'webhook'],
	['command that is answered first', 'change_auth', 'change_auth', 'trigger'],
	['data', 'msg_text', 'message.text', 'webhook'],
	['system', 'license_pay_success', 'license_pay_success', 'webhook'],
	['bot', 'bot_msg_text', 'bot.text', 'webhook'],
])('an event of the family %s starts the workflow once', async (name, eventId, event, mode) => {
	const { simulator, n8n, suiteId, corpId } = stage;
	const before = (await n8n.executions()).length;
	const pushed = await simulator.actions.pushEvent({
		eventId,
		corpId,
		...(name === 'system' || name === 'bot' ? {} : { suiteId }),
	});
	expect(pushed).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	const execution = await until('it has run', async (): Promise<Execution | undefined> => {
		const all = await n8n.executions();
		return all.length > before && all[0].status === 'success' ? all[0] : undefined;
	});
	expect(execution.mode).toBe(mode);
	const [family] = name.split(' ');
	const [{ json }, ...more] = execution.items('Trigger');
	expect(more).toEqual([]);
	expect(json).toMatchObject({ event, family });
	expect(JSON.stringify(json)).not.toMatch(/SAMPLE/i);
	await stage.expectExecutions(before + 1);
});

test('the editor gives samples of the same workflow, and waits for no call', async () => {
	const { rest } = stage.n8n;
	const workflows = await rest.workflows();
	const { id } = workflows.find((each) => each.name === 'Suite') ?? { id: '' };
	const { executionId } = await rest.run(id, 'Trigger');
	const execution = await until('the test has ended', async () => {
		const found = await rest.execution(executionId ?? '');
		return found.status === 'success' && found;
	});
	const items = execution.items('Trigger').map(({ json }) => json);
	expect(items).toHaveLength(150);
	expect(items.every(({ corpId }) => corpId !== stage.corpId)).toBe(true);
	expect(stage.vault('installations').map(({ corp_id }) => corp_id)).toEqual([stage.corpId]);
});
