import type { App } from '../platform/app';
import type { AgentSettings } from '../platform/agents';
import { ofApp, ofCompany } from '../platform/js-tickets';
import { JS_TICKETS_PER_APP, JS_TICKETS_PER_CORP, WORKBENCH_DATA } from '../platform/rate-limits';
import { Refusal } from '../platform/refusal';
import { adminsOf } from './authorisation';
import {
	appOfCall,
	isRecord,
	numberOf,
	recordOf,
	textOf,
	textsOf,
	type Answer,
	type Call,
	type Handler,
} from './call';
import { visibleMember } from './member';
import { checkAgent } from './message';

const CALLBACK_ADDRESSES = ['127.0.0.1'];

/** Settings of the calling app, its menu, its workbench, and tickets for its pages (应用管理). */
export const agentHandlers: Record<string, Handler> = {
	'/cgi-bin/agent/get': (call) => {
		const app = appOfCall(call);
		checkAgent(app, numberOf(call.query, 'agentid'), true);
		const settings = call.platform.agents.of(app);
		return {
			agentid: app.agentId,
			name: settings.name ?? app.name,
			square_logo_url: '',
			description: settings.description ?? '',
			allow_userinfos: { user: app.scope.users.map((userid) => ({ userid })) },
			allow_partys: { partyid: app.scope.departments },
			allow_tags: { tagid: app.scope.tags },
			close: 0,
			redirect_domain: settings.redirectDomain ?? '',
			report_location_flag: settings.reportLocation,
			isreportenter: settings.reportEnter,
			home_url: settings.homeUrl ?? '',
			...(app.kind === 'customized' ? { customized_publish_status: 2 } : {}),
		};
	},

	'/cgi-bin/agent/list': (call) => {
		const { agentId, name } = appOfCall(call);
		return { agentlist: [{ agentid: agentId, name, square_logo_url: '' }] };
	},

	'/cgi-bin/agent/set': (call) => {
		const { body } = call;
		const settings = ownAgent(call, body);
		settings.name = textOf(body, 'name') || settings.name;
		settings.description = textOf(body, 'description') || settings.description;
		settings.redirectDomain = textOf(body, 'redirect_domain') || settings.redirectDomain;
		settings.homeUrl = textOf(body, 'home_url') || settings.homeUrl;
		settings.reportLocation = flagOf(body, 'report_location_flag') ?? settings.reportLocation;
		settings.reportEnter = flagOf(body, 'isreportenter') ?? settings.reportEnter;
		return {};
	},

	'/cgi-bin/agent/get_permissions': (call) => ({
		app_permissions: permissionsOf(appOfCall(call)),
		app_permissions_ext: [],
	}),

	'/cgi-bin/agent/get_admin_list': (call) => {
		const { installation } = appOfCall(call);
		const admins = installation ? adminsOf(installation) : [];
		return { admin: admins.map(({ userid, auth_type }) => ({ userid, auth_type })) };
	},

	'/cgi-bin/menu/create': (call) => {
		const settings = ownAgent(call, call.query);
		const buttons = listOf(call.body.button);
		if (buttons.length < 1 || buttons.length > 3) {
			throw new Refusal(40016);
		}
		buttons.forEach((button) => checkButton(button, false));
		settings.menu = buttons;
		return {};
	},

	'/cgi-bin/menu/get': (call) => {
		const { menu } = ownAgent(call, call.query);
		if (!menu) {
			throw new Refusal(46003);
		}
		return { button: menu };
	},

	'/cgi-bin/menu/delete': (call) => {
		ownAgent(call, call.query).menu = undefined;
		return {};
	},

	'/cgi-bin/agent/set_workbench_template': (call) => {
		const { body } = call;
		const settings = ownAgent(call, body);
		settings.workbenchTemplate = workbenchPart(body);
		if (body.replace_user_data === true) {
			settings.workbenchData.clear();
		}
		return {};
	},

	'/cgi-bin/agent/get_workbench_template': (call) => {
		const { workbenchTemplate } = ownAgent(call, call.body);
		return workbenchTemplate ?? { type: 'normal' };
	},

	'/cgi-bin/agent/set_workbench_data': (call) => {
		const app = appOfCall(call);
		const { body, platform } = call;
		const settings = ownAgent(call, body);
		const { userId } = visibleMember(call, textOf(body, 'userid'));
		platform.rateLimits.count(`workbench of ${app.id} for ${userId}`, WORKBENCH_DATA);
		settings.workbenchData.set(userId, templated(settings, body));
		return {};
	},

	'/cgi-bin/agent/batch_set_workbench_data': (call) => {
		const settings = ownAgent(call, call.body);
		const data = templated(settings, recordOf(call.body, 'data'));
		for (const id of textsOf(call.body, 'userid_list')) {
			settings.workbenchData.set(visibleMember(call, id).userId, data);
		}
		return {};
	},

	'/cgi-bin/agent/get_workbench_data': (call) => {
		const settings = ownAgent(call, call.body);
		const { userId } = visibleMember(call, textOf(call.body, 'userid'));
		const data = settings.workbenchData.get(userId);
		if (!data) {
			throw new Refusal(94012);
		}
		return { data };
	},

	'/cgi-bin/get_jsapi_ticket': (call) => {
		countJsTicket(call);
		return call.platform.jsTickets.issue(ofCompany(appOfCall(call).corp.corpId));
	},

	'/cgi-bin/ticket/get': (call) => {
		const { corp, id } = appOfCall(call);
		countJsTicket(call);
		return call.platform.jsTickets.issue(ofApp(corp.corpId, id));
	},

	'/cgi-bin/getcallbackip': () => ({ ip_list: CALLBACK_ADDRESSES }),
	'/cgi-bin/get_api_domain_ip': () => ({ ip_list: CALLBACK_ADDRESSES }),
};

function countJsTicket(call: Call): void {
	const { platform } = call;
	const { corp, id } = appOfCall(call);
	platform.rateLimits.count(`js tickets of ${corp.corpId}`, JS_TICKETS_PER_CORP);
	platform.rateLimits.count(`js tickets of ${corp.corpId} ${id}`, JS_TICKETS_PER_APP);
}

/** Settings of the app whose agent the call names. @throws Refusal 301002 when that is not the caller's */
function ownAgent(call: Call, fields: Record<string, unknown>): AgentSettings {
	const app = appOfCall(call);
	checkAgent(app, numberOf(fields, 'agentid'), true);
	return call.platform.agents.of(app);
}

function flagOf(body: Record<string, unknown>, name: string): 0 | 1 | undefined {
	return body[name] === 0 || body[name] === 1 ? body[name] : undefined;
}

function permissionsOf({ kind, contacts }: App): string[] {
	if (kind === 'third_party') {
		return contacts === 'write' ? ['contact:edit:all'] : ['contact:base:base'];
	}
	return [
		'contact:sensitive:user_name',
		'contact:sensitive:department_name',
		'contact:sensitive:position',
	];
}

/** Two levels; a button with buttons below needs nothing else, every other one a type and what that type needs. */
function checkButton(button: Record<string, unknown>, isSub: boolean): void {
	const below = listOf(button.sub_button);
	if (below.length > 0) {
		if (isSub) {
			throw new Refusal(40022);
		}
		below.forEach((one) => checkButton(one, true));
		return;
	}
	const type = textOf(button, 'type');
	if (type === '') {
		throw new Refusal(isSub ? 40024 : 40017);
	}
	if (type === 'view') {
		if (!/^https?:\/\//.test(textOf(button, 'url'))) {
			throw new Refusal(isSub ? 40054 : 40055);
		}
	} else if (type === 'view_miniprogram') {
		if (textOf(button, 'appid') === '' || textOf(button, 'pagepath') === '') {
			throw new Refusal(40058, 'view_miniprogram needs appid and pagepath');
		}
	} else if (textOf(button, 'key') === '') {
		throw new Refusal(isSub ? 40026 : 40019);
	}
}

function listOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** @throws Refusal 94002, 94005, 94007 or 94012 when the part named after the type is missing */
function workbenchPart(body: Record<string, unknown>): Answer {
	const type = textOf(body, 'type');
	if (type === 'normal') {
		return { type };
	}
	if (!isRecord(body[type])) {
		throw new Refusal({ keydata: 94002, list: 94005, webview: 94007 }[type] ?? 94012);
	}
	return { type, [type]: body[type] };
}

/** @throws Refusal 94008 before a template is set */
function templated(settings: AgentSettings, body: Record<string, unknown>): Answer {
	if (!settings.workbenchTemplate) {
		throw new Refusal(94008);
	}
	return workbenchPart(body);
}
