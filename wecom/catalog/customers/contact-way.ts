import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { departmentIds, memberIds, unixTime } from '../parameters';
import { knownCustomerId } from './parameters';
import { examples, link, miniProgram, text } from './content';

const page = '001-客户联系联系我管理';

const FORTNIGHT = 14 * 24 * 60 * 60;

const configId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Contact Way', description: 'config_id from Create', pick: 'contactWay' });

const settings = (zod: Zod) => ({
	style: zod
		.int()
		.optional()
		.meta({ title: 'Button Style', description: 'in mini programs: 1 to 3' }),
	remark: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'Remark', description: 'at most 30 characters' }),
	skip_verify: zod
		.boolean()
		.optional()
		.meta({ title: 'Skip Verification', description: 'on unless switched off' }),
	state: zod
		.string()
		.max(30)
		.optional()
		.meta({ title: 'State', description: 'comes back with each customer' }),
	user: memberIds(zod, 100).optional(),
	party: departmentIds(zod, 100).optional(),
	expires_in: zod
		.int()
		.max(FORTNIGHT)
		.optional()
		.meta({ title: 'QR Code Lifetime', description: 'seconds; temporary chats only' }),
	chat_expires_in: zod
		.int()
		.max(FORTNIGHT)
		.optional()
		.meta({ title: 'Chat Lifetime', description: 'seconds; temporary chats only' }),
	unionid: zod
		.string()
		.optional()
		.meta({ title: 'Union ID', description: 'who may start the temporary chat' }),
	mark_source: zod
		.boolean()
		.optional()
		.meta({ title: 'Mark as Source', description: 'marketing apps only' }),
	conclusions: zod
		.object({
			text: text(zod, 4000).optional(),
			image: zod.object({ media_id: zod.string().optional() }).optional(),
			link: link(zod).optional(),
			miniprogram: miniProgram(zod).optional(),
		})
		.optional()
		.meta({
			title: 'Closing Message',
			description: 'temporary chats only',
			example: { text: examples.text },
		}),
});

export const contactWay = resource(
	'contactWay',
	'Contact Way',
	'「联系我」方式',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/009-联系我与客户入群方式',
	{
		closeTemporaryChat: {
			title: 'Close Temporary Chat',
			action: 'Close a temporary chat with a customer',
			zh: '结束临时会话',
			doc: page,
			post: 'externalcontact/close_temp_chat',
			destroys: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({ external_userid: knownCustomerId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a contact way',
			zh: '配置客户联系「联系我」方式',
			about: 'A QR code or button that adds members as contacts',
			doc: page,
			post: 'externalcontact/add_contact_way',
			neededWith: { user: { type: [1] } },
			body: (zod) => ({
				type: zod
					.literal([1, 2])
					.meta({ title: 'Type', labels: { 1: 'One member', 2: 'Several members' } }),
				scene: zod
					.literal([1, 2])
					.meta({ title: 'Scene', labels: { 1: 'Mini program', 2: 'QR code' } }),
				...settings(zod),
				is_temp: zod.boolean().optional().meta({ title: 'Temporary Chat' }),
				is_exclusive: zod
					.boolean()
					.optional()
					.meta({ title: 'Exclusive', description: 'a company reaches one member only' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a contact way',
			zh: '删除企业已配置的「联系我」方式',
			doc: page,
			post: 'externalcontact/del_contact_way',
			body: (zod) => ({ config_id: configId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a contact way',
			zh: '获取企业已配置的「联系我」方式',
			doc: page,
			post: 'externalcontact/get_contact_way',
			repeatable: true,
			body: (zod) => ({ config_id: configId(zod) }),
			answer: 'contact_way',
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many contact ways',
			zh: '获取企业已配置的「联系我」列表',
			about: 'Config IDs only, without temporary chats',
			doc: page,
			post: 'externalcontact/list_contact_way',
			repeatable: true,
			body: (zod) => ({
				start_time: unixTime(zod, 'Created After').optional(),
				end_time: unixTime(zod, 'Created Before').optional(),
			}),
			items: 'contact_way',
			page: cursor(1000),
		},
		update: {
			title: 'Update',
			action: 'Update a contact way',
			zh: '更新企业已配置的「联系我」方式',
			doc: page,
			post: 'externalcontact/update_contact_way',
			repeatable: true,
			body: (zod) => ({ config_id: configId(zod), ...settings(zod) }),
		},
	},
);
