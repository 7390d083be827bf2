import { openStage, readTemplate, webhookPath, type Stage } from './stage';
import { until } from './until';

/**
 * n8n or the platform fails at the worst moment: nothing is lost, and nothing is done twice. One n8n for all tests, each
 * of which may install the app anew in the same companies.
 */

const hub = readTemplate('run-an-app');
const exchangePath = '/cgi-bin/service/v2/get_permanent_code';
const detailsPath = '/cgi-bin/service/v2/get_auth_info';
/** A claim of a process that died has to run out before another process takes it up. */
const afterADeath = { within: 60_000, every: 200 };
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	// The platform pushes a ticket when the command URL is saved; it is the only one of this file.
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
});

afterEach(async () => await stage?.simulator.actions.clearFaults());

afterAll(async () => await stage?.close());

/** A company installs the app; gives how many milliseconds WeCom waited for its `success`. */
async function install(corpId = stage.corpId): Promise<number> {
	const { simulator, suiteId } = stage;
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	return delivery?.attempts[0].milliseconds ?? Infinity;
}

/** The next call of a path hangs. */
const hang = async (path: string) =>
	await stage.simulator.actions.setFaults({ api: [{ path, kind: 'hang', times: 1 }] });

const untilItHangs = async (path: string) =>
	await until(`${path} hangs`, () => {
		const last = stage.simulator.requests.findLast((each) => each.path === path);
		return last?.status === undefined && last?.faults.includes('hang');
	});

const isInstalled = (corpId = stage.corpId) =>
	stage.vault('installations').some((row) => row.corp_id === corpId);

const untilAllIsDone = async () =>
	await until(
		'all work on the callbacks is finished',
		() => stage.vault('claims').every(({ stage: reached }) => reached === 'finished'),
		afterADeath,
	);

/** What has been sent to a company's members, oldest first. */
const messagesIn = (corpId = stage.corpId) =>
	stage.simulator.messages.filter((message) => message.corpId === corpId);

test('the ticket outlives a restart: an install after it needs no new one', async () => {
	await stage.n8n.restart();
	await install();
	await stage.expectExecutions(1);
	expect(isInstalled()).toBe(true);
	expect(messagesIn()).toHaveLength(1);
});

test('an install is answered within a second while the exchange hangs, and completed later', async () => {
	const { corpId } = stage.simulator.world.corps[1];
	const before = await stage.countExecutions();
	await hang(exchangePath);
	expect(await install(corpId)).toBeLessThan(1_000);
	await untilItHangs(exchangePath);
	expect(isInstalled(corpId)).toBe(false);
	expect(await stage.countExecutions()).toBe(before);

	await stage.simulator.actions.clearFaults();
	await stage.expectExecutions(before + 1);
	expect(isInstalled(corpId)).toBe(true);
	expect(messagesIn(corpId)).toHaveLength(1);
});

test('n8n killed at any point of an install completes it after its next start', async () => {
	const { simulator, n8n, suiteId } = stage;
	const corps = simulator.world.corps.map(({ corpId }) => corpId);
	for (const corpId of corps.filter((each) => isInstalled(each))) {
		await simulator.actions.uninstall({ suiteId, corpId });
	}
	await untilAllIsDone();
	const before = await stage.countExecutions();
	const sent = corps.map((corpId) => messagesIn(corpId).length);
	const [inTheExchange, afterTheExchange, rightAfterTheAnswer] = corps;

	await hang(exchangePath);
	await install(inTheExchange);
	await untilItHangs(exchangePath);
	// The code is used up and the permanent code kept, but no workflow knows of it.
	await hang(detailsPath);
	await install(afterTheExchange);
	await untilItHangs(detailsPath);
	await hang(exchangePath);
	await install(rightAfterTheAnswer);
	await n8n.kill();
	expect(corps.map(isInstalled)).toEqual([false, true, false]);

	await n8n.restart();
	await simulator.actions.clearFaults();
	await untilAllIsDone();
	await stage.expectExecutions(before + 3);
	expect(corps.map(isInstalled)).toEqual([true, true, true]);
	const greetings = corps.map((corpId, index) => messagesIn(corpId).length - sent[index]);
	expect(greetings).toEqual([1, 1, 1]);
});

test('n8n killed when WeCom has spent the code, before its answer is there, loses no installation', async () => {
	const { simulator, n8n, suiteId, corpId } = stage;
	await simulator.actions.uninstall({ suiteId, corpId });
	await untilAllIsDone();
	const before = await stage.countExecutions();
	const sent = messagesIn().length;
	const exchanges = () => simulator.requests.filter(({ path }) => path === exchangePath).length;
	const sofar = exchanges();

	await simulator.actions.setFaults({
		api: [{ path: exchangePath, kind: 'latency', when: 'after', milliseconds: 4_000, times: 1 }],
	});
	await install();
	await until('WeCom has spent the code', () => exchanges() > sofar);
	await n8n.kill();
	expect(isInstalled()).toBe(false);
	await until('the permanent code is in the vault', () => isInstalled());

	await n8n.restart();
	await untilAllIsDone();
	await stage.expectExecutions(before + 1);
	expect(exchanges()).toBe(sofar + 1);
	expect(messagesIn()).toHaveLength(sent + 1);
});

test('an install that WeCom tells again and again, also at the same time, is one', async () => {
	const { simulator, suiteId, corpId } = stage;
	const before = await stage.countExecutions();
	const exchanges = () => simulator.requests.filter(({ path }) => path === exchangePath).length;
	const sofar = exchanges();
	// Every event twice, and then the same message once more, three times at once.
	await simulator.actions.setFaults({ callbacks: { duplicate: true } });
	await install();
	const [told, again] = simulator.callbacks.slice(-2);
	expect(again).toMatchObject({ payload: told.payload, accepted: true });
	const deliver = async () =>
		await simulator.actions.deliver({ suiteId, corpId, kind: 'command', xml: told.payload });
	for (const { attempts } of await Promise.all([deliver(), deliver(), deliver()])) {
		expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	}
	await stage.expectExecutions(before + 1);
	expect(exchanges()).toBe(sofar + 1);
});

test('a message that WeCom sends again and again, also at the same time, starts one execution', async () => {
	const { simulator, suiteId, corpId, userId } = stage;
	const before = await stage.countExecutions();
	const sent = messagesIn().length;
	const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content>once</Content><MsgId>700000000000000001</MsgId><AgentID>1</AgentID></xml>`;
	const deliver = async () =>
		await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml });

	const deliveries = [...(await Promise.all([deliver(), deliver(), deliver()])), await deliver()];
	for (const { attempts } of deliveries) {
		expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	}
	await stage.expectExecutions(before + 1);
	expect(messagesIn()).toHaveLength(sent + 1);
});
