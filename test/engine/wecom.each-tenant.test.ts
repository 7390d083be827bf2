import type { INodeExecutionData } from 'n8n-workflow';

import { openSuiteStage, until, type SuiteStage } from '../unit/suite/stage';
import type { Credential } from '../host/rest';
import { listSearch } from './run-workflow';
import { byId, form, nodeType, run } from './wecom.stage';

/** The key that the engine's n8n seals with. */
const INSTANCE_KEY = 'a-key-for-demo-and-tests-only-0001';

let stage: SuiteStage;
let credential: Credential;
const corps = () => stage.simulator.world.corps;

beforeAll(async () => {
	stage = await openSuiteStage(0, INSTANCE_KEY);
	const { simulator, suiteId } = stage;
	for (const { corpId } of corps()) await simulator.actions.install({ suiteId, corpId });
	await until(() => stage.emitted.length === corps().length);
	const [suite] = simulator.world.suites;
	credential = {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId,
			suiteSecret: suite.suiteSecret,
			token: suite.token,
			encodingAesKey: suite.encodingAesKey,
			baseUrl: simulator.url,
			vaultFile: stage.vaultFile,
		},
	};
});
afterAll(async () => await stage.close());

/** Asks for the members of the root department, of whatever company. */
async function members(parameters: Record<string, unknown> = {}, settings = {}) {
	return await run(
		credential,
		{
			callAs: 'eachTenant',
			resource: 'user',
			operation: 'getAllBasic',
			department: byId(1),
			...form({}),
			returnAll: true,
			...parameters,
		},
		{ settings },
	);
}

const tenantsOf = (output: INodeExecutionData[]) => [
	...new Set(output.map(({ json }) => (json.tenant as { corpId?: string })?.corpId)),
];

it('asks every company with a token of its own, and says whose each result is', async () => {
	const { output, error } = await members();
	expect(error).toBeUndefined();
	const byName = [...corps()].sort((one, other) => one.name.localeCompare(other.name, 'en'));
	expect(tenantsOf(output)).toEqual(byName.map(({ corpId }) => corpId));
	for (const { corpId, name, members: all } of corps()) {
		const own = output.filter(({ json }) => (json.tenant as { corpId: string }).corpId === corpId);
		const inRoot = all.filter(({ departments }) => departments.includes(1));
		expect(own.map(({ json }) => json.userid).sort()).toEqual(
			inRoot.map(({ userId }) => userId).sort(),
		);
		expect(own.map(({ json }) => (json.tenant as { corpName: string }).corpName)).toEqual(
			own.map(() => name),
		);
		expect(own.map(({ pairedItem }) => pairedItem)).toEqual(own.map(() => ({ item: 0 })));
	}
});

it.each([
	['text', (ids: string[]) => `${ids[1]}，${ids[0]}, ${ids[1]}`],
	['a list', (ids: string[]) => `={{ ${JSON.stringify([ids[1], ids[0]])} }}`],
])('asks those that are named by %s, in their order', async (_form, write) => {
	const ids = corps().map(({ corpId }) => corpId);
	const { output, error } = await members({ tenants: write(ids) });
	expect(error).toBeUndefined();
	expect(tenantsOf(output)).toEqual([ids[1], ids[0]]);
});

it('gives a company for which it failed an item of its own, and goes on', async () => {
	const [{ corpId }] = corps();
	const { output, error } = await members({ tenants: `wpNOBODY, ${corpId}` });
	expect(error).toBeUndefined();
	expect(output[0].json).toEqual({
		error: expect.stringContaining('wpNOBODY') as string,
		details: { corpId: 'wpNOBODY', description: expect.any(String) as string },
	});
	expect(tenantsOf(output.slice(1))).toEqual([corpId]);
});

it('sends what failed to the error output where the node has one', async () => {
	const [{ corpId }] = corps();
	const { output } = await members(
		{ tenants: `wpNOBODY, ${corpId}` },
		{ onError: 'continueErrorOutput' },
	);
	expect(tenantsOf(output)).toEqual([corpId]);
});

it('fails when it failed for all of them', async () => {
	const { error } = await members({ tenants: 'wpNOBODY, wpNOONE' });
	expect(error?.message).toContain('wpNOBODY');
});

it('sends a message as the app of each company', async () => {
	const sofar = stage.simulator.messages.length;
	const { output, error } = await run(credential, {
		callAs: 'eachTenant',
		resource: 'message',
		operation: 'send',
		sendTo: 'everyone',
		content: 'Maintenance tonight',
	});
	expect(error).toBeUndefined();
	expect(output).toHaveLength(corps().length);
	const sent = stage.simulator.messages.slice(sofar);
	expect(sent.map(({ corpId }) => corpId).sort()).toEqual(
		corps()
			.map(({ corpId }) => corpId)
			.sort(),
	);
});

it('has no list of things that are different in each company', async () => {
	const search = listSearch({
		type: nodeType,
		method: 'searchDepartments',
		parameters: { callAs: 'eachTenant' },
		credential,
	});
	await expect(search).rejects.toThrow(/By ID|IDs of its own/);
});
