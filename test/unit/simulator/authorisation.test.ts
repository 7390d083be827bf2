import { Stage, type Installed, type Json } from './stage';

describe('tickets and suite tokens', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.saveUrls(stage.suite);
	});
	afterEach(async () => await stage.close());

	const getSuiteToken = async (change: Json = {}) => {
		const { suiteId, suiteSecret } = stage.suite;
		const ticket = /<SuiteTicket><!\[CDATA\[(.*?)\]/.exec(stage.events[0].message)?.[1];
		const body = { suite_id: suiteId, suite_secret: suiteSecret, suite_ticket: ticket, ...change };
		return await stage.post('service/get_suite_token', {}, body);
	};

	it('give a token without errcode, the same one while it is valid', async () => {
		const first = await getSuiteToken();
		expect(Object.keys(first).sort()).toEqual(['expires_in', 'suite_access_token']);
		await stage.simulator.actions.moveClock({ seconds: 600 });
		const second = await getSuiteToken();
		expect(second.suite_access_token).toBe(first.suite_access_token);
		expect(second.expires_in).toBeLessThanOrEqual(6600);
	});

	it('end after 30 minutes for the ticket and 2 hours for the token', async () => {
		const { suite_access_token: token } = await getSuiteToken();
		const call = async () =>
			await stage.get('service/get_pre_auth_code', { suite_access_token: String(token) });
		await stage.simulator.actions.moveClock({ seconds: 29 * 60 });
		expect((await getSuiteToken()).errcode).toBeUndefined();
		await stage.simulator.actions.moveClock({ seconds: 61 });
		expect((await getSuiteToken()).errcode).toBe(40085);
		await stage.simulator.actions.moveClock({ seconds: 89 * 60 });
		expect((await call()).errcode).toBe(0);
		await stage.simulator.actions.moveClock({ seconds: 120 });
		expect((await call()).errcode).toBe(42009);
		const fresh = await stage.suiteToken();
		expect(fresh).not.toBe(token);
	});

	it('refuse each wrong part with its own errcode', async () => {
		const other = stage.suiteNamed('ww00000000000000b2');
		expect((await getSuiteToken({ suite_id: 'ww-unknown' })).errcode).toBe(40083);
		expect((await getSuiteToken({ suite_secret: 'wrong' })).errcode).toBe(40080);
		expect((await getSuiteToken({ suite_ticket: 'wrong' })).errcode).toBe(40085);
		const { suiteId, suiteSecret } = other;
		const foreign = await getSuiteToken({ suite_id: suiteId, suite_secret: suiteSecret });
		expect(foreign.errcode).toBe(40085);
		expect((await getSuiteToken({ suite_ticket: undefined })).errcode).toBe(41023);
		expect((await getSuiteToken({ suite_secret: undefined })).errcode).toBe(41024);
		expect((await stage.get('service/get_suite_token', {})).errcode).toBe(40083);
	});

	it('tell errors as the platform does', async () => {
		const { errmsg } = await getSuiteToken({ suite_ticket: 'wrong' });
		expect(errmsg).toMatch(
			/^.+, hint: \[\d+_\d+_[0-9a-f]{32}\], from ip: 127\.0\.0\.1, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40085$/,
		);
	});

	it('know missing, foreign and revoked tokens', async () => {
		const path = 'service/get_pre_auth_code';
		expect((await stage.get(path, {})).errcode).toBe(41022);
		expect((await stage.get(path, { suite_access_token: 'x' })).errcode).toBe(40082);
		const { corpId, providerSecret } = stage.simulator.world.provider;
		const body = { corpid: corpId, provider_secret: providerSecret };
		const provider = await stage.post('service/get_provider_token', {}, body);
		const { provider_access_token: foreign } = provider;
		expect((await stage.get(path, { suite_access_token: String(foreign) })).errcode).toBe(40082);
		const token = await stage.suiteToken();
		await stage.simulator.actions.revokeTokens({ family: 'suite' });
		expect((await stage.get(path, { suite_access_token: token })).errcode).toBe(40082);
		expect(await stage.suiteToken()).not.toBe(token);
	});

	it('push a ticket every ten minutes where that is wanted', async () => {
		const automatic = await Stage.open({ automaticTickets: true });
		await automatic.saveUrls(automatic.suite);
		const before = automatic.events.length;
		await automatic.simulator.actions.moveClock({ seconds: 601 });
		for (let wait = 0; wait < 30 && automatic.events.length === before; wait += 1) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		expect(automatic.events.length).toBe(before + 1);
		expect(automatic.lastEvent()).toContain('suite_ticket');
		await automatic.close();
	});
});

describe('an installation', () => {
	let stage: Stage;
	let bySuite: { suite_access_token: string };
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.saveUrls(stage.suite);
		bySuite = { suite_access_token: await stage.suiteToken() };
	});
	afterEach(async () => await stage.close());

	const exchange = async (code: string | undefined, query = bySuite) =>
		await stage.post('service/v2/get_permanent_code', query, { auth_code: code });
	const ids = () => ({ suiteId: stage.suite.suiteId, corpId: stage.corp.corpId });
	const corpToken = async (permanentCode: unknown) =>
		await stage.post('service/get_corp_token', bySuite, {
			auth_corpid: stage.corp.corpId,
			permanent_code: permanentCode,
		});

	it('has a code for one exchange within ten minutes, by its own suite', async () => {
		const other = stage.suiteNamed('ww00000000000000b2');
		await stage.saveUrls(other);
		const byOther = { suite_access_token: await stage.suiteToken(other) };
		await stage.simulator.actions.install({ ...ids(), suiteId: other.suiteId });
		const { authCode } = await stage.simulator.actions.install(ids());
		expect(authCode?.length).toBeGreaterThanOrEqual(64);
		expect((await exchange(authCode, byOther)).errcode).toBe(40078);
		expect(await exchange(authCode)).toMatchObject({
			errcode: 0,
			permanent_code: expect.any(String),
		});
		expect((await exchange(authCode)).errcode).toBe(40078);

		const late = await stage.simulator.actions.install(ids());
		await stage.simulator.actions.moveClock({ seconds: 601 });
		expect((await exchange(late.authCode)).errcode).toBe(40078);
		expect((await exchange('short')).errcode).toBe(40058);
	});

	it('carries the state of its link', async () => {
		const { authCode } = await stage.simulator.actions.install({ ...ids(), state: 'channel42' });
		expect(stage.lastEvent()).toContain('<State><![CDATA[channel42]]></State>');
		expect((await exchange(authCode)).state).toBe('channel42');
	});

	it('dies with its tokens when it is removed, and lives again with another code', async () => {
		const { authCode } = await stage.simulator.actions.install(ids());
		const { permanent_code: old } = await exchange(authCode);
		const { access_token: token } = await corpToken(old);
		await stage.simulator.actions.uninstall(ids());
		expect((await corpToken(old)).errcode).toBe(40084);
		const late = await stage.get('user/get', { access_token: String(token), userid: 'x' });
		expect(late.errcode).toBe(40014);

		const again = await stage.simulator.actions.install(ids());
		const { permanent_code: next } = await exchange(again.authCode);
		expect(next).not.toBe(old);
		expect((await corpToken(old)).errcode).toBe(40084);
		expect((await corpToken(next)).access_token).not.toBe(token);
	});

	it('is gone without a word when removed silently', async () => {
		await stage.simulator.actions.install(ids());
		const before = stage.events.length;
		await stage.simulator.actions.uninstall({ ...ids(), silently: true });
		expect(stage.events).toHaveLength(before);
		await expect(stage.simulator.actions.uninstall(ids())).rejects.toThrow('has not installed');
	});

	it('whose code is not exchanged yet cannot be exchanged once it is removed', async () => {
		const { authCode } = await stage.simulator.actions.install(ids());
		await stage.simulator.actions.uninstall(ids());
		expect((await exchange(authCode)).errcode).toBe(40078);
	});

	it('tells its scope, and the new one after a change', async () => {
		const { authCode } = await stage.simulator.actions.install(ids());
		const { permanent_code: code } = await exchange(authCode);
		const privilege = async (path: string) => {
			const body = { auth_corpid: stage.corp.corpId, permanent_code: code };
			const info = (await stage.post(path, bySuite, body)).auth_info as {
				agent: { privilege: Json; auth_mode: number }[];
			};
			return info.agent[0].privilege;
		};
		expect(await privilege('service/v2/get_auth_info')).toMatchObject({ allow_party: [1] });
		await stage.simulator.actions.changeScope({
			...ids(),
			allow: { departments: [2], tags: [1], users: [stage.corp.adminUserId] },
		});
		expect(stage.lastEvent()).toContain('change_auth');
		expect(await privilege('service/get_auth_info')).toMatchObject({
			allow_party: [2],
			allow_tag: [1],
			allow_user: [stage.corp.adminUserId],
		});
	});

	it('that is switched off refuses calls until it is on again', async () => {
		const { authCode } = await stage.simulator.actions.install(ids());
		const { permanent_code: code } = await exchange(authCode);
		const { access_token: token } = await corpToken(code);
		const list = async () => await stage.get('agent/list', { access_token: String(token) });
		await stage.simulator.actions.setEnabled({ ...ids(), enabled: false });
		expect((await list()).errcode).toBe(50003);
		await stage.simulator.actions.setEnabled({ ...ids(), enabled: true });
		expect((await list()).errcode).toBe(0);
	});

	it('from a website goes by redirect, needs a pre-auth code once, and makes no event', async () => {
		const { pre_auth_code: code } = await stage.get('service/get_pre_auth_code', bySuite);
		const session = { pre_auth_code: code, session_info: { auth_type: 1 } };
		expect((await stage.post('service/set_session_info', bySuite, session)).errcode).toBe(0);
		const before = stage.events.length;
		const byWebsite = {
			...ids(),
			way: 'website',
			redirectUri: 'http://127.0.0.1:1/done?keep=1',
			state: 'abc',
			preAuthCode: String(code),
		} as const;
		const { redirect, authCode } = await stage.simulator.actions.install(byWebsite);
		const url = new URL(redirect ?? '');
		expect(Object.fromEntries(url.searchParams)).toEqual({
			keep: '1',
			auth_code: authCode,
			expires_in: '600',
			state: 'abc',
		});
		expect(stage.events).toHaveLength(before);
		expect((await exchange(authCode)).errcode).toBe(0);
		await expect(stage.simulator.actions.install(byWebsite)).rejects.toMatchObject({
			errcode: 40077,
		});
		const { pre_auth_code: late } = await stage.get('service/get_pre_auth_code', bySuite);
		await stage.simulator.actions.moveClock({ seconds: 1201 });
		const tooLate = stage.simulator.actions.install({ ...byWebsite, preAuthCode: String(late) });
		await expect(tooLate).rejects.toMatchObject({ errcode: 42007 });
	});

	it('from a website goes only to a redirect domain of the suite', async () => {
		await stage.get('service/get_pre_auth_code', bySuite);
		stage.suite.redirectHosts = ['install.example.com'];
		const redirectUri = 'https://elsewhere.example.com/';
		const leaving = stage.simulator.actions.install({ ...ids(), way: 'website', redirectUri });
		await expect(leaving).rejects.toThrow('elsewhere.example.com is not a redirect domain');
	});

	it('by members makes one create_auth, then a subscribe for each other member', async () => {
		const { members } = stage.corp;
		const join = async (userId: string) =>
			await stage.simulator.actions.install({ ...ids(), way: 'member', userId });
		const { authCode } = await join(members[1].userId);
		expect(stage.lastEvent()).toContain('create_auth');
		const { permanent_code: code, auth_user_info: who } = await exchange(authCode);
		expect(who).toMatchObject({ userid: members[1].userId });
		expect((await join(members[2].userId)).authCode).toBeUndefined();
		expect(stage.lastEvent()).toContain('<Event><![CDATA[subscribe]]></Event>');
		const byCorp = { access_token: String((await corpToken(code)).access_token) };
		expect((await stage.get('department/list', byCorp)).errcode).toBe(60011);
		expect(await stage.post('user/list_member_auth', byCorp, {})).toMatchObject({
			member_auth_list: [{ open_userid: members[1].userId }, { open_userid: members[2].userId }],
		});
		const shown = await stage.get('user/get', { ...byCorp, userid: members[2].userId });
		expect(shown.department).toEqual([1]);
		const unseen = await stage.get('user/get', { ...byCorp, userid: members[3].userId });
		expect(unseen.errcode).toBe(60011);
	});

	it('needs a command URL for everything that is pushed', async () => {
		const { suiteId } = stage.suiteNamed('ww00000000000000b2');
		const installing = stage.simulator.actions.install({ suiteId, corpId: stage.corp.corpId });
		await expect(installing).rejects.toThrow('is not saved');
		await expect(
			stage.simulator.actions.install({ suiteId: 'nobody', corpId: 'x' }),
		).rejects.toThrow('there is no suite "nobody"');
	});
});

describe('tokens of companies', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
	});
	afterEach(async () => await stage.close());

	const getToken = async (corpid: string, corpsecret: string) =>
		await stage.get('gettoken', { corpid, corpsecret });

	it('come from gettoken for customised and own apps, and never for standard ones', async () => {
		const { template, corp, suite } = stage;
		const standard: Installed = await stage.install(suite);
		const customised: Installed = await stage.install(template);
		expect(customised.accessToken).toMatch(/^corp-token-/);
		expect((await getToken(corp.corpId, standard.permanentCode)).errcode).toBe(40001);
		const [own] = corp.ownApps;
		expect((await getToken(corp.plainCorpId, own.secret)).errcode).toBe(0);
		expect((await getToken('ww-unknown', own.secret)).errcode).toBe(40013);
		const [, other] = stage.simulator.world.corps;
		expect((await getToken(other.plainCorpId, own.secret)).errcode).toBe(40091);
		expect((await getToken(other.corpId, customised.permanentCode)).errcode).toBe(40091);

		const bySuite = { suite_access_token: await stage.suiteToken(template) };
		const refused = await stage.post('service/get_corp_token', bySuite, {
			auth_corpid: corp.corpId,
			permanent_code: customised.permanentCode,
		});
		expect(refused.errcode).toBe(48002);
	});

	it('end after 7200 seconds, and the same one comes until then', async () => {
		const [own] = stage.corp.ownApps;
		const first = await getToken(stage.corp.plainCorpId, own.secret);
		expect(await getToken(stage.corp.plainCorpId, own.secret)).toMatchObject({
			access_token: first.access_token,
		});
		const list = async (token: unknown) =>
			await stage.get('agent/list', { access_token: String(token) });
		await stage.simulator.actions.moveClock({ seconds: 7199 });
		await stage.simulator.actions.moveClock({ seconds: 2 });
		expect((await list(first.access_token)).errcode).toBe(42001);
		const second = await getToken(stage.corp.plainCorpId, own.secret);
		expect((await list(second.access_token)).errcode).toBe(0);
		expect((await list('')).errcode).toBe(41001);
		expect((await list('corp-token-made-up')).errcode).toBe(40014);
		await stage.saveUrls(stage.suite);
		expect((await list(await stage.suiteToken(stage.suite))).errcode).toBe(40014);
	});

	it('of a customised app change with its secret, which is dead once the event is out', async () => {
		const { template, corp } = stage;
		await stage.install(stage.suite);
		const old = await stage.install(template);
		const { actions } = stage.simulator;
		const { suiteId } = template;
		const { corpId } = corp;
		const { authCode } = await actions.resetPermanentCode({ suiteId, corpId });
		expect(stage.lastEvent()).toContain('reset_permanent_code');
		expect(stage.lastEvent()).not.toContain('AuthCorpId');
		expect((await getToken(corpId, old.permanentCode)).errcode).toBe(40001);
		const late = await stage.get('agent/list', { access_token: old.accessToken });
		expect(late.errcode).toBe(40014);
		const bySuite = { suite_access_token: await stage.suiteToken(template) };
		const body = { auth_code: authCode };
		const next = await stage.post('service/v2/get_permanent_code', bySuite, body);
		expect(next).toMatchObject({ auth_corp_info: { corpid: corpId } });
		expect((await getToken(corpId, String(next.permanent_code))).errcode).toBe(0);
		const standard = { suiteId: stage.suite.suiteId, corpId };
		await expect(actions.resetPermanentCode(standard)).rejects.toThrow('only customised apps');
	});

	it('are shut off for an hour where somebody guesses secrets', async () => {
		const guesses = [];
		const { plainCorpId, ownApps } = stage.corp;
		for (let count = 0; count < 51; count += 1) {
			guesses.push((await getToken(plainCorpId, 'guess')).errcode);
		}
		expect(guesses[49]).toBe(40001);
		expect(guesses[50]).toBe(45009);
		expect((await getToken(plainCorpId, ownApps[0].secret)).errcode).toBe(45009);
		await stage.simulator.actions.moveClock({ seconds: 3601 });
		expect((await getToken(plainCorpId, ownApps[0].secret)).errcode).toBe(0);
	});

	it('are refused from addresses that are not on the list of the provider', async () => {
		const { accessToken } = await stage.install(stage.suite);
		const list = async (token: string) => await stage.get('agent/list', { access_token: token });
		await stage.simulator.actions.setAllowedAddresses({ addresses: ['10.0.*', '192.168.1.1'] });
		const refused = await list(accessToken);
		expect(refused.errcode).toBe(60020);
		expect(refused.errmsg).toContain('from ip: 127.0.0.1');
		const { plainCorpId, ownApps } = stage.corp;
		const own = await getToken(plainCorpId, ownApps[0].secret);
		expect((await list(String(own.access_token))).errcode).toBe(0);
		await stage.simulator.actions.setAllowedAddresses({ addresses: ['127.0.*'] });
		expect((await list(accessToken)).errcode).toBe(0);
	});
});
