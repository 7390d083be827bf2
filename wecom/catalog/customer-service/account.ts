import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { bytes } from '../parameters';
import { days } from './parameters';

const target = { lookup: 'customerServiceAccount', parameter: 'open_kfid' } as const;

const name = (zod: Zod) =>
	zod.string().min(1).max(16).meta({ title: 'Name', description: 'at most 16 characters' });

const avatar = (zod: Zod) =>
	bytes(zod, 128).min(1).meta({ title: 'Avatar Media ID', description: 'from Media: Upload' });

export const customerServiceAccount = resource(
	'customerServiceAccount',
	'Customer Service Account',
	'微信客服账号',
	'docs/002-第三方应用开发/002-服务端API/020-微信客服/002-客服账号管理',
	{
		create: {
			title: 'Create',
			action: 'Create a customer service account',
			zh: '添加客服账号',
			doc: '001-添加客服账号',
			post: 'kf/account/add',
			body: (zod) => ({ name: name(zod), media_id: avatar(zod) }),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a customer service account',
			zh: '删除客服账号',
			doc: '002-删除客服账号',
			post: 'kf/account/del',
			target,
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many customer service accounts',
			zh: '获取客服账号列表',
			doc: '004-获取客服账号列表',
			post: 'kf/account/list',
			repeatable: true,
			items: 'account_list',
			page: offset(100),
		},
		getLink: {
			title: 'Get Link',
			action: 'Get the link to a customer service account',
			zh: '获取客服账号链接',
			doc: '005-获取客服账号链接',
			post: 'kf/add_contact_way',
			repeatable: true,
			target,
			body: (zod) => ({
				scene: bytes(zod, 32)
					.regex(/^[0-9A-Za-z_-]*$/, { error: 'must consist of letters, digits, _ and -' })
					.optional()
					.meta({ title: 'Scene', description: 'comes back when a customer enters' }),
			}),
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get statistics on a customer service account',
			zh: '获取「客户数据统计」企业汇总数据',
			about: 'By day, of the last 180 days',
			doc: 'docs/002-第三方应用开发/002-服务端API/020-微信客服/007-统计管理/001-获取客户数据统计企业汇总数据.md',
			post: 'kf/get_corp_statistic',
			repeatable: true,
			target,
			body: days,
			items: 'statistic_list',
		},
		update: {
			title: 'Update',
			action: 'Update a customer service account',
			zh: '修改客服账号',
			doc: '003-修改客服账号',
			post: 'kf/account/update',
			repeatable: true,
			target,
			body: (zod) => ({ name: name(zod).optional(), media_id: avatar(zod).optional() }),
		},
	},
);
