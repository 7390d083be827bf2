import { userIdFor } from '../platform/app';
import type { Login } from '../platform/logins';
import { Refusal } from '../platform/refusal';
import { secret } from '../platform/secret';
import { appOfCall, suiteOf, textOf, type Answer, type Call, type Handler } from './call';

/** Logins of members and administrators (身份验证, 小程序登录). */
export const loginHandlers: Record<string, Handler> = {
	'/cgi-bin/service/auth/getuserinfo3rd': (call) => {
		const { platform, query } = call;
		const login = platform.logins.useCode(
			query.code,
			['oauth', 'business settings'],
			suiteOf(call).suiteId,
		);
		return {
			corpid: login.corp.corpId,
			userid: login.member.userId,
			open_userid: login.member.userId,
			...(login.private ? platform.logins.issueUserTicket(login) : {}),
		};
	},

	'/cgi-bin/service/auth/getuserdetail3rd': (call) => {
		const { logins } = call.platform;
		const login = logins.userTicket(textOf(call.body, 'user_ticket'), suiteOf(call).suiteId);
		return {
			corpid: login.corp.corpId,
			userid: login.member.userId,
			name: login.member.userId,
			...privateFields(login),
		};
	},

	'/cgi-bin/auth/getuserinfo': (call) => {
		const app = appOfCall(call);
		const { logins } = call.platform;
		const login = logins.useCode(call.query.code, ['oauth'], app.id);
		checkCorp(call, login);
		return {
			userid: userIdFor(app, login.member),
			...(login.private ? logins.issueUserTicket(login) : {}),
		};
	},

	'/cgi-bin/auth/getuserdetail': (call) => {
		const app = appOfCall(call);
		const login = call.platform.logins.userTicket(textOf(call.body, 'user_ticket'), app.id);
		checkCorp(call, login);
		const { mobile, email } = login.member;
		return {
			userid: userIdFor(app, login.member),
			...privateFields(login),
			mobile,
			email,
			biz_mail: textOf(login.member.other, 'biz_mail'),
			address: textOf(login.member.other, 'address'),
		};
	},

	'/cgi-bin/service/get_login_info': ({ platform, body }) => {
		const login = platform.logins.useCode(textOf(body, 'auth_code'), ['business settings']);
		const { corp, member, app } = login;
		const installation = platform.installations.find(app, corp.corpId);
		return {
			usertype: member.userId === corp.adminUserId ? 1 : 5,
			user_info: {
				userid: member.userId,
				open_userid: member.userId,
				name: member.name,
				avatar: '',
			},
			corp_info: { corpid: corp.corpId },
			agent: installation ? [{ agentid: installation.agentId, auth_type: 1 }] : [],
			auth_info: { department: [{ id: '1', writable: 'true' }] },
		};
	},

	'/cgi-bin/service/miniprogram/jscode2session': (call) => {
		const { platform, query } = call;
		const login = platform.logins.useCode(query.js_code, ['mini program']);
		if (login.app !== suiteOf(call).suiteId) {
			throw new Refusal(90212);
		}
		return {
			corpid: login.corp.corpId,
			userid: login.member.userId,
			session_key: sessionKey(),
			open_userid: login.member.userId,
		};
	},

	'/cgi-bin/miniprogram/jscode2session': (call) => {
		const app = appOfCall(call);
		const login = call.platform.logins.useCode(call.query.js_code, ['mini program'], app.id);
		checkCorp(call, login);
		return {
			corpid: app.kind === 'internal' ? app.corp.plainCorpId : app.corp.corpId,
			userid: userIdFor(app, login.member),
			session_key: sessionKey(),
		};
	},
};

/** @throws Refusal 40029 for a code of the same app in another company */
function checkCorp(call: Call, { corp }: Login): void {
	if (corp !== appOfCall(call).corp) {
		throw new Refusal(40029);
	}
}

function privateFields({ member }: Login): Answer {
	return { gender: member.gender, avatar: '', qr_code: '' };
}

function sessionKey(): string {
	return Buffer.from(secret('', 16)).toString('base64');
}
