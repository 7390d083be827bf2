import { z } from 'zod';
import { NotPossible } from '../callbacks/post-office';
import { ofInstallation } from '../platform/app';
import type { Installation } from '../platform/installations';
import type { Login } from '../platform/logins';
import { isMemberVisible } from '../platform/scope';
import type { Member } from '../world';
import { action } from './action';
import type { Office } from './office';
import { checkRedirect, withParameters } from './redirect';

const who = {
	suiteId: z.string().optional(),
	corpId: z.string(),
	agentId: z.int().optional(),
	userId: z.string().optional(),
};

/** A code, and where the browser takes it. */
export interface LoggedIn {
	code: string;
	redirect?: string;
}

/** Members and administrators who come by browser or mini program. */
export function loginActions({ platform, names }: Office) {
	/** Without a licence a member is sent back, and the app is told if it sees the member. */
	const checkLicence = (installation: Installation, member: Member): void => {
		const { suite, corp, scope } = installation;
		if (platform.licences.use(ofInstallation(installation), [member], 1).length > 0) {
			return;
		}
		if (isMemberVisible(corp, scope, member)) {
			platform.outbox.put({
				eventId: 'event_unlicensed_notify',
				about: { suite, corp, installation },
				fields: { FromUserName: member.userId },
			});
		}
		throw new NotPossible(`${member.userId} has no licence: ask the provider of the app for one`);
	};
	const issue = (
		input: { suiteId?: string; corpId: string; agentId?: number; userId?: string },
		kind: Login['kind'],
		isPrivate: boolean,
	): string => {
		const corp = names.corp(input.corpId);
		const member = names.member(corp, input.userId ?? corp.adminUserId);
		const app = input.suiteId ?? names.ownApp(corp, input.agentId).secret;
		const installation = platform.installations.find(app, corp.corpId);
		if (installation && kind !== 'business settings') {
			checkLicence(installation, member);
		}
		return platform.logins.issueCode({ kind, app, corp, member, private: isPrivate });
	};

	return {
		/** A member goes through an OAuth link or scans a login code. */
		login: action(
			z.strictObject({
				...who,
				scope: z.enum(['snsapi_base', 'snsapi_privateinfo']).default('snsapi_base'),
				redirectUri: z.url().optional(),
				state: z.string().max(128).optional(),
			}),
			(input): LoggedIn => {
				const { redirectUri, state } = input;
				if (input.suiteId !== undefined && redirectUri !== undefined) {
					checkRedirect(names.suite(input.suiteId), redirectUri);
				}
				const code = issue(input, 'oauth', input.scope === 'snsapi_privateinfo');
				return {
					code,
					redirect: redirectUri && withParameters(redirectUri, { code, state }),
				};
			},
		),

		/** An administrator opens the app's business settings from the company's console. */
		openBusinessSettings: action(
			z.strictObject({ ...who, suiteId: z.string(), url: z.url().optional() }),
			(input): LoggedIn => {
				if (!platform.installations.find(input.suiteId, input.corpId)) {
					throw new NotPossible(`${input.corpId} has not installed ${input.suiteId}`);
				}
				const code = issue(input, 'business settings', false);
				return { code, redirect: input.url && withParameters(input.url, { auth_code: code }) };
			},
		),

		/** A member picks others in a page of the app, which gets a ticket for them. */
		selectMembers: action(
			z.strictObject({
				suiteId: z.string(),
				corpId: z.string(),
				userId: z.string().optional(),
				userIds: z.array(z.string()),
			}),
			(input): { selectedTicket: string } => {
				const { suite, corp } = names.installation(input.suiteId, input.corpId);
				const by = names.member(corp, input.userId ?? corp.adminUserId).userId;
				const userIds = input.userIds.map((userId) => names.member(corp, userId).userId);
				const selection = { app: suite.suiteId, corp, by, userIds };
				return { selectedTicket: platform.logins.issueSelection(selection) };
			},
		),

		/** A mini program of the app calls wx.qy.login. */
		logInMiniProgram: action(z.strictObject(who), (input): LoggedIn => ({
			code: issue(input, 'mini program', false),
		})),
	};
}
