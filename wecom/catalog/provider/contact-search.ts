import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { jobId } from './parameters';

const tenant = { lookup: 'tenant', parameter: 'auth_corpid' } as const;

const agent = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.optional()
		.meta({ title: 'Agent ID', description: 'only what this app may see' });

const query = (zod: Zod): Record<string, z.ZodType> => ({
	query_word: zod.string().min(1).max(64).meta({
		title: 'Search For',
		description: 'name, pinyin or English name',
	}),
	query_type: zod
		.literal([0, 1, 2])
		.optional()
		.meta({
			title: 'Kind',
			labels: { 0: 'Members and departments', 1: 'Members', 2: 'Departments' },
		}),
	query_range: zod
		.literal([0, 1])
		.optional()
		.meta({ title: 'Members Who Left', labels: { 0: 'Leave out', 1: 'Include those of a year' } }),
	full_match_field: zod
		.literal([1, 2])
		.optional()
		.meta({ title: 'Match Whole', labels: { 1: 'Name', 2: 'English name' } }),
});

export const contactSearch = resource(
	'contactSearch',
	'Contact Search',
	'通讯录搜索与转译',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理',
	{
		getTranslation: {
			title: 'Get Translation',
			action: 'Get the result of translating files',
			zh: '获取异步任务结果',
			doc: '010-通讯录ID转译/003-获取异步任务结果',
			get: 'service/batch/getresult',
			query: (zod) => ({ jobid: jobId(zod) }),
		},
		search: {
			title: 'Search',
			action: 'Search members and departments',
			zh: '通讯录单个搜索',
			doc: '009-通讯录搜索',
			post: 'service/contact/search',
			repeatable: true,
			target: tenant,
			body: (zod) => ({ ...query(zod), agentid: agent(zod) }),
			page: cursor(200, { ended: 'is_last' }),
		},
		searchMany: {
			title: 'Search for Many',
			action: 'Search members and departments by many words',
			zh: '通讯录批量搜索',
			doc: '009-通讯录搜索',
			post: 'service/contact/batchsearch',
			repeatable: true,
			target: tenant,
			batch: { of: 'query_request_list', max: 50 },
			body: (zod) => ({
				agentid: agent(zod),
				query_request_list: zod
					.array(
						zod.object({
							...query(zod),
							limit: zod.int().min(1).max(200).optional(),
							cursor: zod.string().optional(),
						}),
					)
					.min(1)
					.meta({
						title: 'Searches',
						description: 'any number, sent fifty at a time',
						example: [{ query_word: 'zhangsan', query_type: 1 }],
					}),
			}),
		},
		sortMembers: {
			title: 'Sort Members',
			action: 'Sort members by name',
			zh: '通讯录userid排序',
			doc: '011-通讯录userid排序',
			post: 'service/contact/sort',
			repeatable: true,
			target: tenant,
			body: (zod) => ({
				useridlist: zod
					.array(zod.string())
					.min(1)
					.max(1000)
					.meta({ title: 'Member IDs', description: 'at most 1000' }),
				sort_options: zod
					.array(
						zod.object({
							sort_field: zod.literal([0, 1]).optional(),
							sort_type: zod.literal([0, 1]).optional(),
						}),
					)
					.optional()
					.meta({
						title: 'Order',
						description: 'field 0 pinyin, 1 alias; type 0 up, 1 down',
						example: [{ sort_field: 0, sort_type: 0 }],
					}),
			}),
		},
		translateFiles: {
			title: 'Translate Files',
			action: 'Translate the IDs in files to names',
			zh: '异步通讯录id转译',
			about: 'Gives a job ID, and in the end an address that a member opens',
			doc: '010-通讯录ID转译/002-异步通讯录id转译',
			post: 'service/contact/id_translate',
			target: tenant,
			job: { result: 'contactSearch.getTranslation', id: 'jobid', status: 'status', done: [3] },
			body: (zod) => ({
				media_id_list: zod.array(zod.string()).min(1).max(20).meta({
					title: 'Media IDs',
					description: 'from Provider Media: Upload, at most 20',
				}),
				output_file_name: zod.string().optional().meta({
					title: 'File Name',
					description: 'of the ZIP archive; needed for more than one file',
				}),
				output_file_format: zod
					.literal('pdf')
					.optional()
					.meta({ title: 'Convert To', labels: { pdf: 'PDF' } }),
			}),
		},
	},
);
