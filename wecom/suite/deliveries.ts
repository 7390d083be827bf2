import { randomUUID } from 'node:crypto';

import type { CallbackRequest, OpenedDelivery } from '../callback/receive';
import type { Refusal } from '../callback/refusal';
import type { Clock, Sleep } from '../clock';
import type { WeComEvent } from '../events/event';
import type { Logger } from '../logger';
import type { Claim, ClaimStore, InstallationDetails } from '../vault/vault';
import type { Cleaning } from './cleaning';
import type { Emission } from './emission';
import { patiently } from './patience';
import { keepRounds } from './rounds';

/**
 * How long a claim is held without a sign of life, in milliseconds: after this somebody else goes on with it. The holder
 * prolongs it three times as often.
 */
export const HOLD = 15_000;
/** WeCom gives up waiting for an answer after 5 s; a repeated delivery waits a little less for the first one. */
const PATIENCE = 4_000;
/** How many claims one round takes up. */
const BATCH = 20;
/** How long a finished claim is kept, in milliseconds: no replay window may be longer. */
export const CLAIM_LIFE = 7 * 24 * 3_600_000;
/** How long the vault is tried with what must not be done again, in milliseconds. */
const VAULT_PATIENCE = 600_000;

/** Where callbacks come in, and what is wanted there. */
export interface Endpoint {
	/** Names the endpoint for good: work that another process takes up ends up at the same one. */
	id: string;
	/** Seconds that the timestamp of a request may be away from now. */
	replayWindow: number;
	/** Whether auth codes are exchanged without a workflow. */
	completesInstalls: boolean;
	/** Whether a workflow asked for this event. */
	wants(event: WeComEvent): boolean;
	/** Whether WeCom is to have its answer before the workflow starts, which is done about some events in any case. */
	answersFirst?(event: WeComEvent): boolean;
}

/** The suite's own part in an event, before a workflow hears of it. */
export interface Work {
	/** Cheap, and wanted before the answer. Everything else waits until WeCom has its answer. */
	beforeAnswer: boolean;
	/**
	 * What the vault knows when the event comes in, for work that tells what it has changed. The claim keeps it, so that it
	 * is the same however often the work is begun, and whatever else has changed the vault by then.
	 */
	remember?(): Promise<InstallationDetails | undefined>;
	/** Does it; may be repeated. An error that says `retry` is tried again until `deadline`. */
	run(
		remembered?: InstallationDetails,
	): Promise<
		Partial<Pick<Emission, 'installation' | 'reference' | 'changes' | 'visitor' | 'failure'>>
	>;
	/** Milliseconds since 1970, after which there is no point in trying. */
	deadline: number;
	/** Whether trying again may help. */
	isTransient(error: unknown): boolean;
	/** What to tell the workflow when it could not be done. */
	explain(error: unknown): Emission['failure'];
	/**
	 * Whether a delivery whose very first attempt failed so is worth nothing: it is forgotten as if it had never come, and
	 * the error is that of whoever completes it.
	 */
	isWorthless?(error: unknown): boolean;
}

/** What to answer WeCom and what to do after. */
export type Acceptance =
	| { kind: 'refused'; refusal: Refusal }
	/** Answer `success`; nothing else is to be done. */
	| { kind: 'done'; event?: WeComEvent }
	/** Somebody else has had this delivery for longer than WeCom waits: answer 503, so that it comes again. */
	| { kind: 'busy' }
	/** Start the workflow and answer once that is stored; then say whether it was. `sealedBy` seals a reply. */
	| {
			kind: 'emit';
			emission: Emission;
			sealedBy?: SealedBy;
			settle(stored: boolean): Promise<void>;
	  }
	/**
	 * Answer `success` first, then `complete()`: it does the work, hands the event to whoever attends the endpoint, and
	 * tells what became of it; `undefined` if somebody else has taken it over. `completeHere()` does the same work but
	 * gives the event to the caller, for an endpoint that nobody attends.
	 */
	| {
			kind: 'answer first';
			event: WeComEvent;
			complete(): Promise<Emission | undefined>;
			completeHere(): Promise<Emission | undefined>;
	  };

/** `Request` is what a delivery comes in. */
export interface Deliveries<Request = CallbackRequest> {
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

/** What a delivery was sealed with, and for whom. */
export type SealedBy = Pick<OpenedDelivery, 'keys' | 'receiveId'>;

/** What is known of a delivery once it is open. */
type Opened = Pick<OpenedDelivery, 'accepted' | 'event' | 'message' | 'hash'> & Partial<SealedBy>;

export interface DeliveriesOptions<Request = CallbackRequest> {
	/** Whose claims these are: the suite's ID, or a name of an own app. */
	owner: string;
	claims: ClaimStore;
	open(request: Request, endpoint: Endpoint): Promise<Opened | Refusal> | Opened | Refusal;
	/** Done for every genuine delivery, before it is claimed: what is idempotent by itself, as keeping a ticket. */
	absorb(event: WeComEvent, receivedAt: number): Promise<void>;
	/** The suite's own part in an event, if it has one. */
	plan(event: WeComEvent, receivedAt: number): Work | undefined;
	/** Whether the endpoint leaves that part to a workflow. */
	leaves(event: WeComEvent, endpoint: Endpoint): boolean;
	/** Whether WeCom wants its answer before anything else is done about the event. */
	answersFirst(event: WeComEvent): boolean;
	/** Who else is told of an event, whether or not the endpoint wants it. */
	subscriptions?: {
		/** Records it for whoever asked for it; once, however often it is called. */
		record(hash: string, emission: Emission): Promise<void>;
		/** Ends what is over. Cheap, and called often. */
		purge(): Promise<void>;
	};
	/** Of the vault, which whoever attends an endpoint keeps going. */
	cleaning: Cleaning;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Unique per process. */
	holder: string;
}

/** What a claim keeps of a delivery: enough to go on in another process, whatever endpoints that one has. */
interface Payload {
	emission: Emission;
	/** Whether the suite does its part in it. */
	hasWork: boolean;
	/** What the work remembered before it was begun. */
	remembered?: InstallationDetails;
	/** Whether it is to be emitted. */
	wanted: boolean;
}

export function createDeliveries<Request = CallbackRequest>(
	options: DeliveriesOptions<Request>,
): Deliveries<Request> {
	const { owner, claims, subscriptions, cleaning, clock, sleep, logger } = options;
	// Two of one process must not take each other's work for their own.
	const holder = `${options.holder}/${randomUUID()}`;
	const attendants = new Map<string, () => void>();
	// By hash, what is in hand here, also when a process that stood still was late to prolong it.
	const working = new Set<string>();
	const emitting = new Set<string>();

	const describe = (error: unknown) => ({
		owner,
		error: error instanceof Error ? error.message : String(error),
		code: (error as { code?: unknown }).code,
	});

	const advance = async (hash: string, change: Parameters<ClaimStore['advance']>[2]) =>
		await claims.advance({ suiteId: owner, hash }, holder, change, clock());

	/** For what has been done and must not be done again because the vault was away. */
	const insist = async (hash: string, change: Parameters<ClaimStore['advance']>[2]) =>
		await patiently(async () => await advance(hash, change), sleep, VAULT_PATIENCE);

	/** For what was answered already: nobody delivers it again. */
	const insistOnRecording = async (hash: string, { emission }: Payload) =>
		await patiently(async () => await subscriptions?.record(hash, emission), sleep, VAULT_PATIENCE);

	/** Keeps a claim until it is released. */
	const hold = (hash: string, inHand: Set<string>) => {
		inHand.add(hash);
		const timer = setInterval(() => {
			advance(hash, { until: clock() + HOLD }).catch((error: unknown) =>
				logger.warn('A claim could not be prolonged', describe(error)),
			);
		}, HOLD / 3);
		timer.unref();
		return {
			/** No longer prolongs it. */
			rest: () => clearInterval(timer),
			release() {
				clearInterval(timer);
				inHand.delete(hash);
			},
		};
	};

	/** Does the suite's part. What cannot be done before the answer is done after it: the claim keeps it. */
	const tryOnce = async (work: Work, payload: Payload): Promise<Payload> => {
		try {
			return merge(payload, await work.run(payload.remembered));
		} catch (error) {
			const { id } = payload.emission.event;
			logger.warn(`The suite's part in '${id}' must wait`, describe(error));
			return payload;
		}
	};

	/**
	 * Does the suite's part, again and again while that may help; `undefined` if somebody else has taken it over meanwhile.
	 * Never rejects for what WeCom or the network did, unless that makes a new delivery worthless.
	 */
	const perform = async (
		hash: string,
		payload: Payload,
		isNew = false,
	): Promise<Payload | undefined> => {
		const { event, receivedAt } = payload.emission;
		const work = payload.hasWork ? options.plan(event, receivedAt) : undefined;
		if (!work) return payload;
		for (let attempts = 1; ; attempts += 1) {
			try {
				return merge(payload, await work.run(payload.remembered));
			} catch (error) {
				if (isNew && attempts === 1 && work.isWorthless?.(error)) {
					await claims.forget({ suiteId: owner, hash }, holder);
					throw error;
				}
				const pause = Math.min(1_000 * 2 ** (attempts - 1), 30_000);
				if (!work.isTransient(error) || clock() + pause >= work.deadline) {
					logger.error(`The suite could not do its part in '${event.id}'`, describe(error));
					return merge(payload, { failure: work.explain(error) });
				}
				logger.warn(`The suite's part in '${event.id}' is tried again`, {
					...describe(error),
					attempts,
					inMilliseconds: pause,
				});
				if (!(await advance(hash, { attempts }))) return undefined;
				await sleep(pause);
			}
		}
	};

	/** Leaves an event whose work is done to whoever attends the endpoint, or ends it if no workflow asked for it. */
	const makeReady = async (hash: string, payload: Payload, endpointId: string): Promise<void> => {
		if (!payload.wanted) {
			await insist(hash, { stage: 'finished' });
			return;
		}
		// Held until now and no longer: it may be taken at once.
		await insist(hash, { stage: 'ready', payload: JSON.stringify(payload), until: clock() });
		attendants.get(endpointId)?.();
	};

	/** Does what is left to do about an accepted event, and makes it ready. */
	const complete = async (
		hash: string,
		payload: Payload,
		endpointId: string,
		isNew = false,
	): Promise<Emission | undefined> => {
		const { rest, release } = hold(hash, working);
		try {
			const done = await perform(hash, payload, isNew);
			if (!done) return undefined;
			await insistOnRecording(hash, done);
			// An event that is prolonged once it is ready would have to wait.
			rest();
			await makeReady(hash, done, endpointId);
			return done.emission;
		} finally {
			release();
		}
	};

	const take = async (claim: Parameters<ClaimStore['claim']>[0]) => {
		const now = clock();
		const state = await claims.claim(claim, { holder, until: now + HOLD }, now);
		return state === 'taken over' && working.has(claim.hash) ? 'pending' : state;
	};

	/** Waits for whoever holds the same delivery. */
	const takeOrWait = async (claim: Parameters<ClaimStore['claim']>[0]) => {
		const end = clock() + PATIENCE;
		for (;;) {
			const state = await take(claim);
			if (state !== 'pending' || clock() >= end) return state;
			await sleep(100);
		}
	};

	const takeDue = async (query: { stage: 'accepted' } | { stage: 'ready'; endpoint: string }) => {
		const now = clock();
		return await claims.takeDue(
			{ suiteId: owner, ...query, limit: BATCH },
			{ holder, until: now + HOLD },
			now,
		);
	};

	return {
		async accept(request, endpoint) {
			const opened = await options.open(request, endpoint);
			if (!opened.accepted) return { kind: 'refused', refusal: opened };
			const { event, message, hash, keys, receiveId } = opened;
			const receivedAt = clock();
			await options.absorb(event, receivedAt);

			const wanted = endpoint.wants(event);
			const work = options.leaves(event, endpoint) ? undefined : options.plan(event, receivedAt);
			const emission = { event, receivedAt, raw: message };
			if (!wanted && !work) {
				await subscriptions?.record(hash, emission);
				return { kind: 'done', event };
			}

			const remembered = await work?.remember?.();
			const payload: Payload = { emission, hasWork: work !== undefined, remembered, wanted };
			const claim = {
				suiteId: owner,
				hash,
				endpoint: endpoint.id,
				event: event.id,
				payload: JSON.stringify(payload),
				receivedAt,
			};
			const answersFirst =
				work !== undefined ||
				options.answersFirst(event) ||
				(endpoint.answersFirst?.(event) ?? false);
			const state = await (answersFirst ? take(claim) : takeOrWait(claim));
			if (state === 'finished') return { kind: 'done', event };
			// What is answered first is safe in the vault, whoever has it.
			if (state === 'pending') return answersFirst ? { kind: 'done', event } : { kind: 'busy' };

			if (!answersFirst) {
				const { release } = hold(hash, working);
				try {
					await subscriptions?.record(hash, emission);
				} catch (error) {
					// WeCom delivers it again, and must not have to wait until this claim has run out.
					await claims.forget({ suiteId: owner, hash }, holder).catch(() => {});
					release();
					throw error;
				}
				return {
					kind: 'emit',
					emission,
					...(keys && receiveId !== undefined ? { sealedBy: { keys, receiveId } } : {}),
					async settle(stored) {
						try {
							if (stored) await insist(hash, { stage: 'finished' });
							else await claims.forget({ suiteId: owner, hash }, holder);
						} finally {
							release();
						}
					},
				};
			}

			const isNew = state === 'new';
			const begun = work?.beforeAnswer ? await tryOnce(work, payload) : payload;
			return {
				kind: 'answer first',
				event,
				complete: async () => await complete(hash, begun, endpoint.id, isNew),
				async completeHere() {
					const { release } = hold(hash, working);
					try {
						const done = await perform(hash, begun, isNew);
						if (done) await insistOnRecording(hash, done);
						// Whoever has taken it over emits it too.
						const isOurs = done && (await insist(hash, { stage: 'finished' }));
						return isOurs && wanted ? done.emission : undefined;
					} finally {
						release();
					}
				},
			};
		},

		attend(endpointId, emit) {
			const emitClaim = async ({ hash, payload }: Claim) => {
				const { release } = hold(hash, emitting);
				try {
					const { emission } = JSON.parse(payload) as Payload;
					await emit(emission, `wecom:${endpointId}:${hash}`);
					await insist(hash, { stage: 'finished' });
				} finally {
					// What could not be emitted is due again when its time has run out.
					release();
				}
			};

			const report = (error: unknown) =>
				logger.error('Events could not be taken from the vault', describe(error));

			/** When work that others have accepted may be taken up; moved on while the vault is away. */
			let othersMayHaveDied = 0;

			// Each side by side, and not waited for: one that hangs must not keep the others.
			const round = async () => {
				const pause = othersMayHaveDied - clock();
				// A longer one means that the clock was set back.
				const isPause = pause > 0 && pause <= HOLD;
				const left = isPause ? [] : await takeDue({ stage: 'accepted' });
				for (const { hash, payload, endpoint } of left) {
					if (working.has(hash)) continue;
					logger.info('Work that was left unfinished is taken up', { owner, endpoint });
					complete(hash, JSON.parse(payload) as Payload, endpoint).catch(report);
				}
				for (const claim of await takeDue({ stage: 'ready', endpoint: endpointId })) {
					if (!emitting.has(claim.hash)) emitClaim(claim).catch(report);
				}
			};

			const rounds = keepRounds(async () => {
				await round().catch((error: unknown) => {
					// Where the vault was away nobody could give a sign of life: those who live do so once it is back.
					othersMayHaveDied = clock() + HOLD;
					report(error);
				});
				void cleaning.begin();
				await subscriptions?.purge().catch(report);
			});
			attendants.set(endpointId, rounds.wake);

			return {
				async stop() {
					// Another may have begun to attend before this one stops.
					if (attendants.get(endpointId) === rounds.wake) attendants.delete(endpointId);
					await rounds.stop();
					await cleaning.stop();
				},
			};
		},
	};
}

/** The result of the suite's part; what has it needs no more work. */
function merge(payload: Payload, result: Awaited<ReturnType<Work['run']>>): Payload {
	const { remembered: _remembered, ...rest } = payload;
	return { ...rest, hasWork: false, emission: { ...payload.emission, ...result } };
}
