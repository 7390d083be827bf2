import { readTemplate, webhookPath } from '../host/stage';
import { openStage, type Stage } from './stage';

/** Events that come to n8n in queue mode: over two webhook processors, which share nothing but the vault. */

const hub = readTemplate('run-an-app');
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
	await stage.saveUrls(stage.cluster.webhookUrl(webhookPath(hub)), ['data', 'command']);
});

afterAll(async () => await stage?.close());

test('a company installs the app: accepted by a processor, emitted by the main process, run by a worker', async () => {
	const { simulator, suiteId, corpId } = stage;
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true });
	await stage.expectExecutions(1);
	expect(await stage.executions()).toMatchObject([{ mode: 'trigger', status: 'success' }]);
	expect(simulator.messages).toHaveLength(1);
});
