import { setTimeout as delay } from 'node:timers/promises';

import {
	Client,
	Pool,
	types,
	type ClientBase,
	type ClientConfig,
	type CustomTypesConfig,
} from 'pg';

import type { Logger } from '../logger';
import { timeLeft } from './hurry';
import type { PostgresqlConnection } from './postgresql-connection';
import { ServerFailure } from './postgresql-error';

/** Milliseconds in which a new connection must be there, unless somebody waits. */
const CONNECT_TIMEOUT = 5_000;
/** Milliseconds after which the answer to a query is no longer waited for. */
const QUERY_TIMEOUT = 15_000;
/** Milliseconds without an answer after which another connection is opened, to see whether there still is a server. */
const WATCH = 2_000;
const HURRIED_WATCH = 250;
/** A failure that took its time, in milliseconds, is that of everybody who asks for a while. */
const SLOW = 250;
const SPREAD = 250;
/** Milliseconds after which a connection that nobody needs is closed. */
const IDLE_TIMEOUT = 60_000;
/** Milliseconds of silence after which the operating system asks whether the other side is still there. */
const KEEP_ALIVE = 10_000;

const INT8 = 20;

/** As `pg` reads, but for what JavaScript holds: no other user of `pg` in the process is to notice. */
const READING: CustomTypesConfig = {
	getTypeParser: (id, format) => {
		if ((id as number) !== INT8) return types.getTypeParser(id, format) as never;
		return Number as never;
	},
};

/** Connections of one process to one vault. */
export interface Connections {
	/**
	 * Lends a connection. One that has failed, or was left within a transaction, is not used again.
	 * @throws ServerFailure when there is none to be had
	 */
	lend<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
	/**
	 * Waits for an answer as long as there is a server.
	 * @throws ServerFailure when there is none any more
	 */
	watch<T>(answer: Promise<T>): Promise<T>;
	/** Opens one that is nobody else's, for as long as it takes; whoever has it ends it. */
	open(): Promise<Client>;
	close(): Promise<void>;
}

export function openConnections(
	connection: PostgresqlConnection,
	{ logger }: { logger?: Logger },
): Connections {
	const { host, port, user, password, database, tls, poolLimit, location } = connection;
	const config: ClientConfig = {
		host,
		port,
		user,
		// A function, so that an empty one is not filled from the environment, and that nothing shows it.
		password: () => password,
		database,
		ssl: tls,
		application_name: 'n8n-nodes-wecom-suite',
		connectionTimeoutMillis: CONNECT_TIMEOUT,
		query_timeout: QUERY_TIMEOUT,
		keepAlive: true,
		keepAliveInitialDelayMillis: KEEP_ALIVE,
		types: READING,
	};
	const pool = new Pool({
		...config,
		max: poolLimit,
		idleTimeoutMillis: IDLE_TIMEOUT,
		// A command of n8n ends although the vault was never closed.
		allowExitOnIdle: true,
	});
	pool.on('error', (error) => {
		logger?.debug('A connection of the vault that nobody used has gone', {
			location,
			error: error.message,
		});
	});
	// While a connection is lent its queries tell; without a listener the process would end.
	pool.on('connect', (client) => client.on('error', () => {}));

	const slots = createSlots(poolLimit);
	let refusal: { cause: unknown; until: number } | undefined;
	let probing: Promise<void> | undefined;

	/** So that those who wait for their turn do not all wait for a server that is not there, one after the other. */
	const share = async <T>(reach: () => Promise<T>): Promise<T> => {
		const began = performance.now();
		if (refusal && began < refusal.until) throw new ServerFailure(refusal.cause);
		try {
			return await reach();
		} catch (error) {
			const now = performance.now();
			if (now - began > SLOW) refusal = { cause: error, until: now + SPREAD };
			throw new ServerFailure(error);
		}
	};

	const open = async (): Promise<Client> => {
		const client = new Client(config);
		// What is asked of it tells; without a listener the process would end.
		client.on('error', () => {});
		await client.connect();
		return client;
	};

	const probe = async (): Promise<void> => {
		probing ??= share(async () => {
			const client = await open();
			await client.end();
		}).finally(() => {
			probing = undefined;
		});
		await inTime(probing);
	};

	return {
		async lend(work) {
			return await slots.use(async () => {
				const connecting = share(async () => pool.connect());
				const client = await inTime(connecting).catch((error: unknown) => {
					// It is for the next one, if it comes after all.
					connecting.then(
						(late) => late.release(),
						() => {},
					);
					throw error;
				});
				try {
					const result = await work(client);
					client.release();
					return result;
				} catch (error) {
					client.release(error instanceof ServerFailure && error.isLost);
					throw error;
				}
			});
		},
		async watch(answer) {
			const told = answer.then((value) => ({ value }));
			// It is told of below, or comes too late.
			told.catch(() => {});
			for (;;) {
				const waiting = new AbortController();
				const outcome = await Promise.race([
					told,
					delay(timeLeft() < Infinity ? HURRIED_WATCH : WATCH, undefined, {
						signal: waiting.signal,
					}).catch(() => undefined),
				]).finally(() => waiting.abort());
				if (outcome) return outcome.value;
				await probe();
			}
		},
		open: async () => await share(open),
		async close() {
			await pool.end();
		},
	};
}

/**
 * Waits no longer than whoever waits for this work.
 * @throws ServerFailure when the time is over
 */
async function inTime<T>(promise: Promise<T>): Promise<T> {
	const left = timeLeft();
	if (left === Infinity) return await promise;
	const waiting = new AbortController();
	const late = delay(left, undefined, { signal: waiting.signal }).then(() => {
		throw new ServerFailure(new Error('no answer in time'));
	});
	// Told of by the race, or called off.
	late.catch(() => {});
	return await Promise.race([promise, late]).finally(() => waiting.abort());
}

/** Lets so many work at a time, and the others wait for their turn. */
export interface Slots {
	use<T>(work: () => Promise<T>): Promise<T>;
}

export function createSlots(count: number): Slots {
	const waiting: Array<() => void> = [];
	let free = count;
	const passOn = () => {
		// Or a newcomer could slip in between.
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	};
	return {
		async use(work) {
			if (free > 0) free -= 1;
			else {
				let take = () => {};
				const turn = new Promise<void>((resolve) => (take = resolve));
				waiting.push(take);
				await inTime(turn).catch((error: unknown) => {
					const place = waiting.indexOf(take);
					if (place >= 0) waiting.splice(place, 1);
					else passOn();
					throw error;
				});
			}
			try {
				return await work();
			} finally {
				passOn();
			}
		},
	};
}
