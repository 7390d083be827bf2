import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { Workflow, WorkflowNode } from './rest';
import {
	openStage,
	OWN_APP_CREDENTIAL,
	ownAppCredential,
	readTemplate,
	SUITE_CREDENTIAL,
	suiteCredential,
	webhookPath,
	type Stage,
} from './stage';
import { until } from './until';

/** Whole lives of an app are played, and what can fail fails; then every secret is looked for in all that n8n keeps. */

const hub = readTemplate('run-an-app');
let stage: Stage;

/** Every operation of the suite that tells of something secret, and calls that fail with a token on them. */
function calls(): Workflow {
	const { simulator, n8n, corpId, userId } = stage;
	const tenant = { __rl: true, mode: 'id', value: corpId };
	const suite = (resource: string, operation: string, more = {}): Partial<WorkflowNode> => ({
		type: 'n8n-nodes-wecom-suite.weComSuite',
		parameters: { resource, operation, ...more },
	});
	const request = (path: string, credential: string): Partial<WorkflowNode> => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: simulator.url + path,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential,
		},
	});
	const send = (content: string, callAs: string): Partial<WorkflowNode> => ({
		type: 'n8n-nodes-wecom-suite.weCom',
		parameters: {
			callAs,
			tenant,
			resource: 'message',
			operation: 'send',
			sendTo: 'member',
			member: { __rl: true, mode: 'id', value: callAs === 'ownApp' ? 'member1' : userId },
			messageType: 'text',
			content,
		},
	});
	const nodes = [
		suite('installation', 'get', { tenant }),
		suite('installation', 'getAll', { returnAll: true }),
		suite('installation', 'refresh', { tenant }),
		suite('ticket', 'getStatus'),
		suite('health', 'check', { callbackUrl: n8n.webhookUrl(webhookPath(hub)) }),
		suite('installation', 'exchange', { authCode: 'not-a-code' }),
		request(`/cgi-bin/user/get?wecom_corpid=${corpId}&userid=${userId}`, 'weComSuiteApi'),
		request('/cgi-bin/service/get_login_info', 'weComSuiteApi'),
		request(`/cgi-bin/nowhere?wecom_corpid=${corpId}`, 'weComSuiteApi'),
		request('/cgi-bin/user/get?userid=member1', 'weComCorpApi'),
		send('one', 'tenant'),
		send('two', 'tenant'),
		send('three', 'ownApp'),
	].map((node, index): WorkflowNode => ({
		...node,
		name: `Call ${index}`,
		type: node.type ?? '',
		onError: 'continueRegularOutput',
		credentials: {
			weComSuiteApi: { name: SUITE_CREDENTIAL },
			weComCorpApi: { name: OWN_APP_CREDENTIAL },
		},
	}));
	return {
		name: 'Calls',
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...nodes],
		connections: {
			Start: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

beforeAll(async () => {
	stage = await openStage({
		workflows: [hub],
		credentialsOf: (simulator) => [suiteCredential(simulator), ownAppCredential(simulator)],
		environment: { N8N_LOG_LEVEL: 'debug' },
	});
	const { simulator, n8n, suiteId, corpId, userId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
	for (const { id } of await n8n.rest.credentials()) await n8n.rest.testCredential(id);
	await simulator.actions.install({ suiteId, corpId });
	await until('the greeting arrives', () => simulator.messages.length === 1);
	await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'hello' });
	await until('the answer arrives', () => simulator.messages.length === 2);

	// A call that is refused, one that is cut off, and one whose token is bad.
	await simulator.actions.setFaults({
		api: [
			{ path: '/cgi-bin/message/send', kind: 'errcode', errcode: 60020, times: 1 },
			{ path: '/cgi-bin/service/v2/get_auth_info', kind: 'reset', times: 1 },
		],
	});
	await simulator.actions.revokeTokens({ family: 'suite' });
	const { executionId } = await n8n.rest.run(await n8n.rest.addWorkflow(calls()), 'Start');
	await until('all calls are made', async () => {
		const { status } = await n8n.rest.execution(executionId ?? '');
		return status === 'success' || status === 'error';
	});
	await simulator.actions.clearFaults();

	// Another company's exchange fails for good; the first one's app is removed.
	const other = simulator.world.corps[1].corpId;
	await simulator.actions.setFaults({
		api: [{ path: '/cgi-bin/service/v2/get_permanent_code', kind: 'errcode', errcode: 40078 }],
	});
	await simulator.actions.install({ suiteId, corpId: other });
	await simulator.actions.uninstall({ suiteId, corpId });
	await stage.expectExecutions(5);
});

afterAll(async () => await stage?.close());

/** By its name, every secret that the platform gave out or n8n was told. */
function secrets(): Map<string, string> {
	const { simulator } = stage;
	const known = new Map<string, string>();
	for (const { data } of [suiteCredential(simulator), ownAppCredential(simulator)]) {
		for (const [field, value] of Object.entries(data)) {
			if (/secret|token|AesKey/i.test(field)) known.set(field, String(value));
		}
	}
	for (const { path, query, body } of simulator.requests) {
		const sent = { ...query, ...(body as Record<string, unknown>) };
		for (const [name, value] of Object.entries(sent)) {
			if (/token|ticket|auth_code|permanent_code/.test(name) && value !== 'not-a-code') {
				known.set(`${name} of ${path}: ${String(value).slice(-6)}`, String(value));
			}
		}
	}
	for (const { event, payload } of simulator.callbacks) {
		const found = payload.matchAll(/<(SuiteTicket|AuthCode)>(?:<!\[CDATA\[)?([^<\]]+)/g);
		for (const [, name, value] of found) {
			known.set(`${name} of ${event}: ${value.slice(-6)}`, value);
		}
	}
	return known;
}

/** Names of the secrets that are in these bytes. */
const leaksOf = (bytes: Buffer | string) =>
	[...secrets()].filter(([, value]) => bytes.includes(value)).map(([name]) => name);

test('the secrets of the whole chain were on their way', () => {
	const names = [...secrets().keys()].join('\n');
	for (const part of [
		'suiteSecret',
		'encodingAesKey',
		'systemEncodingAesKey',
		'SuiteTicket',
		'AuthCode',
		'auth_code',
		'suite_access_token',
		'permanent_code',
		'providerSecret',
		'access_token of /cgi-bin/service/get_login_info',
		'access_token of /cgi-bin/user/get',
		'access_token of /cgi-bin/message/send',
	]) {
		expect(names).toContain(part);
	}
	for (const value of secrets().values()) expect(value.length).toBeGreaterThan(10);
});

test('no secret is in any file that n8n keeps: database, vault, logs, settings', () => {
	const { userFolder } = stage.n8n;
	const files = readdirSync(userFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		// The package itself, and what n8n takes from it.
		.filter((file) => !/node_modules|\.cache/.test(file));
	const names = files.map((file) => relative(userFolder, file));
	expect(names).toEqual(
		expect.arrayContaining([
			'.n8n/database.sqlite',
			'.n8n/database.sqlite-wal',
			'.n8n/wecom-suite.sqlite',
			'n8n.log',
		]),
	);
	const contents = files.map((file) => readFileSync(file));
	// What is no secret is found by the same search.
	for (const trace of ['hello', stage.corpId, 'WeCom token fetched', 'not-a-code']) {
		expect([trace, contents.some((bytes) => bytes.includes(trace))]).toEqual([trace, true]);
	}
	const leaks = contents.map((bytes, index) => [names[index], leaksOf(bytes)] as const);
	expect(leaks.filter(([, found]) => found.length > 0)).toEqual([]);
});

test('no secret is in an item or an error of an execution', async () => {
	const executions = await stage.n8n.executions();
	const text = JSON.stringify(executions);
	expect(text).toContain('"Content":"hello"');
	expect(leaksOf(text)).toEqual([]);

	// The calls ran as far as they should, the failing ones too.
	const { data } = executions.find(({ workflowName }) => workflowName === 'Calls') ?? executions[0];
	expect(Object.keys(data.resultData.runData)).toHaveLength(14);
	for (const part of ['60020', '40058', '404', 'agentid', 'findings', 'ageSeconds']) {
		expect([part, JSON.stringify(data).includes(part)]).toEqual([part, true]);
	}
});
