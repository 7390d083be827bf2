import type { Simulator } from '../../simulator/simulator';
import { openStage, suiteCredential, SUITE_CREDENTIAL, webhookPath, type Stage } from './stage';
import type { Credential, Workflow, WorkflowNode } from './rest';
import { until } from './until';

/**
 * One workflow serves a third-party app, a template of customised apps and the authorisation to edit contacts, side by
 * side. The tests are one story, told in order.
 */

const TEMPLATE = 'Template';
const CONTACTS = 'Contacts';

const of = (credential: string) => ({ weComSuiteApi: { name: credential } });
const trigger = (name: string, credential: string, digit: string, events: string[]) => ({
	name,
	type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
	webhookId: `0d000000-0000-4000-8000-00000000000${digit}`,
	parameters: { events },
	credentials: of(credential),
});
const tenant = { __rl: true, mode: 'id', value: '={{ $json.corpId }}' };
const answer = (name: string, credential: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-wecom-suite.weCom',
	parameters: {
		tenant,
		resource: 'message',
		operation: 'send',
		sendTo: 'member',
		member: { __rl: true, mode: 'id', value: '={{ $json.data.FromUserName }}' },
		messageType: 'text',
		content: '=You wrote: {{ $json.data.Content }}',
	},
	credentials: of(credential),
});

const hub: Workflow = {
	name: 'Hub',
	active: true,
	nodes: [
		trigger('Third-Party', SUITE_CREDENTIAL, '1', ['message.text']),
		trigger('Template', TEMPLATE, '2', [
			'create_auth',
			'cancel_auth',
			'reset_permanent_code',
			'message.text',
		]),
		trigger('Contacts', CONTACTS, '3', ['change_contact.create_user']),
		{
			name: 'Messages',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
					combinator: 'and',
					conditions: [
						{
							leftValue: '={{ $json.event }}',
							rightValue: 'message.text',
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
			},
		},
		answer('Answer as Third-Party', SUITE_CREDENTIAL),
		answer('Answer as Customised', TEMPLATE),
		{
			name: 'Move Member',
			type: 'n8n-nodes-wecom-suite.weCom',
			parameters: {
				tenant,
				resource: 'user',
				operation: 'update',
				member: { __rl: true, mode: 'id', value: '={{ $json.data.UserID }}' },
				parameters: { mappingMode: 'defineBelow', value: { department: [3] } },
			},
			credentials: of(CONTACTS),
		},
	],
	connections: {
		'Third-Party': { main: [[{ node: 'Answer as Third-Party', type: 'main', index: 0 }]] },
		Template: { main: [[{ node: 'Messages', type: 'main', index: 0 }]] },
		Messages: { main: [[{ node: 'Answer as Customised', type: 'main', index: 0 }]] },
		Contacts: { main: [[{ node: 'Move Member', type: 'main', index: 0 }]] },
	},
};

let stage: Stage;

const credentials = (simulator: Simulator): Credential[] => [
	suiteCredential(simulator),
	{ ...suiteCredential(simulator, 1), name: TEMPLATE },
	{ ...suiteCredential(simulator, 3), name: CONTACTS },
];

beforeAll(async () => {
	stage = await openStage({ workflows: [hub], credentialsOf: credentials });
});
afterAll(async () => await stage?.close());

const suite = (index: number) => stage.simulator.world.suites[index];
const corp = (index: number) => stage.simulator.world.corps[index];
const urlOf = (name: string) => {
	const nodes = hub.nodes.filter((node) => node.name === name);
	return stage.n8n.webhookUrl(webhookPath({ ...hub, nodes }));
};
const accepted = (delivery: unknown) =>
	expect(delivery).toMatchObject({
		accepted: true,
		attempts: [{ status: 200, body: 'success' }],
	});

/** Runs one operation of the template, as a person does in the editor, and gives its item. */
async function operate(operation: string, parameters: Record<string, unknown> = {}) {
	const { rest } = stage.n8n;
	const id = await rest.addWorkflow({
		name: operation,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				name: 'Operate',
				type: 'n8n-nodes-wecom-suite.weComSuite',
				parameters: { resource: 'customisedApp', operation, ...parameters },
				credentials: of(TEMPLATE),
			},
		],
		connections: { Start: { main: [[{ node: 'Operate', type: 'main', index: 0 }]] } },
	});
	const { executionId = '' } = await rest.run(id, 'Start');
	const execution = await until('the operation has run', async () => {
		const found = await rest.execution(executionId);
		return found.status === 'success' || found.status === 'error' ? found : undefined;
	});
	expect(execution.status).toBe('success');
	return execution.items('Operate')[0].json;
}

const hubRuns = async () => {
	const executions = await stage.n8n.executions();
	return executions.filter(({ workflowName }) => workflowName === 'Hub').reverse();
};
/** Waits until the hub has run so often, and gives the items that it began with. */
const runs = async (count: number) => {
	await until(`the hub has run ${count} times`, async () => {
		const all = await hubRuns();
		return all.length >= count && all.every(({ status }) => status === 'success');
	});
	const all = await hubRuns();
	expect(all).toHaveLength(count);
	return all.map(
		(execution) =>
			['Third-Party', 'Template', 'Contacts']
				.flatMap((name) => execution.items(name))
				.map(({ json }) => json)[0],
	);
};
const say = async (suiteIndex: number, corpIndex: number, text: string) =>
	await stage.simulator.actions.sendMessage({
		suiteId: suite(suiteIndex).suiteId,
		corpId: corp(corpIndex).corpId,
		userId: corp(corpIndex).adminUserId,
		text,
	});
const sent = () =>
	stage.simulator.messages.map(({ app, corpId, content }) => [
		app,
		corpId,
		(content as { content: string }).content,
	]);

interface Keys {
	token: string;
	encodingAesKey: string;
	callbackUrl: string;
}
const keys: Keys[] = [];

test('every URL is verified by the trigger that it belongs to', async () => {
	const { actions } = stage.simulator;
	for (const [index, name, kind] of [
		[0, 'Third-Party', 'command'],
		[0, 'Third-Party', 'data'],
		[1, 'Template', 'command'],
		[3, 'Contacts', 'command'],
	] as const) {
		const { suiteId } = suite(index);
		expect(await actions.saveCallbackUrl({ suiteId, kind, url: urlOf(name) })).toMatchObject({
			saved: true,
		});
	}
	expect(stage.vault('tickets')).toHaveLength(3);
});

test('companies scan the QR code of a signed link, and their apps are in the vault', async () => {
	const link = await operate('createSignedLink', { reference: 'cust7' });
	for (const index of [0, 1]) {
		const [{ delivery }] = await stage.simulator.actions.scanTemplateLink({
			url: String(link.url),
			corpId: corp(index).corpId,
		});
		accepted(delivery);
		const items = await runs(index + 1);
		expect(items[index]).toMatchObject({
			event: 'create_auth',
			suiteId: suite(1).suiteId,
			corpId: corp(index).corpId,
			reference: 'cust7',
			installation: { kind: 'customised', corpName: corp(index).name },
		});
	}
});

test('the callback of each app is saved with keys that were made here', async () => {
	for (const index of [0, 1]) {
		const { corpId } = corp(index);
		const item = await operate('setCallbackKeys', {
			tenant: { __rl: true, mode: 'id', value: corpId },
			callbackUrl: urlOf('Template'),
		});
		expect(item).toMatchObject({ corpId, hasKeys: true, hasPreviousKeys: false });
		keys.push(item as unknown as Keys);
		expect(keys[index].callbackUrl).toBe(`${urlOf('Template')}?corp_id=${corpId}`);
		// Nobody says for whom the echo is sealed, and not everybody enters the company in the URL.
		const saved = await stage.simulator.actions.saveCallbackUrl({
			suiteId: suite(1).suiteId,
			corpId,
			kind: 'data',
			url: index === 0 ? keys[index].callbackUrl : urlOf('Template'),
			token: keys[index].token,
			encodingAesKey: keys[index].encodingAesKey,
			sealedFor: index === 0 ? 'provider' : 'company',
		});
		expect(saved).toMatchObject({ saved: true });
	}
	expect(keys[0].token).not.toBe(keys[1].token);
	expect(stage.vault('callback_keys')).toHaveLength(2);
});

test('members of both companies are answered by their own app, on one URL', async () => {
	accepted(await say(1, 0, 'from A'));
	accepted(await say(1, 1, 'from B'));
	const items = await runs(4);
	expect(items.slice(2)).toMatchObject(
		[0, 1].map((index) => ({
			event: 'message.text',
			suiteId: suite(1).suiteId,
			corpId: corp(index).corpId,
		})),
	);
	expect(sent().sort()).toEqual(
		[
			[suite(1).suiteId, corp(0).corpId, 'You wrote: from A'],
			[suite(1).suiteId, corp(1).corpId, 'You wrote: from B'],
		].sort(),
	);
});

test('the third-party app of a company goes on beside its customised one', async () => {
	const { suiteId } = suite(0);
	accepted((await stage.simulator.actions.install({ suiteId, corpId: corp(0).corpId })).delivery);
	await until('it is installed', () => stage.vault('installations').length === 3);
	accepted(await say(0, 0, 'to the other app'));
	const items = await runs(5);
	expect(items[4]).toMatchObject({ suiteId, corpId: corp(0).corpId });
	expect(sent().at(-1)).toEqual([suiteId, corp(0).corpId, 'You wrote: to the other app']);
});

test('a change of contacts is answered by who may edit them, and by nobody else', async () => {
	const { suiteId } = suite(3);
	const { corpId, members } = corp(0);
	accepted((await stage.simulator.actions.install({ suiteId, corpId })).delivery);
	await until('it is installed', () => stage.vault('installations').length === 4);
	const [, { userId }] = members;
	accepted(
		await stage.simulator.actions.pushEvent({
			suiteId,
			corpId,
			eventId: 'change_contact_create_user_cmd',
			fields: { UserID: userId },
		}),
	);
	const items = await runs(6);
	expect(items[5]).toMatchObject({ event: 'change_contact.create_user', suiteId, corpId });
	expect(items[5].data).not.toHaveProperty('Mobile');
	expect(members[1].departments).toEqual([3]);
});

test('what one company’s keys have sealed for another is refused, and starts nothing', async () => {
	const [a, b] = [corp(0).corpId, corp(1).corpId];
	const text = (named: string) =>
		`<xml><ToUserName>${named}</ToUserName><FromUserName>${corp(1).adminUserId}</FromUserName><CreateTime>1767225600</CreateTime><MsgType>text</MsgType><Content>forged</Content><MsgId>1</MsgId><AgentID>1000002</AgentID></xml>`;
	const command = (event: string) =>
		`<xml><SuiteId>${suite(1).suiteId}</SuiteId><InfoType>${event}</InfoType><TimeStamp>9999999999</TimeStamp><AuthCorpId>${b}</AuthCorpId></xml>`;
	const send = async (xml: string, more: object = {}) =>
		await stage.simulator.actions.deliver({
			suiteId: suite(1).suiteId,
			corpId: a,
			kind: 'data',
			xml,
			...more,
		});
	for (const delivery of [
		await send(text(b)),
		await send(text(b), { receiveId: b }),
		await send(text(b), { receiveId: b, toUserName: b }),
		await send(text(a), { receiveId: suite(1).suiteId }),
		await send(command('cancel_auth')),
		await send(command('cancel_auth'), { receiveId: suite(1).suiteId }),
	]) {
		expect(delivery).toMatchObject({
			accepted: false,
			attempts: [{ status: 401, body: 'Unauthorized' }],
		});
	}
	await new Promise((resolve) => setTimeout(resolve, 2_500));
	expect(await hubRuns()).toHaveLength(6);
	expect(stage.vault('installations')).toHaveLength(4);
});

test('a reset of the secret loses no answer', async () => {
	const app = { suiteId: suite(1).suiteId, corpId: corp(0).corpId };
	// The old secret is dead for as long as the new one takes to come.
	await stage.simulator.actions.setFaults({
		api: [
			{
				path: '/cgi-bin/service/v2/get_permanent_code',
				kind: 'latency',
				milliseconds: 2_000,
				times: 1,
			},
		],
	});
	const { delivery } = await stage.simulator.actions.resetPermanentCode(app);
	accepted(delivery);
	accepted(await say(1, 0, 'in between'));
	await until('the answer arrives', () => sent().some(([, , text]) => text.includes('in between')));
	const items = await runs(8);
	expect(items.map(({ event }) => event)).toEqual(
		expect.arrayContaining(['reset_permanent_code', 'message.text']),
	);
	const refused = stage.simulator.requests.filter(
		({ path, errcode }) => path === '/cgi-bin/gettoken' && errcode !== 0,
	);
	expect(refused.length).toBeGreaterThan(0);
	await stage.simulator.actions.clearFaults();
	const status = await operate('getCallbackKeys', {
		tenant: { __rl: true, mode: 'id', value: app.corpId },
	});
	expect(status).toMatchObject({ hasKeys: true, hasPreviousKeys: false });
	expect(status).not.toHaveProperty('token');
});

test('keys change without a break, and the old ones are over when that is said', async () => {
	const { corpId } = corp(1);
	const byId = { __rl: true, mode: 'id', value: corpId };
	const next = (await operate('setCallbackKeys', { tenant: byId })) as unknown as Keys;
	accepted(await say(1, 1, 'with the old keys'));
	const saved = await stage.simulator.actions.saveCallbackUrl({
		suiteId: suite(1).suiteId,
		corpId,
		kind: 'data',
		url: urlOf('Template'),
		token: next.token,
		encodingAesKey: next.encodingAesKey,
	});
	expect(saved).toMatchObject({ saved: true });
	accepted(await say(1, 1, 'with the new keys'));
	await operate('setCallbackKeys', {
		tenant: byId,
		source: 'enter',
		token: next.token,
		encodingAesKey: next.encodingAesKey,
		keepPrevious: false,
	});
	accepted(await say(1, 1, 'once more'));
	await runs(11);
	const late = await stage.simulator.actions.deliver({
		suiteId: suite(1).suiteId,
		corpId,
		kind: 'data',
		xml: `<xml><ToUserName>${corpId}</ToUserName><MsgType>text</MsgType><Content>late</Content></xml>`,
		token: keys[1].token,
		encodingAesKey: keys[1].encodingAesKey,
	});
	expect(late).toMatchObject({ accepted: false, attempts: [{ status: 401 }] });
	keys[1] = next;
});

test('the removal of an app removes its keys, and those of no other', async () => {
	const rows = () => stage.vault('callback_keys');
	const row = rows().find(({ corp_id: id }) => id === corp(0).corpId);
	const sealed = String(row?.pair);
	// In clear they never were; the sealed ones show that the search would find them.
	const traces = [sealed, keys[0].token, keys[0].encodingAesKey];
	const found = () => traces.map((trace) => stage.vaultBytes().includes(trace));
	expect(found()).toEqual([true, false, false]);
	const app = { suiteId: suite(1).suiteId, corpId: corp(0).corpId };
	accepted(await stage.simulator.actions.uninstall(app));
	expect(rows().map(({ corp_id: id }) => id)).toEqual([corp(1).corpId]);
	await until('no trace is left', () => found().every((isThere) => !isThere));
	await runs(12);
	accepted(await say(1, 1, 'still here'));
	await runs(13);
	expect(sent().at(-1)).toEqual([suite(1).suiteId, corp(1).corpId, 'You wrote: still here']);
});
