import type { WeComError } from '../error';
import {
	WeComHttpError,
	WeComPlatformError,
	WeComRateLimitError,
	WeComRequestError,
} from './error';

/** Milliseconds until a connection, with its TLS handshake, must stand. */
export const CONNECT_TIMEOUT = 10_000;

/** Milliseconds from the last byte sent until the first of the answer. */
export const HEADERS_TIMEOUT = 30_000;

/** Milliseconds between two pieces of an answer. */
export const BODY_TIMEOUT = 30_000;

/**
 * Milliseconds from the first attempt within which another one may begin, unless the client or the request says
 * otherwise. Long enough to sit out a limit per minute (errcode 45009 blocks for 60 s).
 */
export const RETRY_BUDGET = 90_000;

/** Seconds for which the shortest of WeCom's limits blocks; it does not say which limit was hit. */
export const SHORTEST_BLOCK = 60;

/** How to go on after one kind of failure. The wait doubles each time and is stretched by up to a half at random. */
export interface RetryRule {
	/** What else must hold: `any` call, or only one that is `repeatable` because WeCom may have acted on it. */
	for: 'any' | 'repeatable';
	/** How often at most. */
	times: number;
	/** Milliseconds before the first repetition. */
	wait: number;
}

/**
 * Every kind of failure that is worth repeating. A call is sent again only if WeCom has certainly not acted on it, or
 * if acting twice does no harm.
 */
export const retryRules = {
	/** No connection: nothing was sent. */
	unreachable: { for: 'any', times: 3, wait: 500 },
	/** Timed out or cut off after sending. */
	unanswered: { for: 'repeatable', times: 2, wait: 1_000 },
	/** HTTP 5xx of a gateway; whether WeCom has acted is unknown. */
	unavailable: { for: 'repeatable', times: 3, wait: 1_000 },
	/** The platform failed inside (`-1`: at most three times, says its documentation). */
	busy: { for: 'repeatable', times: 3, wait: 1_000 },
	/** Refused before acting: somebody else was changing the same data. */
	conflict: { for: 'any', times: 3, wait: 500 },
	/** Refused before acting: too many calls at one time. */
	crowded: { for: 'any', times: 6, wait: 500 },
	/** Refused before acting: too many calls in a time. Three waits outlast a limit per minute. */
	limited: { for: 'any', times: 3, wait: 10_000 },
} satisfies Record<string, RetryRule>;

export type RetryKind = keyof typeof retryRules;

/**
 * The errcodes that are repeated here. Others of class `back_off` tell of work that takes long (a job, an import, a
 * message being sent): the caller of the endpoint knows what to wait for.
 */
const errcodeKinds: Readonly<Record<number, RetryKind>> = {
	'-1': 'busy',
	90304: 'busy',
	301022: 'busy',
	701085: 'busy',
	710674: 'busy',
	710675: 'busy',
	710682: 'busy',
	2000111: 'busy',
	2000141: 'busy',
	2090726: 'busy',
	2543337: 'busy',
	6000: 'conflict',
	45035: 'conflict',
	2040035: 'conflict',
	45033: 'crowded',
	301096: 'crowded',
	2010003: 'crowded',
	45009: 'limited',
	45036: 'limited',
	84055: 'limited',
	90313: 'limited',
	701134: 'limited',
	2023032: 'limited',
	2400007: 'limited',
};

/** Whether an errcode says that there were too many calls. */
export function isRateLimit(errcode: number): boolean {
	const kind = errcodeKinds[errcode];
	return kind === 'limited' || kind === 'crowded';
}

/** Seconds after which a refused call may succeed. */
export function retryAfterOf(errcode: number): number {
	return errcodeKinds[errcode] === 'crowded' ? 1 : SHORTEST_BLOCK;
}

/** Which rule a failure falls under; `undefined` for one that repeating does not change. */
export function kindOfFailure(error: WeComError): RetryKind | undefined {
	if (error instanceof WeComPlatformError) return errcodeKinds[error.errcode];
	if (error instanceof WeComRateLimitError) {
		return error.errcode === undefined ? 'limited' : errcodeKinds[error.errcode];
	}
	if (error instanceof WeComHttpError) {
		return [500, 502, 503, 504].includes(error.status) ? 'unavailable' : undefined;
	}
	if (error instanceof WeComRequestError) {
		if (error.lasting) return undefined;
		return error.sent ? 'unanswered' : 'unreachable';
	}
	return undefined;
}

export interface RetrySituation {
	repeatable: boolean;
	/** How often it was repeated already. */
	retries: number;
	/** Milliseconds left of the budget. */
	remaining: number;
	/** From 0 to 1. */
	random: number;
}

/**
 * Milliseconds to wait before the call is sent again, or `undefined` if it must not be. A wait that the answer asked
 * for (`Retry-After`) is kept or, if the budget is too small for it, not begun.
 */
export function decideRetry(error: WeComError, situation: RetrySituation): number | undefined {
	const kind = kindOfFailure(error);
	if (kind === undefined) return undefined;
	const rule: RetryRule = retryRules[kind];
	if (rule.for === 'repeatable' && !situation.repeatable) return undefined;
	if (situation.retries >= rule.times) return undefined;

	const asked = askedWait(error);
	if (asked !== undefined) return asked <= situation.remaining ? asked : undefined;

	if (situation.remaining < rule.wait) return undefined;
	const wait = rule.wait * 2 ** situation.retries * (1 + situation.random / 2);
	return Math.min(wait, situation.remaining);
}

/** Milliseconds that the answer itself asked for; for an errcode the platform never does. */
function askedWait(error: WeComError): number | undefined {
	if (error instanceof WeComHttpError) {
		return error.retryAfter === undefined ? undefined : error.retryAfter * 1000;
	}
	if (error instanceof WeComRateLimitError && error.errcode === undefined) {
		return error.retryAfter * 1000;
	}
	return undefined;
}
