import { encrypt, getSignature } from '@wecom/crypto';
import { loadEvents, type EventFact } from '../../../simulator/facts/event';
import { fieldIn, Stage } from './stage';

/** Ids that the documented examples share; none may reach a receiver. */
const MADE_UP = /w[pow]A{10,}\d*U?\d*1\b|ww0000000000000001|dk0000000000000001|wwprovider|buyer01/;

describe('events pushed by their id', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.install();
		await stage.install(stage.template);
		const { corpId } = stage.corp;
		const url = `${stage.receiver.url}/bot`;
		expect((await actions().saveCallbackUrl({ kind: 'bot', corpId, url })).saved).toBe(true);
		stage.events.length = 0;
	});
	afterEach(async () => await stage.close());

	const actions = () => stage.simulator.actions;
	const known = [...loadEvents().values()];
	const push = async (eventId: string, more: object = {}) => {
		const report = await actions().pushEvent({ eventId, ...more });
		return { report, message: stage.lastEvent(), receiveId: stage.events.at(-1)?.receiveId };
	};
	const receiverOf = ({ kind, format, app_types: apps }: EventFact) => {
		const { provider } = stage.simulator.world;
		const suite = apps.includes('third_party') ? stage.suite : stage.template;
		if (format === 'json') {
			return '';
		}
		return { command: suite.suiteId, data: stage.corp.corpId, system: provider.corpId }[kind];
	};

	it.each(known.map((event) => [event.id, event] as const))(
		'%s arrives where the platform sends it, about this world',
		async (eventId, event) => {
			const { report, message, receiveId } = await push(eventId);
			expect(report.accepted).toBe(true);
			expect(receiveId).toBe(receiverOf(event));
			expect(message).not.toMatch(MADE_UP);
			for (const [path, value] of Object.entries(event.match)) {
				const name = path.split('.').at(-1) ?? '';
				if (event.format === 'json') {
					expect(message).toContain(`"${name}":"${value}"`);
				} else {
					expect(fieldIn(message, name)).toBe(value);
				}
			}
		},
	);

	it('are all that are documented', () => {
		expect(known).toHaveLength(186);
	});

	it('of bots are JSON for a URL of their own, and so are the replies', async () => {
		const { token, encodingAesKey, botId } = stage.corp.bot;
		const { report, message } = await push('bot_msg_text', { fields: { 'text.content': 'hi' } });
		expect(new URL(report.url).pathname).toBe('/bot');
		expect(JSON.parse(message)).toMatchObject({
			msgtype: 'text',
			aibotid: botId,
			from: { userid: 'member1' },
			text: { content: 'hi' },
		});
		const encrypted = encrypt(encodingAesKey, '{"msgtype":"text"}', '');
		const reply = { encrypt: encrypted, timestamp: 1, nonce: 'n' };
		const msgsignature = getSignature(token, '1', 'n', encrypted);
		stage.react = () => JSON.stringify({ ...reply, msgsignature });
		expect((await push('bot_msg_text')).report).toMatchObject({
			accepted: true,
			reply: { message: '{"msgtype":"text"}' },
		});
		stage.react = () => JSON.stringify({ ...reply, msgsignature: '0'.repeat(40) });
		expect((await push('bot_msg_text')).report.accepted).toBe(false);
		stage.react = () => '{"errcode":0}';
		expect((await push('bot_msg_text')).report.reply).toHaveProperty('error');
	});

	it('go to the app that is named, with fields replaced and left out', async () => {
		const { template } = stage;
		const { corpId } = stage.simulator.world.corps[1];
		const fields = { OrderId: 'N1', OperatorId: null };
		const { message } = await push('open_order', { suiteId: template.suiteId, corpId, fields });
		expect(fieldIn(message, 'SuiteId')).toBe(template.suiteId);
		expect(fieldIn(message, 'PaidCorpId')).toBe(corpId);
		expect(fieldIn(message, 'OrderId')).toBe('N1');
		expect(message).not.toContain('OperatorId');
	});

	it('go to the URL that a customised app has of its own, with its keys', async () => {
		const { suiteId } = stage.template;
		const { corpId, ownApps } = stage.corp;
		const [{ token, encodingAesKey }] = ownApps;
		const url = `${stage.receiver.url}/customised`;
		const keys = { token, encodingAesKey };
		await actions().saveCallbackUrl({ suiteId, corpId, kind: 'data', url, ...keys });
		const { report, receiveId } = await push('change_contact_create_user_data', { suiteId });
		expect(report).toMatchObject({ accepted: true, url });
		expect(receiveId).toBe(corpId);
	});

	it('about an own app have the plain ids of the company', async () => {
		const { corpId, plainCorpId, ownApps } = stage.corp;
		const [{ agentId }] = ownApps;
		const app = { corpId, agentId };
		await actions().saveCallbackUrl({ ...app, kind: 'data', url: `${stage.receiver.url}/own` });
		const { message, receiveId } = await push('msg_text', app);
		expect(receiveId).toBe(plainCorpId);
		expect(fieldIn(message, 'FromUserName')).toBe('member1');
		expect(fieldIn(message, 'AgentID')).toBe(String(agentId));
	});

	it('do not go to apps that the platform does not send them to', async () => {
		await expect(
			push('change_contact_create_user_cmd', { suiteId: stage.template.suiteId }),
		).rejects.toThrow('goes to third_party apps only');
		await expect(push('no_such_event')).rejects.toThrow('there is no event');
	});

	it('carry a ticket and a code that work, and never the same message id twice', async () => {
		const ids = [await push('msg_text'), await push('msg_text')].map(({ message }) =>
			fieldIn(message, 'MsgId'),
		);
		expect(ids[0]).not.toBe(ids[1]);
		const { suiteId, suiteSecret } = stage.template;
		const { message: ticket } = await push('suite_ticket', { suiteId });
		const { suite_access_token: token } = await stage.post(
			'service/get_suite_token',
			{},
			{
				suite_id: suiteId,
				suite_secret: suiteSecret,
				suite_ticket: fieldIn(ticket, 'SuiteTicket'),
			},
		);
		const { message: reset } = await push('reset_permanent_code');
		const exchanged = await stage.post(
			'service/v2/get_permanent_code',
			{ suite_access_token: String(token) },
			{ auth_code: fieldIn(reset, 'AuthCode') },
		);
		expect(exchanged).toHaveProperty('permanent_code');
	});
});
