import type { App } from './app';
import { Refusal } from './refusal';

/** A group chat that an own app made. */
export interface Chat {
	chatId: string;
	name: string;
	/** Encrypted user ids. */
	owner: string;
	userIds: string[];
	corpId: string;
	appId: string;
}

/** Group chats (应用发送消息到群聊会话). */
export class Chats {
	private readonly chats = new Map<string, Chat>();

	/** @throws Refusal 86215 when the company has a chat of this id */
	create(chat: Chat): void {
		const key = `${chat.corpId} ${chat.chatId}`;
		if (this.chats.has(key)) {
			throw new Refusal(86215);
		}
		this.chats.set(key, chat);
	}

	/** @throws Refusal 86003 when there is no such chat, 86008 when another app made it */
	find(app: App, chatId: string): Chat {
		const chat = this.chats.get(`${app.corp.corpId} ${chatId}`);
		if (!chat) {
			throw new Refusal(86003);
		}
		if (chat.appId !== app.id) {
			throw new Refusal(86008);
		}
		return chat;
	}
}
