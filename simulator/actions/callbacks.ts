import { z } from 'zod';
import type { Consignment, DeliveryReport, Verification } from '../callbacks/courier';
import { sealLetter, type Sealed } from '../callbacks/envelope';
import { NotPossible } from '../callbacks/post-office';
import { ofInstallation, ofOwnApp } from '../platform/app';
import type { UrlKind } from '../platform/callback-urls';
import type { Corp, Suite } from '../world';
import { action } from './action';
import { newMessageId } from './message-id';
import type { Office } from './office';

const kind = z.enum(['command', 'data', 'system']);
const keys = { token: z.string().optional(), encodingAesKey: z.string().length(43).optional() };
const anybody = {
	suiteId: z.string().optional(),
	corpId: z.string().optional(),
	agentId: z.int().optional(),
};
const app = { ...anybody, corpId: z.string() };

/** Callback URLs, tickets, what members do to an app, and single deliveries. */
export function callbackActions({ platform, postOffice, courier, names }: Office) {
	const pushTicket = async (to: Suite): Promise<DeliveryReport> =>
		await postOffice.push(
			'suite_ticket',
			{ suite: to },
			{ SuiteTicket: platform.tickets.issue(to.suiteId) },
		);

	/** The object whose Token and EncodingAESKey a URL uses; a customised app's are its own in each company. */
	const keyHolder = (of: UrlKind, suite?: Suite, corp?: Corp, agentId?: number) => {
		if (of === 'system') {
			return platform.world.provider;
		}
		if (of === 'bot') {
			if (!corp) {
				throw new NotPossible('name the company that the bot belongs to');
			}
			return corp.bot;
		}
		if (suite && corp) {
			if (suite.kind !== 'customised' || of !== 'data') {
				throw new NotPossible('only customised apps have a callback of their own, for data');
			}
			return names.installation(suite.suiteId, corp.corpId);
		}
		if (suite) {
			return suite;
		}
		if (corp) {
			return names.ownApp(corp, agentId);
		}
		throw new NotPossible('name the suite, or the company and agent, that the URL belongs to');
	};

	return {
		/** Verifies a callback URL and saves it; a suite whose command URL is saved gets a ticket at once. */
		saveCallbackUrl: action(
			z.strictObject({
				...anybody,
				kind: z.enum([...kind.options, 'bot']),
				url: z.url(),
				...keys,
				sealedFor: z.enum(['provider', 'company']).optional(),
			}),
			async (input): Promise<Verification> => {
				const suite = input.suiteId === undefined ? undefined : names.suite(input.suiteId);
				const corp = input.corpId === undefined ? undefined : names.corp(input.corpId);
				const { agentId } = input;
				const holder = keyHolder(input.kind, suite, corp, agentId);
				const wanted = {
					token: input.token ?? holder.token,
					encodingAesKey: input.encodingAesKey ?? holder.encodingAesKey,
				};
				const place = { kind: input.kind, suite, corp, agentId };
				const verification = await postOffice.save(place, input.url, wanted, input.sealedFor);
				if (verification.saved) {
					Object.assign(holder, wanted);
				}
				if (verification.saved && input.kind === 'command' && suite) {
					verification.ticket = await pushTicket(suite);
				}
				return verification;
			},
		),

		/** Pushes a new suite ticket, as the console's button and the platform's ten minutes do. */
		pushTicket: action(
			z.strictObject({ suiteId: z.string() }),
			async ({ suiteId }): Promise<DeliveryReport> => await pushTicket(names.suite(suiteId)),
		),

		/** A member writes to the app. */
		sendMessage: action(
			z.strictObject({ ...app, userId: z.string(), text: z.string() }),
			async (input): Promise<DeliveryReport> =>
				await postOffice.push('msg_text', names.app(input), {
					FromUserName: input.userId,
					Content: input.text,
					MsgId: newMessageId(),
				}),
		),

		/** A member presses a button of a card; the event carries a code that lets the app change it once. */
		pressCard: action(
			z.strictObject({
				...app,
				userId: z.string(),
				taskId: z.string(),
				eventKey: z.string(),
				cardType: z.string().default('button_interaction'),
				selected: z.record(z.string(), z.array(z.string())).default({}),
			}),
			async (input): Promise<DeliveryReport> => {
				const subject = names.app(input);
				const sender = subject.installation
					? ofInstallation(subject.installation)
					: ofOwnApp(subject.corp, names.ownApp(subject.corp, input.agentId));
				const message = platform.messages.sent.find(
					(sent) => sent.app === sender.id && sent.content.task_id === input.taskId,
				);
				const selected = Object.entries(input.selected).map(([question, options]) => ({
					QuestionKey: question,
					OptionIds: { OptionId: options },
				}));
				return await postOffice.push('event_template_card_event', subject, {
					FromUserName: input.userId,
					EventKey: input.eventKey,
					TaskId: input.taskId,
					CardType: input.cardType,
					ResponseCode: platform.messages.issueResponseCode(sender, message?.messageId),
					SelectedItems: selected.length === 0 ? null : { SelectedItem: selected },
				});
			},
		),

		/**
		 * Sends one delivery exactly as described, also a wrong one: other keys, receive id or time, or tampered with
		 * after sealing. No second attempt.
		 */
		deliver: action(
			z.strictObject({
				...anybody,
				kind,
				xml: z.string(),
				url: z.url().optional(),
				timestamp: z.string().optional(),
				nonce: z.string().optional(),
				receiveId: z.string().optional(),
				toUserName: z.string().optional(),
				...keys,
				tamper: z.enum(['signature', 'ciphertext', 'body', 'noQuery']).optional(),
			}),
			async (input): Promise<DeliveryReport> => {
				const target = postOffice.target(input.kind, names.anybody(input), '', input.url);
				const consignment: Consignment = {
					url: target.url,
					event: `deliver ${input.kind}`,
					keys: {
						token: input.token ?? target.keys.token,
						encodingAesKey: input.encodingAesKey ?? target.keys.encodingAesKey,
					},
					letter: {
						payload: input.xml,
						format: 'xml',
						receiveId: input.receiveId ?? target.receiveId,
						toUserName: input.toUserName ?? target.toUserName,
						agentId: '',
					},
					limit: courier.limits.event,
					mayReply: input.kind === 'data',
				};
				const timestamp = input.timestamp ?? String(platform.clock.toldSeconds());
				const nonce = input.nonce ?? newMessageId();
				const letter = { ...consignment.letter, timestamp, nonce };
				const sealed = sealLetter(letter, consignment.keys);
				return await courier.sendOnce(consignment, tampered(sealed, input.tamper));
			},
		),
	};
}

function tampered(
	sealed: Sealed,
	how: 'signature' | 'ciphertext' | 'body' | 'noQuery' | undefined,
): Sealed {
	switch (how) {
		case 'signature':
			return { ...sealed, query: { ...sealed.query, msg_signature: '0'.repeat(40) } };
		case 'ciphertext':
			return { ...sealed, body: sealed.body.replace(/(<Encrypt><!\[CDATA\[)(.)/, swapFirst) };
		case 'body':
			return { ...sealed, body: sealed.body.slice(0, -20) };
		case 'noQuery':
			return { ...sealed, query: {} };
		case undefined:
			return sealed;
	}
}

function swapFirst(_match: string, before: string, letter: string): string {
	return `${before}${letter === 'A' ? 'B' : 'A'}`;
}
