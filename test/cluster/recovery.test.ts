import type { N8nProcess } from '../host/n8n-process';
import { readTemplate, webhookPath } from '../host/stage';
import { until } from '../host/until';
import { openStage, type Stage } from './stage';

/** Processes of n8n in queue mode die at the worst moment: the others go on, nothing is lost, nothing is done twice. */

const hub = readTemplate('run-an-app');
const exchangePath = '/cgi-bin/service/v2/get_permanent_code';
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
	await stage.saveUrls(stage.cluster.webhookUrl(webhookPath(hub)), ['data', 'command']);
});

afterEach(async () => await stage?.simulator.actions.clearFaults());

afterAll(async () => await stage?.close());

const exchanges = () => stage.simulator.requests.filter(({ path }) => path === exchangePath).length;
const isInstalled = async (corpId: string) =>
	(await stage.vault('installations')).some((row) => row.corp_id === corpId);
const messagesIn = (corpId: string) =>
	stage.simulator.messages.filter((message) => message.corpId === corpId);

/** A company installs the app, and one processor is told of it. */
async function installAt(processor: N8nProcess, corpId: string): Promise<void> {
	const { simulator, cluster, suiteId } = stage;
	await stage.saveUrls(cluster.webhookUrl(webhookPath(hub), processor), ['command']);
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true });
}

/** The installation is there, told of and greeted, within half a minute from now. */
async function expectTakenOver(corpId: string, executions: number): Promise<void> {
	const began = Date.now();
	await until('the installation is in the vault', async () => await isInstalled(corpId), {
		within: 30_000,
	});
	await stage.expectExecutions(executions, hub, { within: 30_000 - (Date.now() - began) });
	expect(messagesIn(corpId)).toHaveLength(1);
}

test('a processor killed with all that it started, before WeCom has spent the code: another exchanges it', async () => {
	const { simulator, cluster } = stage;
	const [first] = cluster.processors;
	const { corpId } = simulator.world.corps[0];
	await simulator.actions.setFaults({ api: [{ path: exchangePath, kind: 'hang', times: 1 }] });
	await installAt(first, corpId);
	await until('the exchange has begun', () => exchanges() === 1);
	await first.kill('tree');
	await simulator.actions.clearFaults();
	expect(await isInstalled(corpId)).toBe(false);
	await expectTakenOver(corpId, 1);
	expect(exchanges()).toBe(2);
});

test('a processor killed after WeCom has spent the code: what it had started ends the exchange, and another goes on', async () => {
	const { simulator, cluster } = stage;
	const [first, second] = cluster.processors;
	await first.restart();
	const { corpId } = simulator.world.corps[1];
	const before = exchanges();
	await simulator.actions.setFaults({
		api: [{ path: exchangePath, kind: 'latency', when: 'after', milliseconds: 3_000, times: 1 }],
	});
	await installAt(second, corpId);
	await until('the exchange has begun', () => exchanges() > before);
	await second.kill('group');
	expect(await isInstalled(corpId)).toBe(false);
	await expectTakenOver(corpId, 2);
	expect(exchanges()).toBe(before + 1);
	await second.restart();
});

test('while the main process is down, processors answer and workers run; what it has to emit waits for it', async () => {
	const { simulator, cluster, suiteId } = stage;
	const [{ corpId, adminUserId: userId }, , { corpId: newcomer }] = simulator.world.corps;
	await cluster.main.kill();
	await stage.saveUrls(cluster.webhookUrl(webhookPath(hub)), ['data', 'command']);
	const { delivery } = await simulator.actions.install({ suiteId, corpId: newcomer });
	expect(delivery).toMatchObject({ accepted: true });
	const message = await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'hello' });
	expect(message).toMatchObject({ accepted: true });

	await until(
		'the message has been answered by its workflow',
		() => messagesIn(corpId).length === 2,
	);
	await until('the installation is in the vault', async () => await isInstalled(newcomer));
	expect((await stage.executions()).map(({ mode }) => mode)).toEqual([
		'trigger',
		'trigger',
		'webhook',
	]);
	expect(messagesIn(newcomer)).toEqual([]);

	await cluster.main.restart();
	await stage.expectExecutions(4);
	expect(messagesIn(newcomer)).toHaveLength(1);
});

test('a worker killed while nothing runs: the other does the work', async () => {
	const { simulator, cluster, suiteId } = stage;
	const [{ corpId, adminUserId: userId }] = simulator.world.corps;
	await cluster.workers[0].kill();
	const before = messagesIn(corpId).length;
	await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'still there?' });
	await until('the message has been answered', () => messagesIn(corpId).length === before + 1);
});
