import { inspect } from 'node:util';
import type { ApiRequest } from '../../../wecom/api/client';
import {
	WeComHttpError,
	WeComPlatformError,
	WeComRateLimitError,
	WeComRequestError,
} from '../../../wecom/api/error';
import { createClient } from '../../../wecom/api/http-client';
import type { WeComError } from '../../../wecom/error';
import { BASE_URL, makeMockPlatform, makeRequest, makeTime, type MockPlatform } from './caller';

const TOKEN = 'corp-token-8f2b61c09d/+=';

describe('createClient', () => {
	let platform: MockPlatform;

	beforeEach(() => {
		platform = makeMockPlatform();
	});
	afterEach(async () => await platform.close());

	const answer = (
		json: object,
		{ method = 'GET', path = '/cgi-bin/user/get' }: { method?: string; path?: string } = {},
	) =>
		platform.pool
			.intercept({ method, path: (target) => target.split('?')[0] === path })
			.reply(200, json, { headers: { 'content-type': 'application/json; charset=UTF-8' } });

	const failure = async (request: Partial<ApiRequest> = {}) =>
		await platform.client.call(makeRequest(request)).then(
			() => {
				throw new Error('the call succeeded');
			},
			(error: unknown) => error,
		);

	it('sends token and parameters in the query and gives the parsed answer', async () => {
		platform.pool
			.intercept({
				method: 'GET',
				path: '/cgi-bin/user/get?userid=zhang%20san&access_token=corp-token-8f2b61c09d%2F%2B%3D',
			})
			.reply(200, { errcode: 0, errmsg: 'ok', userid: 'zhangsan' });

		await expect(
			platform.client.call(
				makeRequest({
					query: { userid: 'zhang san' },
					token: { parameter: 'access_token', value: TOKEN, family: 'corp' },
				}),
			),
		).resolves.toEqual({ json: { errcode: 0, errmsg: 'ok', userid: 'zhangsan' } });
	});

	it('sends a body as UTF-8 JSON without escaped characters', async () => {
		platform.pool
			.intercept({
				method: 'POST',
				path: '/cgi-bin/message/send',
				body: '{"touser":"zhangsan","text":{"content":"你好，世界 🙂"}}',
				headers: { 'content-type': 'application/json' },
			})
			.reply(200, {});

		await expect(
			platform.client.call(
				makeRequest({
					method: 'POST',
					path: '/cgi-bin/message/send',
					body: { touser: 'zhangsan', text: { content: '你好，世界 🙂' } },
				}),
			),
		).resolves.toEqual({ json: {} });
	});

	it('takes an answer without errcode, or with one of 0 as text, as success', async () => {
		answer({ suite_access_token: 'x' });
		await expect(platform.client.call(makeRequest())).resolves.toEqual({
			json: { suite_access_token: 'x' },
		});
		answer({ errcode: '0' });
		await expect(platform.client.call(makeRequest())).resolves.toEqual({ json: { errcode: '0' } });
	});

	it.each([
		['the same company', 'wpTenantA', 2],
		['another company', 'wpTenantB', 1],
	])('holds back the calls of %s when there were too many', async (_whose, tenant, waits) => {
		answer({ errcode: 45009, errmsg: 'api freq out of limit' });
		answer({ userid: 'first' });
		answer({ userid: 'second' });
		const time = makeTime();
		let isFirst = true;
		const begun: Promise<unknown>[] = [];
		const client = createClient({
			...time,
			baseUrl: BASE_URL,
			dispatcher: platform.agent,
			random: () => 0,
			async sleep(milliseconds) {
				if (isFirst) {
					isFirst = false;
					begun.push(client.call(makeRequest({ tenant })));
				}
				await time.sleep(milliseconds);
			},
		});
		await client.call(makeRequest({ tenant: 'wpTenantA' }));
		await Promise.all(begun);
		expect(time.waits).toEqual(Array(waits).fill(10_000));
	});

	it('tells of a warning that came with success', async () => {
		answer({ errcode: 0, errmsg: 'ok. Warning: wrong json format. ' });
		await expect(platform.client.call(makeRequest())).resolves.toMatchObject({
			warning: 'Warning: wrong json format.',
		});
	});

	it('keeps a number of 64 bits as text and all others as numbers', async () => {
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(
				200,
				'{"msgid":1234567890123456789,"list":[{"id":-9007199254740993}],"safe":9007199254740991,"n":1.5,"e":1e300,"text":"1234567890123456789"}',
			);
		const { json } = await platform.client.call(makeRequest());
		expect(json).toEqual({
			msgid: '1234567890123456789',
			list: [{ id: '-9007199254740993' }],
			safe: 9007199254740991,
			n: 1.5,
			e: 1e300,
			text: '1234567890123456789',
		});
	});

	it('reports an errcode with its meaning, its hint and what to do', async () => {
		answer({
			errcode: 60020,
			errmsg:
				'not allow to access from your ip, hint: [1700000000_1_abc], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020',
		});
		const error = await failure({
			token: { parameter: 'access_token', value: TOKEN, family: 'corp' },
		});
		expect(error).toBeInstanceOf(WeComPlatformError);
		expect(error).toMatchObject({
			name: 'WeComPlatformError',
			code: 'wecom_platform',
			errcode: 60020,
			action: 'fail',
			requestId: '1700000000_1_abc',
			egressIp: '203.0.113.7',
			tokenFamily: 'corp',
			call: 'GET /cgi-bin/user/get',
			message:
				'GET /cgi-bin/user/get: WeCom answered 60020 "not allow to access from your ip": caller IP not in the whitelist (takes 1 minute to apply) [hint 1700000000_1_abc]',
			hint: expect.stringMatching(/203\.0\.113\.7.*allow list/),
		});
	});

	it('points to the explanation of an errcode that nobody has advice for', async () => {
		answer({ errcode: 123456789, errmsg: 'new kind of trouble' });
		expect(await failure()).toMatchObject({
			message: 'GET /cgi-bin/user/get: WeCom answered 123456789 "new kind of trouble"',
			hint: expect.stringContaining('e=123456789'),
		});
	});

	it('takes an errcode as an error whatever the status and the content type', async () => {
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(400, '{"errcode":"40058","errmsg":"bad"}', {
				headers: { 'content-type': 'text/plain' },
			});
		expect(await failure()).toMatchObject({ code: 'wecom_platform', errcode: 40058 });
	});

	it('reports HTML by its title alone', async () => {
		platform.pool
			.intercept({ method: 'GET', path: () => true })
			.reply(
				200,
				`<html><head><title>\n Login to the  office network</title></head><body>/cgi-bin/user/get?access_token=${TOKEN}</body></html>`,
				{ headers: { 'content-type': 'text/html; charset=utf-8' } },
			);
		const error = await failure({
			token: { parameter: 'access_token', value: TOKEN, family: 'corp' },
		});
		expect(error).toBeInstanceOf(WeComHttpError);
		expect(error).toMatchObject({
			code: 'wecom_http',
			status: 200,
			message: expect.stringMatching(
				/the answer is not JSON but \d+ bytes of text\/html, titled "Login to the office network"$/,
			),
		});
	});

	it.each(['[]', '"ok"', 'null', '', '{"errcode":0'])(
		'does not take %j for an answer',
		async (body) => {
			platform.pool.intercept({ method: 'GET', path: '/cgi-bin/user/get' }).reply(200, body);
			expect(await failure()).toMatchObject({ code: 'wecom_http' });
		},
	);

	it.each(['', '{}'])('follows no redirect (%j)', async (body) => {
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(302, body, { headers: { location: 'https://evil.example/' } });
		const error = await failure();
		expect(error).toMatchObject({ code: 'wecom_http', status: 302 });
		expect((error as Error).message).not.toContain('evil');
	});

	it.each([
		[
			'an errmsg',
			200,
			JSON.stringify({ errcode: 40058, errmsg: 'a\r\nforged line \u001b[2J\u2028b\u202e' }),
		],
		['a title', 502, '<title>a\r\nforged line \u001b[2J\u2028b\u202e</title>'],
	])('lets %s begin no line and command no terminal', async (_what, status, body) => {
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(status, body, { headers: { 'content-type': 'text/html' } });
		const { message, hint } = (await failure({ retryBudget: 0 })) as WeComError;
		expect(message).toMatch(/a +forged line +\[2J +b/);
		expect(message + hint).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
	});

	it('sends again what WeCom was too busy for, at most three times', async () => {
		answer({ errcode: -1, errmsg: 'system busy' }).times(3);
		answer({ errcode: 0, userid: 'a' });
		await expect(platform.client.call(makeRequest())).resolves.toMatchObject({
			json: { userid: 'a' },
		});
		expect(platform.time.waits).toEqual([1000, 2000, 4000]);

		answer({ errcode: -1, errmsg: 'system busy' }).times(4);
		expect(await failure()).toMatchObject({ errcode: -1 });
	});

	it('does not send a message again that WeCom was too busy for', async () => {
		answer(
			{ errcode: -1, errmsg: 'system busy' },
			{ method: 'POST', path: '/cgi-bin/message/send' },
		);
		expect(
			await failure({ method: 'POST', path: '/cgi-bin/message/send', repeatable: false }),
		).toMatchObject({ errcode: -1 });
		expect(platform.time.waits).toEqual([]);
	});

	it('waits out a rate limit even for a message, and says so when it does not end', async () => {
		answer({ errcode: 45009, errmsg: 'api freq out of limit' }).times(4);
		const error = await failure({ repeatable: false });
		expect(error).toBeInstanceOf(WeComRateLimitError);
		expect(error).toMatchObject({ code: 'wecom_rate_limited', errcode: 45009, retryAfter: 60 });
		expect(platform.time.waits).toEqual([10_000, 20_000, 40_000]);
	});

	it('keeps to the budget of the call', async () => {
		answer({ errcode: -1, errmsg: 'system busy' }).times(2);
		expect(await failure({ retryBudget: 1500 })).toMatchObject({ errcode: -1 });
		expect(platform.time.waits).toEqual([1000]);

		answer({ errcode: -1, errmsg: 'system busy' });
		expect(await failure({ retryBudget: 0 })).toMatchObject({ errcode: -1 });
	});

	it('waits as long as Retry-After says', async () => {
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(429, 'slow down', { headers: { 'retry-after': '7' } });
		platform.pool
			.intercept({ method: 'GET', path: '/cgi-bin/user/get' })
			.reply(503, 'later', { headers: { 'retry-after': '11' } });
		answer({ errcode: 0 });
		await platform.client.call(makeRequest());
		expect(platform.time.waits).toEqual([7000, 11_000]);
	});

	it('understands a Retry-After that is a date, by the injected clock', async () => {
		platform.pool.intercept({ method: 'GET', path: '/cgi-bin/user/get' }).reply(429, '', {
			headers: { 'retry-after': new Date(platform.time.now + 12_000).toUTCString() },
		});
		answer({ errcode: 0 });
		await platform.client.call(makeRequest());
		expect(platform.time.waits).toEqual([12_000]);
	});

	it('ends with the signal, also while it waits', async () => {
		const controller = new AbortController();
		const time = makeTime();
		const client = createClient({
			baseUrl: BASE_URL,
			dispatcher: platform.agent,
			clock: time.clock,
			sleep: async (_milliseconds, signal) => {
				expect(signal).toBe(controller.signal);
				controller.abort(new Error('the workflow was stopped'));
				signal?.throwIfAborted();
				await Promise.resolve();
			},
		});
		answer({ errcode: -1, errmsg: 'system busy' });
		await expect(client.call(makeRequest({ signal: controller.signal }))).rejects.toThrow(
			'the workflow was stopped',
		);
		// Nothing is sent any more.
		await expect(client.call(makeRequest({ signal: controller.signal }))).rejects.toThrow(
			'the workflow was stopped',
		);
	});

	it('logs a repetition without the query', async () => {
		const lines: unknown[] = [];
		const log = (message: string, metadata?: Record<string, unknown>) =>
			void lines.push([message, metadata]);
		const other = makeMockPlatform({ logger: { debug: log, info: log, warn: log, error: log } });
		other.pool
			.intercept({ method: 'GET', path: () => true })
			.reply(200, { errcode: -1, errmsg: `busy with ${TOKEN}` });
		other.pool.intercept({ method: 'GET', path: () => true }).reply(200, {});
		await other.client.call(
			makeRequest({ token: { parameter: 'access_token', value: TOKEN, family: 'corp' } }),
		);
		expect(lines).toEqual([
			[
				'WeCom call will be repeated',
				{
					call: 'GET /cgi-bin/user/get',
					reason: 'wecom_platform',
					errcode: -1,
					retry: 1,
					wait: 1000,
				},
			],
		]);
		await other.close();
	});

	describe('secrets', () => {
		const secrets = {
			suite_id: 'ww00000000000000b1',
			suite_secret: 'SECRET-suite-0123456789',
			suite_ticket: 'SECRET-ticket-0123456789',
			nested: [{ permanent_code: 'SECRET-code-0123456789' }],
		};
		const request = {
			method: 'POST' as const,
			path: '/cgi-bin/service/get_suite_token',
			query: { corpsecret: 'SECRET-corp-+/0123456789' },
			body: secrets,
			token: {
				parameter: 'suite_access_token',
				value: 'SECRET-token-0123456789',
				family: 'suite' as const,
			},
			repeatable: false,
		};
		const everything =
			'SECRET-suite-0123456789 SECRET-ticket-0123456789 SECRET-code-0123456789 SECRET-corp-+/0123456789 SECRET-corp-%2B%2F0123456789 SECRET-token-0123456789 http://gateway/?access_token=SECRET-of-another-call';
		/** What a log or a crash report would show, causes and hidden properties included. */
		const shown = (error: unknown) =>
			inspect(error, { depth: 20, showHidden: true, maxStringLength: null });

		it.each<[string, number, string]>([
			['an errmsg that repeats them', 200, JSON.stringify({ errcode: 40058, errmsg: everything })],
			['a rate limit', 200, JSON.stringify({ errcode: 45009, errmsg: everything })],
			['a page', 502, `<title>${everything}</title>${everything}`],
			['a redirect', 301, everything],
		])('are not in the error for %s', async (_what, status, body) => {
			platform.pool
				.intercept({ method: 'POST', path: () => true })
				.reply(status, body, { headers: { 'content-type': 'text/html' } });
			const error = await failure({ ...request, retryBudget: 0 });
			expect(error).toBeInstanceOf(Error);
			expect(shown(error)).not.toContain('SECRET');
		});

		it('are not in the error for a broken connection, nor in its causes', async () => {
			const cause = Object.assign(new Error(`socket hang up ${everything}`), {
				code: 'ECONNRESET',
				path: `/cgi-bin/x?suite_access_token=${request.token.value}`,
				cause: new AggregateError([new Error(everything)], everything),
			});
			platform.pool.intercept({ method: 'POST', path: () => true }).replyWithError(cause);
			const error = await failure({ ...request, retryBudget: 0 });
			expect(error).toBeInstanceOf(WeComRequestError);
			expect((error as Error).cause).toMatchObject({ code: 'ECONNRESET' });
			expect(shown(error)).not.toContain('SECRET');
		});

		it('are not in the error for a call that nobody declared', async () => {
			const error = await failure({ ...request, retryBudget: 0 });
			expect(error).toBeInstanceOf(WeComRequestError);
			expect(shown(error)).toContain('UND_MOCK_ERR_MOCK_NOT_MATCHED');
			expect(shown(error)).not.toContain('SECRET');
		});

		it('of which some are short words are not hunted in the text', async () => {
			answer({ errcode: 40058, errmsg: 'invalid zh_CN' });
			expect(await failure({ query: { country_code: 'zh_CN' } })).toMatchObject({
				errmsg: 'invalid zh_CN',
			});
		});
	});
});
