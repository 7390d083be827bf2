import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createClient } from '../../../wecom/api/http-client';
import type { Client } from '../../../wecom/api/client';
import { DeauthorizedError, TicketMissingError } from '../../../wecom/tokens/error';
import { createOwnTokens } from '../../../wecom/tokens/own-tokens';
import { createTokens } from '../../../wecom/tokens/suite-tokens';
import type { TokenRequest, Tokens } from '../../../wecom/tokens/tokens';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';
import { fieldIn, Stage } from '../simulator/stage';

/** The token chain against a platform that keeps WeCom's own rules. */
describe('against the simulator', () => {
	let stage: Stage;
	let folder: string;
	let vault: Vault;
	let client: Client;
	let seen: number;
	const logger = { debug() {}, info() {}, warn() {}, error() {} };
	// No shorter than that: whoever waits for something leaves the others time to do it.
	const sleep = async () => await setTimeout(5);
	const common = () => ({ vault, client, clock: Date.now, sleep, logger, holder: 'test' });

	beforeEach(async () => {
		stage = await Stage.open();
		seen = 0;
		folder = await mkdtemp(join(tmpdir(), 'wecom-tokens-'));
		vault = await openSqliteVault({
			file: join(folder, 'vault.db'),
			secret: 'instance-key-of-this-test',
			clock: Date.now,
		});
		client = createClient({ baseUrl: stage.simulator.url, clock: Date.now, sleep });
	});
	afterEach(async () => {
		await client.close();
		await vault.close();
		await stage.close();
		await rm(folder, { recursive: true, force: true });
	});

	const makeTokens = (suite = stage.suite): Tokens => {
		const { suiteId, suiteSecret } = suite;
		const { corpId, providerSecret } = stage.simulator.world.provider;
		return createTokens({
			...common(),
			suite: { suiteId, suiteSecret },
			provider: { corpId, secret: providerSecret },
		});
	};

	/** Keeps the last ticket that was pushed. */
	const keepTicket = async (suite = stage.suite) => {
		await stage.simulator.actions.pushTicket({ suiteId: suite.suiteId });
		const ticket = {
			suiteId: suite.suiteId,
			ticket: fieldIn(stage.lastEvent(), 'SuiteTicket'),
			issuedAt: Number(fieldIn(stage.lastEvent(), 'TimeStamp')),
			receivedAt: Date.now(),
		};
		await vault.tickets.put(ticket);
	};

	const keepInstallation = async (suite = stage.suite, revision = 'revision-1') => {
		const { permanentCode, agentId } = await stage.install(suite);
		await keepCode(permanentCode, agentId, suite, revision);
	};
	const keepCode = async (
		permanentCode: string,
		agentId: number,
		suite = stage.suite,
		revision = 'revision-1',
	) => {
		const receivedAt = Date.now();
		await vault.installations.put({
			suiteId: suite.suiteId,
			corpId: stage.corp.corpId,
			kind: suite.kind,
			corpName: stage.corp.name,
			permanentCode,
			revision,
			agentId,
			authMode: 0,
			details: { auth_corp_info: {}, auth_info: {} },
			authorizedAt: { timeStamp: Math.floor(receivedAt / 1000), receivedAt },
			updatedAt: receivedAt,
		});
	};

	/** The calls for tokens since the last look. */
	const tokenCalls = () => {
		const calls = stage.simulator.requests
			.slice(seen)
			.map(({ path }) => path.split('/').at(-1) ?? '')
			.filter((name) => /token$/.test(name));
		seen = stage.simulator.requests.length;
		return calls;
	};
	const listAgents = async (tokens: Tokens) =>
		await tokens.use(corp(), async (value) => {
			const { json } = await client.call({
				method: 'GET',
				path: '/cgi-bin/agent/list',
				token: { parameter: 'access_token', value, family: 'corp' },
				repeatable: true,
			});
			return json.agentlist;
		});
	const corp = (): TokenRequest => ({ kind: 'corp', corpId: stage.corp.corpId });

	it('a standard suite calls for its tenant, and every withdrawn token is replaced', async () => {
		await keepInstallation();
		await keepTicket();
		const tokens = makeTokens();
		tokenCalls();

		await expect(listAgents(tokens)).resolves.toEqual([expect.objectContaining({})]);
		await listAgents(tokens);
		expect(tokenCalls()).toEqual(['get_suite_token', 'get_corp_token']);

		await stage.simulator.actions.revokeTokens({ family: 'corp' });
		await expect(listAgents(tokens)).resolves.toHaveLength(1);
		expect(tokenCalls()).toEqual(['get_corp_token']);

		await stage.simulator.actions.revokeTokens({ family: 'corp' });
		await stage.simulator.actions.revokeTokens({ family: 'suite' });
		await expect(listAgents(tokens)).resolves.toHaveLength(1);
		expect(tokenCalls()).toEqual(['get_corp_token', 'get_suite_token', 'get_corp_token']);
	});

	it('tokens and ticket that ended on the platform are told apart', async () => {
		await keepInstallation();
		await keepTicket();
		const tokens = makeTokens();
		await listAgents(tokens);

		await stage.simulator.actions.moveClock({ seconds: 7300 });
		await expect(listAgents(tokens)).rejects.toThrow(TicketMissingError);
		await keepTicket();
		await expect(listAgents(tokens)).resolves.toHaveLength(1);
	});

	it('a company that removed the app is told as such', async () => {
		await keepInstallation();
		await keepTicket();
		const tokens = makeTokens();
		await listAgents(tokens);
		const { suiteId } = stage.suite;
		await stage.simulator.actions.uninstall({ suiteId, corpId: stage.corp.corpId });
		await expect(listAgents(tokens)).rejects.toThrow(DeauthorizedError);
	});

	it('a customised app calls with its permanent code, and over a reset of it', async () => {
		await keepInstallation(stage.template);
		const tokens = makeTokens(stage.template);
		tokenCalls();
		await expect(listAgents(tokens)).resolves.toHaveLength(1);
		expect(tokenCalls()).toEqual(['gettoken']);

		const { suiteId } = stage.template;
		const { corpId } = stage.corp;
		await stage.simulator.actions.resetPermanentCode({ suiteId, corpId });
		// The old secret is dead, the new one not here yet.
		const waiting = listAgents(tokens);

		const suiteToken = await stage.suiteToken(stage.template);
		const reset = stage.events.findLast(({ message }) => message.includes('reset_permanent_code'));
		const exchanged = await stage.post(
			'service/v2/get_permanent_code',
			{ suite_access_token: suiteToken },
			{ auth_code: fieldIn(reset?.message ?? '', 'AuthCode') },
		);
		await keepCode(String(exchanged.permanent_code), 1, stage.template, 'revision-2');
		await expect(waiting).resolves.toHaveLength(1);
		await expect(listAgents(tokens)).resolves.toHaveLength(1);
	});

	it('an own app and the provider have tokens of their own', async () => {
		await keepInstallation();
		const [app] = stage.corp.ownApps;
		const own = createOwnTokens({
			...common(),
			corpId: stage.corp.plainCorpId,
			secret: app.secret,
		});
		expect((await own.get()).token).not.toBe('');
		const { token } = await makeTokens().get({ kind: 'provider' });
		expect(token).toContain('provider');
		await stage.simulator.actions.revokeTokens({ family: 'provider' });
		const other = await makeTokens().use({ kind: 'provider' }, async (value) => {
			await client.call({
				method: 'POST',
				path: '/cgi-bin/service/corpid_to_opencorpid',
				body: { corpid: stage.corp.plainCorpId },
				token: { parameter: 'provider_access_token', value, family: 'provider' },
				repeatable: true,
			});
			return value;
		});
		expect(other).not.toBe(token);
	});

	it('an address that may not call is told with what to do', async () => {
		await stage.saveUrls(stage.suite);
		await keepTicket();
		await stage.simulator.actions.setAllowedAddresses({ addresses: ['203.0.113.7'] });
		await expect(makeTokens().get({ kind: 'suite' })).rejects.toMatchObject({
			errcode: 60020,
			egressIp: '127.0.0.1',
			requestId: expect.stringMatching(/^\d+_\d+_[0-9a-f]{32}$/),
			hint: expect.stringMatching(/127\.0\.0\.1.*allow list/),
		});
	});

	it.each(['errcode', 'status', 'reset'] as const)(
		'a platform in trouble is asked again (%s)',
		async (kind) => {
			await stage.saveUrls(stage.suite);
			await keepTicket();
			tokenCalls();
			await stage.simulator.actions.setFaults({
				api: [{ path: '*', kind, times: 2, errcode: -1, status: 502 }],
			});
			await makeTokens().get({ kind: 'suite' });
			expect(tokenCalls()).toHaveLength(3);
		},
	);

	it('a wrong secret is named', async () => {
		await stage.saveUrls(stage.suite);
		await keepTicket();
		const wrong = { ...stage.suite, suiteSecret: 'not-the-secret-of-the-suite' };
		await expect(makeTokens(wrong).get({ kind: 'suite' })).rejects.toMatchObject({
			code: 'wecom_configuration',
			field: 'suiteSecret',
		});
	});

	it('a file goes up from a stream and comes down again, with its Chinese name', async () => {
		await keepInstallation();
		await keepTicket();
		const tokens = makeTokens();
		const content = randomBytes(300_000);
		const call = { repeatable: false } as const;
		const token = (value: string) =>
			({ parameter: 'access_token', value, family: 'corp' }) as const;
		const { json } = await tokens.use(corp(), async (value) =>
			client.call({
				...call,
				method: 'POST',
				path: '/cgi-bin/media/upload',
				query: { type: 'file' },
				token: token(value),
				file: {
					field: 'media',
					name: '季度"报告".bin',
					mimeType: 'application/octet-stream',
					content: () => Readable.from([content.subarray(0, 1000), content.subarray(1000)]),
					size: content.length,
				},
			}),
		);
		const file = await tokens.use(corp(), async (value) =>
			client.download({
				...call,
				method: 'GET',
				path: '/cgi-bin/media/get',
				query: { media_id: String(json.media_id) },
				token: token(value),
			}),
		);
		expect((await buffer(file.content)).equals(content)).toBe(true);
		expect(file.name).toContain('季度');
	});
});
