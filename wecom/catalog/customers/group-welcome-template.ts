import { resource, type Zod } from '../endpoint';
import { appOfOldSuite, flag } from '../parameters';
import { examples, image, link, media, miniProgram, text } from './content';

const page = '006-入群欢迎语素材管理';
const own = 'Only those that this app has created';
const contents = ['text', 'image', 'link', 'miniprogram', 'file', 'video'] as const;

const templateId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Template ID', description: 'from Create' });

const content = (zod: Zod) => ({
	text: text(zod, 3000)
		.optional()
		.meta({
			title: 'Text',
			description: '%NICKNAME% stands for the customer',
			example: { content: 'Welcome, %NICKNAME%' },
		}),
	image: image(zod).optional().meta({ title: 'Image', example: examples.image }),
	link: link(zod).optional().meta({ title: 'Link', example: examples.link }),
	miniprogram: miniProgram(zod)
		.optional()
		.meta({ title: 'Mini Program', example: examples.miniprogram }),
	file: media(zod).optional().meta({ title: 'File', example: examples.media }),
	video: media(zod).optional().meta({ title: 'Video', example: examples.media }),
	agentid: appOfOldSuite(zod),
});

export const groupWelcomeTemplate = resource(
	'groupWelcomeTemplate',
	'Group Welcome Template',
	'入群欢迎语素材',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/012-消息推送',
	{
		create: {
			title: 'Create',
			action: 'Create a group welcome template',
			zh: '添加入群欢迎语素材',
			about: 'A text and one thing besides; 100 templates at most',
			doc: page,
			post: 'externalcontact/group_welcome_template/add',
			body: (zod) => ({
				...content(zod),
				notify: flag(zod)
					.optional()
					.meta({ title: 'Tell Members', description: 'on unless switched off' }),
			}),
			atLeastOne: contents,
		},
		delete: {
			title: 'Delete',
			action: 'Delete a group welcome template',
			zh: '删除入群欢迎语素材',
			about: own,
			doc: page,
			post: 'externalcontact/group_welcome_template/del',
			body: (zod) => ({ template_id: templateId(zod), agentid: appOfOldSuite(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a group welcome template',
			zh: '获取入群欢迎语素材',
			doc: page,
			post: 'externalcontact/group_welcome_template/get',
			repeatable: true,
			body: (zod) => ({ template_id: templateId(zod) }),
		},
		update: {
			title: 'Update',
			action: 'Update a group welcome template',
			zh: '编辑入群欢迎语素材',
			about: own,
			doc: page,
			post: 'externalcontact/group_welcome_template/edit',
			repeatable: true,
			body: (zod) => ({ template_id: templateId(zod), ...content(zod) }),
			atLeastOne: contents,
		},
	},
);
