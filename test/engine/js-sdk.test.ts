import type { Credential } from '../host/rest';
import type { SuiteStage } from '../unit/suite/stage';
import { runWorkflow } from './run-workflow';
import { credentialOf, openInstalled } from './wecom-suite.stage';

const PAGE = 'https://app.example.com/orders?id=1&名=张#/top';
/** What location.href says on that page. */
const HREF = 'https://app.example.com/orders?id=1&%E5%90%8D=%E5%BC%A0#/top';

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

const corpOf = (stage: SuiteStage) => stage.simulator.world.corps[0];

function ownCredential(stage: SuiteStage): Credential {
	const corp = corpOf(stage);
	const [{ agentId, secret }] = corp.ownApps;
	return {
		name: 'Own App',
		type: 'weComCorpApi',
		data: {
			corpId: corp.plainCorpId,
			secret,
			agentId: String(agentId),
			baseUrl: stage.simulator.url,
			token: '',
			encodingAesKey: '',
			vaultFile: stage.vaultFile,
		},
	};
}

async function getSignatures(
	node: 'weCom' | 'weComSuite',
	credential: Credential,
	parameters: Record<string, unknown> = {},
) {
	const { items, error } = await runWorkflow({
		workflow: {
			name: 'JS-SDK',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Sign',
					type: `n8n-nodes-wecom-suite.${node}`,
					parameters: {
						resource: 'jsSdk',
						operation: 'getSignatures',
						callAs: credential.type === 'weComCorpApi' ? 'ownApp' : 'tenant',
						tenant: { __rl: true, mode: 'id', value: corpOf(standard).corpId },
						pageUrl: PAGE,
						...parameters,
					},
					credentials: { [credential.type]: { name: credential.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Sign', type: 'main', index: 0 }]] } },
		},
		credentials: [credential],
	});
	return { json: (items.Sign?.[0]?.json ?? {}) as unknown as Signed, error };
}

interface Signature {
	timestamp: number;
	nonceStr: string;
	signature: string;
}

interface Signed {
	url: string;
	corpId: string;
	suiteId?: string;
	agentId?: number;
	config: Signature;
	agentConfig: Signature;
}

/** The page as it registers in WeCom's client, with what the node gave. */
async function register(stage: SuiteStage, json: Signed, suiteId?: string, url = HREF) {
	const { registerPage } = stage.simulator.actions;
	const app = { suiteId, corpId: corpOf(stage).corpId, agentId: json.agentId, url };
	await registerPage({ kind: 'config', ...app, ...json.config });
	await registerPage({ kind: 'agentConfig', ...app, ...json.agentConfig });
}

const ticketCalls = (stage: SuiteStage) =>
	stage.simulator.requests.filter(({ path }) => /get_jsapi_ticket|ticket\/get/.test(path)).length;

describe('JS-SDK: Get Signatures', () => {
	it.each(['weComSuite', 'weCom'] as const)(
		'signs a page of a third-party app so that the platform takes it: %s',
		async (node) => {
			const { json, error } = await getSignatures(node, credentialOf(standard));
			expect(error).toBeUndefined();
			const installation = await standard.vault.installations.get(
				standard.suiteId,
				corpOf(standard).corpId,
			);
			expect(json).toMatchObject({
				url: HREF.replace('#/top', ''),
				corpId: corpOf(standard).corpId,
				suiteId: standard.suiteId,
				agentId: installation?.agentId,
			});
			await register(standard, json, standard.suiteId);
			await expect(
				register(standard, json, standard.suiteId, 'https://app.example.com/orders'),
			).rejects.toMatchObject({ errcode: 40093 });
		},
	);

	it('signs a page of a customised app, as an app of the company', async () => {
		const { json, error } = await getSignatures('weComSuite', credentialOf(template));
		expect(error).toBeUndefined();
		expect(json).not.toHaveProperty('suiteId');
		await register(template, json, template.suiteId);
	});

	it("signs a page of a company's own app", async () => {
		const { json, error } = await getSignatures('weCom', ownCredential(standard));
		expect(error).toBeUndefined();
		const { plainCorpId, ownApps } = corpOf(standard);
		expect(json).toMatchObject({ corpId: plainCorpId, agentId: ownApps[0].agentId });
		expect(json).not.toHaveProperty('suiteId');
		await register(standard, json);
		// The ticket of the app is its own.
		await expect(
			standard.simulator.actions.registerPage({
				kind: 'agentConfig',
				suiteId: standard.suiteId,
				corpId: corpOf(standard).corpId,
				url: HREF,
				...json.agentConfig,
			}),
		).rejects.toMatchObject({ errcode: 42012 });
	});

	it('asks WeCom once for each ticket, and anew when told', async () => {
		await getSignatures('weComSuite', credentialOf(standard));
		const before = ticketCalls(standard);
		await getSignatures('weComSuite', credentialOf(standard));
		await getSignatures('weCom', credentialOf(standard));
		expect(ticketCalls(standard)).toBe(before);

		await standard.simulator.actions.revokeJsTickets();
		const stale = await getSignatures('weComSuite', credentialOf(standard));
		await expect(register(standard, stale.json, standard.suiteId)).rejects.toMatchObject({
			errcode: 40093,
		});
		const fresh = await getSignatures('weComSuite', credentialOf(standard), {
			freshTickets: true,
		});
		await register(standard, fresh.json, standard.suiteId);
		const next = await getSignatures('weCom', credentialOf(standard));
		await register(standard, next.json, standard.suiteId);
		expect(ticketCalls(standard)).toBe(before + 2);
	});

	it('gives no ticket away', async () => {
		const { json } = await getSignatures('weComSuite', credentialOf(standard));
		expect(JSON.stringify(json)).not.toContain('JSTICKET');
	});

	it.each([
		["={{ '' }}", "'Page URL' is not a URL"],
		['app.example.com', "'Page URL' is not a URL"],
		['javascript:alert(1)', "'Page URL' is not a URL"],
	])('refuses %j before it asks WeCom', async (pageUrl, message) => {
		const before = standard.simulator.requests.length;
		const { error } = await getSignatures('weComSuite', credentialOf(standard), { pageUrl });
		expect(error?.message).toContain(message);
		expect(standard.simulator.requests).toHaveLength(before);
	});

	it('says that a company has not installed the app', async () => {
		const tenant = { __rl: true, mode: 'id', value: 'wpNobody' };
		for (const node of ['weComSuite', 'weCom'] as const) {
			const { error } = await getSignatures(node, credentialOf(standard), { tenant });
			expect(error?.message).toContain('wpNobody has not installed suite');
		}
	});

	it('tells when WeCom gives no more tickets', async () => {
		await standard.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/ticket/get', kind: 'errcode', errcode: 48002 }],
		});
		const { error } = await getSignatures('weComSuite', credentialOf(standard), {
			freshTickets: true,
		});
		await standard.simulator.actions.clearFaults();
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '48002' });
	});
});
