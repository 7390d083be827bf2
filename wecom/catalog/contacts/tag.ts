import { resource, type Zod } from '../endpoint';
import { exportFiles, exportJob } from './contact-export';
import { departmentIds, memberIds } from '../parameters';

const name = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.max(32)
		.meta({ title: 'Name', description: 'at most 32 characters, unique in the company' });

const members = (zod: Zod) => ({
	userlist: memberIds(zod, 1000).optional(),
	partylist: departmentIds(zod, 100).optional(),
});

export const tag = resource(
	'tag',
	'Tag',
	'标签',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/004-标签管理',
	{
		addMembers: {
			title: 'Add Members',
			action: 'Add members to a tag',
			zh: '增加标签成员',
			about:
				'Only the app that created the tag may. IDs that do not exist are listed in the answer',
			doc: '005-增加标签成员',
			post: 'tag/addtagusers',
			repeatable: true,
			target: { lookup: 'tag', parameter: 'tagid' },
			body: members,
			atLeastOne: ['userlist', 'partylist'],
		},
		create: {
			title: 'Create',
			action: 'Create a tag',
			zh: '创建标签',
			doc: '001-创建标签',
			post: 'tag/create',
			body: (zod) => ({
				tagname: name(zod),
				tagid: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Tag ID', description: 'empty: WeCom chooses one' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a tag',
			zh: '删除标签',
			about: 'Only the app that created the tag may',
			doc: '003-删除标签',
			get: 'tag/delete',
			target: { lookup: 'tag', parameter: 'tagid' },
			deletes: true,
		},
		export: {
			title: 'Export Members',
			action: 'Export the members of a tag',
			zh: '导出标签成员',
			about: 'Into encrypted files',
			doc: 'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/006-异步导出接口/005-导出标签成员.md',
			post: 'export/taguser',
			repeatable: true,
			job: exportJob,
			target: { lookup: 'tag', parameter: 'tagid' },
			body: exportFiles,
		},
		get: {
			title: 'Get',
			action: 'Get a tag and its members',
			zh: '获取标签成员',
			doc: '004-获取标签成员',
			get: 'tag/get',
			target: { lookup: 'tag', parameter: 'tagid' },
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many tags',
			zh: '获取标签列表',
			doc: '007-获取标签列表',
			get: 'tag/list',
			items: 'taglist',
		},
		removeMembers: {
			title: 'Remove Members',
			action: 'Remove members from a tag',
			zh: '删除标签成员',
			about:
				'Only the app that created the tag may. IDs that do not exist are listed in the answer',
			doc: '006-删除标签成员',
			post: 'tag/deltagusers',
			destroys: true,
			repeatable: true,
			target: { lookup: 'tag', parameter: 'tagid' },
			body: members,
			atLeastOne: ['userlist', 'partylist'],
		},
		update: {
			title: 'Update',
			action: 'Rename a tag',
			zh: '更新标签名字',
			about: 'Only the app that created the tag may',
			doc: '002-更新标签名字',
			post: 'tag/update',
			repeatable: true,
			target: { lookup: 'tag', parameter: 'tagid' },
			body: (zod) => ({ tagname: name(zod) }),
		},
	},
);
