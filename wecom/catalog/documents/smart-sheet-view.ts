import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { colours, filter, filterExample, ids, sheet } from './parameters';

const viewTypes = {
	VIEW_TYPE_GRID: 'Grid',
	VIEW_TYPE_KANBAN: 'Kanban',
	VIEW_TYPE_GALLERY: 'Gallery',
	VIEW_TYPE_GANTT: 'Gantt',
	VIEW_TYPE_CALENDAR: 'Calendar',
} as const;

const dates = (zod: Zod) =>
	zod
		.object({
			start_date_field_id: zod.string().min(1),
			end_date_field_id: zod.string().min(1),
		})
		.optional();

const datesExample = { start_date_field_id: 'FIELD_ID_1', end_date_field_id: 'FIELD_ID_2' };

const fields = (zod: Zod) =>
	zod
		.array(zod.object({ field_id: zod.string().min(1), desc: zod.boolean().optional() }))
		.optional();

/** What a view shows, and how. */
const property = (zod: Zod) =>
	zod.object({
		auto_sort: zod.boolean().optional(),
		sort_spec: zod.object({ sort_infos: fields(zod) }).optional(),
		group_spec: zod.object({ groups: fields(zod) }).optional(),
		filter_spec: filter(zod).optional(),
		is_field_stat_enabled: zod.boolean().optional(),
		field_visibility: zod.record(zod.string(), zod.boolean()).optional(),
		frozen_field_count: zod.int().min(0).optional(),
		color_config: colours(zod).optional(),
	});

export const smartSheetView = resource(
	'smartSheetView',
	'Smart Sheet View',
	'智能表格视图',
	'docs/002-第三方应用开发/002-服务端API/026-文档/005-管理智能表格内容',
	{
		create: {
			title: 'Create',
			action: 'Create a view of a smart sheet',
			zh: '添加视图',
			about: 'At most 200 a sheet',
			doc: '005-添加视图',
			post: 'wedoc/smartsheet/add_view',
			body: (zod) => ({
				...sheet(zod),
				view_title: zod.string().min(1).meta({ title: 'Title', description: 'name of the view' }),
				view_type: zod
					.enum(Object.keys(viewTypes) as (keyof typeof viewTypes)[])
					.meta({ title: 'Type', description: 'what to create or read', labels: viewTypes }),
				property_gantt: dates(zod).meta({
					title: 'Gantt Fields',
					description: 'start and end, for a view of type Gantt',
					example: datesExample,
				}),
				property_calendar: dates(zod).meta({
					title: 'Calendar Fields',
					description: 'start and end, for a view of type calendar',
					example: datesExample,
				}),
			}),
			neededWith: {
				property_gantt: { view_type: ['VIEW_TYPE_GANTT'] },
				property_calendar: { view_type: ['VIEW_TYPE_CALENDAR'] },
			},
			answer: 'view',
		},
		delete: {
			title: 'Delete',
			action: 'Delete views of a smart sheet',
			zh: '删除视图',
			doc: '006-删除视图',
			post: 'wedoc/smartsheet/delete_views',
			body: (zod) => ({
				...sheet(zod),
				view_ids: ids(zod, 'View IDs').meta({ description: 'as Get Many answers them' }),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many views of a smart sheet',
			zh: '查询视图',
			doc: '008-查询视图',
			post: 'wedoc/smartsheet/get_views',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				view_ids: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'View IDs', description: 'empty: all' }),
			}),
			items: 'views',
			page: offset(1000, { answer: 'next', more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update a view of a smart sheet',
			zh: '更新视图',
			doc: '007-更新视图',
			post: 'wedoc/smartsheet/update_view',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				view_id: zod
					.string()
					.min(1)
					.meta({ title: 'View', description: 'view_id; its filter and order hold', pick: 'view' }),
				view_title: zod
					.string()
					.optional()
					.meta({ title: 'Title', description: 'name of the view' }),
				property: property(zod)
					.optional()
					.meta({
						title: 'Properties',
						description: 'order, groups, filter and colours',
						example: {
							auto_sort: true,
							sort_spec: { sort_infos: [{ field_id: 'FIELD_ID', desc: true }] },
							filter_spec: filterExample,
							field_visibility: { FIELD_ID: true },
						},
					}),
			}),
			answer: 'view',
		},
	},
);
