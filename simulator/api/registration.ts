import { SECOND } from '../clock';
import { REGISTER_CODE_LIFE_SECONDS } from '../platform/registrations';
import { Refusal } from '../platform/refusal';
import { appOfCall, numberOf, numbersOf, textOf, textsOf, type Answer, type Handler } from './call';
import { staffOf } from './provider';

/** Registration by promotion codes (推广二维码). */
export const registrationHandlers: Record<string, Handler> = {
	'/cgi-bin/service/get_register_code': (call) => {
		const { body, platform } = call;
		const { packages } = platform.world.provider;
		const found = packages.find(({ templateId }) => templateId === textOf(body, 'template_id'));
		if (!found) {
			throw new Refusal(84020);
		}
		if (textOf(body, 'follow_user') !== '') {
			staffOf(call, 'follow_user', 60111);
		}
		const { code } = platform.registrations.issue({
			package: found,
			corpName: textOf(body, 'corp_name'),
			adminName: textOf(body, 'admin_name'),
			adminMobile: textOf(body, 'admin_mobile'),
			state: textOf(body, 'state') || undefined,
		});
		return { register_code: code, expires_in: REGISTER_CODE_LIFE_SECONDS };
	},

	'/cgi-bin/service/get_register_info': ({ body, platform }) => {
		const outcome = platform.registrations.outcome(textOf(body, 'register_code'));
		const { corp, admin, contactSync, state } = outcome;
		return {
			corpid: corp.corpId,
			...(contactSync
				? {
						contact_sync: {
							access_token: contactSync.token,
							expires_in: Math.max(
								0,
								Math.floor((contactSync.expiresAt - platform.clock.now()) / SECOND),
							),
						},
					}
				: {}),
			auth_user_info: { userid: admin.userId },
			...(state === undefined ? {} : { state }),
			template_id: outcome.package.templateId,
		};
	},

	'/cgi-bin/agent/set_scope': (call) => {
		const { body, platform } = call;
		const { corp } = appOfCall(call);
		const installation = platform.installations
			.all()
			.find((one) => one.corp === corp && one.agentId === numberOf(body, 'agentid'));
		if (!installation) {
			throw new Refusal(40056);
		}
		const users = sorted(
			textsOf(body, 'allow_user'),
			(id) => corp.members.find((one) => one.userId === id || one.plainUserId === id)?.userId,
		);
		const departments = sorted(numbersOf(body, 'allow_party'), (id) =>
			corp.departments.some((one) => one.id === id) ? id : undefined,
		);
		const tags = sorted(numbersOf(body, 'allow_tag'), (id) =>
			corp.tags.some((one) => one.id === id) ? id : undefined,
		);
		installation.scope = { users: users.found, departments: departments.found, tags: tags.found };
		const { suite } = installation;
		platform.outbox.put({
			eventId: 'change_auth',
			about: { suite, corp, installation },
			fields: { State: null, ExtraInfo: null },
		});
		return {
			invaliduser: users.unknown,
			invalidparty: departments.unknown,
			invalidtag: tags.unknown,
		};
	},

	'/cgi-bin/sync/contact_sync_success': (call): Answer => {
		call.platform.registrations.finishContactSync(appOfCall(call).id);
		return {};
	},
};

/** What names something, as its id, and what names nothing. */
function sorted<Id>(ids: Id[], find: (id: Id) => Id | undefined) {
	return {
		found: ids.flatMap((id) => find(id) ?? []),
		unknown: ids.filter((id) => find(id) === undefined),
	};
}
