import type { Workflow, WorkflowNode } from '../host/rest';
import { SUITE_CREDENTIAL, webhookPath } from '../host/stage';
import { until } from '../host/until';
import { callService, service, type Service } from './service';
import { openStage, type Stage } from './stage';

/**
 * What comes to n8n in queue mode: over two webhook processors, which share nothing but the vault, emitted by the main
 * process, run by two workers. The tests of this file are one story, told in order.
 */

const node = (
	type: string,
	digit: number,
	parameters: Record<string, unknown>,
): WorkflowNode & { webhookId: string } => ({
	name: 'Trigger',
	type: `n8n-nodes-wecom-suite.${type}`,
	webhookId: `0c000000-0000-4000-8000-00000000000${digit}`,
	parameters,
	credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
});
const single = (name: string, ...nodes: [WorkflowNode]): Workflow => ({
	name,
	active: true,
	nodes,
	connections: {},
});

const receiver = single(
	'Receiver',
	node('weComSuiteTrigger', 1, { events: ['create_auth', 'cancel_auth', 'message.text'] }),
);
const subscriber = single(
	'Subscriber',
	node('weComSuiteTrigger', 2, {
		mode: 'subscribe',
		events: ['create_auth', 'cancel_auth', 'enter_agent'],
	}),
);
const landing = single(
	'Landing',
	node('weComRedirectTrigger', 3, {
		landing: 'installFinished',
		redirectTo: 'https://app.example.com/welcome',
	}),
);
const login = single(
	'Login',
	node('weComRedirectTrigger', 4, { landing: 'memberLogin', scope: 'snsapi_base' }),
);
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const reading = service('Read Members', 'weCom', {
	tenant: id('={{ $json.corpId }}'),
	resource: 'user',
	operation: 'get',
	member: id('={{ $json.userId }}'),
	requestOptions: { concurrency: 50 },
});
const reconciling = service('Reconcile', 'weComSuite', {
	resource: 'installation',
	operation: 'reconcile',
});
const linking = service('Link', 'weComSuite', {
	resource: 'installLink',
	operation: 'create',
	reference: 'customer4711',
	redirectUri: '={{ $json.redirectUri }}',
});

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({
		// How much can be answered in five seconds is another question than what is done about it.
		limits: { event: 20_000 },
		workflows: [receiver, subscriber, landing, login, reading, reconciling, linking],
	});
	await stage.saveUrls(stage.cluster.webhookUrl(webhookPath(receiver)), ['data', 'command']);
});

afterAll(async () => await stage?.close());

const serve = async ({ path }: Service, items?: object[], processor = 0) =>
	await callService(stage.cluster.webhookUrl(path, stage.cluster.processors[processor]), items);
const callsOf = (path: string) =>
	stage.simulator.requests.filter((request) => request.path === path).length;

/** What a workflow was given, oldest first, as n8n's database has it: everything that matches, in each execution. */
async function dataOf(workflow: Workflow): Promise<string[]> {
	const rows = await stage.cluster.postgresql.query<{ data: string }>(
		`select d.data from execution_data d join execution_entity e on e.id = d."executionId"
		 join workflow_entity w on w.id = e."workflowId" where w.name = $1 order by e.id`,
		{ database: 'n8n', values: [workflow.name] },
	);
	return rows.map(({ data }) => data);
}

test('a company installs the app: accepted by a processor, emitted by the main process, run by a worker', async () => {
	const { simulator, suiteId, corpId, cluster } = stage;
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true });
	await stage.expectExecutions(1, receiver);
	expect(await stage.executions(receiver)).toMatchObject([{ mode: 'trigger', status: 'success' }]);
	expect(cluster.main.logs()).not.toContain('Worker started execution');
	await stage.expectExecutions(1, subscriber);
});

test('200 events, each delivered to both processors at once, start 200 executions', async () => {
	const { simulator, cluster, suiteId, corpId, userId } = stage;
	const before = (await stage.executions(receiver)).length;
	const events = Array.from({ length: 200 }, (_, index) => `event-${index}-`);
	const deliver = async (text: string, index: number) => {
		const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content>${text}</Content><MsgId>${8_000_000_000 + index}</MsgId><AgentID>1</AgentID></xml>`;
		const attempts = async (url: string): Promise<number> => {
			// As WeCom does: three times, until there is a success.
			for (let attempt = 1; attempt <= 3; attempt += 1) {
				const report = await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml, url });
				if (report.accepted) return attempt;
			}
			return Infinity;
		};
		const urls = cluster.processors.map((one) => cluster.webhookUrl(webhookPath(receiver), one));
		return await Promise.all(urls.map(attempts));
	};
	const queue = events.entries();
	const sender = async () => {
		const attempts: number[] = [];
		for (const [index, text] of queue) attempts.push(...(await deliver(text, index)));
		return attempts;
	};
	const attempts = (await Promise.all(Array.from({ length: 6 }, sender))).flat();
	expect(attempts.filter(Number.isFinite)).toHaveLength(400);

	await stage.expectExecutions(before + 200, receiver, { within: 60_000 });
	const told = (await dataOf(receiver)).slice(before).map((data) => /event-\d+-/.exec(data)?.[0]);
	expect(told.sort()).toEqual(events.sort());
	const claims = await stage.vault('claims');
	expect(claims.filter((claim) => claim.event === 'message.text')).toHaveLength(200);
	expect(new Set(claims.map((claim) => claim.stage))).toEqual(new Set(['finished']));
});

test('a subscriber in the main process is told in their order of events that came to either processor', async () => {
	const { simulator, suiteId, corpId, userId } = stage;
	const keys = Array.from({ length: 8 }, (_, index) => `entered-${index}-`);
	for (const EventKey of keys) {
		const report = await simulator.actions.pushEvent({
			suiteId,
			corpId,
			eventId: 'event_enter_agent',
			fields: { EventKey, FromUserName: userId },
		});
		expect(report).toMatchObject({ accepted: true });
	}
	await stage.expectExecutions(1 + keys.length, subscriber);
	const told = (await dataOf(subscriber)).slice(1).map((data) => /entered-\d+-/.exec(data)?.[0]);
	expect(told).toEqual(keys);
});

describe('many items at once in two workers', () => {
	const tokenPath = '/cgi-bin/service/get_corp_token';
	const read = async () => {
		const { corpId, userId } = stage;
		const items = Array.from({ length: 50 }, () => ({ corpId, userId }));
		const answers = await Promise.all(
			[0, 1, 0, 1].map(async (one) => await serve(reading, items, one)),
		);
		return answers.flat();
	};

	test('have one token fetched for all of them, and one more when the platform ends it meanwhile', async () => {
		const { simulator, suiteId, corpId, userId } = stage;
		await simulator.actions.setFaults({
			api: [{ path: tokenPath, kind: 'latency', milliseconds: 300, when: 'before', times: 100 }],
		});
		const before = callsOf(tokenPath);
		const expectGood = (items: Array<Record<string, unknown>>) => {
			expect(items.filter((item) => item.userid !== userId)).toEqual([]);
			expect(items).toHaveLength(200);
		};
		await simulator.actions.revokeTokens({ family: 'corp', suiteId, corpId });
		expectGood(await read());
		expect(callsOf(tokenPath)).toBe(before + 1);
		await simulator.actions.revokeTokens({ family: 'corp', suiteId, corpId });
		expectGood(await read());
		expect(callsOf(tokenPath)).toBe(before + 2);
		await simulator.actions.clearFaults();
	});
});

describe('a browser', () => {
	const visit = async (url: string | URL, headers: Record<string, string> = {}) => {
		const answer = await fetch(url, { redirect: 'manual', headers });
		await answer.body?.cancel();
		return { status: answer.status, headers: answer.headers };
	};
	const pathOf = ({ nodes }: Workflow) => `${nodes[0].webhookId}/landing`;
	/** The same address at one processor. */
	const at = (url: string, processor: number) => {
		const { pathname, search } = new URL(url);
		return stage.cluster.processors[processor].url + pathname + search;
	};

	test('that comes back from an install made by a link of a worker lands at a processor', async () => {
		const { simulator, cluster } = stage;
		const { corpId } = simulator.world.corps[1];
		const redirectUri = cluster.webhookUrl(pathOf(landing));
		const [{ url }] = await serve(linking, [{ redirectUri }]);
		const consent = new URL(String(url));
		consent.searchParams.set('simulator_corp', corpId);
		const back = (await visit(consent)).headers.get('location') ?? '';
		expect(back.startsWith(redirectUri)).toBe(true);
		const { status, headers } = await visit(at(back, 1));
		expect(status).toBe(303);
		expect(headers.get('location')).toMatch(/^https:\/\/app\.example\.com\/welcome/);
		// Used at one processor, it is used at the other.
		expect((await visit(at(back, 0))).status).toBe(409);
		await stage.expectExecutions(1, landing);
		expect((await dataOf(landing))[0]).toContain(corpId);
	});

	test('that begins a login at one processor may end it at the other', async () => {
		const { cluster, corpId, userId } = stage;
		const begun = await visit(at(cluster.webhookUrl(pathOf(login)), 0));
		expect(begun.status).toBe(303);
		const consent = new URL(begun.headers.get('location') ?? '');
		consent.searchParams.set('simulator_corp', corpId);
		consent.searchParams.set('simulator_user', userId);
		const back = (await visit(consent)).headers.get('location') ?? '';
		const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
		expect((await visit(at(back, 1), { cookie })).status).toBe(200);
		await stage.expectExecutions(1, login);
		expect((await dataOf(login))[0]).toContain(userId);
	});
});

test('a removal that one processor is told of ends all calls as that company at once, everywhere', async () => {
	const { simulator, cluster, suiteId, corpId, userId } = stage;
	const items = Array.from({ length: 5 }, () => ({ corpId, userId }));
	const everywhere = async () =>
		(await Promise.all([0, 1, 0, 1].map(async (one) => await serve(reading, items, one)))).flat();
	// All of them have the token in hand.
	expect((await everywhere()).every((item) => item.userid === userId)).toBe(true);

	const [first] = cluster.processors;
	await stage.saveUrls(cluster.webhookUrl(webhookPath(receiver), first), ['command']);
	const removal = await simulator.actions.uninstall({ suiteId, corpId });
	expect(removal).toMatchObject({ accepted: true });
	const calls = simulator.requests.length;
	const refused = await everywhere();
	expect(refused).toHaveLength(20);
	for (const item of refused)
		expect(item).toMatchObject({ error: expect.stringMatching(/removed/) as string });
	expect(simulator.requests.slice(calls)).toEqual([]);
});

test('a reconciliation in a worker mends what no processor was told of', async () => {
	const { simulator, suiteId } = stage;
	const { corpId } = simulator.world.corps[1];
	await simulator.actions.uninstall({ suiteId, corpId, silently: true });
	expect(await serve(reconciling)).toMatchObject([{ corpId, outcome: 'removed' }]);
	expect(await stage.vault('installations')).toEqual([]);
	await until('the subscriber is told of the removal before', async () => {
		const told = await dataOf(subscriber);
		return told.some((data) => data.includes('cancel_auth'));
	});
});
