import { resource, type Zod } from '../endpoint';

const site = 'https://developer.work.weixin.qq.com/document/path';

const roomId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Chat ID', description: 'roomid of an archived message' });

/** Who is archived and who agrees to it. The messages themselves come from an SDK, not from an endpoint. */
export const chatArchive = resource('chatArchive', 'Chat Archive', '会话内容存档', site, {
	getChat: {
		title: 'Get Chat',
		action: 'Get an archived internal group chat',
		zh: '获取会话内容存档内部群信息',
		doc: `${site}/92951`,
		apps: ['own'],
		post: 'msgaudit/groupchat/get',
		repeatable: true,
		body: (zod) => ({ roomid: roomId(zod) }),
	},
	getConsent: {
		title: 'Get Consent',
		action: 'Get whether customers agree to be archived',
		zh: '获取会话同意情况（单聊）',
		doc: `${site}/91782`,
		apps: ['own'],
		post: 'msgaudit/check_single_agree',
		repeatable: true,
		batch: { of: 'info', max: 100 },
		body: (zod) => ({
			info: zod
				.array(zod.object({ userid: zod.string(), exteranalopenid: zod.string() }))
				.min(1)
				.meta({
					title: 'Pairs',
					description: 'member and customer, any number, sent 100 at a time',
					example: [{ userid: 'zhangsan', exteranalopenid: 'wmeDKaCQAAGd9oGiQWxVsAKwV2HxNAAA' }],
				}),
		}),
		items: 'agreeinfo',
	},
	getConsentInChat: {
		title: 'Get Consent in Chat',
		action: 'Get whether the customers in a group chat agree to be archived',
		zh: '获取会话同意情况（群聊）',
		doc: `${site}/91782`,
		apps: ['own'],
		post: 'msgaudit/check_room_agree',
		repeatable: true,
		body: (zod) => ({ roomid: roomId(zod) }),
		items: 'agreeinfo',
	},
	getMembers: {
		title: 'Get Members',
		action: 'Get the members whose chats are archived',
		zh: '获取会话内容存档开启成员列表',
		doc: `${site}/91614`,
		apps: ['own'],
		post: 'msgaudit/get_permit_user_list',
		repeatable: true,
		body: (zod) => ({
			type: zod
				.literal([1, 2, 3])
				.optional()
				.meta({
					title: 'Edition',
					description: 'empty: members of every edition',
					labels: { 1: 'Office', 2: 'Service', 3: 'Enterprise' },
				}),
		}),
		items: 'ids',
	},
	getRobot: {
		title: 'Get Robot',
		action: 'Get a robot that takes part in archived chats',
		zh: '获取机器人信息',
		doc: `${site}/91774`,
		apps: ['own'],
		get: 'msgaudit/get_robot_info',
		query: (zod) => ({
			robot_id: zod.string().min(1).meta({ title: 'Robot ID', description: 'begins with wb' }),
		}),
		answer: 'data',
	},
});
