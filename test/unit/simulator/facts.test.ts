import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlers } from '../../../simulator/api/handlers';
import { checkParameters, unknownParameters } from '../../../simulator/api/parameters';
import { loadEndpoints, type Endpoint, type Parameter } from '../../../simulator/facts/endpoint';
import { loadErrorTexts } from '../../../simulator/facts/error-code';
import { parseLimit } from '../../../simulator/facts/limit';
import { Refusal } from '../../../simulator/platform/refusal';
import type { Json } from './stage';

const endpoints = loadEndpoints();

/** A value the facts allow, with nothing in it that may be left out. */
function valueFor(parameter: Parameter): unknown {
	const one = oneFor(parameter);
	return parameter.list
		? Array.from({ length: Math.max(1, parameter.limit.items?.least ?? 1) }, () => one)
		: one;
}

function oneFor({ type, values, limit, children }: Parameter): unknown {
	if (values) {
		return type === 'integer' ? Number(values[0]) : String(values[0]);
	}
	switch (type) {
		case 'integer':
		case 'number':
			return Math.max(limit.multipleOf ?? 1, limit.value?.least ?? 1);
		case 'boolean':
			return true;
		case 'object':
			return required(children);
		case 'file':
			return { bytes: Buffer.alloc(6) };
		default:
			return limit.pattern?.test('2026-01-01') && !limit.pattern.test('a')
				? '2026-01-01'
				: 'a'.repeat(Math.max(1, limit.bytes?.least ?? 0, limit.characters?.least ?? 0));
	}
}

function required(parameters: Parameter[]): Json {
	const fields: Json = {};
	for (const parameter of parameters.filter((one) => one.required)) {
		fields[parameter.name] = valueFor(parameter);
	}
	for (const parameter of parameters) {
		const { requiredWhen } = parameter.limit;
		if (requiredWhen && requiredWhen.values.includes(String(fields[requiredWhen.field]))) {
			fields[parameter.name] = valueFor(parameter);
		}
	}
	return fields;
}

function requestFor(endpoint: Endpoint): { query: Record<string, string>; body: Json } {
	const query = Object.entries(required(endpoint.query)).map(([name, value]) => [
		name,
		String(value),
	]);
	return { query: Object.fromEntries(query), body: required(endpoint.body) };
}

function without<Value>(fields: Record<string, Value>, left: string): Record<string, Value> {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== left));
}

function refusalOf(endpoint: Endpoint, query: Record<string, string>, body: Json): string {
	try {
		checkParameters(endpoint, query, body, []);
		return '';
	} catch (error) {
		return error instanceof Refusal ? `${error.errcode} ${error.reason}` : String(error);
	}
}

describe('the facts of the simulator', () => {
	const all = [...endpoints.values()];

	it('know every endpoint of the two files once', () => {
		const files = ['provider-endpoints.json', 'corp-endpoints.json'].map(
			(name) =>
				JSON.parse(readFileSync(join(__dirname, '../../../simulator/facts', name), 'utf8')) as {
					path: string;
				}[],
		);
		for (const file of files) expect(new Set(file.map(({ path }) => path)).size).toBe(file.length);
		const paths = new Set(files.flat().map(({ path }) => path));
		expect([...endpoints.keys()].sort()).toEqual([...paths].sort());
	});

	it('let the smallest request of every endpoint pass, and nothing in it is unknown', () => {
		const refused = all.flatMap((endpoint) => {
			const { query, body } = requestFor(endpoint);
			const reason = refusalOf(endpoint, query, body);
			const unknown = unknownParameters(endpoint, query, body);
			return reason || unknown.length > 0 ? [`${endpoint.path}: ${reason} ${unknown.join()}`] : [];
		});
		expect(refused).toEqual([]);
	});

	it('refuse every endpoint without each of its required parameters, by name', () => {
		let checked = 0;
		for (const endpoint of all) {
			const { query, body } = requestFor(endpoint);
			for (const { name } of endpoint.query.filter((parameter) => parameter.required)) {
				expect(refusalOf(endpoint, without(query, name), body)).toContain(`"${name}"`);
				checked += 1;
			}
			for (const { name } of endpoint.body.filter((parameter) => parameter.required)) {
				expect(refusalOf(endpoint, query, without(body, name))).toContain(`"${name}"`);
				checked += 1;
			}
		}
		expect(checked).toBeGreaterThan(700);
	});

	it('refuse every body parameter of the wrong type, by name', () => {
		let checked = 0;
		for (const endpoint of all) {
			const { query, body } = requestFor(endpoint);
			for (const parameter of endpoint.body.filter((one) => one.type !== 'any')) {
				const wrong = parameter.list ? 'no list' : parameter.type === 'string' ? 5 : 'wrong';
				const reason = refusalOf(endpoint, query, { ...body, [parameter.name]: wrong });
				expect(reason).toContain(`"${parameter.name}"`);
				checked += 1;
			}
		}
		expect(checked).toBeGreaterThan(1500);
	});

	it('refuse a value that is not one of those allowed', () => {
		const endpoint = endpoints.get('/cgi-bin/license/active_account_by_type');
		const body = { type: 3, corpid: 'a', userid: 'b' };
		expect(endpoint && refusalOf(endpoint, {}, body)).toBe(
			'40058 parameter "type" must be one of 1, 2',
		);
	});

	it.each([
		['1-64 bytes, letters digits _ - @ . starting with letter or digit', 'string', '_a', 'a.b'],
		['64-512 bytes, single use, 10 minutes', 'string', 'short', 'a'.repeat(64)],
		['a-zA-Z0-9, 32 bytes', 'string', 'no!', 'yes'],
		['4-12 Chinese chars', 'string', '三个字', '四个汉字'],
		['max 1000 ids joined by |, or @all', 'string', Array(1001).fill('a').join('|'), 'a|b'],
		['max 2', 'string[]', ['a', 'b', 'c'], ['a', 'b']],
		['default and max 1000', 'integer', 1001, 1000],
		['multiple of 60', 'integer', 61, 120],
		['0 to 2^32-1', 'integer', -1, 0],
		['2048 bytes, truncated', 'string', undefined, 'x'.repeat(5000)],
		['20 chars advised', 'string', undefined, 'x'.repeat(50)],
	])('understand the limit "%s"', (limits, type, tooMuch, fine) => {
		const endpoint: Endpoint = {
			path: '/cgi-bin/test',
			method: 'POST',
			token: 'none',
			tokenParameter: '',
			apps: [],
			query: [],
			body: [
				{
					name: 'p',
					type: type.startsWith('string') ? 'string' : 'integer',
					list: type.endsWith('[]'),
					required: false,
					limit: parseLimit(limits, type),
					children: [],
				},
			],
			response: [],
			omitsErrcode: false,
		};
		expect(refusalOf(endpoint, {}, { p: fine })).toBe('');
		if (tooMuch !== undefined) {
			expect(refusalOf(endpoint, {}, { p: tooMuch })).toContain('"p"');
		}
	});

	it('require a field when the field beside it says so', () => {
		const endpoint = endpoints.get('/cgi-bin/message/send');
		const card = (quote: Json) => ({
			msgtype: 'template_card',
			template_card: { card_type: 'text_notice', quote_area: quote },
		});
		expect(endpoint && refusalOf(endpoint, {}, card({ type: 1 }))).toBe(
			'40058 missing parameter "template_card.quote_area.url"',
		);
		expect(endpoint && refusalOf(endpoint, {}, card({ type: 1, url: 'https://a' }))).toBe('');
	});

	it('are behind every handler and every errcode of the code', () => {
		for (const path of handlers.keys()) {
			expect(endpoints.has(path) ? '' : path).toBe('');
		}
		const texts = loadErrorTexts();
		const folder = join(__dirname, '../../../simulator');
		const codes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => [
				...readFileSync(join(folder, file), 'utf8').matchAll(/Refusal\(\s*(\d+)|\?\? (\d{5})\b/g),
			])
			.map(([, thrown, otherwise]) => Number(thrown ?? otherwise));
		expect(codes.length).toBeGreaterThan(100);
		expect(codes.filter((code) => !texts.has(code))).toEqual([]);
	});
});
