import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkParameters, unknownParameters } from '../../../simulator/api/parameters';
import { loadEndpoints } from '../../../simulator/facts/endpoint';
import { findEndpoint, getEndpoint, resources } from '../../../wecom/catalog/catalog';
import type { AppKind, Endpoint } from '../../../wecom/catalog/endpoint';
import { pagingParameters } from '../../../wecom/catalog/page';
import { toRequest } from '../../../wecom/catalog/request';
import { parametersOf, type ParameterSchema } from '../../../wecom/catalog/schema';
import { validateParameters } from '../../../wecom/catalog/validate-parameters';
import { WeComConfigurationError } from '../../../wecom/error';
import type { Example } from './examples/example';
import { examples } from './examples/examples';
import { factOf, type ParameterFact } from './facts';
import { wrongValues } from './wrong-values';

const endpoints = resources.flatMap((resource) => resource.endpoints);
const each = endpoints.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]);

/** What the simulator answers by; it is not made from the catalog. */
const platform = loadEndpoints();

/** The IDs of all sections, each in a file with the name of the section's folder in the catalog. */
const ids = readdirSync(join(__dirname, 'ids')).flatMap(
	(name) => JSON.parse(readFileSync(join(__dirname, 'ids', name), 'utf8')) as string[],
);

function exampleOf({ id }: Endpoint): Example {
	const example = examples[id];
	if (!example) throw new Error(`There is no example for ${id}`);
	return example;
}

function platformOf({ path }: Endpoint) {
	const found = platform.get(path);
	if (!found) throw new Error(`The simulator does not know ${path}`);
	return found;
}

describe('the catalog', () => {
	it('keeps the IDs that saved workflows hold', () => {
		// An ID may be added here. One that goes must stay in `formerly` of the endpoint that took its place.
		for (const id of ids) expect(getEndpoint(id)).toBeDefined();
		expect(endpoints.map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	it('has every ID once, former ones included', () => {
		const all = endpoints.flatMap(({ id, formerly = [] }) => [id, ...formerly]);
		expect(new Set(all).size).toBe(all.length);
	});

	it('calls every path by one operation', () => {
		const paths = endpoints.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(paths).size).toBe(paths.length);
	});

	it('finds nothing where nothing is', () => {
		expect(findEndpoint('user', 'nothing')).toBeUndefined();
		expect(findEndpoint('__proto__', 'toString')).toBeUndefined();
		expect(() => getEndpoint('user.nothing')).toThrow("no endpoint 'user.nothing'");
	});

	it('is loaded without loading zod', async () => {
		await jest.isolateModulesAsync(async () => {
			jest.doMock('zod', () => {
				throw new Error('zod was loaded');
			});
			const catalog = import('../../../wecom/catalog/catalog');
			const validation = import('../../../wecom/catalog/validate-parameters');
			await expect(Promise.all([catalog, validation])).resolves.toBeDefined();
			jest.dontMock('zod');
		});
	});
});

describe.each(each)('%s', (id, endpoint) => {
	it('is named by the rules of n8n', () => {
		const { title, action, operation, zh } = endpoint;
		expect(title).toMatch(
			/^[A-Z(][A-Za-z]*([ -][A-Z(][A-Za-z)]*| from| for| by| of| in| on| From)*$/,
		);
		expect(action).toMatch(/^[A-Z][^A-Z]/);
		expect(action).not.toMatch(/[.!]$/);
		expect(zh).toMatch(/[\u4e00-\u9fff]/);
		expect(id).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
		if (title === 'Get Many') {
			expect(operation).toBe('getAll');
			expect(action).toMatch(/^Get many /);
		}
		expect(endpoint.about ?? '').not.toMatch(/\.$/);
	});

	it('names its documentation', () => {
		const fact = factOf(endpoint);
		const known = [fact.doc, fact.doc_internal].filter((doc) => typeof doc === 'string');
		if (known.length > 0) {
			expect(known).toContain(endpoint.doc);
		} else {
			// Without a page at least two libraries must agree.
			expect(endpoint.doc).toBeUndefined();
			expect(endpoint.libraries.length).toBeGreaterThanOrEqual(2);
			expect(fact.sources).toEqual(expect.arrayContaining([...endpoint.libraries]));
		}
	});

	it('is open to the apps that the documentation names', () => {
		const words: Record<AppKind, string> = {
			own: 'internal',
			standard: 'third_party',
			customised: 'customized',
		};
		const apps = (endpoint.apps ?? (Object.keys(words) as AppKind[])).map((app) => words[app]);
		expect([...apps].sort()).toEqual([...factOf(endpoint).available_to].sort());
	});

	it('takes the parameters of the documentation', () => {
		const { query, body } = factOf(endpoint);
		const declared = new Set(parametersOf(endpoint).map(({ name }) => name));
		const paging = new Set(pagingParameters(endpoint).filter((name) => !declared.has(name)));
		const expected = Object.fromEntries(
			[...query, ...body]
				.filter(({ name }) => name !== endpoint.file?.field && !paging.has(name))
				.filter(({ name }) => !omitted.has(`${id} ${name}`))
				.map(({ name, required, enum: values }) => [
					name,
					{ required: deviations.get(`${id} ${name}`) ?? required, values: sorted(values) },
				]),
		);
		const actual: typeof expected = {};
		for (const { name, required, schema } of parametersOf(endpoint)) {
			flatten(name, required, schema, actual);
		}
		// The facts name no values where WeCom takes any but knows the meaning of a few.
		for (const [name, parameter] of Object.entries(actual)) {
			if (expected[name]?.values === undefined && parameter.values) {
				const known = expected[name];
				if (known) known.values = parameter.values;
			}
		}
		expect(actual).toEqual(expected);
	});

	it('puts query and body where the documentation has them', () => {
		const { query, body } = factOf(endpoint);
		const names = (list: ParameterFact[]) => [
			...new Set(
				list
					.filter(({ name }) => name !== endpoint.file?.field && !/[.[]/.test(name))
					.filter(({ name }) => !omitted.has(`${id} ${name}`))
					.map(({ name }) => name),
			),
		];
		const everything = Object.fromEntries(
			[...names(query), ...names(body)].map((name) => [name, name]),
		);
		const request = toRequest(endpoint, everything);
		expect(Object.keys(request.query ?? {}).sort()).toEqual(names(query).sort());
		expect(Object.keys(request.body ?? {}).sort()).toEqual(names(body).sort());
	});

	it('reads the list that the documentation names', () => {
		const list = factOf(endpoint).paging?.list_field ?? undefined;
		expect(endpoint.items).toBe(whole.has(id) ? undefined : list);
	});

	it('gives each parameter a title and each JSON parameter an example that is right', () => {
		for (const { name, schema } of parametersOf(endpoint)) {
			expect([name, schema.title]).toEqual([name, expect.stringMatching(/^[A-Z]/) as string]);
			const json = schema.type === 'object' || schema.items?.type === 'object';
			if (!json) continue;
			expect([name, schema.example]).toEqual([name, expect.anything()]);
			const values = { ...examples[id]?.values, [name]: schema.example };
			expect(() => validateParameters(endpoint, values)).not.toThrow();
		}
	});

	it('makes the request of its documented example', () => {
		const { values, ...expected } = exampleOf(endpoint);
		const { method, path, query, body } = toRequest(endpoint, validateParameters(endpoint, values));
		expect({ method, path, query, body }).toEqual(expected);
	});

	it('has an example that the platform takes', () => {
		const { query = {}, body = {} } = exampleOf(endpoint);
		const facts = platformOf(endpoint);
		const texts = Object.fromEntries(
			Object.entries(query).map(([name, value]) => [name, String(value)]),
		);
		// The size of a page goes along with each call.
		const { page, method } = endpoint;
		const size = page?.size;
		const paging = size && method === 'POST' ? { [size.parameter]: size.max } : {};
		const start = page?.first === undefined ? {} : { [page.request]: page.first };
		const fields = { ...paging, ...start, ...(body as Record<string, unknown>) };
		const withoutFile = {
			...facts,
			body: facts.body.filter(({ name }) => name !== endpoint.file?.field),
		};
		expect(() => checkParameters(withoutFile, texts, fields, [])).not.toThrow();
		expect(unknownParameters(facts, texts, fields)).toEqual([]);
	});

	it('refuses what the documentation forbids, and names the field', () => {
		const { query, body } = exampleOf(endpoint);
		const good = { ...query, ...(body as Record<string, unknown> | undefined) };
		const facts = platformOf(endpoint);
		const paging = new Set(pagingParameters(endpoint));
		const parameters = [...facts.query, ...facts.body].filter(
			({ name }) =>
				name !== endpoint.file?.field && !paging.has(name) && name !== endpoint.batch?.of,
		);
		for (const { field, wrong, values } of wrongValues(parameters, good)) {
			let refused: unknown;
			try {
				validateParameters(endpoint, values);
			} catch (error) {
				refused = error;
			}
			const named = refused instanceof WeComConfigurationError ? refused.field : undefined;
			expect([wrong, field, named]).toEqual([wrong, field, field]);
		}
	});

	it('says so where it takes away or ends something', () => {
		const [last = ''] = endpoint.path.split('/').slice(-1);
		const sounds =
			/(^|_)(del|deltagusers|delete|remove|batchdelete|clear|replaceparty|replaceuser|revoke|dismiss|cancel|close|transfer|recall|reject|kickout)(_|$)/;
		const reads = /_result$/.test(last);
		const says = endpoint.deletes === true || endpoint.destroys === true;
		if (!harmlessSounding.has(id)) expect(says || reads).toBe(sounds.test(last) || reads || says);
		if (endpoint.deletes) expect(endpoint.destroys).toBeUndefined();
	});

	it('is repeated only where that does no harm', () => {
		const [last = ''] = endpoint.path.split('/').slice(-1);
		const reads = /^(get|list)|_result$/.test(last);
		const acts =
			/(^|_)(add|book|cancel|close|create|invite|move|recall|remind|send|trans|transfer|upload|uploadimg)(_|$)|^batch_update$|card$/.test(
				last,
			);
		const expected = harmless.has(id) || reads || !(acts || endpoint.deletes);
		expect(endpoint.repeatable).toBe(expected && !harmful.has(id));
	});
});

/** Endpoints whose path sounds as if they took something away, and do not. */
const harmlessSounding = new Set([
	// Only converts a session.
	'sharedApp.getMiniProgramSession',
	// It can be shared again.
	'meetingControl.stopScreenShare',
]);

/** Where the catalog means to ask for more than WeCom does. */
const deviations = new Map([
	// Sent always: only the mini program notice could do without, and that one does not mind.
	['message.send agentid', true],
	// The page calls it optional, and there is nothing to delete without it.
	['schoolDepartment.delete id', true],
]);

/** Endpoints whose path sounds as if a second call did something again, and does not. */
const harmless = new Set([
	// Only gives a link.
	'customerServiceAccount.getLink',
	// Agents that are there already are ignored.
	'customerServiceAgent.add',
	// Whoever attends already goes on attending.
	'schedule.addAttendees',
	// A menu is replaced as a whole.
	'menu.create',
	// Sets how chats come to be, and creates none.
	'school.setChatMode',
	// Only says what a session is called elsewhere.
	'sharedApp.getMiniProgramSession',
]);

/** Endpoints whose path sounds harmless, and whose second call does something again. */
const harmful = new Set([
	// Rings again.
	'phoneCall.startEmergency',
	// Groups of fields are added and removed by their place.
	'staffRecord.update',
	// Each call is a request of its own.
	'approval.create',
	// Nobody says what becomes of companies that are imported twice.
	'chain.importContacts',
	// A code is good for one call.
	'secondVerification.confirm',
	'secondVerification.get',
	// A change of one time of a repeated schedule splits it.
	'schedule.update',
	// Can make a client password, each time another one.
	'sharedMailbox.update',
	// A program of the data zone does whatever it is made for.
	'dataZoneProgram.run',
	'dataZoneProgram.start',
	'paymentAccount.apply',
	// A code can be used once.
	'school.getVisitor',
	// Phones and rooms ring once more.
	'meetingDevice.call',
	'meetingPhone.call',
	// People would be there twice.
	'meetingEnrollment.import',
	'webinarEnrollment.import',
	// Each start is another poll of the same theme.
	'meetingPoll.start',
	// The second call answers that devices are there already, or no longer to be decided on, instead of what came of them.
	'trustedDevice.approve',
	'trustedDevice.import',
	'trustedDevice.reject',
]);

/** Parameters that the catalog leaves out. */
const omitted = new Set([
	// The new cursor took its place.
	'approval.getAllIds cursor',
	// The cursor does the same, and WeCom takes the page for nothing beside it.
	'customerTransfer.getAllUnassigned page_id',
]);

/** Answers with a list that are given as a whole, because there is more to them. */
const whole = new Set([
	// Where to go on the next time stands beside the requests.
	'approval.getAllOld',
	// The customer stands beside the members who know them.
	'customer.get',
	// Where to go on the next time stands beside the messages.
	'customerServiceMessage.sync',
	// Counts stand beside the list, which is one of those who have answered or of those who have not.
	'form.getStatistics',
	// The quality of the meeting stands beside that of each attendee.
	'meeting.getQuality',
]);

function sorted(values: readonly unknown[] | undefined): string[] | undefined {
	return values?.map(String).sort();
}

/** The parameter and all inside it under the names of the fact files: `a.b` in an object, `a[].b` in a list. */
function flatten(
	name: string,
	required: boolean,
	schema: ParameterSchema,
	into: Record<string, { required: boolean; values?: string[] }>,
): void {
	const values =
		schema.enum ?? schema.items?.enum ?? (schema.const === undefined ? undefined : [schema.const]);
	into[name] = { required, values: sorted(Array.isArray(values) ? values : undefined) };
	const [inner, joint] = schema.items ? [schema.items, '[].'] : [schema, '.'];
	for (const [key, property] of Object.entries(inner.properties ?? {})) {
		flatten(`${name}${joint}${key}`, inner.required?.includes(key) ?? false, property, into);
	}
}
