import { resource } from '../endpoint';
import { cursor } from '../page';
import { manyMemberIds } from '../parameters';

/** Members who have the paid functions of documents (高级功能账号). */
export const documentAdvancedAccount = resource(
	'documentAdvancedAccount',
	'Document Advanced Account',
	'文档高级功能账号',
	'docs/001-企业内部开发/002-服务端API/025-文档/010-高级功能账号管理',
	{
		assign: {
			title: 'Assign',
			action: 'Assign advanced document accounts to members',
			zh: '分配高级功能账号',
			doc: '001-分配高级功能账号',
			apps: ['own'],
			post: 'wedoc/vip/batch_add',
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members with an advanced document account',
			zh: '获取高级功能账号列表',
			doc: '003-获取高级功能账号列表',
			apps: ['own'],
			post: 'wedoc/vip/list',
			repeatable: true,
			items: 'userid_list',
			page: cursor(200, { more: 'has_more' }),
		},
		revoke: {
			title: 'Revoke',
			action: 'Revoke the advanced document accounts of members',
			zh: '取消高级功能账号',
			doc: 'https://developer.work.weixin.qq.com/document/path/99517',
			apps: ['own'],
			post: 'wedoc/vip/batch_del',
			destroys: true,
			repeatable: true,
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
	},
);
