import { signState } from '../../wecom/suite/state';
import { openStage, readTemplate, SUITE_CREDENTIAL, webhookPath, type Stage } from './stage';
import type { Workflow, WorkflowNode } from './rest';
import { until } from './until';

const hub = readTemplate('run-an-app');

const trigger = (digit: number, parameters: Record<string, unknown>): WorkflowNode => ({
	name: 'Landing',
	type: 'n8n-nodes-wecom-suite.weComRedirectTrigger',
	webhookId: `0f000000-0000-4000-8000-00000000000${digit}`,
	parameters,
	credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
});

const workflow = (node: WorkflowNode, active = true): Workflow => ({
	name: String(node.parameters?.landing) + (active ? '' : ' test'),
	active,
	nodes: [node],
	connections: {},
});

const install = workflow(
	trigger(1, {
		landing: 'installFinished',
		redirectTo: 'https://app.example.com/welcome?from=wecom',
		options: { idParameter: 'landing' },
	}),
);
const settings = workflow(
	trigger(2, {
		landing: 'businessSettings',
		options: { pageTitle: 'Willkommen <b>', pageText: '您好' },
	}),
);
const login = workflow(
	trigger(3, {
		landing: 'memberLogin',
		scope: 'snsapi_privateinfo',
		options: { returnOrigins: 'https://app.example.com' },
	}),
);
const listening = workflow(trigger(4, { landing: 'businessSettings' }), false);

const linker: Workflow = {
	name: 'Linker',
	active: false,
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Link',
			type: 'n8n-nodes-wecom-suite.weComSuite',
			parameters: { resource: 'installLink', operation: 'create', reference: 'customer4711' },
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
		},
	],
	connections: { Start: { main: [[{ node: 'Link', type: 'main', index: 0 }]] } },
};

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub, install, settings, login, listening] });
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	for (const kind of ['data', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
	const [, link] = linker.nodes;
	link.parameters = { ...link.parameters, redirectUri: urlOf(install) };
	await n8n.rest.addWorkflow(linker);
});

afterAll(async () => await stage?.close());

const urlOf = ({ nodes }: Workflow) => stage.n8n.webhookUrl(`${nodes[0].webhookId}/landing`);

const idOf = async ({ name }: Workflow) => {
	const found = (await stage.n8n.rest.workflows()).find((each) => each.name === name);
	if (!found) throw new Error(`There is no workflow '${name}'`);
	return found.id;
};

const executionsOf = async (one: Workflow) => await stage.n8n.executions(await idOf(one));

/** The item of the newest execution, once there are so many. */
async function itemOf(
	one: Workflow,
	count: number,
	within = 15_000,
): Promise<Record<string, unknown>> {
	const look = async () => {
		const found = await executionsOf(one);
		return found.length === count && found[0].status === 'success' && found;
	};
	const [execution] = await until(`${one.name} has run ${count} times`, look, { within });
	const [{ json }] = execution.items('Landing');
	return json;
}

async function visit(url: string | URL, headers: Record<string, string> = {}) {
	const answer = await fetch(url, { redirect: 'manual', headers });
	return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** An install link as a workflow makes it. */
async function makeLink(): Promise<URL> {
	const { rest } = stage.n8n;
	const { executionId = '' } = await rest.run(await idOf(linker), 'Start');
	const execution = await until('the link is made', async () => {
		const found = await rest.execution(executionId);
		return found.status === 'success' && found;
	});
	const [{ json }] = execution.items('Link');
	return new URL(String(json.url));
}

/** An administrator agrees on the page of the platform: the address that the browser is sent back to. */
async function agree(link: URL, index: number): Promise<URL> {
	const consent = new URL(link);
	consent.searchParams.set('simulator_corp', stage.simulator.world.corps[index].corpId);
	const { headers } = await visit(consent);
	return new URL(headers.get('location') ?? '');
}

const exchanges = () =>
	stage.simulator.requests.filter(({ path }) => path.endsWith('/get_permanent_code')).length;

const policy = (headers: Headers) => headers.get('content-security-policy') ?? '';

describe('an install from the website', () => {
	it('ends on the page of the operator, with the installation in the vault and the workflow run', async () => {
		const back = await agree(await makeLink(), 0);
		expect(back.href.startsWith(urlOf(install))).toBe(true);
		const { status, headers } = await visit(back);
		const target = new URL(headers.get('location') ?? '');
		expect([status, target.origin + target.pathname]).toEqual([
			303,
			'https://app.example.com/welcome',
		]);
		expect(target.searchParams.get('from')).toBe('wecom');
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('referrer-policy')).toBe('no-referrer');

		expect(stage.vault('installations')).toMatchObject([{ corp_id: stage.corpId }]);
		const item = await itemOf(install, 1);
		expect(item).toMatchObject({
			landing: 'installFinished',
			landingId: target.searchParams.get('landing'),
			reference: 'customer4711',
			suiteId: stage.suiteId,
			corpId: stage.corpId,
			installation: { corpId: stage.corpId, corpName: 'Demo Company A', kind: 'standard' },
		});
		const authCode = back.searchParams.get('auth_code') ?? '';
		for (const secret of [authCode, 'permanentCode', 'authCodeHash']) {
			expect(JSON.stringify(item)).not.toContain(secret);
		}
		// The same once more is turned away.
		const again = await visit(back, { 'accept-language': 'zh-CN' });
		expect([again.status, again.body]).toEqual([
			409,
			expect.stringContaining('链接已被使用') as string,
		]);
		expect(await executionsOf(install)).toHaveLength(1);
		expect(exchanges()).toBe(1);
	});

	it.each([
		['redirect', 1],
		['event', 2],
	])('does the work once when create_auth comes too and the %s is first', async (first, index) => {
		const { simulator, suiteId } = stage;
		const before = exchanges();
		const back = await agree(await makeLink(), index);
		const code = back.searchParams.get('auth_code');
		const xml = `<xml><SuiteId>${suiteId}</SuiteId><InfoType>create_auth</InfoType><AuthCode>${code}</AuthCode><TimeStamp>${Math.floor(Date.now() / 1000)}</TimeStamp></xml>`;
		const push = async () => {
			await simulator.actions.deliver({ suiteId, kind: 'command', xml });
			await until('the event has started its workflow', async () => {
				const found = await executionsOf(hub);
				return found.length === index && found[0].status === 'success';
			});
		};
		if (first === 'event') await push();
		expect((await visit(back)).status).toBe(303);
		if (first === 'redirect') await push();
		const { corpId } = simulator.world.corps[index];
		expect(await itemOf(install, index + 1)).toMatchObject({ corpId, installation: { corpId } });
		const [event] = await executionsOf(hub);
		expect(event.items('WeCom Suite Trigger')[0].json).toMatchObject({
			event: 'create_auth',
			corpId,
			installation: { corpId },
		});
		expect(exchanges()).toBe(before + 1);
		expect(stage.vault('installations')).toHaveLength(index + 1);
	});
});

describe('an install that WeCom does not answer for a while', () => {
	it('lets the browser go after eight seconds, and is completed without it', async () => {
		// What an operator has to mend; tried again after 1, 2, 4 and 8 seconds.
		await stage.simulator.actions.setFaults({
			api: [
				{
					path: '/cgi-bin/service/v2/get_permanent_code',
					kind: 'errcode',
					errcode: 60020,
					times: 4,
				},
			],
		});
		const before = (await executionsOf(install)).length;
		const back = await agree(await makeLink(), 1);
		const { status, body, headers } = await visit(back);
		expect([status, headers.get('location')]).toEqual([202, null]);
		expect(body).toContain('It goes on by itself');
		expect(await executionsOf(install)).toHaveLength(before);
		const { corpId } = stage.simulator.world.corps[1];
		expect(await itemOf(install, before + 1, 30_000)).toMatchObject({ corpId });
		expect(await itemOf(install, before + 1)).not.toHaveProperty('failure');
	});
});

describe('an administrator who opens the business settings', () => {
	const open = async (url: string) =>
		(
			await stage.simulator.actions.openBusinessSettings({
				suiteId: stage.suiteId,
				corpId: stage.corpId,
				url,
			})
		).redirect ?? '';

	it('sees the page of the operator, which can do nothing, and the workflow knows them', async () => {
		const { status, headers, body } = await visit(await open(urlOf(settings)));
		expect(status).toBe(200);
		expect(body).toContain('<h1>Willkommen &lt;b&gt;</h1><p>您好</p>');
		expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('cache-control')).toBe('no-store');
		// n8n's own policy would let scripts run.
		expect(policy(headers)).toMatch(
			/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
		);
		expect(await itemOf(settings, 1)).toMatchObject({
			landing: 'businessSettings',
			corpId: stage.corpId,
			userId: stage.userId,
			data: { usertype: 1 },
			installation: { corpName: 'Demo Company A' },
		});
	});

	it('starts a test of the workflow while the editor listens', async () => {
		const { n8n } = stage;
		const id = await idOf(listening);
		expect(await n8n.rest.run(id, 'Landing')).toMatchObject({ waitingForWebhook: true });
		const url = n8n.testWebhookUrl(`${listening.nodes[0].webhookId}/landing`);
		expect((await visit(await open(url))).status).toBe(200);
		const [execution] = await until('the test has ended', async () => {
			const found = await executionsOf(listening);
			return found[0]?.status === 'success' && found;
		});
		expect(execution.mode).toBe('manual');
		expect(execution.items('Landing')[0].json).toMatchObject({ userId: stage.userId });
	});
});

describe('a member who logs in', () => {
	it('is sent to WeCom, comes back where they wanted to go, and the workflow knows them', async () => {
		const wanted = 'https://app.example.com/orders/17?a=b';
		const begin = new URL(urlOf(login));
		begin.search = new URLSearchParams({ reference: 'order17', return: wanted }).toString();
		const begun = await visit(begin);
		expect(begun.status).toBe(303);
		const cookie = begun.headers.get('set-cookie') ?? '';
		expect(cookie).toMatch(
			/; HttpOnly; SameSite=Lax; Max-Age=600; Path=\/webhook\/[^;]+\/landing$/,
		);

		const consent = new URL(begun.headers.get('location') ?? '');
		expect(consent.origin + consent.pathname).toBe(
			`${stage.simulator.url}/connect/oauth2/authorize`,
		);
		consent.searchParams.set('simulator_corp', stage.corpId);
		consent.searchParams.set('simulator_user', stage.userId);
		const back = (await visit(consent)).headers.get('location') ?? '';
		const elsewhere = await visit(back);
		expect([elsewhere.status, elsewhere.body]).toEqual([
			403,
			expect.stringContaining('another browser') as string,
		]);
		const landed = await visit(back, { cookie: cookie.split(';')[0] });
		expect([landed.status, landed.headers.get('location')]).toEqual([303, wanted]);
		const item = await itemOf(login, 1);
		expect(item).toMatchObject({
			landing: 'memberLogin',
			reference: 'order17',
			corpId: stage.corpId,
			userId: stage.userId,
			details: { gender: expect.any(String) as string },
			installation: { corpId: stage.corpId },
		});
		expect(JSON.stringify(item)).not.toMatch(/ticket/i);
	});
});

describe('turned away, without an execution and without a trace', () => {
	const traces = async () => ({
		executions: await stage.countExecutions(),
		claims: stage.vault('claims'),
		installations: stage.vault('installations'),
		requests: stage.simulator.requests.length,
	});
	const sign = (change: Partial<Parameters<typeof signState>[1]> = {}, suite = 0) =>
		signState(stage.simulator.world.suites[suite], {
			purpose: 'install link',
			reference: '',
			lifetimeSeconds: 60,
			clock: Date.now,
			...change,
		});
	const code = 'c'.repeat(64);
	const script = '"><script>alert(1)</script>';

	const cases: Array<[string, Workflow, number, () => Array<[string, string]>]> = [
		['an install without anything', install, 400, () => []],
		['an install without a state', install, 400, () => [['auth_code', code]]],
		['an install without a code', install, 400, () => [['state', sign()]]],
		[
			'two codes',
			install,
			400,
			() => [
				['auth_code', code],
				['auth_code', code],
				['state', sign()],
			],
		],
		[
			'a nested code',
			install,
			400,
			() => [
				['auth_code[a]', code],
				['state', sign()],
			],
		],
		[
			'a script as code',
			install,
			400,
			() => [
				['auth_code', script],
				['state', sign()],
			],
		],
		[
			'a script as state',
			install,
			400,
			() => [
				['auth_code', code],
				['state', script],
			],
		],
		[
			"another suite's state",
			install,
			403,
			() => [
				['auth_code', code],
				['state', sign({}, 2)],
			],
		],
		[
			'the state of a login',
			install,
			403,
			() => [
				['auth_code', code],
				['state', sign({ purpose: 'member login' })],
			],
		],
		[
			'an old state',
			install,
			410,
			() => [
				['auth_code', code],
				['state', sign({ lifetimeSeconds: -1 })],
			],
		],
		['settings without a code', settings, 400, () => []],
		['a script as reference', login, 400, () => [['reference', script]]],
		['an open redirect', login, 400, () => [['return', 'https://evil.example.com/']]],
		['a script to return to', login, 400, () => [['return', 'javascript:alert(1)']]],
		['a login without a code', login, 400, () => [['state', sign({ purpose: 'member login' })]]],
		[
			'a login that nobody began',
			login,
			403,
			() => [
				['code', code],
				['state', sign({ purpose: 'member login' })],
			],
		],
	];

	it.each(cases)('%s', async (_name, one, status, query) => {
		const before = await traces();
		const url = new URL(urlOf(one));
		for (const [name, value] of query()) url.searchParams.append(name, value);
		const answer = await visit(url);
		expect(answer.status).toBe(status);
		expect(answer.headers.get('location')).toBeNull();
		expect(answer.headers.get('set-cookie')).toBeNull();
		expect(policy(answer.headers)).toContain("default-src 'none'");
		expect(answer.body).not.toContain('<script');
		expect(await traces()).toEqual(before);
	});

	it('a code that WeCom does not know', async () => {
		const { requests: _asked, ...before } = await traces();
		const state = sign();
		for (const [one, query] of [
			[install, { auth_code: code, state }],
			[settings, { auth_code: code }],
		] as const) {
			const answer = await visit(`${urlOf(one)}?${new URLSearchParams(query).toString()}`);
			expect([one.name, answer.status]).toEqual([one.name, 410]);
		}
		const { requests: _again, ...after } = await traces();
		expect(after).toEqual(before);
	});
});

it('throws nowhere, and says in the log whom it turned away', () => {
	const logs = stage.n8n.logs();
	expect(logs).toContain('A browser was turned away: the state is too old');
	expect(logs).not.toContain('A browser could not be answered');
	expect(logs).not.toContain('<script');
});
