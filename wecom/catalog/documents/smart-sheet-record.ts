import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { filter, filterExample, ids, sheet } from './parameters';

const keyType = (zod: Zod) =>
	zod
		.enum(['CELL_VALUE_KEY_TYPE_FIELD_TITLE', 'CELL_VALUE_KEY_TYPE_FIELD_ID'])
		.optional()
		.meta({
			title: 'Fields Are Named By',
			description: 'title or field ID, in what is sent and answered',
			labels: {
				CELL_VALUE_KEY_TYPE_FIELD_TITLE: 'Title',
				CELL_VALUE_KEY_TYPE_FIELD_ID: 'ID',
			},
		});

/** Cells by the title or the ID of their field; the shape of each follows from the type of its field. */
const values = (zod: Zod) => zod.record(zod.string(), zod.unknown());

const valuesExample = {
	Subject: [{ type: 'text', text: 'Broken lamp' }],
	Count: 2,
	Done: false,
	Due: '1893456000000',
	State: [{ text: 'Open' }],
	Owner: [{ user_id: 'zhangsan' }],
};

export const smartSheetRecord = resource(
	'smartSheetRecord',
	'Smart Sheet Record',
	'智能表格记录',
	'docs/002-第三方应用开发/002-服务端API/026-文档/005-管理智能表格内容',
	{
		create: {
			title: 'Create',
			action: 'Create records in a smart sheet',
			zh: '添加记录',
			about: 'Texts, members, choices and links are lists of objects, as the example shows',
			doc: '012-添加记录',
			post: 'wedoc/smartsheet/add_records',
			batch: { of: 'records', max: 500 },
			body: (zod) => ({
				...sheet(zod),
				key_type: keyType(zod),
				records: zod
					.array(zod.object({ values: values(zod) }))
					.min(1)
					.meta({
						title: 'Records',
						description: 'any number, sent 500 at a time; times in milliseconds',
						example: [{ values: valuesExample }],
					}),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete records of a smart sheet',
			zh: '删除记录',
			doc: '014-删除记录',
			post: 'wedoc/smartsheet/delete_records',
			batch: { of: 'record_ids', max: 500 },
			body: (zod) => ({
				...sheet(zod),
				record_ids: ids(zod, 'Record IDs').meta({ description: 'any number, sent 500 at a time' }),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many records of a smart sheet',
			zh: '查询记录',
			doc: '016-查询记录',
			post: 'wedoc/smartsheet/get_records',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				view_id: zod
					.string()
					.optional()
					.meta({ title: 'View', description: 'view_id; its filter and order hold', pick: 'view' }),
				record_ids: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Record IDs', description: 'only these; empty: all' }),
				key_type: keyType(zod),
				field_titles: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Field Titles', description: 'only these, where fields have titles' }),
				field_ids: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Field IDs', description: 'only these, where fields have IDs' }),
				filter_spec: filter(zod).optional().meta({
					title: 'Filter',
					description: 'not together with an order',
					example: filterExample,
				}),
				sort: zod
					.array(zod.object({ field_title: zod.string().min(1), desc: zod.boolean().optional() }))
					.optional()
					.meta({
						title: 'Order',
						description: 'field_title and desc of each',
						example: [{ field_title: 'Due', desc: true }],
					}),
				ver: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Version', description: 'ver of an earlier answer' }),
			}),
			items: 'records',
			page: offset(1000, { answer: 'next', more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update records of a smart sheet',
			zh: '更新记录',
			about: 'Texts, members, choices and links are lists of objects, as the example shows',
			doc: '015-更新记录',
			post: 'wedoc/smartsheet/update_records',
			repeatable: true,
			batch: { of: 'records', max: 500 },
			body: (zod) => ({
				...sheet(zod),
				key_type: keyType(zod),
				records: zod
					.array(zod.object({ record_id: zod.string().min(1), values: values(zod) }))
					.min(1)
					.meta({
						title: 'Records',
						description: 'any number, sent 500 at a time; times in milliseconds',
						example: [{ record_id: 'RECORD_ID', values: { Done: true } }],
					}),
			}),
		},
	},
);
