import { decrypt, getSignature } from '@wecom/crypto';
import { startSimulator, type Simulator } from '../../../simulator/simulator';
import type { Suite } from '../../../simulator/world';
import { startReceiver, type Received, type Receiver } from './receiver';

/** A receiver that does as the documentation says, with the platform's own open-source crypto. */
function wellBehaved(suite: Suite, events: string[]) {
	return ({ method, url, body }: Received): string => {
		const text = (name: string) => url.searchParams.get(name) ?? '';
		const encrypted =
			method === 'GET' ? text('echostr') : (/<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? '');
		const expected = getSignature(suite.token, text('timestamp'), text('nonce'), encrypted);
		if (expected !== text('msg_signature')) {
			return 'bad signature';
		}
		const { message } = decrypt(suite.encodingAesKey, encrypted);
		if (method === 'GET') {
			return message;
		}
		events.push(message);
		return 'success';
	};
}

function fieldIn(xml: string, name: string): string {
	return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(xml)?.[1] ?? '';
}

describe('the life of an app on the simulator', () => {
	let simulator: Simulator;
	let receiver: Receiver;
	const events: string[] = [];

	const post = async (path: string, query: Record<string, string>, body: object) => {
		const url = `${simulator.url}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`;
		const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
		expect(response.status).toBe(200);
		return (await response.json()) as Record<string, unknown>;
	};

	beforeAll(async () => {
		simulator = await startSimulator();
		receiver = await startReceiver(wellBehaved(simulator.world.suites[0], events));
	});

	afterAll(async () => {
		await simulator.close();
		await receiver.close();
	});

	it('goes from the ticket over the installation to a message and to the end', async () => {
		const { suites, corps } = simulator.world;
		const [{ suiteId, suiteSecret }] = suites;
		const [{ corpId, adminUserId }] = corps;

		const verification = await simulator.actions.saveCallbackUrl({
			suiteId,
			kind: 'command',
			url: `${receiver.url}/command`,
		});
		expect(verification).toMatchObject({ saved: true, ticket: { accepted: true } });
		const ticket = fieldIn(events[0], 'SuiteTicket');
		expect(events[0]).toContain(`<SuiteId><![CDATA[${suiteId}]]></SuiteId>`);

		const suiteToken = await post(
			'service/get_suite_token',
			{},
			{
				suite_id: suiteId,
				suite_secret: suiteSecret,
				suite_ticket: ticket,
			},
		);
		expect(suiteToken).toEqual({ suite_access_token: expect.any(String), expires_in: 7200 });
		const bySuite = { suite_access_token: String(suiteToken.suite_access_token) };

		const { authCode, delivery } = await simulator.actions.install({ suiteId, corpId });
		expect(delivery?.accepted).toBe(true);
		expect(fieldIn(events[1], 'AuthCode')).toBe(authCode);

		const permanent = await post('service/v2/get_permanent_code', bySuite, { auth_code: authCode });
		expect(permanent).toMatchObject({ errcode: 0, auth_corp_info: { corpid: corpId } });
		const again = await post('service/v2/get_permanent_code', bySuite, { auth_code: authCode });
		expect(again.errcode).toBe(40078);

		const credentials = { auth_corpid: corpId, permanent_code: permanent.permanent_code };
		const corpToken = await post('service/get_corp_token', bySuite, credentials);
		expect(corpToken).toEqual({ access_token: expect.any(String), expires_in: 7200 });
		const byCorp = { access_token: String(corpToken.access_token) };

		const info = await post('service/v2/get_auth_info', bySuite, credentials);
		const { agentid } = (info.auth_info as { agent: { agentid: number }[] }).agent[0];
		const sent = await post('message/send', byCorp, {
			touser: adminUserId,
			msgtype: 'text',
			agentid,
			text: { content: 'hello' },
		});
		expect(sent).toMatchObject({ errcode: 0, msgid: expect.any(String) });
		expect(simulator.messages).toMatchObject([
			{ userIds: [adminUserId], content: { content: 'hello' } },
		]);

		const removed = await simulator.actions.uninstall({ suiteId, corpId });
		expect(removed?.accepted).toBe(true);
		expect(fieldIn(events[2], 'AuthCorpId')).toBe(corpId);
		const late = await post('message/send', byCorp, { touser: 'x', msgtype: 'text', agentid });
		expect(late.errcode).toBe(40014);
		const lateToken = await post('service/get_corp_token', bySuite, credentials);
		expect(lateToken.errcode).toBe(40084);
	});
});
