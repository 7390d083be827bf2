import { resource } from '../endpoint';
import { cursor } from '../page';
import { agentId, bytes } from '../parameters';
import { companyId, relation } from './parameters';

const customised = 'docs/003-服务商代开发/001-服务端API/009-企业互联';

export const sharedApp = resource(
	'sharedApp',
	'Shared App',
	'共享应用',
	'docs/002-第三方应用开发/002-服务端API/010-企业互联',
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many companies that the app is shared with',
			zh: '获取应用共享信息',
			doc: '002-获取应用共享信息',
			post: 'corpgroup/corp/list_app_share_info',
			repeatable: true,
			body: (zod) => ({
				agentid: agentId(zod),
				business_type: relation(zod),
				corpid: companyId(zod).optional(),
			}),
			items: 'corp_list',
			page: cursor(100, { ended: 'ending' }),
		},
		getMiniProgramSession: {
			title: 'Get Mini Program Session',
			action: 'Convert a mini program session for a company below',
			zh: '获取下级/下游企业小程序session',
			doc: `${customised}/004-获取下级-下游企业小程序session.md`,
			apps: ['own', 'customised'],
			post: 'miniprogram/transfer_session',
			token: 'given',
			repeatable: true,
			query: (zod) => ({
				access_token: zod.string().min(1).meta({
					title: 'Token of Company Below',
					description: 'from Get Token',
					secret: true,
				}),
			}),
			body: (zod) => ({
				userid: bytes(zod, 64)
					.min(1)
					.meta({ title: 'Member ID', description: 'from Mini Program: Get Session of Tenant' }),
				session_key: bytes(zod, 64)
					.min(1)
					.meta({ title: 'Session Key', description: 'of the same session', secret: true }),
			}),
		},
		getToken: {
			title: 'Get Token',
			action: 'Get the access token of a company below',
			zh: '获取下级/下游企业的access_token',
			doc: `${customised}/003-获取下级-下游企业的access_token.md`,
			apps: ['own', 'customised'],
			post: 'corpgroup/corp/gettoken',
			repeatable: true,
			body: (zod) => ({
				corpid: companyId(zod),
				agentid: zod.int().min(0).meta({
					title: 'App',
					description: 'agentid of the app in that company',
					pick: 'sharedApp',
				}),
				business_type: relation(zod),
			}),
		},
	},
);
