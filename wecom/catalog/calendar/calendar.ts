import { resource, type Zod } from '../endpoint';
import { appOfOldSuite, flag } from '../parameters';

const calendarId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Calendar ID', description: 'of one that this app created' });

const publicRange = (zod: Zod) =>
	zod.object({
		userids: zod.array(zod.string()).max(1000).optional(),
		partyids: zod.array(zod.int()).max(100).optional(),
	});

/** What may be said about a calendar, when it is created as well as later. */
const settings = (zod: Zod) => ({
	admins: zod.array(zod.string()).max(3).optional(),
	summary: zod.string().min(1).max(128),
	color: zod.string().regex(/^#[0-9A-Fa-f]{6}$/, { error: 'must be a colour such as #FF3030' }),
	description: zod.string().max(512).optional(),
	public_range: publicRange(zod).optional(),
	shares: zod
		.array(
			zod.object({
				userid: zod.string().min(1),
				permission: zod
					.literal([1, 3])
					.optional()
					.meta({ labels: { 1: 'See everything', 3: 'See when they are busy' } }),
			}),
		)
		.max(2000)
		.optional(),
});

const example = {
	summary: 'Launch',
	color: '#FF3030',
	shares: [{ userid: 'zhangsan', permission: 1 }],
};

export const calendar = resource(
	'calendar',
	'Calendar',
	'日历',
	'docs/002-第三方应用开发/002-服务端API/027-日程/002-管理日历',
	{
		create: {
			title: 'Create',
			action: 'Create a calendar',
			zh: '创建日历',
			doc: '001-创建日历',
			post: 'oa/calendar/add',
			body: (zod) => ({
				calendar: zod
					.object({
						...settings(zod),
						set_as_default: flag(zod).optional(),
						is_public: flag(zod).optional(),
						is_corp_calendar: flag(zod).optional(),
					})
					.meta({ title: 'Calendar', description: 'summary, color, who shares it', example }),
				agentid: appOfOldSuite(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a calendar',
			zh: '删除日历',
			doc: '004-删除日历',
			post: 'oa/calendar/del',
			body: (zod) => ({ cal_id: calendarId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many calendars',
			zh: '获取日历详情',
			doc: '003-获取日历详情',
			post: 'oa/calendar/get',
			repeatable: true,
			body: (zod) => ({
				cal_id_list: zod
					.array(zod.string())
					.min(1)
					.max(1000)
					.meta({ title: 'Calendar IDs', description: 'at most 1000' }),
			}),
			items: 'calendar_list',
		},
		update: {
			title: 'Update',
			action: 'Update a calendar',
			zh: '更新日历',
			about: 'Everything is replaced',
			doc: '002-更新日历',
			post: 'oa/calendar/update',
			repeatable: true,
			body: (zod) => ({
				skip_public_range: flag(zod)
					.optional()
					.meta({ title: 'Keep Public Range', description: 'whatever is given below' }),
				calendar: zod.object({ cal_id: zod.string().min(1), ...settings(zod) }).meta({
					title: 'Calendar',
					description: 'summary, color, who shares it',
					example: { cal_id: 'CALENDAR_ID', ...example },
				}),
			}),
		},
	},
);
