import { InstallationMissingError } from '../../../wecom/error';
import { openSuiteStage, until, type SuiteStage } from './stage';

let stage: SuiteStage;

afterEach(async () => await stage.close());

const corp = (index = 0) => stage.simulator.world.corps[index];
const who = (index = 0) => ({ suiteId: stage.suiteId, corpId: corp(index).corpId });
const installed = async (index = 0) =>
	await stage.vault.installations.get(stage.suiteId, corp(index).corpId);
const emitted = (id: string) => stage.emitted.filter(({ event }) => event.id === id);
const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';
const exchanges = () => stage.simulator.requests.filter(({ path }) => path === EXCHANGE);

describe('a third-party app', () => {
	beforeEach(async () => {
		stage = await openSuiteStage();
	});

	it('keeps the ticket that came with the saved URL, and the newest after it', async () => {
		const first = await stage.vault.tickets.get(stage.suiteId);
		expect(first?.ticket).toMatch(/^TICKET-/);
		await stage.simulator.actions.moveClock({ seconds: 60, toldToo: true });
		await stage.simulator.actions.pushTicket({ suiteId: stage.suiteId });
		const second = await stage.vault.tickets.get(stage.suiteId);
		expect(second?.ticket).not.toBe(first?.ticket);
		expect(second?.issuedAt).toBeGreaterThan(first?.issuedAt ?? Infinity);
	});

	it('keeps no ticket that is older, and none of another suite', async () => {
		const { simulator, suiteId, vault } = stage;
		const kept = await vault.tickets.get(suiteId);
		const deliver = async (named: string, timeStamp: number) =>
			await simulator.actions.deliver({
				suiteId,
				kind: 'command',
				xml: `<xml><SuiteId>${named}</SuiteId><InfoType>suite_ticket</InfoType><TimeStamp>${timeStamp}</TimeStamp><SuiteTicket>another</SuiteTicket></xml>`,
			});
		expect((await deliver(suiteId, 1_700_000_000)).accepted).toBe(true);
		expect(await vault.tickets.get(suiteId)).toEqual(kept);
		const other = simulator.world.suites[2].suiteId;
		const { attempts } = await deliver(other, Math.floor(Date.now() / 1000));
		expect(attempts).toMatchObject([{ status: 401 }]);
		expect(await vault.tickets.get(other)).toBeUndefined();
	});

	it('lets an install wait for a ticket that WeCom accepts', async () => {
		const path = '/cgi-bin/service/get_suite_token';
		await stage.simulator.actions.setFaults({
			api: [{ path, kind: 'errcode', errcode: 40085, times: 2 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		expect(emitted('create_auth')[0].failure).toBeUndefined();
		expect(stage.simulator.requests.filter((one) => one.path === path)).toHaveLength(3);
	});

	it('completes an install: code and details in the vault, the event with a summary emitted once', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const installation = await installed();
		expect(installation).toMatchObject({
			corpId: corp().corpId,
			kind: 'standard',
			corpName: corp().name,
			agentId: expect.any(Number),
			authMode: 0,
		});
		expect(installation?.details.auth_user_info).toMatchObject({ userid: corp().adminUserId });
		const [{ installation: summary, failure }] = emitted('create_auth');
		expect(failure).toBeUndefined();
		expect(summary).toMatchObject({ corpId: corp().corpId });
		expect(JSON.stringify(summary)).not.toContain(installation?.permanentCode);
	});

	it('does its part although no workflow asked, and emits nothing then', async () => {
		stage.wants = () => false;
		await stage.simulator.actions.install(who());
		await until(async () => (await installed()) !== undefined);
		expect(stage.emitted).toEqual([]);
	});

	it('leaves the exchange to the workflow when that is wanted', async () => {
		stage.settings = { ...stage.settings, completesInstalls: false };
		const { authCode } = await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		expect(emitted('create_auth')[0].event.data.AuthCode).toBe(authCode);
		expect(exchanges()).toEqual([]);
		const moment = { timeStamp: Math.floor(Date.now() / 1000), receivedAt: Date.now() };
		const { outcome } = await stage.suite.installations.exchange(authCode ?? '', moment);
		expect(outcome).toBe('stored');
	});

	it('keeps changing and removing what a workflow has installed', async () => {
		stage.settings = { ...stage.settings, completesInstalls: false };
		const { authCode = '' } = await stage.simulator.actions.install(who());
		const moment = { timeStamp: Math.floor(Date.now() / 1000), receivedAt: Date.now() };
		await stage.suite.installations.exchange(authCode, moment);
		await stage.simulator.actions.changeScope(who());
		await until(() => emitted('change_auth').length === 1);
		expect(emitted('change_auth')[0].installation).toMatchObject({ corpId: corp().corpId });
		await stage.simulator.actions.uninstall(who());
		expect(await installed()).toBeUndefined();
	});

	it('does nothing about an event that does not name it', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const seconds = Math.floor(Date.now() / 1000);
		const xml = `<xml><InfoType>cancel_auth</InfoType><TimeStamp>${seconds}</TimeStamp><AuthCorpId>${corp().corpId}</AuthCorpId></xml>`;
		const { suiteId } = stage;
		const { accepted } = await stage.simulator.actions.deliver({ suiteId, kind: 'command', xml });
		expect(accepted).toBe(true);
		await until(() => emitted('cancel_auth').length === 1);
		expect(await installed()).toBeDefined();
	});

	it('answers first what WeCom wants answered at once, although it has no part in it', async () => {
		await stage.simulator.actions.saveCallbackUrl({ kind: 'system', url: stage.callbackUrl });
		const { accepted } = await stage.simulator.actions.pushEvent({
			...who(),
			eventId: 'agree_external_userid_migration',
		});
		expect(accepted).toBe(true);
		expect(stage.accepted.at(-1)).toBe('answer first');
		await until(() => emitted('agree_external_userid_migration').length === 1);
	});

	it.each(['status', 'reset', 'errcode', 'html'] as const)(
		'tries the exchange again after a fault of kind %s',
		async (kind) => {
			await stage.simulator.actions.setFaults({ api: [{ path: EXCHANGE, kind, times: 2 }] });
			await stage.simulator.actions.install(who());
			await until(() => emitted('create_auth').length === 1);
			expect(emitted('create_auth')[0].failure).toBeUndefined();
			expect(exchanges()).toHaveLength(3);
		},
	);

	it('tells the workflow when the answer is lost, for WeCom gives the permanent code once', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'reset', when: 'after', times: 1 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		expect(emitted('create_auth')[0].failure?.message).toContain('40078');
		expect(await installed()).toBeUndefined();
	});

	it('tells the workflow when the code is dead, and stops', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'errcode', errcode: 40078 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		expect(emitted('create_auth')[0].failure).toMatchObject({ code: 'wecom_platform' });
		expect(emitted('create_auth')[0].failure?.message).toContain('40078');
		expect(exchanges()).toHaveLength(1);
		expect(await installed()).toBeUndefined();
	});

	it('keeps the code although the details cannot be read, and gets them later', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/service/v2/get_auth_info', kind: 'status', times: 1 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		expect(emitted('create_auth')[0].failure).toBeUndefined();
		expect(await installed()).toMatchObject({ agentId: undefined });
		const refreshed = await stage.suite.installations.refresh(corp().corpId);
		expect(refreshed.agentId).toEqual(expect.any(Number));
		expect(await installed()).toMatchObject({ agentId: refreshed.agentId });
	});

	it('gives what it has stored when a code is exchanged once more, whenever that is', async () => {
		stage.settings = { ...stage.settings, completesInstalls: false };
		const { authCode = '' } = await stage.simulator.actions.install(who());
		const moment = { timeStamp: Math.floor(Date.now() / 1000), receivedAt: Date.now() };
		const first = await stage.suite.installations.exchange(authCode, moment);
		const again = await stage.suite.installations.exchange(authCode, moment);
		expect(again).toMatchObject({
			outcome: 'stored',
			installation: {
				corpId: corp().corpId,
				permanentCode: first.installation.permanentCode,
				agentId: first.installation.agentId,
			},
		});
		const later = { timeStamp: moment.timeStamp + 5, receivedAt: moment.receivedAt + 5_000 };
		const third = await stage.suite.installations.exchange(authCode, later);
		expect(third.installation).toEqual(again.installation);
		expect(exchanges()).toHaveLength(1);
	});

	it('takes deliveries that come twice for one', async () => {
		await stage.simulator.actions.setFaults({ callbacks: { duplicate: true } });
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		await stage.simulator.actions.sendMessage({
			...who(),
			userId: corp().adminUserId,
			text: 'hello',
		});
		await until(() => stage.accepted.filter((kind) => kind === 'emit').length === 1);
		expect(emitted('message.text')).toHaveLength(1);
		expect(emitted('create_auth')).toHaveLength(1);
		expect(exchanges()).toHaveLength(1);
	});

	it('reads a changed scope anew', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		await stage.simulator.actions.changeScope({
			...who(),
			allow: { users: [corp().adminUserId], departments: [] },
		});
		await until(() => emitted('change_auth').length === 1);
		const [agent] = (await installed())?.details.auth_info.agent as [
			{ privilege: { allow_user: string[] } },
		];
		expect(agent.privilege.allow_user).toEqual([corp().adminUserId]);
	});

	it('lets a change wait for the installation that it is about', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'latency', when: 'after', milliseconds: 400 }],
		});
		await stage.simulator.actions.install(who());
		await stage.simulator.actions.changeScope(who());
		await until(() => emitted('change_auth').length === 1);
		const [{ installation, failure }] = emitted('change_auth');
		expect(failure).toBeUndefined();
		expect(installation).toMatchObject({ agentId: expect.any(Number) });
	});

	it('has removed everything when it answers a removal, and the next install is a new one', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		await stage.tokens.get({ kind: 'corp', corpId: corp().corpId });
		let atAnswer: unknown = 'not asked';
		stage.atAnswer = async () => {
			atAnswer = await installed();
		};
		await stage.simulator.actions.uninstall(who());
		expect(atAnswer).toBeUndefined();
		await until(() => emitted('cancel_auth').length === 1);
		await expect(stage.tokens.get({ kind: 'corp', corpId: corp().corpId })).rejects.toThrow(
			InstallationMissingError,
		);
		await expect(stage.suite.installations.get(corp().corpId)).rejects.toThrow(/removed suite/);
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 2);
		expect(await installed()).toBeDefined();
	});

	it('does not bring back what was removed while the exchange was under way', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'latency', milliseconds: 400 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => exchanges().length === 1);
		const removal = { timeStamp: Math.floor(Date.now() / 1000) + 1, receivedAt: Date.now() };
		await stage.suite.installations.remove(corp().corpId, removal);
		await until(() => emitted('create_auth').length === 1);
		expect(await installed()).toBeUndefined();
		const [{ installation, failure }] = emitted('create_auth');
		expect(installation).toBeUndefined();
		expect(failure).toMatchObject({ code: 'wecom_installation_missing' });
		expect(failure?.message).toMatch(/removed suite/);
	});

	it('tells of the present installation when an older one comes late', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'latency', when: 'after', milliseconds: 400, times: 1 }],
		});
		await stage.simulator.actions.install(who());
		await until(() => exchanges().length === 1);
		stage.settings = { ...stage.settings, completesInstalls: false };
		const { authCode = '' } = await stage.simulator.actions.install(who());
		const moment = { timeStamp: Math.floor(Date.now() / 1000) + 1, receivedAt: Date.now() };
		const { installation } = await stage.suite.installations.exchange(authCode, moment);
		await until(() => emitted('create_auth').length === 2);
		const late = emitted('create_auth').find(({ event }) => event.data.AuthCode !== authCode);
		expect(late?.installation?.authorizedAt).toEqual(moment);
		expect((await installed())?.permanentCode).toBe(installation.permanentCode);
	});

	it('ignores a removal of before the present installation', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const old = { timeStamp: Math.floor(Date.now() / 1000) - 60, receivedAt: Date.now() };
		expect(await stage.suite.installations.remove(corp().corpId, old)).toBe('superseded');
		expect(await installed()).toBeDefined();
	});

	it('imports a company whose code is known, and refuses a wrong one', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const known = await installed();
		const { corpId, permanentCode } = known ?? { corpId: '', permanentCode: '' };
		await expect(
			stage.suite.installations.import({ corpId, permanentCode: 'wrong' }),
		).rejects.toThrow(/40084/);
		await expect(
			stage.suite.installations.import({ corpId, permanentCode: ' padded ' }),
		).rejects.toMatchObject({ field: 'permanentCode' });
		const imported = await stage.suite.installations.import({ corpId, permanentCode });
		expect(imported).toMatchObject({
			outcome: 'stored',
			installation: { revision: known?.revision },
		});
	});
});

describe('a template of customised apps', () => {
	beforeEach(async () => {
		stage = await openSuiteStage(1);
	});

	it('leaves a new permanent code to the workflow when that is wanted', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const before = await installed();
		stage.settings = { ...stage.settings, completesInstalls: false };
		const { authCode } = await stage.simulator.actions.resetPermanentCode(who());
		await until(() => emitted('reset_permanent_code').length === 1);
		expect(emitted('reset_permanent_code')[0].event.data.AuthCode).toBe(authCode);
		expect(await installed()).toEqual(before);
	});

	it('keeps all but the code when that is reset, also while the details cannot be read', async () => {
		const state = 'state7';
		await stage.simulator.actions.install({ ...who(), state });
		await until(() => emitted('create_auth').length === 1);
		const before = await installed();
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/service/v2/get_auth_info', kind: 'status', status: 502 }],
		});
		await stage.simulator.actions.resetPermanentCode(who());
		await until(() => emitted('reset_permanent_code').length === 1);
		const after = await installed();
		expect(after?.permanentCode).not.toBe(before?.permanentCode);
		expect(after?.agentId).toBe(before?.agentId);
		expect(after?.details).toMatchObject({ state, auth_info: before?.details.auth_info });
	});

	it('keeps the agent ID that was entered until WeCom tells another', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const told = (await installed())?.agentId;
		const { installations } = stage.suite;
		expect(await installations.setAgentId(corp().corpId, 7)).toMatchObject({ agentId: 7 });
		expect((await installed())?.agentId).toBe(7);
		await installations.refresh(corp().corpId);
		expect((await installed())?.agentId).toBe(told);
		await expect(installations.setAgentId(corp(1).corpId, 7)).rejects.toThrow(
			InstallationMissingError,
		);
	});

	it('takes the permanent code for the secret of the app, and swaps it when it is reset', async () => {
		await stage.simulator.actions.install(who());
		await until(() => emitted('create_auth').length === 1);
		const before = await installed();
		expect(before?.kind).toBe('customised');
		const { token } = await stage.tokens.get({ kind: 'corp', corpId: corp().corpId });
		const paths = stage.simulator.requests.map(({ path }) => path);
		expect(paths).toContain('/cgi-bin/gettoken');
		expect(paths).not.toContain('/cgi-bin/service/get_corp_token');

		await stage.simulator.actions.resetPermanentCode(who());
		await until(() => emitted('reset_permanent_code').length === 1);
		const after = await installed();
		expect(after?.permanentCode).not.toBe(before?.permanentCode);
		const renewed = await stage.tokens.get({ kind: 'corp', corpId: corp().corpId });
		expect(renewed.token).not.toBe(token);
	});
});
