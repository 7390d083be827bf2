import { resource } from '../endpoint';

export const secondVerification = resource(
	'secondVerification',
	'Second Verification',
	'二次验证',
	'docs/001-企业内部开发/002-服务端API/005-身份验证/003-二次验证',
	{
		confirm: {
			title: 'Confirm',
			action: 'Unlock WeCom after a second verification',
			zh: '使用二次验证',
			doc: '004-使用二次验证',
			apps: ['own'],
			post: 'user/tfa_succ',
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				tfa_code: zod.string().min(1).meta({
					title: 'Verification Code',
					description: 'tfa_code from Get, works once within five minutes',
					secret: true,
				}),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get who is at the second verification',
			zh: '获取用户二次验证信息',
			doc: '002-获取用户二次验证信息',
			apps: ['own'],
			post: 'auth/get_tfa_info',
			body: (zod) => ({
				code: zod.string().min(1).meta({
					title: 'Code',
					description: 'from the page, works once within five minutes',
					secret: true,
				}),
			}),
		},
	},
);
