import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseLimit, type Limit } from './limit';

/** Whose token a call carries. */
export type TokenFamily = 'none' | 'suite' | 'provider' | 'corp';

/** Which apps may call an endpoint with a corp token. */
export type AppKind = 'third_party' | 'customized' | 'internal';

/** One documented endpoint of the platform, from the fact files. */
export interface Endpoint {
	path: string;
	method: 'GET' | 'POST';
	token: TokenFamily;
	/** The query parameter that carries the token, empty for `none`. */
	tokenParameter: string;
	/** Empty: every app may call it. */
	apps: AppKind[];
	query: Parameter[];
	body: Parameter[];
	response: ResponseField[];
	/** A field of the multipart body that holds a file. */
	upload?: string;
	/** What lists and cursors of the answer are called. */
	paging?: { list: string | null; more: string | null };
	/** The documentation leaves errcode out of successful answers. */
	omitsErrcode: boolean;
}

/** A parameter with what it contains; `type` is a word without brackets, `list` says that there are many. */
export interface Parameter {
	name: string;
	type: ParameterType;
	list: boolean;
	required: boolean;
	values?: (string | number)[];
	limit: Limit;
	children: Parameter[];
}

export type ParameterType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'file' | 'any';

/** A field of an answer; its children are the fields inside. */
export interface ResponseField {
	name: string;
	type: ParameterType;
	list: boolean;
	children: ResponseField[];
}

const parameterFact = z.object({
	name: z.string(),
	type: z.string(),
	required: z.boolean().default(false),
	limits: z.string().optional(),
	enum: z.array(z.union([z.string(), z.number()])).optional(),
});

const providerFact = z.object({
	method: z.enum(['GET', 'POST']),
	path: z.string(),
	auth: z.enum(['none', 'suite_access_token', 'provider_access_token', 'access_token']),
	app_types: z.array(z.string()).optional(),
	query: z.array(parameterFact),
	body: z.array(parameterFact),
	response: z.array(z.object({ name: z.string(), type: z.string() })),
	paging: z.object({ cursor_field: z.string().nullish(), list_field: z.string().nullish() }).nullish(),
	upload: z.object({ kind: z.string(), field: z.string() }).nullish(),
});

const corpFact = z.object({
	method: z.enum(['GET', 'POST']),
	path: z.string(),
	/** `key`: it carries a key of its own instead of a token. */
	auth: z.enum(['access_token', 'key']),
	available_to: z.array(z.enum(['third_party', 'customized', 'internal'])),
	query: z.array(parameterFact),
	body: z.array(parameterFact),
	response_top: z.array(z.string()),
	paging: z
		.object({ list_field: z.string().nullish(), more_field: z.string().nullish() })
		.nullish(),
	upload: z.object({ kind: z.string(), field: z.string() }).nullish(),
});

type ParameterFact = z.infer<typeof parameterFact>;

/** Answers that carry no errcode when they succeed (developer guide of the token endpoints). */
const WITHOUT_ERRCODE = new Set([
	'/cgi-bin/service/get_suite_token',
	'/cgi-bin/service/get_corp_token',
	'/cgi-bin/service/get_provider_token',
	'/cgi-bin/service/get_permanent_code',
]);

const FAMILIES = {
	none: 'none',
	suite_access_token: 'suite',
	provider_access_token: 'provider',
	access_token: 'corp',
} as const;

/**
 * Every endpoint of the two fact files by path. Where both know one, the corp file gives parameters and apps, and the
 * provider file the types of the answer.
 */
export function loadEndpoints(): Map<string, Endpoint> {
	const endpoints = new Map<string, Endpoint>();
	for (const fact of readFacts('provider-endpoints.json', providerFact)) {
		const family = FAMILIES[fact.auth];
		const carrier = fact.query.find((parameter) => parameter.name.endsWith('access_token'));
		const tokenParameter = family === 'none' ? '' : (carrier?.name ?? fact.auth);
		endpoints.set(fact.path, {
			path: fact.path,
			method: fact.method,
			token: family,
			tokenParameter,
			apps: appsOf(fact.app_types),
			query: treeOf(fact.query.filter((parameter) => parameter.name !== tokenParameter)),
			body: treeOf(fact.body),
			response: treeOf(fact.response.map((field) => ({ ...field, required: false }))),
			upload: fact.upload?.kind === 'multipart' ? fact.upload.field : undefined,
			paging: pagingOf(fact.paging?.list_field, fact.paging?.cursor_field),
			omitsErrcode: WITHOUT_ERRCODE.has(fact.path),
		});
	}
	for (const fact of readFacts('corp-endpoints.json', corpFact)) {
		const known = endpoints.get(fact.path);
		const carriesToken = fact.auth === 'access_token';
		endpoints.set(fact.path, {
			path: fact.path,
			method: fact.method,
			token: carriesToken ? 'corp' : 'none',
			tokenParameter: carriesToken ? 'access_token' : '',
			apps: fact.available_to,
			query: treeOf(fact.query),
			body: treeOf(fact.body),
			response: known?.response ?? fact.response_top.map(guessedField),
			upload: fact.upload?.kind === 'multipart' ? fact.upload.field : undefined,
			paging: pagingOf(fact.paging?.list_field, fact.paging?.more_field) ?? known?.paging,
			omitsErrcode: false,
		});
	}
	return endpoints;
}

function readFacts<Fact>(file: string, fact: z.ZodType<Fact>): Fact[] {
	return z.array(fact).parse(JSON.parse(readFileSync(join(__dirname, file), 'utf8')));
}

/** Provider pages name the apps only where not all may call. */
function appsOf(types: string[] | undefined): AppKind[] {
	return types?.includes('customized') ? ['customized', 'internal'] : [];
}

function pagingOf(list: string | null | undefined, more: string | null | undefined) {
	return list || more ? { list: list ?? null, more: more ?? null } : undefined;
}

/** Builds the tree out of dotted names such as `buy_list[].account_count.base_count`, parents before children. */
function treeOf(facts: ParameterFact[]): Parameter[] {
	const roots: Parameter[] = [];
	for (const fact of facts) {
		const segments = fact.name.split('.');
		const name = segments.pop() ?? '';
		const siblings = segments.reduce((level, segment) => parentIn(level, segment).children, roots);
		const known = siblings.find((sibling) => sibling.name === name.replace('[]', ''));
		if (known === undefined) {
			siblings.push(parameterOf(fact, name));
		}
	}
	return roots;
}

/** Some answers list `order.order_id` without `order`. */
function parentIn(level: Parameter[], segment: string): Parameter {
	const name = segment.replace('[]', '');
	const known = level.find((parameter) => parameter.name === name);
	if (known) {
		return known;
	}
	const parent = parameterOf(
		{ name: segment, type: segment.endsWith('[]') ? 'object[]' : 'object', required: false },
		segment,
	);
	level.push(parent);
	return parent;
}

function parameterOf(fact: ParameterFact, name: string): Parameter {
	return {
		name: name.replace('[]', ''),
		type: typeOf(fact.type.replace('[]', '')),
		list: fact.type.endsWith('[]'),
		required: fact.required,
		values: fact.enum,
		limit: parseLimit(fact.limits, fact.type),
		children: [],
	};
}

function typeOf(type: string): ParameterType {
	switch (type) {
		case 'int':
		case 'integer':
		case 'uint32':
		case 'uint64':
			return 'integer';
		case 'bool':
		case 'boolean':
			return 'boolean';
		case 'string':
		case 'number':
		case 'object':
		case 'file':
			return type;
		default:
			return 'any';
	}
}

/** The corp file names the fields of an answer without their types. */
function guessedField(name: string): ResponseField {
	return {
		name,
		type: typeByName(name),
		list: /(_list|list|items|infos|ids)$/.test(name),
		children: [],
	};
}

function typeByName(name: string): ParameterType {
	if (/^(has_more|is_\w+|\w+_enable)$/.test(name)) {
		return 'boolean';
	}
	if (/(_time|_count|_cnt|total|status|expires_in|percentage|created_at|_offset)$/.test(name)) {
		return 'integer';
	}
	return /(_info|info|detail|result|data|profile)$/.test(name) ? 'object' : 'string';
}
