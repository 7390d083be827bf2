import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId, needing } from '../parameters';
import { folder } from './parameters';

const page = '002-设备管理';

const kind = (zod: Zod) =>
	zod.literal([1, 2, 3]).meta({
		title: 'Type',
		description: 'of what is read or deleted',
		labels: { 1: 'Trusted, of the company', 2: 'Unknown', 3: 'Trusted, of a member' },
	});

const devices = (zod: Zod) =>
	zod
		.array(zod.string())
		.min(1)
		.meta({ title: 'Device Codes', description: 'any number, sent 100 at a time' });

/** Computers that members may work on. */
export const trustedDevice = resource('trustedDevice', 'Trusted Device', '可信设备', folder, {
	approve: {
		title: 'Approve',
		action: 'Approve trusted devices',
		zh: '确认为可信设备',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/approve',
		batch: { of: 'device_code_list', max: 100 },
		body: (zod) => ({ device_code_list: devices(zod) }),
	},
	delete: {
		title: 'Delete',
		action: 'Delete trusted devices',
		zh: '删除设备信息',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/delete',
		batch: { of: 'device_code_list', max: 100 },
		body: (zod) => ({ device_code_list: devices(zod), type: kind(zod) }),
		deletes: true,
	},
	getAll: {
		title: 'Get Many',
		action: 'Get many trusted devices',
		zh: '获取设备信息',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/list',
		repeatable: true,
		body: (zod) => ({ type: kind(zod) }),
		items: 'device_list',
		page: cursor(100),
		simple: [
			'device_code',
			'system',
			'pc_name',
			'seq_no',
			'mac_addr',
			'last_login_time',
			'last_login_userid',
			'confirm_userid',
			'source',
			'status',
		],
	},
	getOfMember: {
		title: 'Get of Member',
		action: 'Get the trusted devices of a member',
		zh: '获取成员使用设备',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/get_by_user',
		repeatable: true,
		body: (zod) => ({ last_login_userid: memberId(zod).min(1), type: kind(zod) }),
		items: 'device_list',
		simple: [
			'device_code',
			'system',
			'pc_name',
			'seq_no',
			'mac_addr',
			'last_login_time',
			'last_login_userid',
			'confirm_userid',
			'source',
			'status',
		],
	},
	import: {
		title: 'Import',
		action: 'Import trusted devices of the company',
		zh: '导入可信企业设备',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/import',
		body: (zod) => ({
			device_list: zod
				.array(
					needing(
						needing(
							zod.object({
								system: zod.enum(['Windows', 'Mac']),
								mac_addr: zod.array(zod.string()).max(100).optional(),
								motherboard_uuid: zod.string().optional(),
								harddisk_uuid: zod.array(zod.string()).max(100).optional(),
								domain: zod.string().optional(),
								pc_name: zod.string().optional(),
								seq_no: zod.string().optional(),
							}),
							'mac_addr',
							{ system: ['Windows'] },
						),
						'seq_no',
						{ system: ['Mac'] },
					),
				)
				.min(1)
				.max(100)
				.meta({
					title: 'Devices',
					description: 'at most 100; mac_addr for Windows, seq_no for Mac',
					example: [
						{ system: 'Windows', mac_addr: ['50:81:40:29:33:CA'], pc_name: 'PC_001' },
						{ system: 'Mac', seq_no: 'SEQ_NO' },
					],
				}),
		}),
		items: 'result',
	},
	reject: {
		title: 'Reject',
		action: 'Reject requests for trusted devices',
		zh: '驳回可信设备申请',
		doc: page,
		apps: ['own'],
		post: 'security/trustdevice/reject',
		destroys: true,
		batch: { of: 'device_code_list', max: 100 },
		body: (zod) => ({ device_code_list: devices(zod) }),
	},
});
