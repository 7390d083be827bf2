import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { OpenedDelivery } from '../../../wecom/callback/receive';
import { refuse } from '../../../wecom/callback/refusal';
import {
	createDeliveries,
	HOLD,
	type Acceptance,
	type Deliveries,
	type Work,
} from '../../../wecom/suite/deliveries';
import type { Emission } from '../../../wecom/suite/emission';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';
import { logger, SECRET, until } from './stage';

const OWNER = 'ww00000000000000b1';
const endpoint = { id: 'workflow:node', wants: () => true };

let folder: string;
let vault: Vault;
let now: number;
/** What the suite does about an event named `work`, and how often it was begun. */
let work: () => ReturnType<Work['run']>;
let begun: number;
let beforeAnswer: boolean;
const stopping: Array<() => Promise<void>> = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-deliveries-'));
	now = Date.now();
	vault = await openSqliteVault({ file: join(folder, 'vault'), secret: SECRET, clock: () => now });
	begun = 0;
	beforeAnswer = false;
	work = async () => await Promise.resolve({});
});

afterEach(async () => {
	for (const stop of stopping.splice(0)) await stop();
	await vault.close();
	await rm(folder, { recursive: true, force: true });
});

/** As another process would have it: its own holder on the same vault. The body of a request is the name of its event. */
function open(holder: string): Deliveries {
	return createDeliveries({
		owner: OWNER,
		claims: vault.claims,
		open: ({ body }) => {
			const id = body?.toString() ?? '';
			if (id === '') return refuse('signature', 'not signed');
			const event = { id, known: true, family: 'command', occurredAt: 1, data: {} } as const;
			const hash = Buffer.from(id).toString('hex').padEnd(64, '0');
			return { accepted: true, message: `<${id}/>`, hash, event } as unknown as OpenedDelivery;
		},
		absorb: async () => await Promise.resolve(),
		plan: (event, receivedAt) =>
			event.id.startsWith('work')
				? {
						beforeAnswer,
						deadline: receivedAt + 600_000,
						isTransient: (error) => (error as Error).message === 'passing',
						explain: (error) => ({ code: 'x', message: (error as Error).message, hint: '' }),
						async run() {
							begun += 1;
							return await work();
						},
					}
				: undefined,
		answersFirst: (event) => event.id.startsWith('first'),
		clock: () => now,
		async sleep(milliseconds) {
			now += milliseconds;
			await delay(1);
		},
		logger,
		holder,
	});
}

const accept = async (deliveries: Deliveries, name: string, at = endpoint): Promise<Acceptance> =>
	await deliveries.accept({ query: {}, body: Buffer.from(name) }, at);

function attend(deliveries: Deliveries) {
	const emitted: Array<{ key: string; emission: Emission }> = [];
	const { stop } = deliveries.attend(endpoint.id, async (emission, key) => {
		emitted.push({ key, emission });
		await Promise.resolve();
	});
	stopping.push(stop);
	return emitted;
}

/** Gives whoever might still do something the time to do it. */
const settle = async () => await delay(150);

async function expectKind<Kind extends Acceptance['kind']>(
	acceptance: Promise<Acceptance>,
	kind: Kind,
): Promise<Extract<Acceptance, { kind: Kind }>> {
	const result = await acceptance;
	expect(result.kind).toBe(kind);
	return result as Extract<Acceptance, { kind: Kind }>;
}

/** Accepts an event that is answered first, and completes it. */
async function complete(deliveries: Deliveries, name = 'work', at = endpoint): Promise<void> {
	const accepted = await expectKind(accept(deliveries, name, at), 'answer first');
	await accepted.complete();
}

describe('an event whose answer waits for the workflow', () => {
	it('is emitted by whoever accepted it, and done once that is stored', async () => {
		const one = open('one');
		const { settle: tell, emission } = await expectKind(accept(one, 'plain'), 'emit');
		expect(emission).toMatchObject({ event: { id: 'plain' }, raw: '<plain/>' });
		await tell(true);
		await expectKind(accept(one, 'plain'), 'done');
		await expectKind(accept(open('two'), 'plain'), 'done');
	});

	it('is a new one again if it could not be stored', async () => {
		const { settle: tell } = await expectKind(accept(open('one'), 'plain'), 'emit');
		await tell(false);
		await expectKind(accept(open('two'), 'plain'), 'emit');
	});

	it('lets a second delivery wait for the first', async () => {
		const { settle: tell } = await expectKind(accept(open('one'), 'plain'), 'emit');
		const second = accept(open('two'), 'plain');
		await delay(10);
		await tell(true);
		await expectKind(second, 'done');
	});

	it('tells a second delivery to come again when the first takes too long', async () => {
		await expectKind(accept(open('one'), 'plain'), 'emit');
		await expectKind(accept(open('two'), 'plain'), 'busy');
	});

	it('is taken over when its holder has died', async () => {
		await expectKind(accept(open('one'), 'plain'), 'emit');
		now += HOLD + 1;
		await expectKind(accept(open('two'), 'plain'), 'emit');
	});

	it('is emitted by the attendant when its holder has died and nobody delivers again', async () => {
		await expectKind(accept(open('one'), 'plain'), 'emit');
		now += HOLD + 1;
		const two = open('two');
		const emitted = attend(two);
		await until(() => emitted.length === 1);
		await settle();
		await expectKind(accept(two, 'plain'), 'done');
	});

	it('leaves no trace when nobody wants it', async () => {
		const unwanted = { ...endpoint, wants: () => false };
		await expectKind(accept(open('one'), 'plain', unwanted), 'done');
		await expectKind(accept(open('one'), 'plain'), 'emit');
	});

	it('is refused when it is not genuine', async () => {
		const { refusal } = await expectKind(accept(open('one'), ''), 'refused');
		expect(refusal.status).toBe(401);
	});
});

describe('an event that is answered first', () => {
	it.each(['first', 'work'])('is emitted by the attendant, once (%s)', async (name) => {
		const one = open('one');
		const emitted = attend(one);
		await complete(one, name);
		await until(() => emitted.length === 1);
		await settle();
		now += HOLD + 1;
		const others = attend(open('two'));
		await settle();
		expect(emitted).toMatchObject([{ emission: { event: { id: name } } }]);
		expect(others).toEqual([]);
		await expectKind(accept(one, name), 'done');
	});

	it('is answered at once when it comes again, whoever is at work', async () => {
		await expectKind(accept(open('one'), 'work'), 'answer first');
		await expectKind(accept(open('two'), 'work'), 'done');
		expect(begun).toBe(0);
	});

	it('is worked on and emitted by another process when the first died before it began', async () => {
		await expectKind(accept(open('one'), 'work'), 'answer first');
		const emitted = attend(open('two'));
		await settle();
		expect(emitted).toEqual([]);
		now += HOLD + 1;
		await until(() => emitted.length === 1);
		expect(begun).toBe(1);
	});

	it('is emitted by another process when the first died after its work', async () => {
		await complete(open('one'));
		const emitted = attend(open('two'));
		await until(() => emitted.length === 1);
		expect(begun).toBe(1);
	});

	it('is not worked on again when it comes again before it is emitted', async () => {
		work = async () => await Promise.resolve({ failure: undefined });
		const one = open('one');
		await complete(one);
		now += HOLD + 1;
		await expectKind(accept(open('two'), 'work'), 'done');
		expect(begun).toBe(1);
		const emitted = attend(one);
		await until(() => emitted.length === 1);
	});

	it('is emitted to its own endpoint only', async () => {
		const one = open('one');
		const elsewhere: Emission[] = [];
		const { stop } = one.attend('another', async (emission) => {
			elsewhere.push(emission);
			await Promise.resolve();
		});
		stopping.push(stop);
		await complete(one);
		await settle();
		expect(elsewhere).toEqual([]);
	});

	it('is emitted again, with the same key, when n8n did not take it', async () => {
		const one = open('one');
		const keys: string[] = [];
		const { stop } = one.attend(endpoint.id, async (_emission, key) => {
			keys.push(key);
			throw new Error(await Promise.resolve('not stored'));
		});
		await complete(one);
		await until(() => keys.length === 1);
		await stop();
		now += HOLD + 1;
		const emitted = attend(open('two'));
		await until(() => emitted.length === 1);
		expect(emitted[0].key).toBe(keys[0]);
		expect(keys[0].length).toBeLessThanOrEqual(255);
	});

	it('tries its work again while that may help', async () => {
		work = async () => {
			if (begun < 4) throw new Error(await Promise.resolve('passing'));
			return {};
		};
		const one = open('one');
		const emitted = attend(one);
		await complete(one);
		await until(() => emitted.length === 1);
		expect(begun).toBe(4);
		expect(emitted[0].emission.failure).toBeUndefined();
	});

	it('ends trying when there is no time left, and says what was wrong', async () => {
		work = async () => {
			throw new Error(await Promise.resolve('passing'));
		};
		const startedAt = now;
		const one = open('one');
		const emitted = attend(one);
		await complete(one);
		await until(() => emitted.length === 1);
		expect(emitted[0].emission.failure).toMatchObject({ message: 'passing' });
		expect(now - startedAt).toBeGreaterThan(500_000);
		expect(now - startedAt).toBeLessThanOrEqual(600_000);
	});

	it('does not try again what cannot succeed', async () => {
		work = async () => {
			throw new Error(await Promise.resolve('lasting'));
		};
		const one = open('one');
		const emitted = attend(one);
		await complete(one);
		await until(() => emitted.length === 1);
		expect(begun).toBe(1);
	});

	it('does its work and emits nothing when no workflow asked', async () => {
		const one = open('one');
		const emitted = attend(one);
		await complete(one, 'work', { ...endpoint, wants: () => false });
		await settle();
		expect(begun).toBe(1);
		expect(emitted).toEqual([]);
		await expectKind(accept(one, 'work'), 'done');
	});

	it('is given to the caller when nobody attends', async () => {
		const one = open('one');
		const { completeHere } = await expectKind(accept(one, 'work'), 'answer first');
		expect(await completeHere()).toMatchObject({ event: { id: 'work' } });
		await expectKind(accept(one, 'work'), 'done');
	});
});

describe('work that belongs before the answer', () => {
	beforeEach(() => {
		beforeAnswer = true;
	});

	it('is done when the event is accepted, and not again', async () => {
		const accepted = await expectKind(accept(open('one'), 'work'), 'answer first');
		expect(begun).toBe(1);
		await accepted.complete();
		expect(begun).toBe(1);
	});

	it('is done after the answer when it cannot be done before', async () => {
		work = async () => {
			if (begun === 1) throw new Error(await Promise.resolve('passing'));
			return {};
		};
		const one = open('one');
		const emitted = attend(one);
		await complete(one);
		await until(() => emitted.length === 1);
		expect(begun).toBe(2);
		expect(emitted[0].emission.failure).toBeUndefined();
	});
});

it('deletes finished claims when they are old', async () => {
	const one = open('one');
	const { settle: tell } = await expectKind(accept(one, 'plain'), 'emit');
	await tell(true);
	now += 8 * 24 * 3_600_000;
	attend(open('two'));
	await settle();
	await expectKind(accept(one, 'plain'), 'emit');
});
