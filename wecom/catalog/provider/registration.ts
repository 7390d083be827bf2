import { resource, type Zod } from '../endpoint';
import { agentId, bytes } from '../parameters';
import { providerMember, state } from './parameters';

const contactToken = (zod: Zod) => ({
	access_token: zod.string().min(1).meta({
		title: 'Contact Sync Token',
		description: 'from the event register_corp, or from Get Status',
		secret: true,
	}),
});

export const registration = resource(
	'registration',
	'Registration',
	'推广二维码',
	'docs/002-第三方应用开发/002-服务端API/006-推广二维码/002-调用接口',
	{
		createCode: {
			title: 'Create Code',
			action: 'Create a registration code',
			zh: '获取注册码',
			about: 'For a link by which a customer registers a company, good for ten minutes',
			doc: '001-获取注册码',
			post: 'service/get_register_code',
			body: (zod) => ({
				template_id: bytes(zod, 128).min(1).meta({
					title: 'Template ID',
					description: 'of the promotion package (推广包)',
				}),
				corp_name: zod.string().optional().meta({ title: 'Company Name' }),
				admin_name: zod.string().optional().meta({ title: 'Administrator Name' }),
				admin_mobile: zod.string().optional().meta({ title: 'Administrator Mobile' }),
				state: state(zod, 128).optional(),
				follow_user: providerMember(zod, 'Follower').optional(),
			}),
		},
		finishContactSync: {
			title: 'Finish Contact Sync',
			action: 'Finish the contact sync of a registration',
			zh: '设置通讯录同步完成',
			about: 'Unlocks the contacts of the new company, and ends the token',
			doc: '004-设置通讯录同步完成',
			apps: ['standard'],
			get: 'sync/contact_sync_success',
			token: 'given',
			query: contactToken,
		},
		getStatus: {
			title: 'Get Status',
			action: 'Get the status of a registration',
			zh: '查询注册状态',
			about: 'For 24 hours',
			doc: '002-查询注册状态',
			post: 'service/get_register_info',
			repeatable: true,
			body: (zod) => ({ register_code: zod.string().min(1).meta({ title: 'Register Code' }) }),
		},
		setScope: {
			title: 'Set Scope',
			action: 'Set who sees an app of a registration',
			zh: '设置授权应用可见范围',
			about: 'What is not given is emptied',
			doc: '003-设置授权应用可见范围',
			apps: ['standard'],
			post: 'agent/set_scope',
			token: 'given',
			repeatable: true,
			query: contactToken,
			body: (zod) => ({
				agentid: agentId(zod).meta({
					title: 'Agent ID',
					description: 'of the app in the new company',
					fill: undefined,
				}),
				allow_user: zod.array(zod.string()).optional().meta({ title: 'Member IDs' }),
				allow_party: zod.array(zod.int()).optional().meta({ title: 'Department IDs' }),
				allow_tag: zod.array(zod.int()).optional().meta({ title: 'Tag IDs' }),
			}),
		},
	},
);
