import { schemaOf, typeEvent } from '../../../wecom/events/event';
import { eventGroups, findEvent } from '../../../wecom/events/table';
import { expected, facts, familyOf, named, read } from './facts';

test('the facts are all there', () => {
	expect(facts).toHaveLength(186);
});

describe.each(named)('%s', (_id, fact) => {
	const event = typeEvent(read(fact));

	test('its example is recognised', () => {
		const definition = findEvent(event.id);
		expect(event.known).toBe(true);
		expect(definition?.families).toContain(familyOf(fact));
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
