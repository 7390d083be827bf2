import { resource, type Zod } from '../endpoint';
import { unixTime } from '../parameters';
import { filled, folder, meeting, paged, site } from './parameters';

const roomId = (zod: Zod) =>
	filled(zod).meta({
		title: 'Room',
		description: 'meeting_room_id from Get Many',
		pick: 'meetingDeviceRoom',
	});

const rooms = (zod: Zod) => ({
	...meeting(zod),
	meeting_room_id_list: zod
		.array(filled(zod))
		.min(1)
		.meta({ title: 'Room IDs', description: 'from Get Many' }),
});

const roomName = (zod: Zod) => ({
	meeting_room_name: zod
		.string()
		.optional()
		.meta({ title: 'Room Name', description: 'or a part of it' }),
});

/** A room with Rooms, or a room system of another maker. */
const called = (zod: Zod) => ({
	...meeting(zod),
	meeting_room_id: roomId(zod).optional().meta({ description: 'or an address instead' }),
	mra_address: zod
		.object({
			protocol: zod.literal([1, 2]).meta({ labels: { 1: 'SIP', 2: 'H.323' } }),
			dial_string: filled(zod),
		})
		.optional()
		.meta({
			title: 'Address',
			description: 'of another room system (MRA)',
			example: { protocol: 1, dial_string: 'room@example.com' },
		}),
});

const roomOrAddress = ['meeting_room_id', 'mra_address'];

/** Tencent Meeting Rooms: the devices in meeting rooms that take part in meetings. */
export const meetingDevice = resource(
	'meetingDevice',
	'Meeting Device',
	'Rooms会议室',
	`${folder}/008-Rooms会议室管理`,
	{
		book: {
			title: 'Book',
			action: 'Book rooms with devices for a meeting',
			zh: '预定Rooms会议室',
			about: 'Of less than a day, not repeated',
			doc: '001-预定Rooms会议室',
			apps: ['own'],
			post: 'meeting/rooms/book',
			body: (zod) => ({
				...rooms(zod),
				subject_visible: zod
					.boolean()
					.optional()
					.meta({ title: 'Show Subject', description: 'in the hour before; empty: yes' }),
			}),
		},
		call: {
			title: 'Call',
			action: 'Call a room into a meeting',
			zh: '呼叫Rooms会议室',
			doc: '010-呼叫Rooms会议室',
			apps: ['own'],
			post: 'meeting/rooms/call',
			body: called,
			atLeastOne: roomOrAddress,
		},
		cancelCall: {
			title: 'Cancel Call',
			action: 'Cancel the call of a room',
			zh: '取消呼叫Rooms会议室',
			doc: '011-取消呼叫Rooms会议室',
			apps: ['own'],
			post: 'meeting/rooms/cancel_call',
			destroys: true,
			body: (zod) => ({
				...called(zod),
				invite_id: filled(zod).meta({ title: 'Call ID', description: 'invite_id from Call' }),
			}),
			atLeastOne: roomOrAddress,
		},
		get: {
			title: 'Get',
			action: 'Get a room with devices',
			zh: '获取Rooms会议室详情',
			doc: `${site}/98793`,
			apps: ['own'],
			post: 'meeting/rooms/get_info',
			repeatable: true,
			body: (zod) => ({ meeting_room_id: roomId(zod) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many rooms with devices',
			zh: '获取Rooms会议室列表',
			doc: `${site}/98795`,
			apps: ['own'],
			post: 'meeting/rooms/list',
			repeatable: true,
			body: roomName,
			items: 'meeting_room_list',
			page: paged(50),
		},
		getCallStatus: {
			title: 'Get Call Status',
			action: 'Get whether a room has answered a call',
			zh: '获取Rooms会议室应答状态',
			doc: '012-获取Rooms会议室应答状态',
			apps: ['own'],
			post: 'meeting/rooms/get_response_status',
			repeatable: true,
			body: called,
			atLeastOne: roomOrAddress,
		},
		getConfiguration: {
			title: 'Get Configuration',
			action: 'Get the configuration of a room with devices',
			zh: '获取Rooms会议室配置项',
			doc: '005-获取Rooms会议室配置项',
			apps: ['own'],
			post: 'meeting/rooms/get_config',
			repeatable: true,
			body: (zod) => ({ meeting_room_id: roomId(zod) }),
		},
		getControllers: {
			title: 'Get Controllers',
			action: 'Get the controllers in rooms',
			zh: '获取控制器列表',
			doc: `${site}/98799`,
			apps: ['own'],
			post: 'meeting/rooms/list_controllers',
			repeatable: true,
			body: (zod) => ({
				controller_name: zod
					.string()
					.optional()
					.meta({ title: 'Controller Name', description: 'or a part of it' }),
			}),
			items: 'controller_info_list',
			page: paged(50),
			simple: [
				'rooms_id',
				'meeting_room_name',
				'meeting_room_location',
				'controller_name',
				'manufacture_name',
				'controller_model',
				'app_version',
				'status',
				'framework_version',
				'ip_address',
			],
		},
		getDevices: {
			title: 'Get Devices',
			action: 'Get the devices in rooms and how they are',
			zh: '获取设备列表',
			doc: '007-获取设备列表',
			apps: ['own'],
			post: 'meeting/rooms/list_devices',
			repeatable: true,
			body: roomName,
			items: 'device_info_list',
			page: paged(50),
		},
		getInventory: {
			title: 'Get Inventory',
			action: 'Get how many devices the company has bought and uses',
			zh: '获取Rooms会议室资源',
			doc: `${site}/98809`,
			apps: ['own'],
			post: 'meeting/rooms/get_inventory',
			repeatable: true,
		},
		getMeetings: {
			title: 'Get Meetings',
			action: 'Get the meetings of a room',
			zh: '获取Rooms会议室下的会议列表',
			about: 'Of at most 90 days',
			doc: '006-获取Rooms会议室下的会议列表',
			apps: ['own'],
			post: 'meeting/rooms/list_meetings',
			repeatable: true,
			body: (zod) => ({
				meeting_room_id: roomId(zod).optional().meta({ description: 'or a device instead' }),
				rooms_id: zod.string().optional().meta({
					title: 'Device',
					description: 'rooms_id from Get Devices',
					pick: 'meetingDevice',
				}),
				start_time: unixTime(zod, 'From').optional(),
				end_time: unixTime(zod, 'Until').optional(),
			}),
			atLeastOne: ['meeting_room_id', 'rooms_id'],
			items: 'meeting_info_list',
			page: paged(20),
		},
		release: {
			title: 'Release',
			action: 'Release rooms that were booked for a meeting',
			zh: '释放Rooms会议室',
			doc: '002-释放Rooms会议室',
			apps: ['own'],
			post: 'meeting/rooms/release',
			repeatable: true,
			body: rooms,
		},
	},
);
