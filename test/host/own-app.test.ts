import { openStage, OWN_APP_CREDENTIAL, ownAppCredential, webhookPath, type Stage } from './stage';
import type { Workflow } from './rest';

/** The trigger for a company's own app: no suite, no ticket, no installation. */

const workflow: Workflow = {
	name: 'Own App',
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: '0f000000-0000-4000-8000-00000000000a',
			parameters: { receivesFor: 'ownApp', events: ['message.text', 'enter_agent'] },
			credentials: { weComCorpApi: { name: OWN_APP_CREDENTIAL } },
		},
		{
			name: 'Answer',
			type: 'n8n-nodes-wecom-suite.weCom',
			parameters: {
				callAs: 'ownApp',
				resource: 'message',
				operation: 'send',
				sendTo: 'member',
				member: { __rl: true, mode: 'id', value: '={{ $json.data.FromUserName }}' },
				messageType: 'text',
				content: '=You wrote: {{ $json.data.Content }}',
			},
			credentials: { weComCorpApi: { name: OWN_APP_CREDENTIAL } },
		},
	],
	connections: { Trigger: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
};

let stage: Stage;
let agentId: number;

beforeAll(async () => {
	stage = await openStage({
		workflows: [workflow],
		credentialsOf: (simulator) => [ownAppCredential(simulator)],
	});
	agentId = stage.simulator.world.corps[0].ownApps[0].agentId;
});

afterAll(async () => await stage?.close());

test('gives back the echo of the callback URL', async () => {
	const { simulator, n8n, corpId } = stage;
	const url = n8n.webhookUrl(webhookPath(workflow));
	const saved = await simulator.actions.saveCallbackUrl({ corpId, agentId, kind: 'data', url });
	expect(saved).toMatchObject({ saved: true, attempt: { status: 200, body: saved.echo } });
	expect(await stage.countExecutions()).toBe(0);
});

test('a message of a member starts the workflow, which answers as the app', async () => {
	const { simulator, n8n, corpId } = stage;
	const [{ plainCorpId, members }] = simulator.world.corps;
	const [{ userId, plainUserId }] = members;
	const delivery = await simulator.actions.sendMessage({
		corpId,
		agentId,
		userId: plainUserId,
		text: '0012 你好',
	});
	expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	await stage.expectExecutions(1);

	const [execution] = await n8n.executions();
	expect(execution.status).toBe('success');
	expect(execution.items('Trigger')[0].json).toMatchObject({
		event: 'message.text',
		corpId: plainCorpId,
		data: { FromUserName: plainUserId, Content: '0012 你好' },
	});
	expect(simulator.messages).toMatchObject([
		{ corpId, agentId, userIds: [userId], content: { content: 'You wrote: 0012 你好' } },
	]);
});

test('an event that nobody asked for is taken and starts nothing', async () => {
	const { simulator, corpId } = stage;
	const delivery = await simulator.actions.pushEvent({ corpId, agentId, eventId: 'msg_image' });
	expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	expect(await stage.countExecutions()).toBe(1);
});

test("a message made with another app's keys is refused", async () => {
	const { simulator, corpId } = stage;
	const [{ plainCorpId, ownApps }, other] = simulator.world.corps;
	const xml = `<xml><ToUserName>${plainCorpId}</ToUserName><FromUserName>member1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>no</Content><MsgId>2</MsgId><AgentID>${agentId}</AgentID></xml>`;
	const { token, encodingAesKey } = ownApps[1];
	const refused = [
		await simulator.actions.deliver({ corpId, agentId, kind: 'data', xml, token, encodingAesKey }),
		// The right keys, but sealed for another company.
		await simulator.actions.deliver({
			corpId,
			agentId,
			kind: 'data',
			xml,
			receiveId: other.plainCorpId,
		}),
	];
	for (const { accepted, attempts } of refused) {
		expect(accepted).toBe(false);
		expect(attempts).toMatchObject([{ status: 401, body: 'Unauthorized' }]);
	}
	await stage.expectExecutions(1);
});
