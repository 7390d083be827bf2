import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EventFamily } from '../../../wecom/events/define';
import { parseMessage, type Message } from '../../../wecom/callback/message';

/** The documentation's facts about every event, with an example of each: the oracle of the table and of the samples. */
export interface Fact {
	id: string;
	kind: 'command' | 'data' | 'system';
	match: Record<string, string>;
	match_also?: Record<string, string>[];
	title_zh: string;
	app_types: string[];
	format: 'xml' | 'json';
	fields: { name: string; type: string; description_en: string }[];
	time_limit_ms: number;
	example: string;
}

export const facts = JSON.parse(
	readFileSync(join(__dirname, '../../../simulator/facts/events.json'), 'utf8'),
) as Fact[];
export const named = facts.map((fact): [string, Fact] => [fact.id, fact]);

const COMMAS = /^comma-separated/;
/** Lists with commas, by the type of their items. */
const LISTS: Record<string, (item: string) => unknown> = {
	Department: Number,
	AddPartyItems: Number,
	DelPartyItems: Number,
	IsLeaderInDept: (item) => item === '1',
	DirectLeader: String,
	AddUserItems: String,
	DelUserItems: String,
};

const typed: Record<string, (raw: unknown) => unknown> = {
	string: (raw) => raw,
	int64: (raw) => raw,
	int: Number,
	number: Number,
	object: (raw) => raw,
};

export function read(fact: Fact, example = fact.example): Message {
	const message = parseMessage(example, fact.format);
	if (!message) throw new Error('the example does not parse');
	return message;
}

/** What the facts say the example must become, built from them and the untyped message alone. */
export function expected(fact: Fact, raw: unknown, path = ''): unknown {
	const field = fact.fields.find(({ name }) => name === path || name === `${path}[]`);
	if (path !== '' && !field) {
		// `mixed.msg_item[].text.content` is listed without the object around it.
		const isParent = fact.fields.some(({ name }) => name.startsWith(`${path}.`));
		if (!isParent) throw new Error(`the facts do not list ${path}`);
	}
	if (field?.name.endsWith('[]')) {
		const items = Array.isArray(raw) ? raw : [raw];
		const type = field.type.slice(0, -2);
		return items.map((item) =>
			type === 'object' ? children(fact, item, `${path}[]`) : typed[type](item),
		);
	}
	if (path === '' || field === undefined || field.type === 'object')
		return children(fact, raw, path);
	if (COMMAS.test(field.description_en)) return String(raw).split(',').map(LISTS[path]);
	return typed[field.type](raw);
}

function children(fact: Fact, raw: unknown, path: string): unknown {
	return Object.fromEntries(
		Object.entries(raw as Message).map(([name, value]) => [
			name,
			expected(fact, value, path === '' ? name : `${path}.${name}`),
		]),
	);
}

/** The family that sends it. */
export function familyOf(fact: Fact): EventFamily {
	// An InfoType payload that comes to the data URL.
	if (fact.id === 'device_data_auth_change') return 'command';
	return fact.format === 'json' ? 'bot' : fact.kind;
}
