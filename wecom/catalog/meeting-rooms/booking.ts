import { resource, type Zod } from '../endpoint';
import { flag, memberId, memberIds, unixTime } from '../parameters';

const page = '003-会议室预定管理';
const unapproved = 'Only rooms that need no approval';

const roomId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Meeting Room', description: 'meetingroom_id', pick: 'meetingRoom' });

const bookingId = (zod: Zod) =>
	zod.string().min(1).meta({
		title: 'Booking',
		description: 'booking_id from Create or Get Many',
		pick: 'roomBooking',
	});

const booker = (zod: Zod) => memberId(zod).min(1).meta({ title: 'Booker' });

export const roomBooking = resource(
	'roomBooking',
	'Room Booking',
	'会议室预定',
	'docs/001-企业内部开发/002-服务端API/035-会议室',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a room booking',
			zh: '取消预定会议室',
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/cancel_book',
			destroys: true,
			body: (zod) => ({
				booking_id: bookingId(zod),
				keep_schedule: flag(zod)
					.optional()
					.meta({ title: 'Keep Schedule', description: 'unless it is repeated' }),
				cancel_date: unixTime(zod, 'Day')
					.optional()
					.meta({ description: 'Unix seconds; of a repeated booking, empty: all days' }),
			}),
		},
		create: {
			title: 'Create',
			action: 'Book a meeting room',
			zh: '预定会议室',
			about: `Times are rounded to half hours. ${unapproved}`,
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/book',
			body: (zod) => ({
				meetingroom_id: roomId(zod),
				start_time: unixTime(zod, 'Start Time'),
				end_time: unixTime(zod, 'End Time'),
				booker: booker(zod),
				subject: zod
					.string()
					.optional()
					.meta({ title: 'Subject', description: 'shown in the schedule of the booking' }),
				attendees: memberIds(zod, 1000)
					.optional()
					.meta({ title: 'Attendee IDs', description: 'members' }),
			}),
		},
		createForMeeting: {
			title: 'Create for Meeting',
			action: 'Book a meeting room for a meeting',
			zh: '通过会议预定会议室',
			about: unapproved,
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/book_by_meeting',
			body: (zod) => ({
				meetingroom_id: roomId(zod),
				meetingid: zod
					.string()
					.min(1)
					.meta({ title: 'Meeting ID', description: 'of one that this app created' }),
				booker: booker(zod),
			}),
		},
		createForSchedule: {
			title: 'Create for Schedule',
			action: 'Book a meeting room for a schedule',
			zh: '通过日程预定会议室',
			about: unapproved,
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/book_by_schedule',
			body: (zod) => ({
				meetingroom_id: roomId(zod),
				schedule_id: zod
					.string()
					.min(1)
					.meta({ title: 'Schedule ID', description: 'of one that this app created' }),
				booker: booker(zod),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a room booking',
			zh: '根据会议室预定ID查询预定详情',
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/bookinfo/get',
			repeatable: true,
			body: (zod) => ({ meetingroom_id: roomId(zod), booking_id: bookingId(zod) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many room bookings',
			zh: '查询会议室的预定信息',
			about: 'By room, of one day',
			doc: page,
			apps: ['own'],
			post: 'oa/meetingroom/get_booking_info',
			repeatable: true,
			body: (zod) => ({
				meetingroom_id: roomId(zod).optional(),
				start_time: unixTime(zod, 'Start Time').optional(),
				end_time: unixTime(zod, 'End Time').optional(),
				city: zod.string().optional().meta({ title: 'City', description: 'where the room is' }),
				building: zod
					.string()
					.optional()
					.meta({ title: 'Building', description: 'needs the city' }),
				floor: zod.string().optional().meta({ title: 'Floor', description: 'needs the building' }),
			}),
			items: 'booking_list',
		},
	},
);
