import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessage, type Message } from '../../../wecom/callback/message';
import { schemaOf, typeEvent } from '../../../wecom/events/event';
import { eventGroups, findEvent } from '../../../wecom/events/table';

/** The documentation's facts about every event, with an example of each: the oracle of the table. */
interface Fact {
	id: string;
	kind: 'command' | 'data' | 'system';
	match: Record<string, string>;
	match_also?: Record<string, string>[];
	title_zh: string;
	format: 'xml' | 'json';
	fields: { name: string; type: string; description_en: string }[];
	time_limit_ms: number;
	example: string;
}

const facts = JSON.parse(
	readFileSync(join(__dirname, '../../../simulator/facts/events.json'), 'utf8'),
) as Fact[];
const named = facts.map((fact): [string, Fact] => [fact.id, fact]);

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

function read(fact: Fact, example = fact.example): Message {
	const message = parseMessage(example, fact.format);
	if (!message) throw new Error('the example does not parse');
	return message;
}

/** What the facts say the example must become, built from them and the untyped message alone. */
function expected(fact: Fact, raw: unknown, path = ''): unknown {
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

test('the facts are all there', () => {
	expect(facts).toHaveLength(186);
});

describe.each(named)('%s', (_id, fact) => {
	const family = fact.format === 'json' ? 'bot' : fact.kind;
	const event = typeEvent(read(fact));

	test('its example is recognised', () => {
		const definition = findEvent(event.id);
		expect(event.known).toBe(true);
		expect(definition?.families).toContain(
			// An InfoType payload that comes to the data URL.
			fact.id === 'device_data_auth_change' ? 'command' : family,
		);
		const words = Object.values(fact.match).filter((word) => word !== 'event');
		expect(event.id.replace(/^(message|bot)\./, '')).toBe(words.join('.'));
	});

	test('its example becomes the listed fields with their types', () => {
		const { TimeStampISO, CreateTimeISO, create_time_iso, ...data } = event.data;
		expect(data).toEqual(expected(fact, read(fact)));
		const time = data.TimeStamp ?? data.CreateTime ?? data.create_time;
		const iso = TimeStampISO ?? CreateTimeISO ?? create_time_iso;
		expect(iso).toBe(time === undefined ? undefined : new Date(Number(time) * 1000).toISOString());
		expect(event.occurredAt).toBe(time ?? 0);
	});

	test('every listed field is in the schema', () => {
		const definition = findEvent(event.id);
		const shape = (schemaOf(event.family, definition) as unknown as { shape: object }).shape;
		const names = fact.fields.map(({ name }) => name.split(/[.[]/)[0]);
		expect(Object.keys(shape)).toEqual(expect.arrayContaining(names));
	});

	test('its other spellings are the same event', () => {
		for (const match of fact.match_also ?? []) {
			const other = typeEvent({ ...read(fact), ...match });
			expect(other).toMatchObject({ id: event.id, known: true });
		}
	});

	test('it is acknowledged first exactly where the platform waits for a second only', () => {
		expect(findEvent(event.id)?.ackFirst).toBe(fact.time_limit_ms === 1000);
	});
});

test('every event of the table is one of the facts', () => {
	const seen = new Set(facts.map((fact) => typeEvent(read(fact)).id));
	const table = eventGroups.flatMap(({ events }) => events.map(({ id }) => id));
	expect(table.filter((id) => !seen.has(id))).toEqual([]);
	expect(seen.size).toBe(table.length);
});

test('every family of a definition is documented', () => {
	const documented = new Set(
		facts.map((fact) => {
			const event = typeEvent(read(fact));
			return `${event.id} ${event.family}`;
		}),
	);
	for (const { events } of eventGroups) {
		for (const { id, families } of events) {
			for (const family of families) expect(documented).toContain(`${id} ${family}`);
		}
	}
});
