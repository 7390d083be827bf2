import { openStage, readTemplate, webhookPath, type Stage } from './stage';
import { until } from './until';

/** n8n or the platform fails at the worst moment: nothing is lost, and nothing is done twice. */

const hub = readTemplate('run-an-app');
const exchangePath = '/cgi-bin/service/v2/get_permanent_code';
/** A claim of a process that died has to run out before another process takes it up. */
const afterADeath = { within: 90_000 };
let stage: Stage;

beforeEach(async () => {
	stage = await openStage({ workflows: [hub] });
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	// The platform pushes a ticket when the command URL is saved.
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
});

afterEach(async () => await stage.close());

/** A company installs the app; gives how many milliseconds WeCom waited for its `success`. */
async function install(): Promise<number> {
	const { simulator, suiteId, corpId } = stage;
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	return delivery?.attempts[0].milliseconds ?? Infinity;
}

const hangExchange = async () => {
	await stage.simulator.actions.setFaults({ api: [{ path: exchangePath, kind: 'hang' }] });
	const took = await install();
	await until('the exchange hangs', () =>
		stage.simulator.requests.some(({ path }) => path === exchangePath),
	);
	return took;
};

const isInstalled = () => stage.vault('installations').length === 1;

test('the ticket outlives a restart: an install after it needs no new one', async () => {
	await stage.n8n.restart();
	await install();
	await stage.expectExecutions(1);
	expect(isInstalled()).toBe(true);
	expect(stage.simulator.messages).toHaveLength(1);
});

test('an install is answered within a second while the exchange hangs, and completed later', async () => {
	expect(await hangExchange()).toBeLessThan(1_000);
	expect(isInstalled()).toBe(false);
	expect(await stage.countExecutions()).toBe(0);

	await stage.simulator.actions.clearFaults();
	await stage.expectExecutions(1);
	expect(isInstalled()).toBe(true);
	expect(stage.simulator.messages).toHaveLength(1);
});

test('n8n killed while the exchange hangs completes the install after its next start', async () => {
	await hangExchange();
	await stage.n8n.kill();
	await stage.simulator.actions.clearFaults();
	await stage.n8n.restart();

	await until('the installation is in the vault', isInstalled, afterADeath);
	await stage.expectExecutions(1);
	expect(stage.simulator.messages).toHaveLength(1);
});

test('n8n killed right after its answer loses nothing and starts no workflow twice', async () => {
	await install();
	await stage.n8n.kill();
	await stage.n8n.restart();

	await until('the installation is in the vault', isInstalled, afterADeath);
	await until(
		'all work on the callbacks is finished',
		() => stage.vault('claims').every(({ stage: reached }) => reached === 'finished'),
		afterADeath,
	);
	await stage.expectExecutions(1);
});

test('a message that WeCom sends again and again, also at the same time, starts one execution', async () => {
	const { simulator, suiteId, corpId, userId } = stage;
	await install();
	await stage.expectExecutions(1);
	const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content>once</Content><MsgId>700000000000000001</MsgId><AgentID>1</AgentID></xml>`;
	const deliver = async () =>
		await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml });

	const deliveries = [...(await Promise.all([deliver(), deliver(), deliver()])), await deliver()];
	for (const { attempts } of deliveries) {
		expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	}
	await stage.expectExecutions(2);
	expect(simulator.messages).toHaveLength(2);
});
