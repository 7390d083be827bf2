import { resource, type Zod } from '../endpoint';
import { bytes } from '../parameters';
import { examples, media } from './content';
import { noticeCard } from './template-card';

const page = '001-消息推送配置说明';
const MB = 1024 * 1024;

const messageTypes = {
	text: 'Text',
	markdown: 'Markdown',
	markdown_v2: 'Markdown with lists and tables',
	image: 'Image',
	news: 'News',
	file: 'File',
	voice: 'Voice',
	template_card: 'Template card',
} as const;

const key = (zod: Zod) =>
	zod.string().min(1).meta({
		title: 'Key',
		description: 'what follows key= in the webhook address of the robot',
		secret: true,
	});

const markdown = (zod: Zod) => zod.object({ content: bytes(zod, 4096).min(1) });

/** Links, which the messages of a robot must have; WeCom cuts texts that are too long. */
const news = (zod: Zod) =>
	zod.object({
		articles: zod
			.array(
				zod.object({
					title: zod.string().min(1),
					description: zod.string().optional(),
					url: zod.string().min(1),
					picurl: zod.string().optional(),
				}),
			)
			.min(1)
			.max(8),
	});

export const groupRobot = resource(
	'groupRobot',
	'Group Robot',
	'群机器人',
	'docs/001-企业内部开发/002-服务端API/009-消息接收与发送/008-消息推送原群机器人',
	{
		send: {
			title: 'Send',
			action: 'Send a message as a group robot',
			zh: '消息推送（原群机器人）',
			about: 'Its key is enough; 20 a minute',
			doc: page,
			post: 'webhook/send',
			token: 'given',
			content: 'msgtype',
			query: (zod) => ({ key: key(zod) }),
			body: (zod) => ({
				msgtype: zod
					.enum(Object.keys(messageTypes) as (keyof typeof messageTypes)[])
					.meta({ title: 'Message Type', labels: messageTypes }),
				text: zod
					.object({
						content: bytes(zod, 2048).min(1),
						mentioned_list: zod.array(zod.string()).optional(),
						mentioned_mobile_list: zod.array(zod.string()).optional(),
					})
					.optional()
					.meta({ title: 'Text', example: { content: 'Hello', mentioned_list: ['@all'] } }),
				markdown: markdown(zod).optional().meta({ title: 'Markdown', example: examples.markdown }),
				markdown_v2: markdown(zod)
					.optional()
					.meta({ title: 'Markdown With Tables', example: { content: '# Hello\n- there' } }),
				image: zod
					.object({ base64: zod.string().min(1), md5: zod.string().min(1) })
					.optional()
					.meta({
						title: 'Image',
						description: 'JPG or PNG of up to 2 MB, and its MD5',
						example: { base64: 'iVBORw0KGgo=', md5: '9e107d9d372bb6826bd81d3542a419d6' },
					}),
				news: news(zod).optional().meta({ title: 'News', example: examples.news }),
				file: media(zod)
					.optional()
					.meta({ title: 'File', description: 'from Upload', example: examples.media }),
				voice: media(zod)
					.optional()
					.meta({ title: 'Voice', description: 'from Upload', example: examples.media }),
				template_card: noticeCard(zod)
					.optional()
					.meta({
						title: 'Template Card',
						example: {
							card_type: 'text_notice',
							main_title: { title: 'Done' },
							card_action: { type: 1, url: 'https://example.com' },
						},
					}),
			}),
		},
		upload: {
			title: 'Upload',
			action: 'Upload a file for a group robot',
			zh: '文件上传接口',
			about: 'Lives for three days',
			doc: page,
			post: 'webhook/upload_media',
			token: 'given',
			query: (zod) => ({
				key: key(zod),
				type: zod
					.enum(['file', 'voice'])
					.meta({ title: 'Type', labels: { file: 'File', voice: 'Voice' } }),
			}),
			file: {
				field: 'media',
				accepts: {
					file: { min: 6, max: 20 * MB },
					voice: { min: 6, max: 2 * MB, extensions: ['amr'] },
				},
			},
		},
	},
);
