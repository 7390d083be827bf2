import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MockAgent, type Interceptable } from 'undici';
import { createClient } from '../../../wecom/api/http-client';
import type { Client } from '../../../wecom/api/client';
import type { Clock, Sleep } from '../../../wecom/clock';
import type { Logger } from '../../../wecom/logger';
import { createOwnTokens, type OwnTokensOptions } from '../../../wecom/tokens/own-tokens';
import { createTokens, type TokensOptions } from '../../../wecom/tokens/suite-tokens';
import type { OwnTokens, Tokens } from '../../../wecom/tokens/tokens';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Installation, Vault } from '../../../wecom/vault/vault';

export const BASE_URL = 'https://qyapi.weixin.qq.com';
export const SUITE_ID = 'ww00000000000000b1';
export const SUITE_SECRET = 'suite-secret-3b1f0a77c2d94e58';
export const PROVIDER = { corpId: 'ww00000000000000a0', secret: 'provider-secret-90c1be44' };
export const CORP_ID = 'wpTenantTenantTenantTenant01';
export const PERMANENT_CODE = 'permanent-code-b2d66f8e0c17';

export const PATHS = {
	suite: '/cgi-bin/service/get_suite_token',
	provider: '/cgi-bin/service/get_provider_token',
	tenant: '/cgi-bin/service/get_corp_token',
	app: '/cgi-bin/gettoken',
	call: '/cgi-bin/user/get',
} as const;

/** One vault, one platform, and the time between them. */
export interface TestWorld {
	vault: Vault;
	file: string;
	pool: Interceptable;
	client: Client;
	time: { now: number; waits: number[] };
	clock: Clock;
	sleep: Sleep;
	log: string[];
	logger: Logger;
	/** The platform answers calls of this path with this, once unless more is said. */
	answer(path: string, json: object): ReturnType<ReturnType<Interceptable['intercept']>['reply']>;
	/** Parameters and body of every call of this path, in order. */
	received: Array<{ path: string; query: Record<string, string>; body: unknown }>;
	makeTokens(options?: Partial<TokensOptions>): Tokens;
	makeOwnTokens(options?: Partial<OwnTokensOptions>): OwnTokens;
	openVault(): Promise<Vault>;
	putTicket(ticket?: string, receivedAt?: number): Promise<void>;
	install(change?: Partial<Installation>): Promise<Installation>;
	close(): Promise<void>;
}

/** `real`: time passes by itself, for tests of several processes' ways of waiting. */
export async function makeWorld({ real = false } = {}): Promise<TestWorld> {
	const folder = await mkdtemp(join(tmpdir(), 'wecom-tokens-'));
	const file = join(folder, 'vault.db');
	const time = { now: 1_700_000_000_000, waits: [] as number[] };
	const clock = real ? Date.now : () => time.now;
	const sleep: Sleep = async (milliseconds) => {
		time.waits.push(milliseconds);
		if (real) await wait(milliseconds);
		else time.now += milliseconds;
	};
	const vaults: Vault[] = [];
	const openVault = async () => {
		const vault = await openSqliteVault({ file, secret: 'instance-key-of-this-test', clock });
		vaults.push(vault);
		return vault;
	};
	const vault = await openVault();

	const agent = new MockAgent();
	agent.disableNetConnect();
	const pool = agent.get(BASE_URL);
	const received: TestWorld['received'] = [];
	const client = createClient({
		baseUrl: BASE_URL,
		dispatcher: agent,
		clock,
		sleep,
		random: () => 0,
	});
	const log: string[] = [];
	const write = (message: string, metadata?: Record<string, unknown>) =>
		void log.push(`${message} ${JSON.stringify(metadata)}`);
	const logger: Logger = { debug: write, info: write, warn: write, error: write };
	const common = { vault, client, clock, sleep, logger, random: () => 0, holder: 'test' };

	return {
		vault,
		file,
		pool,
		client,
		time,
		clock,
		sleep,
		log,
		logger,
		received,
		answer: (path, json) =>
			pool
				.intercept({ method: () => true, path: (target) => target.split('?')[0] === path })
				.reply(({ path: target, body }) => {
					const query = Object.fromEntries(new URL(target, BASE_URL).searchParams);
					received.push({
						path,
						query,
						body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
					});
					return { statusCode: 200, data: json };
				}),
		makeTokens: (options) =>
			createTokens({
				...common,
				suite: { suiteId: SUITE_ID, suiteSecret: SUITE_SECRET },
				provider: PROVIDER,
				...options,
			}),
		makeOwnTokens: (options) =>
			createOwnTokens({ ...common, corpId: 'wwOwn', secret: 'own-secret-5e1d', ...options }),
		openVault,
		putTicket: async (ticket = 'TICKET-0001-abcdef', receivedAt = clock()) => {
			await vault.tickets.put({
				suiteId: SUITE_ID,
				ticket,
				issuedAt: Math.floor(receivedAt / 1000),
				receivedAt,
			});
		},
		install: async (change = {}) => {
			const at = { timeStamp: Math.floor(clock() / 1000), receivedAt: clock() };
			const installation: Installation = {
				suiteId: SUITE_ID,
				corpId: CORP_ID,
				kind: 'standard',
				corpName: 'Tenant One',
				permanentCode: PERMANENT_CODE,
				revision: 'revision-1',
				agentId: 1000001,
				authMode: 0,
				details: { auth_corp_info: {}, auth_info: {} },
				authorizedAt: at,
				updatedAt: clock(),
				...change,
			};
			await vault.installations.put(installation);
			return installation;
		},
		close: async () => {
			try {
				agent.assertNoPendingInterceptors();
			} finally {
				await agent.close();
				for (const opened of vaults) await opened.close();
				await rm(folder, { recursive: true, force: true });
			}
		},
	};
}

/** Answers of the token endpoints. */
export const give = {
	suite: (token: string, expiresIn = 7200) => ({
		suite_access_token: token,
		expires_in: expiresIn,
	}),
	provider: (token: string, expiresIn = 7200) => ({
		provider_access_token: token,
		expires_in: expiresIn,
	}),
	access: (token: string, expiresIn = 7200) => ({
		errcode: 0,
		errmsg: 'ok',
		access_token: token,
		expires_in: expiresIn,
	}),
	refuse: (errcode: number) => ({ errcode, errmsg: `refused with ${errcode}` }),
};
