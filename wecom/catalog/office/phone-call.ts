import { resource } from '../endpoint';
import { offset } from '../page';
import { unixTime } from '../parameters';

/** The official site, for pages that the folders lack. */
const site = 'https://developer.work.weixin.qq.com/document/path';

export const phoneCall = resource('phoneCall', 'Phone Call', '电话', '', {
	getAll: {
		title: 'Get Many',
		action: 'Get many phone calls at company cost',
		zh: '获取公费电话拨打记录',
		about: 'With the secret of 公费电话',
		doc: `${site}/93662`,
		apps: ['own'],
		post: 'dial/get_dial_record',
		repeatable: true,
		body: (zod) => ({
			start_time: unixTime(zod, 'From').optional(),
			end_time: unixTime(zod, 'To')
				.optional()
				.meta({ description: 'Unix seconds; at most 30 days later' }),
		}),
		items: 'record',
		page: offset(100),
	},
	getEmergencyState: {
		title: 'Get Emergency State',
		action: 'Get whether a member took an emergency call',
		zh: '获取接听状态',
		doc: `${site}/91628`,
		apps: ['own'],
		post: 'pstncc/getstates',
		repeatable: true,
		target: { lookup: 'member', parameter: 'callee_userid' },
		body: (zod) => ({
			callid: zod
				.string()
				.min(1)
				.meta({ title: 'Call ID', description: 'from Start Emergency, of the last seven days' }),
		}),
	},
	startEmergency: {
		title: 'Start Emergency',
		action: 'Call members in an emergency',
		zh: '发起语音电话',
		about: 'With the secret of 紧急通知',
		doc: `${site}/97115`,
		apps: ['own'],
		post: 'pstncc/call',
		body: (zod) => ({
			callee_userid: zod
				.array(zod.string())
				.min(1)
				.meta({ title: 'Member IDs', description: 'whom to call' }),
		}),
		items: 'states',
	},
});
