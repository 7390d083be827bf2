import type { IWebhookFunctions } from 'n8n-workflow';

import {
	readReplyMessage,
	sealReplyMessage,
	type LateRule,
	type ReplyAddress,
	type ReplyMessage,
} from '../../wecom/callback/reply-message';
import { holdResponse } from './holdResponse';

export interface AwaitedReply {
	address: ReplyAddress;
	/** Milliseconds since 1970, when WeCom gets `success` if there is no reply. */
	until: number;
	/** What becomes of a reply that comes later and does not say so itself. */
	ifTooLate: LateRule;
	/** Sends a late reply as a message. */
	sendLate(message: ReplyMessage): Promise<void>;
	/** Called once: whether n8n has the execution, as soon as WeCom has its answer. */
	settle(stored: boolean): void;
	warn(text: string): void;
	report(error: Error): void;
}

/** What n8n answers when it could not begin an execution; whatever else it answers, it has stored one. */
const NOT_STARTED = 'There was a problem executing the workflow';

/**
 * Answers a delivery with what the workflow gives n8n as its response: a reply, sealed here with the keys of the delivery,
 * so that no key leaves the process that received it. Nothing usable, an error of the workflow, or no response in time
 * is `success`. Each delivery is answered once.
 */
export function awaitReply(context: IWebhookFunctions, awaited: AwaitedReply): void {
	const { address, until, settle, warn } = awaited;
	let isAnswered = false;
	let isTaken = false;
	const answer = (status: number, type: string, text: string) => {
		isAnswered = true;
		clearTimeout(timer);
		response.answer(status, type, text);
		settle(status === 200);
	};
	const succeed = () => answer(200, 'text/plain', 'success');

	const response = holdResponse(context.getResponseObject(), (status, body) => {
		if (isTaken) return;
		isTaken = true;
		if (status >= 500 && hasMessage(body, NOT_STARTED)) {
			if (isAnswered) warn('The workflow could not be started, and WeCom has had its answer');
			else answer(503, 'text/plain', 'Service Unavailable');
			return;
		}
		const given = readReplyMessage(body);
		if (given && 'problem' in given)
			warn(`The answer of the workflow is no reply: ${given.problem}`);
		if (!given || 'problem' in given) {
			if (!isAnswered) succeed();
			return;
		}
		if (!isAnswered && response.isOpen()) {
			try {
				const timestamp = Math.floor(Date.now() / 1000);
				const { body: sealed, contentType } = sealReplyMessage(address, given.message, {
					timestamp,
				});
				answer(200, contentType, sealed);
			} catch (error) {
				awaited.report(error as Error);
				succeed();
			}
			return;
		}
		if (!isAnswered) succeed();
		if ((given.ifTooLate ?? awaited.ifTooLate) === 'drop') {
			warn('A reply came too late and was dropped');
			return;
		}
		awaited.sendLate(given.message).catch(awaited.report);
	});
	const timer = setTimeout(() => succeed(), Math.max(0, until - Date.now()));
}

function hasMessage(body: unknown, message: string): boolean {
	return typeof body === 'object' && body !== null && 'message' in body && body.message === message;
}
