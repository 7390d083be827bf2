import { resource, type Zod } from '../endpoint';
import { manyMemberIds, memberId, unixTime } from '../parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/031-打卡';

/** Members and days of which records or reports are asked for. */
const members = (zod: Zod) => ({
	useridlist: manyMemberIds(zod, 100),
	starttime: unixTime(zod, 'From'),
	endtime: unixTime(zod, 'To').meta({ description: 'Unix seconds; at most 30 days later' }),
});

const batch = { of: 'useridlist', max: 100 } as const;

const text = (zod: Zod) => zod.string().max(1024);

export const checkIn = resource(
	'checkIn',
	'Check-In',
	'打卡',
	'docs/002-第三方应用开发/002-服务端API/031-打卡',
	{
		add: {
			title: 'Add',
			action: 'Add check-ins',
			zh: '添加打卡记录',
			doc: `${internal}/009-添加打卡记录.md`,
			apps: ['own'],
			post: 'checkin/add_checkin_record',
			batch: { of: 'records', max: 200 },
			body: (zod) => ({
				records: zod
					.array(
						zod
							.object({
								userid: zod.string().min(1),
								checkin_time: zod.int().min(0),
								location_title: text(zod),
								location_detail: text(zod),
								notes: text(zod).optional(),
								wifiname: text(zod).optional(),
								wifimac: zod
									.string()
									.regex(/^([A-Fa-f0-9]{2}:){5}[A-Fa-f0-9]{2}$/, {
										error: 'must be an address such as a2:8b:7f:c0:27:4b',
									})
									.optional(),
								mediaids: zod.array(zod.string()).max(1).optional(),
								lat: zod.int().min(-90_000_000).max(90_000_000).optional(),
								lng: zod.int().min(-180_000_000).max(180_000_000).optional(),
								device_type: zod
									.literal([1, 2, 3])
									.meta({ labels: { 1: 'Access control', 2: 'Time clock', 3: 'Other' } }),
								device_detail: zod.string().max(40),
							})
							.refine(({ wifiname, wifimac }) => !wifiname || Boolean(wifimac), {
								path: ['wifimac'],
								error: "is required with 'wifiname'",
							}),
					)
					.min(1)
					.meta({
						title: 'Check-Ins',
						description: 'any number, sent 200 at a time',
						example: [
							{
								userid: 'zhangsan',
								checkin_time: 1705899000,
								location_title: 'Gate 1',
								location_detail: 'Main street 1',
								device_type: 1,
								device_detail: 'Example',
							},
						],
					}),
			}),
		},
		correct: {
			title: 'Correct',
			action: 'Correct a missed check-in',
			zh: '为打卡人员补卡',
			doc: `${internal}/008-为打卡人员补卡.md`,
			apps: ['own'],
			post: 'checkin/punch_correction',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				schedule_date_time: unixTime(zod, 'Day').meta({ description: 'Unix seconds, at midnight' }),
				schedule_checkin_time: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Due At', description: 'seconds from midnight, if the rule has a time' }),
				checkin_time: unixTime(zod, 'Checked In At'),
				remark: zod
					.string()
					.refine((value) => Buffer.byteLength(value) <= 512, {
						error: 'must have at most 512 bytes in UTF-8',
					})
					.optional()
					.meta({ title: 'Remark', description: 'why, shown with the correction' }),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many check-ins',
			zh: '获取打卡记录数据',
			doc: '002-获取打卡记录数据',
			post: 'checkin/getcheckindata',
			repeatable: true,
			batch,
			body: (zod) => ({
				opencheckindatatype: zod.literal([1, 2, 3]).meta({
					title: 'Kind',
					description: 'which check-ins are read',
					labels: { 1: 'At work', 2: 'Outside', 3: 'All' },
				}),
				...members(zod),
			}),
			items: 'checkindata',
		},
		getAllOfDevices: {
			title: 'Get Many of Devices',
			action: 'Get check-ins at time clocks',
			zh: '获取设备打卡数据',
			doc: '007-获取设备打卡数据',
			apps: ['own', 'standard'],
			post: 'hardware/get_hardware_checkin_data',
			repeatable: true,
			batch,
			body: (zod) => ({
				filter_type: zod
					.literal([1, 2])
					.optional()
					.meta({
						title: 'Time Is Of',
						description: 'which time the span is about',
						labels: { 1: 'Check-in', 2: 'Upload' },
					}),
				...members(zod),
			}),
			items: 'checkindata',
		},
		getDailyReports: {
			title: 'Get Daily Reports',
			action: 'Get daily check-in reports',
			zh: '获取打卡日报数据',
			doc: '003-获取打卡日报数据',
			post: 'checkin/getcheckin_daydata',
			repeatable: true,
			batch,
			body: members,
			items: 'datas',
		},
		getMonthlyReports: {
			title: 'Get Monthly Reports',
			action: 'Get monthly check-in reports',
			zh: '获取打卡月报数据',
			doc: '004-获取打卡月报数据',
			post: 'checkin/getcheckin_monthdata',
			repeatable: true,
			batch,
			body: members,
			items: 'datas',
		},
		getShifts: {
			title: 'Get Shifts',
			action: 'Get the shifts of members',
			zh: '获取打卡人员排班信息',
			doc: '005-获取打卡人员排班信息',
			post: 'checkin/getcheckinschedulist',
			repeatable: true,
			batch,
			body: members,
			items: 'schedule_list',
		},
		setFace: {
			title: 'Set Face',
			action: 'Set the face of a member for check-in',
			zh: '录入打卡人员人脸信息',
			doc: `${internal}/010-录入打卡人员人脸信息.md`,
			apps: ['own'],
			post: 'checkin/addcheckinuserface',
			repeatable: true,
			body: (zod) => ({
				userid: memberId(zod).optional(),
				userface: zod
					.string()
					.optional()
					.meta({ title: 'Picture', description: 'of up to 1 MB, in base64' }),
			}),
		},
		setShifts: {
			title: 'Set Shifts',
			action: 'Set the shifts of members',
			zh: '为打卡人员排班',
			doc: '006-为打卡人员排班',
			post: 'checkin/setcheckinschedulist',
			repeatable: true,
			body: (zod) => ({
				groupid: zod
					.int()
					.min(0)
					.meta({ title: 'Rule', description: 'one by shifts', pick: 'checkInRule' }),
				yearmonth: zod.int().min(0).meta({ title: 'Month', description: 'such as 203001' }),
				items: zod
					.array(
						zod.object({
							userid: zod.string().min(1),
							day: zod.int().min(1).max(31),
							schedule_id: zod.int().min(0),
						}),
					)
					.max(10_000)
					.meta({
						title: 'Shifts',
						description: 'schedule_id 0 is a day off',
						example: [{ userid: 'zhangsan', day: 5, schedule_id: 234 }],
					}),
			}),
		},
	},
);
