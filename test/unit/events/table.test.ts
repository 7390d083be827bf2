import { eventGroups, findEvent } from '../../../wecom/events/table';
import released from './ids.json';

const events = eventGroups.flatMap((group) => group.events);

test('an ID that was ever released is still found', () => {
	expect(released.filter((id) => findEvent(id) === undefined)).toEqual([]);
});

test('a new ID is added to the released ones', () => {
	expect(events.map(({ id }) => id).filter((id) => !released.includes(id))).toEqual([]);
});

test('IDs, aliases and titles name one event each', () => {
	const names = events.flatMap(({ id, aliases }) => [id, ...aliases]);
	expect(new Set(names).size).toBe(names.length);
	expect(new Set(events.map(({ title }) => title)).size).toBe(events.length);
	expect(new Set(eventGroups.map(({ title }) => title)).size).toBe(eventGroups.length);
});

test('every event can be shown', () => {
	// Title Case: every word begins with a capital or a digit but for the small ones.
	const SMALL = /^(?:a|an|and|by|for|from|in|of|or|the|to)$/;
	for (const { title, titleZh, group } of events) {
		const words = title.split(' ');
		expect(words.filter((word) => !/^[A-Z0-9]/.test(word) && !SMALL.test(word))).toEqual([]);
		expect(words[0]).toMatch(/^[A-Z0-9]/);
		expect(titleZh).toMatch(/\p{Script=Han}/u);
		expect(eventGroups.some((other) => other.title === group)).toBe(true);
	}
});

test('names that come from outside are not found on a prototype', () => {
	for (const id of ['__proto__', 'constructor', 'toString', ''])
		expect(findEvent(id)).toBeUndefined();
});
