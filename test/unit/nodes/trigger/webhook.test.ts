import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NodeOperationError, type ICredentialDataDecryptedObject } from 'n8n-workflow';

import { openSuite } from '../../../../nodes/adapter/platform';
import { startSimulator, type Simulator } from '../../../../simulator/simulator';
import { until } from '../../suite/stage';
import { defer } from './defer';
import { startHost, type Host } from './host';

const CREATE_AUTH = ['create_auth'];

let folder: string;
let simulator: Simulator;
let host: Host;
let suiteId: string;
let corpId: string;
let userId: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-trigger-'));
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'instance-key-of-the-test',
	});
	simulator = await startSimulator();
	({ suiteId } = simulator.world.suites[0]);
	({ corpId, adminUserId: userId } = simulator.world.corps[0]);
	host = await startHost({ weComSuiteApi: suiteCredential() }, { events: ['any'] });
});

afterEach(async () => {
	await host.close();
	await simulator.close();
	await rm(folder, { recursive: true, force: true });
});

function suiteCredential(): ICredentialDataDecryptedObject {
	const [suite] = simulator.world.suites;
	return {
		suiteId: suite.suiteId,
		suiteSecret: suite.suiteSecret,
		token: suite.token,
		encodingAesKey: suite.encodingAesKey,
		providerCorpId: simulator.world.provider.corpId,
		baseUrl: simulator.url,
		vaultFile: join(folder, 'vault'),
	};
}

/** Enters the URL in the provider console. */
async function save(): Promise<void> {
	for (const kind of ['command', 'data'] as const) {
		const { saved } = await simulator.actions.saveCallbackUrl({ suiteId, kind, url: host.url });
		expect(saved).toBe(true);
	}
}

const install = async () => await simulator.actions.install({ suiteId, corpId });
const isInstalled = async () =>
	(await (await vault()).installations.get(suiteId, corpId)) !== undefined;
/** What is still under way when the simulator closes would be tried again for ten minutes. */
const installAndWait = async () => {
	await install();
	await until(isInstalled);
};
const say = async (text: string) =>
	await simulator.actions.sendMessage({ suiteId, corpId, userId, text });
const vault = async () => (await openSuite(host.credentials.weComSuiteApi)).vault;
const events = () => host.executions.map(({ json }) => json.event);

it('lets its URL be saved, and keeps the ticket that comes then without an execution', async () => {
	await save();
	expect((await (await vault()).tickets.get(suiteId))?.ticket).toMatch(/^TICKET-/);
	expect(host.executions).toEqual([]);
});

it('does not let a URL be saved with another Token', async () => {
	const { saved } = await simulator.actions.saveCallbackUrl({
		suiteId,
		kind: 'command',
		url: host.url,
		token: 'another',
	});
	expect(saved).toBe(false);
	expect(host.log.join('\n')).toMatch(/refused.*Compare the Token/);
});

it('starts an execution for a message, and answers success when it is stored', async () => {
	await save();
	await installAndWait();
	const { attempts } = await say('hello');
	expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	expect(host.executions).toMatchObject([
		{ mode: 'webhook', json: { event: 'message.text', corpId, data: { Content: 'hello' } } },
	]);
});

it('lets WeCom send a message again that could not be stored', async () => {
	await save();
	await installAndWait();
	let failures = 1;
	host.canStore = () => failures-- <= 0;
	const { attempts } = await say('hello');
	expect(attempts.map(({ status }) => status)).toEqual([500, 200]);
	expect(events()).toEqual(['message.text']);
});

it('answers 503 while the same message is still being stored, and one execution comes of it', async () => {
	await save();
	const storing = defer<boolean>();
	host.canStore = async () => await storing.promise;
	const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content>once</Content><MsgId>1</MsgId><AgentID>1</AgentID></xml>`;
	const deliver = async () =>
		await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml });
	const first = deliver();
	const { attempts } = await deliver();
	expect(attempts).toMatchObject([{ status: 503 }]);
	storing.resolve(true);
	await first;
	expect((await deliver()).attempts).toMatchObject([{ status: 200, body: 'success' }]);
	expect(events()).toEqual(['message.text']);
});

it('answers an install first, then completes it and emits it with a key, without its code', async () => {
	host.parameters = { events: CREATE_AUTH };
	await host.publish();
	await save();
	const { delivery } = await install();
	expect(delivery?.attempts).toMatchObject([{ status: 200, body: 'success' }]);
	await until(() => host.executions.length === 1);
	const [{ mode, key, json }] = host.executions;
	expect({ mode, json }).toMatchObject({
		mode: 'trigger',
		json: { event: 'create_auth', corpId, installation: { corpId, corpName: 'Demo Company A' } },
	});
	expect(key).toMatch(/^wecom:workflow:node:[0-9a-f]{64}$/);
	const { permanentCode } = (await (await vault()).installations.get(suiteId, corpId)) ?? {};
	expect(permanentCode).toBeTruthy();
	expect(JSON.stringify(json)).not.toContain(permanentCode);
	expect(JSON.stringify(json)).not.toContain('AuthCode');
	expect(json.installation).toMatchObject({
		authorizedAt: expect.stringMatching(/^20.*Z$/) as string,
		updatedAt: expect.stringMatching(/^20.*Z$/) as string,
	});
});

it('does its part for other companies than those asked for, and emits nothing then', async () => {
	host.parameters = { events: CREATE_AUTH, filters: { tenants: 'wpAnother' } };
	await host.publish();
	await save();
	await installAndWait();
	const again = simulator.callbacks.at(-1)?.payload ?? '';
	const deliver = async () =>
		await simulator.actions.deliver({ suiteId, kind: 'command', xml: again });
	await until(async () => (await deliver()).attempts[0].status === 200);
	expect(host.executions).toEqual([]);
});

it('leaves the auth code to the workflow when that is wanted', async () => {
	host.parameters = { events: CREATE_AUTH, completeInstalls: false };
	await host.publish();
	await save();
	const { authCode } = await install();
	await until(() => host.executions.length === 1);
	expect(host.executions[0].json).toMatchObject({ data: { AuthCode: authCode } });
	expect(await isInstalled()).toBe(false);
});

it('has removed the company before it answers', async () => {
	await save();
	await installAndWait();
	const delivery = await simulator.actions.uninstall({ suiteId, corpId });
	expect(delivery?.accepted).toBe(true);
	expect(await isInstalled()).toBe(false);
});

it('starts an execution for a ticket if that was chosen, without the ticket unless asked', async () => {
	host.parameters = { events: ['suite_ticket'] };
	await save();
	expect(events()).toEqual(['suite_ticket']);
	expect(JSON.stringify(host.executions)).not.toContain('TICKET-');
	host.parameters = { events: ['suite_ticket'], additionalOptions: { includeSecrets: true } };
	await simulator.actions.moveClock({ seconds: 1, toldToo: true });
	await simulator.actions.pushTicket({ suiteId });
	expect(JSON.stringify(host.executions[1])).toContain('TICKET-');
});

it('gives a test event to the editor, whatever must be answered first', async () => {
	host.mode = 'manual';
	await save();
	const { delivery } = await install();
	expect(delivery?.accepted).toBe(true);
	await until(() => host.executions.length === 1);
	await say('hello');
	expect(host.executions).toMatchObject([
		{ mode: 'webhook', json: { event: 'create_auth', installation: { corpId } } },
		{ mode: 'webhook', json: { event: 'message.text' } },
	]);
});

it('does not answer twice when a test event cannot be completed', async () => {
	host.mode = 'manual';
	await save();
	await simulator.actions.setFaults({
		api: [{ path: '/cgi-bin/service/v2/get_permanent_code', kind: 'latency', milliseconds: 200 }],
	});
	const { delivery } = await install();
	expect(delivery?.accepted).toBe(true);
	await (await vault()).close();
	await until(() => /could not be handled: The vault/.test(host.log.join('\n')));
	expect(host.thrown).toEqual([]);
	expect(host.executions).toEqual([]);
});

it('does not run in the background while a test event is waited for', async () => {
	host.mode = 'manual';
	host.credentials = {};
	await expect(host.publish()).resolves.toBeInstanceOf(Function);
});

it('stops with its workflow', async () => {
	const end = await host.publish();
	await save();
	await end();
	await installAndWait();
	expect(host.executions).toEqual([]);
	await host.publish();
	await until(() => events().includes('create_auth'));
});

describe('a refusal', () => {
	const forge = async (tamper: 'signature' | 'ciphertext' | 'body' | 'noQuery') => {
		const xml = `<xml><SuiteId>${suiteId}</SuiteId><InfoType>cancel_auth</InfoType><TimeStamp>1</TimeStamp><AuthCorpId>${corpId}</AuthCorpId></xml>`;
		return await simulator.actions.deliver({ suiteId, kind: 'command', xml, tamper });
	};

	it.each([
		['signature', 401, 'Unauthorized'],
		['ciphertext', 401, 'Unauthorized'],
		['body', 400, 'Bad Request'],
		['noQuery', 400, 'Bad Request'],
	] as const)('of a wrong %s starts and changes nothing', async (tamper, status, body) => {
		await save();
		await installAndWait();
		const { attempts } = await forge(tamper);
		expect(attempts).toMatchObject([{ status, body }]);
		expect(await isInstalled()).toBe(true);
		expect(host.executions).toEqual([]);
		expect(host.log.join('\n')).toMatch(/was refused/);
	});

	it.each([
		['n8n', 17],
		['WeCom', 2],
	])('of a body that is too large for %s is told so', async (_whose, megabytes) => {
		const response = await fetch(`${host.url}?msg_signature=x&timestamp=1&nonce=1`, {
			method: 'POST',
			body: Buffer.alloc(megabytes * 1024 * 1024, 'x'),
		});
		expect([response.status, await response.text()]).toEqual([413, 'Payload Too Large']);
	});
});

describe('what keeps it from working', () => {
	const answer = async () => {
		const response = await fetch(host.url, { method: 'POST', body: 'x' });
		return [response.status, await response.text()];
	};

	it('is answered 503, so that WeCom comes again, and told in the log with what to do', async () => {
		host.credentials = {
			weComSuiteApi: { ...suiteCredential(), vaultFile: join(folder, 'vault', 'in-a-file') },
		};
		await (await openSuite(suiteCredential())).vault.status();
		expect(await answer()).toEqual([503, 'Service Unavailable']);
		expect(host.log.join('\n')).toMatch(/The vault .* own the file/);
		expect(host.thrown).toEqual([]);
	});

	it('may be that there is no credential', async () => {
		host.credentials = {};
		expect(await answer()).toEqual([503, 'Service Unavailable']);
		expect(host.thrown).toEqual([]);
	});

	it('keeps the workflow from being published, and says why', async () => {
		host.credentials = { weComSuiteApi: { ...suiteCredential(), suiteId: '' } };
		const publishing = host.publish();
		await expect(publishing).rejects.toThrow(NodeOperationError);
		await expect(publishing).rejects.toMatchObject({
			message: "'Suite ID' of the credential is empty",
			description: expect.stringMatching(/Open the credential/) as string,
		});
	});
});

describe('a trigger that subscribes', () => {
	let team: Host;
	beforeEach(async () => {
		const parameters = { mode: 'subscribe', events: ['create_auth', 'message.text'] };
		team = await startHost({ weComSuiteApi: suiteCredential() }, parameters, 'team');
	});
	afterEach(async () => await team.close());
	const told = () => team.executions.map(({ json }) => json.event);

	it('is told of what another receives, also of what that one does not want', async () => {
		host.parameters = { events: ['cancel_auth'] };
		await host.publish();
		await team.publish();
		await save();
		await installAndWait();
		await until(() => told().length === 1);
		await say('hello');
		await until(() => told().length === 2);
		expect(team.executions).toMatchObject([
			{ mode: 'trigger', json: { event: 'create_auth', corpId, installation: { corpId } } },
			{ mode: 'trigger', json: { event: 'message.text', corpId, data: { Content: 'hello' } } },
		]);
		expect(JSON.stringify(team.executions)).not.toContain('AuthCode');
		expect(new Set(team.executions.map(({ key }) => key)).size).toBe(2);
		expect(host.executions).toEqual([]);
	});

	it('answers nobody', async () => {
		for (const method of ['GET', 'POST']) {
			const response = await fetch(team.url, { method });
			expect([response.status, await response.text()]).toEqual([404, 'Not Found']);
		}
		expect(team.log).toEqual([]);
	});

	it('ends when its workflow is unpublished, not when n8n stops', async () => {
		const subscribers = async () => await (await vault()).subscriptions.find(suiteId);
		const end = await team.publish();
		await end();
		expect(await subscribers()).toMatchObject([{ id: 'team:node', leftAt: undefined }]);
		await team.hook('delete');
		expect(await subscribers()).toMatchObject([{ leftAt: expect.any(Number) as number }]);
		await team.publish();
		expect(await subscribers()).toMatchObject([{ leftAt: undefined }]);
		expect(await host.hook('delete')).toBe(true);
	});

	it('can be unpublished without its credential', async () => {
		team.credentials = {};
		expect(await team.hook('delete')).toBe(true);
		expect(team.log.join('\n')).toMatch(/ends by itself/);
	});

	it('is tested with the next event, which others are told all the same', async () => {
		await host.publish();
		await team.publish();
		await save();
		await installAndWait();
		await until(() => told().length === 1);
		const testing = team.test();
		const isWaiting = async () => (await (await vault()).subscriptions.find(suiteId)).length === 2;
		await until(isWaiting);
		await say('hello');
		expect(await testing).toMatchObject([{ event: 'message.text', data: { Content: 'hello' } }]);
		await until(() => told().length === 2);
		const [tested] = (await (await vault()).subscriptions.find(suiteId)).filter(({ id }) =>
			id.endsWith(':test'),
		);
		expect(tested.leftAt).toBeDefined();
	});

	it('waits no longer than its test lasts', async () => {
		await expect(team.test(AbortSignal.timeout(200))).rejects.toMatchObject({
			message: expect.stringMatching(/No event/) as string,
			description: expect.stringMatching(/Cause one/) as string,
		});
	});
});

describe("a company's own app", () => {
	it('receives, and answers first where that is due', async () => {
		const { plainCorpId, ownApps } = simulator.world.corps[0];
		const app = ownApps[0];
		host.credentials = {
			weComCorpApi: {
				corpId: plainCorpId,
				secret: app.secret,
				agentId: String(app.agentId),
				token: app.token,
				encodingAesKey: app.encodingAesKey,
				baseUrl: simulator.url,
				vaultFile: join(folder, 'vault'),
			},
		};
		host.parameters = { receivesFor: 'ownApp', events: ['any'] };
		await host.publish();
		const { agentId } = app;
		const { saved } = await simulator.actions.saveCallbackUrl({
			corpId,
			agentId,
			kind: 'data',
			url: host.url,
		});
		expect(saved).toBe(true);
		const delivery = await simulator.actions.sendMessage({ corpId, agentId, userId, text: 'hi' });
		expect(delivery.accepted).toBe(true);
		expect(host.executions).toMatchObject([
			{ mode: 'webhook', json: { event: 'message.text', corpId: plainCorpId, suiteId: null } },
		]);
	});
});
