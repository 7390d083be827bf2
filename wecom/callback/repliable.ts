import type { WeComEvent } from '../events/event';

/**
 * How long a reply can wait, in milliseconds since the delivery came in. WeCom hangs up after 5 s and sends the same again.
 */
export const REPLY_TIME = 4_500;

/** Events that WeCom takes a reply to, as `Event` names them. */
const EVENTS: ReadonlySet<unknown> = new Set([
	'subscribe',
	'enter_agent',
	'LOCATION',
	'click',
	'view',
	'view_miniprogram',
	'scancode_waitmsg',
	'template_card_menu_event',
	// The page says of it in one place that a card can be updated by a reply, and does not list it in another.
	'template_card_event',
]);

/**
 * Whether the answer to a delivery may be a passive reply: a member's message, or one of a few events that a member has
 * caused.
 * Doc: https://developer.work.weixin.qq.com/document/path/90377
 */
export function isRepliable({ family, data }: WeComEvent): boolean {
	if (family !== 'data' || !isId(data.FromUserName) || !isId(data.ToUserName)) return false;
	return data.MsgType === 'event' ? EVENTS.has(data.Event) : isId(data.MsgType);
}

function isId(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
