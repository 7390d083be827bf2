import { resources } from '../../nodes/WeComSuite/actions/resources';
import type { Credential } from '../host/rest';
import { until, type SuiteStage } from '../unit/suite/stage';
import { byId, credentialOf, openInstalled, runSuite } from './wecom-suite.stage';

/** Operations that no endpoint does alone: each done, and each refused. */

type Parameters = Record<string, unknown>;

interface Case {
	/** A customised app's instead of the third-party app's. */
	on?: 'template';
	done: Parameters | ((stage: SuiteStage) => Promise<Parameters>);
	gives: Parameters;
	refused: Parameters;
	/** Of the refusal. */
	message: RegExp;
	credential?: (stage: SuiteStage) => Credential;
}

const nobody = { tenant: byId('wpNobody') };
const missing = /wpNobody has not installed suite/;
const withoutSuite = (stage: SuiteStage) => credentialOf(stage, { suiteId: '' });
const NO_SUITE = /'Suite ID' of the credential is empty/;

const cases: Readonly<Record<string, Case>> = {
	'customisedApp.createSignedLink': {
		on: 'template',
		done: { reference: 'customer4711' },
		gives: { url: expect.stringContaining('http') as string },
		refused: { reference: 'with blanks' },
		message: /Reference/,
	},
	'customisedApp.getCallbackKeys': {
		on: 'template',
		done: {},
		gives: { hasKeys: false },
		refused: nobody,
		message: missing,
	},
	'customisedApp.removeCallbackKeys': {
		on: 'template',
		done: {},
		gives: { deleted: expect.any(Boolean) as boolean },
		refused: {},
		message: NO_SUITE,
		credential: withoutSuite,
	},
	'customisedApp.setAgentId': {
		on: 'template',
		done: { agentId: 1000002 },
		gives: { agentId: 1000002 },
		refused: { agentId: 0 },
		message: /'Agent ID' is not a whole number above 0/,
	},
	'customisedApp.setCallbackKeys': {
		on: 'template',
		done: { source: 'generate' },
		gives: { hasKeys: true, encodingAesKey: expect.stringMatching(/^.{43}$/) as string },
		refused: { source: 'enter', token: 'token', encodingAesKey: 'short' },
		message: /EncodingAESKey/,
	},
	'health.check': {
		done: { callbackUrl: '' },
		gives: { findings: expect.any(Array) as unknown[] },
		refused: { callbackUrl: 'n8n.example.com' },
		message: /'Callback URL' is not a URL/,
	},
	'identity.createLoginLink': {
		done: {
			loginBy: 'oauth',
			redirectUri: 'https://app.example.com/logged-in',
			scope: 'snsapi_base',
			state: 'login17',
		},
		gives: { url: expect.stringContaining('/connect/oauth2/authorize?') as string },
		refused: { loginBy: 'web', redirectUri: 'app.example.com', state: '' },
		message: /'Redirect URI' is not a URL/,
	},
	'installLink.create': {
		done: { redirectUri: 'https://app.example.com/installed' },
		gives: { url: expect.stringContaining('/3rdapp/install?') as string },
		refused: { redirectUri: 'app.example.com' },
		message: /'Redirect URI' is not a URL/,
	},
	'installation.exchange': {
		done: async ({ simulator: { actions, world }, suiteId, settings }) => {
			settings.completesInstalls = false;
			const { corpId } = world.corps[1];
			const { authCode } = await actions.install({ suiteId, corpId });
			settings.completesInstalls = true;
			return { authCode };
		},
		gives: { corpName: 'Demo Company B' },
		refused: { authCode: 'made-up-'.repeat(8) },
		message: /40078/,
	},
	'installation.get': {
		done: {},
		gives: { corpName: 'Demo Company A' },
		refused: nobody,
		message: missing,
	},
	'installation.getAll': {
		done: { returnAll: true },
		gives: { kind: 'standard' },
		refused: {},
		message: NO_SUITE,
		credential: withoutSuite,
	},
	'installation.getExpiring': {
		done: { days: 366, callsPerMinute: 6000 },
		gives: { kind: 'edition', ended: false },
		refused: {},
		message: NO_SUITE,
		credential: withoutSuite,
	},
	'installation.import': {
		done: async ({ vault, suiteId, simulator: { world } }) => {
			const { corpId } = world.corps[0];
			const { permanentCode } = (await vault.installations.get(suiteId, corpId)) ?? {};
			return { corpId, permanentCode };
		},
		gives: { corpName: 'Demo Company A' },
		refused: { corpId: 'wpDEMOAA000000000000000000000001', permanentCode: 'made-up' },
		message: /40084/,
	},
	'installation.reconcile': {
		done: { onlyDifferences: false, callsPerMinute: 6000 },
		gives: { outcome: 'unchanged' },
		refused: {},
		message: NO_SUITE,
		credential: withoutSuite,
	},
	'installation.refresh': {
		done: {},
		gives: { corpName: 'Demo Company A' },
		refused: nobody,
		message: missing,
	},
	'installation.remove': {
		done: async ({ simulator: { actions, world }, suiteId, vault }) => {
			const { corpId } = world.corps[2];
			await actions.install({ suiteId, corpId });
			await until(async () => (await vault.installations.get(suiteId, corpId)) !== undefined);
			return { tenant: byId(corpId) };
		},
		gives: { deleted: true },
		refused: nobody,
		message: missing,
	},
	'jsSdk.getSignatures': {
		done: { pageUrl: 'https://app.example.com/' },
		gives: { config: { signature: expect.stringMatching(/^[0-9a-f]{40}$/) as string } },
		refused: { pageUrl: 'app.example.com' },
		message: /'Page URL' is not a URL/,
	},
	'ticket.getStatus': {
		done: {},
		gives: { suiteId: 'ww00000000000000b1' },
		refused: {},
		message: NO_SUITE,
		credential: withoutSuite,
	},
	'token.get': {
		done: { kind: 'suite' },
		gives: { kind: 'suite', token: expect.any(String) as string },
		refused: { kind: 'corp', ...nobody },
		message: missing,
	},
};

let standard: SuiteStage;
let template: SuiteStage;
beforeAll(async () => {
	standard = await openInstalled(0);
	template = await openInstalled(1);
});
afterAll(async () => {
	await standard.close();
	await template.close();
});

/** Without the vault's, which take files and another credential and have a file of tests to themselves. */
const operations = resources
	.filter(({ value }) => value !== 'vault')
	.flatMap(({ value, operations: of }) => of.map((operation) => `${value}.${operation.value}`));

it('has a case for each operation, and for no other', () => {
	expect(Object.keys(cases).sort()).toEqual([...operations].sort());
});

describe.each(operations)('%s', (id) => {
	const [resource, operation] = id.split('.');
	const stageOf = () => (cases[id].on === 'template' ? template : standard);
	const run = async (parameters: Parameters, credential: Credential) => {
		const { corpId } = stageOf().simulator.world.corps[0];
		const all = { resource, operation, tenant: byId(corpId), ...parameters };
		return await runSuite(all, credential);
	};

	it('is refused', async () => {
		const { refused, message, credential = credentialOf } = cases[id];
		const { error, output } = await run(refused, credential(stageOf()));
		expect(output).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('is done', async () => {
		const { done, gives } = cases[id];
		const given = typeof done === 'function' ? await done(stageOf()) : done;
		const { error, output } = await run(given, credentialOf(stageOf()));
		expect(error).toBeUndefined();
		expect(output[0]?.json).toMatchObject(gives);
	});
});
