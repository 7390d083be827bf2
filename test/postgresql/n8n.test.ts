import { openStage, readTemplate, suiteCredential, webhookPath, type Stage } from '../host/stage';
import { until } from '../host/until';
import { startPostgresql, type Postgresql } from '../services/postgresql';

/** A real n8n with the packed package, and its vault in PostgreSQL. */

const PASSWORD = 'password-of-the-vault-71c';
const hub = readTemplate('run-an-app');
let server: Postgresql;
let stage: Stage;

beforeAll(async () => {
	server = await startPostgresql({ password: PASSWORD });
	const connectionString = await server.createDatabase('vault');
	stage = await openStage({
		workflows: [hub],
		credentialsOf: (simulator) => {
			const credential = suiteCredential(simulator);
			return [
				{ ...credential, data: { ...credential.data, vault: 'postgresql', connectionString } },
			];
		},
	});
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
});
afterAll(async () => {
	await stage?.close();
	await server?.stop();
});

const rows = async (table: string) =>
	await server.query<Record<string, unknown>>(`select * from wecom_suite.${table}`, {
		database: 'vault',
	});

const countRefused = () => stage.n8n.logs().split('could not be handled').length;

test('an app is installed, starts the workflow, and its company is called', async () => {
	const { simulator, suiteId, corpId } = stage;
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	await stage.expectExecutions(1);
	expect(simulator.messages.filter((message) => message.corpId === corpId)).toHaveLength(1);
	expect(await rows('installations')).toMatchObject([{ suite_id: suiteId, corp_id: corpId }]);
	expect(stage.vaultBytes()).toHaveLength(0);
});

test('while the server is away WeCom hears so within a second, and is heard when it is back', async () => {
	const { simulator, suiteId, corpId } = stage;
	const other = simulator.world.corps[1].corpId;
	await server.halt();
	const { delivery } = await simulator.actions.install({ suiteId, corpId: other });
	expect(delivery?.accepted).toBe(false);
	for (const { status, milliseconds } of delivery?.attempts ?? []) {
		expect({ status, isSoon: milliseconds < 1_000 }).toEqual({ status: 503, isSoon: true });
	}
	expect(delivery?.attempts.length).toBeGreaterThan(0);

	// WeCom's own retry: the second or third attempt of the same delivery finds the server back.
	await simulator.actions.setFaults({ callbacks: { retryPause: 4_000 } });
	const refused = countRefused();
	const pushing = simulator.actions.install({ suiteId, corpId: other });
	await until('the first attempt was made', () => countRefused() > refused);
	await server.resume();
	const { delivery: again } = await pushing;
	await simulator.actions.clearFaults();
	expect(again?.accepted).toBe(true);
	expect(again?.attempts.map(({ status }) => status).slice(0, 2)).toEqual([503, 200]);
	await stage.expectExecutions(2);
	expect((await rows('installations')).map((row) => row.corp_id).sort()).toEqual(
		[corpId, other].sort(),
	);
});

test('the password of the vault is in no log and in no execution', async () => {
	expect(stage.n8n.logs()).not.toContain(PASSWORD);
	expect(stage.n8n.logs()).toContain('cannot be reached');
	expect(JSON.stringify(await stage.n8n.executions())).not.toContain(PASSWORD);
});
