import { resource, type Zod } from '../endpoint';
import { departmentIds, memberId, memberIds } from '../parameters';
import { days } from './parameters';

const target = { lookup: 'customerServiceAccount', parameter: 'open_kfid' } as const;

const servicers = (zod: Zod, mostDepartments: number) => ({
	userid_list: memberIds(zod, 100).optional(),
	department_id_list: departmentIds(zod, mostDepartments).optional(),
});

export const customerServiceAgent = resource(
	'customerServiceAgent',
	'Customer Service Agent',
	'微信客服接待人员',
	'docs/002-第三方应用开发/002-服务端API/020-微信客服/003-接待人员管理',
	{
		add: {
			title: 'Add',
			action: 'Add agents to a customer service account',
			zh: '添加接待人员',
			doc: '001-添加接待人员',
			post: 'kf/servicer/add',
			repeatable: true,
			target,
			body: (zod) => servicers(zod, 20),
			atLeastOne: ['userid_list', 'department_id_list'],
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many agents of a customer service account',
			zh: '获取接待人员列表',
			doc: '003-获取接待人员列表',
			get: 'kf/servicer/list',
			target,
			items: 'servicer_list',
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get statistics on customer service agents',
			zh: '获取「客户数据统计」接待人员明细数据',
			about: 'By day, of the last 180 days',
			doc: 'docs/002-第三方应用开发/002-服务端API/020-微信客服/007-统计管理/002-获取客户数据统计接待人员明细数据.md',
			post: 'kf/get_servicer_statistic',
			repeatable: true,
			target,
			body: (zod) => ({
				servicer_userid: memberId(zod)
					.optional()
					.meta({ title: 'Agent', description: 'userid; empty: all together' }),
				...days(zod),
			}),
			items: 'statistic_list',
		},
		remove: {
			title: 'Remove',
			action: 'Remove agents from a customer service account',
			zh: '删除接待人员',
			doc: '002-删除接待人员',
			post: 'kf/servicer/del',
			destroys: true,
			repeatable: true,
			target,
			body: (zod) => servicers(zod, 100),
			atLeastOne: ['userid_list', 'department_id_list'],
		},
	},
);
