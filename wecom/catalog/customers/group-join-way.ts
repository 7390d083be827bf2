import { resource, type Zod } from '../endpoint';
import { flag } from '../parameters';
import { chatIds } from './parameters';

const page = '002-客户群加入群聊管理';

const configId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Config ID', description: 'from Create' });

const settings = (zod: Zod) => ({
	scene: zod.literal([1, 2]).meta({ title: 'Scene', labels: { 1: 'Mini program', 2: 'QR code' } }),
	remark: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'Remark', description: 'at most 30 characters' }),
	auto_create_room: flag(zod)
		.optional()
		.meta({ title: 'New Group When Full', description: 'on unless switched off' }),
	room_base_name: zod
		.string()
		.max(40)
		.optional()
		.meta({ title: 'Name of New Groups', description: 'a number follows it' }),
	room_base_id: zod.int().optional().meta({ title: 'First Number of New Groups' }),
	chat_id_list: chatIds(zod, 5),
	state: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'State', description: 'comes back with each new member' }),
	mark_source: zod
		.boolean()
		.optional()
		.meta({ title: 'Mark as Source', description: 'marketing apps only' }),
});

export const groupJoinWay = resource(
	'groupJoinWay',
	'Group Join Way',
	'客户群进群方式',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/009-联系我与客户入群方式',
	{
		create: {
			title: 'Create',
			action: 'Create a way to join customer groups',
			zh: '配置客户群进群方式',
			about: 'A QR code or button',
			doc: page,
			post: 'externalcontact/groupchat/add_join_way',
			body: settings,
		},
		delete: {
			title: 'Delete',
			action: 'Delete a way to join customer groups',
			zh: '删除客户群进群方式配置',
			doc: page,
			post: 'externalcontact/groupchat/del_join_way',
			body: (zod) => ({ config_id: configId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a way to join customer groups',
			zh: '获取客户群进群方式配置',
			doc: page,
			post: 'externalcontact/groupchat/get_join_way',
			repeatable: true,
			body: (zod) => ({ config_id: configId(zod) }),
			answer: 'join_way',
		},
		update: {
			title: 'Update',
			action: 'Update a way to join customer groups',
			zh: '更新客户群进群方式配置',
			about: 'Everything is replaced',
			doc: page,
			post: 'externalcontact/groupchat/update_join_way',
			repeatable: true,
			body: (zod) => ({ config_id: configId(zod), ...settings(zod) }),
		},
	},
);
