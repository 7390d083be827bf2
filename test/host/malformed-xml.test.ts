import { openStage, readTemplate, webhookPath, type Stage } from './stage';

const hub = readTemplate('run-an-app');
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
});

afterAll(async () => await stage?.close());

const post = async (body: string) =>
	await fetch(stage.n8n.webhookUrl(webhookPath(hub)), {
		method: 'POST',
		headers: { 'content-type': 'text/xml' },
		body,
		signal: AbortSignal.timeout(10_000),
	});

/** n8n parses all XML with one parser; with these three bodies in this order it stops for good in n8n 2.40.7. */
test('malformed XML does not keep n8n from receiving the next callback', async () => {
	const whole = '<xml><ToUserName>a</ToUserName><Encrypt><![CDATA[abc]]></Encrypt></xml>';
	for (const body of [whole, whole.slice(0, -20), whole, '<xml><Encrypt>', '<xml><Encrypt>']) {
		expect((await post(body)).status).toBe(400);
	}
	const { simulator, n8n, suiteId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	const { saved, ticket } = await simulator.actions.saveCallbackUrl({
		suiteId,
		kind: 'command',
		url,
	});
	expect({ saved, ticket }).toMatchObject({ saved: true, ticket: { accepted: true } });
	expect(stage.vault('tickets')).toHaveLength(1);
	expect(await stage.countExecutions()).toBe(0);
});

test('a body larger than n8n takes is refused', async () => {
	expect((await post('A'.repeat(17_500_000))).status).toBe(413);
});
