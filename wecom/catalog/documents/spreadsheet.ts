import { resource, type Zod } from '../endpoint';
import { documentId, sheetId, single } from './parameters';

const channel = (zod: Zod) => zod.int().min(0).max(255).optional();

const cell = (zod: Zod) =>
	zod.object({
		cell_value: zod
			.object({
				text: zod.string().optional(),
				link: zod
					.object({ text: zod.string().optional(), url: zod.string().optional() })
					.optional(),
			})
			.optional(),
		cell_format: zod
			.object({
				text_format: zod
					.object({
						font: zod.string().optional(),
						font_size: zod.int().min(1).max(72).optional(),
						bold: zod.boolean().optional(),
						italic: zod.boolean().optional(),
						strikethrough: zod.boolean().optional(),
						underline: zod.boolean().optional(),
						color: zod
							.object({
								red: channel(zod),
								green: channel(zod),
								blue: channel(zod),
								alpha: channel(zod),
							})
							.optional(),
					})
					.optional(),
			})
			.optional(),
	});

/** One change of a spreadsheet. */
const change = (zod: Zod) =>
	single(
		zod.object({
			add_sheet_request: zod
				.object({
					title: zod.string().optional(),
					row_count: zod.int().min(1).optional(),
					column_count: zod.int().min(1).max(200).optional(),
				})
				.refine(({ row_count: rows = 1, column_count: columns = 1 }) => rows * columns <= 10_000, {
					path: ['row_count'],
					error: 'must make at most 10000 cells together with column_count',
				})
				.optional(),
			delete_sheet_request: zod.object({ sheet_id: zod.string().min(1) }).optional(),
			update_range_request: zod
				.object({
					sheet_id: zod.string().min(1),
					grid_data: zod.object({
						start_row: zod.int().min(0).optional(),
						start_column: zod.int().min(0).optional(),
						rows: zod
							.array(zod.object({ values: zod.array(cell(zod)).max(200).optional() }))
							.max(1000)
							.optional(),
					}),
				})
				.optional(),
			delete_dimension_request: zod
				.object({
					sheet_id: zod.string().min(1),
					dimension: zod.enum(['ROW', 'COLUMN']),
					start_index: zod.int().min(1),
					end_index: zod.int().min(1),
				})
				.refine(({ start_index: start, end_index: end }) => end > start, {
					path: ['end_index'],
					error: "must be larger than 'start_index', and is not deleted itself",
				})
				.optional(),
		}),
	);

export const spreadsheet = resource(
	'spreadsheet',
	'Spreadsheet',
	'表格',
	'docs/002-第三方应用开发/002-服务端API/026-文档/004-管理表格内容',
	{
		getAllSheets: {
			title: 'Get Many Sheets',
			action: 'Get the sheets of a spreadsheet and their sizes',
			zh: '获取表格行列信息',
			doc: '002-获取表格行列信息',
			post: 'wedoc/spreadsheet/get_sheet_properties',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod) }),
			items: 'properties',
		},
		getCells: {
			title: 'Get Cells',
			action: 'Get cells of a spreadsheet',
			zh: '获取表格数据',
			doc: '003-获取表格数据',
			post: 'wedoc/spreadsheet/get_sheet_range_data',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				sheet_id: sheetId(zod).meta({ pick: 'spreadsheetSheet' }),
				range: zod.string().min(1).meta({
					title: 'Range',
					description: 'as A1:C20; at most 1000 rows, 200 columns and 10000 cells',
				}),
			}),
			answer: 'data.result',
		},
		update: {
			title: 'Update',
			action: 'Update cells and sheets of a spreadsheet',
			zh: '编辑表格内容',
			about: 'One change after another: those before a failed one stay',
			doc: '001-编辑表格内容',
			post: 'wedoc/spreadsheet/batch_update',
			body: (zod) => ({
				docid: documentId(zod),
				requests: zod
					.array(change(zod))
					.min(1)
					.max(5)
					.meta({
						title: 'Changes',
						description: 'at most 5, one kind in each',
						example: [
							{
								update_range_request: {
									sheet_id: 'SHEET_ID',
									grid_data: {
										start_row: 0,
										start_column: 0,
										rows: [{ values: [{ cell_value: { text: 'Name' } }] }],
									},
								},
							},
						],
					}),
			}),
			answer: 'data',
		},
	},
);
