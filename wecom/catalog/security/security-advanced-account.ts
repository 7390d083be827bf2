import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberIds } from '../parameters';
import { folder } from './parameters';

// Each call starts a job of its own, so a longer list is not sent in batches.
const members = (zod: Zod) => ({ userid_list: memberIds(zod, 100).min(1) });

const job = (zod: Zod, from: string) => ({
	jobid: zod
		.string()
		.min(1)
		.meta({ title: 'Job ID', description: `from ${from}` }),
});

/** Members who have the paid functions of security (高级功能账号). */
export const securityAdvancedAccount = resource(
	'securityAdvancedAccount',
	'Security Advanced Account',
	'安全高级功能账号',
	`${folder}/004-高级功能账号管理`,
	{
		assign: {
			title: 'Assign',
			action: 'Assign advanced security accounts',
			zh: '分配高级功能账号',
			about: 'Gives a job ID',
			doc: '001-分配高级功能账号',
			apps: ['own'],
			post: 'security/vip/submit_batch_add_job',
			body: members,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many advanced security accounts',
			zh: '获取高级功能账号列表',
			doc: '003-获取高级功能账号列表',
			apps: ['own'],
			post: 'security/vip/list',
			repeatable: true,
			items: 'userid_list',
			page: cursor(200, { more: 'has_more' }),
		},
		getAssignment: {
			title: 'Get Assignment',
			action: 'Get who got an advanced security account',
			zh: '查询分配高级功能账号结果',
			doc: '001-分配高级功能账号',
			apps: ['own'],
			post: 'security/vip/batch_add_job_result',
			repeatable: true,
			body: (zod) => job(zod, 'Assign'),
			answer: 'job_result',
		},
		getRevocation: {
			title: 'Get Revocation',
			action: 'Get who lost an advanced security account',
			zh: '查询取消高级功能账号结果',
			doc: '002-取消高级功能账号',
			apps: ['own'],
			post: 'security/vip/batch_del_job_result',
			repeatable: true,
			body: (zod) => job(zod, 'Revoke'),
			answer: 'job_result',
		},
		revoke: {
			title: 'Revoke',
			action: 'Revoke advanced security accounts',
			zh: '取消高级功能账号',
			about: 'Gives a job ID',
			doc: '002-取消高级功能账号',
			apps: ['own'],
			post: 'security/vip/submit_batch_del_job',
			destroys: true,
			repeatable: true,
			body: members,
		},
	},
);
