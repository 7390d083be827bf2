import type { z } from 'zod';

import { WeComConfigurationError } from '../error';
import { at } from './at';
import { coerce } from './coerce';
import type { Endpoint } from './endpoint';
import { parametersOf, schemaOf, type ParameterSchema } from './schema';

/**
 * Reads loose values (see `coerce`) as the parameters of an endpoint and checks them before anything is sent.
 * @throws WeComConfigurationError whose `field` is the path of the wrong value, for example `button[0].name`
 */
export function validateParameters(
	endpoint: Endpoint,
	values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const schemas = new Map(parametersOf(endpoint).map(({ name, schema }) => [name, schema]));
	const required = new Set(
		parametersOf(endpoint)
			.filter((parameter) => parameter.required)
			.map(({ name }) => name),
	);
	const parameters = Object.fromEntries(
		Object.entries(values)
			.map(([name, value]): [string, unknown] => {
				const schema = schemas.get(name);
				const read = schema ? coerce(schema, value) : value;
				// Nobody wants a required text to be sent empty.
				return [name, read === '' && required.has(name) ? undefined : read];
			})
			.filter(([, value]) => value !== undefined),
	);
	const result = schemaOf(endpoint).safeParse(parameters);
	const issue = result.error?.issues[0];
	if (issue) throw problem(endpoint, issue, parameters);
	const group = endpoint.atLeastOne;
	if (group && group.every((name) => isEmpty(parameters[name]))) {
		throw new WeComConfigurationError(
			group[0] ?? '',
			`At least one of ${group.map((name) => `'${name}'`).join(', ')} is required`,
			hint(endpoint),
		);
	}
	const content = endpoint.content && parameters[endpoint.content];
	if (typeof content === 'string' && schemas.has(content) && isEmpty(parameters[content])) {
		throw new WeComConfigurationError(
			content,
			`${formatName([content], schemas.get(content))} is required when '${endpoint.content}' is ${content}`,
			hint(endpoint, schemas.get(content)),
		);
	}
	for (const [name, need] of Object.entries(endpoint.neededWith ?? {})) {
		if (!isEmpty(parameters[name])) continue;
		const [asking] = Object.entries(need).filter(([other, values]) =>
			values.some((value) => value === parameters[other]),
		);
		if (!asking) continue;
		throw new WeComConfigurationError(
			name,
			`${formatName([name], schemas.get(name))} is required when '${asking[0]}' is ${String(parameters[asking[0]])}`,
			hint(endpoint, schemas.get(name)),
		);
	}
	// The values themselves, not zod's copy: that one lacks what the catalog does not know inside an object.
	return parameters;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function problem(
	endpoint: Endpoint,
	issue: z.core.$ZodIssue,
	parameters: Record<string, unknown>,
): WeComConfigurationError {
	if (issue.code === 'unrecognized_keys') {
		const name = issue.keys[0] ?? '';
		return new WeComConfigurationError(
			name,
			`'${name}' is not a parameter of this operation`,
			`It takes: ${parametersOf(endpoint)
				.map((parameter) => parameter.name)
				.join(', ')}. ${hint(endpoint)}`,
		);
	}
	const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
	const missing = at(parameters, path.join('.')) === undefined;
	const schema = schemaAt(endpoint, path);
	return new WeComConfigurationError(
		formatPath(path),
		`${formatName(path, schema)} ${missing && issue.code !== 'custom' ? 'is required' : describe(issue)}`,
		hint(endpoint, schema),
	);
}

/** The parameter as the form calls it, and as the platform does. */
function formatName(path: readonly (string | number)[], schema?: ParameterSchema): string {
	return path.length === 1 && schema?.title
		? `'${schema.title}' (${formatPath(path)})`
		: `'${formatPath(path)}'`;
}

/** `["button", 0, "name"]` as `button[0].name`. */
function formatPath(path: readonly (string | number)[]): string {
	return path
		.map((part, index) =>
			typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`,
		)
		.join('');
}

const kinds: Record<string, string> = {
	array: 'a list, or the JSON text of one',
	boolean: 'true or false',
	int: 'a whole number',
	number: 'a number',
	object: 'an object, or the JSON text of one',
	record: 'an object, or the JSON text of one',
	string: 'a text',
};

/** What is wrong, to follow the name of the parameter. */
function describe(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return `must be ${kinds[issue.expected] ?? issue.expected}`;
		case 'invalid_value':
			return `must be ${issue.values.map(String).join(' or ')}`;
		case 'too_small':
			return `must ${measure(issue.origin, 'at least', issue.minimum)}`;
		case 'too_big':
			return `must ${measure(issue.origin, 'at most', issue.maximum)}`;
		default:
			return issue.message;
	}
}

function measure(origin: string, bound: string, count: number | bigint): string {
	const many = Number(count) === 1 ? '' : 's';
	if (origin === 'string') return `have ${bound} ${count} character${many}`;
	if (origin === 'array') return `hold ${bound} ${count} item${many}`;
	return `be ${bound} ${count}`;
}

/** What the wrong parameter is, and where to read on. */
function hint(endpoint: Endpoint, schema?: ParameterSchema): string {
	const page = endpoint.doc?.replace(/^docs\//, '').replace(/\.md$/, '');
	return [
		schema?.description && `${capitalise(schema.description)}.`,
		`WeCom calls this ${endpoint.method} ${endpoint.path}`,
		page && `and describes it in ${page}`,
	]
		.filter(Boolean)
		.join(' ');
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function schemaAt(
	endpoint: Endpoint,
	path: readonly (string | number)[],
): ParameterSchema | undefined {
	const [first, ...rest] = path;
	const parameter = parametersOf(endpoint).find(({ name }) => name === first);
	return rest.reduce<ParameterSchema | undefined>(
		(schema, part) => (typeof part === 'number' ? schema?.items : schema?.properties?.[part]),
		parameter?.schema,
	);
}
