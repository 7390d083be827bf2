import { resource, type Zod } from '../endpoint';
import {
	classIds,
	invite,
	manyIds,
	mobile,
	newId,
	schoolDepartmentId,
	schoolId,
} from './parameters';

const name = (zod: Zod) =>
	zod.string().min(1).max(32).meta({ title: 'Name', description: 'at most 32 characters' });

const fresh = (zod: Zod) => ({
	student_userid: schoolId(zod, 'Student ID'),
	name: name(zod),
	department: classIds(zod),
	mobile: mobile(zod),
	to_invite: invite(zod),
});

const change = (zod: Zod) => ({
	student_userid: schoolId(zod, 'Student ID'),
	new_student_userid: newId(zod, 'New Student ID'),
	name: name(zod).optional(),
	department: classIds(zod).optional(),
	mobile: mobile(zod),
});

export const student = resource(
	'student',
	'Student',
	'学生',
	'docs/002-第三方应用开发/002-服务端API/022-家校沟通/005-学生与家长管理',
	{
		create: {
			title: 'Create',
			action: 'Create a student',
			zh: '创建学生',
			doc: '001-创建学生',
			post: 'school/user/create_student',
			body: fresh,
		},
		createMany: {
			title: 'Create Many',
			action: 'Create many students',
			zh: '批量创建学生',
			doc: '004-批量创建学生',
			post: 'school/user/batch_create_student',
			body: (zod) => ({
				students: zod
					.array(zod.object(fresh(zod)))
					.min(1)
					.meta({
						title: 'Students',
						description: 'any number, sent 100 at a time',
						example: [{ student_userid: 'zhangsan', name: '张三', department: [2] }],
					}),
			}),
			batch: { of: 'students', max: 100 },
		},
		delete: {
			title: 'Delete',
			action: 'Delete a student',
			zh: '删除学生',
			about: 'The parents must be deleted before',
			doc: '002-删除学生',
			get: 'school/user/delete_student',
			query: (zod) => ({
				userid: zod
					.string()
					.min(1)
					.meta({ title: 'Student', description: 'student_userid', pick: 'student' }),
			}),
			deletes: true,
		},
		deleteMany: {
			title: 'Delete Many',
			action: 'Delete many students',
			zh: '批量删除学生',
			about: 'The parents must be deleted before',
			doc: '005-批量删除学生',
			post: 'school/user/batch_delete_student',
			body: (zod) => ({ useridlist: manyIds(zod, 'Student IDs') }),
			batch: { of: 'useridlist', max: 100 },
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many students of a class',
			zh: '获取部门学生详情',
			about: 'Without those of departments below',
			doc: '014-获取部门学生详情',
			get: 'school/user/list',
			query: (zod) => ({ department_id: schoolDepartmentId(zod) }),
			items: 'students',
		},
		update: {
			title: 'Update',
			action: 'Update a student',
			zh: '更新学生',
			about: 'What is not given stays',
			doc: '003-更新学生',
			post: 'school/user/update_student',
			repeatable: true,
			body: change,
		},
		updateMany: {
			title: 'Update Many',
			action: 'Update many students',
			zh: '批量更新学生',
			about: 'What is not given stays',
			doc: '006-批量更新学生',
			post: 'school/user/batch_update_student',
			repeatable: true,
			body: (zod) => ({
				students: zod
					.array(zod.object(change(zod)))
					.min(1)
					.meta({
						title: 'Students',
						description: 'any number, sent 100 at a time',
						example: [{ student_userid: 'zhangsan', department: [3] }],
					}),
			}),
			batch: { of: 'students', max: 100 },
		},
	},
);
