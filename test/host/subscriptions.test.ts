import { openStage, suiteCredential, SUITE_CREDENTIAL, webhookPath, type Stage } from './stage';
import type { Workflow } from './rest';
import { until } from './until';

const LOST_CREDENTIAL = 'Lost';

const workflow = (
	name: string,
	parameters: Record<string, unknown>,
	credential = SUITE_CREDENTIAL,
): Workflow => ({
	name,
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: `0a000000-0000-4000-8000-${Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)}`,
			parameters,
			credentials: { weComSuiteApi: { name: credential } },
		},
	],
	connections: {},
});

const receiver = workflow('Receiver', { events: ['cancel_auth'] });
const sales = workflow('Sales', { mode: 'subscribe', events: ['any'] });
const support = workflow('Support', { mode: 'subscribe', events: ['message.text'] });
const lost = workflow('Lost', { mode: 'subscribe', events: ['any'] }, LOST_CREDENTIAL);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({
		workflows: [receiver, sales, support, lost],
		credentialsOf: (simulator) => [
			suiteCredential(simulator),
			{ ...suiteCredential(simulator), name: LOST_CREDENTIAL },
		],
	});
	const { simulator, n8n, suiteId } = stage;
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({
			suiteId,
			kind,
			url: n8n.webhookUrl(webhookPath(receiver)),
		});
	}
});

afterAll(async () => await stage?.close());

const idOf = async ({ name }: Workflow) => {
	const found = (await stage.n8n.rest.workflows()).find((each) => each.name === name);
	if (!found) throw new Error(`There is no workflow '${name}'`);
	return found.id;
};

/** What a workflow was told, oldest first: the text of a message, or the event. */
const toldTo = async (one: Workflow) => {
	const executions = await stage.n8n.executions(await idOf(one));
	return executions
		.filter(({ mode, status }) => mode === 'trigger' && status === 'success')
		.map((execution) => {
			const { event, data } = execution.items('Trigger')[0].json;
			return (data as { Content?: string }).Content ?? event;
		})
		.reverse();
};

const untilTold = async (one: Workflow, told: unknown[]) => {
	await until(
		`${one.name} is told of ${told.length} events`,
		async () => (await toldTo(one)).length >= told.length,
		{ within: 20_000, every: 200 },
	);
	expect(await toldTo(one)).toEqual(told);
};

const say = async (text: string) => {
	const { simulator, suiteId, corpId, userId } = stage;
	const delivery = await simulator.actions.sendMessage({ suiteId, corpId, userId, text });
	expect(delivery).toMatchObject({ attempts: [{ status: 200, body: 'success' }] });
};

const subscribers = () => stage.vault('subscribers').map(({ id }) => String(id).split(':')[0]);

const early = ['one', 'two', 'test 0', 'test 1'];
const first = ['create_auth', ...early];

/** The tests of this file are one story, told in order. */
describe('two workflows that subscribe to what a third receives', () => {
	it('are told of it in order, whatever the third wants itself', async () => {
		const { simulator, suiteId, corpId } = stage;
		await simulator.actions.install({ suiteId, corpId });
		await untilTold(sales, ['create_auth']);
		await say('one');
		await say('two');
		await untilTold(sales, ['create_auth', 'one', 'two']);
		await untilTold(support, ['one', 'two']);
		await untilTold(receiver, []);
		const [installed] = (await stage.n8n.executions(await idOf(sales))).slice(-1);
		expect(installed).toMatchObject({ mode: 'trigger' });
		expect(installed.items('Trigger')[0].json).toMatchObject({
			corpId,
			installation: { corpName: 'Demo Company A' },
		});
	});

	it('have no URL', async () => {
		const answer = await fetch(stage.n8n.webhookUrl(webhookPath(sales)), { method: 'POST' });
		expect([answer.status, await answer.text()]).toEqual([404, 'Not Found']);
	});

	it('are tested in the editor with the next event, published or not', async () => {
		const { n8n } = stage;
		const draft = { ...workflow('Draft', { mode: 'subscribe', events: ['message.text'] }) };
		const ids = [await idOf(support), await n8n.rest.addWorkflow({ ...draft, active: false })];
		const isWaiting = async (id: string) =>
			(await n8n.executions(id)).some(
				({ mode, status }) => mode === 'manual' && status === 'running',
			);
		for (const [index, id] of ids.entries()) {
			expect(await n8n.rest.run(id, 'Trigger')).toMatchObject({ executionId: expect.any(String) });
			await until('the test waits', async () => await isWaiting(id));
			await until(
				'it is subscribed',
				() => subscribers().filter((each) => each === id).length === 2 - index,
			);
			await say(`test ${index}`);
			const execution = await until('the test has run', async () =>
				(await n8n.executions(id)).find(
					({ mode, status }) => mode === 'manual' && status === 'success',
				),
			);
			expect(execution.items('Trigger')).toMatchObject([
				{ json: { data: { Content: `test ${index}` } } },
			]);
		}
		await untilTold(support, ['one', 'two', 'test 0', 'test 1']);
	});

	it('go on where they were when n8n starts again, also beside one that cannot start', async () => {
		const { n8n } = stage;
		const { id } = (await n8n.rest.credentials()).find(({ name }) => name === LOST_CREDENTIAL)!;
		await n8n.rest.call('DELETE', `/credentials/${id}`);
		await n8n.restart();
		await say('three');
		await untilTold(sales, [...first, 'three']);
		await untilTold(support, [...early, 'three']);
		await n8n.kill();
		await n8n.restart();
		await say('four');
		await untilTold(sales, [...first, 'three', 'four']);
		await untilTold(support, [...early, 'three', 'four']);
		await untilTold(lost, first);
		// n8n still tries to start it, and its place is kept.
		const status = await n8n.rest.call('GET', `/workflows/${await idOf(lost)}/publication-status`);
		expect(status).not.toMatchObject({ status: 'published' });
		expect(subscribers()).toContain(await idOf(lost));
	});

	it('keep their place when they are published anew', async () => {
		const { n8n } = stage;
		const id = await idOf(support);
		const { nodes, connections } = await n8n.rest.call<Workflow>('GET', `/workflows/${id}`);
		const [trigger] = nodes;
		trigger.parameters = { ...trigger.parameters, events: ['message.text', 'cancel_auth'] };
		await n8n.rest.call('PATCH', `/workflows/${id}`, { nodes, connections });
		await Promise.all([n8n.rest.publish(id), say('five')]);
		await untilTold(support, [...early, 'three', 'four', 'five']);
	});

	it('are told no more once they are unpublished', async () => {
		const { n8n } = stage;
		const id = await idOf(sales);
		await untilTold(sales, [...first, 'three', 'four', 'five']);
		await n8n.rest.unpublish(id);
		await until('the subscription has ended', () => !subscribers().includes(id), {
			within: 90_000,
			every: 500,
		});
		await say('six');
		await untilTold(support, [...early, 'three', 'four', 'five', 'six']);
		await n8n.rest.publish(id);
		await say('seven');
		await untilTold(sales, [...first, 'three', 'four', 'five', 'seven']);
	});

	it('are told of the removal, and nothing that the company said stays in the vault', async () => {
		const { simulator, suiteId, corpId } = stage;
		// Kept for the workflow that cannot start.
		const sealed = stage.vault('events').map(({ payload }) => payload);
		expect(sealed.filter(Boolean)).not.toHaveLength(0);
		await simulator.actions.uninstall({ suiteId, corpId });
		await until('the workflow is told of the removal', async () =>
			(await toldTo(support)).includes('cancel_auth'),
		);
		const isErased = () => {
			const bytes = stage.vaultBytes();
			return sealed.every((payload) => payload === null || !bytes.includes(String(payload)));
		};
		expect(isErased()).toBe(false);
		await until('what the company said is erased', isErased, { within: 60_000, every: 500 });
	});
});
