import { createHash } from 'node:crypto';

import { Stage } from './stage';

const url = 'https://app.example.com/a?b=1';
let stage: Stage;
let token: string;
let agent: number;
beforeEach(async () => {
	stage = await Stage.open();
	({ accessToken: token, agentId: agent } = await stage.install());
});
afterEach(async () => await stage.close());

const fetchTicket = async (kind: 'config' | 'agentConfig', access_token = token) =>
	await (kind === 'config'
		? stage.get('get_jsapi_ticket', { access_token })
		: stage.get('ticket/get', { access_token, type: 'agent_config' }));

/** By the words of the documentation page, once more. */
function sign(
	ticket: unknown,
	change: { url?: string; nonceStr?: string; timestamp?: number } = {},
) {
	const page = { url, nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: 1700000000, ...change };
	const text = [
		`jsapi_ticket=${String(ticket)}`,
		`noncestr=${page.nonceStr}`,
		`timestamp=${page.timestamp}`,
		`url=${page.url}`,
	].join('&');
	return { ...page, signature: createHash('sha1').update(text).digest('hex') };
}

const register = async (
	page: ReturnType<typeof sign>,
	kind: 'config' | 'agentConfig' = 'config',
	{ suiteId, corpId } = { suiteId: stage.suite.suiteId, corpId: stage.corp.corpId },
) => await stage.simulator.actions.registerPage({ kind, suiteId, corpId, ...page });

describe('a page that registers', () => {
	it('is taken with the ticket of the company, and of the app', async () => {
		const company = await fetchTicket('config');
		const app = await fetchTicket('agentConfig');
		await expect(register(sign(company.ticket))).resolves.toEqual({ registered: true });
		await expect(register(sign(app.ticket), 'agentConfig')).resolves.toEqual({ registered: true });
	});

	it('is taken whatever follows its address as fragment', async () => {
		const { ticket } = await fetchTicket('config');
		await expect(register({ ...sign(ticket), url: `${url}#/orders` })).resolves.toBeDefined();
	});

	it.each([
		['another address', { url: 'https://app.example.com/a' }],
		['another nonce', { nonceStr: 'other' }],
		['another time', { timestamp: 1700000001 }],
		['another signature', { signature: '0'.repeat(40) }],
	])('is refused with %s', async (_what, change) => {
		const { ticket } = await fetchTicket('config');
		await expect(register({ ...sign(ticket), ...change })).rejects.toMatchObject({
			errcode: 40093,
		});
	});

	it('is refused with the ticket of the other kind', async () => {
		const company = await fetchTicket('config');
		const app = await fetchTicket('agentConfig');
		await expect(register(sign(app.ticket))).rejects.toMatchObject({ errcode: 42012 });
		await expect(register(sign(company.ticket), 'agentConfig')).rejects.toMatchObject({
			errcode: 42012,
		});
	});

	it('is refused with the ticket of another company, or another app of this one', async () => {
		const other = await stage.install(stage.suite, stage.simulator.world.corps[1]);
		const second = await stage.install(stage.suiteNamed('ww00000000000000b2'));
		const elsewhere = await fetchTicket('config', other.accessToken);
		await expect(register(sign(elsewhere.ticket))).rejects.toMatchObject({ errcode: 42012 });
		const beside = await fetchTicket('agentConfig', second.accessToken);
		await expect(register(sign(beside.ticket), 'agentConfig')).rejects.toMatchObject({
			errcode: 42012,
		});
	});

	it('is refused when the ticket has ended or was withdrawn', async () => {
		const { ticket } = await fetchTicket('config');
		await stage.simulator.actions.moveClock({ seconds: 7201 });
		await expect(register(sign(ticket))).rejects.toMatchObject({ errcode: 40093 });
		expect((await fetchTicket('config')).errcode).toBe(42001);

		const { accessToken } = await stage.install();
		const next = await fetchTicket('config', accessToken);
		expect(next.ticket).not.toBe(ticket);
		expect((await stage.simulator.actions.revokeJsTickets()).revoked).toBeGreaterThan(0);
		await expect(register(sign(next.ticket))).rejects.toMatchObject({ errcode: 40093 });
	});

	it('is refused outside of the trusted domain', async () => {
		stage.suite.redirectHosts.push('app.example.com');
		const { ticket } = await fetchTicket('config');
		await expect(register(sign(ticket))).resolves.toBeDefined();
		const elsewhere = sign(ticket, { url: 'https://app.example.com.evil.test/' });
		await expect(register(elsewhere)).rejects.toMatchObject({ errcode: 50001 });
	});

	it('of an own app is taken with its ticket', async () => {
		const [ownApp] = stage.corp.ownApps;
		const { access_token: own } = await stage.get('gettoken', {
			corpid: stage.corp.plainCorpId,
			corpsecret: ownApp.secret,
		});
		const { ticket } = await fetchTicket('agentConfig', String(own));
		const page = { ...sign(ticket), kind: 'agentConfig', corpId: stage.corp.corpId } as const;
		const register = stage.simulator.actions.registerPage;
		await expect(register({ ...page, agentId: ownApp.agentId })).resolves.toBeDefined();
		await expect(register({ ...page, suiteId: stage.suite.suiteId })).rejects.toMatchObject({
			errcode: 42012,
		});
		expect(agent).not.toBe(ownApp.agentId);
	});
});

describe('a ticket', () => {
	it('stays the same until it ends, and says how long that is', async () => {
		const first = await fetchTicket('config');
		expect(first).toMatchObject({ errcode: 0, expires_in: 7200 });
		await stage.simulator.actions.moveClock({ seconds: 3600 });
		const second = await fetchTicket('config');
		expect(second.ticket).toBe(first.ticket);
		expect(second.expires_in).toBeLessThanOrEqual(3600);
	});

	it('is given to an app 100 times an hour', async () => {
		for (let count = 0; count < 100; count++) {
			expect((await fetchTicket('agentConfig')).errcode).toBe(0);
		}
		expect((await fetchTicket('agentConfig')).errcode).toBe(45009);
		await stage.simulator.actions.moveClock({ seconds: 3601 });
		expect((await fetchTicket('agentConfig')).errcode).toBe(0);
	});

	it('is given to the apps of a company 400 times an hour', async () => {
		const names = ['ww00000000000000b2', 'tj00000000000000e1', 'dk00000000000000c1'];
		const tokens = [token];
		for (const name of names) {
			tokens.push((await stage.install(stage.suiteNamed(name))).accessToken);
		}
		for (const each of tokens) {
			for (let count = 0; count < 100; count++) {
				expect((await fetchTicket('config', each)).errcode).toBe(0);
			}
		}
		const { access_token: own } = await stage.get('gettoken', {
			corpid: stage.corp.plainCorpId,
			corpsecret: stage.corp.ownApps[0].secret,
		});
		expect((await fetchTicket('config', String(own))).errcode).toBe(45009);
	});
});
