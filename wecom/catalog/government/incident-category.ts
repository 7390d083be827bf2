import { resource, type Zod } from '../endpoint';

const categoryId = (zod: Zod) =>
	zod.string().min(1).meta({
		title: 'Category',
		description: 'category_id from Get Many',
		pick: 'incidentCategory',
	});

const settings = (zod: Zod) => ({
	category_name: zod
		.string()
		.min(1)
		.max(30)
		.meta({ title: 'Name', description: 'at most 30 characters' }),
	level: zod.literal([1, 2]).meta({
		title: 'Level',
		description: 'first or second; a second one needs its parent',
		labels: { 1: 'First', 2: 'Second' },
	}),
	parent_category_id: zod.string().optional().meta({
		title: 'Parent Category',
		description: 'of the second level',
		pick: 'incidentCategory',
	}),
});

const secondLevel = { parent_category_id: { level: [2] } };

export const incidentCategory = resource(
	'incidentCategory',
	'Incident Category',
	'事件类别',
	'docs/003-服务商代开发/001-服务端API/023-政民沟通/002-配置事件类别',
	{
		create: {
			title: 'Create',
			action: 'Create a category of incidents',
			zh: '添加事件类别',
			doc: '001-添加事件类别',
			apps: ['own', 'customised'],
			post: 'report/grid/add_cata',
			body: settings,
			neededWith: secondLevel,
		},
		delete: {
			title: 'Delete',
			action: 'Delete a category of incidents',
			zh: '删除事件类别',
			doc: '003-删除事件类别',
			apps: ['own', 'customised'],
			post: 'report/grid/delete_cata',
			body: (zod) => ({ category_id: categoryId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many categories of incidents',
			zh: '获取事件类别列表',
			doc: '004-获取事件类别列表',
			apps: ['own', 'customised'],
			post: 'report/grid/list_cata',
			repeatable: true,
			items: 'category_list',
		},
		update: {
			title: 'Update',
			action: 'Update a category of incidents',
			zh: '修改事件类别',
			doc: '002-修改事件类别',
			apps: ['own', 'customised'],
			post: 'report/grid/update_cata',
			repeatable: true,
			body: (zod) => ({ category_id: categoryId(zod), ...settings(zod) }),
			neededWith: secondLevel,
		},
	},
);
