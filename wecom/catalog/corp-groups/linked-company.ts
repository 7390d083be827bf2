import { resource, type Zod } from '../endpoint';
import { contents, examples, miniProgramNotice } from '../messages/content';
import { agentId, bytes, flag } from '../parameters';

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
} as const;

const departmentId = (zod: Zod) =>
	zod.string().min(1).meta({
		title: 'Department ID',
		description: 'linked ID/department ID, from Get Visible Range',
	});

const below = (zod: Zod) =>
	flag(zod).optional().meta({ title: 'Include Departments Below', description: 'off if empty' });

const ids = (zod: Zod, max: number) => zod.array(zod.string()).max(max).optional();

const libraries = ['WxJava', 'FlurlHttpClient.Wechat'];

export const linkedCompany = resource('linkedCompany', 'Linked Company', '互联企业', '', {
	getDepartments: {
		title: 'Get Departments',
		action: 'Get the departments of a linked company',
		zh: '获取互联企业部门列表',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/department/list',
		repeatable: true,
		body: (zod) => ({ department_id: departmentId(zod) }),
		items: 'department_list',
	},
	getMember: {
		title: 'Get Member',
		action: 'Get a member of a linked company',
		zh: '获取互联企业成员详细信息',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/user/get',
		repeatable: true,
		body: (zod) => ({
			userid: zod
				.string()
				.min(1)
				.meta({ title: 'Member ID', description: 'company ID/userid, from Get Visible Range' }),
		}),
		answer: 'user_info',
	},
	getDepartmentMembers: {
		title: 'Get Department Members',
		action: 'Get members of a linked company',
		zh: '获取互联企业部门成员详情',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/user/list',
		repeatable: true,
		body: (zod) => ({ department_id: departmentId(zod), fetch_child: below(zod) }),
		items: 'userlist',
	},
	getMembersBasic: {
		title: 'Get Members (Basic)',
		action: 'Get the names of members of a linked company',
		zh: '获取互联企业部门成员',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/user/simplelist',
		repeatable: true,
		body: (zod) => ({ department_id: departmentId(zod), fetch_child: below(zod) }),
		items: 'userlist',
	},
	getVisibleRange: {
		title: 'Get Visible Range',
		action: 'Get who may use the app in linked companies',
		zh: '获取应用的可见范围',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/agent/get_perm_list',
		repeatable: true,
	},
	sendMessage: {
		title: 'Send Message',
		action: 'Send a message to members of linked companies',
		zh: '互联企业的应用支持推送消息',
		doc: { libraries },
		apps: ['own'],
		post: 'linkedcorp/message/send',
		atLeastOne: ['touser', 'toparty', 'totag', 'toall'],
		content: 'msgtype',
		body: (zod) => ({
			touser: ids(zod, 1000).meta({
				title: 'Member IDs',
				description: 'company ID/userid, or userid in the own company',
			}),
			toparty: ids(zod, 100).meta({
				title: 'Department IDs',
				description: 'linked ID/department ID, or of the own company',
			}),
			totag: ids(zod, 100).meta({ title: 'Tag IDs', description: 'of the own company' }),
			toall: flag(zod).optional().meta({ title: 'Everyone Who May Use the App' }),
			msgtype: zod
				.enum(Object.keys(messageTypes) as (keyof typeof messageTypes)[])
				.meta({ title: 'Message Type', labels: messageTypes }),
			agentid: agentId(zod),
			text: zod
				.object({ content: bytes(zod, 2048).min(1) })
				.optional()
				.meta({ title: 'Text', example: examples.text }),
			...contents(zod),
			miniprogram_notice: miniProgramNotice(zod)
				.optional()
				.meta({
					title: 'Mini Program Notice',
					example: { appid: 'APP_ID', title: 'Room booked' },
				}),
			safe: zod
				.literal([0, 1, 2])
				.optional()
				.meta({
					title: 'Confidential',
					labels: { 0: 'No', 1: 'Yes, with watermark', 2: 'Inside the company (mpnews)' },
				}),
		}),
	},
});
