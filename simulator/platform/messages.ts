import { DAY, HOUR, SECOND, type PlatformClock } from '../clock';
import type { App } from './app';
import { Refusal } from './refusal';
import { secret } from './secret';

/** A message an app has sent, as tests look at it. */
export interface SentMessage {
	messageId: string;
	corpId: string;
	/** The sending app: suite id or own app. */
	app: string;
	agentId: number;
	/** Encrypted user ids of those who got it. */
	userIds: string[];
	type: string;
	/** The part of the request named after the type. */
	content: Record<string, unknown>;
	/** Told time in milliseconds. */
	at: number;
	recalled: boolean;
	/** Set when it went to a group chat. */
	chatId?: string;
	/** Set when a card update changed it. */
	updatedTo?: Record<string, unknown>;
}

interface ResponseCode {
	appId: string;
	corpId: string;
	messageId?: string;
	expiresAt: number;
	used: boolean;
}

export const RECALL_LIFE = DAY;
export const RESPONSE_CODE_LIFE = 72 * HOUR;
const KEPT = 5000;

/** Messages sent to members, the codes that let cards be changed, and what was sent before. */
export class Messages {
	readonly sent: SentMessage[] = [];
	private readonly responseCodes = new Map<string, ResponseCode>();
	private readonly duplicates = new Map<string, number>();
	private readonly sentAt = new Map<string, number>();

	constructor(private readonly clock: PlatformClock) {}

	record(
		app: App,
		message: Pick<SentMessage, 'userIds' | 'type' | 'content' | 'chatId'>,
	): SentMessage {
		const sent: SentMessage = {
			messageId: secret('MSG-', 43),
			corpId: app.corp.corpId,
			app: app.id,
			agentId: app.agentId,
			at: this.clock.told(),
			recalled: false,
			...message,
		};
		this.sent.push(sent);
		this.sentAt.set(sent.messageId, this.clock.now());
		if (this.sent.length > KEPT) {
			const [oldest] = this.sent.splice(0, 1);
			this.sentAt.delete(oldest.messageId);
		}
		return sent;
	}

	/** True when the app has sent a card of this task id in the company before. */
	hasTask(app: App, taskId: string): boolean {
		return this.sent.some(
			(message) =>
				message.app === app.id &&
				message.corpId === app.corp.corpId &&
				message.content.task_id === taskId,
		);
	}

	/** True when the same content went out within the interval; else remembers it. */
	isDuplicate(key: string, seconds: number): boolean {
		const now = this.clock.now();
		for (const [known, until] of this.duplicates) {
			if (until <= now) {
				this.duplicates.delete(known);
			}
		}
		if (this.duplicates.has(key)) {
			return true;
		}
		this.duplicates.set(key, now + seconds * SECOND);
		return false;
	}

	/** @throws Refusal 42052 when it is older than a day, 40058 when the app never sent it */
	recall(app: App, messageId: string): void {
		const message = this.sent.find(
			(candidate) =>
				candidate.messageId === messageId &&
				candidate.app === app.id &&
				candidate.corpId === app.corp.corpId,
		);
		if (!message) {
			throw new Refusal(40058, 'invalid msgid');
		}
		if ((this.sentAt.get(messageId) ?? 0) + RECALL_LIFE <= this.clock.now()) {
			throw new Refusal(42052);
		}
		message.recalled = true;
	}

	/** A code by which the app may change a card once, within 72 hours. */
	issueResponseCode(app: App, messageId?: string): string {
		const code = secret('RESPONSE-');
		this.responseCodes.set(code, {
			appId: app.id,
			corpId: app.corp.corpId,
			messageId,
			expiresAt: this.clock.now() + RESPONSE_CODE_LIFE,
			used: false,
		});
		return code;
	}

	/** Uses up a response code. @throws Refusal 60140 for one that is unknown, used or expired, 42015 for another app's */
	useResponseCode(app: App, code: string): SentMessage | undefined {
		const known = this.responseCodes.get(code);
		if (!known || known.used || known.expiresAt <= this.clock.now()) {
			throw new Refusal(60140);
		}
		if (known.appId !== app.id || known.corpId !== app.corp.corpId) {
			throw new Refusal(42015);
		}
		known.used = true;
		return this.sent.find((message) => message.messageId === known.messageId);
	}
}
