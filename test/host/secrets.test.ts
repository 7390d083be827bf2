import { hkdfSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Simulator } from '../../simulator/simulator';
import { createCallbackKeys } from '../../wecom/callback/keys';
import { sealDelivery } from '../../wecom/callback/seal';
import { deriveKey } from '../../wecom/vault/sealing';
import { openSqliteVault } from '../../wecom/vault/sqlite';
import { encryptionKey } from './n8n-process';
import type { Credential, Execution, Workflow, WorkflowNode } from './rest';
import { secretsOf } from './secrets';
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
const TEMPLATE_CREDENTIAL = 'Template';
/** Where the template of customised apps is called back. */
const templateHub: Workflow = {
	name: 'Template',
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: '0b000000-0000-4000-8000-000000000001',
			parameters: { events: ['message.text'] },
			credentials: { weComSuiteApi: { name: TEMPLATE_CREDENTIAL } },
		},
	],
	connections: {},
};
const APP_PAIR = {
	token: 'tokenOfACustomisedApp',
	encodingAesKey: 'KeyOfACustomisedAppKeyOfACustomisedAppKey01',
};
const SECOND_PAIR = {
	secondToken: 'tokenFromBeforeTheChange',
	secondEncodingAesKey: 'KeyFromBeforeTheChangeKeyFromBeforeTheChan1',
};

/** Every field that a credential of the package has. */
const credentials = (simulator: Simulator): Credential[] => {
	const suite = suiteCredential(simulator);
	const { cashierKey } = simulator.world.provider;
	return [
		{ ...suite, data: { ...suite.data, cashierKey, rotating: true, ...SECOND_PAIR } },
		{ ...suiteCredential(simulator, 1), name: TEMPLATE_CREDENTIAL },
		ownAppCredential(simulator),
	];
};

const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';

/** Where n8n and what it starts put files for a while. */
const temporary = mkdtempSync(join(tmpdir(), 'wecom-secrets-'));
/** What was in the vault at some time, by its name. */
const kept = new Map<string, string>();
/** What could be read of the processes of n8n while one exchanged a code, by what it was. */
const processes = new Map<string, Buffer>();
let stage: Stage;
let executions: Execution[];
/** Every secret in every form, by its name. */
let known: Map<string, Buffer[]>;

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
		suite('jsSdk', 'getSignatures', { tenant, pageUrl: 'https://app.example.com/orders' }),
		suite('installLink', 'create', { redirectUri: 'https://app.example.com/landed' }),
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
		workflows: [hub, templateHub],
		credentialsOf: credentials,
		environment: { N8N_LOG_LEVEL: 'debug', TMPDIR: temporary },
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

	await playTemplate();

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
	await rememberVault();

	// Another company's exchange fails for good; the first one's app is removed.
	const other = simulator.world.corps[1].corpId;
	await simulator.actions.setFaults({
		api: [
			{ path: EXCHANGE, kind: 'latency', milliseconds: 6_000, times: 1 },
			{ path: EXCHANGE, kind: 'errcode', errcode: 40078 },
		],
	});
	await simulator.actions.install({ suiteId, corpId: other });
	await readProcesses();
	await simulator.actions.uninstall({ suiteId, corpId });
	await stage.expectExecutions(6);
	executions = await stage.n8n.executions();
	known = new Map([...secrets()].map(([name, secret]) => [name, formsOf(secret)]));
});

afterAll(async () => {
	await stage?.close();
	rmSync(temporary, { recursive: true, force: true });
});

/** The same vault as n8n's, opened beside it. */
async function openVault() {
	const file = join(stage.n8n.userFolder, '.n8n', 'wecom-suite.sqlite');
	return await openSqliteVault({ file, secret: encryptionKey, clock: Date.now });
}

/** A company installs the template, and its app calls back with keys of its own. */
async function playTemplate(): Promise<void> {
	const { simulator, n8n, corpId } = stage;
	const { suiteId } = simulator.world.suites[1];
	const url = n8n.webhookUrl(webhookPath(templateHub));
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url });
	await simulator.actions.install({ suiteId, corpId });
	const vault = await openVault();
	await until('the template is installed', async () =>
		Boolean(await vault.installations.get(suiteId, corpId)),
	);
	await vault.callbackKeys.put({ suiteId, corpId }, APP_PAIR, { rotating: false, updatedAt: 1 });
	await vault.close();
	const timestamp = Math.floor(Date.now() / 1000);
	const { query, body } = sealDelivery({
		keys: createCallbackKeys(APP_PAIR),
		receiveId: corpId,
		timestamp,
		message: `<xml><ToUserName>${corpId}</ToUserName><FromUserName>a</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType>text</MsgType><Content>to the app</Content></xml>`,
	});
	const answer = await fetch(`${url}?${new URLSearchParams(query).toString()}`, {
		method: 'POST',
		body,
	});
	expect(await answer.text()).toBe('success');
}

/** Everything in the vault that is sealed, opened. */
async function rememberVault(): Promise<void> {
	const vault = await openVault();
	for (const { suiteId } of stage.simulator.world.suites) {
		const ticket = await vault.tickets.get(suiteId);
		if (ticket) kept.set(`ticket of ${suiteId}`, ticket.ticket);
		for (const { corpId, pair } of await vault.callbackKeys.list(suiteId)) {
			kept.set(`app token of ${corpId}`, pair.token);
			kept.set(`app key of ${corpId}`, pair.encodingAesKey);
		}
	}
	const { installations } = await vault.installations.find({ limit: 99 });
	for (const { suiteId, corpId, permanentCode } of installations) {
		kept.set(`permanent code of ${suiteId} ${corpId}`, permanentCode);
	}
	for (const row of stage.vault('tokens')) {
		const text = (column: string) => {
			const value = row[column];
			return typeof value === 'string' && value !== '' ? value : undefined;
		};
		const key = {
			kind: text('kind') ?? '',
			baseUrl: text('base_url') ?? '',
			owner: text('owner') ?? '',
			corpId: text('corp_id'),
			revision: text('revision'),
		};
		const found = await vault.tokens.get(key);
		if (found) kept.set(`${key.kind} token of ${key.owner} ${key.corpId}`, found.token);
	}
	await vault.close();
}

/** What the system tells of the processes of this n8n, one of which exchanges a code now. */
async function readProcesses(): Promise<void> {
	const read = (file: string) => {
		try {
			return readFileSync(file);
		} catch {
			// It has ended.
			return Buffer.alloc(0);
		}
	};
	await until('a process exchanges a code', () => {
		processes.clear();
		for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
			const environment = read(`/proc/${id}/environ`);
			if (!environment.includes(stage.n8n.userFolder)) continue;
			const command = read(`/proc/${id}/cmdline`);
			const words = command.toString().replaceAll('\0', ' ');
			processes.set(`environment of ${words}`, environment);
			processes.set(`command line of ${words}`, command);
		}
		return [...processes.keys()].some((name) => name.includes('exchange-process'));
	});
}

/** By its name, every secret that the platform gave out or n8n was told, or that follows from one. */
function secrets(): Map<string, string> {
	const { simulator } = stage;
	const told = [...secretsOf(simulator, credentials(simulator))];
	// One is no code at all, which somebody sends as if it were.
	const known = new Map([...kept, ...told.filter(([, secret]) => secret !== 'not-a-code')]);
	for (const { name, data } of credentials(simulator)) {
		const { suiteSecret } = data;
		if (typeof suiteSecret !== 'string') continue;
		for (const purpose of ['install link state', 'member login state']) {
			const key = hkdfSync('sha256', suiteSecret, 'n8n-nodes-wecom-suite', purpose, 32);
			known.set(`${purpose} key of ${name}`, Buffer.from(key).toString('latin1'));
		}
	}
	known.set('sealing key', deriveKey(encryptionKey).key.export().toString('latin1'));
	return known;
}

/** A secret as it may be written: as it is, in a URL, in JSON, in base64 at any place of a longer text, in hex. */
function formsOf(secret: string): Buffer[] {
	const bytes = Buffer.from(secret, 'latin1');
	const texts = [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
	for (const offset of [0, 1, 2]) {
		// What stands before changes the first characters, what stands behind the last ones.
		const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
		const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
		texts.push(...(['base64', 'base64url'] as const).map((form) => whole.toString(form).slice(4)));
	}
	texts.push(bytes.toString('hex'), bytes.toString('hex').toUpperCase());
	return [bytes, Buffer.from(secret, 'utf16le'), ...texts.map((text) => Buffer.from(text))];
}

/** Names of the secrets that are in these bytes, in whatever form. */
function leaksOf(bytes: Buffer | string): string[] {
	const searched = Buffer.from(bytes as string);
	return [...known]
		.filter(([, forms]) => forms.some((form) => searched.includes(form)))
		.map(([name]) => name);
}

/** All files that n8n has written, by their path: in its folder, and those that it meant to have for a while. */
function readFiles(): Map<string, Buffer> {
	const files = [stage.n8n.userFolder, temporary].flatMap((folder) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name)),
	);
	return new Map(
		files
			// The package itself, and what n8n takes from it.
			.filter((file) => !/node_modules|\.cache/.test(file))
			.map((file) => [file.replace(`${stage.n8n.userFolder}/`, ''), readFileSync(file)]),
	);
}

const leaksOfFiles = () =>
	[...readFiles()]
		.map(([name, bytes]) => [name, leaksOf(bytes)] as const)
		.filter(([, found]) => found.length > 0);

test('the secrets of the whole chain were on their way', () => {
	const names = [...secrets().keys()].join('\n');
	for (const part of [
		'suiteSecret of Suite',
		'providerSecret of Suite',
		'token of Suite',
		'encodingAesKey of Suite',
		'systemToken of Suite',
		'systemEncodingAesKey of Suite',
		'secondToken of Suite',
		'secondEncodingAesKey of Suite',
		'cashierKey of Suite',
		'suiteSecret of Template',
		'secret of Own App',
		'encodingAesKey of Own App',
		'state key of Suite',
		'sealing key',
		'SuiteTicket',
		'ticket of ww',
		'ticket of dk',
		'AuthCode',
		'auth_code',
		'permanent_code',
		'permanent code of ww',
		'permanent code of dk',
		'app token of wp',
		'app key of wp',
		'suite_access_token',
		'suite token of',
		'corp token of',
		'provider token of',
		'own token of',
		'access_token of /cgi-bin/service/get_login_info',
		'access_token of /cgi-bin/user/get',
		'access_token of /cgi-bin/message/send',
	]) {
		expect(names).toContain(part);
	}
	// Tickets of JS-SDK, for the company and for the app.
	expect(
		[...kept.keys()].filter((name) => /ticket\S* token of|js\S* token of/.test(name)),
	).toHaveLength(2);
	for (const value of secrets().values()) expect(value.length).toBeGreaterThan(7);
});

// A search that finds nothing has to be one that could.
test('the search finds each secret in each form, and a file that holds one', () => {
	for (const [name, secret] of secrets()) {
		const found = [name, expect.arrayContaining([name])];
		for (const form of formsOf(secret)) expect([name, leaksOf(form)]).toEqual(found);
		for (const before of ['', 'x', 'xy']) {
			const text = Buffer.from(`${before}${secret}yz`, 'latin1').toString('base64');
			expect([name, leaksOf(text)]).toEqual(found);
		}
	}
	const file = join(temporary, 'planted');
	writeFileSync(file, `some text and ${APP_PAIR.encodingAesKey}`);
	expect(leaksOfFiles()).toEqual([[file, [`app key of ${stage.corpId}`]]]);
	rmSync(file);
});

test('no secret is in any file that n8n keeps: database, vault, logs, settings', () => {
	const files = readFiles();
	expect([...files.keys()]).toEqual(
		expect.arrayContaining([
			'.n8n/database.sqlite',
			'.n8n/database.sqlite-wal',
			'.n8n/n8nEventLog.log',
			'.n8n/wecom-suite.sqlite',
			'.n8n/wecom-suite.sqlite-wal',
			'n8n.log',
		]),
	);
	// What is no secret is found by the same search.
	for (const trace of ['hello', stage.corpId, 'WeCom token fetched', 'not-a-code', 'to the app']) {
		const isThere = [...files.values()].some((bytes) => bytes.includes(trace));
		expect([trace, isThere]).toEqual([trace, true]);
	}
	expect(leaksOfFiles()).toEqual([]);
});

test('no secret is in an item or an error of an execution', () => {
	const text = JSON.stringify(executions);
	expect(text).toContain('"Content":"hello"');
	expect(leaksOf(text)).toEqual([]);

	// The calls ran as far as they should, the failing ones too.
	const { data } = executions.find(({ workflowName }) => workflowName === 'Calls') ?? executions[0];
	expect(Object.keys(data.resultData.runData)).toHaveLength(16);
	for (const part of ['60020', '40058', '404', 'agentid', 'findings', 'ageSeconds', 'signature']) {
		expect([part, JSON.stringify(data).includes(part)]).toEqual([part, true]);
	}
});

test('no secret is in the environment or the command line of a process', () => {
	const names = [...processes.keys()].join('\n');
	expect(names).toMatch(/environment of .*exchange-process/);
	expect(names).toMatch(/command line of .*exchange-process/);
	expect(names).toMatch(/environment of .*n8n start/);
	for (const [name, bytes] of processes) expect([name, leaksOf(bytes)]).toEqual([name, []]);
});

test('no secret is in what is left after n8n was killed in the middle of an install', async () => {
	const { simulator, n8n, suiteId, corpId } = stage;
	await simulator.actions.clearFaults();
	await simulator.actions.setFaults({ api: [{ path: EXCHANGE, kind: 'hang' }] });
	await simulator.actions.install({ suiteId, corpId: simulator.world.corps[2].corpId });
	await readProcesses();
	await n8n.kill();
	expect(leaksOfFiles()).toEqual([]);
	expect([...readFiles().values()].some((bytes) => bytes.includes(corpId))).toBe(true);
});
