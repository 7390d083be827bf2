import { resource } from '../endpoint';
import { cursor } from '../page';
import { manyMemberIds } from '../parameters';

/** The official site, for pages that the folder lacks. */
const site = 'https://developer.work.weixin.qq.com/document/path';

/** Members who have the paid functions of the drive (高级功能账号). */
export const driveAdvancedAccount = resource(
	'driveAdvancedAccount',
	'Drive Advanced Account',
	'微盘高级功能账号',
	'',
	{
		assign: {
			title: 'Assign',
			action: 'Assign advanced drive accounts to members',
			zh: '分配微盘高级功能账号',
			doc: `${site}/99512`,
			apps: ['own'],
			post: 'wedrive/vip/batch_add',
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members with an advanced drive account',
			zh: '获取微盘高级功能账号列表',
			doc: `${site}/99514`,
			apps: ['own'],
			post: 'wedrive/vip/list',
			repeatable: true,
			items: 'userid_list',
			page: cursor(200, { more: 'has_more' }),
		},
		revoke: {
			title: 'Revoke',
			action: 'Revoke the advanced drive accounts of members',
			zh: '取消微盘高级功能账号',
			doc: `${site}/99513`,
			apps: ['own'],
			post: 'wedrive/vip/batch_del',
			destroys: true,
			repeatable: true,
			batch: { of: 'userid_list', max: 100 },
			body: (zod) => ({ userid_list: manyMemberIds(zod, 100) }),
		},
	},
);
