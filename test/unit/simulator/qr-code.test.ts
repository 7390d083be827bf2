import { Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
	stage = await Stage.open();
});
afterEach(async () => await stage.close());

const DAY = 86_400;

describe('the QR code of an app', () => {
	it('is a picture, or its address', async () => {
		await stage.saveUrls(stage.suite);
		const { suiteId: suite_id } = stage.suite;
		const token = { suite_access_token: await stage.suiteToken() };
		const address = stage.address('service/get_app_qrcode', token);
		const body = JSON.stringify({ suite_id, result_type: 1 });
		const response = await fetch(address, { method: 'POST', body });
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
		const { qrcode } = await stage.post('service/get_app_qrcode', token, {
			suite_id,
			result_type: 2,
		});
		expect(qrcode).toContain(suite_id);
	});

	it('is refused for an app that is not published, and for another one', async () => {
		await stage.saveUrls(stage.suite);
		const token = { suite_access_token: await stage.suiteToken() };
		const { suiteId: suite_id } = stage.suite;
		const ask = async (id: string) =>
			(await stage.post('service/get_app_qrcode', token, { suite_id: id })).errcode;
		expect(await ask('ww00000000000000b2')).toBe(40083);
		stage.suite.published = false;
		expect(await ask(suite_id)).toBe(60246);
	});
});

describe('the link of customised apps', () => {
	const ask = async (...templateid_list: string[]) => {
		const { corpId, providerSecret } = stage.simulator.world.provider;
		const { provider_access_token } = await stage.post(
			'service/get_provider_token',
			{},
			{ corpid: corpId, provider_secret: providerSecret },
		);
		const query = { provider_access_token: String(provider_access_token) };
		const body = { state: 'abc', templateid_list };
		return await stage.post('service/get_customized_auth_url', query, body);
	};

	it('is given for templates that are published', async () => {
		expect(await ask(stage.template.suiteId)).toMatchObject({ errcode: 0, expires_in: 10 * DAY });
		expect((await ask(stage.template.suiteId, stage.suite.suiteId)).errcode).toBe(842003);
		stage.template.published = false;
		expect((await ask(stage.template.suiteId)).errcode).toBe(842002);
	});
});

describe('an own app that becomes a customised one', () => {
	const claim = async (suite_access_token: string, corp = stage.corp) => {
		const { plainCorpId: corpid, ownApps } = corp;
		const { access_token } = await stage.get('gettoken', {
			corpid,
			corpsecret: ownApps[0].secret,
		});
		const query = { access_token: String(access_token) };
		return (await stage.post('agent/claim_customized_app', query, { suite_access_token })).errcode;
	};

	it('needs the token of a template that its company does not have yet', async () => {
		await stage.saveUrls(stage.suite);
		expect(await claim('nothing')).toBe(40082);
		expect(await claim(await stage.suiteToken())).toBe(842003);
		await stage.install(stage.template);
		const token = await stage.suiteToken(stage.template);
		expect(await claim(token)).toBe(842006);
		expect(await claim(token, stage.simulator.world.corps[1])).toBe(0);
	});
});

describe('ids of chats', () => {
	it('are converted between the application and its moment', async () => {
		const { accessToken: access_token } = await stage.install(stage.template);
		const { actions } = stage.simulator;
		const seconds = () => Math.floor(stage.simulator.now() / 1000);
		const apply = async (upgrade_time: number) =>
			(await stage.post('idconvert/apply_to_upgrade_chatid', { access_token }, { upgrade_time }))
				.errcode;
		const convert = async () =>
			await stage.post('idconvert/chatid', { access_token }, { chat_id_list: ['wr1', 'x'] });

		expect((await convert()).errcode).toBe(40166);
		expect(await apply(seconds() - 60)).toBe(40167);
		expect(await apply(seconds() + 8 * DAY)).toBe(40167);
		expect(await apply(seconds() + 3600)).toBe(0);
		expect(await convert()).toMatchObject({
			errcode: 0,
			items: [{ chat_id: 'wr1', new_chat_id: 'wr1-new' }],
			invalid_chat_id_list: ['x'],
		});
		await actions.moveClock({ seconds: 3601, toldToo: true });
		expect((await convert()).errcode).toBe(40168);
		expect(await apply(seconds() + 3600)).toBe(40165);
	});

	it('of new companies are upgraded for templates alone', async () => {
		await stage.saveUrls(stage.suite);
		await stage.saveUrls(stage.template);
		const ask = async (suite_access_token: string) =>
			(await stage.get('idconvert/upgrade_chatid_for_new_corp', { suite_access_token })).errcode;
		expect(await ask(await stage.suiteToken(stage.template))).toBe(0);
		expect(await ask(await stage.suiteToken())).toBe(842003);
	});
});
