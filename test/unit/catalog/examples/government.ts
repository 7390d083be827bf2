import { get, post, type Examples } from './example';

const grid = {
	grid_name: 'North',
	grid_parent_id: 'ROOT',
	grid_admin: ['zhangsan'],
	grid_member: ['lisi', 'wangwu'],
};

const reports = (id: string, path: string): Examples => ({
	[`${id}.get`]: post(`report/${path}/get_order_info`, { order_id: 'ORDER' }),
	[`${id}.getAll`]: post(`report/${path}/get_order_list`, {
		begin_create_time: 12345678,
		begin_modify_time: 12345678,
	}),
	[`${id}.getCategoryStatistics`]: post(`report/${path}/category_statistic`, {
		category_id: 'CATEGORY',
	}),
	[`${id}.getGrids`]: get(`report/${path}/get_grid_info`),
	[`${id}.getMemberStatistics`]: post(`report/${path}/get_user_status`, { userid: 'zhangsan' }),
	[`${id}.getStatistics`]: post(`report/${path}/get_corp_status`, { grid_id: 'GRID' }),
});

export const government: Examples = {
	'grid.create': post(
		'report/grid/add',
		{ ...grid, grid_admin: 'zhangsan', grid_member: 'lisi, wangwu' },
		grid,
	),
	'grid.delete': post('report/grid/delete', { grid_id: 'GRID' }),
	'grid.getAll': post('report/grid/list', { grid_id: 'GRID' }),
	'grid.getOfMember': post('report/grid/get_user_grid_info', { userid: 'zhangsan' }),
	'grid.update': post('report/grid/update', { grid_id: 'GRID', ...grid }),
	'incidentCategory.create': post(
		'report/grid/add_cata',
		{ category_name: 'Roads', level: '2', parent_category_id: 'PARENT' },
		{ category_name: 'Roads', level: 2, parent_category_id: 'PARENT' },
	),
	'incidentCategory.delete': post('report/grid/delete_cata', { category_id: 'CATEGORY' }),
	'incidentCategory.getAll': post('report/grid/list_cata'),
	'incidentCategory.update': post('report/grid/update_cata', {
		category_id: 'CATEGORY',
		category_name: 'Roads',
		level: 2,
		parent_category_id: 'PARENT',
	}),
	...reports('patrolReport', 'patrol'),
	...reports('residentReport', 'resident'),
};
