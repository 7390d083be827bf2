import type { ParameterSchema } from './schema';

/**
 * Reads a value as it comes from a form, an expression or a language model as the type that the parameter has: `"5"`
 * as 5, `"a, b"` or `["a","b"]` as a list, `true` as the 1 of a 0/1 switch, JSON text as what it says. What cannot be
 * read so is given back as it is, for validation to name it. `null` and an empty text where no text belongs are
 * `undefined`.
 */
export function coerce(schema: ParameterSchema, value: unknown): unknown {
	if (value === undefined || value === null) return undefined;
	if (value === '' && !takesEmptyText(schema)) return undefined;
	switch (schema.type) {
		case 'string':
			return coerceText(value);
		case 'integer':
		case 'number':
			return coerceNumber(schema, value);
		case 'boolean':
			return coerceBoolean(value);
		case 'array':
			return coerceList(schema, value);
		case 'object':
			return coerceObject(schema, value);
		default:
			return value;
	}
}

/** Whether the parameter is a switch that WeCom writes as 0 or 1. */
export function isSwitch(schema: ParameterSchema): boolean {
	return (
		schema.labels === undefined &&
		schema.enum?.length === 2 &&
		schema.enum[0] === 0 &&
		schema.enum[1] === 1
	);
}

function takesEmptyText(schema: ParameterSchema): boolean {
	return schema.type === 'string' && schema.enum === undefined && !schema.minLength;
}

function coerceText(value: unknown): unknown {
	return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
		? String(value)
		: value;
}

function coerceNumber(schema: ParameterSchema, value: unknown): unknown {
	if (isSwitch(schema)) {
		const flag = coerceBoolean(value);
		if (typeof flag === 'boolean') return flag ? 1 : 0;
	}
	if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return value;
	const number = Number(value);
	// A longer one would lose digits silently.
	return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : number;
}

function coerceBoolean(value: unknown): unknown {
	if (value === 'true' || value === '1' || value === 1) return true;
	if (value === 'false' || value === '0' || value === 0) return false;
	return value;
}

function coerceList(schema: ParameterSchema, value: unknown): unknown {
	const items = schema.items ?? {};
	const list = typeof value === 'string' ? splitList(items, value) : value;
	if (Array.isArray(list)) {
		return list.map((item) => coerce(items, item)).filter((item) => item !== undefined);
	}
	return isScalar(items) && typeof list !== 'object' && list === value
		? [coerce(items, list)]
		: list;
}

function splitList(items: ParameterSchema, text: string): unknown {
	if (/^\s*\[/.test(text) || !isScalar(items)) return parseJson(text);
	return text
		.split(/[,，|\n]/)
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

function isScalar(schema: ParameterSchema): boolean {
	return schema.type !== 'object' && schema.type !== 'array';
}

function coerceObject(schema: ParameterSchema, value: unknown): unknown {
	const object = typeof value === 'string' ? parseJson(value) : value;
	if (typeof object !== 'object' || object === null || Array.isArray(object)) return object;
	return Object.fromEntries(
		Object.entries(object)
			.map(([key, inner]): [string, unknown] => {
				const property = Object.hasOwn(schema.properties ?? {}, key)
					? schema.properties?.[key]
					: undefined;
				return [key, property ? coerce(property, inner) : inner];
			})
			.filter(([, inner]) => inner !== undefined),
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
