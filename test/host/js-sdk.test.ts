import { request } from 'node:http';

import type { Workflow } from './rest';
import {
	openStage,
	readTemplate,
	SUITE_CREDENTIAL,
	suiteCredential,
	webhookPath,
	type Stage,
} from './stage';
import { until } from './until';

/** Pages of the app that ask a published endpoint for their signatures. */

const SITE = 'https://app.example.com';
const PAGE = `${SITE}/orders?id=1`;

function endpoint(name: string, id: string, parameters: Record<string, unknown> = {}): Workflow {
	return {
		name,
		active: true,
		nodes: [
			{
				name: 'Trigger',
				type: 'n8n-nodes-wecom-suite.weComRedirectTrigger',
				webhookId: `0f000000-0000-4000-8000-0000000000${id}`,
				parameters: {
					landing: 'jsSdk',
					pageOrigins: `${SITE}, https://shop.example.com`,
					...parameters,
				},
				credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp', parameters: {} },
		],
		connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
}

const callbacks = readTemplate('keep-the-ticket');
const anyCompany = endpoint('Any company', 'a1');
const oneCompany = endpoint('One company', 'a3', {
	companyFrom: 'tenant',
	tenant: { __rl: true, mode: 'id', value: 'wpDEMOAA000000000000000000000001' },
});
const starting = endpoint('Starting', 'a2', { startsWorkflow: true });

let stage: Stage;
let executions: number;

beforeAll(async () => {
	stage = await openStage({
		workflows: [callbacks, anyCompany, oneCompany, starting],
		credentialsOf: (simulator) => [suiteCredential(simulator)],
	});
	const { simulator, n8n, suiteId, corpId } = stage;
	const url = n8n.webhookUrl(webhookPath(callbacks));
	for (const kind of ['command', 'data'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
	await simulator.actions.install({ suiteId, corpId });
	await until('the company is in the vault', () => stage.vault('installations').length === 1);
	executions = await stage.countExecutions();
});

afterAll(async () => await stage?.close());

interface Answered {
	status: number | undefined;
	headers: Record<string, unknown>;
	json: Record<string, unknown>;
}

/** `fetch` sends no Origin of one's own choice. */
async function ask(
	query: Record<string, string>,
	{ origin, workflow = anyCompany }: { origin?: string; workflow?: Workflow } = {},
): Promise<Answered> {
	const path = `${workflow.nodes[0]?.webhookId}/landing`;
	const url = `${stage.n8n.webhookUrl(path)}?${new URLSearchParams(query).toString()}`;
	return await new Promise((resolve, reject) => {
		const asking = request(url, { headers: origin === undefined ? {} : { origin } }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({
					status: response.statusCode,
					headers: response.headers,
					json: JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>,
				}),
			);
		});
		asking.on('error', reject);
		asking.end();
	});
}

test('a page of a listed site gets signatures that WeCom takes, and nothing is started', async () => {
	const { simulator, suiteId, corpId } = stage;
	const { status, headers, json } = await ask({ url: PAGE, corp_id: corpId }, { origin: SITE });
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'access-control-allow-origin': SITE,
		'cache-control': 'no-store',
		'content-type': 'application/json; charset=utf-8',
		vary: expect.stringContaining('Origin') as string,
		'x-content-type-options': 'nosniff',
	});
	expect(headers['content-security-policy']).toContain("default-src 'none'");
	expect(json).toMatchObject({ url: PAGE, corpId, suiteId });
	for (const kind of ['config', 'agentConfig'] as const) {
		const signature = json[kind] as { nonceStr: string; timestamp: number; signature: string };
		const page = { kind, suiteId, corpId, ...signature };
		await expect(simulator.actions.registerPage({ ...page, url: `${PAGE}#/top` })).resolves.toEqual(
			{ registered: true },
		);
		await expect(
			simulator.actions.registerPage({ ...page, url: 'https://evil.example/orders?id=1' }),
		).rejects.toMatchObject({ errcode: 40093 });
	}
	expect(await stage.countExecutions()).toBe(executions);
});

test('WeCom is asked once for each ticket, however many pages ask', async () => {
	const tickets = () =>
		stage.simulator.requests.filter(({ path }) => /get_jsapi_ticket|ticket\/get$/.test(path));
	const before = tickets().length;
	for (let count = 0; count < 5; count++) {
		expect((await ask({ url: PAGE, corp_id: stage.corpId })).status).toBe(200);
	}
	expect(before).toBe(2);
	expect(tickets()).toHaveLength(2);
});

test.each([
	['another site', PAGE, 'https://evil.example', 403, 'origin_not_allowed'],
	['a site that only looks alike', PAGE, `${SITE}.evil.example`, 403, 'origin_not_allowed'],
	['a page without a site', PAGE, 'null', 403, 'origin_not_allowed'],
	['a page of another site', 'https://evil.example/', undefined, 403, 'page_not_allowed'],
	['a page in clear', 'http://app.example.com/', undefined, 403, 'page_not_allowed'],
	['one site for another', PAGE, 'https://shop.example.com', 403, 'page_not_allowed'],
	['no page', '', SITE, 400, 'invalid_url'],
])('%s gets none', async (_who, url, origin, status, code) => {
	const before = stage.simulator.requests.length;
	const answered = await ask({ url, corp_id: stage.corpId }, { origin });
	expect(answered).toMatchObject({ status, json: { error: { code } } });
	expect(answered.json).not.toHaveProperty('config');
	// n8n would let any site read it.
	const isOurs = origin === SITE || origin === 'https://shop.example.com';
	expect(answered.headers['access-control-allow-origin']).toBe(isOurs ? origin : undefined);
	expect(answered.headers['cache-control']).toBe('no-store');
	expect(stage.simulator.requests).toHaveLength(before);
	expect(await stage.countExecutions()).toBe(executions);
});

test('a page must name a company that has installed the app', async () => {
	expect(await ask({ url: PAGE }, { origin: SITE })).toMatchObject({
		status: 400,
		json: { error: { code: 'invalid_corp_id' } },
	});
	expect(await ask({ url: PAGE, corp_id: 'wpNobody' }, { origin: SITE })).toMatchObject({
		status: 404,
		headers: { 'access-control-allow-origin': SITE },
		json: { error: { code: 'not_installed' } },
	});
	expect(await stage.countExecutions()).toBe(executions);
});

test('a page cannot choose the company where that is fixed', async () => {
	const options = { origin: SITE, workflow: oneCompany };
	for (const corp_id of ['', 'wpNobody']) {
		expect(await ask({ url: PAGE, corp_id }, options)).toMatchObject({
			status: 200,
			json: { corpId: stage.corpId },
		});
	}
});

test('what WeCom refuses is not told to the page', async () => {
	const { simulator, suiteId } = stage;
	const { corpId } = simulator.world.corps[1];
	await simulator.actions.install({ suiteId, corpId });
	await until('both companies are there', () => stage.vault('installations').length === 2);
	await simulator.actions.setFaults({
		api: [{ path: '/cgi-bin/ticket/get', kind: 'errcode', errcode: 48002 }],
	});
	const answered = await ask({ url: PAGE, corp_id: corpId }, { origin: SITE });
	await simulator.actions.clearFaults();
	expect(answered).toMatchObject({ status: 503, json: { error: { code: 'unavailable' } } });
	expect(JSON.stringify(answered.json)).not.toMatch(/48002|token|ticket/i);
});

test('a signature starts the workflow where that is wanted, and is not part of the item', async () => {
	const { suiteId, corpId, n8n } = stage;
	const before = await stage.countExecutions();
	const answered = await ask({ url: PAGE, corp_id: corpId }, { origin: SITE, workflow: starting });
	expect(answered.status).toBe(200);
	await stage.expectExecutions(before + 1);
	const execution = (await n8n.executions()).find(({ items }) => items('End').length > 0);
	const item = execution?.items('Trigger')[0]?.json;
	expect(item).toMatchObject({ landing: 'jsSdk', url: PAGE, corpId, suiteId });
	expect(JSON.stringify(item)).not.toMatch(/signature|nonce/i);
});
