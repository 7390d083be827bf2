import { fieldIn, Stage, type Json } from './stage';

const PACKAGE = 'tplDEMO000000000001';
const WITHOUT_CONTACTS = 'tplDEMO000000000002';

describe('registration by a promotion code', () => {
	let stage: Stage;
	let token: string;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.saveUrls(stage.suite);
		await stage.saveUrls(stage.suiteNamed('ww00000000000000b2'));
		token = await stage.providerToken();
		stage.events.length = 0;
	});
	afterEach(async () => await stage.close());

	const actions = () => stage.simulator.actions;
	const call = async (path: string, body: Json): Promise<Json> =>
		await stage.post(`service/${path}`, { provider_access_token: token }, body);
	const newCode = async (more: Json = {}): Promise<string> =>
		String((await call('get_register_code', { template_id: PACKAGE, ...more })).register_code);
	const info = async (code: string): Promise<Json> =>
		await call('get_register_info', { register_code: code });
	const page = async (
		parameters: Record<string, string>,
	): Promise<{ status: number; text: string }> => {
		const query = new URLSearchParams(parameters).toString();
		const answer = await fetch(`${stage.simulator.url}/3rdservice/wework/register?${query}`);
		return { status: answer.status, text: await answer.text() };
	};
	const kinds = () => stage.events.map(({ message }) => fieldIn(message, 'InfoType'));
	const contactToken = () =>
		fieldIn(
			stage.events.find(({ message }) => message.includes('register_corp'))?.message ?? '',
			'AccessToken',
		);
	const write = async (accessToken: string, path: string, body: Json): Promise<Json> =>
		await stage.post(path, { access_token: accessToken }, body);

	it('makes a company, tells the provider, and installs the apps of the package', async () => {
		const code = await newCode({ corp_name: 'Newcomers Ltd', state: 'channel42' });
		const { corpId, userId, suiteIds } = await actions().registerCompany({ registerCode: code });
		expect(kinds()).toEqual(['register_corp', 'create_auth', 'create_auth']);
		const [registered, first] = stage.events;
		expect(registered.receiveId).toBe(stage.simulator.world.provider.corpId);
		expect(fieldIn(registered.message, 'AuthCorpId')).toBe(corpId);
		expect(fieldIn(registered.message, 'RegisterCode')).toBe(code);
		expect(fieldIn(registered.message, 'UserId')).toBe(userId);
		expect(fieldIn(registered.message, 'State')).toBe('channel42');
		expect(fieldIn(registered.message, 'TemplateId')).toBe(PACKAGE);
		expect(fieldIn(registered.message, 'ExpiresIn')).toBe('1800');
		expect(first.receiveId).toBe(suiteIds[0]);
		const suiteToken = await stage.suiteToken();
		const exchanged = await stage.post(
			'service/v2/get_permanent_code',
			{ suite_access_token: suiteToken },
			{ auth_code: fieldIn(first.message, 'AuthCode') },
		);
		expect(exchanged).toMatchObject({
			auth_corp_info: { corpid: corpId, corp_name: 'Newcomers Ltd' },
			auth_user_info: { userid: userId },
		});
		const outcome = await info(code);
		const { expires_in: left } = outcome.contact_sync as { expires_in: number };
		expect(left).toBeGreaterThan(1790);
		expect(outcome).toMatchObject({
			errcode: 0,
			corpid: corpId,
			contact_sync: { access_token: contactToken() },
			auth_user_info: { userid: userId },
			state: 'channel42',
			template_id: PACKAGE,
		});
	});

	it('gives access to the contacts only where the package wants it', async () => {
		const code = await newCode({ template_id: WITHOUT_CONTACTS });
		const { corpId } = await actions().registerCompany({ registerCode: code });
		expect(stage.events[0].message).not.toContain('ContactSync');
		expect(stage.events[0].message).not.toContain('<State>');
		expect(await info(code)).not.toHaveProperty('contact_sync');
		expect(await actions().contactLock({ corpId })).toEqual({ locked: false });
	});

	it('locks the contacts until the provider has filled them with the token for that', async () => {
		const code = await newCode();
		const { corpId, suiteIds } = await actions().registerCompany({ registerCode: code });
		const sync = contactToken();
		expect(await actions().contactLock({ corpId })).toEqual({ locked: true });
		expect(
			await write(sync, 'department/create', { name: 'Sales', parentid: 1, id: 7 }),
		).toMatchObject({ id: 7 });
		const member = { userid: 'first', name: 'First', mobile: '13800000001', department: [7] };
		expect((await write(sync, 'user/create', member)).errcode).toBe(0);

		const installation = (await actions().status()).installations.find(
			(one) => one.corpId === corpId,
		);
		const scope = await write(sync, 'agent/set_scope', {
			agentid: installation?.agentId,
			allow_user: ['first', 'nobody'],
			allow_party: [7, 99],
			allow_tag: [5],
		});
		expect(scope).toMatchObject({
			errcode: 0,
			invaliduser: ['nobody'],
			invalidparty: [99],
			invalidtag: [5],
		});
		await stage.until(() => kinds().includes('change_auth'));
		const changed = (await actions().status()).installations.find((one) => one.corpId === corpId);
		expect(changed?.suiteId).toBe(suiteIds[0]);
		expect(changed?.scope).toMatchObject({ departments: [7], tags: [] });
		expect(changed?.scope.users).toHaveLength(1);

		const done = await stage.get('sync/contact_sync_success', { access_token: sync });
		expect(done.errcode).toBe(0);
		expect(await actions().contactLock({ corpId })).toEqual({ locked: false });
		expect((await write(sync, 'user/create', { ...member, userid: 'x' })).errcode).toBe(40014);
		expect((await stage.get('sync/contact_sync_success', { access_token: sync })).errcode).toBe(
			40014,
		);
	});

	it('ends the lock with its token', async () => {
		const { corpId } = await actions().registerCompany({ registerCode: await newCode() });
		const sync = contactToken();
		await actions().moveClock({ seconds: 1799 });
		expect(await actions().contactLock({ corpId })).toEqual({ locked: true });
		await actions().moveClock({ seconds: 1 });
		expect(await actions().contactLock({ corpId })).toEqual({ locked: false });
		expect((await stage.get('sync/contact_sync_success', { access_token: sync })).errcode).toBe(
			42001,
		);
	});

	it('opens nothing but contacts, and its calls to nobody else', async () => {
		await actions().registerCompany({ registerCode: await newCode() });
		const sync = contactToken();
		const agents = await stage.get('agent/list', { access_token: sync });
		expect(agents.errcode).toBe(48002);
		expect((await write(sync, 'agent/set_scope', { agentid: 1 })).errcode).toBe(40056);
		const { accessToken } = await stage.install();
		expect((await write(accessToken, 'agent/set_scope', { agentid: 1 })).errcode).toBe(48002);
		const others = await stage.get('sync/contact_sync_success', { access_token: accessToken });
		expect(others.errcode).toBe(84023);
		await actions().setAllowedAddresses({ addresses: ['203.0.113.1'] });
		expect((await write(sync, 'department/create', { name: 'x', parentid: 1 })).errcode).toBe(
			60020,
		);
	});

	it('adds the missing apps of the package for a company that exists', async () => {
		await stage.install();
		stage.events.length = 0;
		const code = await newCode({ state: 'abc' });
		const { corpId, adminUserId } = stage.corp;
		const entered = await actions().enterPackage({ registerCode: code, corpId });
		expect(kinds()).toEqual(['enter_register_package', 'create_auth']);
		expect(entered.suiteIds).toEqual(['ww00000000000000b2']);
		const [{ message, receiveId }] = stage.events;
		expect(receiveId).toBe(stage.simulator.world.provider.corpId);
		expect(fieldIn(message, 'AuthCorpId')).toBe(corpId);
		expect(fieldIn(message, 'UserId')).toBe(adminUserId);
		expect(fieldIn(message, 'RegisterCode')).toBe(code);
		expect((await info(code)).errcode).toBe(84024);
	});

	it('adds no app for a member who is no administrator', async () => {
		const { corpId, members } = stage.corp;
		const [, { userId }] = members;
		const registerCode = await newCode();
		expect((await actions().enterPackage({ registerCode, corpId, userId })).suiteIds).toEqual([]);
		expect(kinds()).toEqual(['enter_register_package']);
	});

	it.each<[string, number, Json]>([
		['without a package', 84019, { template_id: undefined }],
		['for a package nobody made', 84020, { template_id: 'tpl-none' }],
		['with a state of other characters', 84025, { state: 'a-b' }],
		['for a follower who is no staff', 60111, { follow_user: 'stranger' }],
	])('refuses a code %s', async (_name, errcode, more) => {
		expect((await call('get_register_code', { template_id: PACKAGE, ...more })).errcode).toBe(
			errcode,
		);
	});

	it('knows what came of a code for a day', async () => {
		expect((await call('get_register_info', {})).errcode).toBe(84021);
		expect((await info('REGISTER-none')).errcode).toBe(84022);
		const code = await newCode();
		expect((await info(code)).errcode).toBe(84024);
		await actions().registerCompany({ registerCode: code });
		await actions().moveClock({ seconds: 86_399 });
		token = await stage.providerToken();
		expect(await info(code)).toMatchObject({ errcode: 0, contact_sync: { expires_in: 0 } });
		await actions().moveClock({ seconds: 1 });
		expect((await info(code)).errcode).toBe(84024);
	});

	it('opens a link once, within ten minutes', async () => {
		const code = await newCode();
		await actions().registerCompany({ registerCode: code });
		await expect(actions().registerCompany({ registerCode: code })).rejects.toMatchObject({
			errcode: 84022,
		});
		const late = await newCode();
		await actions().moveClock({ seconds: 600 });
		await expect(actions().registerCompany({ registerCode: late })).rejects.toMatchObject({
			errcode: 84022,
		});
	});

	it('happens in a browser, in two steps or in one', async () => {
		const code = await newCode({ corp_name: 'By <Form>', admin_name: 'Ann' });
		const form = await page({ register_code: code });
		expect(form.status).toBe(200);
		expect(form.text).toContain('value="By &lt;Form&gt;"');
		expect((await page({ register_code: code })).status).toBe(400);
		const visit = /name="visit" value="(.*?)"/.exec(form.text)?.[1] ?? '';
		const done = await page({ visit, simulator_company: 'By Form', simulator_admin: 'Ann' });
		expect(done.text).toContain('The company is registered');
		expect(stage.simulator.world.corps.at(-1)).toMatchObject({
			name: 'By Form',
			members: [{ name: 'Ann' }],
		});
		expect((await page({ visit, simulator_company: 'Twice' })).status).toBe(400);

		const { corpId } = stage.corp;
		const entered = await page({ register_code: await newCode(), simulator_corp: corpId });
		expect(entered.text).toContain('Welcome back');
		expect(kinds()).toContain('enter_register_package');
	});
});
