import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	openStage,
	OWN_APP_CREDENTIAL,
	ownAppCredential,
	readTemplate,
	suiteCredential,
	SUITE_CREDENTIAL,
	webhookPath,
	type Stage,
} from './stage';
import type { Execution } from './rest';
import { until } from './until';

/** n8n's own HTTP Request node with the credentials of this package. */

const hub = readTemplate('run-an-app');
let stage: Stage;
/** A gateway to the platform that sends every call on to another host, with all that is in its address. */
let gateway: Server;
const GATEWAY_CREDENTIAL = 'Own App behind a Gateway';
let redirect = 302;
/** Another host than the platform, and what came there. */
let stranger: Server;
const astray: IncomingMessage[] = [];

beforeAll(async () => {
	stranger = createServer((request, response) => {
		astray.push(request);
		response.setHeader('content-type', 'application/json').end('{}');
	}).listen(0, '127.0.0.1');
	gateway = createServer((incoming, response) => {
		if (incoming.url?.startsWith('/cgi-bin/gettoken')) {
			response.setHeader('content-type', 'application/json');
			response.end(
				JSON.stringify({ errcode: 0, access_token: 'TOKEN-OF-GATEWAY', expires_in: 7200 }),
			);
		} else {
			response.writeHead(redirect, { location: strangerUrl() + incoming.url }).end();
		}
	}).listen(0, '127.0.0.1');
	stage = await openStage({
		workflows: [hub],
		credentialsOf: (simulator) => {
			const own = ownAppCredential(simulator);
			const { port } = gateway.address() as AddressInfo;
			const data = { ...own.data, baseUrl: `http://127.0.0.1:${port}` };
			return [suiteCredential(simulator), own, { ...own, name: GATEWAY_CREDENTIAL, data }];
		},
	});
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	for (const kind of ['data', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
	for (const { corpId } of simulator.world.corps.slice(0, 2)) {
		await simulator.actions.install({ suiteId, corpId });
	}
	await until('both companies are greeted', () => simulator.messages.length === 2);
});

afterAll(async () => {
	await stage?.close();
	for (const server of [stranger, gateway]) {
		server.closeAllConnections();
		server.close();
	}
});

const strangerUrl = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;

const pairs = (values: Record<string, string>) => ({
	parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

interface Request {
	method?: 'GET' | 'POST';
	url: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
}

/** Makes one request with n8n's node and the credential; gives the execution. */
async function request(
	{ method = 'GET', url, query, headers, body }: Request,
	type = 'weComSuiteApi',
	name = type === 'weComSuiteApi' ? SUITE_CREDENTIAL : OWN_APP_CREDENTIAL,
): Promise<Execution> {
	const { rest } = stage.n8n;
	const id = await rest.addWorkflow({
		name: 'Request',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				name: 'Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method,
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: type,
					sendQuery: query !== undefined,
					queryParameters: pairs(query ?? {}),
					sendHeaders: headers !== undefined,
					headerParameters: pairs(headers ?? {}),
					sendBody: body !== undefined,
					specifyBody: 'json',
					jsonBody: JSON.stringify(body ?? {}),
					options: {},
				},
				credentials: { [type]: { name } },
			},
		],
		connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
	});
	const { executionId } = await rest.run(id, 'Start');
	return await until('the request has ended', async () => {
		const execution = await rest.execution(executionId ?? '');
		return ['success', 'error', 'crashed'].includes(execution.status) && execution;
	});
}

/** The only item that came back. */
function answerOf(execution: Execution): Record<string, unknown> {
	expect(execution.data.resultData.error?.message).toBeUndefined();
	const items = execution.items('Request');
	expect(items).toHaveLength(1);
	return items[0].json;
}

/** The call as the platform saw it last. */
function lastCall(path: string) {
	const call = stage.simulator.requests.findLast((each) => each.path === path);
	if (!call) throw new Error(`Nobody called ${path}`);
	return call;
}

describe('with the suite credential', () => {
	test("a path of the suite takes the suite's token", async () => {
		const { simulator } = stage;
		const path = '/cgi-bin/service/get_pre_auth_code';
		const answer = answerOf(await request({ url: simulator.url + path }));
		expect(answer).toMatchObject({ errcode: 0, pre_auth_code: expect.any(String) as string });
		expect(Object.keys(lastCall(path).query)).toEqual(['suite_access_token']);
	});

	test("a path of the provider takes the provider's token", async () => {
		const { simulator } = stage;
		const path = '/cgi-bin/service/corpid_to_opencorpid';
		const { plainCorpId, corpId } = simulator.world.corps[0];
		const answer = answerOf(
			await request({ method: 'POST', url: simulator.url + path, body: { corpid: plainCorpId } }),
		);
		expect(answer).toMatchObject({ errcode: 0, open_corpid: corpId });
		expect(Object.keys(lastCall(path).query)).toEqual(['provider_access_token']);
	});

	test.each([
		['a query parameter', { query: { wecom_corpid: '$CORP', userid: '$USER' } }],
		[
			'the query of the URL',
			{ url: '/cgi-bin/user/get?access_token=OLD&userid=$USER&wecom_corpid=$CORP' },
		],
		['a header', { query: { userid: '$USER' }, headers: { 'X-WeCom-CorpId': '$CORP' } }],
	])('a company is named by %s, which goes no further', async (_where, bent) => {
		const { simulator } = stage;
		// A member of the second company, whom no other company's token can read.
		const [, { corpId, adminUserId }] = simulator.world.corps;
		const path = '/cgi-bin/user/get';
		const filled = JSON.parse(
			JSON.stringify({ url: path, ...bent })
				.replaceAll('$CORP', corpId)
				.replaceAll('$USER', adminUserId),
		) as Request;
		const answer = answerOf(await request({ ...filled, url: simulator.url + filled.url }));
		expect(answer).toMatchObject({ errcode: 0, userid: adminUserId });
		const { query, headers } = lastCall(path);
		expect(Object.keys(query).sort()).toEqual(['access_token', 'userid']);
		expect(JSON.stringify(headers)).not.toContain(corpId);
	});

	test('a call as a company that names none says what is missing', async () => {
		const { simulator } = stage;
		const before = simulator.requests.length;
		const { status, data } = await request({ url: `${simulator.url}/cgi-bin/department/list` });
		expect(status).toBe('error');
		expect(JSON.stringify(data.resultData.error)).toContain('wecom_corpid');
		expect(simulator.requests).toHaveLength(before);
	});

	test('no token goes to another host, in whatever way it is named', async () => {
		const { corpId } = stage;
		for (const url of [
			`${strangerUrl()}/cgi-bin/department/list`,
			`${strangerUrl().replace('127.0.0.1', 'localhost')}/cgi-bin/service/get_pre_auth_code`,
		]) {
			const { status, data } = await request({ url, query: { wecom_corpid: corpId } });
			expect(status).toBe('error');
			expect(JSON.stringify(data.resultData.error)).toContain('API Base URL');
		}
		expect(astray).toEqual([]);
	});
});

describe("with a company's own app", () => {
	test("a path takes the app's token", async () => {
		const { simulator } = stage;
		const path = '/cgi-bin/user/get';
		const [member] = simulator.world.corps[0].members;
		const answer = answerOf(
			await request(
				{ url: simulator.url + path, query: { userid: member.plainUserId } },
				'weComCorpApi',
			),
		);
		expect(answer).toMatchObject({ errcode: 0, name: member.name });
		expect(Object.keys(lastCall(path).query).sort()).toEqual(['access_token', 'userid']);
	});

	test('no token goes to another host', async () => {
		const before = stage.simulator.requests.length;
		const { status, data } = await request(
			{ url: `${strangerUrl()}/cgi-bin/user/get`, query: { userid: 'member1' } },
			'weComCorpApi',
		);
		expect(status).toBe('error');
		expect(JSON.stringify(data.resultData.error)).toContain('API Base URL');
		expect(astray).toEqual([]);
		expect(stage.simulator.requests).toHaveLength(before);
	});

	// n8n's node follows redirects by itself, with the body of a POST where the status is 307 or 308.
	test.each([301, 302, 303, 307, 308])('neither token nor body follows a %d', async (status) => {
		redirect = status;
		const { port } = gateway.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}/cgi-bin/user/update`;
		const execution = await request(
			{ method: 'POST', url, body: { userid: 'member1', name: 'SECRET-NAME' } },
			'weComCorpApi',
			GATEWAY_CREDENTIAL,
		);
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data.resultData.error)).toContain(String(status));
		expect(astray).toEqual([]);
	});
});
