import { resource, type Zod } from '../endpoint';
import { departmentId } from '../parameters';

const name = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.max(64)
		.regex(/^[^\\:*?"<>|｜]*$/, { error: 'must not contain \\ : * ? " < > |' });

const order = (zod: Zod) =>
	zod.int().min(0).max(4_294_967_295).meta({ title: 'Order', description: 'larger comes first' });

const writers = 'Needs an app that may edit contacts';

export const department = resource(
	'department',
	'Department',
	'部门',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/003-部门管理',
	{
		create: {
			title: 'Create',
			action: 'Create a department',
			zh: '创建部门',
			about: writers,
			doc: '001-创建部门',
			apps: ['own', 'standard'],
			post: 'department/create',
			target: { lookup: 'department', parameter: 'parentid', title: 'Parent Department' },
			body: (zod) => ({
				name: name(zod).meta({ title: 'Name', description: 'unique under its parent' }),
				name_en: name(zod).optional().meta({ title: 'English Name' }),
				order: order(zod).optional(),
				id: zod
					.int()
					.min(2)
					.max(4_294_967_295)
					.optional()
					.meta({ title: 'Department ID', description: 'empty: WeCom chooses one' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a department',
			zh: '删除部门',
			about: `It must have neither members nor departments below it. ${writers}`,
			doc: '003-删除部门',
			apps: ['own', 'standard'],
			get: 'department/delete',
			target: { lookup: 'department', parameter: 'id' },
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a department',
			zh: '获取单个部门详情',
			doc: '006-获取单个部门详情',
			get: 'department/get',
			target: { lookup: 'department', parameter: 'id' },
			answer: 'department',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many departments',
			zh: '获取部门列表',
			doc: '004-获取部门列表',
			get: 'department/list',
			query: (zod) => ({
				id: departmentId(zod)
					.optional()
					.meta({ title: 'Department', description: 'it and all below it; empty: all' }),
			}),
			items: 'department',
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of many departments',
			zh: '获取子部门ID列表',
			doc: '005-获取子部门ID列表',
			get: 'department/simplelist',
			query: (zod) => ({
				id: departmentId(zod)
					.optional()
					.meta({ title: 'Department', description: 'it and all below it; empty: all' }),
			}),
			items: 'department_id',
		},
		update: {
			title: 'Update',
			action: 'Update a department',
			zh: '更新部门',
			about: `What is not given stays. ${writers}`,
			doc: '002-更新部门',
			apps: ['own', 'standard'],
			post: 'department/update',
			repeatable: true,
			target: { lookup: 'department', parameter: 'id' },
			body: (zod) => ({
				name: name(zod).optional().meta({ title: 'Name', description: 'unique under its parent' }),
				name_en: name(zod).optional().meta({ title: 'English Name' }),
				parentid: departmentId(zod).optional().meta({ title: 'Parent Department' }),
				order: order(zod).optional(),
			}),
		},
	},
);
