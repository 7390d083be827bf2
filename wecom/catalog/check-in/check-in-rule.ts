import { resource, type Zod } from '../endpoint';
import { manyMemberIds, unixTime } from '../parameters';
import { ruleGroup } from './rule-structure';

const page = '007-管理打卡规则';
const author = 'Only the app that created it may';

const ruleId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Rule', description: 'groupid from Get Many', pick: 'checkInRule' });

const now = (zod: Zod) =>
	zod.boolean().optional().meta({ title: 'Effective Now', description: 'else from tomorrow on' });

const overtime = { allow_ot: false, type: 2 };

const example = {
	groupname: 'Office',
	grouptype: 3,
	range: { userid: ['zhangsan'] },
	wifimac_infos: [{ wifiname: 'Office', wifimac: 'c0:7b:bc:37:f8:d3' }],
	ot_info_v2: { workdayconf: overtime, restdayconf: overtime, holidayconf: overtime },
};

export const checkInRule = resource(
	'checkInRule',
	'Check-In Rule',
	'打卡规则',
	'docs/003-服务商代开发/001-服务端API/031-打卡',
	{
		clearLists: {
			title: 'Clear Lists',
			action: 'Clear lists of a check-in rule',
			zh: '清空打卡规则数组元素',
			about: author,
			doc: page,
			apps: ['own', 'customised'],
			post: 'checkin/clear_checkin_option_array_field',
			destroys: true,
			repeatable: true,
			body: (zod) => ({
				groupid: ruleId(zod),
				clear_field: zod.array(zod.literal([1, 2, 3, 4])).meta({
					title: 'Lists',
					description: '1 special workdays, 2 days off, 3 Wi-Fi, 4 places',
				}),
				effective_now: now(zod),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create a check-in rule',
			zh: '创建打卡规则',
			doc: page,
			apps: ['own', 'customised'],
			post: 'checkin/add_checkin_option',
			body: (zod) => ({
				group: ruleGroup(zod, true).meta({
					title: 'Rule',
					description: 'the whole rule, as Get Many answers',
					example,
				}),
				effective_now: now(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a check-in rule',
			zh: '删除打卡规则',
			about: author,
			doc: page,
			apps: ['own', 'customised'],
			post: 'checkin/del_checkin_option',
			deletes: true,
			body: (zod) => ({ groupid: ruleId(zod), effective_now: now(zod) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many check-in rules',
			zh: '获取企业所有打卡规则',
			doc: '009-获取企业所有打卡规则',
			apps: ['own', 'customised'],
			post: 'checkin/getcorpcheckinoption',
			repeatable: true,
			items: 'group',
		},
		getAllOfMembers: {
			title: 'Get Many of Members',
			action: 'Get the check-in rules of members on a day',
			zh: '获取员工打卡规则',
			doc: 'docs/002-第三方应用开发/002-服务端API/031-打卡/001-获取员工打卡规则.md',
			post: 'checkin/getcheckinoption',
			repeatable: true,
			batch: { of: 'useridlist', max: 100 },
			body: (zod) => ({
				datetime: unixTime(zod, 'Day').meta({ description: 'Unix seconds, at midnight' }),
				useridlist: manyMemberIds(zod, 100),
			}),
			items: 'info',
		},
		update: {
			title: 'Update',
			action: 'Update a check-in rule',
			zh: '修改打卡规则',
			about: `What is not given stays. ${author}`,
			doc: page,
			apps: ['own', 'customised'],
			post: 'checkin/update_checkin_option',
			repeatable: true,
			body: (zod) => ({
				group: ruleGroup(zod, false).meta({
					title: 'Rule',
					description: 'the whole rule, as Get Many answers',
					example: { groupid: 1, groupname: 'Office', need_photo: true },
				}),
				effective_now: now(zod),
			}),
		},
	},
);
