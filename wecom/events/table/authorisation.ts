import { group } from '../define';
import { integer, many, nested, text } from '../field';

const extraInfo = () => ({
	ExtraInfo: nested({
		AuthOpenKfIdList: nested({ OpenKfId: many(text).optional() }).optional(),
	}).optional(),
});

export const authorisation = group('Authorisation', '应用授权', {
	suite_ticket: {
		title: 'Suite Ticket Pushed',
		titleZh: '推送suite_ticket',
		from: 'command',
		secrets: ['SuiteTicket'],
		fields: () => ({ SuiteTicket: text }),
	},
	create_auth: {
		title: 'App Installed',
		titleZh: '授权成功通知',
		from: 'command',
		ackFirst: true,
		secrets: ['AuthCode'],
		fields: () => ({ AuthCode: text, State: text.optional(), ...extraInfo() }),
	},
	change_auth: {
		title: 'Authorisation Changed',
		titleZh: '变更授权通知',
		from: 'command',
		ackFirst: true,
		fields: () => ({ State: text.optional(), ...extraInfo() }),
	},
	cancel_auth: {
		title: 'App Uninstalled',
		titleZh: '取消授权通知',
		from: 'command',
		ackFirst: true,
	},
	reset_permanent_code: {
		title: 'Permanent Code Reset',
		titleZh: '重置永久授权码通知',
		from: 'command',
		ackFirst: true,
		secrets: ['AuthCode'],
		fields: () => ({ AuthCode: text }),
	},
	corp_arch_auth: {
		title: 'Organisation Structure Permission Granted',
		titleZh: '授权组织架构权限通知',
		from: 'command',
	},
	approve_special_auth: {
		title: 'Special Permission Granted',
		titleZh: '获客助手权限确认',
		from: 'command',
		fields: () => ({ AuthType: text }),
	},
	cancel_special_auth: {
		title: 'Special Permission Revoked',
		titleZh: '获客助手权限取消',
		from: 'command',
		fields: () => ({ AuthType: text }),
	},
	agree_external_userid_migration: {
		title: 'External User ID Migration Agreed',
		titleZh: '企业同意external_userid迁移',
		from: 'system',
		ackFirst: true,
	},
	device_data_auth_change: {
		title: 'Device Data Authorisation Changed',
		titleZh: '设备数据授权变更',
		from: 'command',
		ackFirst: true,
		fields: () => ({ AgentID: integer.optional() }),
	},
	share_agent_change: {
		title: 'App Sharing in Corp Group Changed',
		titleZh: '共享应用事件（企业互联）',
		from: ['command', 'data'],
		fields: sharing,
	},
	share_chain_change: {
		title: 'App Sharing in Supply Chain Changed',
		titleZh: '共享应用事件（上下游）',
		from: ['command', 'data'],
		fields: sharing,
	},
});

function sharing() {
	return { AppId: integer.optional(), CorpId: text.optional(), AgentId: integer.optional() };
}
