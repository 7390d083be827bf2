import { resource, type Zod } from '../endpoint';
import { agentId, bytes, departmentIds, flag, joinedIds, memberIds, tagIds } from '../parameters';
import { contents, examples, miniProgramNotice } from './content';
import { templateCard, templateCardUpdate } from './template-card';

const messageTypes = {
	text: 'Text',
	image: 'Image',
	voice: 'Voice',
	video: 'Video',
	file: 'File',
	textcard: 'Text card',
	news: 'News',
	mpnews: 'News stored in WeCom',
	markdown: 'Markdown',
	miniprogram_notice: 'Mini program notice',
	template_card: 'Template card',
	template_msg: 'Template message',
} as const;

const templateMessage = (zod: Zod) =>
	zod
		.object({
			template_id: bytes(zod, 64).min(1),
			url: bytes(zod, 2048).optional(),
			miniprogram: zod
				.object({ appid: zod.string().min(1), pagepath: zod.string().min(1) })
				.optional(),
			content_item: zod
				.array(zod.object({ key: zod.string().min(1).max(20), value: zod.string().min(1).max(40) }))
				.min(1)
				.max(5),
		})
		.refine((message) => Boolean(message.url) || message.miniprogram !== undefined, {
			path: ['url'],
			error: "is required unless there is a 'miniprogram'",
		});

export const message = resource(
	'message',
	'Message',
	'消息',
	'docs/002-第三方应用开发/002-服务端API/012-消息接收与发送',
	{
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get how many messages the apps have sent',
			zh: '查询应用消息发送统计',
			doc: { libraries: ['WxJava', 'FlurlHttpClient.Wechat'] },
			apps: ['own'],
			post: 'message/get_statistics',
			repeatable: true,
			body: (zod) => ({
				time_type: zod
					.literal([0, 1])
					.optional()
					.meta({ title: 'Day', labels: { 0: 'Today', 1: 'Yesterday' } }),
			}),
		},
		recall: {
			title: 'Recall',
			action: 'Recall a message',
			zh: '撤回应用消息',
			about: 'Within 24 hours of sending',
			doc: '005-撤回应用消息',
			post: 'message/recall',
			destroys: true,
			body: (zod) => ({
				msgid: zod
					.string()
					.min(1)
					.meta({ title: 'Message ID', description: 'msgid in the answer of Message: Send' }),
			}),
		},
		send: {
			title: 'Send',
			action: 'Send a message',
			zh: '发送应用消息',
			about:
				'Recipients outside the visible range of the app or without a licence are listed in the answer',
			doc: '002-发送应用消息',
			post: 'message/send',
			atLeastOne: ['touser', 'toparty', 'totag', 'selected_ticket_list'],
			content: 'msgtype',
			body: (zod) => ({
				touser: joinedIds(zod, 1000)
					.optional()
					.meta({ title: 'Members', description: 'IDs separated by |, or @all' }),
				toparty: joinedIds(zod, 100)
					.optional()
					.meta({ title: 'Departments', description: 'IDs separated by |' }),
				totag: joinedIds(zod, 100)
					.optional()
					.meta({ title: 'Tags', description: 'IDs separated by |' }),
				msgtype: zod
					.enum(Object.keys(messageTypes) as (keyof typeof messageTypes)[])
					.meta({ title: 'Message Type', labels: messageTypes }),
				agentid: agentId(zod),
				text: zod
					.object({ content: zod.string().min(1) })
					.optional()
					.meta({ title: 'Text', example: examples.text }),
				...contents(zod),
				miniprogram_notice: miniProgramNotice(zod)
					.optional()
					.meta({
						title: 'Mini Program Notice',
						example: { appid: 'wx1234567890', title: 'Room booked' },
					}),
				template_card: templateCard(zod)
					.optional()
					.meta({
						title: 'Template Card',
						example: {
							card_type: 'text_notice',
							main_title: { title: 'Welcome' },
							card_action: { type: 1, url: 'https://example.com' },
						},
					}),
				template_msg: templateMessage(zod)
					.optional()
					.meta({
						title: 'Template Message',
						description: 'third-party apps only',
						example: {
							template_id: 'TEMPLATE_ID',
							url: 'https://example.com',
							content_item: [{ key: 'Room', value: '402' }],
						},
					}),
				selected_ticket_list: zod
					.array(zod.string())
					.max(10)
					.optional()
					.meta({ title: 'Selection Tickets', description: 'template messages only' }),
				only_unauth: zod
					.boolean()
					.optional()
					.meta({ title: 'Only Unauthorized', description: 'template messages only' }),
				safe: zod
					.literal([0, 1, 2])
					.optional()
					.meta({
						title: 'Confidential',
						labels: { 0: 'No', 1: 'Yes, with watermark', 2: 'Inside the company (mpnews)' },
					}),
				enable_id_trans: flag(zod).optional().meta({ title: 'Translate IDs to Names' }),
				enable_duplicate_check: flag(zod).optional().meta({ title: 'Drop Duplicates' }),
				duplicate_check_interval: zod
					.int()
					.min(1)
					.max(14_400)
					.optional()
					.meta({ title: 'Duplicate Interval', description: 'seconds, 1800 if empty' }),
			}),
		},
		updateTaskCard: {
			title: 'Update Task Card',
			action: 'Update a task card message',
			zh: '更新任务卡片消息状态',
			about: 'Task cards are of older clients; template cards took their place',
			doc: { libraries: ['WxJava', 'wechatpy'] },
			apps: ['own'],
			post: 'message/update_taskcard',
			body: (zod) => ({
				userids: memberIds(zod, 1000),
				agentid: agentId(zod),
				task_id: zod.string().min(1).meta({ title: 'Task ID' }),
				replace_name: zod.string().min(1).meta({ title: 'Button Text' }),
			}),
		},
		updateTemplateCard: {
			title: 'Update Template Card',
			action: 'Update a template card message',
			zh: '更新模版卡片消息',
			about: 'A response code works once and for 72 hours',
			doc: '004-更新模版卡片消息',
			post: 'message/update_template_card',
			atLeastOne: ['button', 'template_card'],
			body: (zod) => ({
				response_code: zod.string().min(1).meta({
					title: 'Response Code',
					description: 'from the answer of Message: Send or from the event of a click',
				}),
				userids: memberIds(zod, 1000).optional(),
				partyids: departmentIds(zod, 100).optional(),
				tagids: tagIds(zod, 100).optional(),
				atall: flag(zod).optional().meta({ title: 'Everyone Who Got It' }),
				agentid: agentId(zod),
				button: zod
					.object({ replace_name: zod.string().min(1) })
					.optional()
					.meta({ title: 'Button', example: { replace_name: 'Done' } }),
				template_card: templateCardUpdate(zod)
					.optional()
					.meta({
						title: 'Template Card',
						example: {
							card_type: 'text_notice',
							main_title: { title: 'Done' },
							card_action: { type: 1, url: 'https://example.com' },
						},
					}),
				enable_id_trans: flag(zod).optional().meta({ title: 'Translate IDs to Names' }),
			}),
		},
	},
);
