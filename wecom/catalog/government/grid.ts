import { resource, type Zod } from '../endpoint';
import { memberId } from '../parameters';

const gridId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Grid', description: 'grid_id from Get Many', pick: 'grid' });

const settings = (zod: Zod) => ({
	grid_name: zod
		.string()
		.min(1)
		.max(30)
		.meta({ title: 'Name', description: 'at most 30 characters' }),
	grid_parent_id: zod
		.string()
		.min(1)
		.meta({ title: 'Parent Grid', description: 'at most ten levels', pick: 'grid' }),
	grid_admin: zod
		.array(zod.string())
		.min(1)
		.max(20)
		.meta({ title: 'Administrator IDs', description: 'members, at most 20' }),
	grid_member: zod
		.array(zod.string())
		.max(100)
		.optional()
		.meta({ title: 'Member IDs', description: 'at most 100' }),
});

export const grid = resource(
	'grid',
	'Grid',
	'网格',
	'docs/003-服务商代开发/001-服务端API/023-政民沟通/001-配置网格结构',
	{
		create: {
			title: 'Create',
			action: 'Create a grid',
			zh: '添加网格',
			doc: '002-添加网格',
			apps: ['own', 'customised'],
			post: 'report/grid/add',
			body: settings,
		},
		delete: {
			title: 'Delete',
			action: 'Delete a grid',
			zh: '删除网格',
			doc: '004-删除网格',
			apps: ['own', 'customised'],
			post: 'report/grid/delete',
			body: (zod) => ({ grid_id: gridId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many grids',
			zh: '获取网格列表',
			doc: '005-获取网格列表',
			apps: ['own'],
			post: 'report/grid/list',
			repeatable: true,
			body: (zod) => ({
				grid_id: gridId(zod)
					.optional()
					.meta({ title: 'Parent Grid', description: 'empty: the root', pick: 'grid' }),
			}),
			items: 'grid_list',
		},
		getOfMember: {
			title: 'Get of Member',
			action: 'Get the grids of a member',
			zh: '获取用户负责及参与的网格列表',
			doc: '006-获取用户负责及参与的网格列表',
			apps: ['own', 'customised'],
			post: 'report/grid/get_user_grid_info',
			repeatable: true,
			body: (zod) => ({ userid: memberId(zod).min(1) }),
		},
		update: {
			title: 'Update',
			action: 'Update a grid',
			zh: '编辑网格',
			about: 'Everything is replaced',
			doc: '003-编辑网格',
			apps: ['own', 'customised'],
			post: 'report/grid/update',
			repeatable: true,
			body: (zod) => ({ grid_id: gridId(zod), ...settings(zod) }),
		},
	},
);
