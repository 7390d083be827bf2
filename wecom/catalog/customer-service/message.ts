import { resource } from '../endpoint';
import { cursor } from '../page';
import { bytes, customerId, mediaId } from '../parameters';
import { menu, menuExample, messageId } from './content';

const target = { lookup: 'customerServiceAccount', parameter: 'open_kfid' } as const;

const messageTypes = {
	text: 'Text',
	image: 'Image',
	voice: 'Voice',
	video: 'Video',
	file: 'File',
	link: 'Link',
	miniprogram: 'Mini program',
	msgmenu: 'Menu',
	location: 'Location',
	ca_link: 'Acquisition link',
} as const;

const mediaExample = { media_id: 'MEDIA_ID' };

export const customerServiceMessage = resource(
	'customerServiceMessage',
	'Customer Service Message',
	'微信客服消息',
	'docs/002-第三方应用开发/002-服务端API/020-微信客服/004-会话分配与消息收发',
	{
		send: {
			title: 'Send',
			action: 'Send a customer service message',
			zh: '发送消息',
			about: 'At most 5 within 48 hours of the last message of the customer',
			doc: '003-发送消息',
			post: 'kf/send_msg',
			target,
			content: 'msgtype',
			body: (zod) => {
				const media = () => zod.object({ media_id: mediaId(zod).min(1) });
				return {
					touser: customerId(zod),
					msgid: messageId(zod),
					msgtype: zod
						.enum(Object.keys(messageTypes) as (keyof typeof messageTypes)[])
						.meta({ title: 'Message Type', labels: messageTypes }),
					// Too long texts and titles are cut off by WeCom.
					text: zod
						.object({ content: zod.string().min(1) })
						.optional()
						.meta({ title: 'Text', example: { content: 'Your parcel is on its way' } }),
					image: media().optional().meta({ title: 'Image', example: mediaExample }),
					voice: media().optional().meta({ title: 'Voice', example: mediaExample }),
					video: media().optional().meta({ title: 'Video', example: mediaExample }),
					file: media().optional().meta({ title: 'File', example: mediaExample }),
					link: zod
						.object({
							title: zod.string().min(1),
							desc: zod.string().optional(),
							url: bytes(zod, 2048).min(1),
							thumb_media_id: zod.string().min(1),
						})
						.optional()
						.meta({
							title: 'Link',
							example: { title: 'Offer', url: 'https://example.com', thumb_media_id: 'MEDIA_ID' },
						}),
					miniprogram: zod
						.object({
							appid: zod.string().min(1),
							title: zod.string().optional(),
							thumb_media_id: zod.string().min(1),
							pagepath: zod.string().min(1),
						})
						.optional()
						.meta({
							title: 'Mini Program',
							description: 'its page path must end in .html',
							example: {
								appid: 'wx1234567890',
								title: 'Shop',
								thumb_media_id: 'MEDIA_ID',
								pagepath: 'pages/index.html',
							},
						}),
					msgmenu: menu(zod, 50)
						.optional()
						.meta({ title: 'Menu', description: 'at most 50 entries', example: menuExample }),
					location: zod
						.object({
							name: zod.string().optional(),
							address: zod.string().optional(),
							latitude: zod.number().min(-90).max(90),
							longitude: zod.number().min(-180).max(180),
						})
						.optional()
						.meta({
							title: 'Location',
							example: { name: 'Office', latitude: 23.106, longitude: 113.3205 },
						}),
					ca_link: zod
						.object({ link_url: zod.string().min(1) })
						.optional()
						.meta({
							title: 'Acquisition Link',
							example: { link_url: 'https://work.weixin.qq.com/ca/LINK' },
						}),
				};
			},
		},
		sendOnEvent: {
			title: 'Send on Event',
			action: 'Send a customer service message in answer to an event',
			zh: '发送欢迎语等事件响应消息',
			about: 'The code works once, and after an entry for 20 seconds',
			doc: '004-发送欢迎语等事件响应消息',
			post: 'kf/send_msg_on_event',
			content: 'msgtype',
			body: (zod) => ({
				code: zod
					.string()
					.min(1)
					.meta({ title: 'Code', description: 'from the event, or from Session: Transfer' }),
				msgid: messageId(zod),
				msgtype: zod
					.enum(['text', 'msgmenu'])
					.meta({ title: 'Message Type', labels: { text: 'Text', msgmenu: 'Menu' } }),
				text: zod
					.object({ content: bytes(zod, 2048).min(1) })
					.optional()
					.meta({ title: 'Text', example: { content: 'Welcome' } }),
				msgmenu: menu(zod, 10)
					.optional()
					.meta({ title: 'Menu', description: 'at most 10 entries', example: menuExample }),
			}),
		},
		sync: {
			title: 'Sync',
			action: 'Get the customer service messages since the last time',
			zh: '读取消息',
			about: 'Of the last three days; keep next_cursor for the next time',
			doc: '002-接收消息和事件',
			post: 'kf/sync_msg',
			repeatable: true,
			target,
			page: cursor(1000, { more: 'has_more' }),
			body: (zod) => ({
				cursor: bytes(zod, 64)
					.optional()
					.meta({ title: 'Cursor', description: 'next_cursor of the last time' }),
				token: bytes(zod, 128)
					.optional()
					.meta({ title: 'Token', description: 'of the event; without it seldom allowed' }),
				voice_format: zod
					.literal([0, 1])
					.optional()
					.meta({ title: 'Voice Format', labels: { 0: 'AMR', 1: 'Silk' } }),
			}),
		},
	},
);
