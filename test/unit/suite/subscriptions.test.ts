import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { OpenedDelivery } from '../../../wecom/callback/receive';
import type { WeComEvent } from '../../../wecom/events/event';
import type { Wishes } from '../../../wecom/events/wishes';
import { createCleaning } from '../../../wecom/suite/cleaning';
import { createDeliveries, HOLD, type Work } from '../../../wecom/suite/deliveries';
import type { Emission, InstallationSummary } from '../../../wecom/suite/emission';
import { createSubscriptions, type Subscriptions } from '../../../wecom/suite/subscriptions';
import { WeComVaultError } from '../../../wecom/vault/error';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { SubscriptionStore, Vault } from '../../../wecom/vault/vault';
import { logger, SECRET, until } from './stage';
import { startSubscriber, type SubscriberProcess } from './subscriber-process';

const SUITE = 'ww00000000000000b1';
const ANYTHING: Wishes = { events: ['any'], changeTypes: [], tenants: [] };
const MINUTE = 60_000;

// Processes have to start.
jest.setTimeout(60_000);

let folder: string;
let file: string;
let vault: Vault;
let now: number;
const stopping: Array<() => Promise<void>> = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-subscriptions-'));
	file = join(folder, 'vault');
	now = Date.now();
	vault = await openSqliteVault({ file, secret: SECRET, clock: () => now });
});

afterEach(async () => {
	for (const stop of stopping.splice(0)) await stop();
	await vault.close();
	await rm(folder, { recursive: true, force: true });
});

const sleep = async (milliseconds: number) => {
	now += milliseconds;
	await delay(1);
};

/** As another process would have it. */
const open = (holder: string, store: SubscriptionStore = vault.subscriptions): Subscriptions =>
	createSubscriptions({
		owner: SUITE,
		vault: { subscriptions: store, leases: vault.leases },
		clock: () => now,
		sleep,
		logger,
		holder,
	});

const makeEmission = (change: Partial<WeComEvent> = {}, name = 'message'): Emission => ({
	event: {
		id: 'message.text',
		known: true,
		family: 'data',
		corpId: 'wpA',
		occurredAt: 1,
		data: { Content: name },
		...change,
	},
	receivedAt: now,
	raw: `<xml>${name}</xml>`,
});

/** Events with these names, in this order. */
const recordAll = async (subscriptions: Subscriptions, ...names: string[]) => {
	for (const name of names) await subscriptions.record(`hash ${name}`, makeEmission({}, name));
};

interface Emitted {
	name: unknown;
	key: string;
	emission: Emission;
}

const receive = (emitted: Emitted[], emission: Emission, key: string) =>
	emitted.push({ name: emission.event.data.Content, key, emission });

async function attend(
	subscriptions: Subscriptions,
	{ id = 'w:n', wishes = ANYTHING, onEmit = async () => await Promise.resolve() } = {},
) {
	const emitted: Emitted[] = [];
	const { stop } = await subscriptions.attend({ id, wishes }, async (emission, key) => {
		receive(emitted, emission, key);
		await onEmit();
	});
	stopping.push(stop);
	return Object.assign(emitted, { stop });
}

const namesOf = (emitted: Emitted[]) => emitted.map(({ name }) => name);
const cursorOf = async (id = 'w:n') =>
	(await vault.subscriptions.get({ suiteId: SUITE, id }))?.cursor;
const stored = async () =>
	(await vault.subscriptions.read({ suiteId: SUITE, after: 0, limit: 100 })).events;

/** Gives whoever might still do something the time to do it. */
const settle = async () => await delay(150);

/** Goes round at once, which does what is done from time to time. */
const look = async (subscriptions: Subscriptions) => {
	await (
		await subscriptions.attend({ id: 'look', wishes: { ...ANYTHING, events: [] } }, async () => {})
	).stop();
	await subscriptions.leave('look');
};

describe('recording', () => {
	it('costs nothing while nobody is subscribed', async () => {
		await recordAll(open('one'), 'a');
		await attend(open('one'));
		expect(await cursorOf()).toBe(0);
		expect(await stored()).toEqual([]);
	});

	it('leaves out what nobody asked for, and tickets unless somebody did', async () => {
		const one = open('one');
		await attend(one, { id: 'any' });
		await attend(one, { id: 'some', wishes: { ...ANYTHING, events: ['no_such'] } });
		const ticket = makeEmission({ id: 'suite_ticket', corpId: undefined });
		await one.record('ticket', ticket);
		expect(await stored()).toEqual([]);
		const asking = await attend(one, {
			id: 'b',
			wishes: { ...ANYTHING, events: ['suite_ticket'] },
		});
		await one.record('ticket', ticket);
		await one.record('other', makeEmission());
		await until(() => asking.length === 1);
		expect(asking[0].emission).toEqual(ticket);
	});

	it('goes on for a subscriber whose n8n is just not there', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await recordAll(one, 'a', 'b');
		const emitted = await attend(open('two'));
		await until(() => emitted.length === 2);
		expect(namesOf(emitted)).toEqual(['a', 'b']);
	});

	it('says so when the vault is away', async () => {
		const away = {
			...vault.subscriptions,
			find: async () => {
				throw new WeComVaultError('busy', await Promise.resolve('The vault is busy'), 'Wait');
			},
		};
		await expect(recordAll(open('one', away), 'a')).rejects.toThrow(WeComVaultError);
	});
});

describe('a subscriber', () => {
	it('gets each event once, whole, in the order in which they were recorded', async () => {
		const one = open('one');
		const emitted = await attend(one);
		const names = Array.from({ length: 120 }, (_, n) => `n-${n}`);
		await recordAll(one, ...names);
		await recordAll(one, 'n-7');
		await until(() => emitted.length === names.length);
		await settle();
		expect(namesOf(emitted)).toEqual(names);
		expect(emitted[3].emission).toEqual({
			...makeEmission({}, 'n-3'),
			receivedAt: expect.any(Number),
		});
		expect(new Set(emitted.map(({ key }) => key)).size).toBe(120);
		expect(Math.max(...emitted.map(({ key }) => key.length))).toBeLessThanOrEqual(255);
	});

	it('begins with what comes after it', async () => {
		const one = open('one');
		await attend(one, { id: 'first' });
		await recordAll(one, 'before');
		const emitted = await attend(one);
		await recordAll(one, 'after');
		await until(() => emitted.length === 1);
		await settle();
		expect(namesOf(emitted)).toEqual(['after']);
	});

	it('goes on after the last event that it had', async () => {
		const one = open('one');
		const first = await attend(one);
		await recordAll(one, 'a', 'b');
		await until(() => first.length === 2);
		await settle();
		await first.stop();
		await recordAll(one, 'c');
		const emitted = await attend(open('two'));
		await until(() => emitted.length === 1);
		await settle();
		expect(namesOf(emitted)).toEqual(['c']);
	});

	it('is woken at once in its own process', async () => {
		const one = open('one');
		const emitted = await attend(one);
		await settle();
		await recordAll(one, 'a');
		await Promise.race([until(() => emitted.length === 1), delay(1_500)]);
		expect(emitted).toHaveLength(1);
	});

	it('gets what it asked for, of the companies that it asked for', async () => {
		const one = open('one');
		await attend(one);
		const emitted = await attend(one, {
			id: 'picky',
			wishes: {
				events: ['create_auth', 'change_contact.create_user', 'other'],
				changeTypes: [],
				tenants: ['wpA'],
			},
		});
		const changes = await attend(one, {
			id: 'changes',
			wishes: { ...ANYTHING, changeTypes: ['create_user'] },
		});
		const events: Array<[string, Partial<WeComEvent>, string?]> = [
			['not chosen', {}],
			[
				'created',
				{
					id: 'change_contact.create_user',
					data: { Content: 'created', ChangeType: 'create_user' },
				},
			],
			['elsewhere', { id: 'change_contact.create_user', corpId: 'wpB' }],
			['unknown', { id: 'brand_new', known: false }],
			['installed', { id: 'create_auth', corpId: undefined }, 'wpA'],
			['installed elsewhere', { id: 'create_auth', corpId: undefined }, 'wpB'],
		];
		for (const [name, change, installed] of events) {
			await one.record(name, {
				...makeEmission(change, name),
				...(installed ? { installation: { corpId: installed } as InstallationSummary } : {}),
			});
		}
		await until(() => emitted.length === 3);
		await settle();
		expect(namesOf(emitted)).toEqual(['created', 'unknown', 'installed']);
		expect(namesOf(changes)).toEqual(['created']);
		const [all, picky] = [await cursorOf(), await cursorOf('picky')];
		expect(picky).toBe(all);
	});

	it('moves on over what it did not ask for, which is erased then', async () => {
		const one = open('one');
		const emitted = await attend(one);
		await attend(one, { id: 'picky', wishes: { ...ANYTHING, events: ['create_auth'] } });
		await recordAll(one, 'a', 'b');
		await until(() => emitted.length === 2);
		await until(async () => (await cursorOf('picky')) === (await stored())[1].position);
		await settle();
		now += MINUTE;
		await look(one);
		expect(await stored()).toEqual([]);
	});

	it('goes by its present wishes', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await recordAll(one, 'a');
		await one.record('b', makeEmission({ id: 'create_auth' }, 'b'));
		const emitted = await attend(one, { wishes: { ...ANYTHING, events: ['create_auth'] } });
		await until(() => emitted.length === 1);
		expect(namesOf(emitted)).toEqual(['b']);
	});

	it('gets the next event while n8n is still busy with the last, and keeps its place', async () => {
		const one = open('one');
		const ends: Array<() => void> = [];
		const emitted = await attend(one, {
			onEmit: async () => await new Promise<void>((resolve) => ends.push(resolve)),
		});
		await recordAll(one, 'a', 'b', 'c');
		await until(() => emitted.length === 3);
		ends[1]();
		await settle();
		expect(await cursorOf()).toBe(0);
		ends[0]();
		await until(async () => (await cursorOf()) === (await stored())[1].position);
		ends[2]();
		await until(async () => (await cursorOf()) === (await stored())[2].position);
		expect(namesOf(emitted)).toEqual(['a', 'b', 'c']);
	});

	it('gets again what n8n did not take, by the same key and before all that follows', async () => {
		const one = open('one');
		let refusals = 2;
		const emitted = await attend(one, {
			onEmit: async () => {
				if (refusals-- > 0) throw new Error(await Promise.resolve('not stored'));
			},
		});
		const other = await attend(one, { id: 'other' });
		await recordAll(one, 'a', 'b');
		await until(() => other.length === 2);
		await until(() => {
			now += 1_000;
			return emitted.length === 4;
		});
		await settle();
		expect(namesOf(emitted)).toEqual(['a', 'a', 'a', 'b']);
		expect(new Set(emitted.map(({ key }) => key)).size).toBe(2);
	});

	it('does not get twice what the vault was slow to note', async () => {
		let failures = 5;
		const one = open('one', {
			...vault.subscriptions,
			async advance(...parts) {
				if (failures-- > 0) throw new WeComVaultError('busy', 'The vault is busy', 'Wait');
				return await vault.subscriptions.advance(...parts);
			},
		});
		const emitted = await attend(one);
		await recordAll(one, 'a', 'b');
		await until(async () => (await cursorOf()) === (await stored()).at(-1)?.position);
		expect(namesOf(emitted)).toEqual(['a', 'b']);
	});

	it('is not held back by an event that cannot be read', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await recordAll(one, 'a', 'b');
		const emitted = await attend(
			open('two', {
				...vault.subscriptions,
				async read(query) {
					const { events, last } = await vault.subscriptions.read(query);
					return { events: events.filter(({ hash }) => hash !== 'hash b'), last };
				},
			}),
		);
		await until(() => emitted.length === 1);
		await until(async () => (await cursorOf()) === (await stored()).at(-1)?.position);
	});
});

describe('of several processes', () => {
	it('one at a time gives a subscriber its events', async () => {
		const attended = [await attend(open('one')), await attend(open('two'))];
		await recordAll(open('three'), ...Array.from({ length: 20 }, (_, n) => `n-${n}`));
		await until(() => attended.flat().length === 20);
		await settle();
		expect(attended.flat()).toHaveLength(20);
		expect(attended.map(({ length }) => length).sort()).toEqual([0, 20]);
	});

	it('another goes on when the first has died or stood still, after a while', async () => {
		const stuck = await attend(open('one'), { onEmit: async () => await new Promise(() => {}) });
		await recordAll(open('three'), 'a');
		await until(() => stuck.length === 1);
		const two = open('two');
		const emitted = await attend(two);
		await settle();
		expect(emitted).toHaveLength(0);
		now += HOLD + 1;
		await until(() => emitted.length === 1);
		expect(emitted[0].key).toBe(stuck[0].key);
	});

	it('one that stood still finds out that another has taken over', async () => {
		const faked = ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
		jest.useFakeTimers({ doNotFake: [...faked] });
		try {
			const never = async () => await new Promise<void>(() => {});
			const first = await attend(open('one'), { onEmit: never });
			await recordAll(open('three'), 'a');
			await until(() => first.length === 1);
			now += HOLD + 1;
			const second = await attend(open('two'), { onEmit: never });
			await until(() => second.length === 1);
			jest.advanceTimersByTime(HOLD / 3);
			await settle();
			await recordAll(open('three'), 'b');
			await until(() => second.length === 2);
			await delay(2_500);
			expect(namesOf(first)).toEqual(['a']);
		} finally {
			jest.useRealTimers();
		}
	});

	/** Real processes on one file. */
	describe('on one vault', () => {
		const processes: SubscriberProcess[] = [];
		const start = async (options: Parameters<typeof startSubscriber>[0]) => {
			const one = await startSubscriber(options);
			processes.push(one);
			return one;
		};
		afterEach(async () => {
			for (const one of processes.splice(0)) await one.kill();
		});
		const options = { secret: SECRET, suiteId: SUITE, id: 'w:n', wishes: ANYTHING };

		it('nothing is lost or told out of order when one dies between n8n and its note', async () => {
			const dying = await start({ ...options, file, dieAt: 3, ahead: 0 });
			const names = ['a', 'b', 'c', 'd', 'e'];
			await recordAll(open('receiver'), ...names);
			await dying.ended;
			expect(dying.emitted.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
			// Its clock is where the dead one's lease has run out.
			const next = await start({ ...options, file, ahead: HOLD + 1_000 });
			await until(() => next.emitted.some(({ name }) => name === 'e'));
			const told = next.emitted.map(({ name }) => name);
			expect(told).toEqual(names.slice(-told.length));
			expect(told).toContain('c');
			const again = next.emitted.find(({ name }) => name === 'c');
			expect(again?.key).toBe(dying.emitted[2].key);
		});

		it('two share the work without doing any twice, for two subscribers', async () => {
			const all = await Promise.all(
				['one', 'two', 'one', 'two'].map(
					async (id) => await start({ ...options, id, file, ahead: 0 }),
				),
			);
			const names = Array.from({ length: 30 }, (_, n) => `n-${n}`);
			await recordAll(open('receiver'), ...names);
			const toldTo = (id: string) =>
				all
					.filter((each) => each.id === id)
					.flatMap(({ emitted }) => emitted.map(({ name }) => name));
			await until(() => all.flatMap(({ emitted }) => emitted).length === 60);
			await settle();
			for (const id of ['one', 'two']) expect(toldTo(id).sort()).toEqual([...names].sort());
		});
	});
});

describe('the end', () => {
	it('of a subscription comes half a minute after it was left', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await one.leave('w:n');
		await recordAll(one, 'a');
		now += MINUTE / 2 + 1;
		const emitted = await attend(open('two'));
		await recordAll(one, 'b');
		await until(() => emitted.length === 1);
		await settle();
		expect(namesOf(emitted)).toEqual(['b']);
	});

	it('does not come when its workflow is published anew', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await one.leave('w:n');
		await recordAll(one, 'a');
		now += MINUTE / 3;
		const emitted = await attend(one);
		await until(() => emitted.length === 1);
		now += 10 * MINUTE;
		await recordAll(open('two'), 'b');
		await until(() => emitted.length === 2);
	});

	it('does not come while it is attended: the end of a test in the editor looks the same', async () => {
		const one = open('one');
		const emitted = await attend(one);
		await settle();
		await open('editor').leave('w:n');
		await until(async () => {
			const row = await vault.subscriptions.get({ suiteId: SUITE, id: 'w:n' });
			return row?.leftAt === undefined;
		});
		now += 2 * MINUTE;
		await recordAll(one, 'a');
		await until(() => emitted.length === 1);
	});

	it('of a subscriber that nobody attends comes after seven days, and not before', async () => {
		const { stop } = await attend(open('one'));
		await stop();
		now += 6.9 * 24 * 60 * MINUTE;
		await look(open('two'));
		expect(await cursorOf()).toBe(0);
		now += 0.2 * 24 * 60 * MINUTE;
		await look(open('three'));
		expect(await cursorOf()).toBeUndefined();
	});

	it('never comes while somebody attends it', async () => {
		const one = open('one');
		const emitted = await attend(one);
		for (let days = 0; days < 3; days += 1) {
			await settle();
			now += 3 * 24 * 60 * MINUTE;
			await recordAll(one, `day ${days}`);
			await until(() => emitted.length === days + 1);
		}
	});

	it('of what an event says comes when all have it', async () => {
		const one = open('one');
		const emitted = await attend(one);
		const slow = await attend(one, { id: 'slow' });
		await slow.stop();
		await recordAll(one, 'a');
		await until(() => emitted.length === 1);
		await settle();
		now += MINUTE;
		await look(one);
		expect(await stored()).toHaveLength(1);
		const late = await attend(one, { id: 'slow' });
		await until(() => late.length === 1);
		await settle();
		now += MINUTE;
		await look(one);
		expect(await stored()).toEqual([]);
		// It is still known.
		await recordAll(one, 'a');
		expect(await stored()).toEqual([]);
	});

	it('of what a company said comes within a minute of its going, but for the going itself', async () => {
		const one = open('one');
		const { stop } = await attend(one);
		await stop();
		await recordAll(one, 'a');
		await one.record('going', makeEmission({ id: 'cancel_auth' }, 'going'));
		await one.record('other', makeEmission({ corpId: 'wpB' }, 'other'));
		await vault.installations.remove(SUITE, 'wpA', { timeStamp: 1, receivedAt: now });
		const two = open('two');
		now += 25_000;
		await look(two);
		expect(await stored()).toHaveLength(3);
		// It does not do so every time, but often enough.
		now += 20_000;
		await look(two);
		expect((await stored()).map(({ hash }) => hash)).toEqual(['going', 'other']);
		const emitted = await attend(one);
		await until(() => emitted.length === 2);
		expect(namesOf(emitted)).toEqual(['going', 'other']);
	});

	it('of an event comes after seven days, with a word about those who miss it', async () => {
		const error = jest.spyOn(logger, 'error');
		const one = open('one');
		const { stop } = await attend(one);
		await recordAll(one, 'had');
		await until(async () => (await cursorOf()) !== 0);
		await stop();
		now += MINUTE;
		await recordAll(one, 'missed');
		now += 6 * 24 * 60 * MINUTE;
		await (
			await attend(one, { onEmit: async () => await Promise.reject(new Error('away')) })
		).stop();
		now += 1.1 * 24 * 60 * MINUTE;
		error.mockClear();
		await look(open('two'));
		expect(await stored()).toEqual([]);
		expect(error.mock.calls).toMatchObject([[expect.stringContaining('too old'), { events: 1 }]]);
		error.mockRestore();
	});
});

/** What an endpoint accepts, and who else is told. */
describe('an accepted delivery', () => {
	let work: () => ReturnType<Work['run']>;
	const endpoint = {
		id: 'receiver:node',
		replayWindow: 3_600,
		completesInstalls: true,
		wants: () => true,
	};
	const unwanted = { ...endpoint, wants: () => false };
	beforeEach(() => {
		work = async () => await Promise.resolve({});
	});

	const receiver = (subscriptions: Subscriptions, holder = 'receiver') =>
		createDeliveries({
			owner: SUITE,
			claims: vault.claims,
			subscriptions,
			cleaning: createCleaning({ vault, clock: () => now, logger }),
			open: ({ body }) => {
				const name = body?.toString() ?? '';
				const event = makeEmission({ id: name.replace(/ .*/, '') }, name).event;
				return { accepted: true, message: name, hash: `hash ${name}`, event } as OpenedDelivery;
			},
			absorb: async () => await Promise.resolve(),
			plan: (event, receivedAt) =>
				event.id === 'work'
					? {
							beforeAnswer: false,
							deadline: receivedAt + 600_000,
							isTransient: () => false,
							explain: (error) => ({ code: 'x', message: (error as Error).message, hint: '' }),
							run: async () => await work(),
						}
					: undefined,
			leaves: () => false,
			answersFirst: (event) => event.id === 'first',
			clock: () => now,
			sleep,
			logger,
			holder,
		});
	const accept = async (deliveries: ReturnType<typeof receiver>, name: string, at = endpoint) =>
		await deliveries.accept({ query: {}, body: Buffer.from(name) }, at);

	it('is recorded before WeCom has its answer', async () => {
		const one = open('one');
		await (await attend(one)).stop();
		const deliveries = receiver(one);
		expect(await accept(deliveries, 'plain')).toMatchObject({ kind: 'emit' });
		expect(await accept(deliveries, 'plain unwanted', unwanted)).toMatchObject({ kind: 'done' });
		expect(await accept(deliveries, 'first unwanted', unwanted)).toMatchObject({ kind: 'done' });
		expect((await stored()).map(({ hash }) => hash)).toEqual([
			'hash plain',
			'hash plain unwanted',
			'hash first unwanted',
		]);
	});

	it('is recorded once, however often and wherever it comes', async () => {
		const one = open('one');
		const emitted = await attend(one);
		const [here, there] = [receiver(one, 'here'), receiver(open('two'), 'there')];
		for (const deliveries of [here, there, here]) await accept(deliveries, 'plain', unwanted);
		await until(() => emitted.length === 1);
		now += MINUTE;
		await look(open('three'));
		await accept(there, 'plain', unwanted);
		const accepted = await accept(here, 'wanted');
		if (accepted.kind === 'emit') await accepted.settle(false);
		await accept(there, 'wanted');
		await until(() => emitted.length === 2);
		await settle();
		expect(namesOf(emitted)).toEqual(['plain', 'wanted']);
	});

	it('is told when the suite has done its part, with what came of it', async () => {
		const installation = { corpId: 'wpNew' } as InstallationSummary;
		work = async () => await Promise.resolve({ installation });
		const one = open('one');
		const emitted = await attend(one);
		const accepted = await accept(receiver(one), 'work', unwanted);
		await settle();
		expect(emitted).toHaveLength(0);
		if (accepted.kind === 'answer first') await accepted.complete();
		await until(() => emitted.length === 1);
		expect(emitted[0].emission.installation).toEqual(installation);
	});

	it('is told with what kept the suite from its part', async () => {
		work = async () => await Promise.reject(new Error('refused'));
		const one = open('one');
		const emitted = await attend(one);
		const accepted = await accept(receiver(one), 'work');
		if (accepted.kind === 'answer first') expect(await accepted.completeHere()).toBeDefined();
		await until(() => emitted.length === 1);
		expect(emitted[0].emission.failure).toMatchObject({ message: 'refused' });
	});

	it('is told although whoever accepted it died', async () => {
		const one = open('one');
		const emitted = await attend(one);
		await accept(receiver(one), 'work', unwanted);
		now += HOLD + 1;
		const { stop } = receiver(open('two'), 'other').attend('other:node', async () => {});
		stopping.push(stop);
		await until(() => emitted.length === 1);
	});

	it('is not answered when it cannot be recorded, and may come again at once', async () => {
		let isAway = true;
		const one = open('one', {
			...vault.subscriptions,
			async record(event) {
				if (isAway) throw new WeComVaultError('busy', 'The vault is busy', 'Wait');
				return await vault.subscriptions.record(event);
			},
		});
		const emitted = await attend(one);
		const deliveries = receiver(one);
		await expect(accept(deliveries, 'plain')).rejects.toThrow(WeComVaultError);
		await expect(accept(deliveries, 'unwanted', unwanted)).rejects.toThrow(WeComVaultError);
		isAway = false;
		expect(await accept(deliveries, 'plain')).toMatchObject({ kind: 'emit' });
		await until(() => emitted.length === 1);
	});

	it('is told in spite of a vault that was away when its answer had gone out', async () => {
		let failures = 3;
		const one = open('one', {
			...vault.subscriptions,
			async record(event) {
				if (failures-- > 0) throw new WeComVaultError('busy', 'The vault is busy', 'Wait');
				return await vault.subscriptions.record(event);
			},
		});
		const emitted = await attend(one);
		const accepted = await accept(receiver(one), 'work');
		if (accepted.kind === 'answer first') await accepted.complete();
		await until(() => emitted.length === 1);
	});

	it('is tidied up after although no subscriber is left', async () => {
		const one = open('one');
		await (await attend(one)).stop();
		await recordAll(one, 'a');
		await one.leave('w:n');
		now += MINUTE + 1;
		const { stop } = receiver(open('two')).attend(endpoint.id, async () => {});
		stopping.push(stop);
		await until(async () => (await stored()).length === 0);
	});
});
