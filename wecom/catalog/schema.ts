import { createRequire } from 'node:module';

import type { z } from 'zod';

import type { Endpoint, Target, TargetLookup, Zod } from './endpoint';
import { pagingParameters } from './page';
import {
	corpId,
	customerServiceAccountId,
	customerTagId,
	departmentId,
	memberId,
	tagId,
} from './parameters';

/** A parameter as a form, a reader of loose values, or a table sees it: JSON Schema with the catalog's own words. */
export interface ParameterSchema extends Pick<
	z.GlobalMeta,
	'pick' | 'fill' | 'labels' | 'example' | 'secret'
> {
	type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
	title?: string;
	description?: string;
	enum?: readonly (string | number | boolean)[];
	const?: string | number | boolean;
	items?: ParameterSchema;
	properties?: Record<string, ParameterSchema>;
	required?: readonly string[];
	anyOf?: readonly ParameterSchema[];
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
}

export interface Parameter {
	name: string;
	required: boolean;
	schema: ParameterSchema;
}

interface Compiled {
	query: readonly string[];
	body: readonly string[];
	schema: z.ZodType;
	parameters: readonly Parameter[];
}

const compiled = new WeakMap<Endpoint, Compiled>();

/** The parameters of an endpoint, in the order of their declaration. */
export function parametersOf(endpoint: Endpoint): readonly Parameter[] {
	return compile(endpoint).parameters;
}

/** What validates all parameters of an endpoint together; knows no others. */
export function schemaOf(endpoint: Endpoint): z.ZodType {
	return compile(endpoint).schema;
}

/** Names of the parameters in the query and in the body. */
export function fieldsOf(endpoint: Endpoint): Pick<Compiled, 'query' | 'body'> {
	return compile(endpoint);
}

const load = createRequire(__filename);

/**
 * zod takes longer to load than all the rest of the catalog, so it waits until an endpoint is used. A dynamic import
 * would make every reader of a schema asynchronous.
 */
function loadZod(): Zod {
	return (load('zod') as { z: Zod }).z;
}

function compile(endpoint: Endpoint): Compiled {
	let result = compiled.get(endpoint);
	if (!result) {
		const zod = loadZod();
		const target = endpoint.target ? targetField(zod, endpoint.target) : {};
		const query = endpoint.query?.(zod) ?? {};
		const body = endpoint.body?.(zod) ?? {};
		const schema = zod.strictObject({ ...target, ...query, ...body });
		const json = zod.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
		const properties = (json.properties ?? {}) as Record<string, ParameterSchema>;
		const required = new Set(json.required);
		const moving = [...Object.keys(target), ...pagingParameters(endpoint)];
		result = {
			query: [...Object.keys(query), ...(endpoint.method === 'GET' ? moving : [])],
			body: [...Object.keys(body), ...(endpoint.method === 'POST' ? moving : [])],
			schema,
			parameters: Object.entries(properties).map(([name, parameter]) => ({
				name,
				required: required.has(name),
				schema: parameter,
			})),
		};
		compiled.set(endpoint, result);
	}
	return result;
}

const targets: Record<TargetLookup, (zod: Zod) => z.ZodType> = {
	customerServiceAccount: customerServiceAccountId,
	customerTag: customerTagId,
	department: departmentId,
	member: memberId,
	tag: tagId,
	tenant: corpId,
};

function targetField(zod: Zod, { lookup, parameter, title }: Target): Record<string, z.ZodType> {
	const field = targets[lookup](zod);
	return { [parameter]: title === undefined ? field : field.meta({ title }) };
}
