import { resource, type Zod } from '../endpoint';

const doc = '003-code2Session';
const fixed = { grant_type: 'authorization_code' };

const query = (zod: Zod) => ({
	js_code: zod.string().min(1).meta({
		title: 'Code',
		description: 'from wx.qy.login, works once within five minutes',
		secret: true,
	}),
});

export const miniProgram = resource(
	'miniProgram',
	'Mini Program',
	'小程序',
	'docs/002-第三方应用开发/003-客户端API/001-小程序/003-登录',
	{
		getSession: {
			title: 'Get Session',
			action: 'Get the session of a mini program',
			zh: 'code2Session 小程序登录',
			about: 'The mini program must be linked to the suite',
			doc,
			apps: ['standard'],
			get: 'service/miniprogram/jscode2session',
			repeatable: false,
			fixed,
			query,
		},
		getSessionOfTenant: {
			title: 'Get Session of Tenant',
			action: 'Get the session of a mini program of a customised app',
			zh: 'code2Session 小程序登录（代开发）',
			doc,
			apps: ['own', 'customised'],
			get: 'miniprogram/jscode2session',
			repeatable: false,
			fixed,
			query,
		},
	},
);
