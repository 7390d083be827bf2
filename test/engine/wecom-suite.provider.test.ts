import type { Endpoint } from '../../wecom/catalog/endpoint';
import { findProviderEndpoint } from '../../wecom/catalog/provider/catalog';
import { openSuiteStage, until, type SuiteStage } from '../unit/suite/stage';
import type { Credential } from '../host/rest';
import { resourceMapperFields, runWorkflow } from './run-workflow';
import { values } from './wecom-suite.provider.examples';
import { stockOf, type Maker } from './wecom-suite.provider.stock';

/** The key that the engine's n8n seals with. */
const INSTANCE_KEY = 'a-key-for-demo-and-tests-only-0001';
const NODE = 'n8n-nodes-wecom-suite.weComSuite';

let standard: SuiteStage;
let template: SuiteStage;
/** Where a member has authorised the app. */
let byMember: SuiteStage;

async function open(index: number, way: 'market' | 'member' = 'market'): Promise<SuiteStage> {
	const stage = await openSuiteStage(index, INSTANCE_KEY);
	const { corpId } = stage.simulator.world.corps[0];
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId, way });
	await until(() => stage.emitted.length === 1);
	await stage.simulator.actions.orderLicences({ corpId });
	await stage.simulator.actions.openSupportPolicy({ corpId });
	return stage;
}

beforeAll(async () => {
	standard = await open(0);
	template = await open(1);
	byMember = await open(0, 'member');
});
afterAll(async () => {
	await standard.close();
	await template.close();
	await byMember.close();
});

function credentialOf(stage: SuiteStage): Credential {
	const suite = stage.simulator.world.suites.find(({ suiteId }) => suiteId === stage.suiteId);
	const { provider } = stage.simulator.world;
	return {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId: stage.suiteId,
			suiteSecret: suite?.suiteSecret,
			token: suite?.token,
			encodingAesKey: suite?.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			cashierKey: provider.cashierKey,
			baseUrl: stage.simulator.url,
			vault: 'sqlite',
			vaultFile: stage.vaultFile,
		},
	};
}

/** A customised app where only those may call, the third-party app elsewhere. */
function stageOf({ apps, resource }: Endpoint): SuiteStage {
	if (resource === 'memberAuthorisation') return byMember;
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

async function run(endpoint: Endpoint, given: Record<string, unknown>) {
	const stage = stageOf(endpoint);
	const credential = credentialOf(stage);
	const { resource, operation } = endpoint;
	const { corpId, plainCorpId } = stage.simulator.world.corps[0];
	const installation = await stage.vault.installations.get(stage.suiteId, corpId);
	const stock = new Map<unknown, Maker>([
		...stockOf(stage.simulator),
		['AGENT', async () => await Promise.resolve(installation?.agentId)],
		['PLAIN CORP ID', async () => await Promise.resolve(plainCorpId)],
	]);
	const value = await filled(given, stock);
	const result = await runWorkflow({
		workflow: {
			name: 'Provider',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Suite',
					type: NODE,
					parameters: {
						resource,
						operation,
						tenant: { __rl: true, mode: 'id', value: corpId },
						returnAll: true,
						simple: false,
						parameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
					},
					credentials: { weComSuiteApi: { name: credential.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Suite', type: 'main', index: 0 }]] } },
		},
		credentials: [credential],
	});
	const calls = stage.simulator.requests.filter(({ path }) => path === endpoint.path);
	return { ...result, call: calls.at(-1), calls: calls.length };
}

const each = Object.entries(values).map(([id, value]): [string, Record<string, unknown>] => [
	id,
	value,
]);

function endpointOf(id: string): Endpoint {
	const [resource = '', operation = ''] = id.split('.');
	const endpoint = findProviderEndpoint(resource, operation);
	if (!endpoint) throw new Error(`There is no operation ${id}`);
	return endpoint;
}

describe.each(each)('%s', (id, value) => {
	const endpoint = endpointOf(id);

	it('is done, with no parameter that the documentation does not know', async () => {
		const { error, call } = await run(endpoint, value);
		expect(error).toBeUndefined();
		expect(call).toMatchObject({ method: endpoint.method, errcode: 0, unknownParameters: [] });
	});

	it('tells what WeCom refused', async () => {
		const { simulator } = stageOf(endpoint);
		await simulator.actions.setFaults({
			api: [{ path: endpoint.path, kind: 'errcode', errcode: 48001 }],
		});
		const { error, call } = await run(endpoint, value);
		await simulator.actions.clearFaults();
		expect(call?.errcode).toBe(48001);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '48001' });
		expect(error?.message).toContain(endpoint.path);
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
