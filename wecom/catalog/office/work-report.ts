import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes, unixTime } from '../parameters';

const reportId = (zod: Zod) =>
	bytes(zod, 256)
		.min(1)
		.meta({ title: 'Report', description: 'its journaluuid', pick: 'workReport' });

const times = (zod: Zod, span: string) => ({
	starttime: unixTime(zod, 'From'),
	endtime: unixTime(zod, 'To').meta({ description: `Unix seconds; at most ${span} later` }),
});

export const workReport = resource(
	'workReport',
	'Work Report',
	'汇报',
	'docs/001-企业内部开发/002-服务端API/033-汇报',
	{
		exportDocument: {
			title: 'Export Document',
			action: 'Export a document of a work report',
			zh: '导出汇报文档',
			about: 'Reports of newer clients have none',
			doc: { libraries: ['wecom-sdk', 'FlurlHttpClient.Wechat'] },
			apps: ['own'],
			post: 'oa/journal/export_doc',
			repeatable: true,
			body: (zod) => ({
				journaluuid: zod
					.string()
					.min(1)
					.meta({ title: 'Report', description: 'its journaluuid', pick: 'workReport' }),
				docid: zod
					.string()
					.min(1)
					.meta({ title: 'Document ID', description: 'in the answer of Get' }),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a work report',
			zh: '获取汇报记录详情',
			doc: '003-获取汇报记录详情',
			apps: ['own'],
			post: 'oa/journal/get_record_detail',
			repeatable: true,
			body: (zod) => ({ journaluuid: reportId(zod) }),
			answer: 'info',
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of many work reports',
			zh: '批量获取汇报记录单号',
			doc: '002-批量获取汇报记录单号',
			apps: ['own'],
			post: 'oa/journal/get_record_list',
			repeatable: true,
			body: (zod) => ({
				...times(zod, 'a month'),
				filters: zod
					.array(
						zod.object({
							key: zod.enum(['creator', 'department', 'template_id']).optional(),
							value: bytes(zod, 256).optional(),
						}),
					)
					.optional()
					.meta({
						title: 'Filters',
						description: 'key: creator, department or template_id',
						example: [{ key: 'creator', value: 'zhangsan' }],
					}),
			}),
			items: 'journaluuid_list',
			page: cursor(100, { first: 0, ended: 'endflag' }),
		},
		getDriveFile: {
			title: 'Get Drive File',
			action: 'Get where a drive file of a work report is',
			zh: '下载微盘文件',
			about: 'An address for two hours, with a cookie',
			doc: '005-下载微盘文件',
			apps: ['own'],
			post: 'oa/journal/download_wedrive_file',
			repeatable: true,
			body: (zod) => ({
				journaluuid: zod
					.string()
					.min(1)
					.meta({ title: 'Report', description: 'its journaluuid', pick: 'workReport' }),
				fileid: zod.string().min(1).meta({ title: 'File ID', description: 'from Get' }),
			}),
		},
		getExportResult: {
			title: 'Get Export Result',
			action: 'Get the result of an export of a work report',
			zh: '查询导出任务结果',
			doc: { libraries: ['FlurlHttpClient.Wechat', 'Senparc.Weixin'] },
			apps: ['own'],
			post: 'oa/journal/get_export_doc_result',
			repeatable: true,
			body: (zod) => ({
				jobid: zod.string().min(1).meta({ title: 'Job ID', description: 'from Export Document' }),
			}),
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get how work reports were handed in',
			zh: '获取汇报统计数据',
			doc: 'https://developer.work.weixin.qq.com/document/path/93395',
			apps: ['own'],
			post: 'oa/journal/get_stat_list',
			repeatable: true,
			body: (zod) => ({
				template_id: bytes(zod, 256).min(1).meta({
					title: 'Template ID',
					description: 'shown at the name of the report in the console',
				}),
				...times(zod, 'a year'),
			}),
			items: 'stat_list',
		},
	},
);
