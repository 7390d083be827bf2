import { resource, type Zod } from '../endpoint';
import { memberIds } from '../parameters';
import { filled, libraries, paged, site } from './parameters';

const members = (zod: Zod) => ({ userid_list: memberIds(zod, 100).min(1) });

const job = (zod: Zod, from: string) => ({
	jobid: filled(zod).meta({ title: 'Job ID', description: `from ${from}` }),
});

/** Members who have the paid functions of meetings (高级功能账号). */
export const meetingAdvancedAccount = resource(
	'meetingAdvancedAccount',
	'Meeting Advanced Account',
	'会议高级功能账号',
	site,
	{
		assign: {
			title: 'Assign',
			action: 'Assign advanced meeting accounts to members',
			zh: '分配高级功能账号',
			about: 'Gives a job ID',
			doc: libraries,
			apps: ['own'],
			post: 'meeting/vip/submit_batch_add_job',
			body: members,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members with an advanced meeting account',
			zh: '获取高级功能账号列表',
			doc: libraries,
			apps: ['own'],
			post: 'meeting/vip/list',
			repeatable: true,
			items: 'userid_list',
			page: paged(200),
		},
		getAssignment: {
			title: 'Get Assignment',
			action: 'Get who got an advanced meeting account',
			zh: '查询分配高级功能账号结果',
			doc: libraries,
			apps: ['own'],
			post: 'meeting/vip/batch_add_job_result',
			repeatable: true,
			body: (zod) => job(zod, 'Assign'),
			answer: 'job_result',
		},
		getRevocation: {
			title: 'Get Revocation',
			action: 'Get who lost an advanced meeting account',
			zh: '查询取消高级功能账号结果',
			doc: `${site}/99509`,
			apps: ['own'],
			post: 'meeting/vip/batch_del_job_result',
			repeatable: true,
			body: (zod) => job(zod, 'Revoke'),
			answer: 'job_result',
		},
		revoke: {
			title: 'Revoke',
			action: 'Revoke the advanced meeting accounts of members',
			zh: '取消高级功能账号',
			about: 'Gives a job ID',
			doc: `${site}/99509`,
			apps: ['own'],
			post: 'meeting/vip/submit_batch_del_job',
			destroys: true,
			repeatable: true,
			body: members,
		},
	},
);
