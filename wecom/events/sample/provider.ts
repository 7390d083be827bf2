import {
	AGENT,
	CORP,
	each,
	LATER,
	ofApp,
	ofSystem,
	OTHER_USER,
	SERVICE_ACCOUNT,
	USER,
	withoutCorp,
	type Samples,
} from './fields';

const CODE = 'SampleAuthCode-0123456789abcdefghijklmnopqrstuvwxyz0123456789abcd';
const ORDER = 'N0000000000SampleOrder01';
const LICENCE_ORDER = 'OI0000000000SampleOrder1';
const paid = { ...withoutCorp, PaidCorpId: CORP };
const extra = { ExtraInfo: { AuthOpenKfIdList: { OpenKfId: [SERVICE_ACCOUNT] } } };
const chatContent = { AdvanceApiType: 1 };
const registration = {
	RegisterCode: 'SampleRegisterCode',
	TemplateId: 'tpl0000sample0000',
	State: 'spring',
};

/** What is about authorisations, orders, licences and registrations. */
export const providerSamples: Samples = {
	suite_ticket: { ...withoutCorp, SuiteTicket: 'SampleSuiteTicket-0123456789abcdef' },
	create_auth: { ...withoutCorp, AuthCode: CODE, State: 'spring', ...extra },
	change_auth: { State: 'spring', ...extra },
	cancel_auth: {},
	reset_permanent_code: { ...withoutCorp, AuthCode: CODE },
	corp_arch_auth: {},
	...each(['approve_special_auth', 'cancel_special_auth'], { AuthType: 'customer_acquisition' }),
	agree_external_userid_migration: {},
	device_data_auth_change: ofApp,
	...each(['share_agent_change', 'share_chain_change'], (family) =>
		family === 'command'
			? { ...withoutCorp, AppId: 1, CorpId: CORP, AgentId: AGENT }
			: { ...ofSystem, ...ofApp },
	),

	open_order: { ...paid, OrderId: ORDER, OperatorId: USER },
	change_order: { ...paid, OldOrderId: ORDER, NewOrderId: 'N0000000000SampleOrder02' },
	...each(['pay_for_app_success', 'refund', 'cancel_order'], { ...paid, OrderId: ORDER }),
	change_editon: paid,

	license_pay_success: { OrderId: LICENCE_ORDER, BuyerUserId: USER },
	license_refund: { OrderId: LICENCE_ORDER, OrderStatus: 1 },
	auto_activate: {
		Scene: 1,
		AccountList: [
			{
				ActiveCode: 'LA0000SampleCode1',
				Type: 1,
				ExpireTime: LATER,
				UserId: USER,
				PreviousStatus: 3,
				PreviousActiveCode: 'LA0000SampleCode0',
			},
			{
				ActiveCode: 'LA0000SampleCode2',
				Type: 2,
				ExpireTime: LATER,
				UserId: OTHER_USER,
				PreviousStatus: 1,
			},
		],
	},

	register_corp: {
		...registration,
		ContactSync: { AccessToken: 'SampleContactSyncToken', ExpiresIn: 1800 },
		AuthUserInfo: { UserId: USER },
	},
	enter_register_package: { ...registration, AuthUserInfo: { UserId: USER } },

	advanced_api_pay_success: { ...chatContent, OrderId: LICENCE_ORDER, BuyerUserId: USER },
	advanced_api_refund: { ...chatContent, OrderId: LICENCE_ORDER, OrderStatus: 1 },
	advanced_api_cancel: { ...chatContent, OrderId: LICENCE_ORDER },
	...each(['advanced_api_insufficient', 'advanced_api_expired'], {
		...chatContent,
		ChatArchiveApi: { Edition: 1 },
	}),
	advanced_api_trial_expired: chatContent,
	program_notify: { ...ofSystem, ...ofApp, NotifyId: 'SampleNotifyId', NotifyScene: 1 },
};
