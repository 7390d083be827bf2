import { resource, type Zod } from '../endpoint';
import { bytes } from '../parameters';
import { invite, manyIds, mobile, newId, schoolDepartmentId, schoolId } from './parameters';

const child = { student_userid: 'zhangsan', relation: '妈妈' };

const children = (zod: Zod) =>
	zod
		.array(zod.object({ student_userid: zod.string().min(1), relation: bytes(zod, 32).min(1) }))
		.max(10)
		.meta({ title: 'Children', description: 'at most ten', example: [child] });

const fresh = (zod: Zod) => ({
	parent_userid: schoolId(zod, 'Parent ID'),
	mobile: zod.string().min(1).meta({ title: 'Mobile', description: 'phone number' }),
	to_invite: invite(zod),
	children: children(zod),
});

const change = (zod: Zod) => ({
	parent_userid: schoolId(zod, 'Parent ID'),
	new_parent_userid: newId(zod, 'New Parent ID'),
	mobile: mobile(zod),
	children: children(zod).optional().meta({ description: 'replaces all, at most ten' }),
});

export const parent = resource(
	'parent',
	'Parent',
	'家长',
	'docs/002-第三方应用开发/002-服务端API/022-家校沟通/005-学生与家长管理',
	{
		create: {
			title: 'Create',
			action: 'Create a parent',
			zh: '创建家长',
			doc: '007-创建家长',
			post: 'school/user/create_parent',
			body: fresh,
		},
		createMany: {
			title: 'Create Many',
			action: 'Create many parents',
			zh: '批量创建家长',
			doc: '010-批量创建家长',
			post: 'school/user/batch_create_parent',
			body: (zod) => ({
				parents: zod
					.array(zod.object(fresh(zod)))
					.min(1)
					.meta({
						title: 'Parents',
						description: 'any number, sent 100 at a time',
						example: [{ parent_userid: 'lisi', mobile: '13800000000', children: [child] }],
					}),
			}),
			batch: { of: 'parents', max: 100 },
		},
		delete: {
			title: 'Delete',
			action: 'Delete a parent',
			zh: '删除家长',
			doc: '008-删除家长',
			get: 'school/user/delete_parent',
			query: (zod) => ({
				userid: zod
					.string()
					.min(1)
					.meta({ title: 'Parent', description: 'parent_userid', pick: 'parent' }),
			}),
			deletes: true,
		},
		deleteMany: {
			title: 'Delete Many',
			action: 'Delete many parents',
			zh: '批量删除家长',
			doc: '011-批量删除家长',
			post: 'school/user/batch_delete_parent',
			body: (zod) => ({ useridlist: manyIds(zod, 'Parent IDs') }),
			batch: { of: 'useridlist', max: 100 },
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many parents of a class',
			zh: '获取部门家长详情',
			about: 'Without those of departments below',
			doc: '016-获取部门家长详情',
			get: 'school/user/list_parent',
			query: (zod) => ({ department_id: schoolDepartmentId(zod) }),
			items: 'parents',
		},
		update: {
			title: 'Update',
			action: 'Update a parent',
			zh: '更新家长',
			about: 'What is not given stays',
			doc: '009-更新家长',
			post: 'school/user/update_parent',
			repeatable: true,
			body: change,
		},
		updateMany: {
			title: 'Update Many',
			action: 'Update many parents',
			zh: '批量更新家长',
			about: 'What is not given stays',
			doc: '012-批量更新家长',
			post: 'school/user/batch_update_parent',
			repeatable: true,
			body: (zod) => ({
				parents: zod
					.array(zod.object(change(zod)))
					.min(1)
					.meta({
						title: 'Parents',
						description: 'any number, sent 100 at a time',
						example: [{ parent_userid: 'lisi', mobile: '13800000000' }],
					}),
			}),
			batch: { of: 'parents', max: 100 },
		},
	},
);
