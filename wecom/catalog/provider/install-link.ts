import { resource, type Zod } from '../endpoint';
import { oldAppId, state } from './parameters';

const body = (zod: Zod) => ({
	suite_id: zod.string().min(1).meta({
		title: 'Suite ID',
		description: 'empty: the one of the credential',
		fill: 'suiteId',
	}),
	appid: oldAppId(zod),
	state: state(zod, 32).optional(),
	style: zod
		.literal([0, 1, 2, 3, 4])
		.optional()
		.meta({
			title: 'Style',
			labels: {
				0: 'Framed, for print',
				1: 'Framed, for screens',
				2: 'Plain, small',
				3: 'Plain, medium',
				4: 'Plain, large',
			},
		}),
});

const doc = '007-获取应用二维码';

export const installLink = resource(
	'installLink',
	'Install Link',
	'安装链接',
	'docs/002-第三方应用开发/002-服务端API/003-应用授权/004-接口调用',
	{
		downloadQrCode: {
			title: 'Download QR Code',
			action: 'Download the QR code of the app',
			zh: '获取应用二维码',
			about: 'The app must be published',
			doc,
			apps: ['standard'],
			post: 'service/get_app_qrcode',
			repeatable: true,
			fixed: { result_type: 1 },
			body,
			download: true,
		},
		getQrCode: {
			title: 'Get QR Code',
			action: 'Get the address of the QR code of the app',
			zh: '获取应用二维码',
			about: 'The app must be published',
			doc,
			apps: ['standard'],
			post: 'service/get_app_qrcode',
			repeatable: true,
			fixed: { result_type: 2 },
			body,
		},
	},
);
