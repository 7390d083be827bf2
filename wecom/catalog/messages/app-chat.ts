import { resource, type Zod } from '../endpoint';
import { bytes, flag, memberIds } from '../parameters';
import { contents, examples } from './content';

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
} as const;

const chatId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Chat ID', description: 'of a chat that this app created' });

const root = 'Needs an app whose visible range is the whole company';

export const appChat = resource(
	'appChat',
	'App Chat',
	'群聊会话',
	'docs/001-企业内部开发/002-服务端API/009-消息接收与发送/006-应用发送消息到群聊会话',
	{
		create: {
			title: 'Create',
			action: 'Create an app chat',
			zh: '创建群聊会话',
			about: root,
			doc: '002-创建群聊会话',
			apps: ['own'],
			post: 'appchat/create',
			body: (zod) => ({
				userlist: memberIds(zod, 2000).min(2).meta({ description: '2 to 2000' }),
				name: zod.string().optional().meta({ title: 'Name' }),
				owner: zod
					.string()
					.optional()
					.meta({ title: 'Owner ID', description: 'empty: one of the members' }),
				chatid: zod
					.string()
					.regex(/^[0-9A-Za-z]{1,32}$/, { error: 'must be 1 to 32 letters and digits' })
					.optional()
					.meta({ title: 'Chat ID', description: 'empty: WeCom chooses one' }),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get an app chat',
			zh: '获取群聊会话',
			doc: '004-获取群聊会话',
			apps: ['own'],
			get: 'appchat/get',
			query: (zod) => ({ chatid: chatId(zod) }),
			answer: 'chat_info',
		},
		send: {
			title: 'Send',
			action: 'Send a message to an app chat',
			zh: '应用推送消息',
			about: root,
			doc: '005-应用推送消息',
			apps: ['own'],
			post: 'appchat/send',
			content: 'msgtype',
			body: (zod) => ({
				chatid: chatId(zod),
				msgtype: zod
					.enum(Object.keys(messageTypes) as (keyof typeof messageTypes)[])
					.meta({ title: 'Message Type', labels: messageTypes }),
				text: zod
					.object({
						content: bytes(zod, 2048).min(1),
						mentioned_list: zod.array(zod.string()).optional(),
					})
					.optional()
					.meta({ title: 'Text', example: examples.text }),
				...contents(zod),
				safe: flag(zod).optional().meta({ title: 'Confidential' }),
			}),
		},
		update: {
			title: 'Update',
			action: 'Update an app chat',
			zh: '修改群聊会话',
			about: root,
			doc: '003-修改群聊会话',
			apps: ['own'],
			post: 'appchat/update',
			repeatable: true,
			body: (zod) => ({
				chatid: chatId(zod),
				name: zod.string().optional().meta({ title: 'Name' }),
				owner: zod.string().optional().meta({ title: 'Owner ID' }),
				add_user_list: memberIds(zod, 2000).optional().meta({ title: 'Members to Add' }),
				del_user_list: memberIds(zod, 2000).optional().meta({ title: 'Members to Remove' }),
			}),
		},
	},
);
