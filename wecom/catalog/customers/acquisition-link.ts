import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { needing } from '../parameters';
import { timeSpan } from './parameters';

const page = '001-获客链接管理';
const usage = '003-获客助手额度管理与使用统计';

const linkId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Link', description: 'link_id from Get Many', pick: 'acquisitionLink' });

const name = (zod: Zod) =>
	zod.string().min(1).max(30).meta({ title: 'Name', description: 'at most 30 characters' });

const settings = (zod: Zod) => ({
	range: zod
		.object({
			user_list: zod.array(zod.string()).max(500).optional(),
			department_list: zod.array(zod.int()).optional(),
		})
		.optional()
		.meta({
			title: 'Members',
			description: 'at most 500, with those of the departments',
			example: { user_list: ['zhangsan'], department_list: [2] },
		}),
	skip_verify: zod
		.boolean()
		.optional()
		.meta({ title: 'Skip Verification', description: 'on unless switched off' }),
	priority_option: needing(
		zod.object({
			priority_type: zod
				.literal([1, 2])
				.optional()
				.meta({ labels: { 1: 'Whole company', 2: 'Given members' } }),
			priority_userid_list: zod.array(zod.string()).max(1000).optional(),
		}),
		'priority_userid_list',
		{ priority_type: [2] },
	)
		.optional()
		.meta({
			title: 'Priority',
			description: 'members who know the customer come first',
			example: { priority_type: 2, priority_userid_list: ['zhangsan'] },
		}),
	mark_source: zod
		.boolean()
		.optional()
		.meta({ title: 'Mark as Source', description: 'marketing apps only' }),
});

export const acquisitionLink = resource(
	'acquisitionLink',
	'Acquisition Link',
	'获客链接',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/011-获客助手',
	{
		create: {
			title: 'Create',
			action: 'Create an acquisition link',
			zh: '创建获客链接',
			doc: page,
			post: 'externalcontact/customer_acquisition/create_link',
			body: (zod) => ({ link_name: name(zod), ...settings(zod) }),
			answer: 'link',
		},
		delete: {
			title: 'Delete',
			action: 'Delete an acquisition link',
			zh: '删除获客链接',
			doc: page,
			post: 'externalcontact/customer_acquisition/delete_link',
			body: (zod) => ({ link_id: linkId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get an acquisition link',
			zh: '获取获客链接详情',
			about: 'Only those that this app has created',
			doc: page,
			post: 'externalcontact/customer_acquisition/get',
			repeatable: true,
			body: (zod) => ({ link_id: linkId(zod) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many acquisition links',
			zh: '获取获客链接列表',
			about: 'IDs only',
			doc: page,
			post: 'externalcontact/customer_acquisition/list_link',
			repeatable: true,
			items: 'link_id_list',
			page: cursor(100),
		},
		getChat: {
			title: 'Get Chat',
			action: 'Get how often a customer has written to a member',
			zh: '获取成员多次收消息详情',
			about: 'Within 30 minutes of the event that brought the key',
			doc: '005-获取成员多次收消息详情',
			post: 'externalcontact/customer_acquisition/get_chat_info',
			repeatable: true,
			body: (zod) => ({
				chat_key: zod
					.string()
					.min(1)
					.meta({ title: 'Chat Key', description: 'ChatKey of the event' }),
			}),
		},
		getCustomers: {
			title: 'Get Customers',
			action: 'Get the customers whom an acquisition link has brought',
			zh: '获取由获客链接添加的客户信息',
			doc: '002-获取由获客链接添加的客户信息',
			post: 'externalcontact/customer_acquisition/customer',
			repeatable: true,
			body: (zod) => ({ link_id: linkId(zod) }),
			items: 'customer_list',
			page: cursor(1000),
		},
		getQuota: {
			title: 'Get Quota',
			action: 'Get how many customers may still come by acquisition links',
			zh: '查询剩余使用量',
			doc: usage,
			get: 'externalcontact/customer_acquisition_quota',
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get statistics on an acquisition link',
			zh: '查询链接使用详情',
			about: 'Of the last 180 days',
			doc: usage,
			post: 'externalcontact/customer_acquisition/statistic',
			repeatable: true,
			body: (zod) => ({ link_id: linkId(zod), ...timeSpan(zod, '30 days') }),
		},
		update: {
			title: 'Update',
			action: 'Update an acquisition link',
			zh: '编辑获客链接',
			doc: page,
			post: 'externalcontact/customer_acquisition/update_link',
			repeatable: true,
			body: (zod) => ({
				link_id: linkId(zod),
				link_name: name(zod).optional(),
				...settings(zod),
			}),
		},
	},
);
