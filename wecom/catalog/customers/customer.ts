import { resource } from '../endpoint';
import { cursor } from '../page';
import { departmentIds, memberIds } from '../parameters';
import { attachments, examples, text } from './content';
import { knownCustomerId, timeSpan } from './parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/015-客户联系';

export const customer = resource(
	'customer',
	'Customer',
	'客户',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/004-客户管理',
	{
		get: {
			title: 'Get',
			action: 'Get a customer',
			zh: '获取客户详情',
			about: 'With all members who know the customer',
			doc: '002-获取客户详情',
			get: 'externalcontact/get',
			query: (zod) => ({ external_userid: knownCustomerId(zod) }),
			page: { kind: 'cursor', request: 'cursor', answer: 'next_cursor' },
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many customers',
			zh: '批量获取客户详情',
			about: 'Of up to 100 members',
			doc: '003-批量获取客户详情',
			post: 'externalcontact/batch/get_by_user',
			repeatable: true,
			body: (zod) => ({ userid_list: memberIds(zod, 100).min(1) }),
			items: 'external_contact_list',
			page: cursor(100),
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs of the customers of a member',
			zh: '获取客户列表',
			doc: '001-获取客户列表',
			get: 'externalcontact/list',
			target: { lookup: 'member', parameter: 'userid' },
			items: 'external_userid',
		},
		getAllServed: {
			title: 'Get Many Served',
			action: 'Get many people outside that were served',
			zh: '获取已服务的外部联系人',
			about: 'Also those who are in a group chat only',
			doc: `${internal}/018-获取已服务的外部联系人.md`,
			apps: ['own'],
			post: 'externalcontact/contact_list',
			repeatable: true,
			items: 'info_list',
			page: cursor(1000),
		},
		getServiceMembers: {
			title: 'Get Service Members',
			action: 'Get the members who may have customers',
			zh: '获取配置了客户联系功能的成员列表',
			doc: `${internal}/003-企业服务人员管理/001-获取配置了客户联系功能的成员列表.md`,
			get: 'externalcontact/get_follow_user_list',
			items: 'follow_user',
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get statistics on contact with customers',
			zh: '获取「联系客户统计」数据',
			about: 'By day, of all given members together',
			doc: `${internal}/013-统计管理/001-获取联系客户统计数据.md`,
			post: 'externalcontact/get_user_behavior_data',
			repeatable: true,
			body: (zod) => ({
				userid: memberIds(zod, 100).optional(),
				partyid: departmentIds(zod, 100).optional(),
				...timeSpan(zod, '30 days'),
			}),
			atLeastOne: ['userid', 'partyid'],
			items: 'behavior_data',
		},
		sendWelcome: {
			title: 'Send Welcome',
			action: 'Send a welcome message to a new customer',
			zh: '发送新客户欢迎语',
			about: 'Within 20 seconds of the event that brought the code',
			doc: 'docs/002-第三方应用开发/002-服务端API/019-客户联系/012-消息推送/005-发送新客户欢迎语.md',
			post: 'externalcontact/send_welcome_msg',
			atLeastOne: ['text', 'attachments'],
			body: (zod) => ({
				welcome_code: zod
					.string()
					.min(1)
					.meta({ title: 'Welcome Code', description: 'WelcomeCode of the event' }),
				text: text(zod, 4000).optional().meta({ title: 'Text', example: examples.text }),
				attachments: attachments(zod).optional(),
			}),
		},
		updateNotes: {
			title: 'Update Notes',
			action: 'Update what a member noted about a customer',
			zh: '修改客户备注信息',
			doc: '004-修改客户备注信息',
			post: 'externalcontact/remark',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			atLeastOne: [
				'remark',
				'description',
				'remark_company',
				'remark_mobiles',
				'remark_pic_mediaid',
			],
			body: (zod) => ({
				external_userid: knownCustomerId(zod),
				remark: zod
					.string()
					.max(20)
					.optional()
					.meta({ title: 'Name', description: 'at most 20 characters' }),
				description: zod
					.string()
					.max(150)
					.optional()
					.meta({ title: 'Description', description: 'at most 150 characters' }),
				remark_company: zod
					.string()
					.max(20)
					.optional()
					.meta({ title: 'Company', description: 'of WeChat users only' }),
				remark_mobiles: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Mobiles', description: 'replaces all; [""] clears them' }),
				remark_pic_mediaid: zod.string().optional().meta({ title: 'Picture Media ID' }),
			}),
		},
	},
);
