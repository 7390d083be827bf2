import { fieldIn, Stage } from './stage';

describe('the life of an app on the simulator', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.open();
	});
	afterAll(async () => await stage.close());

	it('goes from the ticket over the installation to a message and to the end', async () => {
		const { actions, messages } = stage.simulator;
		const { suiteId, suiteSecret } = stage.suite;
		const { corpId, adminUserId } = stage.corp;

		const url = `${stage.receiver.url}/command`;
		const verification = await actions.saveCallbackUrl({ suiteId, kind: 'command', url });
		expect(verification).toMatchObject({ saved: true, ticket: { accepted: true } });
		expect(fieldIn(stage.lastEvent(), 'SuiteId')).toBe(suiteId);

		const suiteToken = await stage.post(
			'service/get_suite_token',
			{},
			{
				suite_id: suiteId,
				suite_secret: suiteSecret,
				suite_ticket: fieldIn(stage.lastEvent(), 'SuiteTicket'),
			},
		);
		const bySuite = { suite_access_token: String(suiteToken.suite_access_token) };

		const { authCode, delivery } = await actions.install({ suiteId, corpId });
		expect(delivery?.accepted).toBe(true);
		expect(fieldIn(stage.lastEvent(), 'AuthCode')).toBe(authCode);
		const body = { auth_code: authCode };
		const permanent = await stage.post('service/v2/get_permanent_code', bySuite, body);
		expect(permanent).toMatchObject({ errcode: 0, auth_corp_info: { corpid: corpId } });

		const credentials = { auth_corpid: corpId, permanent_code: permanent.permanent_code };
		const corpToken = await stage.post('service/get_corp_token', bySuite, credentials);
		expect(Object.keys(corpToken).sort()).toEqual(['access_token', 'expires_in']);
		const byCorp = { access_token: String(corpToken.access_token) };

		const info = await stage.post('service/v2/get_auth_info', bySuite, credentials);
		const { agentid } = (info.auth_info as { agent: { agentid: number }[] }).agent[0];
		const message = { touser: adminUserId, msgtype: 'text', agentid, text: { content: 'hello' } };
		expect(await stage.post('message/send', byCorp, message)).toMatchObject({ errcode: 0 });
		expect(messages).toMatchObject([{ userIds: [adminUserId], content: { content: 'hello' } }]);

		expect((await actions.uninstall({ suiteId, corpId }))?.accepted).toBe(true);
		expect(fieldIn(stage.lastEvent(), 'AuthCorpId')).toBe(corpId);
		expect((await stage.post('message/send', byCorp, message)).errcode).toBe(40014);
		const late = await stage.post('service/get_corp_token', bySuite, credentials);
		expect(late.errcode).toBe(40084);
	});
});
