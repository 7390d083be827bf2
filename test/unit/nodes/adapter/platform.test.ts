import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import {
	callAsSuite,
	openCorp,
	openOwnApp,
	openSuite,
	openTenant,
	searchTenants,
} from '../../../../nodes/adapter/platform';
import { WeComConfigurationError } from '../../../../wecom/error';
import { WeComVaultError } from '../../../../wecom/vault/error';
import { until } from '../../suite/stage';
import { openAdapterStage, type AdapterStage } from './stage';

let stage: AdapterStage;

beforeAll(async () => {
	stage = await openAdapterStage();
});

afterAll(async () => await stage.close());

const context = (changes = {}) =>
	({
		getCredentials: async (name: string) =>
			await Promise.resolve(
				name === 'weComSuiteApi' ? stage.suiteCredential(changes) : stage.corpCredential(changes),
			),
	}) as unknown as IExecuteFunctions & ILoadOptionsFunctions;

const requests = () => stage.simulator.requests;

describe('a suite', () => {
	it('is opened once for a credential, and anew when it has changed', async () => {
		const open = await openSuite(stage.suiteCredential());
		expect(await openSuite(stage.suiteCredential())).toBe(open);
		expect(await openSuite(stage.suiteCredential({ cashierKey: 'key' }))).not.toBe(open);
	});

	it('is opened anew when the process has another instance key', async () => {
		const open = await openSuite(stage.suiteCredential());
		const before = process.env.N8N_ENCRYPTION_KEY;
		process.env.N8N_ENCRYPTION_KEY = 'another';
		const opening = openSuite(stage.suiteCredential());
		await expect(opening).rejects.toMatchObject({ reason: 'wrong_key' });
		process.env.N8N_ENCRYPTION_KEY = before;
		expect(await openSuite(stage.suiteCredential())).toBe(open);
	});

	it('can be opened after a failure', async () => {
		const vaultFile = join(stage.folder, 'later');
		await writeFile(
			vaultFile,
			'this is no vault, but it is longer than the header of one'.repeat(9),
		);
		const opening = openSuite(stage.suiteCredential({ vaultFile }));
		await expect(opening).rejects.toThrow(WeComVaultError);
		await writeFile(vaultFile, '');
		const { vault } = await openSuite(stage.suiteCredential({ vaultFile }));
		expect((await vault.status()).installations).toBe(0);
	});

	it("has its vault in n8n's user folder unless told otherwise, and shares it with others", async () => {
		await mkdir(join(stage.folder, '.n8n'), { recursive: true });
		const { vault } = await openSuite(stage.suiteCredential({ vaultFile: '' }));
		const file = join(stage.folder, '.n8n', 'wecom-suite.sqlite');
		expect((await vault.status()).location).toBe(file);
		expect((await readFile(file)).subarray(0, 6).toString()).toBe('SQLite');
		expect((await openCorp(stage.corpCredential({ vaultFile: ' ' }))).vault).toBe(vault);
	});

	it('does not mind blanks that came along when a value was copied', async () => {
		const { suiteSecret, suite, client } = await openSuite(
			stage.suiteCredential({
				suiteId: ` ${stage.suiteId}\n`,
				suiteSecret: ` secret `,
				token: '\ttoken ',
				baseUrl: ' https://qyapi.weixin.qq.com/ ',
			}),
		);
		expect([suite.suiteId, suiteSecret]).toEqual([stage.suiteId, 'secret']);
		expect(client.baseUrl).toBe('https://qyapi.weixin.qq.com');
	});

	it('has a provider only with its ID and its secret', async () => {
		const has = async (changes: Record<string, string>) =>
			(await openSuite(stage.suiteCredential(changes))).hasProvider;
		expect(await has({})).toBe(true);
		expect(await has({ providerSecret: '' })).toBe(false);
		expect(await has({ providerCorpId: ' ' })).toBe(false);
	});

	it.each([
		['suiteId', 'Suite ID', { suiteId: ' ' }],
		['suiteSecret', 'Suite Secret', { suiteSecret: '' }],
		['baseUrl', 'API Base URL', { baseUrl: '' }],
		['baseUrl', 'base URL', { baseUrl: 'ftp://qyapi.weixin.qq.com' }],
		['token', 'Callback Token', { token: '' }],
		['encodingAesKey', 'EncodingAESKey', { encodingAesKey: 'short' }],
		[
			'secondToken',
			'Second Callback Token',
			{ rotating: true, secondToken: 'a-b', secondEncodingAesKey: 'b'.repeat(43) },
		],
		[
			'secondEncodingAesKey',
			'Second EncodingAESKey',
			{ rotating: true, secondToken: 'ab', secondEncodingAesKey: 'short' },
		],
		['systemToken', 'System Event Token', { systemEncodingAesKey: 'x' }],
		['systemEncodingAesKey', 'System Event EncodingAESKey', { systemToken: 'ab' }],
	])('names %s when it cannot be right', async (field, title, changes) => {
		const opening = openSuite(stage.suiteCredential(changes));
		await expect(opening).rejects.toThrow(WeComConfigurationError);
		await expect(opening).rejects.toMatchObject({
			field,
			message: expect.stringContaining(title) as string,
		});
	});

	it('takes the second pair only while it rotates, and that of system events if there is one', async () => {
		const second = { secondToken: 'second', secondEncodingAesKey: 'b'.repeat(43) };
		const system = { systemToken: 'system', systemEncodingAesKey: 'c'.repeat(43) };
		const tokensOf = async (changes: Record<string, string | boolean>) =>
			(await openSuite(stage.suiteCredential(changes))).keys.map(({ token }) => token);
		expect(await tokensOf(second)).toEqual(['demoSuiteTokenB1']);
		expect(await tokensOf({ ...second, rotating: true })).toEqual(['demoSuiteTokenB1', 'second']);
		expect(await tokensOf({ ...second, ...system, rotating: true })).toEqual([
			'demoSuiteTokenB1',
			'second',
			'system',
		]);
	});
});

describe("a company's own app", () => {
	it('receives nothing without Token and EncodingAESKey, but calls', async () => {
		const open = await openCorp(stage.corpCredential({ token: '', encodingAesKey: '' }));
		expect(() => open.app()).toThrow(expect.objectContaining({ field: 'token' }) as Error);
		expect((await open.tokens.get()).token).toBeTruthy();
	});

	it('is one app however often it is asked for, so that whoever accepts and whoever attends are the same', async () => {
		const open = await openCorp(stage.corpCredential());
		expect(open.app()).toBe(open.app());
	});

	it.each([
		['corpId', { corpId: '' }],
		['secret', { secret: '' }],
		['agentId', { agentId: '1e6' }],
		['baseUrl', { baseUrl: '' }],
	])('names %s when it cannot be right', async (field, changes) => {
		await expect(openCorp(stage.corpCredential(changes))).rejects.toMatchObject({ field });
	});

	it('calls with its own token, and knows which calls need another', async () => {
		const caller = await openOwnApp.call(context());
		expect(caller).toMatchObject({ agentId: 1000001, apps: 'own' });
		await caller.call({ method: 'GET', path: '/cgi-bin/get_api_domain_ip', repeatable: true });
		expect(Object.keys(requests().at(-1)?.query ?? {})).toEqual(['access_token']);
		await expect(
			caller.call({
				method: 'GET',
				path: '/cgi-bin/service/get_pre_auth_code',
				repeatable: true,
			}),
		).rejects.toMatchObject({ field: 'path' });
		const without = await openOwnApp.call(context({ agentId: '' }));
		expect(without.agentId).toBeUndefined();
	});
});

describe('a tenant', () => {
	it('is called as, with the app of its installation', async () => {
		const caller = await openTenant.call(context(), stage.corpId);
		const installation = await stage.vault.installations.get(stage.suiteId, stage.corpId);
		expect(caller).toMatchObject({
			agentId: installation?.agentId,
			apps: 'standard',
			suiteId: stage.suiteId,
		});
		await caller.call({
			method: 'GET',
			path: '/cgi-bin/user/get',
			query: { userid: stage.simulator.world.corps[0].adminUserId },
			repeatable: true,
		});
		expect(requests().at(-1)).toMatchObject({ path: '/cgi-bin/user/get', errcode: 0 });
	});

	it('must be named, and have installed the suite', async () => {
		await expect(openTenant.call(context(), ' ')).rejects.toMatchObject({ field: 'tenant' });
		await expect(openTenant.call(context(), 'wpNobody')).rejects.toThrow(/wpNobody/);
	});

	it('is missed where a call needs one', async () => {
		const caller = callAsSuite(await openSuite(stage.suiteCredential()));
		await expect(
			caller.call({ method: 'GET', path: '/cgi-bin/user/get', repeatable: true }),
		).rejects.toMatchObject({ field: 'corpId' });
	});
});

describe('the list of tenants', () => {
	it('has them by name, a page at a time, and finds them', async () => {
		const { simulator, suiteId, emitted } = stage;
		for (const { corpId } of simulator.world.corps.slice(1)) {
			await simulator.actions.install({ suiteId, corpId });
		}
		await until(() => emitted.length === 3);
		const { results, paginationToken } = await searchTenants.call(context());
		expect(results).toEqual(
			simulator.world.corps.map(({ name, corpId }) => ({
				name: `${name} (${corpId})`,
				value: corpId,
			})),
		);
		expect(paginationToken).toBeUndefined();
		const found = await searchTenants.call(context(), 'company b');
		expect(found.results.map(({ value }) => value)).toEqual([simulator.world.corps[1].corpId]);
	});

	it('goes on after a page, and shows the ID of a company without a name', async () => {
		const { vault, suiteId, corpId } = stage;
		const known = await vault.installations.get(suiteId, corpId);
		if (!known) throw new Error('Nothing is installed');
		for (let index = 0; index < 50; index += 1) {
			await vault.installations.put({ ...known, corpId: `wpMany${index}`, corpName: '' });
		}
		const first = await searchTenants.call(context());
		expect(first.results).toHaveLength(50);
		expect(first.results[0].name).toBe(first.results[0].value);
		const second = await searchTenants.call(context(), undefined, first.paginationToken as string);
		expect(second.results).toHaveLength(3);
		expect(second.paginationToken).toBeUndefined();
	});
});
