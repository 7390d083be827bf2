import { resource } from '../endpoint';
import { chosenAgent, flag } from '../parameters';

export const agent = resource(
	'agent',
	'Agent',
	'应用',
	'docs/002-第三方应用开发/002-服务端API/013-应用管理',
	{
		get: {
			title: 'Get',
			action: 'Get an agent',
			zh: '获取指定的应用详情',
			doc: '001-获取应用',
			get: 'agent/get',
			query: (zod) => ({ agentid: chosenAgent(zod) }),
			simple: [
				'agentid',
				'name',
				'description',
				'square_logo_url',
				'home_url',
				'redirect_domain',
				'close',
				'allow_userinfos',
				'allow_partys',
				'allow_tags',
			],
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many agents',
			zh: '获取access_token对应的应用列表',
			doc: '001-获取应用',
			get: 'agent/list',
			items: 'agentlist',
		},
		update: {
			title: 'Update',
			action: 'Update an agent',
			zh: '设置应用',
			about: 'What is not given stays',
			doc: 'docs/001-企业内部开发/002-服务端API/010-应用管理/003-设置应用.md',
			apps: ['own'],
			post: 'agent/set',
			repeatable: true,
			body: (zod) => ({
				agentid: chosenAgent(zod),
				name: zod.string().max(32).optional().meta({ title: 'Name' }),
				description: zod
					.string()
					.min(4)
					.max(120)
					.optional()
					.meta({ title: 'Description', description: '4 to 120 characters' }),
				home_url: zod
					.string()
					.optional()
					.meta({ title: 'Home Page URL', description: 'begins with http' }),
				redirect_domain: zod.string().optional().meta({ title: 'Trusted Domain' }),
				logo_mediaid: zod
					.string()
					.optional()
					.meta({ title: 'Logo Media ID', description: 'from Media: Upload' }),
				report_location_flag: flag(zod)
					.optional()
					.meta({ title: 'Report Location', description: 'when a member opens the chat' }),
				isreportenter: flag(zod).optional().meta({ title: 'Report Entering' }),
			}),
		},
	},
);
