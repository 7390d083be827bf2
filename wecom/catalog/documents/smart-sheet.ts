import { resource } from '../endpoint';
import { documentId, sheet, sheetId } from './parameters';

/** The sheets (子表) of a smart sheet; the smart sheet itself is a document. */
export const smartSheet = resource(
	'smartSheet',
	'Smart Sheet',
	'智能表格',
	'docs/002-第三方应用开发/002-服务端API/026-文档/005-管理智能表格内容',
	{
		createSheet: {
			title: 'Create Sheet',
			action: 'Create a sheet in a smart sheet',
			zh: '添加子表',
			doc: '001-添加子表',
			post: 'wedoc/smartsheet/add_sheet',
			body: (zod) => ({
				docid: documentId(zod),
				properties: zod
					.object({ title: zod.string().optional(), index: zod.int().min(0).optional() })
					.optional()
					.meta({
						title: 'Properties',
						description: 'as in the example',
						example: { title: 'Requests', index: 1 },
					}),
			}),
			answer: 'properties',
		},
		deleteSheet: {
			title: 'Delete Sheet',
			action: 'Delete a sheet of a smart sheet',
			zh: '删除子表',
			doc: '002-删除子表',
			post: 'wedoc/smartsheet/delete_sheet',
			body: sheet,
			deletes: true,
		},
		getAllSheets: {
			title: 'Get Many Sheets',
			action: 'Get the sheets of a smart sheet',
			zh: '查询子表',
			doc: '004-查询子表',
			post: 'wedoc/smartsheet/get_sheet',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				sheet_id: sheetId(zod).optional().meta({ description: 'empty: all' }),
				need_all_type_sheet: zod
					.boolean()
					.optional()
					.meta({ title: 'All Types', description: 'dashboards and descriptions too' }),
			}),
			items: 'sheet_list',
		},
		updateSheet: {
			title: 'Update Sheet',
			action: 'Rename a sheet of a smart sheet',
			zh: '更新子表',
			doc: '003-更新子表',
			post: 'wedoc/smartsheet/update_sheet',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				properties: zod
					.object({ sheet_id: zod.string().min(1), title: zod.string().optional() })
					.meta({
						title: 'Properties',
						description: 'as in the example',
						example: { sheet_id: 'SHEET_ID', title: 'Requests' },
					}),
			}),
		},
	},
);
