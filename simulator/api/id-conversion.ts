import type { App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import { secret } from '../platform/secret';
import { appOfCall, numberOf, suiteOf, textsOf, type Call, type Handler } from './call';
import { corpOf } from './provider';

/** From ids of a company to those of the provider (账号ID). */
export const idConversionHandlers: Record<string, Handler> = {
	'/cgi-bin/idconvert/apply_to_upgrade_chatid': (call) => {
		const { clock, chatIds } = call.platform;
		const seconds = numberOf(call.body, 'upgrade_time') ?? 0;
		chatIds.apply(nameOf(appOfCall(call)), clock.moment(seconds));
		return {};
	},

	'/cgi-bin/idconvert/chatid': (call) => {
		call.platform.chatIds.checkConversion(nameOf(appOfCall(call)));
		const given = textsOf(call.body, 'chat_id_list');
		// Ids of chats begin with these two letters.
		const known = given.filter((id) => id.startsWith('wr'));
		return {
			items: known.map((id) => ({ chat_id: id, new_chat_id: id.replace(/(-new)?$/, '-new') })),
			invalid_chat_id_list: given.filter((id) => !known.includes(id)),
		};
	},

	'/cgi-bin/idconvert/upgrade_chatid_for_new_corp': (call) => {
		if (suiteOf(call).kind !== 'customised') {
			throw new Refusal(842003);
		}
		return {};
	},

	'/cgi-bin/service/finish_openid_migration': (call) => finishMigration(call),
	'/cgi-bin/service/externalcontact/finish_external_userid_migration': (call) =>
		finishMigration(call),

	'/cgi-bin/corp/apply_mass_call_ticket': () => ({ mass_call_ticket: secret('MASSCALL-', 48) }),
};

function nameOf({ id, corp }: App): string {
	return `${corp.corpId} ${id}`;
}

/** @throws Refusal 40013 for no company, 48001 for one without an app of the provider */
function finishMigration(call: Call) {
	const corp = corpOf(call);
	if (!call.platform.installations.all().some((installation) => installation.corp === corp)) {
		throw new Refusal(48001);
	}
	return {};
}
