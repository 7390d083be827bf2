import type { DeliveryReport } from '../../simulator/callbacks/courier';
import { lastNode, operation } from '../host/reply-workflows';
import type { Workflow } from '../host/rest';
import { ownAppCredential, suiteCredential, webhookPath } from '../host/stage';
import { until } from '../host/until';
import { openStage, type Stage } from './stage';

/**
 * Passive replies in queue mode: the workflow runs in a worker, the reply goes out from the processor that has WeCom's
 * connection, sealed there.
 */

const [trigger, ...others] = operation.nodes;
/** Answered at once, whatever its workflow does. */
const immediately: Workflow = {
	...operation,
	name: 'Immediately',
	nodes: [
		{
			...trigger,
			webhookId: '0e000000-0000-4000-8000-000000000003',
			parameters: { events: ['any'] },
		},
		...others,
	],
};

let stage: Stage;
let agentId: number;
/** Of the third-party app in its company. */
let suiteAgentId: number;

beforeAll(async () => {
	stage = await openStage({
		workflows: [lastNode, operation, immediately],
		credentialsOf: (simulator) => [ownAppCredential(simulator), suiteCredential(simulator)],
	});
	const { simulator, cluster, corpId, suiteId } = stage;
	agentId = simulator.world.corps[0].ownApps[0].agentId;
	const url = cluster.webhookUrl(webhookPath(lastNode));
	await until('the URL of the own app is saved', async () => {
		const { saved } = await simulator.actions.saveCallbackUrl({
			corpId,
			agentId,
			kind: 'data',
			url,
		});
		return saved;
	});
	await stage.saveUrls(cluster.webhookUrl(webhookPath(operation)), ['data', 'command']);
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true });
	// The install itself starts the workflow, which makes nothing of it.
	await stage.expectExecutions(1);
	suiteAgentId = Number((await stage.vault('installations'))[0].agent_id);
});

afterAll(async () => await stage?.close());

/** Says something to the own app, whose workflow replies with its last item. */
const tellApp = async (item: object) => {
	const { simulator, corpId } = stage;
	const userId = simulator.world.corps[0].members[0].plainUserId;
	const text = JSON.stringify(item);
	return await simulator.actions.sendMessage({ corpId, agentId, userId, text });
};
/** Says something to the third-party app, at one processor or at whichever. */
const tellSuite = async (item: object, { workflow = operation, processor = -1 } = {}) => {
	const { simulator, cluster, suiteId, corpId, userId } = stage;
	const text = JSON.stringify(item);
	const url = cluster.webhookUrl(webhookPath(workflow), cluster.processors[processor]);
	const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${text}]]></Content><MsgId>${crypto.randomUUID()}</MsgId><AgentID>${suiteAgentId}</AgentID></xml>`;
	return await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml, url });
};

const expectReply = ({ accepted, reply }: DeliveryReport, content: string) => {
	expect(accepted).toBe(true);
	const message = reply && 'message' in reply ? reply.message : reply;
	expect(message).toContain(`<Content><![CDATA[${content}]]></Content>`);
};
const expectSuccess = ({ attempts, reply }: DeliveryReport) => {
	expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	expect(reply).toBeUndefined();
};
const untilSent = async (content: string) =>
	await until(`'${content}' is sent as a message`, () =>
		stage.simulator.messages.some((message) => message.content.content === content),
	);

describe.each([0, 1])('at processor %i', (processor) => {
	test('using a reply operation: the member gets it in answer', async () => {
		const content = `from processor ${processor}`;
		const before = stage.simulator.messages.length;
		expectReply(await tellSuite({ type: 'text', content }, { processor }), content);
		expect(stage.simulator.messages).toHaveLength(before);
	});

	test('using a reply operation too late: an empty success at 4.5 s, then a message', async () => {
		const content = `late at processor ${processor}`;
		const report = await tellSuite({ type: 'text', content, wait: 5.5 }, { processor });
		expectSuccess(report);
		expect(report.attempts[0].milliseconds).toBeGreaterThan(4_300);
		await untilSent(content);
	});

	test('immediately: success at once, and what is replied goes out as a message', async () => {
		const content = `immediately at processor ${processor}`;
		const item = { type: 'text', content, wait: 1 };
		expectSuccess(await tellSuite(item, { processor, workflow: immediately }));
		await untilSent(content);
	});
});

test('when the last node finishes, its item is the reply', async () => {
	expectReply(await tellApp({ text: 'one' }), 'one');
	expectReply(await tellApp({ text: 'two' }), 'two');
});

test('when the last node finishes too late: an empty success at 4.5 s, then a message of the processor', async () => {
	const report = await tellApp({ wait: 5.5, text: 'late of the last node' });
	expectSuccess(report);
	await untilSent('late of the last node');
});

test('a workflow that fails in the worker, or gives no reply, is a plain success', async () => {
	expectSuccess(await tellApp({ output: 'x' }));
	expectSuccess(await tellSuite({ type: 'unknown', is: 'an error of the switch' }));
});

test('one delivery to both processors at once is answered by one, and runs once', async () => {
	const { simulator, cluster, suiteId, corpId, userId } = stage;
	const before = (await stage.executions(operation)).length;
	const text = JSON.stringify({ type: 'text', content: 'once', wait: 1 });
	const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${text}]]></Content><MsgId>77</MsgId><AgentID>${suiteAgentId}</AgentID></xml>`;
	const reports = await Promise.all(
		cluster.processors.map(async (processor) => {
			const url = cluster.webhookUrl(webhookPath(operation), processor);
			return await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml, url });
		}),
	);
	const replied = reports.filter(({ reply }) => reply !== undefined);
	expect(replied).toHaveLength(1);
	expectReply(replied[0], 'once');
	await stage.expectExecutions(before + 1, operation);
});

test('no key of the callback, and nothing sealed with it, has been in Redis or in the executions', async () => {
	const { simulator, cluster } = stage;
	const { token, encodingAesKey } = simulator.world.suites[0];
	const rows = await cluster.postgresql.query<{ data: string }>('select data from execution_data', {
		database: 'n8n',
	});
	expect(rows.length).toBeGreaterThan(5);
	for (const { data } of rows) {
		expect(data).not.toContain(token);
		expect(data).not.toContain(encodingAesKey);
	}
	const written = cluster.redis.written();
	expect(written).toContain('respond-to-webhook');
	for (const secret of [token, encodingAesKey]) expect(written).not.toContain(secret);
});
