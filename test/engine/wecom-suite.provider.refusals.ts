import type { Condition } from './wecom-suite.provider.conditions';

/** What WeCom refuses of an operation, with its errcode. */
export interface Refused {
	errcode: number;
	/** Changes to the values with which it is done, in the same words. */
	given?: Record<string, unknown>;
	/** Of another suite than the one that does it. */
	as?: 'standard' | 'template' | 'old';
	when?: Condition;
}

const switchedOff: Refused = { errcode: 50003, when: 'switched off' };
const elsewhere: Refused = { errcode: 60020, when: 'another address' };
const noCompany: Refused = { errcode: 40013, given: { corpid: 'wpNobody' } };
const noOrder: Refused = { errcode: 701005, given: { order_id: 'nothing' } };
const notInstalled: Refused = { errcode: 48001, given: { auth_corpid: 'ANOTHER COMPANY' } };

/** One for each operation that the catalog gives a provider, by ID. */
export const refusals: Readonly<Record<string, Refused>> = {
	'appAdministrator.getAll': switchedOff,
	'appAdministrator.getAllBySuite': { errcode: 40056, given: { agentid: 1 } },
	'appOrder.get': { errcode: 84080, given: { orderid: 'nothing' } },
	'appOrder.getAll': { errcode: 40058, given: { start_time: 1700086400, end_time: 1700000000 } },
	'appOrder.prolongTrial': { errcode: 48004, given: { buyer_corpid: 'ANOTHER COMPANY' } },
	'appPermission.get': switchedOff,
	'cashierInvoice.getAll': elsewhere,
	'cashierInvoice.setStatus': { errcode: 84080, given: { order_id: 'APP ORDER' } },
	'cashierOrder.cancel': { errcode: 84088, given: { order_id: 'APP ORDER' } },
	'cashierOrder.create': {
		errcode: 84005,
		given: {
			product_list: {
				third_app: {
					order_type: 0,
					buy_info_list: [{ suiteid: 'wwnothing', edition_id: 'spnothing', user_count: 10 }],
				},
			},
		},
	},
	'cashierOrder.get': { errcode: 84080, given: { order_id: 'nothing' } },
	'cashierOrder.getAll': elsewhere,
	'contactSearch.getTranslation': { errcode: 40058, given: { jobid: 'nothing' } },
	'contactSearch.search': notInstalled,
	'contactSearch.searchMany': notInstalled,
	'contactSearch.sortMembers': { errcode: 60011, given: { useridlist: ['COLLEAGUE', 'woNobody'] } },
	'contactSearch.translateFiles': { errcode: 40007, given: { media_id_list: 'nothing' } },
	'customisedApp.createInstallLink': {
		errcode: 842003,
		given: { templateid_list: 'ww00000000000000b1' },
	},
	'customisedApp.takeOver': {
		errcode: 842006,
		given: { access_token: 'TOKEN OF AN OWN APP BESIDE' },
	},
	'dataZoneOrder.cancel': noOrder,
	'dataZoneOrder.create': { errcode: 701166, given: { buyer_userid: 'nobody' } },
	'dataZoneOrder.get': noOrder,
	'dataZoneOrder.getAll': { errcode: 40013, given: { custom_corpid: 'wpNobody' } },
	'dataZoneOrder.getPurchases': { errcode: 40013, given: { custom_corpid: 'wpNobody' } },
	'dataZoneOrder.pay': noOrder,
	'idConversion.applyForChatIdUpgrade': { errcode: 40167, given: { upgrade_time: 1700000000 } },
	'idConversion.convertChatIds': { errcode: 48002, as: 'standard' },
	'idConversion.convertContactIds': { errcode: 40096, given: { external_userid_list: 'nobody' } },
	'idConversion.convertContactIdsOfChat': { errcode: 40050, given: { chat_id: 'nothing' } },
	'idConversion.convertCorpId': { errcode: 40013, given: { corpid: 'wwnobody' } },
	'idConversion.convertCustomerServiceIds': switchedOff,
	'idConversion.convertMemberIds': switchedOff,
	'idConversion.convertMemberIdsOfBot': { errcode: 93019, given: { source_botid: 'nothing' } },
	'idConversion.convertTagIds': switchedOff,
	'idConversion.convertTemporaryIds': switchedOff,
	'idConversion.convertUnionId': { errcode: 610014, given: { unionid: 'nobody' } },
	'idConversion.finishContactMigration': {
		errcode: 48001,
		given: { corpid: 'ANOTHER COMPANY' },
	},
	'idConversion.finishMigration': noCompany,
	'idConversion.getMassCallTicket': switchedOff,
	'idConversion.getMigrationStatus': switchedOff,
	'idConversion.getPendingIds': switchedOff,
	'idConversion.upgradeChatIdsOfNewTenants': { errcode: 842003, as: 'standard' },
	'identity.getAdministrator': { errcode: 40029, given: { auth_code: 'LOGIN CODE' } },
	'identity.getMember': { errcode: 42022, given: { code: 'USED LOGIN CODE' } },
	'identity.getMemberDetails': { errcode: 84015, given: { user_ticket: 'nothing' } },
	'identity.getMemberDetailsOfTenant': { errcode: 84015, given: { user_ticket: 'nothing' } },
	'identity.getMemberOfTenant': { errcode: 40029, given: { code: 'CODE OF ANOTHER APP' } },
	'installLink.downloadQrCode': { errcode: 60246, when: 'not published' },
	'installLink.getQrCode': { errcode: 40083, given: { suite_id: 'ww00000000000000b2' } },
	'jsSdk.getAppTicket': switchedOff,
	'jsSdk.getCompanyTicket': switchedOff,
	'licence.activate': { errcode: 701021, given: { active_code: 'nothing' } },
	'licence.activateByType': { errcode: 701011, given: { userid: 'LICENSED MEMBER' } },
	'licence.activateMany': {
		errcode: 701024,
		given: { active_list: [{ active_code: 'nothing', userid: 'MEMBER' }] },
	},
	'licence.getAll': noCompany,
	'licence.getAppStatus': { errcode: 48001, given: { suite_id: 'ww00000000000000b2' } },
	'licence.getAutoActivation': { errcode: 701071, given: { corpid: 'ANOTHER COMPANY' } },
	'licence.getBalance': { errcode: 90432, when: 'no account' },
	'licence.getByCode': { errcode: 701021, given: { active_code: 'nothing' } },
	'licence.getByCodes': noCompany,
	'licence.getByMember': { errcode: 701019, given: { userid: 'woNobody' } },
	'licence.getPolicy': { errcode: 701112, given: { corpid: 'ANOTHER COMPANY' } },
	'licence.setAutoActivation': { errcode: 701071, given: { corpid: 'ANOTHER COMPANY' } },
	'licence.share': { errcode: 701058, given: { to_corpid: 'wpDEMOCC000000000000000000000001' } },
	'licence.transfer': noCompany,
	'licenceOrder.cancel': { errcode: 701169, given: { order_id: 'PAID ORDER' } },
	'licenceOrder.create': { errcode: 701015, given: { corpid: 'ANOTHER COMPANY' } },
	'licenceOrder.createOrderOfMany': { errcode: 701151, given: { jobid: 'nothing' } },
	'licenceOrder.createRenewal': { errcode: 701151, given: { jobid: 'nothing' } },
	'licenceOrder.get': { errcode: 701120, given: { order_id: 'ORDER FOR MANY' } },
	'licenceOrder.getAccounts': { errcode: 701083, given: { order_id: 'UNPAID ORDER' } },
	'licenceOrder.getAll': noCompany,
	'licenceOrder.getCompaniesOfOrder': { errcode: 701005, given: { order_id: 'UNPAID ORDER' } },
	'licenceOrder.getOrderOfMany': { errcode: 701005, given: { order_id: 'UNPAID ORDER' } },
	'licenceOrder.getPaymentResult': { errcode: 701151, given: { jobid: 'nothing' } },
	'licenceOrder.getSubmissionResult': { errcode: 701125, given: { jobid: 'PURCHASE JOB' } },
	'licenceOrder.pay': { errcode: 701084, given: { order_id: 'PAID ORDER' } },
	'licenceOrder.submitOrderOfMany': { errcode: 701126, given: { jobid: 'SUBMITTED JOB' } },
	'licenceOrder.submitRenewal': { errcode: 48001, given: { buyer_userid: 'nobody' } },
	'memberAuthorisation.check': { errcode: 60218, as: 'standard' },
	'memberAuthorisation.getAll': { errcode: 60218, as: 'standard' },
	'memberAuthorisation.getSelected': { errcode: 60222, given: { selected_ticket: 'nothing' } },
	'menu.create': {
		errcode: 40055,
		given: { button: [{ type: 'view', name: 'Help', url: 'example.com' }] },
	},
	'menu.delete': { errcode: 48002, as: 'standard' },
	'menu.get': { errcode: 46003, given: { agentid: 'AGENT WITHOUT MENU' } },
	'miniProgram.getSession': { errcode: 42022, given: { js_code: 'USED MINI PROGRAM CODE' } },
	'miniProgram.getSessionOfTenant': { errcode: 40029, given: { js_code: 'LOGIN CODE' } },
	'platformIp.getAllOfApi': switchedOff,
	'platformIp.getAllOfCallbacks': switchedOff,
	'providerMedia.upload': elsewhere,
	'registration.createCode': { errcode: 84020, given: { template_id: 'nothing' } },
	'registration.finishContactSync': {
		errcode: 84023,
		given: { access_token: 'TOKEN OF AN OWN APP' },
	},
	'registration.getStatus': { errcode: 84024, given: { register_code: 'UNUSED CODE' } },
	'registration.setScope': { errcode: 40056, given: { agentid: 1 } },
	'workbench.getData': { errcode: 94012, given: { userid: 'COLLEAGUE' } },
	'workbench.getTemplate': { errcode: 301002, given: { agentid: 1 } },
	'workbench.setData': { errcode: 60111, given: { userid: 'woNobody' } },
	'workbench.setDataOfMany': { errcode: 60111, given: { userid_list: ['COLLEAGUE', 'woNobody'] } },
	'workbench.setTemplate': { errcode: 301002, given: { agentid: 1 } },
};
