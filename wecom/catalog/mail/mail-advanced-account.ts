import { resource } from '../endpoint';
import { cursor } from '../page';
import { manyMemberIds } from '../parameters';
import { folder } from './parameters';

/** Members who have the paid functions of mail (高级功能账号). */
export const mailAdvancedAccount = resource(
	'mailAdvancedAccount',
	'Mail Advanced Account',
	'邮件高级功能账号',
	`${folder}/007-高级功能账号管理`,
	{
		assign: {
			title: 'Assign',
			action: 'Assign advanced mail accounts to members',
			zh: '分配高级功能账号',
			doc: '001-分配高级功能账号',
			apps: ['own'],
			post: 'exmail/vip/batch_add',
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members with an advanced mail account',
			zh: '获取高级功能账号列表',
			doc: '003-获取高级功能账号列表',
			apps: ['own'],
			post: 'exmail/vip/list',
			repeatable: true,
			items: 'userid_list',
			page: cursor(200, { more: 'has_more' }),
		},
		revoke: {
			title: 'Revoke',
			action: 'Revoke the advanced mail accounts of members',
			zh: '取消高级功能账号',
			doc: '002-取消高级功能账号',
			apps: ['own'],
			post: 'exmail/vip/batch_del',
			destroys: true,
			repeatable: true,
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
	},
);
