import type { Zod } from '../endpoint';
import { unixTime } from '../parameters';

/** Days of which statistics are asked for. */
export const days = (zod: Zod) => ({
	start_time: unixTime(zod, 'First Day').meta({ description: 'Unix seconds, before today' }),
	end_time: unixTime(zod, 'Last Day').meta({ description: 'Unix seconds, at most 31 days later' }),
});
