import { PlatformClock } from '../../../simulator/clock';
import {
	JS_TICKETS_PER_APP,
	PER_CORP_AND_API,
	RateLimits,
} from '../../../simulator/platform/rate-limits';

describe('rate limits', () => {
	const tooMany = expect.objectContaining({ errcode: 45009 });

	it('let 10,000 calls a minute through per company and API, and more when it is over', () => {
		const clock = new PlatformClock(() => 0);
		const limits = new RateLimits(clock);
		const call = (subject = 'user/get in A') => limits.count(subject, ...PER_CORP_AND_API);
		for (let count = 0; count < 10_000; count += 1) {
			call();
		}
		expect(() => call()).toThrow(tooMany);
		expect(() => call('user/get in B')).not.toThrow();
		clock.move(59, false);
		expect(() => call()).toThrow(tooMany);
		clock.move(2, false);
		expect(() => call()).not.toThrow();
	});

	it('know a used up window without counting', () => {
		const limits = new RateLimits(new PlatformClock(() => 0));
		for (let count = 0; count < 99; count += 1) {
			limits.count('app', JS_TICKETS_PER_APP);
		}
		expect(limits.isUsedUp('app', JS_TICKETS_PER_APP)).toBe(false);
		limits.count('app', JS_TICKETS_PER_APP);
		expect(limits.isUsedUp('app', JS_TICKETS_PER_APP)).toBe(true);
		expect(() => limits.count('app', JS_TICKETS_PER_APP)).toThrow(tooMany);
	});
});
