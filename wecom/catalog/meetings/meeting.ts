import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { appOfOldSuite, bytes, flag, memberId, unixTime } from '../parameters';
import {
	filled,
	folder,
	meeting as one,
	meetingId,
	meetingOrCode,
	occurrence,
	paged,
} from './parameters';

const advanced = `${folder}/004-预约会议高级管理`;

const people = (zod: Zod) => zod.object({ userid: zod.array(zod.string()).optional() });

const duration = (zod: Zod) =>
	zod.int().min(300).max(86_399).meta({ title: 'Duration', description: 'seconds, 300 to 86399' });

const title = (zod: Zod) =>
	filled(zod).max(255).meta({
		title: 'Title',
		description: 'at most 40 bytes or 20 characters, of an own app with advanced accounts 255',
	});

const yes = (zod: Zod) => zod.boolean().optional();

/**
 * What a company's own app may set besides, where the company has advanced accounts.
 * @see https://developer.work.weixin.qq.com/document/path/98148
 */
const advancedSettings = (zod: Zod) => ({
	allow_unmute_self: yes(zod),
	mute_all: yes(zod),
	allow_external_user: yes(zod),
	watermark_type: zod.int().optional(),
	auto_record_type: zod.string().optional(),
	attendee_join_auto_record: yes(zod),
	enable_host_pause_auto_record: yes(zod),
	enable_enroll: yes(zod),
	enable_host_key: yes(zod),
	host_key: zod.string().optional(),
});

/** @see advancedSettings */
const advancedReminders = (zod: Zod) => ({
	is_custom_repeat: flag(zod).optional(),
	repeat_until_type: zod.int().optional(),
	repeat_until_count: zod.int().optional(),
	repeat_day_of_week: zod.array(zod.int()).optional(),
	repeat_day_of_month: zod.array(zod.int()).optional(),
});

/** What may be said about a meeting, when it is created as well as later. */
const settings = (zod: Zod, more: Record<string, z.ZodType> = {}) => ({
	description: bytes(zod, 500)
		.optional()
		.meta({ title: 'Description', description: 'at most 500 bytes' }),
	location: zod
		.string()
		.max(128)
		.optional()
		.meta({ title: 'Place', description: 'at most 128 characters' }),
	agentid: appOfOldSuite(zod),
	invitees: people(zod)
		.optional()
		.meta({
			title: 'Invitees',
			description: 'at most 300, more by Set Invitees',
			example: { userid: ['lisi', 'wangwu'] },
		}),
	cal_id: bytes(zod, 64)
		.optional()
		.meta({ title: 'Calendar ID', description: 'a third-party app must give one of its own' }),
	settings: zod
		.object({
			password: zod
				.string()
				.regex(/^\d{4,6}$/, { error: 'must be of 4 to 6 digits' })
				.optional(),
			enable_waiting_room: zod.boolean().optional(),
			allow_enter_before_host: zod.boolean().optional(),
			remind_scope: zod
				.literal([1, 2, 3, 4])
				.optional()
				.meta({ labels: { 1: 'Nobody', 2: 'The host', 3: 'Everybody', 4: 'ring_users' } }),
			enable_enter_mute: zod
				.literal([0, 1, 2])
				.optional()
				.meta({ labels: { 0: 'No', 1: 'Yes', 2: 'Above six people' } }),
			enable_screen_watermark: zod.boolean().optional(),
			hosts: people(zod).optional(),
			ring_users: people(zod).optional(),
			...advancedSettings(zod),
			...more,
		})
		.optional()
		.meta({
			title: 'Settings',
			description:
				'also allow_external_user, auto_record_type, enable_enroll and more with advanced accounts',
			example: { enable_waiting_room: true, remind_scope: 2, hosts: { userid: ['zhangsan'] } },
		}),
	reminders: zod
		.object({
			is_repeat: flag(zod).optional(),
			repeat_type: zod
				.literal([0, 1, 2, 7])
				.optional()
				.meta({ labels: { 0: 'Daily', 1: 'Weekly', 2: 'Monthly', 7: 'On workdays' } }),
			repeat_until: zod.int().optional(),
			repeat_interval: zod.int().max(2).optional(),
			remind_before: zod.array(zod.literal([0, 300, 900, 3600, 86_400])).optional(),
			...advancedReminders(zod),
		})
		.optional()
		.meta({
			title: 'Reminders',
			description: 'repetition, and seconds before the start; weekly repeats every week or two',
			example: { is_repeat: 0, remind_before: [900] },
		}),
});

const guests = (zod: Zod) =>
	zod.array(
		zod.object({
			area: filled(zod),
			phone_number: filled(zod),
			guest_name: zod.string().max(16).optional(),
		}),
	);

const guest = { area: '86', phone_number: '13800000000', guest_name: 'Wang' };

export const meeting = resource(
	'meeting',
	'Meeting',
	'会议',
	'docs/002-第三方应用开发/002-服务端API/028-会议',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a meeting',
			zh: '取消预约会议',
			about: 'Before it has begun',
			doc: '004-取消预约会议',
			post: 'meeting/cancel',
			destroys: true,
			body: (zod) => ({
				...one(zod),
				sub_meetingid: occurrence(zod).meta({ description: 'empty: all of a repeated meeting' }),
			}),
		},
		checkDevices: {
			title: 'Check Devices',
			action: 'Get with which devices a member is in meetings',
			zh: '获取成员设备是否入会',
			doc: `${advanced}/014-获取成员设备是否入会.md`,
			apps: ['own'],
			post: 'meeting/check_device_in_meeting',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				instance_id_list: zod
					.array(zod.int())
					.optional()
					.meta({ title: 'Kinds of Device', description: 'numbers, empty: all' }),
				meetingid_list: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'Meeting IDs', description: 'of running meetings' }),
			}),
			items: 'result_list',
		},
		create: {
			title: 'Create',
			action: 'Create a meeting',
			zh: '创建预约会议',
			doc: '002-创建预约会议',
			post: 'meeting/create',
			body: (zod) => ({
				admin_userid: memberId(zod).min(1).meta({ title: 'Administrator' }),
				title: title(zod),
				meeting_start: unixTime(zod, 'Start'),
				meeting_duration: duration(zod),
				guests: guests(zod)
					.optional()
					.meta({
						title: 'Guests',
						description: 'by phone number; with advanced accounts',
						example: [guest],
					}),
				...settings(zod, { enable_interpreter: yes(zod) }),
			}),
		},
		createPersonalLink: {
			title: 'Create Personal Link',
			action: 'Create a link to a meeting for one person',
			zh: '创建用户专属参会链接',
			doc: `${advanced}/008-创建用户专属参会链接.md`,
			apps: ['own'],
			post: 'meeting/create_customer_short_url',
			body: (zod) => ({
				...one(zod),
				customer_data: bytes(zod, 256).min(1).meta({
					title: 'Data',
					description: 'Base64 of {"ver":"1.0","userData":"…"}, at most 256 bytes',
				}),
			}),
			answer: 'meeting_short_url_customer_data',
		},
		get: {
			title: 'Get',
			action: 'Get a meeting',
			zh: '获取会议详情',
			doc: '006-获取会议详情',
			apps: ['own', 'standard'],
			post: 'meeting/get_info',
			repeatable: true,
			body: (zod) => ({ ...meetingOrCode(zod), sub_meetingid: occurrence(zod) }),
			atLeastOne: ['meetingid', 'meeting_code'],
			simple: [
				'admin_userid',
				'title',
				'meeting_start',
				'meeting_duration',
				'description',
				'location',
				'status',
				'attendees',
				'meeting_code',
				'meeting_link',
			],
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of the meetings of a member',
			zh: '获取成员会议ID列表',
			about: 'Of at most 180 days',
			doc: '005-获取成员会议ID列表',
			post: 'meeting/get_user_meetingid',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				begin_time: unixTime(zod, 'From').optional(),
				end_time: unixTime(zod, 'Until').optional(),
			}),
			items: 'meetingid_list',
			page: cursor(100),
		},
		getAttendees: {
			title: 'Get Attendees',
			action: 'Get who has attended a meeting',
			zh: '获取已参会成员列表',
			about: 'Also of a webinar; of at most 31 days',
			doc: `${advanced}/011-获取已参会成员列表.md`,
			apps: ['own'],
			post: 'meeting/get_attendee_list',
			repeatable: true,
			body: (zod) => ({
				...one(zod),
				sub_meetingid: occurrence(zod),
				start_time: unixTime(zod, 'From').optional(),
				end_time: unixTime(zod, 'Until').optional(),
			}),
			items: 'attendees',
			page: paged(100),
			simple: [
				'userid',
				'tmp_openid',
				'join_time',
				'quit_time',
				'instance_id',
				'role',
				'webinar_role',
				'join_type',
				'net',
				'customer_data',
			],
		},
		getGuests: {
			title: 'Get Guests',
			action: 'Get the guests of a meeting',
			zh: '获取会议嘉宾列表',
			doc: `${advanced}/015-获取会议嘉宾列表.md`,
			apps: ['own'],
			post: 'meeting/get_guests',
			repeatable: true,
			body: one,
			items: 'guests',
		},
		getInvitees: {
			title: 'Get Invitees',
			action: 'Get who is invited to a meeting',
			zh: '获取会议受邀成员列表',
			doc: `${advanced}/005-获取会议受邀成员列表.md`,
			apps: ['own'],
			post: 'meeting/get_invitees',
			repeatable: true,
			body: one,
			items: 'invitees',
			page: { kind: 'cursor', request: 'cursor', answer: 'next_cursor', more: 'has_more' },
		},
		getPersonalLinks: {
			title: 'Get Personal Links',
			action: 'Get the links to a meeting for one person each',
			zh: '获取用户专属参会链接',
			doc: `${advanced}/009-获取用户专属参会链接.md`,
			apps: ['own'],
			post: 'meeting/get_customer_short_url',
			repeatable: true,
			body: one,
			items: 'meeting_short_url_customer_data_list',
		},
		getPresentAttendees: {
			title: 'Get Present Attendees',
			action: 'Get who is in a meeting now',
			zh: '获取实时会中成员列表',
			doc: `${advanced}/010-获取实时会中成员列表.md`,
			apps: ['own'],
			post: 'meeting/get_realtime_attendee_list',
			repeatable: true,
			body: (zod) => ({ ...one(zod), sub_meetingid: occurrence(zod) }),
			items: 'attendees',
			page: paged(50),
		},
		getQuality: {
			title: 'Get Quality',
			action: 'Get the quality of sound, picture and network of a meeting',
			zh: '获取会议健康度',
			doc: `${advanced}/017-获取会议健康度.md`,
			apps: ['own'],
			post: 'meeting/get_quality',
			repeatable: true,
			body: (zod) => ({
				...one(zod),
				sub_meetingid: occurrence(zod),
				start_time: unixTime(zod, 'From').meta({
					description: 'Unix seconds, of the last seven days',
				}),
			}),
			page: paged(50),
		},
		getStarts: {
			title: 'Get Starts',
			action: 'Get which members have started meetings',
			zh: '获取会议发起记录',
			about: 'Of at most 30 days',
			doc: `${folder}/003-会议统计管理/001-获取会议发起记录.md`,
			apps: ['own'],
			post: 'meeting/statistics/get_start_list',
			repeatable: true,
			body: (zod) => ({
				type: zod.literal([1, 2]).meta({
					title: 'Type',
					description: 'which records',
					labels: { 1: 'Started', 2: 'Failed, as there were too many' },
				}),
				begin_time: unixTime(zod, 'From'),
				end_time: unixTime(zod, 'Until'),
			}),
			items: 'meeting_list',
			page: paged(1000),
		},
		getWaiting: {
			title: 'Get Waiting',
			action: 'Get who is in the waiting room now',
			zh: '获取实时等候室成员列表',
			doc: `${advanced}/012-获取实时等候室成员列表.md`,
			apps: ['own'],
			post: 'meeting/waitingroom/get_current_user_list',
			repeatable: true,
			body: one,
			items: 'user_list',
			page: paged(50),
		},
		getWaitingHistory: {
			title: 'Get Waiting History',
			action: 'Get who has been in the waiting room',
			zh: '获取等候室成员记录',
			doc: `${advanced}/013-获取等候室成员记录.md`,
			apps: ['own'],
			post: 'meeting/waitingroom/get_user_list',
			repeatable: true,
			body: one,
			items: 'user_list',
			page: paged(50),
		},
		setGuests: {
			title: 'Set Guests',
			action: 'Set the guests of a meeting',
			zh: '更新会议嘉宾列表',
			about: 'Replaces all',
			doc: `${advanced}/016-更新会议嘉宾列表.md`,
			apps: ['own'],
			post: 'meeting/set_guests',
			repeatable: true,
			body: (zod) => ({
				...one(zod),
				guests: guests(zod).meta({
					title: 'Guests',
					description: 'by phone number; area is the country code without a plus',
					example: [guest],
				}),
			}),
		},
		setInvitees: {
			title: 'Set Invitees',
			action: 'Set who is invited to a meeting',
			zh: '更新会议受邀成员列表',
			about: 'Replaces all',
			doc: `${advanced}/006-更新会议受邀成员列表.md`,
			apps: ['own'],
			post: 'meeting/set_invitees',
			repeatable: true,
			body: (zod) => ({
				...one(zod),
				invitees: zod
					.array(zod.object({ userid: zod.string().optional() }))
					.max(2000)
					.optional()
					.meta({
						title: 'Invitees',
						description: 'at most 2000',
						example: [{ userid: 'zhangsan' }, { userid: 'lisi' }],
					}),
			}),
		},
		update: {
			title: 'Update',
			action: 'Update a meeting',
			zh: '修改预约会议',
			about: 'Before it has begun; start and duration go together',
			doc: '003-修改预约会议',
			post: 'meeting/update',
			repeatable: true,
			body: (zod) => ({
				meetingid: meetingId(zod),
				title: title(zod).optional(),
				meeting_start: unixTime(zod, 'Start').optional(),
				meeting_duration: duration(zod).optional(),
				remind_time: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Remind Before', description: 'seconds' }),
				...settings(zod),
			}),
		},
	},
);
