import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { departmentIds, memberId, memberIds, unixTime } from '../parameters';
import { folder } from './parameters';

const span = (zod: Zod, days: number) => ({
	start_time: unixTime(zod, 'From'),
	end_time: unixTime(zod, 'To').meta({ description: `Unix seconds, at most ${days} days later` }),
});

/** What was done with files, screens, accounts and in the admin console. */
export const auditLog = resource('auditLog', 'Audit Log', '操作记录', folder, {
	getAdminOperations: {
		title: 'Get Admin Operations',
		action: 'Get what administrators did',
		zh: '获取管理端操作日志',
		doc: '005-操作日志/002-获取管理端操作日志',
		apps: ['own'],
		post: 'security/admin_oper_log/list',
		repeatable: true,
		body: (zod) => ({
			...span(zod, 7),
			oper_type: zod
				.literal([2, 3, 7, 8, 11, 12, 13])
				.optional()
				.meta({
					title: 'Type',
					description: 'of what is read or deleted',
					labels: {
						2: 'Permissions',
						3: 'Members and departments',
						7: 'Other',
						8: 'Apps',
						11: 'Contacts and chats',
						12: 'Company',
						13: 'Customers',
					},
				}),
			userid: memberId(zod).optional().meta({ title: 'Administrator' }),
		}),
		items: 'record_list',
		page: cursor(400, { more: 'has_more' }),
	},
	getFileOperations: {
		title: 'Get File Operations',
		action: 'Get what was done with files',
		zh: '文件防泄漏',
		doc: '001-文件防泄漏',
		apps: ['own'],
		post: 'security/get_file_oper_record',
		repeatable: true,
		body: (zod) => ({
			...span(zod, 14),
			userid_list: memberIds(zod, 100).optional(),
			operation: zod
				.object({ type: zod.int().optional(), source: zod.int().optional() })
				.optional()
				.meta({
					title: 'Operation',
					description: 'numbers of the page; source of uploads and downloads only',
					example: { type: 103, source: 401 },
				}),
		}),
		items: 'record_list',
		page: cursor(1000, { more: 'has_more' }),
	},
	getMemberOperations: {
		title: 'Get Member Operations',
		action: 'Get what members did',
		zh: '获取成员操作记录',
		doc: '005-操作日志/001-获取成员操作记录',
		apps: ['own'],
		post: 'security/member_oper_log/list',
		repeatable: true,
		body: (zod) => ({
			...span(zod, 7),
			oper_type: zod.int().optional().meta({
				title: 'Type',
				description: '1 contact added, 4 new device, 9 login blocked; all on the page',
			}),
			userid: memberId(zod).optional(),
		}),
		items: 'record_list',
		page: cursor(400, { more: 'has_more' }),
	},
	getScreenCaptures: {
		title: 'Get Screen Captures',
		action: 'Get captures of screens',
		zh: '截屏/录屏管理',
		doc: '003-截屏-录屏管理',
		apps: ['own'],
		post: 'security/get_screen_oper_record',
		repeatable: true,
		body: (zod) => ({
			...span(zod, 14),
			userid_list: memberIds(zod, 100).optional(),
			department_id_list: departmentIds(zod, 100).optional(),
			screen_shot_type: zod
				.literal([1, 2, 3, 4, 5, 6])
				.optional()
				.meta({
					title: 'Shows',
					description: 'what was captured, empty: everything',
					labels: { 1: 'Chat', 2: 'Contacts', 3: 'Mail', 4: 'File', 5: 'Schedule', 6: 'Other' },
				}),
		}),
		items: 'record_list',
		page: cursor(1000, { more: 'has_more' }),
	},
});
