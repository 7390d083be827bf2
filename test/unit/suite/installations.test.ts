import { createClient } from '../../../wecom/api/http-client';
import { InstallationMissingError } from '../../../wecom/error';
import { createInstallations, type Installations } from '../../../wecom/suite/installations';
import { WeComVaultError } from '../../../wecom/vault/error';
import type { InstallationStore, Moment } from '../../../wecom/vault/vault';
import { startLoopback } from '../api/loopback';
import { clock, logger, openSuiteStage, sleep, type SuiteStage } from './stage';

const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';
const DETAILS = '/cgi-bin/service/v2/get_auth_info';

let stage: SuiteStage;
let corpId: string;

beforeEach(async () => {
	stage = await openSuiteStage();
	stage.settings = { ...stage.settings, completesInstalls: false };
	corpId = stage.simulator.world.corps[0].corpId;
});

afterEach(async () => await stage.close());

/** The suite's installations, on a vault that behaves differently here and there. */
function open(store: Partial<InstallationStore> = {}): Installations {
	const { suiteId, vault, client, tokens } = stage;
	return createInstallations({
		suiteId,
		vault: { ...vault, installations: { ...vault.installations, ...store } },
		client,
		tokens,
		clock,
		sleep,
		logger,
		holder: 'test',
	});
}

/** The code that a company's administrator has brought about. */
async function authCode(): Promise<string> {
	const { suiteId, simulator } = stage;
	return (await simulator.actions.install({ suiteId, corpId })).authCode ?? '';
}

const secondsAgo = (seconds: number): Moment => ({
	timeStamp: Math.floor(clock() / 1000) - seconds,
	receivedAt: clock() - 1000 * seconds,
});

const stored = async () => await stage.vault.installations.get(stage.suiteId, corpId);

describe('an exchange', () => {
	it('stores the permanent code before it asks for the details', async () => {
		let atPut: string[] = [];
		const installations = open({
			async put(installation) {
				atPut = stage.simulator.requests.map(({ path }) => path);
				return await stage.vault.installations.put(installation);
			},
		});
		await installations.exchange(await authCode(), secondsAgo(0));
		expect(atPut.at(-1)).toBe(EXCHANGE);
		expect(stage.simulator.requests.map(({ path }) => path)).toContain(DETAILS);
	});

	it('loses nothing when the vault is away for a while', async () => {
		let failures = 20;
		const installations = open({
			async put(installation) {
				if (failures-- > 0) throw new WeComVaultError('busy', 'The vault is busy', 'Wait');
				return await stage.vault.installations.put(installation);
			},
		});
		const { outcome, installation } = await installations.exchange(await authCode(), secondsAgo(0));
		expect(outcome).toBe('stored');
		expect(await stored()).toMatchObject({ permanentCode: installation.permanentCode });
		expect(stage.simulator.requests.filter(({ path }) => path === EXCHANGE)).toHaveLength(1);
	});

	it('says so when the vault stays away', async () => {
		const installations = open({
			async put() {
				throw new WeComVaultError('full', await Promise.resolve('The disk is full'), 'Make room');
			},
		});
		await expect(installations.exchange(await authCode(), secondsAgo(0))).rejects.toThrow(/full/);
	});

	it('is superseded by a later removal, and by a later installation', async () => {
		const installations = open();
		await installations.remove(corpId, secondsAgo(5));
		const late = await installations.exchange(await authCode(), secondsAgo(10));
		expect(late.outcome).toBe('superseded');
		expect(await stored()).toBeUndefined();

		const newest = await installations.exchange(await authCode(), secondsAgo(0));
		const older = await installations.exchange(await authCode(), secondsAgo(2));
		expect([newest.outcome, older.outcome]).toEqual(['stored', 'superseded']);
		expect(await stored()).toMatchObject({ permanentCode: newest.installation.permanentCode });
	});

	it('does not claim what was removed before its details were read', async () => {
		const installations = open({
			async update(...parts) {
				await stage.vault.installations.remove(stage.suiteId, corpId, secondsAgo(-1));
				return await stage.vault.installations.update(...parts);
			},
		});
		await expect(installations.exchange(await authCode(), secondsAgo(0))).rejects.toThrow(
			InstallationMissingError,
		);
	});

	it('is done by one of many that come at once, in several processes', async () => {
		const code = await authCode();
		const all = await Promise.all(
			[0, 1, 2, 3].map(async (seconds) => await open().exchange(code, secondsAgo(seconds))),
		);
		const { permanentCode } = (await stored()) ?? {};
		for (const { outcome, installation } of all) {
			expect([outcome, installation.permanentCode]).toEqual(['stored', permanentCode]);
			expect(installation.agentId).toEqual(expect.any(Number));
		}
		const paths = stage.simulator.requests.map(({ path }) => path);
		expect(paths.filter((path) => path === EXCHANGE)).toHaveLength(1);
		expect(paths.filter((path) => path === DETAILS)).toHaveLength(1);
	});

	it('reads the details that whoever was killed after storing the code did not', async () => {
		const code = await authCode();
		const dying = open({
			async put(installation) {
				await stage.vault.installations.put(installation);
				throw new Error('killed');
			},
		});
		await expect(dying.exchange(code, secondsAgo(1))).rejects.toThrow('killed');
		expect(await stored()).toMatchObject({ agentId: undefined });
		const { outcome, installation } = await open().exchange(code, secondsAgo(0));
		expect(outcome).toBe('stored');
		expect(installation.agentId).toEqual(expect.any(Number));
		expect(await stored()).toEqual(installation);
		expect(stage.simulator.requests.filter(({ path }) => path === EXCHANGE)).toHaveLength(1);
	});

	it('finds what was stored by somebody who took longer than the lease', async () => {
		const code = await authCode();
		let looks = 0;
		const late = open({
			async getByAuthCode(...key) {
				if (looks++ === 0) {
					await open().exchange(code, secondsAgo(1));
					return undefined;
				}
				return await stage.vault.installations.getByAuthCode(...key);
			},
		});
		// The one in between must not wait for the lease of the first.
		stage.vault.leases.acquire = async () => await Promise.resolve(true);
		const { installation } = await late.exchange(code, secondsAgo(0));
		expect(installation.permanentCode).toBe((await stored())?.permanentCode);
		expect(looks).toBe(2);
	});

	it('does not bring back what was removed since', async () => {
		const code = await authCode();
		await open().exchange(code, secondsAgo(2));
		await open().remove(corpId, secondsAgo(1));
		await expect(open().exchange(code, secondsAgo(0))).rejects.toMatchObject({ errcode: 40078 });
		expect(await stored()).toBeUndefined();
	});

	it('does not know a code that WeCom does not', async () => {
		await expect(open().exchange('x'.repeat(64), secondsAgo(0))).rejects.toMatchObject({
			errcode: 40078,
		});
	});

	it('does not take an answer without the permanent code for one', async () => {
		const { suiteId, vault, tokens } = stage;
		const server = await startLoopback((_request, response) => {
			response.setHeader('content-type', 'application/json');
			response.end('{"errcode":0,"errmsg":"ok","auth_corp_info":{"corpid":"wpX"}}');
		});
		const client = createClient({ baseUrl: server.url, clock, sleep, retryBudget: 0 });
		const options = { suiteId, vault, client, tokens, clock, sleep, logger, holder: 'test' };
		await expect(
			createInstallations(options).exchange('code', secondsAgo(0)),
		).rejects.toMatchObject({ code: 'wecom_http' });
		expect((await vault.installations.find({ suiteId, limit: 1 })).installations).toEqual([]);
		await client.close();
		await server.close();
	});
});

describe('a refresh', () => {
	it('completes what the exchange could not', async () => {
		await stage.simulator.actions.setFaults({ api: [{ path: DETAILS, kind: 'status', times: 1 }] });
		const { installation } = await open().exchange(await authCode(), secondsAgo(0));
		expect(installation).toMatchObject({ agentId: undefined, details: { auth_info: {} } });
		const refreshed = await open().refresh(corpId);
		expect(refreshed).toMatchObject({
			permanentCode: installation.permanentCode,
			agentId: expect.any(Number) as number,
			// Only the exchange tells who has installed the suite.
			details: { auth_user_info: installation.details.auth_user_info },
		});
		expect(await stored()).toEqual(refreshed);
	});

	it('says who has removed the suite, and who never had it', async () => {
		const installations = open();
		await installations.exchange(await authCode(), secondsAgo(3));
		await installations.remove(corpId, secondsAgo(0));
		await expect(installations.refresh(corpId)).rejects.toThrow(/removed suite .* at 20/);
		await expect(installations.refresh('wpNobody')).rejects.toThrow(/has not installed suite/);
	});

	it('gives what is there now when the company has installed anew meanwhile', async () => {
		await open().exchange(await authCode(), secondsAgo(10));
		const racing = open({
			async update(...parts) {
				await open().exchange(await authCode(), secondsAgo(0));
				return await stage.vault.installations.update(...parts);
			},
		});
		const refreshed = await racing.refresh(corpId);
		expect(refreshed).toEqual(await stored());
		expect(refreshed.authorizedAt.timeStamp).toBeGreaterThan(secondsAgo(5).timeStamp);
	});
});

describe('an import', () => {
	it('takes a code that WeCom confirms, and no other', async () => {
		const { installation } = await open().exchange(await authCode(), secondsAgo(3));
		const { permanentCode } = installation;
		await open().remove(corpId, secondsAgo(2));
		for (const wrong of [
			{ corpId, permanentCode: 'wrong' },
			{ corpId: 'wpNobody', permanentCode },
		]) {
			await expect(open().import(wrong)).rejects.toMatchObject({ code: 'wecom_platform' });
		}
		expect(await stored()).toBeUndefined();
		const imported = await open().import({ corpId, permanentCode });
		expect(imported).toMatchObject({ outcome: 'stored', installation: { permanentCode } });
		expect(imported.installation.agentId).toEqual(expect.any(Number));
		expect(await stored()).toEqual(imported.installation);
	});

	it.each([
		['corpId', { corpId: ' wpA', permanentCode: 'code' }],
		['corpId', { corpId: '', permanentCode: 'code' }],
		['permanentCode', { corpId: 'wpA', permanentCode: 'code\n' }],
	])('names %s when it cannot be right, and asks nobody', async (field, authorisation) => {
		const before = stage.simulator.requests.length;
		await expect(open().import(authorisation)).rejects.toMatchObject({ field });
		expect(stage.simulator.requests).toHaveLength(before);
	});
});
