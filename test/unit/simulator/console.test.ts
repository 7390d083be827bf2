import { request } from 'node:http';
import { html } from '../../../simulator/console/html';
import { readForm } from '../../../simulator/console/form';
import { Stage } from './stage';

describe('markup', () => {
	it('escapes what is put into it and nothing that is markup', () => {
		const evil = `<script>"&'`;
		expect(
			html`<a title="${evil}">${html`<b>${evil}</b>`}${[evil, 1]}${undefined}</a>`.markup,
		).toBe(
			'<a title="&lt;script&gt;&quot;&amp;&#39;"><b>&lt;script&gt;&quot;&amp;&#39;</b>&lt;script&gt;&quot;&amp;&#39;1</a>',
		);
	});
});

describe('forms', () => {
	it('say in the names of their fields what the values are', () => {
		const fields = new URLSearchParams([
			['suiteId', 'ww1'],
			['empty', ''],
			['seconds:number', '60'],
			['enabled:boolean', 'false'],
			['allow.users:texts', 'a, b'],
			['allow.departments:numbers', '1 2'],
			['fields:json', '{"A":[1]}'],
		]);
		expect(readForm(fields)).toEqual({
			suiteId: 'ww1',
			seconds: 60,
			enabled: false,
			allow: { users: ['a', 'b'], departments: [1, 2] },
			fields: { A: [1] },
		});
	});
});

describe('the console', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
	});
	afterEach(async () => await stage.close());

	const page = async (path = '/') => await (await fetch(`${stage.simulator.url}${path}`)).text();
	const press = async (action: string, fields: Record<string, string>) =>
		await fetch(`${stage.simulator.url}/do/${action}`, {
			method: 'POST',
			body: new URLSearchParams(fields),
			redirect: 'manual',
		});

	it('shows what happened, with every text escaped', async () => {
		await stage.install();
		const { suiteId } = stage.suite;
		const { corpId, adminUserId: userId } = stage.corp;
		const text = '<script>alert(1)</script>';
		expect((await press('send-message', { suiteId, corpId, userId, text })).status).toBe(303);
		expect(stage.lastEvent()).toContain(text);
		const shown = await page();
		expect(shown).not.toContain('<script');
		expect(shown).toContain('&lt;script&gt;alert(1)');
		expect(shown).toContain('send-message: done');
		expect(await page()).not.toContain('send-message: done');
	});

	it('sells licences and shows what they were sold for', async () => {
		const { corpId } = stage.corp;
		await press('order-licences', { corpId, 'base:number': '2', 'paid:boolean': 'false' });
		expect(await page()).toMatch(/2 base, 0 interop<\/td>\s*<td>waits for payment/);
		const [, orderId] = /<code>(OI\d+)<\/code>/.exec(await page()) ?? [];
		await press('pay-licence-order', { orderId });
		const shown = await page();
		expect(shown).toMatch(/2 base, 0 interop<\/td>\s*<td>paid/);
		expect(shown.match(/<code>LA[\w-]{22}<\/code> unused/g)).toHaveLength(2);
	});

	it('says what could not be done', async () => {
		await press('uninstall', { suiteId: stage.suite.suiteId, corpId: stage.corp.corpId });
		expect(await page()).toContain('has not installed');
		await press('move-clock', { 'seconds:number': '-1' });
		expect(await page()).toContain('invalid_input');
		await press('install', { suiteId: stage.suite.suiteId, corpId: stage.corp.corpId });
		expect(await page()).toContain('is not saved');
	});

	it('loads nothing from elsewhere', async () => {
		const response = await fetch(stage.simulator.url);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(await response.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
		expect((await fetch(`${stage.simulator.url}/console.css`)).headers.get('content-type')).toBe(
			'text/css',
		);
		expect((await fetch(`${stage.simulator.url}/nothing`)).status).toBe(404);
	});

	it('orders, sells and registers', async () => {
		await stage.install();
		const { suiteId } = stage.suite;
		const { corpId } = stage.corp;
		const order = { suiteId, corpId, 'type:number': '0', 'users:number': '3' };
		await press('open-order', order);
		const opened = await page();
		const orderId = /<td><code>(N\d+)<\/code><\/td>/.exec(opened)?.[1] ?? '';
		expect(opened).toMatch(/<td>Demo Company A<\/td>\s*<td><div>Demo App Team<\/div><\/td>/);
		await press('pay-order', { orderId });
		expect(await page()).toContain('<td>paid</td>');
		await press('register-company', { registerCode: 'REGISTER-none' });
		expect(await page()).toContain('84022');
	});
});

describe('actions by address', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
	});
	afterEach(async () => await stage.close());

	const act = async (name: string, body: string, headers: Record<string, string> = {}) =>
		await fetch(`${stage.simulator.url}/simulator/${name}`, { method: 'POST', body, headers });

	it('take and give JSON', async () => {
		const response = await act('move-clock', '{"seconds":60}');
		expect(response.status).toBe(200);
		const { now, told } = (await response.json()) as { now: number; told: number };
		expect(now - told).toBeGreaterThanOrEqual(60_000);
		expect(await (await act('status', '')).json()).toMatchObject({ installations: [] });
	});

	it.each([
		['move-clock', '{"seconds":"60"}', 400, 'invalid_input'],
		['move-clock', '{"minutes":1}', 400, 'invalid_input'],
		['move-clock', 'no json', 400, 'invalid_input'],
		['push-ticket', '{"suiteId":"ww00000000000000b1"}', 409, 'not_possible'],
		['no-such-action', '{}', 404, 'not_found'],
	])('say why %s with %s is not done', async (name, body, status, code) => {
		const response = await act(name, body);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ error: { code } });
	});

	it('are not for pages of other sites', async () => {
		expect((await act('status', '', { origin: 'http://evil.example' })).status).toBe(403);
		expect((await act('status', '', { origin: stage.simulator.url })).status).toBe(200);
		const { port } = new URL(stage.simulator.url);
		const status = await new Promise((resolve, reject) => {
			const asking = request(
				{
					host: '127.0.0.1',
					port,
					path: '/simulator/status',
					method: 'POST',
					headers: { host: 'evil.example' },
				},
				(response) => {
					response.resume();
					resolve(response.statusCode);
				},
			);
			asking.on('error', reject);
			asking.end();
		});
		expect(status).toBe(403);
	});
});

describe('the pages browsers are sent to', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.saveUrls(stage.suite);
	});
	afterEach(async () => await stage.close());

	const visit = async (path: string, query: Record<string, string>) =>
		await fetch(`${stage.simulator.url}${path}?${new URLSearchParams(query).toString()}`, {
			redirect: 'manual',
		});
	const follow = async (response: Response, text: string) => {
		const link = new RegExp(`href="([^"]*)"[^>]*>${text}<`).exec(await response.text())?.[1] ?? '';
		return await fetch(`${stage.simulator.url}${link.replaceAll('&amp;', '&')}`, {
			redirect: 'manual',
		});
	};

	it('let an administrator install by choosing the company', async () => {
		const bySuite = { suite_access_token: await stage.suiteToken() };
		const { pre_auth_code: code } = await stage.get('service/get_pre_auth_code', bySuite);
		const choosing = await visit('/3rdapp/install', {
			suite_id: stage.suite.suiteId,
			pre_auth_code: String(code),
			redirect_uri: 'https://app.example.com/installed?x=1',
			state: 'abc',
		});
		const response = await follow(choosing, 'Demo Company B');
		expect(response.status).toBe(302);
		const target = new URL(response.headers.get('location') ?? '');
		expect(target.origin + target.pathname).toBe('https://app.example.com/installed');
		const body = { auth_code: target.searchParams.get('auth_code') };
		expect(await stage.post('service/v2/get_permanent_code', bySuite, body)).toMatchObject({
			auth_corp_info: { corp_name: 'Demo Company B' },
			state: 'abc',
		});
	});

	it('refuse a pre-auth code that is not one, and an app nobody knows', async () => {
		const query = {
			suite_id: stage.suite.suiteId,
			pre_auth_code: 'x',
			redirect_uri: 'https://a.example/',
		};
		const refused = await visit('/3rdapp/install', { ...query, simulator_corp: stage.corp.corpId });
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('40077');
		expect((await visit('/3rdapp/install', { ...query, suite_id: '<x>' })).status).toBe(400);
		const { suite_id: suiteId } = query;
		expect((await visit('/3rdapp/install', { suite_id: suiteId })).status).toBe(400);
	});

	it('let a member log in by choosing who it is', async () => {
		const bySuite = { suite_access_token: await stage.suiteToken() };
		const choosing = await visit('/connect/oauth2/authorize', {
			appid: stage.suite.suiteId,
			redirect_uri: 'https://app.example.com/in',
			response_type: 'code',
			scope: 'snsapi_privateinfo',
			state: 's',
		});
		const response = await follow(choosing, 'Demo Company A: 成员2');
		const target = new URL(response.headers.get('location') ?? '');
		expect(target.searchParams.get('state')).toBe('s');
		const code = target.searchParams.get('code') ?? '';
		expect(await stage.get('service/auth/getuserinfo3rd', { ...bySuite, code })).toMatchObject({
			userid: stage.corp.members[1].userId,
			user_ticket: expect.any(String),
		});
	});
});
