import { resource } from '../endpoint';

const doc = 'https://developer.work.weixin.qq.com/document/path/96909';

export const jsSdk = resource('jsSdk', 'JS-SDK', 'JS-SDK 票据', doc, {
	getAppTicket: {
		title: 'Get App Ticket',
		action: 'Get the JS-SDK ticket of an app',
		zh: '获取应用的jsapi_ticket',
		about: 'For agentConfig',
		doc,
		get: 'ticket/get',
		fixed: { type: 'agent_config' },
	},
	getCompanyTicket: {
		title: 'Get Company Ticket',
		action: 'Get the JS-SDK ticket of a company',
		zh: '获取企业的jsapi_ticket',
		about: 'For config',
		doc,
		get: 'get_jsapi_ticket',
	},
});
