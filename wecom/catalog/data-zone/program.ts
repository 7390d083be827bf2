import { resource, type Zod } from '../endpoint';
import { programId } from './parameters';

const ability = (zod: Zod) => ({
	program_id: programId(zod),
	ability_id: zod.string().min(1).meta({ title: 'Ability ID', description: 'of the program' }),
});

const input = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Input', description: 'JSON as the ability takes it, in a text' });

export const dataZoneProgram = resource(
	'dataZoneProgram',
	'Data Zone Program',
	'专区程序',
	'docs/002-第三方应用开发/002-服务端API/017-数据与智能专区/011-应用调用专区程序',
	{
		getResult: {
			title: 'Get Result',
			action: 'Get the result of a data zone program',
			zh: '获取专区程序任务结果',
			doc: '003-应用异步调用专区程序',
			post: 'chatdata/async_program_result',
			repeatable: true,
			body: (zod) => ({
				jobid: zod.string().min(1).meta({ title: 'Job ID', description: 'from Start' }),
			}),
		},
		run: {
			title: 'Run',
			action: 'Run a data zone program',
			zh: '应用同步调用专区程序',
			about: 'Waits for its result',
			doc: '002--应用同步调用专区程序',
			post: 'chatdata/sync_call_program',
			body: (zod) => ({
				...ability(zod),
				notify_id: zod
					.string()
					.optional()
					.meta({ title: 'Notification ID', description: 'of the event that asked for it' }),
				request_data: input(zod),
			}),
		},
		start: {
			title: 'Start',
			action: 'Start a data zone program',
			zh: '创建专区程序调用任务',
			about: 'Gives a job ID',
			doc: '003-应用异步调用专区程序',
			post: 'chatdata/async_program_task',
			body: (zod) => ({ ...ability(zod), request_data: input(zod) }),
		},
	},
);
