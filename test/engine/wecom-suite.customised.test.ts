import { openSuiteStage, until, type SuiteStage } from '../unit/suite/stage';
import type { Credential } from '../host/rest';
import { runWorkflow } from './run-workflow';

/** The key that the engine's n8n seals with. */
const INSTANCE_KEY = 'a-key-for-demo-and-tests-only-0001';

let stage: SuiteStage;
let corpId: string;

beforeAll(async () => {
	stage = await openSuiteStage(1, INSTANCE_KEY);
	corpId = stage.simulator.world.corps[0].corpId;
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId });
	await until(() => stage.emitted.length === 1);
});

afterAll(async () => await stage.close());

const credential = (changes: Record<string, unknown> = {}): Credential => {
	const [, template] = stage.simulator.world.suites;
	const { provider } = stage.simulator.world;
	return {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId: template.suiteId,
			suiteSecret: template.suiteSecret,
			token: template.token,
			encodingAesKey: template.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			baseUrl: stage.simulator.url,
			vault: 'sqlite',
			vaultFile: stage.vaultFile,
			...changes,
		},
	};
};

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const nobody = () => ({ tenant: byId('wpNobody') });
const company = () => ({ tenant: byId(corpId) });

async function run(
	operation: string,
	parameters: Record<string, unknown> = {},
	given = credential(),
) {
	const result = await runWorkflow({
		workflow: {
			name: 'Customised',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Suite',
					type: 'n8n-nodes-wecom-suite.weComSuite',
					parameters: { resource: 'customisedApp', operation, ...parameters },
					credentials: { weComSuiteApi: { name: given.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Suite', type: 'main', index: 0 }]] } },
		},
		credentials: [given],
	});
	return { output: (result.items.Suite ?? []).map(({ json }) => json), error: result.error };
}

const generate = { source: 'generate', keepPrevious: true, callbackUrl: '' };

describe('Create Signed Install Link', () => {
	it('makes a link for the template of the credential and others', async () => {
		const { suites } = stage.simulator.world;
		suites.push({ ...suites[1], suiteId: 'dk-other' });
		const { output } = await run('createSignedLink', {
			reference: 'cust7',
			moreTemplates: `dk-other, ${stage.suiteId}`,
		});
		expect(output).toEqual([
			{
				url: expect.stringContaining(stage.simulator.url) as string,
				expiresAt: expect.stringMatching(/Z$/) as string,
				state: expect.stringMatching(/^c.{5}cust7.{14}$/) as string,
			},
		]);
		const [{ body }] = stage.simulator.requests
			.filter(({ path }) => path.endsWith('/get_customized_auth_url'))
			.slice(-1);
		expect(body).toMatchObject({ templateid_list: [stage.suiteId, 'dk-other'] });
	});

	it.each([
		['a reference that is too long', { reference: 'a'.repeat(13), moreTemplates: '' }, 'Reference'],
		['a third-party app', { reference: '', moreTemplates: 'ww00000000000000b1' }, 'no template'],
	])('refuses %s', async (_what, parameters, message) => {
		const { error } = await run('createSignedLink', parameters);
		expect(error?.message).toContain(message);
	});
});

describe('Set Callback Keys', () => {
	it('makes a pair and shows it this once, with the URL of the company', async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/1/wecom';
		const { output } = await run('setCallbackKeys', { ...company(), ...generate, callbackUrl });
		expect(output).toMatchObject([
			{
				corpId,
				hasKeys: true,
				hasPreviousKeys: false,
				callbackUrl: `${callbackUrl}?corp_id=${corpId}`,
				token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
				encodingAesKey: expect.stringMatching(/^[A-Za-z0-9]{43}$/) as string,
			},
		]);
		const { token, encodingAesKey } = output[0];
		expect(await stage.suite.appKeys.get(corpId)).toMatchObject({
			pair: { token, encodingAesKey },
		});
	});

	it('takes a pair over, and does not repeat what was entered', async () => {
		const pair = { token: 'enteredToken1', encodingAesKey: 'e'.repeat(43) };
		const { output } = await run('setCallbackKeys', {
			...company(),
			source: 'enter',
			token: ` ${pair.token}\n`,
			encodingAesKey: pair.encodingAesKey,
			keepPrevious: true,
			callbackUrl: '',
		});
		expect(output).toMatchObject([{ hasKeys: true, hasPreviousKeys: true, callbackUrl: null }]);
		expect(JSON.stringify(output)).not.toMatch(/enteredToken1|eeee/);
		expect(await stage.suite.appKeys.get(corpId)).toMatchObject({ pair });
	});

	it('forgets the pair before when that is said', async () => {
		const { output } = await run('setCallbackKeys', {
			...company(),
			...generate,
			keepPrevious: false,
		});
		expect(output).toMatchObject([{ hasPreviousKeys: false }]);
		expect(await stage.suite.appKeys.get(corpId)).not.toHaveProperty('previous');
	});

	it('refuses a company without the app, a wrong key, a wrong URL, and a standard suite', async () => {
		const refused = async (parameters: object, given?: Credential) =>
			(await run('setCallbackKeys', { ...company(), ...generate, ...parameters }, given)).error
				?.message;
		expect(await refused(nobody())).toContain('wpNobody has not installed');
		const short = { source: 'enter', token: 'a', encodingAesKey: 'planted' };
		const message = await refused(short);
		expect(message).toContain('43');
		expect(message).not.toContain('planted');
		expect(await refused({ callbackUrl: 'n8n.example.com' })).toContain('Callback URL');
		const [standard] = stage.simulator.world.suites;
		expect(await refused({}, credential({ suiteId: standard.suiteId }))).toContain('no template');
	});
});

describe('Get Callback Keys Status', () => {
	it('tells whether there are keys, and no key', async () => {
		const { output } = await run('getCallbackKeys', { ...company(), callbackUrl: '' });
		expect(output).toMatchObject([{ corpId, hasKeys: true, hasPreviousKeys: false }]);
		expect(Object.keys(output[0]).sort()).toEqual([
			'callbackUrl',
			'corpId',
			'hasKeys',
			'hasPreviousKeys',
			'updatedAt',
		]);
		const { error } = await run('getCallbackKeys', { ...nobody(), callbackUrl: '' });
		expect(error?.message).toContain('wpNobody has not installed');
	});
});

describe('Remove Callback Keys', () => {
	it('deletes them, once', async () => {
		expect((await run('removeCallbackKeys', company())).output).toEqual([
			{ corpId, deleted: true },
		]);
		expect(await stage.suite.appKeys.get(corpId)).toBeUndefined();
		expect((await run('removeCallbackKeys', company())).output).toEqual([
			{ corpId, deleted: false },
		]);
	});
});

describe('Set Agent ID', () => {
	it('notes it, where the company has the app', async () => {
		const { output } = await run('setAgentId', { ...company(), agentId: 1000042 });
		expect(output).toMatchObject([{ corpId, agentId: 1000042 }]);
		expect(JSON.stringify(output)).not.toContain('PERMANENT-');
		const { error } = await run('setAgentId', { ...nobody(), agentId: 1000042 });
		expect(error?.message).toContain('wpNobody has not installed');
		const wrong = await run('setAgentId', { ...company(), agentId: 1.5 });
		expect(wrong.error?.message).toContain('whole number');
	});
});
