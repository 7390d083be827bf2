import { resource } from '../endpoint';
import { cursor } from '../page';
import { agentId } from '../parameters';

const authorisation = 'docs/002-第三方应用开发/002-服务端API/003-应用授权/004-接口调用';

export const appPermission = resource(
	'appPermission',
	'App Permission',
	'应用权限',
	authorisation,
	{
		get: {
			title: 'Get',
			action: 'Get the permissions of an app',
			zh: '获取应用权限详情',
			doc: '009-获取应用权限详情',
			apps: ['standard', 'customised'],
			post: 'agent/get_permissions',
			repeatable: true,
		},
	},
);

export const appAdministrator = resource(
	'appAdministrator',
	'App Administrator',
	'应用管理员',
	authorisation,
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many administrators of an app',
			zh: '获取应用管理员列表',
			about: 'Nobody where members have authorised the app themselves',
			doc: '010-获取应用管理员列表',
			apps: ['standard', 'customised'],
			post: 'agent/get_admin_list',
			repeatable: true,
			items: 'admin',
		},
		getAllBySuite: {
			title: 'Get Many by Suite',
			action: 'Get many administrators of an app with the token of the suite',
			zh: '获取应用的管理员列表（旧）',
			about: 'WeCom no longer maintains this one',
			doc: 'https://developer.work.weixin.qq.com/document/path/90606',
			apps: ['standard'],
			post: 'service/get_admin_list',
			repeatable: true,
			target: { lookup: 'tenant', parameter: 'auth_corpid' },
			body: (zod) => ({
				agentid: agentId(zod).meta({
					title: 'Agent ID',
					description: 'of the app in that company',
					fill: undefined,
				}),
			}),
			items: 'admin',
		},
	},
);

export const memberAuthorisation = resource(
	'memberAuthorisation',
	'Member Authorisation',
	'成员授权',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/002-成员管理',
	{
		check: {
			title: 'Check',
			action: 'Check whether a member has authorised the app',
			zh: '查询成员用户是否已授权',
			doc: '013-查询成员用户是否已授权',
			apps: ['standard'],
			post: 'user/check_member_auth',
			repeatable: true,
			body: (zod) => ({ open_userid: zod.string().min(1).meta({ title: 'Open User ID' }) }),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members who have authorised the app',
			zh: '获取成员授权列表',
			doc: '012-获取成员授权列表',
			apps: ['standard'],
			post: 'user/list_member_auth',
			repeatable: true,
			items: 'member_auth_list',
			page: cursor(1000),
		},
		getSelected: {
			title: 'Get Selected',
			action: 'Get the members whom somebody selected',
			zh: '获取选人ticket对应的用户',
			doc: '014-获取选人ticket对应的用户',
			apps: ['standard'],
			post: 'user/list_selected_ticket_user',
			repeatable: true,
			body: (zod) => ({
				selected_ticket: zod.string().min(1).meta({
					title: 'Selected Ticket',
					description: 'from the people picker of JS-SDK',
					secret: true,
				}),
			}),
		},
	},
);

export const platformIp = resource(
	'platformIp',
	'Platform IP',
	'企业微信IP段',
	'docs/002-第三方应用开发/002-服务端API/001-开发指南',
	{
		getAllOfApi: {
			title: 'Get Many of API',
			action: 'Get many addresses of the API',
			zh: '获取企业微信接口IP段',
			about: 'For a firewall that lets calls out',
			doc: 'docs/003-服务商代开发/001-服务端API/001-开发指南/006-获取企业微信接口IP段.md',
			apps: ['own', 'customised'],
			get: 'get_api_domain_ip',
			items: 'ip_list',
		},
		getAllOfCallbacks: {
			title: 'Get Many of Callbacks',
			action: 'Get many addresses that callbacks come from',
			zh: '获取企业微信回调IP段',
			about: 'For a firewall that lets callbacks in',
			doc: '004-回调配置',
			get: 'getcallbackip',
			items: 'ip_list',
		},
	},
);
