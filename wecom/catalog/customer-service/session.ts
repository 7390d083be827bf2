import { resource } from '../endpoint';
import { customerId, flag, memberId } from '../parameters';

const target = { lookup: 'customerServiceAccount', parameter: 'open_kfid' } as const;
const assignment = '004-会话分配与消息收发/001-分配客服会话';
const upgrade = '005-升级服务配置';

export const customerServiceSession = resource(
	'customerServiceSession',
	'Customer Service Session',
	'微信客服会话',
	'docs/002-第三方应用开发/002-服务端API/020-微信客服',
	{
		cancelUpgrade: {
			title: 'Cancel Upgrade',
			action: 'Cancel what was recommended to a customer',
			zh: '为客户取消推荐',
			doc: upgrade,
			post: 'kf/customer/cancel_upgrade_service',
			destroys: true,
			target,
			body: (zod) => ({ external_userid: customerId(zod) }),
		},
		get: {
			title: 'Get',
			action: 'Get the state of a customer service session',
			zh: '获取会话状态',
			doc: assignment,
			post: 'kf/service_state/get',
			repeatable: true,
			target,
			body: (zod) => ({ external_userid: customerId(zod) }),
		},
		getCustomers: {
			title: 'Get Customers',
			action: 'Get the names of customers of customer service',
			zh: '获取客户基础信息',
			about: 'Of those who wrote or came in the last 48 hours',
			doc: '006-其他基础信息获取/001-获取客户基础信息',
			post: 'kf/customer/batchget',
			repeatable: true,
			batch: { of: 'external_userid_list', max: 100 },
			body: (zod) => ({
				external_userid_list: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'Customer IDs', description: 'any number, sent a hundred at a time' }),
				need_enter_session_context: flag(zod)
					.optional()
					.meta({ title: 'With Way of Entry', description: 'of the last 48 hours' }),
			}),
		},
		getUpgrades: {
			title: 'Get Upgrades',
			action: 'Get the specialists and groups that can be recommended',
			zh: '获取配置的专员与客户群',
			doc: upgrade,
			get: 'kf/customer/get_upgrade_service_config',
		},
		transfer: {
			title: 'Transfer',
			action: 'Change the state of a customer service session',
			zh: '变更会话状态',
			about: 'Gives a code for Send on Event where that may follow',
			doc: assignment,
			post: 'kf/service_state/trans',
			target,
			neededWith: { servicer_userid: { service_state: [3] } },
			body: (zod) => ({
				external_userid: customerId(zod),
				service_state: zod.literal([0, 1, 2, 3, 4]).meta({
					title: 'State',
					labels: {
						0: 'New',
						1: 'With the assistant',
						2: 'Waiting for an agent',
						3: 'With an agent',
						4: 'Ended',
					},
				}),
				servicer_userid: memberId(zod)
					.optional()
					.meta({ title: 'Agent', description: 'userid; with an agent only' }),
			}),
		},
		upgrade: {
			title: 'Upgrade',
			action: 'Recommend a specialist or a customer group to a customer',
			zh: '为客户升级为专员或客户群服务',
			doc: upgrade,
			post: 'kf/customer/upgrade_service',
			repeatable: true,
			target,
			neededWith: { member: { type: [1] }, groupchat: { type: [2] } },
			body: (zod) => ({
				external_userid: customerId(zod),
				type: zod
					.literal([1, 2])
					.meta({ title: 'Type', labels: { 1: 'Specialist', 2: 'Customer group' } }),
				member: zod
					.object({ userid: zod.string().min(1), wording: zod.string().optional() })
					.optional()
					.meta({
						title: 'Specialist',
						example: { userid: 'zhangsan', wording: 'I am there for you' },
					}),
				groupchat: zod
					.object({ chat_id: zod.string().min(1), wording: zod.string().optional() })
					.optional()
					.meta({ title: 'Customer Group', example: { chat_id: 'CHAT_ID', wording: 'Join us' } }),
			}),
		},
	},
);
