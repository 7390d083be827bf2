import type { IBinaryData } from 'n8n-workflow';

import type { Workflow } from '../host/rest';
import { runWorkflow } from './run-workflow';
import messageWorkflow from './wecom.messages.workflow.json';
import { openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

const file = (fileName: string, mimeType: string, text = `content of ${fileName}`) => ({
	data: { data: Buffer.from(text).toString('base64'), fileName, mimeType },
});

const title = { title: 'Leave request', description: 'From member2' };
const open = { item: { type: 1, url: 'https://example.com' } };
const options = { item: [{ id: '1', text: 'One' }] };
const uploaded = { media_id: expect.any(String) as string };

interface Sent {
	messageType: string;
	parameters?: Record<string, unknown>;
	/** What the platform got, at least. */
	content: Record<string, unknown>;
	binary?: Record<string, IBinaryData>;
}

const submitButton = { item: { text: 'Send', key: 'send' } };

describe('Message: Send', () => {
	it.each<Sent>([
		{
			messageType: 'text',
			parameters: { content: 'Hello $userName=member1$' },
			content: { content: 'Hello $userName=member1$' },
		},
		{
			messageType: 'markdown',
			parameters: { content: '**Hello**' },
			content: { content: '**Hello**' },
		},
		{
			messageType: 'textcard',
			parameters: { ...title, url: 'https://example.com' },
			content: {
				title: 'Leave request',
				description: 'From member2',
				url: 'https://example.com',
			},
		},
		{
			messageType: 'news',
			parameters: { articles: { item: [{ title: 'Welcome', url: 'https://example.com' }] } },
			content: { articles: [{ title: 'Welcome', url: 'https://example.com' }] },
		},
		{ messageType: 'image', content: uploaded, binary: file('a.png', 'image/png') },
		{ messageType: 'voice', content: uploaded, binary: file('a.amr', 'audio/amr') },
		{
			messageType: 'video',
			parameters: { title: 'Film' },
			content: { ...uploaded, title: 'Film' },
			binary: file('a.mp4', 'video/mp4'),
		},
		{ messageType: 'file', content: uploaded, binary: file('a.pdf', 'application/pdf') },
		{
			messageType: 'text_notice',
			parameters: { ...title, cardAction: open },
			content: {
				card_type: 'text_notice',
				main_title: { title: 'Leave request', desc: 'From member2' },
			},
		},
		{
			messageType: 'news_notice',
			parameters: {
				...title,
				cardAction: open,
				cardImage: { item: { url: 'https://example.com/a.png' } },
			},
			content: { card_type: 'news_notice', card_image: { url: 'https://example.com/a.png' } },
		},
		{
			messageType: 'button_interaction',
			parameters: {
				...title,
				buttonList: { item: [{ text: 'Approve', type: 0, key: 'approve' }] },
				taskId: 'button1',
			},
			content: { card_type: 'button_interaction', task_id: 'button1' },
		},
		{
			messageType: 'vote_interaction',
			parameters: {
				...title,
				checkbox: { item: { question_key: 'q', option_list: options } },
				submitButton,
				taskId: 'vote1',
			},
			content: { card_type: 'vote_interaction' },
		},
		{
			messageType: 'multiple_interaction',
			parameters: {
				...title,
				selectList: { item: [{ question_key: 'q', option_list: options }] },
				submitButton,
				taskId: 'multiple1',
			},
			content: { card_type: 'multiple_interaction' },
		},
	])('sends $messageType', async ({ messageType, parameters = {}, content, binary }) => {
		const { output, error } = await run(
			stage.app,
			{
				resource: 'message',
				operation: 'send',
				sendTo: 'several',
				toUser: 'member1, member2',
				messageType,
				...parameters,
			},
			{ input: [{ json: {}, binary }] },
		);
		expect(error).toBeUndefined();
		expect(output[0]?.json.msgid).toEqual(expect.any(String));
		const sent = stage.simulator.messages.at(-1);
		expect(sent).toMatchObject({ agentId: 1000001, content });
		expect(sent?.userIds).toHaveLength(2);
		expect(sent?.type).toBe('card_type' in content ? 'template_card' : messageType);
		// What the documentation does not know is not sent.
		expect(stage.simulator.requests.flatMap((request) => request.unknownParameters)).toEqual([]);
	});

	it('sends news that WeCom stores, with a thumbnail that was uploaded', async () => {
		const { items, error } = await runWorkflow({
			workflow: messageWorkflow as Workflow,
			credentials: [stage.app],
			input: [{ json: { title: 'News of the day' }, binary: file('thumb.png', 'image/png') }],
		});
		expect(error).toBeUndefined();
		const sent = stage.simulator.messages.at(-1);
		expect(sent).toMatchObject({
			type: 'mpnews',
			recalled: true,
			content: { articles: [{ title: 'News of the day', content: '<p>Hello</p>' }] },
		});
		expect(items['Recall']?.[0]?.json).toEqual({ recalled: true, msgid: sent?.messageId });
	});

	it('goes to everyone in scope', async () => {
		await run(stage.app, {
			resource: 'message',
			operation: 'send',
			sendTo: 'everyone',
			content: 'All',
		});
		expect(stage.simulator.messages.at(-1)?.userIds).toHaveLength(stage.corp.members.length);
	});

	it('tells who did not get it', async () => {
		const { output } = await run(stage.app, {
			resource: 'message',
			operation: 'send',
			sendTo: 'several',
			toUser: 'member1, nobody',
			content: 'Hello',
		});
		expect(output[0]?.json.notDelivered).toMatchObject({ members: ['nobody'] });
	});
});

describe('Message: Update Template Card', () => {
	it('replaces the buttons with the code that sending gave', async () => {
		const { output } = await run(stage.app, {
			resource: 'message',
			operation: 'send',
			sendTo: 'several',
			toUser: 'member1',
			messageType: 'button_interaction',
			...title,
			buttonList: { item: [{ text: 'Approve', type: 0, key: 'approve' }] },
			taskId: 'button2',
		});
		const update = {
			resource: 'message',
			operation: 'updateTemplateCard',
			responseCode: output[0]?.json.response_code,
			updateFor: 'everyone',
			messageType: 'button',
			replaceName: 'Approved',
		};
		const { error } = await run(stage.app, update);
		expect(error).toBeUndefined();
		expect(stage.simulator.messages.at(-1)?.updatedTo).toMatchObject({
			replace_name: 'Approved',
		});
		const { error: again } = await run(stage.app, update);
		expect(again).toMatchObject({ httpCode: '60140' });
	});
});
