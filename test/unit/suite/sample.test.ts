import { parseMessage, type Message } from '../../../wecom/callback/message';
import { typeEvent } from '../../../wecom/events/event';
import { eventGroups } from '../../../wecom/events/table';
import { sampleEmission } from '../../../wecom/suite/sample';
import { expected, familyOf, named, read, type Fact } from '../events/facts';

const NOW = 1_780_243_200_123;

function sampleOf(fact: Fact) {
	return sampleEmission(typeEvent(read(fact)).id, familyOf(fact), NOW, true);
}

/** Paths of everything in a message, as the facts write them. */
function pathsOf(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
	if (typeof value !== 'object' || value === null) return [path];
	const inner = Object.entries(value).flatMap(([name, item]) =>
		pathsOf(item, path === '' ? name : `${path}.${name}`),
	);
	return path === '' ? inner : [path, ...inner];
}

/** A chat with the bot alone has no group, and few messages quote another. */
function isLeftOut(name: string, { chattype }: Message): boolean {
	return name === 'quote' || (name === 'chatid' && chattype === 'single');
}

describe.each(named)('the sample of %s', (_id, fact) => {
	const { event, raw } = sampleOf(fact);
	const message = parseMessage(raw, fact.format) as Message;

	it('is that event, from who sends it', () => {
		const { id, family, corpId } = typeEvent(read(fact));
		expect(event).toMatchObject({ id, family, known: true, occurredAt: 1_780_243_200 });
		expect(event.corpId !== undefined).toBe(corpId !== undefined || family === 'bot');
	});

	it('has every documented field, and no other', () => {
		const paths = new Set(pathsOf(message));
		const missing = fact.fields
			.map(({ name }) => name.replaceAll('[]', ''))
			.filter((name) => !paths.has(name) && !isLeftOut(name, message));
		expect(missing).toEqual([]);
		expect(() => expected(fact, message)).not.toThrow();
	});

	it('has the documented types', () => {
		const { TimeStampISO, CreateTimeISO, create_time_iso, ...data } = event.data;
		expect(data).toEqual(expected(fact, message));
		expect(TimeStampISO ?? CreateTimeISO ?? create_time_iso).toBe('2026-05-31T16:00:00.000Z');
	});
});

it('is there for every event of the table, and whoever sends it', () => {
	for (const { events } of eventGroups) {
		for (const { id, families } of events) {
			for (const family of families) {
				expect(sampleEmission(id, family, NOW, true).event).toMatchObject({
					id,
					family,
					known: true,
				});
			}
		}
	}
});

it('is an unknown event where the table has none', () => {
	const { event } = sampleEmission('event_of_tomorrow', 'command', NOW, true);
	expect(event).toMatchObject({ id: 'event_of_tomorrow', known: false, family: 'command' });
});

it('has the installation where a real event would have it', () => {
	const withInstallation = (completes: boolean) =>
		eventGroups
			.flatMap(({ events }) => events)
			.filter(({ id, families }) => sampleEmission(id, families[0], NOW, completes).installation)
			.map(({ id }) => id);
	expect(withInstallation(true)).toEqual(['create_auth', 'change_auth', 'reset_permanent_code']);
	expect(withInstallation(false)).toEqual([]);
	expect(sampleEmission('change_auth', 'command', NOW, true)).toMatchObject({
		installation: { agentId: 1000002, details: { app_permissions: ['contact:base:base'] } },
		changes: {
			allowUser: { added: [expect.any(String)], removed: [] },
			permissions: { added: [], removed: ['externalcontact:base:base'] },
		},
	});
});
