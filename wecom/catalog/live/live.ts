import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { appOfOldSuite, bytes, memberId, unixTime } from '../parameters';

const liveId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Live Stream ID', description: 'of one that this app created' });

const kind = (zod: Zod) =>
	zod.literal([0, 1, 2, 3, 4]).meta({
		title: 'Type',
		description: 'kind of live stream, sets what follows',
		labels: {
			0: 'General',
			1: 'Small class (schools and IT)',
			2: 'Large class (schools and IT)',
			3: 'Training',
			4: 'Event',
		},
	});

const start = (zod: Zod) => unixTime(zod, 'Start Time');

const duration = (zod: Zod) => zod.int().min(0).meta({ title: 'Duration', description: 'seconds' });

const reminder = (zod: Zod) =>
	zod.int().min(0).meta({ title: 'Remind Before', description: 'seconds before the start' });

export const live = resource(
	'live',
	'Live Stream',
	'直播',
	'docs/002-第三方应用开发/002-服务端API/030-直播',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a live stream',
			zh: '取消预约直播',
			about: 'Before it has begun',
			doc: '004-取消预约直播',
			post: 'living/cancel',
			destroys: true,
			body: (zod) => ({ livingid: liveId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a live stream',
			zh: '创建预约直播',
			doc: '002-创建预约直播',
			post: 'living/create',
			body: (zod) => ({
				anchor_userid: memberId(zod).min(1).meta({ title: 'Host' }),
				theme: zod
					.string()
					.min(1)
					.max(20)
					.meta({ title: 'Title', description: 'at most 20 characters' }),
				living_start: start(zod),
				living_duration: duration(zod),
				type: kind(zod).optional(),
				description: zod
					.string()
					.max(100)
					.optional()
					.meta({ title: 'Description', description: 'at most 100 characters, not of events' }),
				remind_time: reminder(zod).optional(),
				activity_cover_mediaid: zod
					.string()
					.optional()
					.meta({ title: 'Cover Media ID', description: 'of events' }),
				activity_share_mediaid: zod
					.string()
					.optional()
					.meta({ title: 'Share Card Media ID', description: 'of events' }),
				// Of more than five pictures WeCom takes the first five.
				activity_detail: zod
					.object({
						description: zod.string().optional(),
						image_list: zod.array(zod.string()).optional(),
					})
					.optional()
					.meta({
						title: 'Event Details',
						description: 'for an event only, at most 5 pictures',
						example: { description: 'All are welcome', image_list: ['MEDIA_ID'] },
					}),
				agentid: appOfOldSuite(zod),
			}),
		},
		deleteReplay: {
			title: 'Delete Replay',
			action: 'Delete the replay of a live stream',
			zh: '删除直播回放',
			doc: '005-删除直播回放',
			post: 'living/delete_replay_data',
			body: (zod) => ({ livingid: liveId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a live stream',
			zh: '获取直播详情',
			doc: '008-获取直播详情',
			get: 'living/get_living_info',
			query: (zod) => ({ livingid: liveId(zod) }),
			answer: 'living_info',
			simple: [
				'theme',
				'status',
				'type',
				'anchor_userid',
				'reserve_start',
				'living_start',
				'living_duration',
				'viewer_num',
				'comment_num',
				'replay_status',
			],
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of the live streams of a member',
			zh: '获取成员直播ID列表',
			doc: '007-获取成员直播ID列表',
			post: 'living/get_user_all_livingid',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			items: 'livingid_list',
			page: cursor(100),
		},
		getShare: {
			title: 'Get Share',
			action: 'Get the viewer who came into the shop from a live stream',
			zh: '获取跳转小程序商城的直播观众信息',
			about: 'The code lives for five minutes',
			doc: '011-获取跳转小程序商城的直播观众信息',
			post: 'living/get_living_share_info',
			repeatable: true,
			body: (zod) => ({
				ww_share_code: zod
					.string()
					.min(1)
					.meta({ title: 'Share Code', description: 'ww_share_code in the path of the page' }),
			}),
		},
		getViewers: {
			title: 'Get Viewers',
			action: 'Get who has watched a live stream',
			zh: '获取直播观看明细',
			doc: '009-获取直播观看明细',
			post: 'living/get_watch_stat',
			repeatable: true,
			body: (zod) => ({ livingid: liveId(zod) }),
			page: { kind: 'cursor', request: 'next_key', answer: 'next_key', ended: 'ending' },
		},
		getWeChatCode: {
			title: 'Get WeChat Code',
			action: 'Get the code to watch a live stream in WeChat',
			zh: '获取微信观看直播凭证',
			about: 'It lives for five minutes',
			doc: '006-在微信中观看直播或直播回放',
			post: 'living/get_living_code',
			repeatable: true,
			body: (zod) => ({
				livingid: liveId(zod),
				openid: zod
					.string()
					.min(1)
					.meta({ title: 'Open ID', description: 'of the viewer in WeChat' }),
			}),
		},
		update: {
			title: 'Update',
			action: 'Update a live stream',
			zh: '修改预约直播',
			about: 'Before it has begun; what is not given stays',
			doc: '003-修改预约直播',
			post: 'living/modify',
			repeatable: true,
			body: (zod) => ({
				livingid: liveId(zod),
				theme: bytes(zod, 60).optional().meta({ title: 'Title', description: 'at most 60 bytes' }),
				living_start: start(zod).optional(),
				living_duration: duration(zod).optional(),
				type: kind(zod).optional(),
				description: bytes(zod, 300)
					.optional()
					.meta({ title: 'Description', description: 'at most 300 bytes' }),
				remind_time: reminder(zod).optional(),
			}),
		},
	},
);
