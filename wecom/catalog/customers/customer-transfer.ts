import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { member } from './parameters';

const staying = '006-在职继承';
const leaving = '007-离职继承';

const people = (zod: Zod) => ({
	handover_userid: member(zod, 'From Member'),
	takeover_userid: member(zod, 'To Member'),
});

const customers = (zod: Zod) => ({
	...people(zod),
	external_userid: zod
		.array(zod.string())
		.min(1)
		.meta({ title: 'Customer IDs', description: 'any number, sent a hundred at a time' }),
});

const chats = (zod: Zod) => ({
	chat_id_list: zod
		.array(zod.string())
		.min(1)
		.meta({ title: 'Chat IDs', description: 'any number, sent a hundred at a time' }),
	new_owner: member(zod, 'New Owner'),
});

const perCustomer = { of: 'external_userid', max: 100 } as const;
const perChat = { of: 'chat_id_list', max: 100 } as const;

export const customerTransfer = resource(
	'customerTransfer',
	'Customer Transfer',
	'客户继承',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系',
	{
		getAllUnassigned: {
			title: 'Get Many Unassigned',
			action: 'Get many customers of members who have left',
			zh: '获取待分配的离职成员列表',
			doc: `${leaving}/001-获取待分配的离职成员列表`,
			post: 'externalcontact/get_unassigned_list',
			repeatable: true,
			items: 'info',
			page: cursor(1000, { size: { parameter: 'page_size', max: 1000 } }),
		},
		getResult: {
			title: 'Get Result',
			action: 'Get what became of transferred customers',
			zh: '查询客户接替状态',
			doc: `${staying}/002-查询客户接替状态`,
			post: 'externalcontact/transfer_result',
			repeatable: true,
			body: people,
			items: 'customer',
			page: cursor(1000, { size: undefined }),
		},
		getResultOfResigned: {
			title: 'Get Result of Resigned',
			action: 'Get what became of the customers of somebody who has left',
			zh: '查询离职客户接替状态',
			doc: `${leaving}/003-查询客户接替状态`,
			post: 'externalcontact/resigned/transfer_result',
			repeatable: true,
			body: people,
			items: 'customer',
			page: cursor(1000, { size: undefined }),
		},
		transfer: {
			title: 'Transfer',
			action: 'Transfer customers to another member',
			zh: '分配在职成员的客户',
			about: 'A customer twice in 90 days at most; takes effect after 24 hours',
			doc: `${staying}/001-分配在职成员的客户`,
			post: 'externalcontact/transfer_customer',
			destroys: true,
			body: (zod) => ({
				...customers(zod),
				transfer_success_msg: zod
					.string()
					.max(200)
					.optional()
					.meta({ title: 'Message', description: 'to the customers, at most 200 characters' }),
			}),
			batch: perCustomer,
		},
		transferChats: {
			title: 'Transfer Chats',
			action: 'Transfer customer groups to another member',
			zh: '分配在职成员的客户群',
			about: 'A group twice in 90 days at most',
			doc: `${staying}/003-分配在职成员的客户群`,
			post: 'externalcontact/groupchat/onjob_transfer',
			destroys: true,
			body: chats,
			batch: perChat,
		},
		transferChatsOfResigned: {
			title: 'Transfer Chats of Resigned',
			action: 'Transfer customer groups of members who have left',
			zh: '分配离职成员的客户群',
			doc: `${leaving}/004-分配离职成员的客户群`,
			post: 'externalcontact/groupchat/transfer',
			destroys: true,
			body: chats,
			batch: perChat,
		},
		transferOfResigned: {
			title: 'Transfer of Resigned',
			action: 'Transfer the customers of somebody who has left',
			zh: '分配离职成员的客户',
			about: 'Takes effect after 24 hours',
			doc: `${leaving}/002-分配离职成员的客户`,
			post: 'externalcontact/resigned/transfer_customer',
			destroys: true,
			body: customers,
			batch: perCustomer,
		},
	},
);
