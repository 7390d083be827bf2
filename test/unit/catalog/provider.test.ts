import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { getEndpoint, resources } from '../../../wecom/catalog/catalog';
import type { Endpoint } from '../../../wecom/catalog/endpoint';
import { pagingParameters } from '../../../wecom/catalog/page';
import {
	findProviderEndpoint,
	providerOnly,
	providerResources,
} from '../../../wecom/catalog/provider/catalog';
import { readPages, readWhole } from '../../../wecom/catalog/read-pages';
import { toRequest, type EndpointRequest } from '../../../wecom/catalog/request';
import { parametersOf } from '../../../wecom/catalog/schema';
import { tokenForPath } from '../../../wecom/catalog/token-family';
import { validateParameters } from '../../../wecom/catalog/validate-parameters';
import { WeComConfigurationError } from '../../../wecom/error';
import { providerExamples, type ProviderExample } from './provider-examples';
import ids from './provider-ids.json';

interface Fact {
	path: string;
	method: string;
	auth: string;
	doc: string;
	query: { name: string; required?: boolean; required_if?: string }[];
	body: { name: string; required?: boolean; required_if?: string; limits?: string }[];
}

const facts = JSON.parse(
	readFileSync(join(__dirname, '../../../simulator/facts/provider-endpoints.json'), 'utf8'),
) as Fact[];
const endpoints = providerOnly.flatMap((resource) => resource.endpoints);
const families = {
	suite_access_token: 'suite',
	provider_access_token: 'provider',
	access_token: 'corp',
};

/** Paths that no operation calls by itself, and what does it instead. */
const elsewhere = new Map([
	['gettoken', 'Token: Get'],
	['service/get_auth_info', 'Installation: Refresh, by the faster version'],
	['service/get_corp_token', 'Token: Get'],
	['service/get_permanent_code', 'Installation: Exchange Auth Code, by the faster version'],
	['service/get_pre_auth_code', 'Install Link: Create'],
	['service/get_provider_token', 'Token: Get'],
	['service/get_suite_token', 'Token: Get'],
	['service/set_session_info', 'Install Link: Create'],
	['service/v2/get_auth_info', 'Installation: Refresh'],
	['service/v2/get_permanent_code', 'Installation: Exchange Auth Code'],
]);

/** Parameters that the documentation asks for only with a value that is always sent. */
const needed = new Set(['dataZoneOrder.create chat_archive_api']);

function exampleOf(id: string): ProviderExample {
	const example = providerExamples[id];
	if (!example) throw new Error(`There is no example for ${id}`);
	return example;
}

/** What is sent first, as far as the endpoint decides it: of a list, the first page. */
async function firstRequest(endpoint: Endpoint, values: Record<string, unknown>) {
	const sent: EndpointRequest[] = [];
	const send = async (request: EndpointRequest) => {
		sent.push(request);
		return await Promise.resolve({});
	};
	const parameters = validateParameters(endpoint, values);
	if (endpoint.items !== undefined) {
		for await (const item of readPages(endpoint, parameters, send)) expect(item).toBeUndefined();
	} else if (endpoint.page) {
		await readWhole(endpoint, parameters, send);
	} else {
		await send(toRequest(endpoint, parameters));
	}
	expect(sent).toHaveLength(1);
	const [{ method, path, query, body, sign } = toRequest(endpoint, parameters)] = sent;
	return { method, path, query, body, sign };
}

function refusalOf(endpoint: Endpoint, values: Record<string, unknown>) {
	try {
		validateParameters(endpoint, values);
	} catch (error) {
		if (error instanceof WeComConfigurationError) return error;
		throw error;
	}
	return undefined;
}

describe("the provider's catalog", () => {
	it('keeps the IDs that saved workflows hold', () => {
		for (const id of ids) expect(getEndpoint(id)).toBeDefined();
		expect(endpoints.map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	it('shares no ID with the companies’ own, except what both are offered', () => {
		const own = new Set(
			resources.flatMap((resource) => resource.endpoints.map((endpoint) => endpoint.id)),
		);
		expect(endpoints.filter(({ id }) => own.has(id))).toEqual([]);
	});

	it('serves every path that providers have, or another operation does', () => {
		const served = new Set(
			[...providerResources, ...resources].flatMap((resource) =>
				resource.endpoints.map(({ method, path }) => `${method} ${path}`),
			),
		);
		const open = facts
			.filter(({ method, path }) => !served.has(`${method} ${path}`))
			.map(({ path }) => path.replace('/cgi-bin/', ''));
		expect(open.sort()).toEqual([...elsewhere.keys()].sort());
	});

	it('splits or refuses every list that is too long for one call', () => {
		const seen: string[] = [];
		for (const endpoint of providerResources.flatMap((resource) => resource.endpoints)) {
			const fact = facts.find(({ path }) => path === endpoint.path);
			for (const { name, limits = '' } of fact?.body ?? []) {
				const [, most, upTo = most] = /max (\d+)|^\d+-(\d+)$/.exec(limits) ?? [];
				if (!name.endsWith('[]') || name.includes('.') || upTo === undefined) continue;
				const list = name.replace('[]', '');
				const parameter = parametersOf(endpoint).find((one) => one.name === list);
				const { batch } = endpoint;
				const sent = batch?.of === list ? batch.max : parameter?.schema.maxItems;
				expect([endpoint.id, list, sent]).toEqual([endpoint.id, list, expect.any(Number)]);
				expect(sent).toBeLessThanOrEqual(Number(upTo));
				seen.push(endpoint.id);
			}
		}
		expect(seen.length).toBeGreaterThan(20);
	});

	it('has an example for each endpoint, and for no other', () => {
		expect(Object.keys(providerExamples).sort()).toEqual(endpoints.map(({ id }) => id).sort());
	});

	it('finds nothing where nothing is', () => {
		expect(findProviderEndpoint('licence', 'nothing')).toBeUndefined();
		expect(findProviderEndpoint('__proto__', 'toString')).toBeUndefined();
	});
});

describe.each(endpoints.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]))(
	'%s',
	(_id, endpoint) => {
		const fact = facts.find(
			({ method, path }) => method === endpoint.method && path === endpoint.path,
		);

		it('is known to the documentation', () => {
			expect(fact).toBeDefined();
			if (endpoint.path !== '/cgi-bin/service/get_login_info') {
				expect(endpoint.doc).toBe(fact?.doc);
			}
			expect(endpoint.doc).toBeDefined();
		});

		it('takes the token of the documentation', () => {
			const expected = families[fact?.auth as keyof typeof families];
			if (endpoint.token === 'given') {
				expect(expected).toBe('corp');
				expect(parametersOf(endpoint).map(({ name }) => name)).toContain('access_token');
			} else {
				expect(endpoint.token).toBe(expected);
				expect(tokenForPath(endpoint.path)?.family).toBe(expected);
			}
		});

		it('takes the parameters of the documentation', () => {
			if (!fact) throw new Error(`The facts do not know ${endpoint.path}`);
			const given = new Set([
				...pagingParameters(endpoint),
				...Object.keys(endpoint.fixed ?? {}),
				...(endpoint.sign ? ['nonce_str', 'ts', 'sig'] : []),
				...(endpoint.suiteTokenIn === undefined ? [] : [endpoint.suiteTokenIn]),
			]);
			if (endpoint.fixed?.limit !== undefined) given.add('cursor');
			const expected = [...fact.query, ...fact.body]
				.map(({ name, required }) => ({
					name: name.replace('[]', ''),
					required: needed.has(`${endpoint.id} ${name}`) || Boolean(required),
				}))
				.filter(
					({ name }) =>
						name !== 'media' &&
						!/[.]/.test(name) &&
						!name.endsWith('access_token') &&
						!given.has(name),
				);
			const actual = parametersOf(endpoint)
				.filter(({ name }) => name !== 'access_token')
				.map(({ name, required }) => ({ name, required }));
			const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
			expect(actual.sort(byName)).toEqual(expected.sort(byName));
		});

		it('gives each parameter a title and each JSON parameter an example that is right', () => {
			for (const { name, schema } of parametersOf(endpoint)) {
				expect([name, schema.title]).toEqual([name, expect.stringMatching(/^[A-Z]/) as string]);
				if (schema.type !== 'object' && schema.items?.type !== 'object') continue;
				expect([name, schema.example]).toEqual([name, expect.anything()]);
				const required = parametersOf(endpoint).filter((one) => one.required && one.name !== name);
				const values = Object.fromEntries(
					required.map((one) => [
						one.name,
						one.schema.example ?? one.schema.enum?.[0] ?? (one.schema.type === 'string' ? 'a' : 1),
					]),
				);
				expect(() =>
					validateParameters(endpoint, { ...values, [name]: schema.example }),
				).not.toThrow();
			}
		});

		it('makes the request of its documented example', async () => {
			const { values, method, path, query, body, token, signed } = exampleOf(endpoint.id);
			expect(await firstRequest(endpoint, values)).toEqual({
				method,
				path,
				query,
				body,
				sign: signed && 'cashier',
			});
			const use = tokenForPath(path);
			if (token === 'given') {
				expect(endpoint.token).toBe('given');
				expect(query).toHaveProperty('access_token');
			} else {
				expect(use?.parameter).toBe(token.split(' ')[0]);
				expect(use?.family === 'provider').toBe(token.includes('provider'));
			}
		});

		it('refuses what is wrong before it is sent, and names the field', () => {
			const { values, wrong } = exampleOf(endpoint.id);
			expect(wrong.length).toBeGreaterThan(0);
			for (const [change, field] of wrong) {
				const problem = refusalOf(endpoint, { ...values, ...change });
				expect([change, problem?.field]).toEqual([change, field]);
				expect(problem?.message).toContain(field);
			}
		});

		it('is sent again only where that does no harm', () => {
			const acts =
				endpoint.sign !== undefined ||
				/create_(new|renew|order)|submit|active_account$|active_account_by_type|transfer|share|prolong|get_register_code|sync_success|claim|id_translate|media\/upload|support_policy|getuserinfo|jscode2session|get_login_info|mass_call/.test(
					endpoint.path,
				);
			const harmless = endpoint.path.endsWith('contact_sync_success') && endpoint.method === 'GET';
			if (!harmless) expect(endpoint.repeatable).toBe(!acts);
		});

		it('names an endpoint that tells the result of its job', () => {
			if (!endpoint.job) return expect(endpoint.path).not.toMatch(/submit_pay_job|id_translate/);
			const result = getEndpoint(endpoint.job.result);
			expect(parametersOf(result).map(({ name }) => name)).toContain(endpoint.job.id);
			expect(result.token).toBe(endpoint.token);
		});
	},
);
