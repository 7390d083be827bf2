import { Stage } from './stage';

describe('logins', () => {
	let stage: Stage;
	let bySuite: { suite_access_token: string };

	beforeEach(async () => {
		stage = await Stage.open();
		await stage.install();
		bySuite = { suite_access_token: await stage.suiteToken() };
	});
	afterEach(async () => await stage.close());

	const who = () => ({
		suiteId: stage.suite.suiteId,
		corpId: stage.corp.corpId,
		userId: stage.corp.members[3].userId,
	});
	const userInfo = async (code: string, query = bySuite) =>
		await stage.get('service/auth/getuserinfo3rd', { ...query, code });

	it('of members bring a code for one look within five minutes, to their own suite', async () => {
		const { actions } = stage.simulator;
		const other = stage.suiteNamed('ww00000000000000b2');
		await stage.saveUrls(other);
		const byOther = { suite_access_token: await stage.suiteToken(other) };
		const redirectUri = 'https://app.example.com/?a=1';
		const { code, redirect } = await actions.login({ ...who(), redirectUri, state: 's' });
		expect(redirect).toBe(`https://app.example.com/?a=1&code=${code}&state=s`);
		expect((await userInfo(code, byOther)).errcode).toBe(40029);
		expect(await userInfo(code)).toMatchObject({
			errcode: 0,
			corpid: who().corpId,
			userid: who().userId,
			open_userid: who().userId,
		});
		expect((await userInfo(code)).errcode).toBe(42022);
		expect((await userInfo('made up')).errcode).toBe(40029);
		const late = await actions.login(who());
		await actions.moveClock({ seconds: 301 });
		expect((await userInfo(late.code)).errcode).toBe(42003);
	});

	it('show private fields only where the member agreed', async () => {
		const { actions } = stage.simulator;
		const plain = await userInfo((await actions.login(who())).code);
		expect(plain).not.toHaveProperty('user_ticket');
		const agreed = await actions.login({ ...who(), scope: 'snsapi_privateinfo' });
		const { user_ticket: ticket } = await userInfo(agreed.code);
		const detail = async (user_ticket: unknown) =>
			await stage.post('service/auth/getuserdetail3rd', bySuite, { user_ticket });
		expect(await detail(ticket)).toMatchObject({ userid: who().userId, gender: '0' });
		expect(await detail(ticket)).not.toHaveProperty('mobile');
		expect((await detail('made up')).errcode).toBe(84015);
		await actions.moveClock({ seconds: 1801 });
		expect((await detail(ticket)).errcode).toBe(84014);
	});

	it('of customised apps go by the token of the company', async () => {
		const { template, corp } = stage;
		const { accessToken } = await stage.install(template);
		const { code } = await stage.simulator.actions.login({ ...who(), suiteId: template.suiteId });
		const answer = await stage.get('auth/getuserinfo', { access_token: accessToken, code });
		expect(answer).toMatchObject({ errcode: 0, userid: who().userId });
		const again = await stage.simulator.actions.login({ ...who(), suiteId: template.suiteId });
		const [, other] = stage.simulator.world.corps;
		const elsewhere = await stage.install(template, other);
		const foreign = { access_token: elsewhere.accessToken, code: again.code };
		expect((await stage.get('auth/getuserinfo', foreign)).errcode).toBe(40029);
		expect(corp.corpId).toBe(who().corpId);
	});

	it('of administrators come from the business settings', async () => {
		const { corpId: corpid, providerSecret } = stage.simulator.world.provider;
		const provider = await stage.post(
			'service/get_provider_token',
			{},
			{
				corpid,
				provider_secret: providerSecret,
			},
		);
		const token = { access_token: String(provider.provider_access_token) };
		const { code } = await stage.simulator.actions.openBusinessSettings({
			suiteId: stage.suite.suiteId,
			corpId: stage.corp.corpId,
		});
		const body = { auth_code: code };
		expect(await stage.post('service/get_login_info', token, body)).toMatchObject({
			usertype: 1,
			corp_info: { corpid: stage.corp.corpId },
			agent: [{ agentid: 1000002 }],
		});
		expect((await stage.post('service/get_login_info', token, body)).errcode).toBe(42022);
		const bySuiteToken = { access_token: bySuite.suite_access_token };
		expect((await stage.post('service/get_login_info', bySuiteToken, body)).errcode).toBe(40082);
	});

	it('of mini programs give a session to the suite they belong to', async () => {
		const { code } = await stage.simulator.actions.logInMiniProgram(who());
		const query = { js_code: code, grant_type: 'authorization_code' };
		expect(
			await stage.get('service/miniprogram/jscode2session', { ...bySuite, ...query }),
		).toMatchObject({ userid: who().userId, session_key: expect.any(String) });
		const wrong = { ...bySuite, ...query, grant_type: 'password' };
		expect((await stage.get('service/miniprogram/jscode2session', wrong)).errcode).toBe(40058);
	});
});
