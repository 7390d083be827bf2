import { openStage, readTemplate, SUITE_CREDENTIAL, webhookPath, type Stage } from '../host/stage';
import { until } from '../host/until';
import { Editor } from './editor';

/** Three forms of rising difficulty, filled in by hand in the real editor: a member, a card, records of a smart sheet. */

const hub = readTemplate('run-an-app');
let stage: Stage;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
	const { simulator, n8n, suiteId, corpId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url });
	// WeCom sends cards with buttons only for an app that takes the clicks.
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'data', url });
	await simulator.actions.install({ suiteId, corpId });
	await until('the app is installed', () => stage.vault('installations').length === 1);
	editor = await Editor.open(n8n);
}, 180_000);

afterAll(async () => {
	await editor?.close();
	await stage?.close();
});

afterEach(async () => {
	const { currentTestName = 'test' } = expect.getState();
	await editor.screenshot(currentTestName.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase());
});

/** Opens a new node and chooses the company, the resource and the operation. */
async function openForm(name: string, resource: string, operation: string): Promise<void> {
	const id = await stage.n8n.rest.addWorkflow({
		name,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				name,
				type: 'n8n-nodes-wecom-suite.weCom',
				credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
			},
		],
		connections: { Start: { main: [[{ node: name, type: 'main', index: 0 }]] } },
	});
	await editor.openWorkflow(id);
	await editor.openNode(name);
	await editor.pick('tenant', 'Demo Company A');
	await editor.choose('resource', resource);
	await editor.choose('operation', operation);
}

it('gets a member who was picked from the list', async () => {
	const member = stage.simulator.world.corps[0].members[2];
	await openForm('Get Member', 'Member', 'Get');
	await editor.pick('member', member.userId);
	expect(await editor.execute()).toBe(true);
	expect(await editor.output()).toContain(`"userid": "${member.userId}"`);
});

it('sends a card with two buttons, once it has all that it needs', async () => {
	const member = stage.simulator.world.corps[0].members[2];
	await openForm('Send Card', 'Message', 'Send');
	await editor.pick('member', member.userId);
	await editor.choose('messageType', 'Template Card: Buttons');
	await editor.fill('title', 'Leave request');
	await editor.fill('description', 'Three days in May');
	for (const [text, key] of [
		['Approve', 'approve'],
		['Decline', 'decline'],
	]) {
		await editor.add('buttonList');
		await editor.fill('text', text);
		await editor.fill('key', key);
	}
	const before = stage.simulator.messages.length;
	expect(await editor.execute()).toBe(false);
	expect(await editor.outputText()).toContain('template_card.task_id');
	expect(stage.simulator.messages).toHaveLength(before);

	await editor.fill('taskId', 'leave-1');
	expect(await editor.execute()).toBe(true);
	const sent = stage.simulator.messages.at(-1);
	expect(sent).toMatchObject({
		type: 'template_card',
		userIds: [member.userId],
		content: {
			card_type: 'button_interaction',
			main_title: { title: 'Leave request', desc: 'Three days in May' },
			button_list: [
				{ text: 'Approve', key: 'approve' },
				{ text: 'Decline', key: 'decline' },
			],
			task_id: 'leave-1',
		},
	});
	expect(await editor.output()).toContain(`"msgid": "${sent?.messageId}"`);
});

it('adds records to a smart sheet from an example, and names the path of what is wrong', async () => {
	const path = '/cgi-bin/wedoc/smartsheet/add_records';
	const calls = () => stage.simulator.requests.filter((request) => request.path === path);
	await openForm('Add Records', 'Smart Sheet Record', 'Create');
	expect(await editor.panel()).toContain('"text": "Broken lamp"');
	await editor.fill('docid', 'DOCUMENT');
	await stage.simulator.actions.stockLists();
	await editor.pick('sheet', 'Orders');

	const values = { Subject: [{ type: 'text', text: 'Broken door' }], Count: 2 };
	await editor.fill('records', JSON.stringify([{ values }, { values: 'Broken window' }]));
	expect(await editor.execute()).toBe(false);
	expect(await editor.outputText()).toContain("'records[1].values' must be an object");
	await editor.screenshot('adds-records-wrong-input');
	expect(calls()).toHaveLength(0);

	const records = [{ values }, { values: { ...values, Done: true } }];
	await editor.fill('records', JSON.stringify(records));
	expect(await editor.execute()).toBe(true);
	expect(await editor.output()).toContain('"text": "Broken door"');
	expect(calls().map(({ body }) => body)).toEqual([
		{ docid: 'DOCUMENT', sheet_id: 'SHEET1', records },
	]);
});
