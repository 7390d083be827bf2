import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { operations } from '../../../../nodes/WeCom/actions/operations';
import { makeCaller, makeContext } from './context';

async function run(
	id: string,
	parameters: INodeParameters,
	{ answer = {}, binary }: { answer?: object; binary?: Record<string, IBinaryData> } = {},
) {
	const [resource, operation] = id.split('.') as [string, string];
	const { caller, calls } = makeCaller(answer as Record<string, unknown>);
	const { context, hints } = makeContext({ resource, operation, ...parameters }, { binary });
	const items = await operations.get(id)?.execute.call(context, 0, caller);
	return { items, calls, hints, body: calls.at(-1)?.body };
}

const everyone = { sendTo: 'everyone' };
const send = async (parameters: INodeParameters, more = {}) =>
	(await run('message.send', { ...everyone, ...parameters }, more)).body;

const envelope = { touser: '@all', agentid: 1000002 };

describe('Message: Send', () => {
	it.each<[string, INodeParameters, object]>([
		['text', { content: 'Hello' }, { msgtype: 'text', text: { content: 'Hello' } }],
		[
			'markdown',
			{ content: '**Hello**' },
			{ msgtype: 'markdown', markdown: { content: '**Hello**' } },
		],
		[
			'textcard',
			{ title: 'T', description: 'D', url: 'https://example.com', buttonText: 'More' },
			{
				msgtype: 'textcard',
				textcard: { title: 'T', description: 'D', url: 'https://example.com', btntxt: 'More' },
			},
		],
		[
			'news',
			{
				articles: {
					item: [
						{ title: 'A', url: 'https://example.com' },
						{ title: 'B', appid: 'wx1', pagepath: 'p' },
					],
				},
			},
			{
				msgtype: 'news',
				news: {
					articles: [
						{ title: 'A', url: 'https://example.com' },
						{ title: 'B', appid: 'wx1', pagepath: 'p' },
					],
				},
			},
		],
		[
			'mpnews',
			{
				articles: {
					item: [{ title: 'A', thumb_media_id: 'M', content: '<b>C</b>', author: 'me' }],
				},
			},
			{
				msgtype: 'mpnews',
				mpnews: {
					articles: [{ title: 'A', thumb_media_id: 'M', content: '<b>C</b>', author: 'me' }],
				},
			},
		],
		[
			'image',
			{ mediaFrom: 'mediaId', mediaId: 'M' },
			{ msgtype: 'image', image: { media_id: 'M' } },
		],
		[
			'voice',
			{ mediaFrom: 'mediaId', mediaId: 'M' },
			{ msgtype: 'voice', voice: { media_id: 'M' } },
		],
		['file', { mediaFrom: 'mediaId', mediaId: 'M' }, { msgtype: 'file', file: { media_id: 'M' } }],
		[
			'video',
			{ mediaFrom: 'mediaId', mediaId: 'M', title: 'T' },
			{ msgtype: 'video', video: { media_id: 'M', title: 'T' } },
		],
		[
			'miniprogram_notice',
			{
				appId: 'wx1',
				title: 'Room booked',
				page: 'pages/index',
				emphasizeFirst: true,
				contentItems: { item: [{ key: 'Room', value: '402' }] },
			},
			{
				msgtype: 'miniprogram_notice',
				miniprogram_notice: {
					appid: 'wx1',
					title: 'Room booked',
					page: 'pages/index',
					emphasis_first_item: true,
					content_item: [{ key: 'Room', value: '402' }],
				},
			},
		],
		[
			'template_msg',
			{
				templateId: 'tt1',
				url: 'https://example.com',
				contentItems: { item: [{ key: 'Room', value: '402' }] },
			},
			{
				msgtype: 'template_msg',
				template_msg: {
					template_id: 'tt1',
					url: 'https://example.com',
					content_item: [{ key: 'Room', value: '402' }],
				},
			},
		],
		[
			'text_notice',
			{
				title: 'T',
				description: 'D',
				subTitleText: 'More',
				emphasisContent: { item: { title: '100', desc: 'new' } },
				cardAction: { item: { type: 2, appid: 'wx1', pagepath: 'p' } },
				source: { item: { desc: 'HR', desc_color: 2 } },
				quoteArea: {
					item: { title: 'Q', quote_text: 'said', type: 1, url: 'https://example.com' },
				},
				horizontalContentList: {
					item: [
						{ keyname: 'By', value: 'lisi', type: 3, userid: 'lisi' },
						{ keyname: 'File', value: 'a.pdf', type: 2, media_id: 'M' },
					],
				},
				jumpList: { item: [{ title: 'Site', type: 1, url: 'https://example.com' }] },
				actionMenu: { item: { desc: 'D', action_list: { item: [{ text: 'Mute', key: 'mute' }] } } },
				taskId: 't1',
			},
			{
				card_type: 'text_notice',
				main_title: { title: 'T', desc: 'D' },
				sub_title_text: 'More',
				emphasis_content: { title: '100', desc: 'new' },
				card_action: { type: 2, appid: 'wx1', pagepath: 'p' },
				source: { desc: 'HR', desc_color: 2 },
				quote_area: { title: 'Q', quote_text: 'said', type: 1, url: 'https://example.com' },
				horizontal_content_list: [
					{ keyname: 'By', value: 'lisi', type: 3, userid: 'lisi' },
					{ keyname: 'File', value: 'a.pdf', type: 2, media_id: 'M' },
				],
				jump_list: [{ title: 'Site', type: 1, url: 'https://example.com' }],
				action_menu: { desc: 'D', action_list: [{ text: 'Mute', key: 'mute' }] },
				task_id: 't1',
			},
		],
		[
			'news_notice',
			{
				title: 'T',
				cardAction: { item: { type: 1, url: 'https://example.com' } },
				cardImage: { item: { url: 'https://example.com/a.png', aspect_ratio: 2.25 } },
				imageTextArea: { item: { image_url: 'https://example.com/b.png', title: 'I', type: 0 } },
				verticalContentList: { item: [{ title: 'P', desc: 'text' }] },
			},
			{
				card_type: 'news_notice',
				main_title: { title: 'T' },
				card_action: { type: 1, url: 'https://example.com' },
				card_image: { url: 'https://example.com/a.png', aspect_ratio: 2.25 },
				image_text_area: { image_url: 'https://example.com/b.png', title: 'I', type: 0 },
				vertical_content_list: [{ title: 'P', desc: 'text' }],
			},
		],
		[
			'button_interaction',
			{
				title: 'T',
				buttonList: {
					item: [
						{ text: 'Yes', type: 0, key: 'yes', style: 1 },
						{ text: 'Open', type: 1, url: 'https://example.com', style: 2 },
					],
				},
				buttonSelection: {
					item: {
						question_key: 'q',
						title: 'Days',
						option_list: {
							item: [
								{ id: '1', text: 'One' },
								{ id: '2', text: 'Two' },
							],
						},
						selected_id: '2',
					},
				},
				taskId: 't1',
			},
			{
				card_type: 'button_interaction',
				main_title: { title: 'T' },
				button_list: [
					{ text: 'Yes', type: 0, key: 'yes', style: 1 },
					{ text: 'Open', type: 1, url: 'https://example.com', style: 2 },
				],
				button_selection: {
					question_key: 'q',
					title: 'Days',
					option_list: [
						{ id: '1', text: 'One' },
						{ id: '2', text: 'Two' },
					],
					selected_id: '2',
				},
				task_id: 't1',
			},
		],
		[
			'vote_interaction',
			{
				title: 'T',
				checkbox: {
					item: {
						question_key: 'q',
						mode: 1,
						option_list: {
							item: [
								{ id: '1', text: 'A', is_checked: true },
								{ id: '2', text: 'B', is_checked: false },
							],
						},
					},
				},
				submitButton: { item: { text: 'Send', key: 'send' } },
				taskId: 't1',
			},
			{
				card_type: 'vote_interaction',
				main_title: { title: 'T' },
				checkbox: {
					question_key: 'q',
					mode: 1,
					option_list: [
						{ id: '1', text: 'A', is_checked: true },
						{ id: '2', text: 'B', is_checked: false },
					],
				},
				submit_button: { text: 'Send', key: 'send' },
				task_id: 't1',
			},
		],
		[
			'multiple_interaction',
			{
				title: 'T',
				selectList: {
					item: [
						{ question_key: 'q1', title: 'L', option_list: { item: [{ id: '1', text: 'A' }] } },
					],
				},
				submitButton: { item: { text: 'Send', key: 'send' } },
				taskId: 't1',
			},
			{
				card_type: 'multiple_interaction',
				main_title: { title: 'T' },
				select_list: [
					{
						question_key: 'q1',
						title: 'L',
						option_list: [{ id: '1', text: 'A' }],
					},
				],
				submit_button: { text: 'Send', key: 'send' },
				task_id: 't1',
			},
		],
	])('sends %s', async (messageType, parameters, content) => {
		const expected =
			'card_type' in content ? { msgtype: 'template_card', template_card: content } : content;
		expect(await send({ messageType, ...parameters })).toEqual({ ...envelope, ...expected });
	});

	it.each<[string, INodeParameters, object]>([
		[
			'a member',
			{ sendTo: 'member', member: { __rl: true, mode: 'id', value: 'zhangsan' } },
			{ touser: 'zhangsan' },
		],
		[
			'a department',
			{ sendTo: 'department', department: { __rl: true, mode: 'list', value: '2' } },
			{ toparty: '2' },
		],
		['a tag', { sendTo: 'tag', tag: { __rl: true, mode: 'id', value: '12' } }, { totag: '12' }],
		[
			'several',
			{ sendTo: 'several', toUser: 'zhangsan, lisi', toParty: '2|3', toTag: '' },
			{ touser: 'zhangsan|lisi', toparty: '2|3' },
		],
		[
			'a list from an expression',
			{ sendTo: 'several', toUser: ['zhangsan', 'lisi'] as unknown as string },
			{ touser: 'zhangsan|lisi' },
		],
	])('goes to %s', async (_who, parameters, recipients) => {
		const body = await send({ messageType: 'text', content: 'a', ...parameters });
		const { msgtype, text, agentid, ...rest } = body as Record<string, unknown>;
		expect({ msgtype, text, agentid }).toEqual({
			msgtype: 'text',
			text: { content: 'a' },
			agentid: 1000002,
		});
		expect(rest).toEqual(recipients);
	});

	it('puts options where WeCom wants them', async () => {
		const options = {
			agent: { __rl: true, mode: 'id', value: '1000009' },
			safe: 1,
			duplicateInterval: 600,
			translateIds: true,
		};
		expect(await send({ messageType: 'text', content: 'a', options })).toMatchObject({
			agentid: 1000009,
			safe: 1,
			enable_duplicate_check: 1,
			duplicate_check_interval: 600,
			enable_id_trans: 1,
		});
	});

	it('sends no option that was not chosen', async () => {
		const body = await send({ messageType: 'text', content: 'a' });
		expect(Object.keys(body as object).sort()).toEqual(['agentid', 'msgtype', 'text', 'touser']);
	});

	it('uploads the file of the item first', async () => {
		const binary = {
			data: {
				data: Buffer.from('GIF of ten').toString('base64'),
				mimeType: 'image/png',
				fileName: 'a.png',
			},
		};
		const { calls } = await run(
			'message.send',
			{ ...everyone, messageType: 'image', mediaFrom: 'inputFile', binaryPropertyName: 'data' },
			{ answer: { media_id: 'M1' }, binary },
		);
		expect(calls[0]).toMatchObject({
			path: '/cgi-bin/media/upload',
			query: { type: 'image' },
			file: { field: 'media', name: 'a.png', mimeType: 'image/png', size: 10 },
		});
		expect(calls[1]?.body).toMatchObject({ msgtype: 'image', image: { media_id: 'M1' } });
	});

	it('refuses a file that WeCom would not take as this before it is sent', async () => {
		const binary = { data: { data: '', mimeType: 'image/gif', fileName: 'a.gif' } };
		await expect(
			run('message.send', { ...everyone, messageType: 'image' }, { binary }),
		).rejects.toThrow("The file 'a.gif' has 0 bytes");
	});

	it('names the field that is empty', async () => {
		await expect(run('message.send', { ...everyone, content: '' })).rejects.toMatchObject({
			field: 'text',
			message: expect.stringContaining("'Text' (text) is required") as string,
		});
	});

	it('tells who did not get it, and says so in the editor', async () => {
		const answer = { msgid: 'M', invaliduser: 'a|b', invalidparty: '', unlicenseduser: 'c' };
		const { items, hints } = await run(
			'message.send',
			{ ...everyone, content: 'Hello' },
			{ answer },
		);
		expect(items?.[0]?.json).toEqual({
			...answer,
			notDelivered: { members: ['a', 'b'], departments: [], tags: [], unlicensed: ['c'] },
		});
		expect(hints[0]?.message).toContain('3 of the recipients');
	});

	it('has nothing to say when everybody got it', async () => {
		const { items, hints } = await run('message.send', { ...everyone, content: 'Hello' });
		expect(items?.[0]?.json.notDelivered).toEqual({
			members: [],
			departments: [],
			tags: [],
			unlicensed: [],
		});
		expect(hints).toHaveLength(0);
	});
});

describe('Message: Update Template Card', () => {
	it('replaces the buttons with a text, for everybody', async () => {
		const { body, items } = await run('message.updateTemplateCard', {
			responseCode: 'C',
			messageType: 'button',
			replaceName: 'Approved',
		});
		expect(body).toEqual({
			response_code: 'C',
			atall: 1,
			agentid: 1000002,
			button: { replace_name: 'Approved' },
		});
		expect(items?.[0]?.json).toEqual({ updated: true });
	});

	it('replaces the card, for some', async () => {
		const { body } = await run('message.updateTemplateCard', {
			responseCode: 'C',
			updateFor: 'some',
			userIds: 'zhangsan, lisi',
			partyIds: '2',
			messageType: 'multiple_interaction',
			title: 'T',
			selectList: {
				item: [
					{ question_key: 'q', option_list: { item: [{ id: '1', text: 'A' }] }, disable: true },
				],
			},
			replaceText: 'Submitted',
			options: { translateIds: true },
		});
		expect(body).toEqual({
			response_code: 'C',
			userids: ['zhangsan', 'lisi'],
			partyids: [2],
			agentid: 1000002,
			enable_id_trans: 1,
			template_card: {
				card_type: 'multiple_interaction',
				main_title: { title: 'T' },
				select_list: [{ question_key: 'q', option_list: [{ id: '1', text: 'A' }], disable: true }],
				replace_text: 'Submitted',
			},
		});
	});
});

describe('Message: Recall', () => {
	it('takes a message back', async () => {
		const { body, items } = await run('message.recall', { messageId: 'M' });
		expect(body).toEqual({ msgid: 'M' });
		expect(items?.[0]?.json).toEqual({ recalled: true, msgid: 'M' });
	});
});

describe('App Chat: Send', () => {
	it('sends the same contents to a chat', async () => {
		const { body } = await run('appChat.send', {
			chatId: 'CHAT',
			messageType: 'text',
			content: 'Hello',
			options: { safe: true, mentioned: 'zhangsan, @all' },
		});
		expect(body).toEqual({
			chatid: 'CHAT',
			msgtype: 'text',
			text: { content: 'Hello', mentioned_list: ['zhangsan', '@all'] },
			safe: 1,
		});
	});
});

describe('Media: Upload', () => {
	const file = (fileName: string, bytes: number) => ({
		data: {
			data: Buffer.alloc(bytes).toString('base64'),
			mimeType: 'application/octet-stream',
			fileName,
		},
	});

	it.each([
		['photo.jpg', 'image'],
		['voice.amr', 'voice'],
		['film.mp4', 'video'],
		['report.pdf', 'file'],
	])('finds out that %s is of type %s', async (name, type) => {
		const { calls } = await run('media.upload', {}, { binary: file(name, 10) });
		expect(calls[0]).toMatchObject({ query: { type }, file: { name, size: 10 } });
	});

	it('names the file as told', async () => {
		const parameters = { mediaType: 'file', options: { fileName: 'Report.pdf' } };
		const { calls } = await run('media.upload', parameters, { binary: file('tmp1', 10) });
		expect(calls[0]?.file?.name).toBe('Report.pdf');
	});

	it('refuses what WeCom does not take, before a byte is sent', async () => {
		const parameters = { mediaType: 'voice' };
		const upload = run('media.upload', parameters, { binary: file('song.mp3', 10) });
		await expect(upload).rejects.toThrow("'song.mp3' is not of a format that WeCom takes as voice");
	});
});

describe('Custom API Call', () => {
	it('calls any path with what was given', async () => {
		const { calls, items } = await run(
			'customApiCall.request',
			{
				method: 'POST',
				path: 'externalcontact/groupchat/list',
				query: { item: [{ name: 'debug', value: '1' }] },
				body: '{"limit":10}',
			},
			{ answer: { group_chat_list: [] } },
		);
		expect(calls[0]).toMatchObject({
			method: 'POST',
			path: '/cgi-bin/externalcontact/groupchat/list',
			query: { debug: '1' },
			body: { limit: 10 },
			family: 'corp',
		});
		expect(items?.[0]?.json).toEqual({ group_chat_list: [] });
	});

	it('names the parameter whose JSON is broken', async () => {
		const call = run('customApiCall.request', { method: 'POST', path: 'user/get', body: '{' });
		await expect(call).rejects.toThrow("'Body' is not valid JSON");
	});
});
