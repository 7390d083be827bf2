import { resource, type Zod } from '../endpoint';
import { bytes } from '../parameters';

const job = {
	result: 'contactImport.getResult',
	id: 'jobid',
	status: 'status',
	done: [3],
	reason: 'result',
} as const;

const table = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Media ID', description: 'of a CSV' });

const invites = (zod: Zod) =>
	zod
		.boolean()
		.optional()
		.meta({ title: 'Invite New Members', description: 'on unless switched off' });

const callback = (zod: Zod) =>
	zod
		.object({
			url: zod.string().optional(),
			token: zod.string().optional(),
			encodingaeskey: zod.string().optional(),
		})
		.optional()
		.meta({
			title: 'Callback',
			description: 'where WeCom tells that it is done',
			example: { url: 'https://example.com', token: 'TOKEN', encodingaeskey: 'KEY' },
		});

export const contactImport = resource(
	'contactImport',
	'Contact Import',
	'异步导入',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/005-异步导入接口',
	{
		getResult: {
			title: 'Get Result',
			action: 'Get the result of a contact import',
			zh: '获取异步任务结果',
			doc: '005-获取异步任务结果',
			apps: ['own', 'standard'],
			get: 'batch/getresult',
			query: (zod) => ({ jobid: bytes(zod, 64).min(1).meta({ title: 'Job ID' }) }),
		},
		replaceDepartments: {
			title: 'Replace Departments',
			action: 'Replace all departments by those of a file',
			zh: '全量覆盖部门',
			about: 'Empty ones that the file lacks are deleted',
			doc: '004-全量覆盖部门',
			apps: ['own', 'standard'],
			post: 'batch/replaceparty',
			destroys: true,
			repeatable: true,
			job,
			body: (zod) => ({ media_id: table(zod), callback: callback(zod) }),
		},
		replaceMembers: {
			title: 'Replace Members',
			action: 'Replace all members by those of a file',
			zh: '全量覆盖成员',
			about: 'Those that the file lacks are deleted',
			doc: '003-全量覆盖成员',
			apps: ['own', 'standard'],
			post: 'batch/replaceuser',
			destroys: true,
			repeatable: true,
			job,
			body: (zod) => ({
				media_id: table(zod),
				to_invite: invites(zod),
				callback: callback(zod),
			}),
		},
		syncMembers: {
			title: 'Sync Members',
			action: 'Create and update the members of a file',
			zh: '增量更新成员',
			doc: '002-增量更新成员',
			apps: ['own', 'standard'],
			post: 'batch/syncuser',
			repeatable: true,
			job,
			body: (zod) => ({
				media_id: table(zod),
				to_invite: invites(zod),
				callback: callback(zod),
			}),
		},
	},
);
