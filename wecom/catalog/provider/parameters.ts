import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes } from '../parameters';

/*
 * Parameters that endpoints of the provider share.
 */

/** A point in time as the platform counts: seconds since 1970. */
export function unixTime(zod: Zod, title: string): z.ZodInt {
	return zod.int().min(0).meta({ title, description: 'seconds since 1970' });
}

/** A time span of which both ends are given or none, limited to so many days where a page says so. */
export function timeSpan(
	zod: Zod,
	mostDays?: number,
): Record<'start_time' | 'end_time', z.ZodType> {
	const limit = mostDays === undefined ? '' : `, at most ${mostDays} days after From`;
	return {
		start_time: unixTime(zod, 'From')
			.optional()
			.meta({ title: 'From', description: 'seconds since 1970, together with To' }),
		end_time: unixTime(zod, 'To')
			.optional()
			.meta({ title: 'To', description: `seconds since 1970, together with From${limit}` }),
	};
}

export function orderId(zod: Zod): z.ZodString {
	return bytes(zod, 64).min(1).meta({ title: 'Order ID' });
}

export function jobId(zod: Zod): z.ZodString {
	return bytes(zod, 64).min(1).meta({ title: 'Job ID' });
}

/** A member of the provider, not of a tenant. */
export function providerMember(zod: Zod, title: string): z.ZodString {
	return zod
		.string()
		.min(1)
		.meta({ title, description: 'userid of a member of the provider who holds the right for it' });
}

/** A member of the tenant that the operation is about, whose list of members nobody can look into here. */
export function tenantMember(zod: Zod): z.ZodString {
	return bytes(zod, 64)
		.min(1)
		.meta({ title: 'Member ID', description: 'userid as the suite sees it' });
}

/** What a licence covers. */
export function licenceType(zod: Zod): z.ZodLiteral<1 | 2> {
	return zod.literal([1, 2]).meta({
		title: 'Licence Type',
		labels: { 1: 'Base (基础账号)', 2: 'Interop (互通账号)' },
	});
}

export function activeCode(zod: Zod): z.ZodString {
	return zod.string().min(1).meta({ title: 'Activation Code' });
}

/** IDs as a text list; `max` only where a list is not split. */
export function ids(zod: Zod, title: string): z.ZodArray<z.ZodString> {
	return zod.array(zod.string()).min(1).meta({ title });
}

/** Characters that come back unchanged from a browser. */
export function state(zod: Zod, max: number): z.ZodString {
	return zod
		.string()
		.regex(/^[a-zA-Z0-9]*$/, { error: 'must hold nothing but letters and digits' })
		.max(max)
		.meta({ title: 'State', description: `letters and digits, at most ${max}` });
}

/** An app of an old suite that has several. */
export function oldAppId(zod: Zod): z.ZodOptional<z.ZodInt> {
	return zod
		.int()
		.optional()
		.meta({ title: 'App ID', description: 'for old suites of several apps' });
}
