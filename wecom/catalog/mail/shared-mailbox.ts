import { resource, type Zod } from '../endpoint';
import { bytes, flag } from '../parameters';
import { addresses, departments, folder, listOf, tags } from './parameters';

const own = 'Only those that this app has created';

const mailboxId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Shared Mailbox', description: 'id from Get Many', pick: 'sharedMailbox' });

const name = (zod: Zod) =>
	zod.string().min(1).max(64).meta({ title: 'Name', description: 'at most 64 characters, unique' });

/** Who may use the mailbox, and a password for a mail client. */
const settings = (zod: Zod) => ({
	userid_list: listOf(zod, zod.string(), 'Members', ['zhangsan']),
	department_list: departments(zod, 'Departments'),
	tag_list: tags(zod, 'Tags'),
	create_auth_code: flag(zod)
		.optional()
		.meta({ title: 'Create Client Password', description: 'shown in the answer, only once' }),
	auth_code_info: zod
		.object({ remark: bytes(zod, 128).optional() })
		.optional()
		.meta({
			title: 'Client Password',
			description: 'remark of the password that is created',
			example: { remark: 'Office computer' },
		}),
});

export const sharedMailbox = resource(
	'sharedMailbox',
	'Shared Mailbox',
	'公共邮箱',
	`${folder}/006-管理公共邮箱`,
	{
		create: {
			title: 'Create',
			action: 'Create a shared mailbox',
			zh: '创建公共邮箱',
			doc: '001-创建公共邮箱',
			apps: ['own'],
			post: 'exmail/publicmail/create',
			body: (zod) => ({
				email: zod.string().min(1).meta({ title: 'Address', description: 'of the new mailbox' }),
				name: name(zod),
				...settings(zod),
			}),
			atLeastOne: ['userid_list', 'department_list', 'tag_list'],
		},
		delete: {
			title: 'Delete',
			action: 'Delete a shared mailbox',
			zh: '删除公共邮箱',
			about: own,
			doc: '003-删除公共邮箱',
			apps: ['own'],
			post: 'exmail/publicmail/delete',
			body: (zod) => ({ id: mailboxId(zod) }),
			deletes: true,
		},
		deleteClientPassword: {
			title: 'Delete Client Password',
			action: 'Delete a client password of a shared mailbox',
			zh: '删除客户端专用密码',
			doc: '008-删除客户端专用密码',
			apps: ['own'],
			post: 'exmail/publicmail/delete_auth_code',
			body: (zod) => ({
				id: mailboxId(zod),
				auth_code_id: zod.int().min(0).meta({
					title: 'Client Password',
					description: 'remark of the password that is created',
					pick: 'clientPassword',
				}),
			}),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get shared mailboxes by their IDs',
			zh: '获取公共邮箱详情',
			about: own,
			doc: '004-获取公共邮箱详情',
			apps: ['own'],
			post: 'exmail/publicmail/get',
			repeatable: true,
			body: (zod) => ({
				id_list: zod
					.array(zod.int().min(0))
					.min(1)
					.meta({ title: 'Mailbox IDs', description: 'id of each, from Get Many' }),
			}),
			items: 'list',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many shared mailboxes',
			zh: '模糊搜索公共邮箱',
			about: own,
			doc: '005-模糊搜索公共邮箱',
			apps: ['own'],
			get: 'exmail/publicmail/search',
			query: (zod) => ({
				fuzzy: flag(zod).meta({ title: 'Search', description: 'off: all mailboxes' }),
				email: zod
					.string()
					.optional()
					.meta({ title: 'Name or Address', description: 'or a part of it, to search for' }),
			}),
			items: 'list',
		},
		getAllClientPasswords: {
			title: 'Get Many Client Passwords',
			action: 'Get which client passwords a shared mailbox has',
			zh: '获取客户端专用密码列表',
			doc: '007-获取客户端专用密码列表',
			apps: ['own'],
			post: 'exmail/publicmail/get_auth_code_list',
			repeatable: true,
			body: (zod) => ({ id: mailboxId(zod) }),
			items: 'auth_code_list',
		},
		update: {
			title: 'Update',
			action: 'Update a shared mailbox',
			zh: '更新公共邮箱',
			about: `What is not given stays, an empty list clears. ${own}`,
			doc: '002-更新公共邮箱',
			apps: ['own'],
			post: 'exmail/publicmail/update',
			body: (zod) => ({
				id: mailboxId(zod),
				name: name(zod).optional(),
				...settings(zod),
				alias_list: addresses(zod, 'Aliases', 5).meta({ description: 'at most 5, replaces all' }),
			}),
		},
	},
);
