import type { Customer } from '../customers';
import type { App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import { isMemberVisible } from '../platform/scope';
import type { Corp, Member } from '../world';
import { appOfCall, numberOf, textOf, textsOf, type Answer, type Call, type Handler } from './call';

/** From ids of customers, and of members whom bots have met, to those that the provider knows them by (ID转换接口). */
export const customerIdHandlers: Record<string, Handler> = {
	'/cgi-bin/externalcontact/get_new_external_userid': (call) => {
		const app = appOfCall(call);
		return { items: converted(call, (customer) => isSeen(app, customer.followerUserId)) };
	},

	'/cgi-bin/externalcontact/groupchat/get_new_external_userid': (call) => {
		const app = appOfCall(call);
		const group = groupOf(app, textOf(call.body, 'chat_id'));
		return { items: converted(call, ({ plainId }) => group.customers.includes(plainId)) };
	},

	'/cgi-bin/idconvert/unionid_to_external_userid': (call) => {
		const app = appOfCall(call);
		const unionId = textOf(call.body, 'unionid');
		if (!unionId.startsWith('o')) {
			throw new Refusal(610014);
		}
		const customer = app.corp.outside.customers.find((one) => one.unionId === unionId);
		if (customer && customer.wechatOpenId !== textOf(call.body, 'openid')) {
			throw new Refusal(610018);
		}
		return customer && isSeen(app, customer.followerUserId)
			? { external_userid: customer.openId }
			: { pending_id: call.platform.pendingIds.issue(app.corp.corpId, unionId) };
	},

	'/cgi-bin/idconvert/batch/external_userid_to_pending_id': (call) => {
		const app = appOfCall(call);
		const chatId = textOf(call.body, 'chat_id');
		const inGroup = chatId === '' ? undefined : groupOf(app, chatId).customers;
		const result = textsOf(call.body, 'external_userid').flatMap((id) => {
			const customer = app.corp.outside.customers.find((one) => one.openId === id);
			const isMeant = inGroup
				? inGroup.includes(customer?.plainId ?? '')
				: isSeen(app, customer?.followerUserId);
			const pendingId =
				customer && isMeant
					? call.platform.pendingIds.find(app.corp.corpId, customer.unionId)
					: undefined;
			return pendingId === undefined ? [] : [{ external_userid: id, pending_id: pendingId }];
		});
		return { result };
	},

	'/cgi-bin/idconvert/external_tagid': (call) =>
		sorted(call, 'et', 'external_tagid', 'open_external_tagid'),

	'/cgi-bin/idconvert/open_kfid': (call) => sorted(call, 'wk', 'open_kfid', 'new_open_kfid'),

	'/cgi-bin/idconvert/convert_tmp_external_userid': (call) => {
		const app = appOfCall(call);
		const isCustomer = numberOf(call.body, 'user_type') === 1;
		const find = (id: string) =>
			app.corp.outside.customers.find(
				(one) => isCustomer && one.temporaryId === id && isSeen(app, one.followerUserId),
			);
		const given = textsOf(call.body, 'tmp_external_userid_list');
		return {
			results: given.flatMap((id) => {
				const customer = find(id);
				return customer
					? [
							{
								tmp_external_userid: id,
								external_userid: app.kind === 'internal' ? customer.plainId : customer.openId,
							},
						]
					: [];
			}),
			invalid_tmp_external_userid_list: given.filter((id) => !find(id)),
		};
	},

	'/cgi-bin/service/batch/userid_to_openuserid': ({ body, platform }) => {
		const botId = textOf(body, 'source_botid');
		const corp = platform.world.corps.find(({ bot }) => bot.botId === botId);
		if (!corp) {
			throw new Refusal(93019);
		}
		const scopes = platform.installations.all().filter((one) => one.corp === corp);
		if (scopes.length === 0) {
			throw new Refusal(48001);
		}
		const find = (id: string) =>
			corp.members.find(
				(member) =>
					botUserId(member) === id &&
					scopes.some(({ scope }) => isMemberVisible(corp, scope, member)),
			);
		const given = textsOf(body, 'open_userid_list');
		return {
			items: given.flatMap((id) => {
				const member = find(id);
				return member ? [{ userid: id, open_userid: member.userId }] : [];
			}),
			open_corpid: corp.corpId,
			invalid_open_userid_list: given.filter((id) => !find(id)),
		};
	},

	/** Companies that have authorised an app lately are upgraded from the start. */
	'/cgi-bin/corp/get_openid_migration': () => ({
		migration_info: [
			{ openid_type: 1, status: 1 },
			{ openid_type: 3, status: 1 },
		],
	}),
};

/** The id by which a company's bot knows a member: encrypted for the company, not for a provider. */
export function botUserId({ userId }: Member): string {
	return userId.replace(/^wo(DEMO)?/, 'woCORP');
}

/** @throws Refusal 40096 for a customer the app does not see, or an id of no customer */
function converted(call: Call, isMeant: (customer: Customer) => boolean): Answer[] {
	const { customers } = appOfCall(call).corp.outside;
	return textsOf(call.body, 'external_userid_list').map((id) => {
		const customer = customers.find((one) => one.plainId === id || one.openId === id);
		if (!customer || !isMeant(customer)) {
			throw new Refusal(40096);
		}
		return { external_userid: id, new_external_userid: customer.openId };
	});
}

/** @throws Refusal 40050 for no group, 60011 for one whose owner the app does not see */
function groupOf(app: App, chatId: string) {
	const group = app.corp.outside.groups.find(
		({ plainId, openId }) => plainId === chatId || openId === chatId,
	);
	if (!group) {
		throw new Refusal(40050);
	}
	if (!isSeen(app, group.ownerUserId)) {
		throw new Refusal(60011);
	}
	return group;
}

function isSeen({ corp, scope }: App, userId: string | undefined): boolean {
	const member = memberOf(corp, userId);
	return member !== undefined && isMemberVisible(corp, scope, member);
}

function memberOf({ members }: Corp, userId: string | undefined): Member | undefined {
	return members.find((member) => member.userId === userId);
}

/**
 * Ids of things whose provider's id begins with these letters, `DEMO` and those of the company, and the company's own
 * with `PLAIN` instead; and those that are not such ids.
 */
function sorted(call: Call, prefix: string, name: string, converted: string): Answer {
	const letters = appOfCall(call).corp.corpId.slice('wpDEMO'.length, 'wpDEMO'.length + 2);
	const pattern = new RegExp(`^${prefix}(PLAIN|DEMO)${letters}`);
	const given = textsOf(call.body, `${name}_list`);
	return {
		items: given
			.filter((id) => pattern.test(id))
			.map((id) => ({ [name]: id, [converted]: id.replace('PLAIN', 'DEMO') })),
		[`invalid_${name}_list`]: given.filter((id) => !pattern.test(id)),
	};
}
