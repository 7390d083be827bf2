import { resource, type Zod } from '../endpoint';

const code = (zod: Zod, from: string) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Code', description: `${from}, works once`, secret: true });

const ticket = (zod: Zod) => ({
	user_ticket: zod.string().min(1).meta({
		title: 'User Ticket',
		description: 'came with the member, if the scope was snsapi_privateinfo',
		secret: true,
	}),
});

const customised = 'docs/003-服务商代开发/001-服务端API/008-身份验证/001-网页授权登录';

export const identity = resource(
	'identity',
	'Identity',
	'身份验证',
	'docs/002-第三方应用开发/002-服务端API/009-身份验证/001-网页授权登录',
	{
		getAdministrator: {
			title: 'Get Administrator',
			action: 'Get the administrator who came from the console',
			zh: '获取登录用户信息',
			about: 'By the auth_code that the business settings URL gets',
			doc: 'https://developer.work.weixin.qq.com/document/path/91125',
			post: 'service/get_login_info',
			body: (zod) => ({
				auth_code: code(zod, 'from the business settings URL').meta({ title: 'Auth Code' }),
			}),
		},
		getMember: {
			title: 'Get Member',
			action: 'Get the member who logged in',
			zh: '获取访问用户身份',
			about: 'For a third-party app, also after a login by QR code',
			doc: '003-获取访问用户身份',
			apps: ['standard'],
			get: 'service/auth/getuserinfo3rd',
			repeatable: false,
			query: (zod) => ({ code: code(zod, 'from the redirect') }),
		},
		getMemberDetails: {
			title: 'Get Member Details',
			action: 'Get the details of the member who logged in',
			zh: '获取访问用户敏感信息',
			about: 'For a third-party app',
			doc: '004-获取访问用户敏感信息',
			apps: ['standard'],
			post: 'service/auth/getuserdetail3rd',
			repeatable: true,
			body: ticket,
		},
		getMemberDetailsOfTenant: {
			title: 'Get Member Details of Tenant',
			action: 'Get the details of the member who logged in to a customised app',
			zh: '获取访问用户敏感信息',
			doc: `${customised}/004-获取访问用户敏感信息.md`,
			apps: ['own', 'customised'],
			post: 'auth/getuserdetail',
			repeatable: true,
			body: ticket,
		},
		getMemberOfTenant: {
			title: 'Get Member of Tenant',
			action: 'Get the member who logged in to a customised app',
			zh: '获取访问用户身份',
			doc: `${customised}/003-获取访问用户身份.md`,
			apps: ['own', 'customised'],
			get: 'auth/getuserinfo',
			repeatable: false,
			query: (zod) => ({ code: code(zod, 'from the redirect') }),
		},
	},
);
