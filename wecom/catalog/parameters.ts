import type { z } from 'zod';

import type { Need, Zod } from './endpoint';

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

/** Members of whom one call takes only so many, so that they are sent in batches. */
export function manyMemberIds(zod: Zod, each: number): z.ZodArray<z.ZodString> {
	return zod
		.array(zod.string())
		.min(1)
		.meta({ title: 'Member IDs', description: `any number, sent ${each} at a time` });
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

/** The same where an app is what the endpoint is about. */
export function chosenAgent(zod: Zod): z.ZodInt {
	return agentId(zod).meta({ title: 'Agent', pick: 'agent' });
}

/** Only the oldest suites, which hold several apps, must say which of them acts. */
export function appOfOldSuite(zod: Zod): z.ZodOptional<z.ZodInt> {
	return zod
		.int()
		.min(0)
		.optional()
		.meta({ title: 'Agent ID', description: 'old suites of several apps only' });
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

/** A customer of a member, or somebody of another company that a member knows. */
export function customerId(zod: Zod): z.ZodString {
	return zod
		.string()
		.min(1)
		.meta({ title: 'Customer ID', description: 'external_userid as this app sees it' });
}

export function customerTagId(zod: Zod): z.ZodString {
	return zod.string().min(1).meta({ title: 'Customer Tag', pick: 'customerTag' });
}

/** An account of WeChat customer service. */
export function customerServiceAccountId(zod: Zod): z.ZodString {
	return bytes(zod, 64)
		.min(1)
		.meta({ title: 'Customer Service Account', pick: 'customerServiceAccount' });
}

/** A time in seconds since 1970, as the API counts. */
export function unixTime(zod: Zod, title: string): z.ZodInt {
	return zod.int().min(0).meta({ title, description: 'Unix seconds' });
}

/**
 * An object that must have a field when another of its fields has one of these values; what `neededWith` is to the
 * parameters of an endpoint.
 */
export function needing<Shape extends z.ZodRawShape>(
	object: z.ZodObject<Shape>,
	field: string & keyof Shape,
	need: Need,
): z.ZodObject<Shape> {
	return object.superRefine((value: Record<string, unknown>, context) => {
		if (value[field] !== undefined) return;
		for (const [other, values] of Object.entries(need)) {
			const given = value[other];
			if (!values.some((one) => one === given)) continue;
			const message = `is required when '${other}' is ${String(given)}`;
			context.addIssue({ code: 'custom', path: [field], message });
		}
	});
}

/** An object in which the field `by` names another one that must then be there, as `msgtype: "image"` wants `image`. */
export function naming<Shape extends z.ZodRawShape>(
	object: z.ZodObject<Shape>,
	by: string & keyof Shape,
): z.ZodObject<Shape> {
	return object.superRefine((value: Record<string, unknown>, context) => {
		const name = value[by];
		if (typeof name !== 'string' || value[name] !== undefined) return;
		if (!Object.hasOwn(object.shape, name)) return;
		const message = `is required when '${by}' is ${name}`;
		context.addIssue({ code: 'custom', path: [name], message });
	});
}
