import { resource, type Zod } from '../endpoint';
import { bytes, flag } from '../parameters';
import { addresses, departments, folder, tags } from './parameters';

const own = 'Only those that this app has created';

const newGroupId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Group ID', description: 'an email address' });

const groupId = (zod: Zod) => newGroupId(zod).meta({ title: 'Mail Group', pick: 'mailGroup' });

const name = (zod: Zod) =>
	bytes(zod, 200).min(1).meta({ title: 'Name', description: 'at most 200 bytes, unique' });

/** Who is in a group, and who may write to it. */
const people = (zod: Zod) => ({
	email_list: addresses(zod, 'Addresses'),
	department_list: departments(zod, 'Departments'),
	tag_list: tags(zod, 'Tags'),
	group_list: addresses(zod, 'Groups'),
	allow_type: zod
		.literal([0, 1, 2, 3])
		.optional()
		.meta({
			title: 'Who May Write',
			description: 'who can send mail to the group',
			labels: { 0: 'Company', 1: 'Everybody', 2: 'Members of the group', 3: 'Those allowed below' },
		}),
	allow_emaillist: addresses(zod, 'Allowed Addresses'),
	allow_departmentlist: departments(zod, 'Allowed Departments'),
	allow_taglist: tags(zod, 'Allowed Tags'),
});

export const mailGroup = resource(
	'mailGroup',
	'Mail Group',
	'邮件群组',
	`${folder}/005-管理邮件群组`,
	{
		create: {
			title: 'Create',
			action: 'Create a mail group',
			zh: '创建邮件群组',
			doc: '001-创建邮件群组',
			apps: ['own'],
			post: 'exmail/group/create',
			body: (zod) => ({ groupid: newGroupId(zod), groupname: name(zod), ...people(zod) }),
			atLeastOne: ['email_list', 'department_list', 'tag_list', 'group_list'],
		},
		delete: {
			title: 'Delete',
			action: 'Delete a mail group',
			zh: '删除邮件群组',
			about: own,
			doc: '003-删除邮件群组',
			apps: ['own'],
			post: 'exmail/group/delete',
			body: (zod) => ({ groupid: groupId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a mail group',
			zh: '获取邮件群组详情',
			about: own,
			doc: '004-获取邮件群组详情',
			apps: ['own'],
			get: 'exmail/group/get',
			query: (zod) => ({ groupid: groupId(zod) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many mail groups',
			zh: '模糊搜索邮件群组',
			about: own,
			doc: '005-模糊搜索邮件群组',
			apps: ['own'],
			get: 'exmail/group/search',
			query: (zod) => ({
				fuzzy: flag(zod).meta({ title: 'Search', description: 'off: all groups' }),
				groupid: newGroupId(zod).optional().meta({ description: 'or a part of it, to search for' }),
			}),
			items: 'groups',
		},
		update: {
			title: 'Update',
			action: 'Update a mail group',
			zh: '更新邮件群组',
			about: `What is not given stays, an empty list clears. ${own}`,
			doc: '002-更新邮件群组',
			apps: ['own'],
			post: 'exmail/group/update',
			repeatable: true,
			body: (zod) => ({ groupid: groupId(zod), groupname: name(zod).optional(), ...people(zod) }),
		},
	},
);
