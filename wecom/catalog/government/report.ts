import { resource, type Resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId, unixTime } from '../parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/022-政民沟通';

const grid = (zod: Zod) => ({
	grid_id: zod
		.string()
		.optional()
		.meta({ title: 'Grid', description: 'empty: the whole company', pick: 'grid' }),
});

/** What members and residents report has the same endpoints, below another path. */
function reports(
	id: string,
	title: string,
	zh: string,
	path: 'patrol' | 'resident',
	folder: string,
): Resource {
	const thing = title.toLowerCase();
	return resource(id, title, zh, `docs/003-服务商代开发/001-服务端API/023-政民沟通/${folder}`, {
		get: {
			title: 'Get',
			action: `Get a ${thing}`,
			zh: `获取${zh}的事件详情信息`,
			doc: `007-获取${zh}的事件详情信息`,
			apps: ['own'],
			post: `report/${path}/get_order_info`,
			repeatable: true,
			body: (zod) => ({
				order_id: zod
					.string()
					.min(1)
					.meta({
						title: 'Report',
						description: 'order_id from Get Many',
						pick: `${path}Report`,
					}),
			}),
			answer: 'order_info',
			simple: [
				'order_id',
				'desc',
				'urge_type',
				'case_name',
				'grid_id',
				'grid_name',
				'create_time',
				'location',
				'processor_userids',
				'process_list',
			],
		},
		getAll: {
			title: 'Get Many',
			action: `Get many ${thing}s`,
			zh: `获取${zh}事件列表`,
			doc: `006-获取${zh}事件列表`,
			apps: ['own'],
			post: `report/${path}/get_order_list`,
			repeatable: true,
			body: (zod) => ({
				begin_create_time: unixTime(zod, 'Created After').optional(),
				begin_modify_time: unixTime(zod, 'Changed After').optional(),
			}),
			items: 'order_list',
			page: cursor(50),
			simple: [
				'order_id',
				'desc',
				'urge_type',
				'case_name',
				'grid_id',
				'grid_name',
				'create_time',
				'location',
				'processor_userids',
				'process_list',
			],
		},
		getCategoryStatistics: {
			title: 'Get Category Statistics',
			action: `Get statistics of ${thing}s by category`,
			zh: '获取上报事件分类统计',
			doc: '005-获取上报事件分类统计',
			apps: ['own'],
			post: `report/${path}/category_statistic`,
			repeatable: true,
			body: (zod) => ({
				category_id: zod.string().optional().meta({
					title: 'Category',
					pick: 'incidentCategory',
					description: 'of the first level, for the second; empty: all of the first level',
				}),
			}),
			items: 'dashboard_list',
		},
		getGrids: {
			title: 'Get Grids',
			action: `Get the grids of ${thing}s and who looks after them`,
			zh: '获取配置的网格及网格负责人',
			doc: `${internal}/${folder}/002-获取配置的网格及网格负责人.md`,
			apps: ['own'],
			get: `report/${path}/get_grid_info`,
			items: 'grid_list',
		},
		getMemberStatistics: {
			title: 'Get Member Statistics',
			action: `Get statistics of the ${thing}s of a member`,
			zh: `获取个人${zh}数据统计`,
			doc: `004-获取个人${zh}数据统计`,
			apps: ['own'],
			post: `report/${path}/get_user_status`,
			repeatable: true,
			body: (zod) => ({ userid: memberId(zod).min(1) }),
		},
		getStatistics: {
			title: 'Get Statistics',
			action: `Get statistics of ${thing}s`,
			zh: `获取单位${zh}数据统计`,
			doc: `003-获取单位${zh}数据统计`,
			apps: ['own'],
			post: `report/${path}/get_corp_status`,
			repeatable: true,
			body: grid,
		},
	});
}

export const patrolReport = reports(
	'patrolReport',
	'Patrol Report',
	'巡查上报',
	'patrol',
	'003-巡查上报',
);

export const residentReport = reports(
	'residentReport',
	'Resident Report',
	'居民上报',
	'resident',
	'004-居民上报',
);
