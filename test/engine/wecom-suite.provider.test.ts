import { getEndpoint } from '../../wecom/catalog/catalog';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { providerResources } from '../../wecom/catalog/provider/catalog';
import { locatedOf } from '../../nodes/adapter/located';
import type { SuiteStage } from '../unit/suite/stage';
import { binary, resourceMapperFields } from './run-workflow';
import { begin } from './wecom-suite.provider.conditions';
import { values } from './wecom-suite.provider.examples';
import { loginsOf } from './wecom-suite.provider.logins';
import { refusals } from './wecom-suite.provider.refusals';
import { stockOf, type Maker } from './wecom-suite.provider.stock';
import { byId, credentialOf, NODE, openInstalled, runSuite } from './wecom-suite.stage';

const FILE = {
	data: Buffer.from('userid,name\n').toString('base64'),
	fileName: 'members.csv',
	mimeType: 'text/csv',
};

let standard: SuiteStage;
let template: SuiteStage;
/** Where a member has authorised the app. */
let byMember: SuiteStage;
/** A suite of the old kind, which has a menu. */
let old: SuiteStage;

async function open(index: number, way?: 'member'): Promise<SuiteStage> {
	const stage = await openInstalled(index, way);
	const [{ corpId }] = stage.simulator.world.corps;
	await stage.simulator.actions.orderLicences({ corpId });
	await stage.simulator.actions.openSupportPolicy({ corpId });
	return stage;
}

beforeAll(async () => {
	standard = await open(0);
	template = await open(1);
	byMember = await open(0, 'member');
	old = await open(4);
});
afterAll(async () => {
	await standard.close();
	await template.close();
	await byMember.close();
	await old.close();
});

/** A customised app where only those may call, the third-party app elsewhere. */
function stageOf({ apps, resource }: Endpoint): SuiteStage {
	if (resource === 'memberAuthorisation') return byMember;
	if (resource === 'menu') return old;
	return apps && !apps.includes('standard') ? template : standard;
}

/** The value with each word that stands for something replaced by that. */
async function filled(value: unknown, stock: ReadonlyMap<unknown, Maker>): Promise<unknown> {
	if (Array.isArray(value)) {
		return await Promise.all(value.map(async (one) => await filled(one, stock)));
	}
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).map(async ([name, one]): Promise<[string, unknown]> => [
			name,
			await filled(one, stock),
		]);
		return Object.fromEntries(await Promise.all(entries));
	}
	const make = stock.get(value);
	return make ? await make() : value;
}

interface Run {
	stage?: SuiteStage;
	/** Parameters of the node besides those of the form. */
	more?: Record<string, unknown>;
	/** Instead of all. */
	limit?: number;
}

async function run(endpoint: Endpoint, given: Record<string, unknown>, options: Run = {}) {
	const { stage = stageOf(endpoint), more, limit } = options;
	const { resource, operation, target } = endpoint;
	const { corpId } = stage.simulator.world.corps[0];
	const stock = new Map([...stockOf(stage.simulator), ...loginsOf(stage)]);
	const value = (await filled(given, stock)) as Record<string, unknown>;
	const located = locatedOf(endpoint)
		.filter(({ name }) => value[name] !== undefined)
		.map(({ name, property }) => [property, byId(value[name])]);
	const before = stage.simulator.requests.length;
	const result = await runSuite(
		{
			resource,
			operation,
			tenant: byId(corpId),
			...(target ? { [target.lookup]: byId(value[target.parameter] ?? corpId) } : {}),
			...(limit === undefined ? { returnAll: true } : { returnAll: false, limit }),
			simple: false,
			...Object.fromEntries(located),
			parameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
			...more,
		},
		credentialOf(stage),
		[{ json: {}, binary: { data: FILE } }],
	);
	const calls = stage.simulator.requests
		.slice(before)
		.filter(({ path }) => path === endpoint.path || path === resultOf(endpoint));
	return { ...result, call: calls.findLast(({ path }) => path === endpoint.path), calls };
}

/** Where the result of its job is asked for. */
function resultOf({ job }: Endpoint): string | undefined {
	return job && getEndpoint(job.result).path;
}

function sizeOf(body: unknown, list: string): number {
	return ((body as Record<string, unknown[]>)[list] ?? []).length;
}

/** Every operation that the node takes from the catalog. */
const endpoints = providerResources.flatMap((resource) => resource.endpoints);
const each = endpoints.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]);

function endpointOf(id: string): Endpoint {
	const endpoint = endpoints.find((one) => one.id === id);
	if (!endpoint) throw new Error(`There is no operation ${id}`);
	return endpoint;
}

it('has a case done and a case refused for each operation, and for no other', () => {
	const ids = endpoints.map(({ id }) => id).sort();
	expect(Object.keys(values).sort()).toEqual(ids);
	expect(Object.keys(refusals).sort()).toEqual(ids);
});

describe.each(each)('%s', (id, endpoint) => {
	const value = values[id] ?? {};

	it('is done, with no parameter that the documentation does not know', async () => {
		const { error, call } = await run(endpoint, value);
		expect(error).toBeUndefined();
		// A file comes without an errcode.
		const errcode = endpoint.download ? undefined : 0;
		expect(call).toMatchObject({ method: endpoint.method, unknownParameters: [] });
		expect(call?.errcode).toBe(errcode);
	});

	it('tells what WeCom refused', async () => {
		const { errcode, given, as, when } = refusals[id];
		const stage = as ? { standard, template, old }[as] : stageOf(endpoint);
		const end = when && (await begin(when, stage));
		const { error, call } = await run(endpoint, { ...value, ...given }, { stage }).finally(
			async () => await end?.(),
		);
		expect(call?.errcode).toBe(errcode);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(errcode) });
		expect(error?.message).toContain(endpoint.path);
		expect(error?.description).toBeTruthy();
	});
});

describe('a job', () => {
	const pay = () => endpointOf('licenceOrder.pay');
	const wait = { waitForCompletion: true, waitLimit: 20 };
	const order = { payer_userid: 'BUYER', order_id: 'UNPAID ORDER' };

	it('is waited for, and its result is the output', async () => {
		const { error, calls, output } = await run(pay(), order, { more: wait });
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json)).toEqual([
			{ jobid: expect.stringMatching(/^JOB-/) as string, status: 1 },
		]);
		const results = calls.filter(({ path }) => path === '/cgi-bin/license/pay_job_result');
		expect(results.length).toBeGreaterThan(1);
		const [{ jobid }] = output.map(({ json }) => json);
		for (const { body } of results) expect(body).toEqual({ jobid });
	});

	it('is not asked for where nobody waits', async () => {
		const { calls, output } = await run(pay(), order);
		expect(output.map(({ json }) => Object.keys(json))).toEqual([['jobid']]);
		expect(calls.map(({ path }) => path)).toEqual(['/cgi-bin/license/submit_pay_job']);
	});

	it('tells why it failed, and for which company', async () => {
		const { actions, world } = standard.simulator;
		const [{ corpId }] = world.corps;
		await actions.setPaymentCheck({ corpId, state: 'no app order' });
		const { error } = await run(pay(), order, { more: wait });
		await actions.setPaymentCheck({ corpId, state: 'passed' });
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '701160' });
		expect(error?.message).toContain('/cgi-bin/license/pay_job_result');
	});

	it('goes on without the node when it takes too long', async () => {
		const { setJobTime } = standard.simulator.actions;
		await setJobTime({ seconds: 60 });
		const { error } = await run(pay(), order, { more: { ...wait, waitLimit: 1 } });
		await setJobTime({ seconds: 1 });
		expect(error?.message).toMatch(/the job JOB-\S+ was not done after 1 s/);
		expect(error?.description).toContain("'Get Payment Result'");
	});

	it('that translates files gives their address', async () => {
		const values = { media_id_list: ['UPLOADED FILE'] };
		const { output } = await run(endpointOf('contactSearch.translateFiles'), values, {
			more: wait,
		});
		expect(output[0]?.json).toMatchObject({
			status: 3,
			result: { contact_id_translate: { url: expect.stringContaining('/translated/') as string } },
		});
	});
});

describe('a list that is too long for one call', () => {
	it('is sent in parts, whose answers are one', async () => {
		const { actions, world } = standard.simulator;
		const { codes } = await actions.orderLicences({ corpId: world.corps[0].corpId, base: 1200 });
		const values = { active_code_list: codes };
		const { output, calls } = await run(endpointOf('licence.getByCodes'), values);
		expect(calls.map(({ body }) => sizeOf(body, 'active_code_list'))).toEqual([1000, 200]);
		expect(output).toHaveLength(1);
		const list = output[0]?.json.active_info_list as { active_code: string }[];
		expect(list.map(({ active_code: code }) => code)).toEqual(codes);
	});

	it('belongs to one job, which the first part opens', async () => {
		const account = { userid: 'woNobody', type: 1 };
		const values = { account_list: [...Array.from({ length: 1000 }, () => account), account] };
		const { output, calls } = await run(endpointOf('licenceOrder.createRenewal'), values);
		const jobs = calls.map(({ body }) => (body as { jobid?: string }).jobid);
		const { jobid, invalid_account_list: invalid } = output[0]?.json ?? {};
		expect(jobs).toEqual([undefined, jobid]);
		expect(invalid).toHaveLength(1001);
	});

	it('tells how many were taken when a part is refused', async () => {
		const bad = { active_code: 'nothing', userid: 'woNobody' };
		const good = { active_code: 'CODE', userid: 'MEMBER' };
		const values = { active_list: [good, ...Array.from({ length: 1099 }, () => bad)] };
		const { error, calls } = await run(endpointOf('licence.activateMany'), values);
		expect(calls.map(({ errcode }) => errcode)).toEqual([0, 701024]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '701024' });
		expect(error?.message).toContain("The first 1000 of 1100 in 'active_list' were sent");
	});

	it('of members of the workbench is sent by the thousand', async () => {
		const members = Array.from({ length: 1001 }, () => 'COLLEAGUE');
		const { error, calls } = await run(endpointOf('workbench.setDataOfMany'), {
			...values['workbench.setDataOfMany'],
			userid_list: members,
		});
		expect(error).toBeUndefined();
		const parts = calls.filter(({ path }) => path.endsWith('batch_set_workbench_data'));
		expect(parts.map(({ body }) => sizeOf(body, 'userid_list'))).toEqual([1000, 1]);
	});
});

describe('a list that comes in pages', () => {
	it('is read to its end, or as far as is wanted', async () => {
		const { actions, world } = standard.simulator;
		const { orderId } = await actions.orderLicences({
			corpId: world.corps[0].corpId,
			base: 1500,
		});
		const accounts = endpointOf('licenceOrder.getAccounts');
		const all = await run(accounts, { order_id: orderId });
		expect(all.output).toHaveLength(1500);
		expect(new Set(all.output.map(({ json }) => json.active_code)).size).toBe(1500);
		const bodies = all.calls.map(({ body }) => body as { limit: number; cursor?: string });
		expect(bodies.map(({ limit }) => limit)).toEqual([1000, 1000]);
		expect(bodies[0]).not.toHaveProperty('cursor');
		expect(bodies[1]?.cursor).toBeTruthy();

		const some = await run(accounts, { order_id: orderId }, { limit: 1200 });
		expect(some.output).toHaveLength(1200);
		expect(some.calls.map(({ body }) => (body as { limit: number }).limit)).toEqual([1000, 200]);
	});

	it('is one item where each page is an answer of its own', async () => {
		const [corp] = standard.simulator.world.corps;
		const [member] = corp.members;
		const matching = Array.from({ length: 250 }, (_, index) => ({
			...member,
			userId: `woSEARCH${index}`,
			plainUserId: `search${index}`,
			name: `Xiaoming ${index}`,
		}));
		corp.members.push(...matching);
		const search = endpointOf('contactSearch.search');
		const { output, calls } = await run(search, { query_word: 'xiaoming', query_type: 1 });
		corp.members.splice(corp.members.indexOf(matching[0]), matching.length);
		expect(calls.map(({ body }) => (body as { limit: number }).limit)).toEqual([200, 200]);
		expect(output).toHaveLength(1);
		expect(output[0]?.json.query_result).toMatchObject({
			user: { userid: matching.map(({ userId }) => userId) },
		});
	});
});

describe('a file that WeCom answers with', () => {
	it('is in the output', async () => {
		const { output } = await run(endpointOf('installLink.downloadQrCode'), { state: 'abc' });
		expect(output[0]?.json).toMatchObject({ fileName: 'qrcode.png', mimeType: 'image/png' });
		expect((await binary(output[0])).subarray(1, 4).toString()).toBe('PNG');
	});
});

describe('the form of an operation', () => {
	it('is made from the catalog', async () => {
		const { fields } = await resourceMapperFields({
			type: NODE,
			method: 'getFields',
			parameters: { resource: 'licenceOrder', operation: 'submitRenewal' },
			credential: credentialOf(standard),
		});
		expect(fields.map(({ id }) => id)).toEqual(['jobid', 'buyer_userid', 'account_duration']);
	});
});
