import { resource, type Zod } from '../endpoint';

/** How the end of an export is told. */
export const exportJob = {
	result: 'contactExport.getResult',
	id: 'jobid',
	status: 'status',
	done: [2],
	failed: [3],
} as const;

const about = 'Into encrypted files';

/** How the files of an export are written. */
export const exportFiles = (zod: Zod) => ({
	encoding_aeskey: zod
		.string()
		.regex(/^[A-Za-z0-9]{43}$/, { error: 'must consist of 43 letters and digits' })
		.meta({
			title: 'Encryption Key',
			description: '43 letters and digits, which decrypt the files',
			secret: true,
		}),
	block_size: zod
		.int()
		.min(10_000)
		.max(1_000_000)
		.optional()
		.meta({ title: 'Block Size', description: 'entries in a file, 1000000 if empty' }),
});

export const contactExport = resource(
	'contactExport',
	'Contact Export',
	'异步导出',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/006-异步导出接口',
	{
		exportDepartments: {
			title: 'Export Departments',
			action: 'Export all departments',
			zh: '导出部门',
			about,
			doc: '004-导出部门',
			post: 'export/department',
			repeatable: true,
			job: exportJob,
			body: exportFiles,
		},
		exportMemberDetails: {
			title: 'Export Member Details',
			action: 'Export the details of all members',
			zh: '导出成员详情',
			about,
			doc: '003-导出成员详情',
			post: 'export/user',
			repeatable: true,
			job: exportJob,
			body: exportFiles,
		},
		exportMembers: {
			title: 'Export Members',
			action: 'Export all members',
			zh: '导出成员',
			about,
			doc: '002-导出成员',
			post: 'export/simple_user',
			repeatable: true,
			job: exportJob,
			body: exportFiles,
		},
		getResult: {
			title: 'Get Result',
			action: 'Get the result of a contact export',
			zh: '获取导出结果',
			doc: '006-获取导出结果',
			get: 'export/get_result',
			query: (zod) => ({ jobid: zod.string().min(1).meta({ title: 'Job ID' }) }),
		},
	},
);
