import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import {
	openStage,
	ownAppCredential,
	readTemplate,
	suiteCredential,
	webhookPath,
	type Stage,
} from './stage';
import type { Execution } from './rest';
import { until } from './until';

/** The templates of workflows/, all published in one n8n: each does what its description promises. */

const folder = join(__dirname, '..', '..', 'workflows');
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));
const templates = new Map(names.map((name) => [name, readTemplate(name)]));

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({
		workflows: [...templates.values()],
		credentialsOf: (simulator) => [suiteCredential(simulator), ownAppCredential(simulator)],
	});
});

afterAll(async () => await stage?.close());

function template(name: string) {
	const found = templates.get(name);
	if (!found) throw new Error(`There is no template ${name}`);
	return found;
}

async function idOf(name: string): Promise<string> {
	const workflows = await stage.n8n.rest.workflows();
	const found = workflows.find((workflow) => workflow.name === template(name).name);
	if (!found) throw new Error(`${name} is not in n8n`);
	return found.id;
}

/** Lets the callbacks of the suite come to this template. */
async function connect(name: string): Promise<void> {
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(template(name)));
	for (const kind of ['data', 'command'] as const) {
		expect(await simulator.actions.saveCallbackUrl({ suiteId, kind, url })).toMatchObject({
			saved: true,
		});
	}
}

/** The only execution of a template, once it has ended. */
async function executionOf(name: string): Promise<Execution> {
	const id = await idOf(name);
	return await until(`${name} has run`, async () => {
		const [execution, ...more] = await stage.n8n.executions(id);
		expect(more).toEqual([]);
		return execution && execution.status !== 'running' && execution.status !== 'new' && execution;
	});
}

const nodesRun = ({ data }: Execution) => Object.keys(data.resultData.runData);

test('the list for people names every template', () => {
	const list = readFileSync(join(folder, 'README.md'), 'utf8');
	for (const name of names) expect(list).toContain(`(${name}.json)`);
});

test.each(names)('%s is published, each of its nodes connected', async (name) => {
	const { rest } = stage.n8n;
	const id = await idOf(name);
	const { activeVersionId } = await rest.call<{ activeVersionId: string | null }>(
		'GET',
		`/workflows/${id}`,
	);
	expect(activeVersionId).not.toBeNull();
	const { nodes, connections } = template(name);
	const targets = Object.values(connections as Record<string, { main: { node: string }[][] }>)
		.flatMap(({ main }) => main.flat())
		.map(({ node }) => node);
	for (const { name: node, type } of nodes) {
		const isStart = /stickyNote|Trigger$|\.webhook$/.test(type);
		expect([node, isStart || targets.includes(node)]).toEqual([node, true]);
	}
});

describe('keep-the-ticket', () => {
	async function look(): Promise<Execution> {
		const { rest } = stage.n8n;
		const { executionId } = await rest.run(await idOf('keep-the-ticket'), 'Every 15 Minutes');
		return await until('the check has ended', async () => {
			const execution = await rest.execution(executionId ?? '');
			return ['success', 'error'].includes(execution.status) && execution;
		});
	}

	test('fails while no ticket has come', async () => {
		const { status, data } = await look();
		expect(status).toBe('error');
		expect(data.resultData).toMatchObject({
			lastNodeExecuted: 'Ticket Stays Away',
			error: { message: expect.stringContaining('last one: never') as string },
		});
	});

	test('is quiet once the trigger has kept one', async () => {
		await connect('keep-the-ticket');
		const execution = await look();
		expect(execution.status).toBe('success');
		expect(execution.items('Ticket Status')[0].json).toMatchObject({
			present: true,
			expired: false,
		});
		expect(nodesRun(execution)).not.toContain('Ticket Stays Away');
	});

	test('fails when the last one is older than twenty minutes', async () => {
		const { n8n } = stage;
		const vault = new DatabaseSync(join(n8n.userFolder, '.n8n', 'wecom-suite.sqlite'), {
			timeout: 5_000,
		});
		vault.prepare('update tickets set received_at = received_at - 21 * 60000').run();
		vault.close();
		const { status, data } = await look();
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/stays away \(last one: \d{4}-/);
	});
});

test('greet-on-install sends a greeting as the company that has installed the app', async () => {
	const { simulator, suiteId, corpId, userId } = stage;
	await connect('greet-on-install');
	await simulator.actions.install({ suiteId, corpId });
	const execution = await executionOf('greet-on-install');
	expect(execution.status).toBe('success');
	expect(nodesRun(execution)).toEqual([
		'WeCom Suite Trigger',
		'Install Completed?',
		'Greet the Administrator',
	]);
	expect(simulator.messages).toMatchObject([{ corpId, app: suiteId, userIds: [userId] }]);
	expect(simulator.messages[0].content.content).toContain('Demo Company A');
});

test('greet-on-install fails visibly when the code cannot be exchanged', async () => {
	const { simulator, n8n, suiteId } = stage;
	const [, { corpId }] = simulator.world.corps;
	await simulator.actions.setFaults({
		api: [
			{ path: '/cgi-bin/service/v2/get_permanent_code', kind: 'errcode', errcode: 40078, times: 1 },
		],
	});
	await simulator.actions.install({ suiteId, corpId });
	const id = await idOf('greet-on-install');
	const execution = await until('it has run again', async () => {
		const found = await n8n.executions(id);
		return found.length === 2 && found[0].status !== 'running' && found[0];
	});
	expect(execution.status).toBe('error');
	expect(execution.data.resultData.lastNodeExecuted).toBe('Install Did Not Complete');
	expect(execution.data.resultData.error?.message).toContain('40078');
	expect(simulator.messages).toHaveLength(1);
});

test('clean-up-on-uninstall names the company that is gone, and when it went', async () => {
	const { simulator, suiteId, corpId } = stage;
	await connect('clean-up-on-uninstall');
	const before = Date.now() - 2_000;
	await simulator.actions.uninstall({ suiteId, corpId });
	const execution = await executionOf('clean-up-on-uninstall');
	expect(execution.status).toBe('success');
	const [{ json }] = execution.items('Delete Your Own Data of the Company');
	expect(json).toEqual({ corpId, removedAt: expect.any(String) as string });
	expect(Date.parse(String(json.removedAt))).toBeGreaterThan(before);
});

test('install-from-website sends the browser to WeCom, installs when it comes back, and greets', async () => {
	const { simulator, n8n, suiteId } = stage;
	await connect('keep-the-ticket');
	const [, , { corpId }] = simulator.world.corps;
	const before = simulator.messages.length;
	const begun = await fetch(n8n.webhookUrl('wecom-install'), { redirect: 'manual' });
	const consent = new URL(begun.headers.get('location') ?? '');
	expect(consent.searchParams.get('suite_id')).toBe(suiteId);
	// The administrator agrees on the page of the platform, which sends the browser back.
	consent.searchParams.set('simulator_corp', corpId);
	const { headers } = await fetch(consent, { redirect: 'manual' });
	const { pathname, search } = new URL(headers.get('location') ?? '');
	// The template has an address of its own where this n8n has another.
	const landed = await fetch(n8n.url + pathname + search);
	expect([landed.status, await landed.text()]).toEqual([
		200,
		expect.stringContaining('The app is installed') as string,
	]);
	await until('the greeting arrives', () => simulator.messages.length > before);
	expect(simulator.messages.at(-1)).toMatchObject({ corpId, app: suiteId });
	expect(stage.vault('installations')).toContainEqual(expect.objectContaining({ corp_id: corpId }));
});

describe('look-after-installations', () => {
	async function look(): Promise<Execution> {
		const { rest } = stage.n8n;
		const { executionId } = await rest.run(await idOf('look-after-installations'), 'Every Morning');
		return await until('the look has ended', async () => {
			const execution = await rest.execution(executionId ?? '');
			return ['success', 'error'].includes(execution.status) && execution;
		});
	}
	const told = () =>
		stage.simulator.messages
			.filter(({ agentId }) => agentId === stage.simulator.world.corps[0].ownApps[0].agentId)
			.map(({ content }) => String(content.content));
	const installed = () => stage.vault('installations').map(({ corp_id }) => corp_id);

	test('mends a removal and a changed scope whose callbacks never came, and tells of them', async () => {
		const { simulator, suiteId } = stage;
		await connect('clean-up-on-uninstall');
		const [gone, changed] = simulator.world.corps;
		for (const { corpId } of [gone, changed]) {
			await simulator.actions.install({ suiteId, corpId });
			// With its details, which are read once the code is safe: else they tell of the change that follows.
			await until(`${corpId} is in the vault`, () =>
				stage.vault('installations').some((row) => row.corp_id === corpId && row.agent_id !== null),
			);
		}
		await simulator.actions.setFaults({ callbacks: { dropEvents: true } });
		await simulator.actions.uninstall({ suiteId, corpId: gone.corpId });
		const users = [changed.adminUserId];
		await simulator.actions.changeScope({ suiteId, corpId: changed.corpId, allow: { users } });
		await simulator.actions.clearFaults();
		expect(installed()).toContain(gone.corpId);

		const execution = await look();
		expect(execution.status).toBe('success');
		const found = execution.items('Reconcile').map(({ json }) => json);
		expect(found).toHaveLength(2);
		expect(found).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ corpId: gone.corpId, outcome: 'removed' }),
				expect.objectContaining({
					corpId: changed.corpId,
					outcome: 'changed',
					changes: {
						allowUser: { added: users, removed: [] },
						allowParty: { added: [], removed: [1] },
					},
				}),
			]),
		);
		expect(installed()).toContain(changed.corpId);
		expect(installed()).not.toContain(gone.corpId);
		expect(told()).toHaveLength(1);
		expect(told()[0]).toContain(`${gone.name}: has removed the app`);
		expect(told()[0]).toContain(
			`${changed.name}: what was agreed has changed (allowUser, allowParty)`,
		);
	});

	test('tells nobody when all is well', async () => {
		const execution = await look();
		expect(execution.status).toBe('success');
		expect(nodesRun(execution)).not.toContain('Tell the Team');
		expect(told()).toHaveLength(1);
	});

	test('tells of a trial that ends within two weeks', async () => {
		const { simulator, suiteId } = stage;
		await simulator.actions.moveClock({ seconds: 20 * 86_400 });
		await simulator.actions.pushTicket({ suiteId });
		const execution = await look();
		expect(execution.status).toBe('success');
		const ending = { corpId: simulator.world.corps[1].corpId, kind: 'edition', ended: false };
		expect(execution.items('Get Expiring').map(({ json }) => json)).toContainEqual(
			expect.objectContaining(ending),
		);
		expect(told().at(-1)).toMatch(/edition .+ ends on \d{4}-\d\d-\d\d/);
	});
});
