import { resource, type Zod } from '../endpoint';
import { offset } from '../page';

const day = (zod: Zod, past: number) =>
	zod
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2030-01-31' })
		.meta({ title: 'Day', description: `such as 2030-01-31, of the last ${past} days` });

const jobOfDay = (zod: Zod) => ({
	jobid: zod
		.string()
		.min(1)
		.meta({ title: 'Health Report', description: 'jobid from Get Many IDs', pick: 'healthReport' }),
	date: day(zod, 14),
});

export const healthReport = resource(
	'healthReport',
	'Health Report',
	'健康上报',
	'docs/001-企业内部开发/002-服务端API/021-家校应用/001-健康上报',
	{
		get: {
			title: 'Get',
			action: 'Get a task of health reports',
			zh: '获取健康上报任务详情',
			doc: '003-获取健康上报任务详情',
			apps: ['own'],
			post: 'health/get_report_job_info',
			repeatable: true,
			body: jobOfDay,
			answer: 'job_info',
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of the tasks of health reports',
			zh: '获取健康上报任务ID列表',
			doc: '002-获取健康上报任务ID列表',
			apps: ['own'],
			post: 'health/get_report_jobids',
			repeatable: true,
			items: 'jobids',
			page: offset(100, { ended: 'ending' }),
		},
		getAnswers: {
			title: 'Get Answers',
			action: 'Get the answers to a task of health reports',
			zh: '获取用户填写答案',
			doc: '004-获取用户填写答案',
			apps: ['own'],
			post: 'health/get_report_answer',
			repeatable: true,
			body: jobOfDay,
			items: 'answers',
			page: offset(100),
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get how much health reports are used',
			zh: '获取健康上报使用统计',
			doc: '001-获取健康上报使用统计',
			apps: ['own'],
			post: 'health/get_health_report_stat',
			repeatable: true,
			body: (zod) => ({ date: day(zod, 30) }),
		},
	},
);
