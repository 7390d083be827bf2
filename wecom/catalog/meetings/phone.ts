import { resource, type Zod } from '../endpoint';
import { filled, folder, meeting, paged } from './parameters';

const numbers = (zod: Zod, max: number) => ({
	...meeting(zod),
	phone_numbers: zod
		.array(
			zod.object({
				area: zod.int().min(0),
				phone: filled(zod),
				extension_number: zod.string().optional(),
			}),
		)
		.min(1)
		.max(max)
		.meta({
			title: 'Phone Numbers',
			description: `at most ${max}`,
			example: [{ area: 86, phone: '13800000000' }],
		}),
});

export const meetingPhone = resource(
	'meetingPhone',
	'Meeting Phone',
	'电话入会',
	`${folder}/007-电话入会PSTN管理`,
	{
		call: {
			title: 'Call',
			action: 'Call people into a meeting by phone',
			zh: '批量外呼',
			doc: '001-批量外呼',
			apps: ['own'],
			post: 'meeting/phone/callout',
			body: (zod) => numbers(zod, 50),
		},
		getAttendeeIds: {
			title: 'Get Attendee IDs',
			action: 'Get the temporary IDs of those who joined by phone',
			zh: '获取电话入会的成员ID',
			doc: '003-获取电话入会的成员ID',
			apps: ['own'],
			post: 'meeting/phone/get_tmp_openid',
			repeatable: true,
			body: (zod) => numbers(zod, 20),
			items: 'tmp_openid_list',
		},
		getCalls: {
			title: 'Get Calls',
			action: 'Get the calls of a meeting and their status',
			zh: '获取会议的外呼状态',
			doc: '002-获取会议的外呼状态',
			apps: ['own'],
			post: 'meeting/phone/get_callout_status',
			repeatable: true,
			body: meeting,
			items: 'phone_numbers',
			page: paged(100),
		},
	},
);
