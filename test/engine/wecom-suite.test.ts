import type { INodeExecutionData } from 'n8n-workflow';

import { openSuiteStage, until, type SuiteStage } from '../unit/suite/stage';
import type { Credential } from '../host/rest';
import { runWorkflow, testCredential } from './run-workflow';

/** The key that the engine's n8n seals with. */
const INSTANCE_KEY = 'a-key-for-demo-and-tests-only-0001';
const NODE = 'n8n-nodes-wecom-suite.weComSuite';

let stage: SuiteStage;
let corpId: string;

beforeAll(async () => {
	stage = await openSuiteStage(0, INSTANCE_KEY);
	corpId = stage.simulator.world.corps[0].corpId;
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId });
	await until(() => stage.emitted.length === 1);
});

afterAll(async () => await stage.close());

const credential = (changes: Record<string, unknown> = {}): Credential => {
	const [suite] = stage.simulator.world.suites;
	const { provider } = stage.simulator.world;
	return {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId: suite.suiteId,
			suiteSecret: suite.suiteSecret,
			token: suite.token,
			encodingAesKey: suite.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			baseUrl: stage.simulator.url,
			vault: 'sqlite',
			vaultFile: stage.vaultFile,
			...changes,
		},
	};
};

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

async function run(
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
	options: {
		input?: INodeExecutionData[];
		settings?: Record<string, unknown>;
		credential?: Credential;
	} = {},
) {
	const given = options.credential ?? credential();
	const result = await runWorkflow({
		workflow: {
			name: 'Suite',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Suite',
					type: NODE,
					parameters: { resource, operation, ...parameters },
					credentials: { weComSuiteApi: { name: given.name } },
					...options.settings,
				},
			],
			connections: { Start: { main: [[{ node: 'Suite', type: 'main', index: 0 }]] } },
		},
		credentials: [given],
		input: options.input,
	});
	const output = (result.items.Suite ?? []).map(({ json }) => json);
	return { output, error: result.error, items: result.items.Suite ?? [] };
}

/** What an operation must never give away. */
async function permanentCode(): Promise<string> {
	const { permanentCode: code } =
		(await stage.vault.installations.get(stage.suiteId, corpId)) ?? {};
	if (!code) throw new Error('Nothing is installed');
	return code;
}

describe('Installation', () => {
	it('gets one, without its code unless asked', async () => {
		const { output } = await run('installation', 'get', {
			tenant: byId(corpId),
			includeSecrets: false,
		});
		expect(output).toMatchObject([{ corpId, corpName: 'Demo Company A', kind: 'standard' }]);
		expect(JSON.stringify(output)).not.toContain(await permanentCode());
		const open = await run('installation', 'get', { tenant: byId(corpId), includeSecrets: true });
		expect(open.output[0].permanentCode).toBe(await permanentCode());
	});

	it('says that a company has not installed the suite', async () => {
		const { error } = await run('installation', 'get', {
			tenant: byId('wpNobody'),
			includeSecrets: false,
		});
		expect(error?.message).toMatch(/wpNobody has not installed suite/);
	});

	it('gets many, limited and searched', async () => {
		const list = { returnAll: true, filters: {}, includeSecrets: false };
		expect((await run('installation', 'getAll', list)).output).toHaveLength(1);
		const none = { ...list, filters: { search: 'nobody' } };
		expect((await run('installation', 'getAll', none)).output).toEqual([]);
		const found = { ...list, returnAll: false, limit: 5, filters: { search: 'company a' } };
		expect((await run('installation', 'getAll', found)).output).toMatchObject([{ corpId }]);
	});

	it('gives codes of many only when asked', async () => {
		const list = { returnAll: true, filters: {} };
		const bare = await run('installation', 'getAll', { ...list, includeSecrets: false });
		expect(JSON.stringify(bare.output)).not.toContain(await permanentCode());
		const open = await run('installation', 'getAll', { ...list, includeSecrets: true });
		expect(open.output[0].permanentCode).toBe(await permanentCode());
	});

	it('gets as many as there are, or as were asked for', async () => {
		const { vault, suiteId } = stage;
		const known = await vault.installations.get(suiteId, corpId);
		if (!known) throw new Error('Nothing is installed');
		const many = Array.from({ length: 205 }, (_, index) => `wpMany${index}`);
		for (const each of many) await vault.installations.put({ ...known, corpId: each });
		const count = async (parameters: Record<string, unknown>) => {
			const { output } = await run('installation', 'getAll', {
				filters: { search: 'wpMany' },
				includeSecrets: false,
				...parameters,
			});
			return new Set(output.map((item) => item.corpId)).size;
		};
		expect(await count({ returnAll: true })).toBe(205);
		expect(await count({ returnAll: false, limit: 203 })).toBe(203);
		const later = { timeStamp: known.authorizedAt.timeStamp + 1, receivedAt: Date.now() };
		for (const each of many) await vault.installations.remove(suiteId, each, later);
	});

	it('refreshes one', async () => {
		const { output } = await run('installation', 'refresh', { tenant: byId(corpId) });
		expect(output).toMatchObject([{ corpId, agentId: expect.any(Number) as number }]);
		const { error } = await run('installation', 'refresh', { tenant: byId('wpNobody') });
		expect(error?.message).toMatch(/wpNobody/);
	});

	it('exchanges an auth code, once', async () => {
		const other = stage.simulator.world.corps[1];
		const { url, state } = await link();
		const { redirect } = await stage.simulator.actions.install({
			suiteId: stage.suiteId,
			corpId: other.corpId,
			way: 'website',
			preAuthCode: new URL(url).searchParams.get('pre_auth_code') ?? '',
			redirectUri: 'https://app.example.com/installed',
			state,
		});
		const authCode = new URL(redirect ?? '').searchParams.get('auth_code') ?? '';
		const { output } = await run('installation', 'exchange', { authCode });
		expect(output).toMatchObject([{ outcome: 'stored', corpId: other.corpId }]);
		const exchanges = () =>
			stage.simulator.requests.filter(({ path }) => path.endsWith('/v2/get_permanent_code')).length;
		const before = exchanges();
		const again = await run('installation', 'exchange', { authCode });
		expect(again.output).toMatchObject([{ corpId: other.corpId }]);
		expect(exchanges()).toBe(before);
	});

	it('removes one, and says when there is none', async () => {
		const { corpId: other } = stage.simulator.world.corps[1];
		const { output } = await run('installation', 'remove', { tenant: byId(other) });
		expect(output).toEqual([{ deleted: true, corpId: other }]);
		expect(await stage.vault.installations.get(stage.suiteId, other)).toBeUndefined();
		const { error } = await run('installation', 'remove', { tenant: byId(other) });
		expect(error?.message).toMatch(/removed suite/);
	});

	it('imports one whose code is right', async () => {
		const code = await permanentCode();
		const { output } = await run('installation', 'import', { corpId, permanentCode: code });
		expect(output).toMatchObject([{ outcome: 'stored', corpId }]);
		const { error } = await run('installation', 'import', { corpId, permanentCode: 'wrong' });
		expect(error?.message).toMatch(/40084/);
		expect(await permanentCode()).toBe(code);
	});

	it('tells what ends in one, and in which something ends soon', async () => {
		const parameters = { tenant: byId(corpId), includeSecrets: false, includeExpiry: true };
		const { output } = await run('installation', 'get', parameters);
		expect(output).toMatchObject([
			{
				corpId,
				expiry: {
					editions: [{ status: 1, statusText: 'limited trial' }],
					licence: { enabled: true, trialEndsAt: expect.stringMatching(/Z$/) as string },
					endings: [{ kind: 'edition', daysLeft: 29, ended: false }, { kind: 'licenceTrial' }],
				},
			},
		]);
		const within = async (days: number) =>
			(await run('installation', 'getExpiring', { days, callsPerMinute: 10_000 })).output;
		expect(await within(14)).toEqual([]);
		expect(await within(31)).toMatchObject([{ corpId, kind: 'edition', daysLeft: 29 }]);
	});

	it('reconciles all', async () => {
		const all = { onlyDifferences: false, callsPerMinute: 10_000 };
		const { output } = await run('installation', 'reconcile', all);
		expect(output).toMatchObject([{ corpId, outcome: 'unchanged' }]);
		const some = { onlyDifferences: true, callsPerMinute: 10_000 };
		expect((await run('installation', 'reconcile', some)).output).toEqual([]);
	});
});

async function link() {
	const { output } = await run('installLink', 'create', {
		redirectUri: 'https://app.example.com/installed',
		authorisation: 'production',
		reference: 'customer4711',
	});
	return output[0] as { url: string; state: string };
}

it('creates an install link, and names a parameter that is wrong', async () => {
	expect((await link()).url).toContain('/3rdapp/install?suite_id=');
	const { error } = await run('installLink', 'create', {
		redirectUri: 'nonsense',
		authorisation: 'production',
		reference: '',
	});
	expect(error?.message).toMatch(/Redirect URI/);
});

it('creates a link for an app that is not published yet', async () => {
	const { output } = await run('installLink', 'create', {
		redirectUri: 'https://app.example.com/installed',
		authorisation: 'test',
		reference: '',
	});
	expect(output).toMatchObject([{ url: expect.stringContaining(stage.suiteId) as string }]);
	expect(stage.simulator.requests.at(-1)).toMatchObject({
		path: '/cgi-bin/service/set_session_info',
		errcode: 0,
	});
});

it('creates a login link for the suite, and names a parameter that is wrong', async () => {
	const parameters = {
		loginBy: 'oauth',
		redirectUri: 'https://app.example.com/in',
		scope: 'snsapi_base',
		state: 'abc',
		tenant: byId(''),
	};
	const { output } = await run('identity', 'createLoginLink', parameters);
	expect(output).toEqual([
		{
			url: `${stage.simulator.url}/connect/oauth2/authorize?appid=${stage.suiteId}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fin&response_type=code&scope=snsapi_base&state=abc#wechat_redirect`,
		},
	]);
	const { error } = await run('identity', 'createLoginLink', { ...parameters, state: 'a-b' });
	expect(error?.message).toMatch(/State/);
	const template = credential({ suiteId: 'dk00000000000000c1' });
	const refused = await run('identity', 'createLoginLink', parameters, { credential: template });
	expect(refused.error?.message).toMatch(/Tenant/);
});

it('tells that a suite has no ticket yet', async () => {
	const suiteId = 'ww00000000000000b2';
	const other = credential({ suiteId });
	const { output } = await run('ticket', 'getStatus', {}, { credential: other });
	expect(output).toEqual([{ suiteId, present: false, expired: true }]);
	const { error } = await run('token', 'get', { kind: 'suite' }, { credential: other });
	expect(error?.message).toMatch(/no suite ticket/);
});

it('tells the age of the ticket, not the ticket', async () => {
	const { output } = await run('ticket', 'getStatus');
	expect(output).toMatchObject([{ suiteId: stage.suiteId, present: true, expired: false }]);
	expect(JSON.stringify(output)).not.toContain('TICKET-');
});

it.each(['suite', 'provider', 'corp'])('gives the token of the %s', async (kind) => {
	const { output } = await run('token', 'get', { kind, tenant: byId(corpId) });
	expect(output).toMatchObject([{ kind, token: expect.any(String) as string }]);
});

it('has no token of a company that has not installed', async () => {
	const { error } = await run('token', 'get', { kind: 'corp', tenant: byId('wpNobody') });
	expect(error?.message).toMatch(/wpNobody/);
});

it("has no provider's token without its secret", async () => {
	const without = credential({ providerSecret: '' });
	const { error } = await run('token', 'get', { kind: 'provider' }, { credential: without });
	expect(error?.message).toMatch(/provider corp ID|provider secret/i);
});

it('tells which address WeCom does not allow', async () => {
	await stage.simulator.actions.setAllowedAddresses({ addresses: ['10.0.0.1'] });
	const { output } = await run('health', 'check', { callbackUrl: '' });
	await stage.simulator.actions.setAllowedAddresses({ addresses: [] });
	expect(output[0]).toMatchObject({ healthy: false });
	expect(output[0].findings).toContainEqual(
		expect.objectContaining({
			check: 'suite token',
			status: 'failed',
			details: { egressIp: '127.0.0.1' },
		}),
	);
});

it('says that an operation is not one of its own', async () => {
	const { error } = await run('installation', '__proto__');
	expect(error?.message).toMatch(/is not an operation of this node/);
});

it('checks the health, with the callback URL', async () => {
	const { output } = await run('health', 'check', { callbackUrl: stage.callbackUrl });
	expect(output[0]).toMatchObject({ healthy: true });
	expect(output[0].findings).toContainEqual(
		expect.objectContaining({ check: 'callback', status: 'ok' }),
	);
	const { error } = await run('health', 'check', { callbackUrl: 'nonsense' });
	expect(error?.message).toMatch(/Callback URL/);
});

it('goes on with the other items when one fails', async () => {
	const { items } = await run(
		'installation',
		'get',
		{ tenant: byId('={{ $json.corpId }}'), includeSecrets: false },
		{
			input: [{ json: { corpId } }, { json: { corpId: 'wpNobody' } }, { json: { corpId } }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items.map(({ json }) => json.corpId ?? 'failed')).toEqual([corpId, 'failed', corpId]);
	expect(items[1].json.error).toMatch(/wpNobody/);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

describe('the test of the credential', () => {
	const verdict = async (changes: Record<string, unknown> = {}) =>
		await testCredential(credential(changes));

	it('is good when everything is', async () => {
		expect(await verdict()).toMatchObject({ status: 'OK' });
	});

	it('names a vault that cannot be opened', async () => {
		const vaultFile = `${stage.vaultFile}/in-a-file`;
		const { status, message } = await verdict({ vaultFile });
		expect(status).toBe('Error');
		expect(message).toContain(vaultFile);
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		['Token', { token: 'not a token' }, /Token has white space/],
		['EncodingAESKey', { encodingAesKey: 'short' }, /EncodingAESKey must be exactly 43/],
		[
			'second pair',
			{ rotating: true, secondToken: '', secondEncodingAesKey: '' },
			/Token is empty/,
		],
		['Suite ID', { suiteId: '' }, /Suite ID/],
		['Suite Secret', { suiteSecret: 'wrong' }, /suite secret/i],
		['Provider Secret', { providerSecret: 'wrong' }, /provider secret/i],
		['API Base URL', { baseUrl: 'nonsense' }, /base URL/i],
		['host that is not there', { baseUrl: 'http://127.0.0.1:9' }, /127\.0\.0\.1:9/],
		['ticket', { suiteId: 'ww00000000000000b2' }, /no suite ticket/],
	])('names what is wrong: %s', async (_what, changes, message) => {
		const { status, message: text } = await verdict(changes);
		expect(status).toBe('Error');
		expect(text).toMatch(message);
		for (const value of [stage.simulator.world.suites[0].suiteSecret, 'wrong"']) {
			expect(text).not.toContain(value);
		}
	});
});

describe("n8n's own HTTP Request node", () => {
	const request = async (parameters: Record<string, unknown>) => {
		const given = credential();
		const result = await runWorkflow({
			workflow: {
				name: 'Request',
				nodes: [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
					{
						name: 'Request',
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						parameters: {
							authentication: 'predefinedCredentialType',
							nodeCredentialType: 'weComSuiteApi',
							...parameters,
						},
						credentials: { weComSuiteApi: { name: given.name } },
					},
				],
				connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
			},
			credentials: [given],
		});
		return { json: result.items.Request?.[0]?.json, error: result.error };
	};
	const url = (path: string) => `${stage.simulator.url}/cgi-bin/${path}`;
	const last = () => stage.simulator.requests.at(-1);

	it('reaches a path of the suite', async () => {
		const { json } = await request({ url: url('service/get_pre_auth_code') });
		expect(json).toMatchObject({ pre_auth_code: expect.any(String) as string });
		expect(Object.keys(last()?.query ?? {})).toEqual(['suite_access_token']);
	});

	it('reaches a path of the provider', async () => {
		const { json } = await request({
			method: 'POST',
			url: url('license/get_app_license_info'),
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ corpid: corpId, suite_id: stage.suiteId }),
		});
		expect(json).toMatchObject({ errcode: 0 });
		expect(Object.keys(last()?.query ?? {})).toEqual(['provider_access_token']);
	});

	it.each(['query in the URL', 'query parameter', 'header'])(
		'reaches a path of a company that is named by a %s',
		async (way) => {
			const userid = stage.simulator.world.corps[0].adminUserId;
			const named = {
				'query in the URL': { url: url(`user/get?userid=${userid}&wecom_corpid=${corpId}`) },
				'query parameter': {
					url: url('user/get'),
					sendQuery: true,
					queryParameters: {
						parameters: [
							{ name: 'userid', value: userid },
							{ name: 'wecom_corpid', value: corpId },
						],
					},
				},
				header: {
					url: url(`user/get?userid=${userid}`),
					sendHeaders: true,
					headerParameters: { parameters: [{ name: 'X-WeCom-CorpId', value: corpId }] },
				},
			}[way] as Record<string, unknown>;
			const { json } = await request(named);
			expect(json).toMatchObject({ errcode: 0, userid });
			expect(Object.keys(last()?.query ?? {}).sort()).toEqual(['access_token', 'userid']);
		},
	);

	it('says how to name the company', async () => {
		const { error } = await request({ url: url('user/get?userid=x') });
		expect(JSON.stringify(error)).toMatch(/company/);
		expect(JSON.stringify([error?.message, error])).toMatch(/wecom_corpid|no company was named/);
	});

	it('takes the token to no other host', async () => {
		const elsewhere = stage.callbackUrl.replace('127.0.0.1', 'localhost');
		const before = stage.accepted.length;
		const { error } = await request({ url: `${elsewhere}cgi-bin/service/get_pre_auth_code` });
		expect(error?.message).toMatch(/API Base URL/);
		expect(stage.accepted).toHaveLength(before);
	});
});

it('passes on what its trigger was given', async () => {
	const given = credential();
	const { items, error } = await runWorkflow({
		workflow: {
			name: 'Trigger',
			nodes: [
				{
					name: 'Trigger',
					type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
					parameters: { receivesFor: 'suite', events: ['create_auth'] },
					credentials: { weComSuiteApi: { name: given.name } },
				},
			],
			connections: {},
		},
		credentials: [given],
		input: [{ json: { event: 'create_auth', corpId } }],
	});
	expect(error).toBeUndefined();
	expect(items.Trigger.map(({ json }) => json)).toEqual([{ event: 'create_auth', corpId }]);
});
