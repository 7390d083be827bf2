import { resource, type Zod } from '../endpoint';
import { activeCode, ids, licenceType, oldAppId, tenantMember } from './parameters';

const tenant = { lookup: 'tenant', parameter: 'corpid' } as const;
const activation = '003-账号管理/001-激活账号';
const details = '003-账号管理/002-获取激活码详情';
const automatic = '006-自动激活设置';

const many = (zod: Zod, names: Record<string, string>, title: string) =>
	zod
		.array(
			zod.object(Object.fromEntries(Object.keys(names).map((name) => [name, zod.string().min(1)]))),
		)
		.min(1)
		.meta({ title, description: 'any number, sent a thousand at a time', example: [names] });

export const licence = resource(
	'licence',
	'Licence',
	'接口调用许可账号',
	'docs/002-第三方应用开发/002-服务端API/004-接口调用许可',
	{
		activate: {
			title: 'Activate',
			action: 'Activate a licence for a member',
			zh: '激活账号',
			about: 'A member who has one of that type may get another in its last 20 days',
			doc: activation,
			post: 'license/active_account',
			target: tenant,
			body: (zod) => ({ active_code: activeCode(zod), userid: tenantMember(zod) }),
		},
		activateByType: {
			title: 'Activate by Type',
			action: 'Activate any licence of a type for a member',
			zh: '指定账号类型激活',
			about: 'Takes the unused code that must be activated first',
			doc: activation,
			post: 'license/active_account_by_type',
			target: tenant,
			body: (zod) => ({ type: licenceType(zod), userid: tenantMember(zod) }),
		},
		activateMany: {
			title: 'Activate Many',
			action: 'Activate licences for many members',
			zh: '批量激活账号',
			about: 'The result of each is in the answer',
			doc: activation,
			post: 'license/batch_active_account',
			target: tenant,
			batch: { of: 'active_list', max: 1000 },
			body: (zod) => ({
				active_list: many(zod, { active_code: 'code1', userid: 'user1' }, 'Codes and Members'),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many activated licences',
			zh: '获取企业的账号列表',
			about: 'Also those that have expired',
			doc: '003-账号管理/003-获取企业的账号列表',
			post: 'license/list_actived_account',
			repeatable: true,
			target: tenant,
			items: 'account_list',
			// The page says of `has_more` both that it means more and that it means the end: the cursor alone counts.
			page: {
				kind: 'cursor',
				request: 'cursor',
				answer: 'next_cursor',
				size: { parameter: 'limit', max: 1000 },
			},
		},
		getAppStatus: {
			title: 'Get App Status',
			action: 'Get whether licences of an app are checked',
			zh: '获取应用的接口许可状态',
			about: 'Tells when the trial of 90 days ends',
			doc: '004-应用管理/001-获取应用的接口许可状态',
			post: 'license/get_app_license_info',
			repeatable: true,
			target: tenant,
			body: (zod) => ({
				suite_id: zod.string().min(1).meta({
					title: 'Suite ID',
					description: 'empty: the one of the credential',
					fill: 'suiteId',
				}),
				appid: oldAppId(zod),
			}),
		},
		getAutoActivation: {
			title: 'Get Auto-Activation',
			action: 'Get whether licences are activated automatically',
			zh: '查询企业的许可自动激活状态',
			doc: `${automatic}/002-查询企业的许可自动激活状态`,
			post: 'license/get_auto_active_status',
			repeatable: true,
			target: tenant,
		},
		getBalance: {
			title: 'Get Balance',
			action: 'Get the balance of the prepaid account',
			zh: '充值账户余额查询',
			about: 'In cents',
			doc: '007-充值账户余额查询',
			get: 'service/get_account_balance',
		},
		getByCode: {
			title: 'Get by Code',
			action: 'Get a licence by its code',
			zh: '获取激活码详情',
			doc: details,
			post: 'license/get_active_info_by_code',
			repeatable: true,
			target: tenant,
			body: (zod) => ({ active_code: activeCode(zod) }),
			answer: 'active_info',
		},
		getByCodes: {
			title: 'Get by Codes',
			action: 'Get licences by their codes',
			zh: '批量获取激活码详情',
			doc: details,
			post: 'license/batch_get_active_info_by_code',
			repeatable: true,
			target: tenant,
			batch: { of: 'active_code_list', max: 1000 },
			body: (zod) => ({ active_code_list: ids(zod, 'Activation Codes') }),
		},
		getByMember: {
			title: 'Get by Member',
			action: 'Get the licences of a member',
			zh: '获取成员的激活详情',
			doc: '003-账号管理/004-获取成员的激活详情',
			post: 'license/get_active_info_by_user',
			repeatable: true,
			target: tenant,
			body: (zod) => ({ userid: tenantMember(zod) }),
		},
		getPolicy: {
			title: 'Get Policy',
			action: 'Get whether a company is entitled to free licences',
			zh: '民生优惠条件查询',
			about: 'Once in 30 days for a company. The policy has ended',
			doc: '008-民生优惠条件查询',
			post: 'license/support_policy_query',
			target: tenant,
		},
		setAutoActivation: {
			title: 'Set Auto-Activation',
			action: 'Set whether licences are activated automatically',
			zh: '设置企业的许可自动激活状态',
			about: 'The company must have a paid order',
			doc: `${automatic}/001-设置企业的许可自动激活状态`,
			post: 'license/set_auto_active_status',
			repeatable: true,
			target: tenant,
			body: (zod) => ({
				auto_active_status: zod.literal([0, 1]).meta({ title: 'Activate Automatically' }),
			}),
		},
		share: {
			title: 'Share',
			action: 'Share licences with a downstream company',
			zh: '分配激活码给下游/下级企业',
			doc: '003-账号管理/006-分配激活码给下游-下级企业',
			post: 'license/batch_share_active_code',
			target: { lookup: 'tenant', parameter: 'from_corpid', title: 'Upstream Company' },
			batch: { of: 'share_list', max: 1000 },
			body: (zod) => ({
				to_corpid: zod.string().min(1).meta({ title: 'Downstream Corp ID' }),
				share_list: many(zod, { active_code: 'code1' }, 'Codes'),
				corp_link_type: zod
					.literal([0, 1])
					.optional()
					.meta({
						title: 'Relation',
						labels: { 0: 'Upstream and downstream (上下游)', 1: 'Corp group (企业互联)' },
					}),
			}),
		},
		transfer: {
			title: 'Transfer',
			action: 'Transfer licences between members',
			zh: '账号继承',
			about: 'Once in 30 days for a member. The result of each is in the answer',
			doc: '003-账号管理/005-账号继承',
			post: 'license/batch_transfer_license',
			target: tenant,
			batch: { of: 'transfer_list', max: 1000 },
			body: (zod) => ({
				transfer_list: many(
					zod,
					{ handover_userid: 'user1', takeover_userid: 'user2' },
					'From and To',
				),
			}),
		},
	},
);
