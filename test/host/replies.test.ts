import type { DeliveryReport } from '../../simulator/callbacks/courier';
import { lastNode, operation } from './reply-workflows';
import { openStage, ownAppCredential, suiteCredential, webhookPath, type Stage } from './stage';

/** Passive replies: what a member gets in answer, as the simulator decrypts it. */

let stage: Stage;
let agentId: number;
let count = 0;

beforeAll(async () => {
	stage = await openStage({
		workflows: [lastNode, operation],
		credentialsOf: (simulator) => [ownAppCredential(simulator), suiteCredential(simulator)],
	});
	const { simulator, n8n, corpId, suiteId } = stage;
	agentId = simulator.world.corps[0].ownApps[0].agentId;
	const ofApp = n8n.webhookUrl(webhookPath(lastNode));
	await simulator.actions.saveCallbackUrl({ corpId, agentId, kind: 'data', url: ofApp });
	const url = n8n.webhookUrl(webhookPath(operation));
	for (const kind of ['command', 'data'] as const) {
		const { saved } = await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
		expect(saved).toBe(true);
	}
	const { delivery } = await simulator.actions.install({ suiteId, corpId });
	expect(delivery).toMatchObject({ accepted: true });
	// The install itself starts the workflow, which makes nothing of it.
	count = 1;
	await stage.expectExecutions(count);
});

afterAll(async () => await stage?.close());

/** Says something to the own app, whose workflow replies with its last item. */
const tellApp = async (item: unknown) => {
	count += 1;
	const { simulator, corpId } = stage;
	const userId = simulator.world.corps[0].members[0].plainUserId;
	const text = typeof item === 'string' ? item : JSON.stringify(item);
	return await simulator.actions.sendMessage({ corpId, agentId, userId, text });
};
/** Says something to the third-party app, whose workflow replies by an operation. */
const tellSuite = async (item: unknown) => {
	count += 1;
	const { simulator, suiteId, corpId, userId } = stage;
	return await simulator.actions.sendMessage({
		suiteId,
		corpId,
		userId,
		text: JSON.stringify(item),
	});
};
const click = async (item: unknown) => {
	count += 1;
	const { simulator, suiteId, corpId, userId } = stage;
	return await simulator.actions.pushEvent({
		suiteId,
		corpId,
		eventId: 'event_template_card_event',
		fields: { EventKey: JSON.stringify(item), FromUserName: userId, ResponseCode: 'CODE' },
	});
};

const text = (name: string, content: string) => `<${name}><![CDATA[${content}]]></${name}>`;

/** What follows the head of the decrypted reply, which names the member and the company. */
function replyOf({ accepted, attempts, reply }: DeliveryReport, member: string, company: string) {
	expect({ accepted, attempts, reply }).toMatchObject({
		accepted: true,
		attempts: [{ status: 200 }],
		reply: { message: expect.any(String) as string },
	});
	const message = reply && 'message' in reply ? reply.message : '';
	const head = `<xml>${text('ToUserName', member)}${text('FromUserName', company)}<CreateTime>`;
	expect(message.slice(0, head.length)).toBe(head);
	const [, seconds, rest] =
		/^(\d{10})<\/CreateTime>(.*)<\/xml>$/.exec(message.slice(head.length)) ?? [];
	expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
	return rest;
}

const byApp = (delivery: DeliveryReport) => {
	const [{ plainCorpId, members }] = stage.simulator.world.corps;
	return replyOf(delivery, members[0].plainUserId, plainCorpId);
};
const bySuite = (delivery: DeliveryReport) => replyOf(delivery, stage.userId, stage.corpId);
const expectSuccess = ({ attempts, reply }: DeliveryReport) => {
	expect(attempts).toMatchObject([{ status: 200, body: 'success' }]);
	expect(reply).toBeUndefined();
};

describe('when the last node finishes', () => {
	test('its text is the reply, encrypted and signed', async () => {
		expect(byApp(await tellApp({ text: '你好 ]]> <b>' }))).toBe(
			`<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好 ]]]]><![CDATA[> <b>]]></Content>`,
		);
	});

	test.each([
		[
			{ msgtype: 'image', image: { media_id: 'M1' } },
			`${text('MsgType', 'image')}<Image>${text('MediaId', 'M1')}</Image>`,
		],
		[
			{ msgtype: 'voice', voice: { media_id: 'M2' } },
			`${text('MsgType', 'voice')}<Voice>${text('MediaId', 'M2')}</Voice>`,
		],
		[
			{ msgtype: 'video', video: { media_id: 'M3', title: 'T', description: 'D' } },
			`${text('MsgType', 'video')}<Video>${text('MediaId', 'M3')}${text('Title', 'T')}${text('Description', 'D')}</Video>`,
		],
		[
			{
				msgtype: 'news',
				news: { articles: [{ title: 'One', url: 'https://example.com' }, { title: 'Two' }] },
			},
			`${text('MsgType', 'news')}<ArticleCount>2</ArticleCount><Articles><item>${text('Title', 'One')}${text('Url', 'https://example.com')}</item><item>${text('Title', 'Two')}</item></Articles>`,
		],
	])('a reply as WeCom names its parts: %j', async (item, expected) => {
		expect(byApp(await tellApp(item))).toBe(expected);
	});

	test('what is no reply is a plain success', async () => {
		for (const item of [{ output: 'x' }, { msgtype: 'text', text: {} }, []]) {
			expectSuccess(await tellApp(item));
		}
		expect(stage.n8n.logs()).toMatch(/The answer of the workflow is no reply: 'text.content'/);
	});

	test('a workflow that fails is a plain success and is not repeated', async () => {
		expectSuccess(await tellApp('no plan'));
		await stage.expectExecutions(count);
	});

	test('a slow workflow has an empty answer at 4.5 s, and its reply goes out as a message', async () => {
		const before = stage.simulator.messages.length;
		const delivery = await tellApp({ wait: 5.5, text: 'late' });
		expectSuccess(delivery);
		expect(delivery.attempts[0].milliseconds).toBeGreaterThan(4_300);
		expect(delivery.attempts[0].milliseconds).toBeLessThan(5_000);
		await stage.expectExecutions(count);
		const { corpId, simulator } = stage;
		expect(simulator.messages.slice(before)).toMatchObject([
			{
				corpId,
				agentId,
				userIds: [simulator.world.corps[0].members[0].userId],
				content: { content: 'late' },
			},
		]);
	});

	test('a slow workflow that wants it loses its reply', async () => {
		const before = stage.simulator.messages.length;
		expectSuccess(await tellApp({ wait: 5.5, text: 'late', ifTooLate: 'drop' }));
		await stage.expectExecutions(count);
		expect(stage.simulator.messages).toHaveLength(before);
		expect(stage.n8n.logs()).toMatch(/A reply came too late and was dropped/);
	});

	test('an event that takes no reply has its answer first', async () => {
		const { simulator, corpId } = stage;
		count += 1;
		const delivery = await simulator.actions.pushEvent({
			corpId,
			agentId,
			eventId: 'event_unsubscribe',
		});
		expectSuccess(delivery);
		await stage.expectExecutions(count);
		const [{ mode }] = await stage.n8n.executions();
		expect(mode).toBe('trigger');
	});
});

describe('using a reply operation', () => {
	test.each([
		[{ type: 'text', content: '收到' }, `${text('MsgType', 'text')}${text('Content', '收到')}`],
		[{ type: 'image' }, `${text('MsgType', 'image')}<Image>${text('MediaId', 'MEDIA-1')}</Image>`],
		[{ type: 'voice' }, `${text('MsgType', 'voice')}<Voice>${text('MediaId', 'MEDIA-1')}</Voice>`],
		[
			{ type: 'video' },
			`${text('MsgType', 'video')}<Video>${text('MediaId', 'MEDIA-1')}${text('Title', 'T')}${text('Description', 'D')}</Video>`,
		],
		[
			{ type: 'news' },
			`${text('MsgType', 'news')}<ArticleCount>1</ArticleCount><Articles><item>${text('Title', 'One')}${text('PicUrl', 'https://example.com/1.png')}${text('Url', 'https://example.com/1')}</item></Articles>`,
		],
	])('the member gets %j', async (item, expected) => {
		expect(bySuite(await tellSuite(item))).toBe(expected);
	});

	test('the click of a card changes its button, or the card', async () => {
		expect(bySuite(await click({ type: 'button' }))).toBe(
			`${text('MsgType', 'update_button')}<Button>${text('ReplaceName', '已批准')}</Button>`,
		);
		expect(bySuite(await click({ type: 'text_notice' }))).toBe(
			`${text('MsgType', 'update_template_card')}<TemplateCard>${text('CardType', 'text_notice')}<MainTitle>${text('Title', 'New')}${text('Desc', 'Card')}</MainTitle><HorizontalContentList><Type>0</Type>${text('KeyName', '部门')}${text('Value', 'R&D')}</HorizontalContentList><CardAction><Type>1</Type>${text('Url', 'https://example.com/card')}</CardAction></TemplateCard>`,
		);
	});

	test('the answer does not wait for what comes after it', async () => {
		const delivery = await tellSuite({ type: 'text', content: 'at once' });
		expect(delivery.attempts[0].milliseconds).toBeLessThan(2_000);
		await stage.expectExecutions(count);
		const [execution] = await stage.n8n.executions();
		expect(execution.items('Reply text')[0].json).toEqual({ replied: true, sentAs: 'reply' });
		expect(execution.status).toBe('success');
	});

	test('a delivery that comes again meanwhile starts no second execution', async () => {
		const { simulator, suiteId, corpId, userId } = stage;
		count += 1;
		const content = JSON.stringify({ type: 'text', content: 'once', wait: 1 });
		const xml = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userId}</FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>77</MsgId><AgentID>1</AgentID></xml>`;
		const deliver = async () =>
			await simulator.actions.deliver({ suiteId, corpId, kind: 'data', xml });
		const reports = await Promise.all([deliver(), deliver(), deliver()]);
		const replied = reports.filter(({ reply }) => reply !== undefined);
		expect(replied).toHaveLength(1);
		expect(bySuite(replied[0])).toBe(`${text('MsgType', 'text')}${text('Content', 'once')}`);
		for (const { attempts } of reports) expect(attempts).toMatchObject([{ status: 200 }]);
		expectSuccess(await deliver());
		await stage.expectExecutions(count);
	});

	test('it is too late after 4.5 s: send, drop or fail', async () => {
		const { simulator, corpId, userId, n8n } = stage;
		const before = simulator.messages.length;
		const reports = await Promise.all([
			tellSuite({ type: 'text', content: 'sent', wait: 5.5 }),
			tellSuite({ type: 'text', content: 'dropped', wait: 5.5, ifTooLate: 'drop' }),
			tellSuite({ type: 'text', content: 'failed', wait: 5.5, ifTooLate: 'fail' }),
		]);
		for (const report of reports) {
			expectSuccess(report);
			expect(report.attempts[0].milliseconds).toBeGreaterThan(4_300);
		}
		await stage.expectExecutions(count);
		expect(simulator.messages.slice(before)).toMatchObject([
			{ corpId, userIds: [userId], content: { content: 'sent' } },
		]);
		const latest = (await n8n.executions()).slice(0, 3);
		expect(latest.map(({ status }) => status).sort()).toEqual(['error', 'success', 'success']);
		const results = latest
			.filter(({ status }) => status === 'success')
			.map((execution) => execution.items('Reply text')[0].json.sentAs);
		expect(results.sort()).toEqual(['message', null].sort());
	});

	test('a workflow without a reply is a plain success', async () => {
		expectSuccess(await tellSuite({ type: 'unknown', is: 'an error of the switch' }));
		await stage.expectExecutions(count);
	});
});
