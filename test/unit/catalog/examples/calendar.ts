import { post, type Examples } from './example';

const calendar = {
	admins: ['admin1', 'admin2'],
	summary: 'Launch',
	color: '#FF3030',
	description: 'All that is to be done',
	shares: [
		{ userid: 'userid2', permission: 1 },
		{ userid: 'userid3', permission: 3 },
	],
	public_range: { userids: ['abel', 'jack'], partyids: [1232, 34353] },
};

const schedule = {
	admins: ['admin1', 'admin2'],
	start_time: 1571274600,
	end_time: 1571320210,
	is_whole_day: 1,
	attendees: [{ userid: 'userid2' }],
	summary: 'Review',
	description: 'First look at 2.0',
	reminders: {
		is_remind: 1,
		remind_before_event_secs: 3600,
		remind_time_diffs: [0, -3600],
		is_repeat: 1,
		repeat_type: 7,
		repeat_until: 1606976813,
		is_custom_repeat: 1,
		repeat_interval: 1,
		repeat_day_of_week: [3, 7],
		repeat_day_of_month: [10, 21],
		timezone: 8,
	},
	location: 'Room 1005',
};

export const calendars: Examples = {
	'calendar.create': post(
		'oa/calendar/add',
		{
			calendar: { ...calendar, set_as_default: true, is_public: 'true', is_corp_calendar: 1 },
			agentid: 1000014,
		},
		{
			calendar: { ...calendar, set_as_default: 1, is_public: 1, is_corp_calendar: 1 },
			agentid: 1000014,
		},
	),
	'calendar.delete': post('oa/calendar/del', { cal_id: 'wcjgewCwAAqe' }),
	'calendar.getAll': post(
		'oa/calendar/get',
		{ cal_id_list: 'wcjgewCwAAqe' },
		{ cal_id_list: ['wcjgewCwAAqe'] },
	),
	'calendar.update': post(
		'oa/calendar/update',
		{ skip_public_range: false, calendar: JSON.stringify({ cal_id: 'wc1', ...calendar }) },
		{ skip_public_range: 0, calendar: { cal_id: 'wc1', ...calendar } },
	),
	'schedule.addAttendees': post('oa/schedule/add_attendees', {
		schedule_id: '17c7d2bd9f20',
		attendees: [{ userid: 'userid2' }],
	}),
	'schedule.create': post(
		'oa/schedule/add',
		{ schedule: { ...schedule, is_whole_day: true, cal_id: 'wc1' }, agentid: '1000014' },
		{ schedule: { ...schedule, cal_id: 'wc1' }, agentid: 1000014 },
	),
	'schedule.delete': post(
		'oa/schedule/del',
		{ schedule_id: '17c7d2bd9f20', op_mode: '1', op_start_time: 1571274600 },
		{ schedule_id: '17c7d2bd9f20', op_mode: 1, op_start_time: 1571274600 },
	),
	'schedule.getAll': post('oa/schedule/get_by_calendar', { cal_id: 'wc1' }),
	'schedule.getAllById': post('oa/schedule/get', { schedule_id_list: ['17c7d2bd9f20'] }),
	'schedule.removeAttendees': post('oa/schedule/del_attendees', {
		schedule_id: '17c7d2bd9f20',
		attendees: [{ userid: 'userid2' }],
	}),
	'schedule.update': post('oa/schedule/update', {
		skip_attendees: 0,
		op_mode: 1,
		op_start_time: 1571274600,
		schedule: { schedule_id: '17c7d2bd9f20', ...schedule },
	}),
};
