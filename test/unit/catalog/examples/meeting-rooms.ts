import { post, type Examples } from './example';

const place = { city: 'Shenzhen', building: 'Tower', floor: '18F' };

export const meetingRooms: Examples = {
	'meetingRoom.create': post(
		'oa/meetingroom/add',
		{
			name: '18F',
			capacity: '10',
			...place,
			equipment: '1, 2, 3',
			coordinate: { latitude: 22.540503, longitude: '113.934528' },
			range: { user_list: ['zhangsan'], department_list: [1, 2] },
		},
		{
			name: '18F',
			capacity: 10,
			...place,
			equipment: [1, 2, 3],
			coordinate: { latitude: '22.540503', longitude: '113.934528' },
			range: { user_list: ['zhangsan'], department_list: [1, 2] },
		},
	),
	'meetingRoom.delete': post('oa/meetingroom/del', { meetingroom_id: 1 }),
	'meetingRoom.getAll': post('oa/meetingroom/list', { ...place, equipment: [1, 2] }),
	'meetingRoom.update': post('oa/meetingroom/edit', {
		meetingroom_id: 1,
		name: '18F',
		capacity: 12,
		...place,
		equipment: [1],
		coordinate: { latitude: '22.540503', longitude: '113.934528' },
		range: { user_list: ['zhangsan'], department_list: [1] },
	}),
	'roomBooking.cancel': post(
		'oa/meetingroom/cancel_book',
		{ booking_id: 'bk1', keep_schedule: true, cancel_date: 1672502400 },
		{ booking_id: 'bk1', keep_schedule: 1, cancel_date: 1672502400 },
	),
	'roomBooking.create': post(
		'oa/meetingroom/book',
		{
			meetingroom_id: '1',
			subject: 'Weekly',
			start_time: 1593532800,
			end_time: 1593619200,
			booker: 'zhangsan',
			attendees: 'lisi, wangwu',
		},
		{
			meetingroom_id: 1,
			subject: 'Weekly',
			start_time: 1593532800,
			end_time: 1593619200,
			booker: 'zhangsan',
			attendees: ['lisi', 'wangwu'],
		},
	),
	'roomBooking.createForMeeting': post('oa/meetingroom/book_by_meeting', {
		meetingroom_id: 1,
		meetingid: 'hy7e7226edae',
		booker: 'rocky',
	}),
	'roomBooking.createForSchedule': post('oa/meetingroom/book_by_schedule', {
		meetingroom_id: 1,
		schedule_id: '1c7e7226edae',
		booker: 'rocky',
	}),
	'roomBooking.get': post('oa/meetingroom/bookinfo/get', {
		meetingroom_id: 1,
		booking_id: 'bkebsada6e02',
	}),
	'roomBooking.getAll': post('oa/meetingroom/get_booking_info', {
		meetingroom_id: 1,
		start_time: 1593532800,
		end_time: 1593619200,
		...place,
	}),
};
