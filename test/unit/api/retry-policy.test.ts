import {
	WeComHttpError,
	WeComPlatformError,
	WeComRateLimitError,
	WeComRequestError,
} from '../../../wecom/api/error';
import { actions, meanings } from '../../../wecom/api/errcodes';
import { decideRetry, isRateLimit, RETRY_BUDGET } from '../../../wecom/api/retry-policy';
import { WeComConfigurationError, type WeComError } from '../../../wecom/error';

const call = 'POST /cgi-bin/message/send';

function errcode(code: number): WeComError {
	const refusal = { call, errcode: code, errmsg: 'no', tokenFamily: undefined };
	return isRateLimit(code) ? new WeComRateLimitError(refusal, 60) : new WeComPlatformError(refusal);
}
const request = ({ sent = false, lasting = false }) =>
	new WeComRequestError(call, 'broke', 'look', sent, lasting);
const http = (status: number, retryAfter?: number) =>
	new WeComHttpError(call, status, 'odd', 'look', retryAfter);
const tooMany = (retryAfter: number) =>
	new WeComRateLimitError(
		{ call, errcode: undefined, errmsg: 'HTTP status 429', tokenFamily: undefined },
		retryAfter,
	);

const situation = { repeatable: true, retries: 0, remaining: RETRY_BUDGET, random: 0 };

/** The waits of a call that goes on failing, without jitter. */
function waitsOf(error: WeComError, repeatable: boolean, random = 0): number[] {
	const waits: number[] = [];
	let remaining = RETRY_BUDGET;
	for (let retries = 0; retries < 20; retries++) {
		const wait = decideRetry(error, { repeatable, retries, remaining, random });
		if (wait === undefined) break;
		waits.push(wait);
		remaining -= wait;
	}
	return waits;
}

describe('retry table', () => {
	it.each<[string, WeComError, number[], number[]]>([
		// what happened, error, waits of a repeatable call, waits of one that is not
		['not sent', request({}), [500, 1000, 2000], [500, 1000, 2000]],
		['not sent, and lasting', request({ lasting: true }), [], []],
		['sent, no answer', request({ sent: true }), [1000, 2000], []],
		['errcode -1', errcode(-1), [1000, 2000, 4000], []],
		['errcode 2000111', errcode(2000111), [1000, 2000, 4000], []],
		['errcode 6000', errcode(6000), [500, 1000, 2000], [500, 1000, 2000]],
		['errcode 45035', errcode(45035), [500, 1000, 2000], [500, 1000, 2000]],
		[
			'errcode 45033',
			errcode(45033),
			[500, 1000, 2000, 4000, 8000, 16000],
			[500, 1000, 2000, 4000, 8000, 16000],
		],
		['errcode 45009', errcode(45009), [10000, 20000, 40000], [10000, 20000, 40000]],
		['errcode 40014', errcode(40014), [], []],
		['errcode 40085', errcode(40085), [], []],
		['errcode 60011', errcode(60011), [], []],
		['errcode nobody knows', errcode(987654), [], []],
		['a job still runs (770007)', errcode(770007), [], []],
		['HTTP 429', tooMany(7), [7000, 7000, 7000], [7000, 7000, 7000]],
		['HTTP 500', http(500), [1000, 2000, 4000], []],
		['HTTP 502', http(502), [1000, 2000, 4000], []],
		['HTTP 503', http(503), [1000, 2000, 4000], []],
		['HTTP 503 with Retry-After', http(503, 9), [9000, 9000, 9000], []],
		['HTTP 504', http(504), [1000, 2000, 4000], []],
		['HTTP 302', http(302), [], []],
		['HTTP 404', http(404), [], []],
		['HTTP 200 with a page', http(200), [], []],
		['a wrong parameter', new WeComConfigurationError('path', 'no', 'mend it'), [], []],
	])('%s', (_what, error, repeatable, once) => {
		expect(waitsOf(error, true)).toEqual(repeatable);
		expect(waitsOf(error, false)).toEqual(once);
	});

	it('repeats no errcode but those that the facts call worth it', () => {
		const near = Object.keys(meanings).flatMap((code) => [-1, 0, 1].map((by) => Number(code) + by));
		const repeated = near.filter(
			(code) => decideRetry(errcode(code), { ...situation, remaining: 1e6 }) !== undefined,
		);
		expect(repeated.length).toBeGreaterThan(20);
		expect(repeated.filter((code) => actions[code] !== 'back_off')).toEqual([]);
	});
});

describe('decideRetry', () => {
	it('stretches a wait by up to a half, never shortens it', () => {
		expect(decideRetry(errcode(-1), { ...situation, random: 1 })).toBe(1500);
		expect(decideRetry(errcode(-1), { ...situation, random: 0 })).toBe(1000);
	});

	it('sits out a limit per minute inside the default budget, whatever the jitter', () => {
		for (const random of [0, 0.5, 1]) {
			const total = waitsOf(errcode(45009), false, random).reduce((a, b) => a + b, 0);
			expect(total).toBeGreaterThan(60_000);
			expect(total).toBeLessThanOrEqual(RETRY_BUDGET);
		}
	});

	it('ends its last wait with the budget', () => {
		expect(decideRetry(errcode(-1), { ...situation, retries: 2, remaining: 3000 })).toBe(3000);
	});

	it('does not begin what the budget has no room for', () => {
		expect(decideRetry(errcode(-1), { ...situation, remaining: 999 })).toBeUndefined();
		expect(decideRetry(errcode(45009), { ...situation, remaining: 5000 })).toBeUndefined();
	});

	it('waits as long as Retry-After says or not at all', () => {
		expect(decideRetry(tooMany(30), { ...situation, remaining: 30_000 })).toBe(30_000);
		expect(decideRetry(tooMany(30), { ...situation, remaining: 29_999 })).toBeUndefined();
	});
});
