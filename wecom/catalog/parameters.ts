import type { z } from 'zod';

import type { Zod } from './endpoint';

/*
 * Parameters that many endpoints share. Each is a function of zod, as all declarations are; `.meta()` on the result
 * changes what an endpoint says differently.
 */

/** A company that has installed the suite. */
export function corpId(zod: Zod): z.ZodString {
	return bytes(zod, 64).min(1).meta({ title: 'Tenant', pick: 'tenant' });
}

/** A switch that WeCom writes as 0 or 1. */
export function flag(zod: Zod): z.ZodLiteral<0 | 1> {
	return zod.literal([0, 1]);
}

/** Text of at most so many bytes of UTF-8, as WeCom counts many of its limits. */
export function bytes(zod: Zod, max: number): z.ZodString {
	return zod.string().refine((text) => Buffer.byteLength(text) <= max, {
		error: `must have at most ${max} bytes in UTF-8`,
	});
}

export function memberId(zod: Zod): z.ZodString {
	return bytes(zod, 64).meta({
		title: 'Member',
		description: 'userid as this app sees it, at most 64 bytes',
		pick: 'member',
	});
}

export function memberIds(zod: Zod, max: number): z.ZodArray<z.ZodString> {
	return zod
		.array(zod.string())
		.max(max)
		.meta({ title: 'Member IDs', description: `at most ${max}` });
}

export function departmentId(zod: Zod): z.ZodInt {
	return zod
		.int()
		.min(0)
		.meta({ title: 'Department', description: '1 is the root', pick: 'department' });
}

export function departmentIds(zod: Zod, max: number): z.ZodArray<z.ZodInt> {
	return zod
		.array(zod.int())
		.max(max)
		.meta({ title: 'Department IDs', description: `at most ${max}` });
}

export function tagId(zod: Zod): z.ZodInt {
	return zod.int().min(0).meta({ title: 'Tag', pick: 'tag' });
}

export function tagIds(zod: Zod, max: number): z.ZodArray<z.ZodInt> {
	return zod
		.array(zod.int())
		.max(max)
		.meta({ title: 'Tag IDs', description: `at most ${max}` });
}

/** The app that acts; left empty, the app whose token the call carries. */
export function agentId(zod: Zod): z.ZodInt {
	return zod
		.int()
		.min(0)
		.meta({ title: 'Agent ID', description: 'empty: the app that calls', fill: 'agentId' });
}

export function mediaId(zod: Zod): z.ZodString {
	return zod.string().meta({ title: 'Media ID', description: 'from Media: Upload' });
}

/** IDs joined by `|`, as message recipients are. */
export function joinedIds(zod: Zod, max: number): z.ZodString {
	return zod.string().refine((text) => text.split('|').length <= max, {
		error: `must name at most ${max}, separated by |`,
	});
}
