import { randomUUID } from 'node:crypto';

import type { Clock, Sleep } from '../clock';
import { isWished, type Wishes } from '../events/wishes';
import type { Logger } from '../logger';
import type { RecordedEvent, Vault } from '../vault/vault';
import { CLAIM_LIFE, HOLD, type Attendance } from './deliveries';
import type { Emission } from './emission';
import { patiently } from './patience';
import { keepRounds } from './rounds';

/** How long the next event waits for n8n to be done with the one before, in milliseconds. */
const PACE = 250;
/** Events that n8n has and has not yet said to have stored: no more than so many. */
const MOST_IN_HAND = 500;
/** Events that are read from the vault at once. */
const BATCH = 50;
/** How long a subscriber keeps its place when its workflow is unpublished: one that is changed is published anew. */
const LEFT_LIFE = 30_000;
/** How long a company's events may still be told after it has removed the app. With `PURGE_EVERY` less than a minute. */
const REMOVED_LIFE = 30_000;
const PURGE_EVERY = 20_000;
/** Five times what ten thousand companies say at their busiest hour, and done within a fraction of a second. */
const PURGE_LIMIT = 2_000;
/** How often a subscriber says that it is there. */
const ATTENDED_EVERY = 3_600_000;
/** The longest pause after n8n did not take an event. */
const LONGEST_PAUSE = 60_000;
/** How long the vault is tried with how far a subscriber is. */
const VAULT_PATIENCE = 600_000;

/** A workflow that is told of events that other workflows' endpoints accept. */
export interface Subscription {
	/** Names it for good, as an endpoint. */
	id: string;
	wishes: Wishes;
}

/**
 * Tells workflows what others have received: each event of their wishes at least once, in the order in which the suite was
 * done with them, by one process at a time.
 */
export interface Subscriptions {
	/**
	 * Records an event if a subscriber wishes it; once, however often it is called.
	 * @throws WeComVaultError
	 */
	record(hash: string, emission: Emission): Promise<void>;
	/**
	 * Takes the subscriber on, after all that is recorded by now if it is new, and emits its events until stopped. `emit`
	 * resolves once n8n has the event; `key` is the same for the same event.
	 * @throws WeComVaultError
	 */
	attend(
		subscription: Subscription,
		emit: (emission: Emission, key: string) => Promise<void>,
	): Promise<Attendance>;
	/** Ends a subscription half a minute from now, unless somebody attends it again or still. */
	leave(id: string): Promise<void>;
	/** Drops subscribers and events that are over, if it was not done just now. */
	purge(): Promise<void>;
}

export interface SubscriptionsOptions {
	/** The suite's ID. */
	owner: string;
	vault: Pick<Vault, 'subscriptions' | 'leases'>;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Unique per process. */
	holder: string;
}

/** Time for which this process alone works for a subscriber. */
interface Session {
	/** Position of the last event that was emitted, or is not wanted. */
	last: number;
	/** Emitted, and not yet known to be stored. */
	inHand: number;
	/** Moves the cursor, event by event in their order. */
	moving: Promise<unknown>;
	isOver: boolean;
}

export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
	const { owner, vault, clock, sleep, logger } = options;
	const { subscriptions: store, leases } = vault;
	const attendants = new Set<() => void>();
	let purgedAt = -Infinity;

	const describe = (error: unknown) => ({
		owner,
		error: error instanceof Error ? error.message : String(error),
		code: (error as { code?: unknown }).code,
	});

	const purge = async () => {
		const now = clock();
		if (now - purgedAt < PURGE_EVERY) return;
		purgedAt = now;
		const { missed } = await store.purge(
			{
				left: now - LEFT_LIFE,
				attended: now - CLAIM_LIFE,
				removed: now - REMOVED_LIFE,
				recorded: now - CLAIM_LIFE,
			},
			PURGE_LIMIT,
		);
		if (missed > 0) {
			logger.error('Events became too old before a subscribed workflow could be started for them', {
				owner,
				events: missed,
			});
		}
	};

	return {
		purge,

		async record(hash, emission) {
			const { event } = emission;
			const corpId = corpOf(emission);
			const subscribers = await store.find(owner);
			const isWishedBy = ({ wishes }: { wishes: string }) =>
				isWished(JSON.parse(wishes) as Wishes, event, corpId);
			if (!subscribers.some(isWishedBy)) return;
			const isNew = await store.record({
				suiteId: owner,
				hash,
				corpId,
				event: event.id,
				payload: JSON.stringify(emission),
				recordedAt: clock(),
			});
			if (isNew) for (const wake of attendants) wake();
		},

		async leave(id) {
			await store.leave({ suiteId: owner, id }, clock());
		},

		async attend({ id, wishes }, emit) {
			const key = { suiteId: owner, id };
			const lease = `subscriber:${owner}:${id}`;
			// A second attendance in this process is somebody else.
			const holder = `${options.holder}/${randomUUID()}`;
			let session: Session | undefined;
			let prolonging: NodeJS.Timeout | undefined;
			let failures = 0;
			let pausedUntil = 0;

			const subscribe = async () =>
				await store.subscribe({ ...key, wishes: JSON.stringify(wishes) }, clock());
			const hold = async () =>
				await leases.acquire(lease, { holder, until: clock() + HOLD }, clock());
			const read = async (after: number) => {
				const { events, last } = await store.read({ suiteId: owner, after, limit: BATCH });
				return { events: events.map(open).filter(isWanted), last };
			};
			const isWanted = ({ emission }: OpenedEvent) =>
				isWished(wishes, emission.event, corpOf(emission));

			const end = async (one: Session) => {
				one.isOver = true;
				if (session !== one) return;
				session = undefined;
				clearInterval(prolonging);
				await leases.release(lease, holder).catch(report);
			};

			const report = (error: unknown) =>
				logger.error('Events could not be given to a subscribed workflow', {
					...describe(error),
					subscriber: id,
				});

			/** The subscriber has all up to here, once `taken` and everything before it are. */
			const moveOn = (one: Session, position: number, taken: Promise<void>) => {
				one.inHand += 1;
				one.moving = one.moving
					.then(async () => await taken)
					.then(async () => {
						await patiently(async () => await store.advance(key, position), sleep, VAULT_PATIENCE);
						failures = 0;
					});
				one.moving.then(
					() => {
						one.inHand -= 1;
						rounds.wake();
					},
					(error: unknown) => {
						if (one.isOver) return;
						pausedUntil = clock() + Math.min(1_000 * 2 ** failures, LONGEST_PAUSE);
						failures += 1;
						report(error);
						// Begins again where the cursor is: n8n refuses what it has.
						void end(one);
					},
				);
			};

			const begin = async (): Promise<Session | undefined> => {
				if (!(await hold())) return undefined;
				// Whoever had the lease before may have moved it.
				const { cursor } = (await store.get(key)) ?? { cursor: 0 };
				const one: Session = { last: cursor, inHand: 0, moving: Promise.resolve(), isOver: false };
				prolonging = setInterval(() => {
					hold().then(
						(isOurs) => {
							if (!isOurs) void end(one);
						},
						(error: unknown) => report(error),
					);
				}, HOLD / 3);
				prolonging.unref();
				return one;
			};

			const emitAll = async (one: Session) => {
				for (;;) {
					const { events, last } = await read(one.last);
					if (last === one.last) return;
					for (const { position, hash, emission } of events) {
						if (one.isOver || isStopped || one.inHand >= MOST_IN_HAND) return;
						const taken = (async () => await emit(emission, `wecom:${id}:${hash}`))();
						one.last = position;
						moveOn(one, position, taken);
						// Its turn is over when n8n is done with it, or has had the time to begin.
						const isRefused = await Promise.race([
							taken.then(
								() => false,
								() => true,
							),
							sleep(PACE).then(() => false),
						]);
						if (isRefused) return;
					}
					if (one.last < last) moveOn(one, last, Promise.resolve());
					one.last = last;
				}
			};

			const round = async () => {
				await purge();
				const subscriber = await store.get(key);
				// Ending a test in the editor looks like unpublishing.
				const isWell =
					subscriber?.leftAt === undefined &&
					clock() - (subscriber?.attendedAt ?? -Infinity) < ATTENDED_EVERY;
				if (!subscriber || !isWell) await subscribe();
				if (!subscriber || clock() < pausedUntil) return;
				if (!session) {
					const { events, last } = await read(subscriber.cursor);
					if (events.length === 0) {
						if (last > subscriber.cursor) await store.advance(key, last);
						return;
					}
					session = await begin();
					if (!session) return;
				}
				await emitAll(session);
				if (session?.inHand === 0) await end(session);
			};

			let isStopped = false;
			await purge();
			await subscribe();
			const rounds = keepRounds(async () => await round().catch(report));
			attendants.add(rounds.wake);

			return {
				async stop() {
					isStopped = true;
					attendants.delete(rounds.wake);
					await rounds.stop();
					if (session) await end(session);
				},
			};
		},
	};
}

type OpenedEvent = ReturnType<typeof open>;

function open({ position, hash, payload }: RecordedEvent) {
	return { position, hash, emission: JSON.parse(payload) as Emission };
}

/** The company, which for a new authorisation only the installation tells. */
function corpOf({ event, installation }: Emission): string | undefined {
	return event.corpId ?? installation?.corpId;
}
