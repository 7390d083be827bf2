import { inspect } from 'node:util';
import { InstallationMissingError, WeComConfigurationError } from '../../../wecom/error';
import { WeComPlatformError, WeComRateLimitError } from '../../../wecom/api/error';
import { DeauthorizedError, TicketMissingError } from '../../../wecom/tokens/error';
import { LEASE_LIFE, REFUSAL_LIFE, RESET_LOOK, RESET_PATIENCE } from '../../../wecom/tokens/life';
import { fingerprint, identify } from '../../../wecom/tokens/token-plan';
import type { TokenKey } from '../../../wecom/vault/vault';
import {
	BASE_URL,
	CORP_ID,
	give,
	makeWorld,
	PATHS,
	PERMANENT_CODE,
	PROVIDER,
	SUITE_ID,
	SUITE_SECRET,
	type TestWorld,
} from './world';

const MINUTE = 60_000;
const suite = { kind: 'suite' } as const;
const provider = { kind: 'provider' } as const;
const corp = { kind: 'corp', corpId: CORP_ID } as const;

let world: TestWorld;
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(async () => await world.close());

const suiteKey: TokenKey = { kind: 'suite', baseUrl: BASE_URL, owner: SUITE_ID };
const corpKey: TokenKey = {
	kind: 'corp',
	baseUrl: BASE_URL,
	owner: SUITE_ID,
	corpId: CORP_ID,
	revision: 'revision-1',
};

const callWith = async (token: string) => {
	const { json } = await world.client.call({
		method: 'POST',
		path: PATHS.call,
		body: {},
		token: { parameter: 'access_token', value: token, family: 'corp' },
		repeatable: false,
	});
	return json;
};

describe('a suite token', () => {
	it('is fetched with the newest ticket and kept until five minutes before its end', async () => {
		await world.putTicket('TICKET-old-000000', world.time.now - 10 * MINUTE);
		await world.putTicket('TICKET-new-000000');
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		const tokens = world.makeTokens();

		const token = await tokens.get(suite);
		expect(token).toEqual({ token: 'suite-token-1', expiresAt: world.time.now + 115 * MINUTE });
		expect(world.received).toEqual([
			{
				path: PATHS.suite,
				query: {},
				body: {
					suite_id: SUITE_ID,
					suite_secret: SUITE_SECRET,
					suite_ticket: 'TICKET-new-000000',
				},
			},
		]);

		world.time.now = token.expiresAt - 1;
		expect((await tokens.get(suite)).token).toBe('suite-token-1');

		world.time.now = token.expiresAt;
		await world.putTicket('TICKET-newer-0000');
		world.answer(PATHS.suite, give.suite('suite-token-2'));
		expect((await tokens.get(suite)).token).toBe('suite-token-2');
	});

	it('is fetched once for 50 callers at one time', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.suite('suite-token-1')).delay(20);
		const tokens = world.makeTokens();
		const got = await Promise.all(Array.from({ length: 50 }, async () => await tokens.get(suite)));
		expect(new Set(got.map(({ token }) => token))).toEqual(new Set(['suite-token-1']));
		expect(world.received).toHaveLength(1);
	});

	it('is there for another process without a fetch', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		await world.makeTokens().get(suite);
		const other = world.makeTokens({ vault: await world.openVault(), holder: 'other' });
		expect((await other.get(suite)).token).toBe('suite-token-1');
	});

	it('is fetched anew when that is asked for, even if there is one', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.suite, give.suite('suite-token-2'));
		const tokens = world.makeTokens();
		await tokens.get(suite);
		expect((await tokens.get(suite, { fresh: true })).token).toBe('suite-token-2');
		expect((await tokens.get(suite)).token).toBe('suite-token-2');
	});

	it('may be one at the very end of its life', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.suite('suite-token-1', 0));
		world.answer(PATHS.suite, give.suite('suite-token-2'));
		const tokens = world.makeTokens();
		expect((await tokens.get(suite)).token).toBe('suite-token-1');
		expect((await tokens.get(suite)).token).toBe('suite-token-2');
	});

	it.each([
		{},
		{ suite_access_token: '', expires_in: 7200 },
		{ suite_access_token: 'x' },
		{ suite_access_token: 7, expires_in: 7200 },
		{ suite_access_token: 'x', expires_in: -1 },
		{ suite_access_token: 'x', expires_in: 'soon' },
	])('is not made of the answer %j', async (answer) => {
		await world.putTicket();
		world.answer(PATHS.suite, answer);
		await expect(world.makeTokens().get(suite)).rejects.toMatchObject({
			code: 'wecom_http',
			message: expect.stringContaining('suite_access_token'),
		});
		expect(await world.vault.tokens.get(suiteKey)).toBeUndefined();
	});

	it('failure does not stick', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.refuse(60020));
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		const tokens = world.makeTokens();
		await expect(tokens.get(suite)).rejects.toMatchObject({ errcode: 60020 });
		expect((await tokens.get(suite)).token).toBe('suite-token-1');
	});

	it.each(['kind', 'baseUrl', 'owner', 'corpId', 'revision'] as const)(
		'is not taken for one of another %s',
		(field) => {
			expect(identify({ ...corpKey, [field]: 'other' })).not.toBe(identify(corpKey));
			expect(identify({ ...corpKey })).toBe(identify(corpKey));
		},
	);
});

describe('the ticket', () => {
	it('is missing before the first one came: nothing is sent', async () => {
		const error: unknown = await world
			.makeTokens()
			.get(suite)
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(TicketMissingError);
		expect(error).toMatchObject({
			code: 'wecom_ticket_missing',
			age: undefined,
			message: `There is no suite ticket of ${SUITE_ID} yet`,
			hint: expect.stringMatching(/published.*refresh the ticket/),
		});
	});

	it('is good for 30 minutes and no longer', async () => {
		await world.putTicket('TICKET-0001-abcdef', world.time.now - 30 * MINUTE);
		world.answer(PATHS.suite, give.suite('suite-token-1', 0));
		const tokens = world.makeTokens();
		await tokens.get(suite);

		world.time.now += 1;
		await expect(tokens.get(suite)).rejects.toMatchObject({
			code: 'wecom_ticket_missing',
			age: 30 * MINUTE + 1,
			message: expect.stringContaining('30 minutes ago'),
		});
	});

	it('of another suite does not count', async () => {
		await world.putTicket();
		const other = world.makeTokens({ suite: { suiteId: 'wwOther', suiteSecret: 'x-secret' } });
		await expect(other.get(suite)).rejects.toThrow(TicketMissingError);
	});

	it.each([40085, 41023])('that WeCom refuses with %i is missing too', async (errcode) => {
		await world.putTicket();
		world.answer(PATHS.suite, give.refuse(errcode));
		world.time.now += 5 * MINUTE;
		await expect(world.makeTokens().get(suite)).rejects.toMatchObject({
			code: 'wecom_ticket_missing',
			age: 5 * MINUTE,
			cause: expect.objectContaining({ errcode }),
		});
	});

	it('that came while the old one was being refused is tried at once', async () => {
		await world.putTicket('TICKET-0001-abcdef', world.time.now - MINUTE);
		world.pool.intercept({ method: 'POST', path: PATHS.suite }).reply(async () => {
			await world.putTicket('TICKET-0002-abcdef');
			return { statusCode: 200, data: give.refuse(40085) };
		});
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		expect((await world.makeTokens().get(suite)).token).toBe('suite-token-1');
		expect(world.received.map(({ body }) => body)).toMatchObject([
			{ suite_ticket: 'TICKET-0002-abcdef' },
		]);
	});
});

describe('a provider token', () => {
	it('is fetched with the provider secret', async () => {
		world.answer(PATHS.provider, give.provider('provider-token-1'));
		expect((await world.makeTokens().get(provider)).token).toBe('provider-token-1');
		expect(world.received).toEqual([
			{
				path: PATHS.provider,
				query: {},
				body: { corpid: PROVIDER.corpId, provider_secret: PROVIDER.secret },
			},
		]);
	});

	it.each([
		[undefined, 'providerCorpId'],
		[{ corpId: ' ', secret: 'x' }, 'providerCorpId'],
		[{ corpId: 'ww', secret: '' }, 'providerSecret'],
	])('needs both fields: %j', async (fields, field) => {
		await expect(world.makeTokens({ provider: fields }).get(provider)).rejects.toMatchObject({
			code: 'wecom_configuration',
			field,
		});
	});
});

describe("a company's token", () => {
	it('of a standard suite comes from get_corp_token with the suite token', async () => {
		await world.putTicket();
		await world.install();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.tenant, give.access('corp-token-1'));
		expect((await world.makeTokens().get(corp)).token).toBe('corp-token-1');
		expect(world.received.at(-1)).toEqual({
			path: PATHS.tenant,
			query: { suite_access_token: 'suite-token-1' },
			body: { auth_corpid: CORP_ID, permanent_code: PERMANENT_CODE },
		});
		expect(await world.vault.tokens.get(corpKey)).toMatchObject({ token: 'corp-token-1' });
	});

	it('of a customised app comes from gettoken, and needs no ticket', async () => {
		await world.install({ kind: 'customised' });
		world.answer(PATHS.app, give.access('corp-token-1'));
		expect((await world.makeTokens().get(corp)).token).toBe('corp-token-1');
		expect(world.received).toEqual([
			{
				path: PATHS.app,
				query: { corpid: CORP_ID, corpsecret: PERMANENT_CODE },
				body: undefined,
			},
		]);
	});

	it('is not given to a company that has not installed the suite', async () => {
		const error: unknown = await world
			.makeTokens()
			.get(corp)
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(InstallationMissingError);
		expect(error).toMatchObject({ message: expect.stringContaining(CORP_ID) });
	});

	it('is replaced with its suite token when that is bad', async () => {
		await world.putTicket();
		await world.install();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.tenant, give.refuse(42009));
		world.answer(PATHS.suite, give.suite('suite-token-2'));
		world.answer(PATHS.tenant, give.access('corp-token-1'));
		expect((await world.makeTokens().get(corp)).token).toBe('corp-token-1');
		expect(world.received.map(({ query }) => query.suite_access_token)).toEqual([
			undefined,
			'suite-token-1',
			undefined,
			'suite-token-2',
		]);
	});

	it.each([
		['standard', 40084],
		['standard', 48004],
		['customised', 40001],
		['customised', 40084],
		['customised', 40091],
		['customised', 48004],
	] as const)(
		'of a %s installation that WeCom ended with %i is refused, and not asked for again at once',
		async (kind, errcode) => {
			await world.putTicket();
			await world.install({ kind });
			if (kind === 'standard') world.answer(PATHS.suite, give.suite('suite-token-1'));
			world.answer(kind === 'standard' ? PATHS.tenant : PATHS.app, give.refuse(errcode));
			const tokens = world.makeTokens();
			for (let i = 0; i < 20; i++) {
				const error: unknown = await tokens.get(corp).catch((thrown: unknown) => thrown);
				expect(error).toBeInstanceOf(DeauthorizedError);
				if (kind === 'standard') expect(world.time.waits).toEqual([]);
				expect(error).toMatchObject({
					code: 'wecom_installation_missing',
					message: expect.stringMatching(/no longer accepts.*removed the app/),
					cause: expect.objectContaining({ errcode }),
				});
			}
		},
	);

	describe('of a customised app whose secret is refused', () => {
		const NEW = { permanentCode: 'permanent-code-2-000000', revision: 'revision-2' };
		const refuse = () => world.answer(PATHS.app, give.refuse(40001));
		const slept = () => world.time.waits.filter((wait) => wait === RESET_LOOK).length;
		/** Stores the new secret when it has been looked for in vain so many times. */
		const resetAfter = (looks: number) => async (milliseconds: number) => {
			world.time.now += milliseconds;
			world.time.waits.push(milliseconds);
			if (slept() === looks) await world.install({ kind: 'customised', ...NEW });
		};

		it('waits for the new one that a reset brings, and goes on with it', async () => {
			await world.install({ kind: 'customised' });
			refuse();
			world.answer(PATHS.app, give.access('corp-token-2'));
			const tokens = world.makeTokens({ sleep: resetAfter(7) });
			expect((await tokens.get(corp)).token).toBe('corp-token-2');
			expect(slept()).toBe(7);
			expect(world.received.map(({ query }) => query.corpsecret)).toEqual([
				PERMANENT_CODE,
				NEW.permanentCode,
			]);
		});

		it('repeats the call whose token was refused, once, with the new token', async () => {
			await world.install({ kind: 'customised' });
			world.answer(PATHS.app, give.access('corp-token-1'));
			const tokens = world.makeTokens({ sleep: resetAfter(3) });
			await tokens.get(corp);
			refuse();
			world.answer(PATHS.app, give.access('corp-token-2'));
			world.answer(PATHS.call, give.refuse(40014));
			world.answer(PATHS.call, { errcode: 0, errmsg: 'ok', userid: 'a' });
			expect(await tokens.use(corp, callWith)).toMatchObject({ userid: 'a' });
			expect(
				world.received.flatMap(({ path, query }) =>
					path === PATHS.call ? query.access_token : [],
				),
			).toEqual(['corp-token-1', 'corp-token-2']);
		});

		it('gives up after five seconds, which all callers wait for together and once', async () => {
			await world.install({ kind: 'customised' });
			refuse();
			const tokens = world.makeTokens();
			const all = await Promise.allSettled([1, 2, 3].map(async () => await tokens.get(corp)));
			for (const one of all) expect(one).toMatchObject({ reason: expect.any(DeauthorizedError) });
			const most = RESET_PATIENCE / RESET_LOOK;
			expect(slept()).toBe(most);
			await expect(tokens.get(corp)).rejects.toThrow(DeauthorizedError);
			expect(slept()).toBe(most);
			// The new secret is another one, which nothing that is known of the old one keeps back.
			await world.install({ kind: 'customised', ...NEW });
			world.answer(PATHS.app, give.access('corp-token-2'));
			expect((await tokens.get(corp)).token).toBe('corp-token-2');
		});

		it('does not wait for an app that is removed meanwhile', async () => {
			await world.install({ kind: 'customised' });
			refuse();
			const tokens = world.makeTokens({
				sleep: async (milliseconds) => {
					world.time.now += milliseconds;
					const timeStamp = Math.floor(world.time.now / 1000);
					const moment = { timeStamp, receivedAt: world.time.now };
					await world.vault.installations.remove(SUITE_ID, CORP_ID, moment);
				},
			});
			await expect(tokens.get(corp)).rejects.toThrow(DeauthorizedError);
		});
	});

	it('of a standard installation is not called ended for a wrong secret of something else', async () => {
		await world.putTicket();
		await world.install();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.tenant, give.refuse(40001));
		await expect(world.makeTokens().get(corp)).rejects.toThrow(WeComPlatformError);
	});

	it('is not stored when the company removes the app while it is fetched', async () => {
		await world.install({ kind: 'customised' });
		world.pool.intercept({ method: 'GET', path: () => true }).reply(async () => {
			world.time.now += 5000;
			await world.vault.installations.remove(SUITE_ID, CORP_ID, {
				timeStamp: Math.floor(world.time.now / 1000),
				receivedAt: world.time.now,
			});
			return { statusCode: 200, data: give.access('corp-token-1') };
		});
		await expect(world.makeTokens().get(corp)).rejects.toThrow(InstallationMissingError);
		expect(await world.vault.tokens.get(corpKey)).toBeUndefined();
	});

	it('is the one of the new code when that is replaced while the old one is used', async () => {
		await world.install({ kind: 'customised' });
		world.pool.intercept({ method: 'GET', path: () => true }).reply(async () => {
			world.time.now += 5000;
			await world.install({
				kind: 'customised',
				permanentCode: 'permanent-code-2-000000',
				revision: 'revision-2',
			});
			return { statusCode: 200, data: give.access('corp-token-1') };
		});
		world.answer(PATHS.app, give.access('corp-token-2'));
		expect((await world.makeTokens().get(corp)).token).toBe('corp-token-2');
		expect(world.received).toMatchObject([{ query: { corpsecret: 'permanent-code-2-000000' } }]);
		expect(await world.vault.tokens.get(corpKey)).toBeUndefined();
	});

	it('of one tenant is never given for another', async () => {
		await world.install({ kind: 'customised' });
		await world.install({ kind: 'customised', corpId: 'wpOther', permanentCode: 'code-other-0' });
		world.answer(PATHS.app, give.access('corp-token-1'));
		world.answer(PATHS.app, give.access('corp-token-other'));
		const tokens = world.makeTokens();
		const got = await Promise.all([
			tokens.get(corp),
			tokens.get({ kind: 'corp', corpId: 'wpOther' }),
		]);
		const byCode = new Map(world.received.map(({ query }, index) => [query.corpsecret, index]));
		expect(got.map(({ token }) => token)).toEqual(
			byCode.get(PERMANENT_CODE) === 0
				? ['corp-token-1', 'corp-token-other']
				: ['corp-token-other', 'corp-token-1'],
		);
	});
});

describe('a wrong credential', () => {
	it.each([
		[suite, PATHS.suite, 40080, 'suiteSecret'],
		[suite, PATHS.suite, 40083, 'suiteId'],
		[provider, PATHS.provider, 40001, 'providerSecret'],
		[provider, PATHS.provider, 40013, 'providerCorpId'],
	] as const)(
		'for %j, refused on %s with %i, is named: %s',
		async (request, path, errcode, field) => {
			await world.putTicket();
			world.answer(path, give.refuse(errcode));
			const error: unknown = await world
				.makeTokens()
				.get(request)
				.catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(WeComConfigurationError);
			expect(error).toMatchObject({
				field,
				message: expect.stringContaining(`${path}: WeCom answered ${errcode}`),
				cause: expect.any(WeComPlatformError),
			});
		},
	);

	it('is not tried again for 30 seconds, since WeCom bans an address that goes on', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.refuse(40080));
		const tokens = world.makeTokens();
		for (let item = 0; item < 1000; item++) {
			await expect(tokens.get(suite)).rejects.toMatchObject({ field: 'suiteSecret' });
		}
		expect(world.received).toHaveLength(1);

		world.time.now += REFUSAL_LIFE;
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		expect((await tokens.get(suite)).token).toBe('suite-token-1');
	});

	it('works at once when it is corrected, or when somebody tests it', async () => {
		await world.install({ kind: 'customised' });
		world.answer(PATHS.app, give.refuse(40001));
		const tokens = world.makeTokens();
		await expect(tokens.get(corp)).rejects.toThrow(DeauthorizedError);

		world.answer(PATHS.app, give.refuse(40001));
		await expect(tokens.get(corp, { fresh: true })).rejects.toThrow(DeauthorizedError);
		expect(world.received).toHaveLength(2);

		world.time.now += 1;
		await world.install({
			kind: 'customised',
			permanentCode: 'permanent-code-2-000000',
			revision: 'revision-2',
		});
		world.answer(PATHS.app, give.access('corp-token-1'));
		expect((await tokens.get(corp)).token).toBe('corp-token-1');
	});

	it('is forgotten as soon as it has worked', async () => {
		world.answer(PATHS.provider, give.refuse(40001));
		const tokens = world.makeTokens();
		await expect(tokens.get(provider)).rejects.toThrow(WeComConfigurationError);
		world.answer(PATHS.provider, give.provider('provider-token-1'));
		await tokens.get(provider, { fresh: true });
		const key = { kind: 'provider', baseUrl: BASE_URL, owner: PROVIDER.corpId };
		await world.vault.tokens.drop(key, 'provider-token-1');
		world.answer(PATHS.provider, give.provider('provider-token-2'));
		expect((await tokens.get(provider)).token).toBe('provider-token-2');
	});

	it('has led to a ban: the endpoint is left alone for a while', async () => {
		world.answer(PATHS.provider, give.refuse(45009));
		const tokens = world.makeTokens();
		for (let item = 0; item < 100; item++) {
			await expect(tokens.get(provider)).rejects.toThrow(WeComRateLimitError);
		}
		expect(world.received).toHaveLength(1);
	});
});

describe('use', () => {
	beforeEach(async () => {
		await world.install({ kind: 'customised' });
	});

	it.each([40014, 42001])(
		'replaces a token that is bad (%i) and repeats the call',
		async (errcode) => {
			world.answer(PATHS.app, give.access('corp-token-1'));
			world.answer(PATHS.call, give.refuse(errcode));
			world.answer(PATHS.app, give.access('corp-token-2'));
			world.answer(PATHS.call, { errcode: 0, done: true });
			await expect(world.makeTokens().use(corp, callWith)).resolves.toMatchObject({ done: true });
			expect(world.received.map(({ path, query }) => [path, query.access_token])).toEqual([
				[PATHS.app, undefined],
				[PATHS.call, 'corp-token-1'],
				[PATHS.app, undefined],
				[PATHS.call, 'corp-token-2'],
			]);
		},
	);

	it('repeats once, not for ever', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		world.answer(PATHS.app, give.access('corp-token-2'));
		world.answer(PATHS.call, give.refuse(40014)).times(2);
		await expect(world.makeTokens().use(corp, callWith)).rejects.toMatchObject({ errcode: 40014 });
	});

	it.each([
		// errcode, how often the client itself sends the call
		[60011, 1],
		[48002, 1],
		[48004, 1],
		[45033, 7],
		[-1, 1],
	])('does not blame the token for %i', async (errcode, times) => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		world.answer(PATHS.call, give.refuse(errcode)).times(times);
		await expect(world.makeTokens().use(corp, callWith)).rejects.toMatchObject({ errcode });
		expect(await world.vault.tokens.get(corpKey)).toBeDefined();
	});

	it('does not blame the token for an errcode about a token of another family', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		await expect(
			world.makeTokens().use(corp, async () => {
				await Promise.resolve();
				throw new WeComPlatformError({
					call: 'POST /cgi-bin/service/x',
					errcode: 40082,
					errmsg: 'bad',
					tokenFamily: 'suite',
				});
			}),
		).rejects.toMatchObject({ errcode: 40082 });
		expect(await world.vault.tokens.get(corpKey)).toBeDefined();
	});

	it.each([40082, 40014, 42001])('replaces a provider token that is bad (%i)', async (errcode) => {
		world.answer(PATHS.provider, give.provider('provider-token-1'));
		world.answer(PATHS.call, give.refuse(errcode));
		world.answer(PATHS.provider, give.provider('provider-token-2'));
		world.answer(PATHS.call, { errcode: 0, done: true });
		await expect(
			world.makeTokens().use(provider, async (token) => {
				const { json } = await world.client.call({
					method: 'POST',
					path: PATHS.call,
					token: { parameter: 'provider_access_token', value: token, family: 'provider' },
					repeatable: true,
				});
				return json;
			}),
		).resolves.toMatchObject({ done: true });
	});

	it('replaces a token once, however many callers find it bad', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		world.answer(PATHS.call, give.refuse(40014)).times(50);
		world.answer(PATHS.app, give.access('corp-token-2'));
		world.answer(PATHS.call, { errcode: 0, done: true }).times(50);
		const tokens = world.makeTokens();
		const done = await Promise.all(
			Array.from({ length: 50 }, async () => await tokens.use(corp, callWith)),
		);
		expect(done).toHaveLength(50);
		expect(world.received.filter(({ path }) => path === PATHS.app)).toHaveLength(2);
	});

	it('does not drop the new token for a caller that is late with the old one', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		world.answer(PATHS.app, give.access('corp-token-2'));
		const tokens = world.makeTokens();
		let fail: (() => void) | undefined;
		const used: string[] = [];
		const bad = () =>
			new WeComPlatformError({
				call: 'POST /cgi-bin/user/get',
				errcode: 40014,
				errmsg: 'bad',
				tokenFamily: 'corp',
			});
		const late = tokens.use(corp, async (token) => {
			used.push(`late ${token}`);
			if (token !== 'corp-token-1') return;
			await new Promise<void>((resolve) => (fail = resolve));
			throw bad();
		});
		await tokens.use(corp, async (token) => {
			used.push(`soon ${token}`);
			await Promise.resolve();
			if (token === 'corp-token-1') throw bad();
		});
		fail?.();
		await late;
		expect(used).toEqual([
			'late corp-token-1',
			'soon corp-token-1',
			'soon corp-token-2',
			'late corp-token-2',
		]);
	});

	it('reads a token once a second, however many calls there are', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		let reads = 0;
		const { vault } = world;
		const tokens = world.makeTokens({
			vault: {
				...vault,
				tokens: {
					...vault.tokens,
					async get(key) {
						reads += 1;
						return await vault.tokens.get(key);
					},
				},
			},
		});
		const read = async () => (await tokens.get(corp)).token;
		await read();
		reads = 0;
		for (let call = 0; call < 100; call++) expect(await read()).toBe('corp-token-1');
		expect(reads).toBe(1);
		world.time.now += 1_000;
		await read();
		expect(reads).toBe(2);
	});

	it('takes the token that another process has fetched as soon as its own is refused', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		const [one, other] = [world.makeTokens(), world.makeTokens({ vault: await world.openVault() })];
		for (const tokens of [one, other, one, other]) await tokens.get(corp);
		world.answer(PATHS.app, give.access('corp-token-2'));
		await other.get(corp, { fresh: true });
		expect((await other.get(corp)).token).toBe('corp-token-2');
		world.answer(PATHS.call, give.refuse(40014));
		world.answer(PATHS.call, { errcode: 0, done: true });
		await expect(one.use(corp, callWith)).resolves.toMatchObject({ done: true });
		expect(world.received.at(-1)?.query.access_token).toBe('corp-token-2');
	});

	it.each(['while it is dropped', 'after it was dropped'])(
		'does not take a bad token again from a caller that had read it before and has it %s',
		async (when) => {
			world.answer(PATHS.app, give.access('corp-token-1'));
			world.answer(PATHS.app, give.access('corp-token-2'));
			const { vault } = world;
			let isSlow = false;
			let deliver = () => {};
			/** What was read long ago arrives, and everything that follows from it happens. */
			const arrive = async () => {
				deliver();
				await new Promise((resolve) => setImmediate(resolve));
			};
			const tokens = world.makeTokens({
				vault: {
					...vault,
					tokens: {
						...vault.tokens,
						async get(key) {
							if (!isSlow) {
								if (when === 'after it was dropped') await arrive();
								return await vault.tokens.get(key);
							}
							isSlow = false;
							const read = await vault.tokens.get(key);
							await new Promise<void>((resolve) => (deliver = resolve));
							return read;
						},
						async drop(key, token) {
							if (when === 'while it is dropped') await arrive();
							return await vault.tokens.drop(key, token);
						},
					},
				},
			});
			const used: string[] = [];
			let slow: Promise<unknown> = Promise.resolve();
			await tokens.use(corp, async (token) => {
				used.push(token);
				if (token !== 'corp-token-1') return;
				// By then nobody remembers it, and somebody else reads it.
				world.time.now += 1_000;
				isSlow = true;
				slow = tokens.get(corp);
				await new Promise((resolve) => setImmediate(resolve));
				throw new WeComPlatformError({
					call: 'POST /cgi-bin/user/get',
					errcode: 40014,
					errmsg: 'bad',
					tokenFamily: 'corp',
				});
			});
			await slow;
			expect(used).toEqual(['corp-token-1', 'corp-token-2']);
			expect(await tokens.get(corp)).toMatchObject({ token: 'corp-token-2' });
		},
	);

	it('does not fetch for each of 100 calls to an endpoint that wants another kind of token', async () => {
		// WeCom hands out the same token again: it is good, and the endpoint refuses it all the same.
		world.answer(PATHS.app, give.access('corp-token-1')).times(2);
		world.answer(PATHS.call, give.refuse(40014)).times(101);
		const tokens = world.makeTokens();
		for (let item = 0; item < 100; item++) {
			await expect(tokens.use(corp, callWith)).rejects.toMatchObject({ errcode: 40014 });
		}
		expect(world.received.filter(({ path }) => path === PATHS.app)).toHaveLength(2);

		// A minute later it is looked at again.
		world.time.now += MINUTE;
		world.answer(PATHS.call, give.refuse(40014));
		world.answer(PATHS.app, give.access('corp-token-2'));
		world.answer(PATHS.call, { errcode: 0, done: true });
		await expect(tokens.use(corp, callWith)).resolves.toMatchObject({ done: true });
	});

	it('passes on every other failure of the call as it is', async () => {
		world.answer(PATHS.app, give.access('corp-token-1'));
		const failure = new Error('no such thing');
		await expect(
			world.makeTokens().use(corp, async () => await Promise.reject(failure)),
		).rejects.toBe(failure);
	});
});

describe('the lease', () => {
	const lease = `token:${fingerprint(identify(suiteKey))}`;

	it('of a process that died is taken over when it ends, and blocks nobody', async () => {
		await world.putTicket();
		const until = world.time.now + LEASE_LIFE;
		await world.vault.leases.acquire(lease, { holder: 'dead', until }, world.time.now);
		world.answer(PATHS.suite, give.suite('suite-token-1'));

		const begin = world.time.now;
		expect((await world.makeTokens().get(suite)).token).toBe('suite-token-1');
		expect(world.time.now - begin).toBeGreaterThanOrEqual(LEASE_LIFE);
		expect(world.time.now - begin).toBeLessThan(LEASE_LIFE + 1000);
	});

	it('of a machine whose clock is an hour ahead is not waited for that long', async () => {
		await world.putTicket();
		const until = world.time.now + 60 * MINUTE;
		await world.vault.leases.acquire(lease, { holder: 'ahead', until }, world.time.now);
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		const begin = world.time.now;
		await world.makeTokens().get(suite);
		expect(world.time.now - begin).toBeLessThan(2 * LEASE_LIFE + 1000);
		// It was not ours to release.
		expect(await world.vault.leases.acquire(lease, { holder: 'x', until }, world.time.now)).toBe(
			false,
		);
	});

	it('is given back after a failure too', async () => {
		await world.putTicket();
		world.answer(PATHS.suite, give.refuse(60020));
		await expect(world.makeTokens().get(suite)).rejects.toMatchObject({ errcode: 60020 });
		expect(
			await world.vault.leases.acquire(
				lease,
				{ holder: 'x', until: world.time.now + 1 },
				world.time.now,
			),
		).toBe(true);
	});

	it('spares whoever waits for it the fetch', async () => {
		await world.putTicket();
		await world.vault.leases.acquire(
			lease,
			{ holder: 'other', until: world.time.now + LEASE_LIFE },
			world.time.now,
		);
		const waiting = world.makeTokens({
			sleep: async (milliseconds) => {
				await world.sleep(milliseconds);
				if (world.time.waits.length === 5) {
					await world.vault.tokens.put(suiteKey, {
						token: 'suite-token-of-other',
						expiresAt: world.time.now + 60 * MINUTE,
					});
				}
			},
		});
		expect((await waiting.get(suite)).token).toBe('suite-token-of-other');
		expect(world.time.waits).toHaveLength(5);
	});

	it('is looked through: a token that came with it is taken', async () => {
		const { vault } = world;
		const late = {
			...vault,
			tokens: vault.tokens,
			leases: {
				...vault.leases,
				acquire: async (...parts: Parameters<typeof vault.leases.acquire>) => {
					// Another process stores its token and releases between the look and the lease.
					await vault.tokens.put(suiteKey, {
						token: 'suite-token-of-other',
						expiresAt: world.time.now + 60 * MINUTE,
					});
					return await vault.leases.acquire(...parts);
				},
			},
		};
		expect((await world.makeTokens({ vault: late }).get(suite)).token).toBe('suite-token-of-other');
	});

	it("of a company's token is not held while a suite token is waited for", async () => {
		await world.putTicket();
		await world.install();
		const until = world.time.now + LEASE_LIFE;
		await world.vault.leases.acquire(lease, { holder: 'dead', until }, world.time.now);
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.tenant, give.access('corp-token-1'));
		const { vault } = world;
		const names: string[] = [];
		const watched = {
			...vault,
			leases: {
				...vault.leases,
				acquire: async (...parts: Parameters<typeof vault.leases.acquire>) => {
					names.push(parts[0]);
					return await vault.leases.acquire(...parts);
				},
			},
		};
		await world.makeTokens({ vault: watched }).get(corp);
		expect(names.length).toBeGreaterThan(50);
		expect(new Set(names.slice(0, -1))).toEqual(new Set([lease]));
		expect(names.at(-1)).not.toBe(lease);
	});

	it('is waited for by whoever wants a fresh token, whatever others find in the vault', async () => {
		await world.putTicket();
		await world.vault.leases.acquire(
			lease,
			{ holder: 'other', until: world.time.now + LEASE_LIFE },
			world.time.now,
		);
		world.answer(PATHS.suite, give.suite('suite-token-fresh'));
		const tokens = world.makeTokens({
			sleep: async (milliseconds) => {
				await world.sleep(milliseconds);
				if (world.time.waits.length === 8) {
					await world.vault.tokens.put(suiteKey, {
						token: 'suite-token-of-other',
						expiresAt: world.time.now + 60 * MINUTE,
					});
				}
			},
		});
		const got = await Promise.all([tokens.get(suite), tokens.get(suite, { fresh: true })]);
		expect(got.map(({ token }) => token)).toEqual(['suite-token-of-other', 'suite-token-fresh']);
	});

	it('names no secret and no tenant', async () => {
		const names: string[] = [];
		const { vault } = world;
		const watched = {
			...vault,
			leases: {
				...vault.leases,
				acquire: async (...parts: Parameters<typeof vault.leases.acquire>) => {
					names.push(`${parts[0]} ${JSON.stringify(parts[1])}`);
					return await vault.leases.acquire(...parts);
				},
			},
		};
		await world.install({ kind: 'customised' });
		world.answer(PATHS.app, give.access('corp-token-1'));
		await world.makeTokens({ vault: watched }).get(corp);
		expect(names).toEqual([
			expect.stringMatching(/^token:[0-9a-f]{32} \{"holder":"test\/[0-9a-f-]{36}","until":\d+\}$/),
		]);
	});
});

it('several processes on one vault fetch a token once, and replace a bad one once', async () => {
	await world.close();
	world = await makeWorld({ real: true });
	await world.putTicket();
	await world.install();
	world.answer(PATHS.suite, give.suite('suite-token-1')).delay(60);
	world.answer(PATHS.tenant, give.access('corp-token-1')).delay(60);
	const processes = await Promise.all(
		['a', 'b', 'c', 'd'].map(async (holder) =>
			world.makeTokens({ holder, vault: await world.openVault() }),
		),
	);
	// Two in one process are kept apart as well.
	processes.push(world.makeTokens({ holder: 'd' }));
	const everywhere = async <T>(run: (tokens: (typeof processes)[0]) => Promise<T>) =>
		await Promise.all(
			processes.flatMap((tokens) => Array.from({ length: 10 }, async () => await run(tokens))),
		);

	const got = await everywhere(async (tokens) => (await tokens.get(corp)).token);
	expect(new Set(got)).toEqual(new Set(['corp-token-1']));
	expect(world.received.map(({ path }) => path)).toEqual([PATHS.suite, PATHS.tenant]);

	world.answer(PATHS.tenant, give.access('corp-token-2')).delay(60);
	await everywhere(
		async (tokens) =>
			await tokens.use(corp, async (token) => {
				await Promise.resolve();
				if (token === 'corp-token-2') return;
				throw new WeComPlatformError({
					call: 'GET /cgi-bin/user/get',
					errcode: 40014,
					errmsg: 'bad',
					tokenFamily: 'corp',
				});
			}),
	);
	expect(world.received).toHaveLength(3);
});

it('no secret is in a log line or in an error', async () => {
	await world.putTicket('TICKET-0001-abcdef');
	await world.install();
	world.answer(PATHS.suite, give.suite('suite-token-1'));
	world.answer(PATHS.tenant, give.access('corp-token-1'));
	world.answer(PATHS.tenant, {
		errcode: 40084,
		errmsg: `no ${PERMANENT_CODE} with suite-token-1`,
	});
	const tokens = world.makeTokens();
	const error: unknown = await tokens
		.use(corp, async () => {
			await Promise.resolve();
			throw new WeComPlatformError({
				call: 'GET /cgi-bin/user/get',
				errcode: 42001,
				errmsg: 'expired',
				tokenFamily: 'corp',
			});
		})
		.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(DeauthorizedError);
	const shown = `${inspect(error, { depth: 20, showHidden: true })}\n${world.log.join('\n')}`;
	expect(world.log.length).toBeGreaterThan(2);
	for (const secret of [
		SUITE_SECRET,
		PERMANENT_CODE,
		'TICKET-0001-abcdef',
		'suite-token-1',
		'corp-token-1',
	]) {
		expect(shown).not.toContain(secret);
	}
});
