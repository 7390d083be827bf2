import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { ids, sheet } from './parameters';

const children = (zod: Zod) =>
	zod
		.array(zod.object({ field_id: zod.string().optional() }))
		.max(150)
		.optional()
		.meta({ title: 'Fields', description: 'at most 150', example: [{ field_id: 'FIELD_ID' }] });

export const smartSheetFieldGroup = resource(
	'smartSheetFieldGroup',
	'Smart Sheet Field Group',
	'智能表格编组',
	'docs/002-第三方应用开发/002-服务端API/026-文档/005-管理智能表格内容',
	{
		create: {
			title: 'Create',
			action: 'Create a field group of a smart sheet',
			zh: '添加编组',
			about: 'At most 150 a sheet',
			doc: '017-添加编组',
			post: 'wedoc/smartsheet/add_field_group',
			body: (zod) => ({
				...sheet(zod),
				name: zod.string().min(1).meta({ title: 'Name', description: 'unique in the sheet' }),
				children: children(zod),
			}),
			answer: 'field_group',
		},
		delete: {
			title: 'Delete',
			action: 'Delete field groups of a smart sheet',
			zh: '删除编组',
			doc: '018-删除编组',
			post: 'wedoc/smartsheet/delete_field_groups',
			body: (zod) => ({
				...sheet(zod),
				field_group_ids: ids(zod, 'Field Group IDs').meta({
					description: 'as Get Many answers them',
				}),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many field groups of a smart sheet',
			zh: '获取编组',
			doc: '020-获取编组',
			post: 'wedoc/smartsheet/get_field_groups',
			repeatable: true,
			body: sheet,
			items: 'field_groups',
			// The page names no largest size; no sheet has more groups than this.
			page: offset(150, { answer: 'next', more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update a field group of a smart sheet',
			zh: '更新编组',
			doc: '019-更新编组',
			post: 'wedoc/smartsheet/update_field_group',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				field_group_id: zod.string().min(1).meta({
					title: 'Field Group',
					description: 'field_group_id from Get Many',
					pick: 'fieldGroup',
				}),
				name: zod
					.string()
					.optional()
					.meta({ title: 'Name', description: 'shown above the content, at most 255 characters' }),
				children: children(zod),
			}),
			answer: 'field_group',
		},
	},
);
