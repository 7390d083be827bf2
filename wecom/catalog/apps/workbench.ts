import { resource, type Zod } from '../endpoint';
import { chosenAgent } from '../parameters';

const doc = '002-设置工作台自定义展示';

const links = (zod: Zod) => ({
	jump_url: zod.string().max(1024).optional(),
	pagepath: zod.string().max(1024).optional(),
});

const labels = { keydata: 'Key data', image: 'Image', list: 'List', webview: 'Web view' } as const;

/** What the workbench shows, one parameter for each type. */
const displays = (zod: Zod) => ({
	keydata: zod
		.object({
			items: zod
				.array(
					zod.object({
						key: zod.string().max(64).optional(),
						data: zod.string().max(64),
						...links(zod),
					}),
				)
				.max(4),
		})
		.optional()
		.meta({ title: 'Key Data', example: { items: [{ key: 'Open requests', data: '2' }] } }),
	image: zod
		.object({ url: zod.string(), ...links(zod) })
		.optional()
		.meta({ title: 'Image', example: { url: 'https://example.com/image.png' } }),
	list: zod
		.object({
			items: zod.array(zod.object({ title: zod.string(), ...links(zod) })).max(3),
		})
		.optional()
		.meta({ title: 'List', example: { items: [{ title: 'News of the day' }] } }),
	webview: zod
		.object({
			url: zod.string(),
			...links(zod),
			height: zod
				.enum(['single_row', 'double_row'])
				.optional()
				.meta({ labels: { single_row: 'One row', double_row: 'Two rows' } }),
			hide_title: zod.boolean().optional(),
			enable_webview_click: zod.boolean().optional(),
		})
		.optional()
		.meta({ title: 'Web View', example: { url: 'https://example.com' } }),
});

const type = (zod: Zod) =>
	zod.enum(['keydata', 'image', 'list', 'webview']).meta({ title: 'Type', labels });

export const workbench = resource(
	'workbench',
	'Workbench',
	'工作台',
	'docs/002-第三方应用开发/002-服务端API/013-应用管理',
	{
		getData: {
			title: 'Get Data',
			action: 'Get what the workbench of a member shows',
			zh: '获取应用在用户工作台展示的数据',
			doc,
			post: 'agent/get_workbench_data',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({ agentid: chosenAgent(zod) }),
			answer: 'data',
		},
		getTemplate: {
			title: 'Get Template',
			action: 'Get the template of a workbench',
			zh: '获取应用在工作台展示的模版',
			doc,
			post: 'agent/get_workbench_template',
			repeatable: true,
			body: (zod) => ({ agentid: chosenAgent(zod) }),
		},
		setData: {
			title: 'Set Data',
			action: 'Set what the workbench of a member shows',
			zh: '设置应用在用户工作台展示的数据',
			about: 'Ten times a minute for a member',
			doc,
			post: 'agent/set_workbench_data',
			repeatable: true,
			content: 'type',
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				agentid: chosenAgent(zod),
				type: type(zod),
				...displays(zod),
			}),
		},
		setDataOfMany: {
			title: 'Set Data of Many',
			action: 'Set what the workbenches of many members show',
			zh: '批量设置应用在用户工作台展示的数据',
			doc,
			post: 'agent/batch_set_workbench_data',
			repeatable: true,
			batch: { of: 'userid_list', max: 1000 },
			body: (zod) => ({
				agentid: chosenAgent(zod),
				userid_list: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'Member IDs', description: 'any number, sent a thousand at a time' }),
				data: zod.object({ type: type(zod), ...displays(zod) }).meta({
					title: 'Data',
					example: {
						type: 'keydata',
						keydata: { items: [{ key: 'Open requests', data: '2' }] },
					},
				}),
			}),
		},
		setTemplate: {
			title: 'Set Template',
			action: 'Set the template of a workbench',
			zh: '设置应用在工作台展示的模版',
			about: 'The administrator must have switched the custom display of the app on',
			doc,
			post: 'agent/set_workbench_template',
			repeatable: true,
			body: (zod) => ({
				agentid: chosenAgent(zod),
				type: zod
					.enum(['keydata', 'image', 'list', 'webview', 'normal'])
					.meta({ title: 'Type', labels: { ...labels, normal: 'Normal (switches it off)' } }),
				...displays(zod),
				replace_user_data: zod.boolean().optional().meta({ title: 'Replace Data of Members' }),
			}),
		},
	},
);
