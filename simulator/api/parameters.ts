import type { Endpoint, Parameter, ParameterType } from '../facts/endpoint';
import type { Limit, Range } from '../facts/limit';
import { Refusal } from '../platform/refusal';
import { isRecord } from './call';
import type { UploadedFile } from './multipart';

/** Missing parameters that have an errcode of their own; every other one gives 40058. */
const MISSING = new Map([
	['corpid', 41002],
	['corpsecret', 41004],
	['provider_secret', 41004],
	['media_id', 41006],
	['code', 41008],
	['auth_code', 41008],
	['userid', 41009],
	['agentid', 41011],
	['tagid', 41017],
	['tagname', 41018],
	['suite_id', 41021],
	['suite_ticket', 41023],
	['suite_secret', 41024],
	['permanent_code', 41025],
	['external_userid', 41035],
	['config_id', 41043],
	['welcome_code', 41049],
	['moment_id', 41059],
	['auth_corpid', 84054],
	['template_id', 84019],
	['register_code', 84021],
	['user_ticket', 84090],
	['selected_ticket', 60211],
	['nonce_str', 90318],
	['ts', 90319],
]);

/** Parameters whose empty value has an errcode of its own; every other one gives 40063. */
const EMPTY = new Map([['nonce_str', 90318]]);

/** Required parameters that are empty at first: the cursor before there is one. */
const MAY_BE_EMPTY = new Set(['new_cursor']);

/** Wrong values that have an errcode of their own, by path and parameter. */
const WRONG_VALUE = new Map([
	['/cgi-bin/message/send msgtype', 40008],
	['/cgi-bin/appchat/send msgtype', 40008],
	['/cgi-bin/media/upload type', 40005],
	['/cgi-bin/media/upload_attachment media_type', 40005],
	['/cgi-bin/ticket/get type', 91040],
	['/cgi-bin/menu/create button', 40016],
	['/cgi-bin/menu/create button.type', 40017],
	['/cgi-bin/menu/create button.name', 40018],
	['/cgi-bin/menu/create button.key', 40019],
	['/cgi-bin/menu/create button.url', 40020],
	['/cgi-bin/menu/create button.sub_button', 40023],
	['/cgi-bin/menu/create button.sub_button.type', 40024],
	['/cgi-bin/service/get_customized_auth_url templateid_list', 842004],
	['/cgi-bin/department/create name', 60001],
	['/cgi-bin/department/update name', 60001],
	['/cgi-bin/tag/create tagname', 40072],
	['/cgi-bin/tag/update tagname', 40072],
	['/cgi-bin/agent/set name', 45022],
	['/cgi-bin/agent/set description', 45004],
	['/cgi-bin/user/batchdelete useridlist', 40032],
	['/cgi-bin/license/batch_active_account active_list', 701026],
	['/cgi-bin/license/set_auto_active_status auto_active_status', 701070],
	['/cgi-bin/service/get_register_code state', 84025],
]);

/**
 * Checks a request against the facts of its endpoint: presence, types, allowed values, limits.
 * @throws Refusal naming the parameter
 */
export function checkParameters(
	endpoint: Endpoint,
	query: Record<string, string>,
	body: Record<string, unknown>,
	files: UploadedFile[],
): void {
	checkFields(endpoint.path, endpoint.query, typedQuery(endpoint.query, query), '');
	const sent: Record<string, unknown> = { ...body };
	for (const file of files) {
		sent[file.field] = file;
	}
	checkFields(endpoint.path, endpoint.body, sent, '');
}

/** Query parameters are texts whatever their type: numbers are read where they are numbers. */
function typedQuery(
	parameters: Parameter[],
	query: Record<string, string>,
): Record<string, unknown> {
	const typed: Record<string, unknown> = { ...query };
	for (const { name, type } of parameters) {
		if (type === 'integer' && /^-?\d+$/.test(query[name] ?? '')) {
			typed[name] = Number(query[name]);
		} else if (type === 'boolean' && /^(true|false)$/.test(query[name] ?? '')) {
			typed[name] = query[name] === 'true';
		}
	}
	return typed;
}

/** Parameters that the facts do not know; the platform ignores them, but a caller should not send them. */
export function unknownParameters(
	endpoint: Endpoint,
	query: Record<string, string>,
	body: Record<string, unknown>,
): string[] {
	const known = new Set([
		endpoint.tokenParameter,
		'debug',
		...endpoint.query.map((parameter) => parameter.name),
	]);
	return [
		...Object.keys(query).filter((name) => !known.has(name)),
		...unknownFields(endpoint.body, body, ''),
	];
}

function unknownFields(parameters: Parameter[], value: unknown, path: string): string[] {
	if (Array.isArray(value)) {
		return [...new Set(value.flatMap((item) => unknownFields(parameters, item, path)))];
	}
	if (!isRecord(value)) {
		return [];
	}
	return Object.entries(value).flatMap(([name, content]) => {
		const parameter = parameters.find((candidate) => candidate.name === name);
		if (!parameter) {
			return [join(path, name)];
		}
		return parameter.children.length > 0
			? unknownFields(parameter.children, content, join(path, name))
			: [];
	});
}

function checkFields(
	endpoint: string,
	parameters: Parameter[],
	fields: Record<string, unknown>,
	path: string,
): void {
	for (const parameter of parameters) {
		const at = join(path, parameter.name);
		const value = fields[parameter.name];
		if (value === undefined || value === null) {
			if (parameter.required || isRequiredHere(parameter.limit, fields)) {
				throw new Refusal(MISSING.get(parameter.name) ?? 40058, `missing parameter "${at}"`);
			}
		} else {
			checkValue(endpoint, parameter, value, at);
		}
	}
}

function isRequiredHere({ requiredWhen }: Limit, fields: Record<string, unknown>): boolean {
	return (
		requiredWhen !== undefined && requiredWhen.values.includes(String(fields[requiredWhen.field]))
	);
}

function checkValue(endpoint: string, parameter: Parameter, value: unknown, at: string): void {
	const wrongValue = (reason: string) =>
		new Refusal(WRONG_VALUE.get(`${endpoint} ${at}`) ?? 40058, reason);
	const { limit } = parameter;
	if (parameter.list) {
		if (!Array.isArray(value)) {
			throw new Refusal(40058, `parameter "${at}" must be a list`);
		}
		if (parameter.required && value.length === 0) {
			throw new Refusal(40063, `parameter "${at}" is an empty list`);
		}
		if (!isWithin(limit.items, value.length)) {
			throw new Refusal(
				WRONG_VALUE.get(`${endpoint} ${at}`) ?? 40035,
				`parameter "${at}" has ${value.length} items`,
			);
		}
		value.forEach((item) => checkOne(endpoint, parameter, item, at, wrongValue));
	} else {
		checkOne(endpoint, parameter, value, at, wrongValue);
	}
}

function checkOne(
	endpoint: string,
	parameter: Parameter,
	value: unknown,
	at: string,
	wrongValue: (reason: string) => Refusal,
): void {
	const { limit, type } = parameter;
	if (!isOfType(value, type)) {
		throw new Refusal(40058, `parameter "${at}" must be of type ${type}`);
	}
	if (isRecord(value)) {
		checkFields(endpoint, parameter.children, value, at);
		return;
	}
	if (value === '') {
		if (parameter.required && !MAY_BE_EMPTY.has(parameter.name)) {
			throw new Refusal(EMPTY.get(parameter.name) ?? 40063, `parameter "${at}" is empty`);
		}
		return;
	}
	if (parameter.values && !parameter.values.some((allowed) => String(allowed) === String(value))) {
		throw wrongValue(`parameter "${at}" must be one of ${parameter.values.join(', ')}`);
	}
	if (typeof value === 'number') {
		if (!isWithin(limit.value, value) || (limit.multipleOf && value % limit.multipleOf !== 0)) {
			throw wrongValue(`parameter "${at}" is out of range`);
		}
	} else if (typeof value === 'string') {
		checkText(limit, value, at, wrongValue);
	}
}

function checkText(
	limit: Limit,
	value: string,
	at: string,
	wrongValue: (reason: string) => Refusal,
): void {
	if (!isWithin(limit.bytes, Buffer.byteLength(value))) {
		throw wrongValue(`parameter "${at}" has ${Buffer.byteLength(value)} bytes`);
	}
	if (!isWithin(limit.characters, [...value].length)) {
		throw wrongValue(`parameter "${at}" has ${[...value].length} characters`);
	}
	if (!isWithin(limit.joinedItems, value.split('|').length)) {
		throw wrongValue(`parameter "${at}" names too many`);
	}
	if (limit.pattern && !limit.pattern.test(value)) {
		throw wrongValue(`parameter "${at}" has characters that are not allowed`);
	}
}

function isWithin(range: Range | undefined, size: number): boolean {
	return range === undefined || (size >= range.least && size <= range.most);
}

function isOfType(value: unknown, type: ParameterType): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'boolean':
			return typeof value === 'boolean';
		case 'string':
			return typeof value === 'string';
		case 'object':
			return isRecord(value);
		case 'file':
			return isRecord(value) && Buffer.isBuffer(value.bytes);
		case 'any':
			return true;
	}
}

function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
