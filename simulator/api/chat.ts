import { memberOf, userIdFor, type App } from '../platform/app';
import type { Chat } from '../platform/chats';
import { Refusal } from '../platform/refusal';
import { secret } from '../platform/secret';
import { appOfCall, textOf, textsOf, type Call, type Handler } from './call';
import { checkContent, contentOf } from './message';

/** Group chats of own apps that see the whole company (应用发送消息到群聊会话). */
export const chatHandlers: Record<string, Handler> = {
	'/cgi-bin/appchat/create': (call) => {
		const app = chatApp(call);
		const { body } = call;
		const userIds = [...new Set(textsOf(body, 'userlist').map((id) => userIdOf(app, id)))];
		if (userIds.length < 2) {
			throw new Refusal(86006);
		}
		const owner = textOf(body, 'owner') === '' ? userIds[0] : userIdOf(app, textOf(body, 'owner'));
		if (!userIds.includes(owner)) {
			throw new Refusal(86207);
		}
		const chatId = textOf(body, 'chatid') || secret('wrDEMO', 26).replace(/[_-]/g, '0');
		call.platform.chats.create({
			chatId,
			name: textOf(body, 'name'),
			owner,
			userIds,
			corpId: app.corp.corpId,
			appId: app.id,
		});
		return { chatid: chatId };
	},

	'/cgi-bin/appchat/update': (call) => {
		const { app, chat } = chatOf(call, call.body);
		const { body } = call;
		const added = textsOf(body, 'add_user_list').map((id) => userIdOf(app, id));
		const removed = textsOf(body, 'del_user_list').map((id) => userIdOf(app, id));
		const userIds = [...new Set([...chat.userIds, ...added])].filter((id) => !removed.includes(id));
		const owner = textOf(body, 'owner') === '' ? chat.owner : userIdOf(app, textOf(body, 'owner'));
		if (userIds.length < 2) {
			throw new Refusal(86006);
		}
		if (!userIds.includes(owner)) {
			throw new Refusal(86207);
		}
		Object.assign(chat, { userIds, owner, name: textOf(body, 'name') || chat.name });
		return {};
	},

	'/cgi-bin/appchat/get': (call) => {
		const { app, chat } = chatOf(call, call.query);
		const idOf = (userId: string) => {
			const member = app.corp.members.find((candidate) => candidate.userId === userId);
			return member ? userIdFor(app, member) : userId;
		};
		return {
			chat_info: {
				chatid: chat.chatId,
				name: chat.name,
				owner: idOf(chat.owner),
				userlist: chat.userIds.map(idOf),
			},
		};
	},

	'/cgi-bin/appchat/send': (call) => {
		const { app, chat } = chatOf(call, call.body);
		const type = textOf(call.body, 'msgtype');
		const content = contentOf(call.body, type);
		checkContent(call, app, type, content);
		call.platform.messages.record(app, {
			userIds: chat.userIds,
			type,
			content,
			chatId: chat.chatId,
		});
		return {};
	},
};

/** @throws Refusal 48002 unless it is an own app that sees the root department */
function chatApp(call: Call): App {
	const app = appOfCall(call);
	if (app.kind !== 'internal' || !app.scope.departments.includes(1)) {
		throw new Refusal(48002);
	}
	return app;
}

function chatOf(call: Call, fields: Record<string, unknown>): { app: App; chat: Chat } {
	const app = chatApp(call);
	return { app, chat: call.platform.chats.find(app, textOf(fields, 'chatid')) };
}

/** The encrypted id of a member. @throws Refusal 86007 when there is none */
function userIdOf(app: App, id: string): string {
	const member = memberOf(app, id);
	if (!member) {
		throw new Refusal(86007);
	}
	return member.userId;
}
