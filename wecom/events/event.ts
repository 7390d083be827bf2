import * as z from 'zod';
import type { EventDefinition, EventFamily } from './define';
import { integer, nested, text, word } from './field';
import { findEvent } from './table';

/** What a delivery says. */
export interface WeComEvent {
	/** ID in the table; for an event it does not have, the platform's own words put together in the same way. */
	id: string;
	/** Whether the table has it. */
	known: boolean;
	family: EventFamily;
	suiteId?: string;
	/** The tenant, where the event names one; `create_auth` does not. */
	corpId?: string;
	/** `TimeStamp` or `CreateTime` in seconds since 1970, 0 if there is none. */
	occurredAt: number;
	/**
	 * The fields under the platform's own names: numbers, switches and lists typed, IDs as text, unknown fields as they
	 * came. Beside `TimeStamp`, `CreateTime` and `create_time` stands the same time as ISO text: `TimeStampISO`,
	 * `CreateTimeISO`, `create_time_iso`.
	 */
	data: Record<string, unknown>;
}

/**
 * Types a parsed message by the table of events. What it is follows from the message alone, never from the URL it came
 * to. Nothing is refused: an unknown event passes with its fields as they came.
 */
export function typeEvent(message: Readonly<Record<string, unknown>>): WeComEvent {
	const { family, words } = route(message);
	const definition = findEvent(words.join('.')) ?? findEvent(words[0]);
	const data: Record<string, unknown> = schemaOf(family, definition).parse(message);
	const occurredAt = addTimes(data);
	const event: WeComEvent = {
		id: definition?.id ?? nameOf(words),
		known: definition !== undefined,
		family,
		occurredAt,
		data,
	};
	const suiteId = textOf(data.SuiteId);
	if (suiteId !== undefined) event.suiteId = suiteId;
	const corpId = corpOf(family, data);
	if (corpId !== undefined) event.corpId = corpId;
	return event;
}

/** The ID of an event that does not say what it is, or not in a word. */
const UNKNOWN = 'unknown';

/** The words that an ID is made of, the most general first. */
function route(message: Readonly<Record<string, unknown>>): {
	family: EventFamily;
	words: string[];
} {
	const changeType = textOf(message.ChangeType);
	const change = changeType === undefined ? [] : [changeType];

	const infoType = textOf(message.InfoType);
	if (infoType !== undefined) {
		const family = message.SuiteId === undefined && message.ServiceCorpId !== undefined;
		return { family: family ? 'system' : 'command', words: [infoType, ...change] };
	}
	const messageType = textOf(message.MsgType);
	if (messageType !== undefined) {
		const event = messageType === 'event' ? textOf(message.Event) : undefined;
		const words = event === undefined ? [`message.${messageType}`] : [event, ...change];
		return { family: 'data', words };
	}
	const botType = textOf(message.msgtype);
	if (botType !== undefined) {
		const event = botType === 'event' ? (message.event as Record<string, unknown>) : undefined;
		return { family: 'bot', words: [`bot.${textOf(event?.eventtype) ?? botType}`] };
	}
	return { family: 'data', words: [UNKNOWN] };
}

/** What the platform calls its events, also those of the future. */
const NAME = /^[\w.-]{1,128}$/;

/** The ID of an event that the table does not have. It is read in logs and kept as a key, so it is a plain word. */
function nameOf(words: readonly string[]): string {
	const name = words.join('.');
	return NAME.test(name) ? name : UNKNOWN;
}

/** The fields that every event of a family has. */
const HEADS: Record<EventFamily, () => z.ZodRawShape> = {
	command: () => ({
		SuiteId: word.optional(),
		InfoType: word,
		ChangeType: word.optional(),
		TimeStamp: integer.optional(),
		AuthCorpId: word.optional(),
		PaidCorpId: word.optional(),
	}),
	system: () => ({
		ServiceCorpId: word.optional(),
		InfoType: word,
		ChangeType: word.optional(),
		TimeStamp: integer.optional(),
		AuthCorpId: word.optional(),
	}),
	data: () => ({
		ToUserName: word.optional(),
		FromUserName: word.optional(),
		CreateTime: integer.optional(),
		MsgType: word.optional(),
		Event: word.optional(),
		ChangeType: word.optional(),
		AgentID: integer.optional(),
	}),
	bot: () => ({
		msgid: text.optional(),
		create_time: integer.optional(),
		aibotid: text.optional(),
		chatid: text.optional(),
		chattype: text.optional(),
		from: nested({ corpid: text.optional(), userid: text.optional() }).optional(),
		response_url: text.optional(),
		msgtype: word,
	}),
};

const schemas = new Map<string, z.ZodType<Record<string, unknown>>>();

/** The schema of an event as one family sends it, made when it is first needed. */
export function schemaOf(
	family: EventFamily,
	definition?: EventDefinition,
): z.ZodType<Record<string, unknown>> {
	const key = `${family} ${definition?.id ?? ''}`;
	let schema = schemas.get(key);
	if (!schema) {
		schema = z.looseObject({ ...HEADS[family](), ...definition?.fields() });
		schemas.set(key, schema);
	}
	return schema;
}

const TIMES = [
	['TimeStamp', 'TimeStampISO'],
	['CreateTime', 'CreateTimeISO'],
	['create_time', 'create_time_iso'],
] as const;

/** Latest second that a date can hold. */
const LATEST = 8_640_000_000_000;

/** Adds the ISO text beside each time; returns the first in seconds. */
function addTimes(data: Record<string, unknown>): number {
	let first = 0;
	for (const [name, iso] of TIMES) {
		const seconds = data[name];
		if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= LATEST)) continue;
		data[iso] = new Date(seconds * 1000).toISOString();
		first ||= seconds;
	}
	return first;
}

function corpOf(family: EventFamily, data: Record<string, unknown>): string | undefined {
	switch (family) {
		case 'command':
		case 'system':
			return textOf(data.AuthCorpId) ?? textOf(data.PaidCorpId) ?? textOf(data.CorpId);
		case 'data':
			return textOf(data.ToUserName);
		case 'bot':
			return textOf((data.from as Record<string, unknown> | undefined)?.corpid);
	}
}

/** Text with something in it, without the white space around it. */
function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value.trim() || undefined : undefined;
}
