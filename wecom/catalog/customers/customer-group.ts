import { resource, type Zod } from '../endpoint';
import { cursor, offset } from '../page';
import { flag, memberIds, unixTime } from '../parameters';
import { chatId } from './parameters';

const statistics =
	'docs/001-企业内部开发/002-服务端API/015-客户联系/013-统计管理/002-获取群聊数据统计数据.md';

const ownersExample = { userid_list: ['zhangsan'] };

const days = (zod: Zod) => ({
	day_begin_time: unixTime(zod, 'First Day').meta({
		description: 'Unix seconds, at most 180 days ago',
	}),
	day_end_time: unixTime(zod, 'Last Day')
		.optional()
		.meta({ description: 'Unix seconds, at most 30 days later; empty: the first day' }),
	owner_filter: zod
		.object({ userid_list: memberIds(zod, 100).min(1) })
		.meta({ title: 'Owners', description: 'at most 100', example: ownersExample }),
});

export const customerGroup = resource(
	'customerGroup',
	'Customer Group',
	'客户群',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/008-客户群管理',
	{
		convertOpenGid: {
			title: 'Convert Open GID',
			action: 'Convert the open GID of a mini program into a chat ID',
			zh: '客户群opengid转换',
			doc: '003-客户群opengid转换',
			post: 'externalcontact/opengid_to_chatid',
			repeatable: true,
			body: (zod) => ({ opengid: zod.string().min(1).meta({ title: 'Open GID' }) }),
		},
		get: {
			title: 'Get',
			action: 'Get a customer group and its members',
			zh: '获取客户群详情',
			doc: '002-获取客户群详情',
			post: 'externalcontact/groupchat/get',
			repeatable: true,
			body: (zod) => ({
				chat_id: chatId(zod),
				need_name: flag(zod).optional().meta({ title: 'With Names' }),
			}),
			answer: 'group_chat',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many customer groups',
			zh: '获取客户群列表',
			doc: '001-获取客户群列表',
			post: 'externalcontact/groupchat/list',
			repeatable: true,
			body: (zod) => ({
				status_filter: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({
						title: 'Transfer Status',
						labels: {
							0: 'Any',
							1: 'Owner has left, waits for transfer',
							2: 'Being transferred',
							3: 'Transferred',
						},
					}),
				owner_filter: zod
					.object({ userid_list: memberIds(zod, 100).optional() })
					.optional()
					.meta({ title: 'Owners', description: 'at most 100', example: ownersExample }),
			}),
			items: 'group_chat_list',
			page: cursor(1000),
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get statistics on customer groups by owner',
			zh: '获取「群聊数据统计」按群主聚合',
			doc: statistics,
			post: 'externalcontact/groupchat/statistic',
			repeatable: true,
			body: (zod) => ({
				...days(zod),
				order_by: zod
					.literal([1, 2, 3, 4])
					.optional()
					.meta({
						title: 'Order By',
						labels: { 1: 'New groups', 2: 'All groups', 3: 'New members', 4: 'All members' },
					}),
				order_asc: flag(zod).optional().meta({ title: 'Smallest First' }),
			}),
			items: 'items',
			page: offset(1000, { answer: 'next_offset' }),
		},
		getStatisticsByDay: {
			title: 'Get Statistics by Day',
			action: 'Get statistics on customer groups by day',
			zh: '获取「群聊数据统计」按自然日聚合',
			doc: statistics,
			post: 'externalcontact/groupchat/statistic_group_by_day',
			repeatable: true,
			body: days,
			items: 'items',
		},
	},
);
