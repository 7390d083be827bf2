import { resource } from '../endpoint';

const target = { lookup: 'member', parameter: 'userid' } as const;

export const leave = resource(
	'leave',
	'Leave',
	'假期',
	'docs/002-第三方应用开发/002-服务端API/032-审批',
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many kinds of leave',
			zh: '获取企业假期管理配置',
			doc: '008-获取企业假期管理配置',
			get: 'oa/vacation/getcorpconf',
			items: 'lists',
		},
		getBalance: {
			title: 'Get Balance',
			action: 'Get how much leave a member has',
			zh: '获取成员假期余额',
			doc: '009-获取成员假期余额',
			post: 'oa/vacation/getuservacationquota',
			repeatable: true,
			target,
			items: 'lists',
		},
		setBalance: {
			title: 'Set Balance',
			action: 'Set how much leave a member has',
			zh: '修改成员假期余额',
			doc: '010-修改成员假期余额',
			post: 'oa/vacation/setoneuserquota',
			repeatable: true,
			target,
			body: (zod) => ({
				vacation_id: zod
					.int()
					.min(0)
					.meta({ title: 'Leave Type', description: 'id from Get Many', pick: 'leaveType' }),
				leftduration: zod.int().min(0).meta({
					title: 'Seconds Left',
					description: 'in steps of 360 by hours, of 8640 by days',
				}),
				time_attr: zod.literal([0, 1]).meta({
					title: 'Counted By',
					description: 'as the kind of leave says',
					labels: { 0: 'Days', 1: 'Hours' },
				}),
				remarks: zod
					.string()
					.max(200)
					.optional()
					.meta({ title: 'Remark', description: 'shown to the member, at most 200 characters' }),
			}),
		},
	},
);
