import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { appOfOldSuite, bytes, flag } from '../parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/026-日程/003-管理日程';

const scheduleId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Schedule ID', description: 'from Create' });

const reminders = (zod: Zod) =>
	zod.object({
		is_remind: flag(zod).optional(),
		remind_before_event_secs: zod.literal([0, 300, 900, 3600, 86_400]).optional(),
		remind_time_diffs: zod
			.array(zod.literal([0, -300, -900, -3600, -86_400, 32_400, -172_800, -604_800]))
			.optional(),
		is_repeat: flag(zod).optional(),
		repeat_type: zod
			.literal([0, 1, 2, 5, 7])
			.optional()
			.meta({ labels: { 0: 'Daily', 1: 'Weekly', 2: 'Monthly', 5: 'Yearly', 7: 'On workdays' } }),
		repeat_until: zod.int().optional(),
		is_custom_repeat: flag(zod).optional(),
		repeat_interval: zod.int().optional(),
		repeat_day_of_week: zod.array(zod.int().min(1).max(7)).max(7).optional(),
		repeat_day_of_month: zod.array(zod.int().min(1).max(31)).max(31).optional(),
		timezone: zod.int().min(-12).max(12).optional(),
	});

/** What may be said about a schedule, when it is created as well as later. */
const settings = (zod: Zod) => ({
	admins: zod.array(zod.string()).max(3).optional(),
	start_time: zod.int().min(0),
	end_time: zod.int().min(0),
	is_whole_day: flag(zod).optional(),
	attendees: zod
		.array(zod.object({ userid: bytes(zod, 64).min(1) }))
		.max(1000)
		.optional(),
	summary: zod.string().max(128).optional(),
	description: zod.string().max(1000).optional(),
	location: zod.string().max(128).optional(),
	reminders: reminders(zod).optional(),
});

const example = {
	start_time: 1_700_000_000,
	end_time: 1_700_003_600,
	summary: 'Review',
	attendees: [{ userid: 'zhangsan' }],
	reminders: { is_remind: 1, remind_time_diffs: [-900] },
};

/** Which of the times of a repeated schedule are meant. */
const occurrence = (zod: Zod, verb: string) => ({
	op_mode: zod
		.literal([0, 1, 2])
		.optional()
		.meta({
			title: `${verb} Repeated`,
			description: 'which dates of a repeated one',
			labels: { 0: 'All', 1: 'This one', 2: 'This one and those after it' },
		}),
	op_start_time: zod
		.int()
		.min(0)
		.optional()
		.meta({ title: 'Start of This One', description: 'Unix seconds, unless all are meant' }),
});

const ofOne = { op_start_time: { op_mode: [1, 2] } };

const attendees = (zod: Zod) => ({
	schedule_id: scheduleId(zod),
	attendees: zod
		.array(zod.object({ userid: zod.string().min(1) }))
		.max(1000)
		.optional()
		.meta({
			title: 'Attendees',
			description: 'at most 1000',
			example: [{ userid: 'zhangsan' }],
		}),
});

export const schedule = resource(
	'schedule',
	'Schedule',
	'日程',
	'docs/002-第三方应用开发/002-服务端API/027-日程/003-管理日程',
	{
		addAttendees: {
			title: 'Add Attendees',
			action: 'Add attendees to a schedule',
			zh: '新增日程参与者',
			doc: `${internal}/004-新增日程参与者.md`,
			post: 'oa/schedule/add_attendees',
			repeatable: true,
			body: attendees,
			atLeastOne: ['attendees'],
		},
		create: {
			title: 'Create',
			action: 'Create a schedule',
			zh: '创建日程',
			about: 'A third-party app must name a calendar',
			doc: '001-创建日程',
			post: 'oa/schedule/add',
			body: (zod) => ({
				schedule: zod.object({ ...settings(zod), cal_id: bytes(zod, 64).optional() }).meta({
					title: 'Schedule',
					description: 'times in Unix seconds, attendees, reminders',
					example: { ...example, cal_id: 'CALENDAR_ID' },
				}),
				agentid: appOfOldSuite(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a schedule',
			zh: '取消日程',
			doc: '008-取消日程',
			post: 'oa/schedule/del',
			body: (zod) => ({ schedule_id: scheduleId(zod), ...occurrence(zod, 'Delete') }),
			neededWith: ofOne,
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many schedules of a calendar',
			zh: '获取日历下的日程列表',
			doc: '006-获取日历下的日程列表',
			post: 'oa/schedule/get_by_calendar',
			repeatable: true,
			body: (zod) => ({
				cal_id: zod
					.string()
					.min(1)
					.meta({ title: 'Calendar ID', description: 'of one that this app created' }),
			}),
			items: 'schedule_list',
			page: offset(1000),
		},
		getAllById: {
			title: 'Get Many by ID',
			action: 'Get schedules by their IDs',
			zh: '获取日程详情',
			about: 'Cancelled ones too',
			doc: '007-获取日程详情',
			post: 'oa/schedule/get',
			repeatable: true,
			body: (zod) => ({
				schedule_id_list: zod
					.array(zod.string())
					.min(1)
					.max(1000)
					.meta({ title: 'Schedule IDs', description: 'at most 1000' }),
			}),
			items: 'schedule_list',
		},
		removeAttendees: {
			title: 'Remove Attendees',
			action: 'Remove attendees from a schedule',
			zh: '删除日程参与者',
			doc: `${internal}/005-删除日程参与者.md`,
			post: 'oa/schedule/del_attendees',
			destroys: true,
			repeatable: true,
			body: attendees,
			atLeastOne: ['attendees'],
		},
		update: {
			title: 'Update',
			action: 'Update a schedule',
			zh: '更新日程',
			about: 'Everything is replaced',
			doc: '002-更新日程',
			post: 'oa/schedule/update',
			body: (zod) => ({
				skip_attendees: flag(zod)
					.optional()
					.meta({ title: 'Keep Attendees', description: 'whatever is given below' }),
				...occurrence(zod, 'Change'),
				schedule: zod.object({ schedule_id: zod.string().min(1), ...settings(zod) }).meta({
					title: 'Schedule',
					description: 'times in Unix seconds, attendees, reminders',
					example: { schedule_id: 'SCHEDULE_ID', ...example },
				}),
			}),
			neededWith: ofOne,
		},
	},
);
