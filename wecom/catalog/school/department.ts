import { resource, type Zod } from '../endpoint';
import { flag } from '../parameters';
import { schoolDepartmentId } from './parameters';

const name = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.max(32)
		.optional()
		.meta({ title: 'Name', description: 'at most 32 characters, not of standard grades' });

const grade = (zod: Zod) => ({
	standard_grade: zod
		.int()
		.min(0)
		.optional()
		.meta({ title: 'Standard Grade', description: 'number in the table of the page, of grades' }),
});

const roles = {
	1: 'Head of a campus',
	2: 'Head of a grade',
	3: 'Class teacher',
	4: 'Subject teacher',
	5: 'Head of a stage',
};

const role = (zod: Zod) => zod.literal([1, 2, 3, 4, 5]).meta({ labels: roles });

const subject = (zod: Zod) => zod.string().max(15).optional();

const teacher = { userid: 'zhangsan', type: 4, subject: '语文' };

export const schoolDepartment = resource(
	'schoolDepartment',
	'School Department',
	'家校部门',
	'docs/002-第三方应用开发/002-服务端API/022-家校沟通/006-部门管理',
	{
		create: {
			title: 'Create',
			action: 'Create a school department',
			zh: '创建部门',
			doc: '001-创建部门',
			post: 'school/department/create',
			body: (zod) => ({
				name: name(zod),
				parentid: schoolDepartmentId(zod).meta({
					title: 'Parent Department',
					description: '1 is the school',
				}),
				id: schoolDepartmentId(zod).optional().meta({
					title: 'School Department ID',
					description: 'empty: WeCom chooses one',
					pick: undefined,
				}),
				type: zod.literal([1, 2, 3, 4]).meta({
					title: 'Type',
					description: 'campus, grade, class or stage',
					labels: { 1: 'Class', 2: 'Grade', 3: 'Stage', 4: 'Campus' },
				}),
				register_year: zod
					.int()
					.min(1970)
					.max(2100)
					.optional()
					.meta({ title: 'Enrolment Year', description: 'of grades' }),
				...grade(zod),
				order: zod
					.int()
					.min(0)
					.max(2 ** 32 - 1)
					.optional()
					.meta({ title: 'Order', description: 'the largest comes first' }),
				department_admins: zod
					.array(
						zod.object({ userid: zod.string().min(1), type: role(zod), subject: subject(zod) }),
					)
					.optional()
					.meta({
						title: 'Administrators',
						description: 'userid and role of each',
						example: [teacher],
					}),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a school department',
			zh: '删除部门',
			about: 'Only without departments and people in it',
			doc: '003-删除部门',
			get: 'school/department/delete',
			query: (zod) => ({ id: schoolDepartmentId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many school departments',
			zh: '获取部门列表',
			doc: '004-获取部门列表',
			get: 'school/department/list',
			query: (zod) => ({
				id: schoolDepartmentId(zod)
					.optional()
					.meta({ description: 'with those below; empty: all' }),
			}),
			items: 'departments',
		},
		setPromotion: {
			title: 'Set Promotion',
			action: 'Set when all grades move up',
			zh: '修改自动升年级的配置',
			doc: '006-修改自动升年级的配置',
			post: 'school/set_upgrade_info',
			repeatable: true,
			body: (zod) => ({
				upgrade_time: zod.int().min(0).optional().meta({
					title: 'Day',
					description: 'Unix seconds, of which month and day count',
				}),
				upgrade_switch: flag(zod)
					.optional()
					.meta({ title: 'Move Up Automatically', description: 'on the date given, every year' }),
			}),
		},
		update: {
			title: 'Update',
			action: 'Update a school department',
			zh: '更新部门',
			about: 'What is not given stays',
			doc: '002-更新部门',
			post: 'school/department/update',
			repeatable: true,
			body: (zod) => ({
				id: schoolDepartmentId(zod),
				name: name(zod),
				parentid: schoolDepartmentId(zod).optional().meta({
					title: 'Parent Department',
					description: '1 is the school',
				}),
				new_id: schoolDepartmentId(zod).optional().meta({
					title: 'New ID',
					description: 'in place of the one there is',
					pick: undefined,
				}),
				register_year: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Enrolment Year', description: 'of grades' }),
				...grade(zod),
				order: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Order', description: 'the largest comes first' }),
				department_admins: zod
					.array(
						zod.object({
							op: zod.literal([0, 1]).meta({ labels: { 0: 'Add or change', 1: 'Remove' } }),
							userid: zod.string().min(1),
							type: role(zod).optional(),
							subject: subject(zod),
						}),
					)
					.optional()
					.meta({
						title: 'Changed Administrators',
						description: 'op 0 adds or changes, 1 removes',
						example: [{ op: 0, ...teacher }],
					}),
			}),
		},
	},
);
