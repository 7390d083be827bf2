import { group } from '../define';
import { integer, text } from '../field';

const calendar = () => ({ CalId: text });
const schedule = () => ({ CalId: text, ScheduleId: text });
const meeting = () => ({ MeetingId: text });

export const calendarAndMeetings = group('Calendar and Meetings', '日程与会议', {
	modify_calendar: {
		title: 'Calendar Changed',
		titleZh: '修改日历事件',
		from: 'data',
		fields: calendar,
	},
	delete_calendar: {
		title: 'Calendar Deleted',
		titleZh: '删除日历事件',
		from: 'data',
		fields: calendar,
	},
	modify_schedule: {
		title: 'Schedule Changed',
		titleZh: '修改日程事件',
		from: 'data',
		fields: schedule,
	},
	delete_schedule: {
		title: 'Schedule Deleted',
		titleZh: '删除日程事件',
		from: 'data',
		fields: schedule,
	},
	respond_schedule: {
		title: 'Schedule Answered',
		titleZh: '日程回执事件',
		from: 'data',
		fields: schedule,
	},
	'meeting_change.modify_meeting': {
		title: 'Meeting Changed',
		titleZh: '修改会议',
		from: 'data',
		fields: meeting,
	},
	'meeting_change.cancel_meeting': {
		title: 'Meeting Cancelled',
		titleZh: '取消会议',
		from: 'data',
		fields: meeting,
	},
	living_status_change: {
		title: 'Live Stream Status Changed',
		titleZh: '直播回调事件',
		from: 'data',
		fields: () => ({ LivingId: text, Status: integer }),
	},
});
