import { setTimeout as delay } from 'node:timers/promises';

import type { OpenedDelivery } from '../callback/receive';
import type { Refusal } from '../callback/refusal';
import type { Clock, Sleep } from '../clock';
import type { WeComEvent } from '../events/event';
import type { Logger } from '../logger';
import type { Claim, ClaimStore } from '../vault/vault';
import type { Emission } from './emission';

/**
 * How long a claim is held without a sign of life, in milliseconds: after this somebody else goes on with it. The holder
 * prolongs it three times as often.
 */
export const HOLD = 15_000;
/** WeCom gives up waiting for an answer after 5 s; a repeated delivery waits a little less for the first one. */
const PATIENCE = 4_000;
/** Between two looks for work that nobody holds, in milliseconds. */
const ROUND = 2_000;
/** How many claims one round takes up. */
const BATCH = 20;
/** How long a finished claim is kept, in milliseconds: no replay window may be longer. */
export const CLAIM_LIFE = 7 * 24 * 3_600_000;
/** Old claims are deleted in small helpings, so that nobody waits for the vault. */
const PURGE_EVERY = 150;
const PURGE_LIMIT = 500;

/** What an endpoint wants done with a delivery. */
export interface Endpoint {
	/** Names the endpoint for good: work that another process takes up ends up at the same one. */
	id: string;
	/** Whether a workflow asked for this event. */
	wants(event: WeComEvent): boolean;
}

/** The suite's own part in an event, before a workflow hears of it. */
export interface Work {
	/** Cheap, and wanted before the answer. Everything else waits until WeCom has its answer. */
	beforeAnswer: boolean;
	/** Does it; may be repeated. An error that says `retry` is tried again until `deadline`. */
	run(): Promise<Partial<Pick<Emission, 'installation' | 'failure'>>>;
	/** Milliseconds since 1970, after which there is no point in trying. */
	deadline: number;
	/** Whether trying again may help. */
	isTransient(error: unknown): boolean;
	/** What to tell the workflow when it could not be done. */
	explain(error: unknown): Emission['failure'];
}

/** What to answer WeCom and what to do after. */
export type Acceptance =
	| { kind: 'refused'; refusal: Refusal }
	/** Answer `success`; nothing else is to be done. */
	| { kind: 'done'; event?: WeComEvent }
	/** Somebody else has had this delivery for longer than WeCom waits: answer 503, so that it comes again. */
	| { kind: 'busy' }
	/** Start the workflow and answer once that is stored; then say whether it was. */
	| { kind: 'emit'; emission: Emission; settle(stored: boolean): Promise<void> }
	/**
	 * Answer `success` first, then `complete()`: it does the work and hands the event to whoever attends the endpoint.
	 * `completeHere()` does the same work but gives the event to the caller, for an endpoint that nobody attends.
	 */
	| {
			kind: 'answer first';
			event: WeComEvent;
			complete(): Promise<void>;
			completeHere(): Promise<Emission | undefined>;
	  };

export interface Deliveries {
	/** Checks, opens and claims a delivery. Throws `WeComVaultError` when the vault cannot be reached: answer 503. */
	accept(request: Request, endpoint: Endpoint): Promise<Acceptance>;
	/**
	 * Emits what is ready for an endpoint and takes up work that nobody holds any more, until stopped. `emit` resolves
	 * once n8n has the event; `key` is the same for the same event.
	 */
	attend(endpointId: string, emit: (emission: Emission, key: string) => Promise<void>): Attendance;
}

export interface Attendance {
	stop(): Promise<void>;
}

type Request = { query: Record<string, unknown>; body?: Buffer };

export interface DeliveriesOptions {
	/** Whose claims these are: the suite's ID, or a name of an own app. */
	owner: string;
	claims: ClaimStore;
	open(request: Request): OpenedDelivery | Refusal;
	/** Done for every genuine delivery, before it is claimed: what is idempotent by itself, as keeping a ticket. */
	absorb(event: WeComEvent, receivedAt: number): Promise<void>;
	/** The suite's own part in an event, if it has one. */
	plan(event: WeComEvent, receivedAt: number): Work | undefined;
	/** Whether WeCom wants its answer before anything else is done about the event. */
	answersFirst(event: WeComEvent): boolean;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Unique per process. */
	holder: string;
}

/** What a claim keeps of a delivery: enough to go on in another process. */
interface Payload {
	emission: Emission;
	wanted: boolean;
}

export function createDeliveries(options: DeliveriesOptions): Deliveries {
	const { owner, claims, clock, sleep, logger, holder } = options;
	const attendants = new Map<string, { wake(): void }>();

	/** Prolongs a claim until `release` is called. */
	const hold = (hash: string): (() => void) => {
		const timer = setInterval(() => {
			const now = clock();
			claims
				.advance({ suiteId: owner, hash }, holder, { until: now + HOLD }, now)
				.catch((error: Error) => logger.warn('A claim could not be prolonged', describe(error)));
		}, HOLD / 3);
		timer.unref();
		return () => clearInterval(timer);
	};

	const advance = async (hash: string, change: Parameters<ClaimStore['advance']>[2]) =>
		await claims.advance({ suiteId: owner, hash }, holder, change, clock());

	const finish = async (hash: string) => await advance(hash, { stage: 'finished' });

	const merge = (payload: Payload, result: Awaited<ReturnType<Work['run']>>): Payload => ({
		...payload,
		emission: { ...payload.emission, ...result },
	});

	/** What could not be done before the answer is done after it: the claim keeps it. */
	const tryOnce = async (work: Work, payload: Payload): Promise<Payload | undefined> => {
		try {
			return merge(payload, await work.run());
		} catch (error) {
			logger.warn(`The suite's part in '${payload.emission.event.id}' must wait`, {
				owner,
				...describe(error as Error),
			});
			return undefined;
		}
	};

	/** Does the suite's part, again and again while that may help. Never rejects for what WeCom or the network did. */
	const perform = async (hash: string, work: Work, payload: Payload): Promise<Payload> => {
		for (let attempt = 1; ; attempt += 1) {
			try {
				return merge(payload, await work.run());
			} catch (error) {
				const pause = Math.min(1_000 * 2 ** (attempt - 1), 30_000);
				if (!work.isTransient(error) || clock() + pause >= work.deadline) {
					logger.error(`The suite could not do its part in '${payload.emission.event.id}'`, {
						owner,
						...describe(error as Error),
					});
					return merge(payload, { failure: work.explain(error) });
				}
				logger.warn(`The suite's part in '${payload.emission.event.id}' is tried again`, {
					owner,
					attempt,
					inMilliseconds: pause,
					...describe(error as Error),
				});
				await advance(hash, { attempts: attempt });
				await sleep(pause);
			}
		}
	};

	/** Leaves an event whose work is done to whoever attends the endpoint, or ends it if no workflow asked for it. */
	const makeReady = async (hash: string, payload: Payload, endpoint: string): Promise<void> => {
		if (!payload.wanted) {
			await finish(hash);
			return;
		}
		// Held until now and no longer: it may be taken at once.
		await advance(hash, { stage: 'ready', payload: JSON.stringify(payload), until: clock() });
		attendants.get(endpoint)?.wake();
	};

	/** Does the suite's part in an accepted event, if it has one, and makes the event ready. */
	const complete = async (hash: string, payload: Payload, endpoint: string): Promise<void> => {
		const release = hold(hash);
		try {
			const work = options.plan(payload.emission.event, payload.emission.receivedAt);
			const done = work ? await perform(hash, work, payload) : payload;
			await makeReady(hash, done, endpoint);
		} finally {
			release();
		}
	};

	/** Waits for whoever holds the same delivery. */
	const wait = async (claim: Parameters<ClaimStore['claim']>[0]) => {
		const end = clock() + PATIENCE;
		for (;;) {
			const now = clock();
			const state = await claims.claim(claim, { holder, until: now + HOLD }, now);
			if (state !== 'pending' || now >= end) return state;
			await sleep(100);
		}
	};

	return {
		async accept(request, endpoint) {
			const opened = options.open(request);
			if (!opened.accepted) return { kind: 'refused', refusal: opened };
			const { event, message, hash } = opened;
			const receivedAt = clock();
			await options.absorb(event, receivedAt);

			const wanted = endpoint.wants(event);
			const work = options.plan(event, receivedAt);
			if (!wanted && !work) return { kind: 'done', event };

			const payload: Payload = { emission: { event, receivedAt, raw: message }, wanted };
			const claim = {
				suiteId: owner,
				hash,
				endpoint: endpoint.id,
				event: event.id,
				payload: JSON.stringify(payload),
				receivedAt,
			};
			const answersFirst = work !== undefined || options.answersFirst(event);
			const state = answersFirst
				? await claims.claim(claim, { holder, until: receivedAt + HOLD }, receivedAt)
				: await wait(claim);
			if (state === 'finished') return { kind: 'done', event };
			// What is answered first is safe in the vault, whoever has it.
			if (state === 'pending') return answersFirst ? { kind: 'done', event } : { kind: 'busy' };

			if (!answersFirst) {
				const release = hold(hash);
				return {
					kind: 'emit',
					emission: payload.emission,
					async settle(stored) {
						release();
						if (stored) await finish(hash);
						else await claims.forget({ suiteId: owner, hash }, holder);
					},
				};
			}

			const early = work?.beforeAnswer ? await tryOnce(work, payload) : undefined;
			const isDone = work === undefined || early !== undefined;
			const soFar = early ?? payload;
			return {
				kind: 'answer first',
				event,
				async complete() {
					if (isDone) await makeReady(hash, soFar, endpoint.id);
					else await complete(hash, soFar, endpoint.id);
				},
				async completeHere() {
					const release = hold(hash);
					try {
						const { emission } = isDone ? soFar : await perform(hash, work, soFar);
						await finish(hash);
						return wanted ? emission : undefined;
					} finally {
						release();
					}
				},
			};
		},

		attend(endpointId, emit) {
			const stopping = new AbortController();
			let wake = () => {};
			attendants.set(endpointId, { wake: () => wake() });

			const emitClaim = async ({ hash, payload }: Claim) => {
				const release = hold(hash);
				try {
					await emit((JSON.parse(payload) as Payload).emission, `wecom:${endpointId}:${hash}`);
					await finish(hash);
				} finally {
					release();
				}
			};

			const round = async () => {
				const now = clock();
				const holding = { holder, until: now + HOLD };
				const accepted = await claims.takeDue(
					{ suiteId: owner, stage: 'accepted', limit: BATCH },
					holding,
					now,
				);
				for (const { hash, payload, endpoint } of accepted) {
					logger.info('Work that was left unfinished is taken up', { owner, endpoint });
					// Side by side, and not waited for: one that hangs must not keep the others.
					complete(hash, JSON.parse(payload) as Payload, endpoint).catch(report);
				}
				const ready = await claims.takeDue(
					{ suiteId: owner, endpoint: endpointId, stage: 'ready', limit: BATCH },
					holding,
					now,
				);
				for (const claim of ready) emitClaim(claim).catch(report);
			};

			const report = (error: Error) =>
				logger.error('Events could not be taken from the vault', { owner, ...describe(error) });

			const run = async () => {
				for (let rounds = 0; !stopping.signal.aborted; rounds += 1) {
					const woken = new Promise<void>((resolve) => {
						wake = resolve;
					});
					await round().catch(report);
					if (rounds % PURGE_EVERY === 0) {
						await claims.purge(clock() - CLAIM_LIFE, PURGE_LIMIT).catch(report);
					}
					// The timer is the process's own, not the injected one: it paces, it decides nothing.
					const paused = new AbortController();
					const signal = AbortSignal.any([stopping.signal, paused.signal]);
					await Promise.race([
						woken,
						delay(ROUND, undefined, { signal, ref: false }).catch(() => {}),
					]);
					paused.abort();
				}
			};
			const running = run();

			return {
				async stop() {
					stopping.abort();
					wake();
					attendants.delete(endpointId);
					await running;
				},
			};
		},
	};
}

function describe(error: Error): Record<string, unknown> {
	return { error: error.message, code: (error as { code?: unknown }).code };
}
