import * as z from 'zod';
import { templateCardUpdate } from '../catalog/messages/template-card';
import type { CallbackKeys } from './keys';
import { writeReply, type Reply, type TemplateCard } from './reply';
import { sealReply } from './seal';

const media = z.strictObject({ media_id: z.string().min(1) });

const schema = z.discriminatedUnion('msgtype', [
	z.object({
		msgtype: z.literal('text'),
		text: z.strictObject({ content: z.string().min(1) }),
	}),
	z.object({ msgtype: z.literal('image'), image: media }),
	z.object({ msgtype: z.literal('voice'), voice: media }),
	z.object({
		msgtype: z.literal('video'),
		video: media.extend({ title: z.string().optional(), description: z.string().optional() }),
	}),
	z.object({
		msgtype: z.literal('news'),
		news: z.strictObject({
			articles: z
				.array(
					z.strictObject({
						title: z.string().min(1),
						description: z.string().optional(),
						url: z.string().optional(),
						picurl: z.string().optional(),
					}),
				)
				.min(1)
				.max(8),
		}),
	}),
	z.object({
		msgtype: z.literal('update_button'),
		button: z.strictObject({ replace_name: z.string().min(1) }),
	}),
	z.object({
		msgtype: z.literal('update_template_card'),
		template_card: templateCardUpdate(z),
	}),
]);

/**
 * A reply in the words of the API for messages (`{ msgtype: 'text', text: { content } }`), with two types of its own: a
 * button's new text, and a card in place of the one that was clicked. So the same content can be sent as a message when it
 * is too late for a reply.
 */
export type ReplyMessage = z.infer<typeof schema>;

/** What becomes of a reply that comes too late. */
export type LateRule = 'send' | 'drop';

/** A reply that a workflow has given, or what is wrong with it. */
export type GivenReply = { message: ReplyMessage; ifTooLate?: LateRule } | { problem: string };

/**
 * Reads what a workflow answers: a `ReplyMessage`, or `{ text }` for short; of a list the first. Either may have
 * `ifTooLate`.
 * @returns `undefined` for anything that is not meant as a reply
 */
export function readReplyMessage(given: unknown): GivenReply | undefined {
	const first: unknown = Array.isArray(given) ? given[0] : given;
	if (typeof first !== 'object' || first === null) return undefined;
	const item = first as Record<string, unknown>;
	const isShort = item.msgtype === undefined && typeof item.text === 'string' && item.text !== '';
	if (!isShort && item.msgtype === undefined) return undefined;
	const message = isShort ? { msgtype: 'text', text: { content: item.text } } : item;
	const parsed = schema.safeParse(message);
	if (!parsed.success) {
		const [{ path, message: reason }] = parsed.error.issues;
		return { problem: `'${path.map(String).join('.') || 'msgtype'}': ${reason}` };
	}
	const { ifTooLate } = item;
	return {
		message: parsed.data,
		...(ifTooLate === 'send' || ifTooLate === 'drop' ? { ifTooLate } : {}),
	};
}

/** Whose delivery is answered, and with which keys. */
export interface ReplyAddress {
	/** The pair that opened the delivery. */
	keys: CallbackKeys;
	/** The receive ID that the delivery was sealed for. */
	receiveId: string;
	/** `FromUserName` of the message. */
	member: string;
	/** `ToUserName` of the message. */
	company: string;
}

/**
 * Makes the body that answers a delivery with a reply.
 * @param moment Seconds since 1970; nonce and random bytes are given by tests alone.
 */
export function sealReplyMessage(
	{ keys, receiveId, member, company }: ReplyAddress,
	message: ReplyMessage,
	moment: { timestamp: number; nonce?: string; random?: Buffer },
): { body: string; contentType: string } {
	const head = { toUserName: member, fromUserName: company, createTime: moment.timestamp };
	return sealReply({ keys, receiveId, ...moment, message: writeReply(head, toReply(message)) });
}

function toReply(message: ReplyMessage): Reply {
	switch (message.msgtype) {
		case 'text':
			return { type: 'text', content: message.text.content };
		case 'image':
			return { type: 'image', mediaId: message.image.media_id };
		case 'voice':
			return { type: 'voice', mediaId: message.voice.media_id };
		case 'video': {
			const { media_id: mediaId, title, description } = message.video;
			return { type: 'video', mediaId, title, description };
		}
		case 'news':
			return {
				type: 'news',
				articles: message.news.articles.map(({ picurl, ...article }) => ({
					...article,
					picUrl: picurl,
				})),
			};
		case 'update_button':
			return { type: 'update_button', replaceName: message.button.replace_name };
		case 'update_template_card':
			return {
				type: 'update_template_card',
				card: inXml(message.template_card, '') as TemplateCard,
			};
	}
}

/** Names that are not those of the API with capitals in place of the underscores. */
const NAMES = new Map([
	['appid', 'AppId'],
	['checkbox', 'CheckBox'],
	['keyname', 'KeyName'],
	['pagepath', 'PagePath'],
	['userid', 'UserId'],
]);
/** Parts of a card in which `appid` is called otherwise than in all others. */
const OTHERWISE: ReadonlySet<string> = new Set(['quote_area', 'image_text_area']);

/** A part of a card with the names that it has in XML. */
function inXml(value: unknown, part: string): unknown {
	if (Array.isArray(value)) return value.map((each) => inXml(each, part));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, content]) => [
			name === 'appid' && OTHERWISE.has(part) ? 'Appid' : (NAMES.get(name) ?? pascalCase(name)),
			inXml(content, name),
		]),
	);
}

function pascalCase(name: string): string {
	return name.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
