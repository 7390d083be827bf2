import type * as z from 'zod';

/**
 * Where an event comes from: `command` (third-party suite, template), `data` (an app's own callback URL), `system`
 * (the provider's), `bot` (AI bots, in JSON).
 */
export type EventFamily = 'command' | 'data' | 'system' | 'bot';

/**
 * One event of the table. Its ID is made of the platform's own words and is the same wherever the event comes from:
 * `InfoType` or `Event`, then `ChangeType` if there is one (`change_contact.create_user`); `message.` and the
 * `MsgType`; `bot.` and the `msgtype` or `eventtype`. IDs are stored in users' workflows: they never change.
 */
export interface EventDefinition {
	id: string;
	/** English, Title Case. */
	title: string;
	/** As the platform's documentation calls it. */
	titleZh: string;
	group: string;
	/** The families that are documented to send it. */
	families: readonly EventFamily[];
	/** Other spellings of the ID that the documentation has and the platform may send. */
	aliases: readonly string[];
	/** Paths of fields that no item may show unless it was asked for, such as `ContactSync.AccessToken`. */
	secrets: readonly string[];
	/** The platform wants the answer within 1000 ms and before any call of its API. */
	ackFirst: boolean;
	/** Its own fields, besides those that every event of a family has. A function, so that the table costs nothing. */
	fields: () => z.ZodRawShape;
}

/** A group as users think of it, in the order in which they should see it. */
export interface EventGroup {
	title: string;
	titleZh: string;
	events: readonly EventDefinition[];
}

type Declaration = Pick<EventDefinition, 'title' | 'titleZh'> & {
	from: EventFamily | readonly EventFamily[];
} & Partial<Pick<EventDefinition, 'aliases' | 'secrets' | 'ackFirst' | 'fields'>>;

/** Declares the events of a group, by ID. */
export function group(
	title: string,
	titleZh: string,
	events: Readonly<Record<string, Declaration>>,
): EventGroup {
	return {
		title,
		titleZh,
		events: Object.entries(events).map(
			([
				id,
				{ from, aliases = [], secrets = [], ackFirst = false, fields = () => ({}), ...rest },
			]) => ({
				id,
				group: title,
				families: typeof from === 'string' ? [from] : from,
				aliases,
				secrets,
				ackFirst,
				fields,
				...rest,
			}),
		),
	};
}
