import { resource } from '../endpoint';
import { state } from './parameters';

export const customisedApp = resource(
	'customisedApp',
	'Customised App',
	'代开发应用',
	'docs/003-服务商代开发/001-服务端API/003-应用授权/002-接口调用',
	{
		createInstallLink: {
			title: 'Create Install Link',
			action: 'Create an install link of customised apps',
			zh: '获取带参授权链接',
			about: 'Good for ten days',
			doc: '006-获取带参授权链接',
			apps: ['customised'],
			post: 'service/get_customized_auth_url',
			repeatable: true,
			body: (zod) => ({
				state: state(zod, 32).min(1).meta({
					title: 'State',
					description: 'comes back with the installation, at most 32 letters and digits',
				}),
				templateid_list: zod.array(zod.string()).min(1).max(9).meta({
					title: 'Template IDs',
					description: 'dk…, at most 9, empty: the one of the credential',
					fill: 'suiteId',
				}),
			}),
		},
		takeOver: {
			title: 'Take Over',
			action: 'Take over an own app as a customised app',
			zh: '自建应用迁移成代开发应用',
			about: 'The app becomes one of the template of the credential, whose token goes along',
			doc: 'docs/003-服务商代开发/001-服务端API/012-应用管理/003-自建应用迁移成代开发应用.md',
			apps: ['customised'],
			post: 'agent/claim_customized_app',
			token: 'given',
			suiteTokenIn: 'suite_access_token',
			query: (zod) => ({
				access_token: zod.string().min(1).meta({
					title: 'Access Token of the Own App',
					description: 'from gettoken with the secret of that app',
					secret: true,
				}),
			}),
		},
	},
);
