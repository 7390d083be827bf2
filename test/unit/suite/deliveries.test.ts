import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { OpenedDelivery } from '../../../wecom/callback/receive';
import { refuse } from '../../../wecom/callback/refusal';
import { createCleaning } from '../../../wecom/suite/cleaning';
import {
	createDeliveries,
	HOLD,
	type Acceptance,
	type Deliveries,
	type Work,
} from '../../../wecom/suite/deliveries';
import type { Emission } from '../../../wecom/suite/emission';
import { WeComVaultError } from '../../../wecom/vault/error';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { ClaimStore, Vault } from '../../../wecom/vault/vault';
import { logger, SECRET, until } from './stage';

const OWNER = 'ww00000000000000b1';
const endpoint = {
	id: 'workflow:node',
	replayWindow: 3_600,
	completesInstalls: true,
	wants: () => true,
};

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
function open(holder: string, claims: ClaimStore = vault.claims): Deliveries {
	return createDeliveries({
		owner: OWNER,
		claims,
		cleaning: createCleaning({ vault, clock: () => now, logger }),
		open: ({ body }) => {
			const id = body?.toString() ?? '';
			if (id === '') return refuse('signature', 'not signed');
			const event = { id, known: true, family: 'command', occurredAt: 1, data: {} } as const;
			const hash = Buffer.from(id).toString('hex').padEnd(64, '0');
			return { accepted: true, message: `<${id}/>`, hash, event } as unknown as OpenedDelivery;
		},
		absorb: async () => await Promise.resolve(),
		plan: (event, receivedAt) =>
			event.id.includes('work')
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
		leaves: (_event, { completesInstalls }) => !completesInstalls,
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

/** Claims of a vault that is away for whoever attends, until it comes back. */
function absentClaims(): { claims: ClaimStore; comeBack(): void } {
	let isAway = true;
	const claims: ClaimStore = {
		...vault.claims,
		async takeDue(...parts) {
			if (isAway) throw new Error(await Promise.resolve('away'));
			return await vault.claims.takeDue(...parts);
		},
	};
	return { claims, comeBack: () => (isAway = false) };
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

	it('stays with its holder when the vault was away for longer than it is held', async () => {
		const { claims, comeBack } = absentClaims();
		const { settle: tell } = await expectKind(accept(open('one'), 'plain'), 'emit');
		now += 2 * HOLD;
		const two = open('two', claims);
		const emitted = attend(two);
		await settle();
		comeBack();
		// Wakes it: it takes what is ready, and leaves what may be in the hands of somebody who lives.
		await complete(two, 'first');
		await until(() => emitted.length === 1);
		await settle();
		expect(emitted.map(({ emission }) => emission.event.id)).toEqual(['first']);

		await tell(true);
		now += HOLD + 1;
		await complete(two, 'first again');
		await until(() => emitted.length === 2);
		await settle();
		expect(emitted.map(({ emission }) => emission.event.id)).toEqual(['first', 'first again']);
	});

	it('is taken up when the vault is back and its holder gives no sign of life', async () => {
		const { claims, comeBack } = absentClaims();
		await expectKind(accept(open('one'), 'plain'), 'emit');
		const emitted = attend(open('two', claims));
		await settle();
		comeBack();
		now += 2 * HOLD;
		await until(() => emitted.length === 1);
	});

	it('is taken up by an attendant whose clock was set back after the vault had been away', async () => {
		const { claims, comeBack } = absentClaims();
		await expectKind(accept(open('one'), 'plain'), 'emit');
		now += 20 * HOLD;
		const emitted = attend(open('two', claims));
		await settle();
		comeBack();
		now -= 18 * HOLD;
		await until(() => emitted.length === 1);
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
		await complete(one);
		const elsewhere: Emission[] = [];
		const { stop } = one.attend('another', async (emission) => {
			elsewhere.push(emission);
			await Promise.resolve();
		});
		stopping.push(stop);
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

/** A process that stood still for so long that others may take its claims, if it has not died. */
const standStill = () => {
	now += HOLD + 1;
};

/** Looks for work at once. */
const look = async (deliveries: Deliveries) => {
	await deliveries.attend('elsewhere', async () => await Promise.resolve()).stop();
};

/** The suite's work, to be ended by the test; each time it is begun. */
function holdUp() {
	const ends: Array<{ done(): void; fail(message: string): void }> = [];
	work = async () =>
		await new Promise((resolve, reject) => {
			ends.push({
				done: () => resolve({}),
				fail: (message) => reject(new Error(message)),
			});
		});
	return ends;
}

describe('a process that stood still', () => {
	it('does not begin again what it is still at work on', async () => {
		const ends = holdUp();
		const one = open('one');
		const emitted = attend(one);
		const working = complete(one);
		await until(() => ends.length === 1);
		standStill();
		await look(one);
		await settle();
		standStill();
		await expectKind(accept(one, 'work'), 'done');
		expect(begun).toBe(1);
		ends[0].done();
		await working;
		await until(() => emitted.length === 1);
	});

	it('does not give to a second workflow what it has not heard of yet', async () => {
		const one = open('one');
		const { settle: tell } = await expectKind(accept(one, 'plain'), 'emit');
		standStill();
		await expectKind(accept(one, 'plain'), 'busy');
		standStill();
		const emitted = attend(one);
		await settle();
		await tell(true);
		expect(emitted).toEqual([]);
	});

	it('does not emit again what is being emitted', async () => {
		const one = open('one');
		const keys: string[] = [];
		const ends: Array<() => void> = [];
		const { stop } = one.attend(endpoint.id, async (_emission, key) => {
			keys.push(key);
			await new Promise<void>((resolve) => ends.push(resolve));
		});
		stopping.push(stop);
		await complete(one);
		await until(() => keys.length === 1);
		standStill();
		const others = attend(one);
		await settle();
		expect([...keys, ...others]).toHaveLength(1);
		ends[0]();
	});

	it.each(['done', 'fail'] as const)(
		'leaves alone what another has taken over, also one in the same process (%s)',
		async (end) => {
			const ends = holdUp();
			const one = open('process');
			const two = open('process');
			const late = complete(one);
			await until(() => ends.length === 1);
			standStill();
			const emitted = attend(two);
			await until(() => ends.length === 2);
			ends[0][end]('passing');
			await late;
			await look(two);
			await settle();
			expect(emitted).toEqual([]);
			ends[1].done();
			await until(() => emitted.length === 1);
			await look(one);
			await settle();
			expect(begun).toBe(2);
			expect(emitted).toHaveLength(1);
		},
	);

	it('gives its caller nothing that another has emitted', async () => {
		const { completeHere } = await expectKind(accept(open('one'), 'work'), 'answer first');
		standStill();
		const emitted = attend(open('two'));
		await until(() => emitted.length === 1);
		await settle();
		expect(await completeHere()).toBeUndefined();
	});

	it('keeps a claim by a sign of life every few seconds, for as long as it has it and no longer', async () => {
		jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
		try {
			const { settle: tell } = await expectKind(accept(open('one'), 'plain'), 'emit');
			for (let signs = 0; signs < 5; signs += 1) {
				now += HOLD / 3;
				jest.advanceTimersByTime(HOLD / 3);
				await settle();
			}
			await expectKind(accept(open('two'), 'plain'), 'busy');
			await tell(true);
			expect(jest.getTimerCount()).toBe(0);
		} finally {
			jest.useRealTimers();
		}
	});
});

it('does not keep an event waiting by a sign of life that comes when it is ready', async () => {
	jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
	try {
		const one = open('one', {
			...vault.claims,
			async advance(key, holder, change, at) {
				const advanced = await vault.claims.advance(key, holder, change, at);
				if (change.stage === 'ready') {
					jest.advanceTimersByTime(HOLD / 3);
					await settle();
				}
				return advanced;
			},
		});
		await complete(one);
		const emitted = attend(open('two'));
		await settle();
		expect(emitted).toHaveLength(1);
	} finally {
		jest.useRealTimers();
	}
});

describe('a vault that is away for a while', () => {
	/** Fails when a claim is moved on to this stage, so often. */
	function away(stage: 'ready' | 'finished', times: number): ClaimStore {
		return {
			...vault.claims,
			async advance(key, holder, change, at) {
				if (change.stage === stage && times-- > 0) {
					throw new WeComVaultError('busy', 'The vault is busy', 'Wait');
				}
				return await vault.claims.advance(key, holder, change, at);
			},
		};
	}

	it('does not make a stored event come twice', async () => {
		const one = open('one', away('finished', 3));
		const { settle: tell } = await expectKind(accept(one, 'plain'), 'emit');
		await tell(true);
		await expectKind(accept(open('two'), 'plain'), 'done');
	});

	it('does not make an emitted event come twice', async () => {
		const one = open('one', away('finished', 3));
		const emitted = attend(one);
		await complete(one);
		await until(() => emitted.length === 1);
		await until(async () => (await accept(one, 'work')).kind === 'done');
		standStill();
		await settle();
		const others = attend(open('two'));
		await settle();
		expect([...emitted, ...others]).toHaveLength(1);
	});

	it('does not make work be done twice', async () => {
		const one = open('one', away('ready', 10));
		const emitted = attend(one);
		const completing = complete(one);
		await until(() => begun === 1);
		await look(one);
		await completing;
		await until(() => emitted.length === 1);
		expect(begun).toBe(1);
	});

	it('is not waited for without end', async () => {
		const startedAt = now;
		const one = open('one', away('finished', Infinity));
		const { settle: tell } = await expectKind(accept(one, 'plain'), 'emit');
		await expect(tell(true)).rejects.toThrow(WeComVaultError);
		expect(now - startedAt).toBeGreaterThanOrEqual(600_000);
		expect(now - startedAt).toBeLessThan(660_000);
	});
});

describe('what the endpoint had set when it accepted', () => {
	const leaving = { ...endpoint, completesInstalls: false };

	it('holds for whoever takes up the work', async () => {
		await expectKind(accept(open('one'), 'first work', leaving), 'answer first');
		standStill();
		const emitted = attend(open('two'));
		await until(() => emitted.length === 1);
		expect(begun).toBe(0);
	});

	it('lets an event go by that nobody wants', async () => {
		const unwanted = { ...leaving, wants: () => false };
		await expectKind(accept(open('one'), 'first work', unwanted), 'done');
		await complete(open('one'), 'first work');
		expect(begun).toBe(1);
	});
});

describe('who attends an endpoint', () => {
	/** Whether it happens before the next regular look, which is two seconds after the last. */
	const isAtOnce = async (isSo: () => boolean) => {
		await Promise.race([until(isSo), delay(1_500)]);
		return isSo();
	};

	it('is woken when work was done in the same process', async () => {
		const one = open('one');
		const emitted = attend(one);
		await settle();
		await complete(one);
		expect(await isAtOnce(() => emitted.length === 1)).toBe(true);
	});

	it('is still woken when another stops that attended it before', async () => {
		const one = open('one');
		const { stop } = one.attend(endpoint.id, async () => await Promise.resolve());
		const emitted = attend(one);
		await stop();
		await settle();
		await complete(one);
		expect(await isAtOnce(() => emitted.length === 1)).toBe(true);
	});

	it('emits nothing once it has stopped', async () => {
		const one = open('one');
		const emitted: Emission[] = [];
		const { stop } = one.attend(endpoint.id, async (emission) => {
			emitted.push(emission);
			await Promise.resolve();
		});
		await stop();
		await complete(one);
		await settle();
		expect(emitted).toEqual([]);
	});

	it('tries again what n8n did not take', async () => {
		const one = open('one');
		const tried: string[] = [];
		const { stop } = one.attend(endpoint.id, async ({ event }) => {
			tried.push(event.id);
			if (tried.length === 1) throw new Error(await Promise.resolve('not stored'));
		});
		stopping.push(stop);
		await complete(one, 'work');
		await until(() => tried.length === 1);
		await settle();
		standStill();
		await complete(one, 'work again');
		await until(() => tried.length === 3);
		expect(tried.sort()).toEqual(['work', 'work', 'work again']);
	});

	it('goes on when the vault could not be read', async () => {
		let failures = 1;
		const one = open('one', {
			...vault.claims,
			async takeDue(...parts) {
				if (failures-- > 0) throw new Error(await Promise.resolve('not now'));
				return await vault.claims.takeDue(...parts);
			},
		});
		const emitted = attend(one);
		await settle();
		await complete(one);
		await until(() => emitted.length === 1);
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
