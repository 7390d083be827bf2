import * as z from 'zod';

/**
 * The kinds of field that events have. From XML everything arrives as text, from a bot's JSON with its type; either way
 * the typed value comes out. A value that does not fit its kind stays as it came: the platform's documentation is not
 * always right about types, and an event must never be lost over one field.
 */

function keep<Schema extends z.ZodType>(schema: Schema): z.ZodCatch<Schema> {
	return schema.catch((context) => context.value as z.output<Schema>);
}

/** Text, exactly as it was sent; IDs too, however numeric they look. */
export const text = keep(z.string());

/** A word of the platform that routes an event: white space around it means nothing. */
export const word = keep(z.string().trim());

export const integer = keep(z.preprocess(toNumber, z.int()));

export const decimal = keep(z.preprocess(toNumber, z.number()));

/** `0` or `1`. */
export const flag = keep(z.preprocess(toBoolean, z.boolean()));

/** A list that the platform writes with commas; nothing at all is an empty list. */
export function list<Item extends z.ZodType>(item: Item) {
	return keep(z.preprocess(split, z.array(item)));
}

/** An element that may be repeated; a single one is a list all the same. */
export function many<Item extends z.ZodType>(item: Item) {
	return keep(z.preprocess(toArray, z.array(item)));
}

/** An element with others in it; what is not listed stays. An empty element is an empty object. */
export function nested<Shape extends z.ZodRawShape>(shape: Shape) {
	return keep(z.preprocess(toObject, z.looseObject(shape)));
}

/** At most 15 digits: what a number holds without loss. */
const NUMBER = /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/;

function toNumber(value: unknown): unknown {
	return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
}

function toBoolean(value: unknown): unknown {
	if (value === '1') return true;
	if (value === '0') return false;
	return value;
}

function split(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	return value.trim() === '' ? [] : value.split(',').map((item) => item.trim());
}

function toArray(value: unknown): unknown {
	return value === undefined || Array.isArray(value) ? value : [value];
}

function toObject(value: unknown): unknown {
	return typeof value === 'string' && value.trim() === '' ? {} : value;
}
