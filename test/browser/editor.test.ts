import { startSimulator, type Simulator } from '../../simulator/simulator';
import { startN8n, type N8n } from '../host/n8n';
import type { Workflow } from '../host/rest';
import { Editor } from './editor';

/** The real editor, used as an operator would: find the nodes, save and test the credential, run an operation. */

const CREDENTIAL = 'Suite of the Editor';
/** The webhook of the published trigger. */
const RECEIVER = '0f000000-0000-4000-8000-00000000000b';
let simulator: Simulator;
let n8n: N8n;
let editor: Editor;
/** The company that has installed the suite, and one of its members. */
let corpId: string;
let userId: string;

beforeAll(async () => {
	simulator = await startSimulator();
	const [corp] = simulator.world.corps;
	corpId = corp.corpId;
	userId = corp.adminUserId;
	n8n = await startN8n({ packages: [process.env.WECOM_TARBALL ?? ''] });
	editor = await Editor.open(n8n);
}, 180_000);

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	await simulator?.close();
});

afterEach(async () => {
	const { currentTestName = 'test' } = expect.getState();
	await editor.screenshot(currentTestName.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase());
});

const fields = () => {
	const [suite] = simulator.world.suites;
	return {
		suiteId: suite.suiteId,
		suiteSecret: suite.suiteSecret,
		token: suite.token,
		encodingAesKey: suite.encodingAesKey,
		providerCorpId: simulator.world.provider.corpId,
		providerSecret: simulator.world.provider.providerSecret,
		baseUrl: simulator.url,
	};
};

const suiteNode = (name: string, type: string, parameters: Record<string, unknown>) => ({
	name,
	type: `n8n-nodes-wecom-suite.${type}`,
	parameters,
	credentials: { weComSuiteApi: { name: CREDENTIAL } },
});

it('finds all nodes by English and Chinese words', async () => {
	await editor.newWorkflow();
	// n8n shows a node and the trigger of the same service as one entry.
	const all = ['WeCom', 'WeCom Suite'];
	for (const words of ['wecom', '企业微信', 'wechat work']) {
		expect(await editor.searchNodes(words)).toEqual(expect.arrayContaining(all));
	}
	expect(await editor.searchNodes('永久授权码')).toContain('WeCom Suite');
	expect(await editor.searchNodes('发消息')).toContain('WeCom');
});

it('tells what is wrong with a credential, and that it is right when it is', async () => {
	const early = await editor.createCredential('WeCom Suite API', CREDENTIAL, {
		...fields(),
		encodingAesKey: 'too-short',
	});
	expect(early.isGood).toBe(false);
	expect(early.text).toMatch(/EncodingAESKey.*43/);

	const { encodingAesKey } = fields();
	const withoutTicket = await editor.changeCredential('encodingAesKey', encodingAesKey);
	expect(withoutTicket.isGood).toBe(false);
	expect(withoutTicket.text).toMatch(/suite ticket/i);

	await publishTrigger();
	const wrongSecret = await editor.changeCredential('suiteSecret', 'not-the-secret');
	expect(wrongSecret.isGood).toBe(false);
	expect(wrongSecret.text).toMatch(/suite secret/i);

	const right = await editor.changeCredential('suiteSecret', fields().suiteSecret);
	expect(right).toMatchObject({ isGood: true });
});

/** Publishes a trigger with the saved credential, so that a ticket and an installation come into the vault. */
async function publishTrigger(): Promise<void> {
	const workflow: Workflow = {
		name: 'Trigger',
		active: true,
		nodes: [
			{
				...suiteNode('Trigger', 'weComSuiteTrigger', { events: ['create_auth'] }),
				webhookId: RECEIVER,
			},
		],
		connections: {},
	};
	const id = await n8n.rest.addWorkflow(workflow);
	await n8n.rest.publish(id);
	const { suiteId } = simulator.world.suites[0];
	const url = n8n.webhookUrl(`${RECEIVER}/wecom`);
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url });
	await simulator.actions.install({ suiteId, corpId });
}

const manual = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const after = (name: string) => ({
	Start: { main: [[{ node: name, type: 'main', index: 0 }]] },
});

it('shows the form of an operation, fills it, runs it and shows the member', async () => {
	const id = await n8n.rest.addWorkflow({
		name: 'Member',
		nodes: [
			manual,
			suiteNode('Get Member', 'weCom', {
				callAs: 'tenant',
				tenant: { __rl: true, mode: 'id', value: '' },
				resource: 'user',
				operation: 'get',
				member: { __rl: true, mode: 'id', value: '' },
			}),
		],
		connections: after('Get Member'),
	});
	await editor.openWorkflow(id);
	await editor.openNode('Get Member');
	await editor.fill('tenant', corpId);
	await editor.fill('member', userId);
	expect(await editor.execute()).toBe(true);
	expect(await editor.output()).toContain(`"userid": "${userId}"`);
});

it('shows what to do when an operation fails', async () => {
	await editor.fill('member', 'nobody');
	expect(await editor.execute()).toBe(false);
	expect(await editor.outputText()).toMatch(/60111/);
});

it('lists the installations of the vault', async () => {
	const id = await n8n.rest.addWorkflow({
		name: 'Installations',
		nodes: [
			manual,
			suiteNode('Get Many', 'weComSuite', {
				resource: 'installation',
				operation: 'getAll',
				returnAll: false,
				limit: 50,
				filters: {},
				includeSecrets: false,
			}),
		],
		connections: after('Get Many'),
	});
	await editor.openWorkflow(id);
	await editor.openNode('Get Many');
	expect(await editor.execute()).toBe(true);
	const seen = await editor.output();
	expect(seen).toContain(`"corpId": "${corpId}"`);
	expect(seen).toContain('"corpName": "Demo Company A"');
});

it('gives a test event to the workflow when the editor listens', async () => {
	const id = await n8n.rest.addWorkflow({
		name: 'Listening',
		nodes: [
			{
				...suiteNode('Listen', 'weComSuiteTrigger', { events: ['change_auth'] }),
				webhookId: '0f000000-0000-4000-8000-00000000000c',
			},
		],
		connections: {},
	});
	await editor.openWorkflow(id);
	await editor.openNode('Listen');
	const running = editor.execute();
	const { suiteId } = simulator.world.suites[0];
	await new Promise((resolve) => setTimeout(resolve, 2_000));
	const url = n8n.testWebhookUrl('0f000000-0000-4000-8000-00000000000c/wecom');
	expect(await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url })).toMatchObject({
		saved: true,
	});
	await simulator.actions.changeScope({ suiteId, corpId, allow: { users: [userId] } });
	expect(await running).toBe(true);
	const seen = await editor.output();
	expect(seen).toContain('"event": "change_auth"');
	expect(seen).toContain(`"corpId": "${corpId}"`);
});

it('shows samples at once, before any event has come', async () => {
	const id = await n8n.rest.addWorkflow({
		name: 'Samples',
		nodes: [
			{
				...suiteNode('Try', 'weComSuiteTrigger', { events: ['change_auth', 'message.text'] }),
				webhookId: '0f000000-0000-4000-8000-00000000000d',
			},
			{
				name: 'Next',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					mode: 'raw',
					jsonOutput: '={{ { said: $json.data.Content, added: $json.changes?.allowUser.added } }}',
				},
			},
		],
		connections: { Try: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
	});
	await editor.openWorkflow(id);
	await editor.openNode('Try');
	await editor.choose('testWith', 'Samples of the Chosen Events');
	expect(await editor.execute()).toBe(true);
	const seen = await editor.output();
	expect(seen).toContain('"event": "change_auth"');
	expect(seen).toContain('"corpId": "wpSAMPLE');

	// The rest of the workflow can be built and run on them.
	await editor.closeNode();
	await editor.openNode('Next');
	expect(await editor.execute()).toBe(true);
	expect(await editor.output()).toMatch(/"added": \[ "woSAMPLE.*"said": "你好/);
});

it('shows no URL for a trigger that subscribes, and tests it with the next event', async () => {
	const webhookId = '0f000000-0000-4000-8000-00000000000e';
	const id = await n8n.rest.addWorkflow({
		name: 'Subscribing',
		nodes: [
			{ ...suiteNode('Subscribe', 'weComSuiteTrigger', { events: ['message.text'] }), webhookId },
		],
		connections: {},
	});
	await editor.openWorkflow(id);
	await editor.openNode('Subscribe');
	expect(await editor.panel()).toContain('Webhook URLs');
	await editor.choose('mode', 'Subscribe (订阅)');
	expect(await editor.panel()).toContain('Nothing is entered in the WeCom console');
	expect(await editor.panel()).not.toContain('Webhook URLs');

	const { suiteId } = simulator.world.suites[0];
	const url = n8n.webhookUrl(`${RECEIVER}/wecom`);
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'data', url });
	const running = editor.execute();
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'to whom it may concern' });
	expect(await running).toBe(true);
	expect(await editor.output()).toContain('"Content": "to whom it may concern"');
});
