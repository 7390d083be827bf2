import { DatabaseSync } from 'node:sqlite';

import { createCallbackKeys } from '../../../wecom/callback/keys';
import { createInstallLink } from '../../../wecom/suite/install-link';
import type { Attendance } from '../../../wecom/suite/deliveries';
import type { Emission } from '../../../wecom/suite/emission';
import { signState } from '../../../wecom/suite/state';
import { createSuite } from '../../../wecom/suite/suite';
import { clock, logger, openSuiteStage, sleep, until, type SuiteStage } from './stage';

const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';
const place = { id: 'place' };

let stage: SuiteStage;
let corpId: string;
let landed: Emission[];
let attendance: Attendance;

beforeEach(async () => {
	stage = await openSuiteStage();
	corpId = stage.simulator.world.corps[0].corpId;
	landed = [];
	attendance = stage.suite.landings.attend(place.id, async (emission) => {
		landed.push(emission);
		await Promise.resolve();
	});
});

afterEach(async () => {
	await attendance.stop();
	await stage.close();
});

const stored = async () => await stage.vault.installations.get(stage.suiteId, corpId);
const exchanges = () => stage.simulator.requests.filter(({ path }) => path === EXCHANGE).length;
const app = () => {
	const [{ suiteId, suiteSecret }] = stage.simulator.world.suites;
	return { suiteId, suiteSecret };
};

/** What an administrator who has installed the app from the website comes back with. */
async function installFromWebsite(reference = 'customer4711') {
	const { client, tokens, suiteId, simulator } = stage;
	const { url } = await createInstallLink(
		{ ...app(), client, tokens, clock },
		{ authorisation: 'production', redirectUri: 'https://app.example.com/', reference },
	);
	const link = new URL(url).searchParams;
	const { redirect = '' } = await simulator.actions.install({
		suiteId,
		corpId,
		way: 'website',
		preAuthCode: link.get('pre_auth_code') ?? '',
		redirectUri: link.get('redirect_uri') ?? '',
		state: link.get('state') ?? '',
	});
	const { auth_code = '', state = '' } = Object.fromEntries(new URL(redirect).searchParams);
	return { auth_code, state };
}

const land = async (query: Record<string, unknown>) =>
	await stage.suite.landings.install(query, place);

/** Lands and waits for what becomes of it. */
async function finish(query: Record<string, unknown>) {
	const landing = await land(query);
	return landing.accepted ? await landing.complete() : landing;
}

/** Another process, a minute later: the time of whoever left something behind has run out. */
function attendLater(): Attendance {
	const { client, tokens, vault, simulator } = stage;
	const { landings } = createSuite({
		...app(),
		keys: [createCallbackKeys(simulator.world.suites[0])],
		vault,
		client,
		tokens,
		clock: () => clock() + 60_000,
		sleep,
		logger,
		holder: 'next',
	});
	return landings.attend(place.id, async (emission) => {
		landed.push(emission);
		await Promise.resolve();
	});
}

const claims = async () =>
	await stage.vault.claims.takeDue(
		{ suiteId: `landing:${stage.suiteId}`, stage: 'accepted', limit: 9 },
		{ holder: 'looking', until: clock() },
		clock() + 3_600_000,
	);

describe('an install that ends on the website', () => {
	it('is completed, and the workflow hears of it with the reference of the link', async () => {
		const query = await installFromWebsite();
		expect(await finish({ ...query, expires_in: '600' })).toMatchObject({
			kind: 'done',
			emission: { installation: { corpId } },
		});
		expect(await stored()).toBeDefined();
		await until(() => landed.length === 1);
		expect(landed[0]).toMatchObject({
			installation: { corpId, agentId: expect.any(Number) as number },
			event: { data: { Reference: 'customer4711' } },
		});
	});

	it('works once', async () => {
		const query = await installFromWebsite();
		const first = await land(query);
		// Also while the first is still under way.
		expect(await land(query)).toMatchObject({ accepted: false, fault: 'used', status: 409 });
		if (first.accepted) await first.complete();
		await until(() => landed.length === 1);
		expect(await land(query)).toMatchObject({ accepted: false, fault: 'used' });
		const [anotherCode] = [(await installFromWebsite()).auth_code];
		expect(await land({ ...query, auth_code: anotherCode })).toMatchObject({ fault: 'used' });
		expect(exchanges()).toBe(1);
		expect(landed).toHaveLength(1);
	});

	it('may be tried again with its state when WeCom did not take the code', async () => {
		const query = await installFromWebsite();
		expect(await finish({ ...query, auth_code: 'x'.repeat(64) })).toMatchObject({
			kind: 'refused',
			refusal: { fault: 'code', status: 410 },
		});
		expect(await claims()).toEqual([]);
		expect(await finish(query)).toMatchObject({ kind: 'done' });
		await until(() => landed.length === 1);
	});

	it('goes on by itself when WeCom cannot be asked, also for a reason that an operator must mend', async () => {
		const query = await installFromWebsite();
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'errcode', errcode: 60020, times: 2 }],
		});
		expect(await finish(query)).toMatchObject({ kind: 'done' });
		expect(exchanges()).toBe(3);
		await until(() => landed.length === 1);
		expect(landed[0].failure).toBeUndefined();
	});

	it('that a process left behind is completed by the next', async () => {
		const query = await installFromWebsite();
		expect(await land(query)).toMatchObject({ accepted: true });
		expect(await stored()).toBeUndefined();
		const next = attendLater();
		await until(() => landed.length === 1);
		await next.stop();
		expect(landed[0]).toMatchObject({ installation: { corpId } });
		expect(await stored()).toBeDefined();
	});

	it('tells the workflow when the answer with the permanent code was lost', async () => {
		const query = await installFromWebsite();
		await stage.simulator.actions.setFaults({
			api: [{ path: EXCHANGE, kind: 'reset', when: 'after', times: 1 }],
		});
		expect(await finish(query)).toMatchObject({
			kind: 'failed',
			emission: { failure: { code: 'wecom_platform' } },
		});
		await until(() => landed.length === 1);
		expect(landed[0].failure?.message).toContain('40078');
	});

	it.each(['redirect', 'event'])(
		'does the work once when WeCom also pushes create_auth and the %s comes first',
		async (first) => {
			const query = await installFromWebsite();
			const xml = `<xml><SuiteId>${stage.suiteId}</SuiteId><InfoType>create_auth</InfoType><AuthCode>${query.auth_code}</AuthCode><TimeStamp>${Math.floor(clock() / 1000)}</TimeStamp></xml>`;
			const push = async () => {
				await stage.simulator.actions.deliver({ suiteId: stage.suiteId, kind: 'command', xml });
				await until(() => stage.emitted.length === 1);
			};
			if (first === 'event') await push();
			expect(await finish(query)).toMatchObject({ kind: 'done' });
			if (first === 'redirect') await push();
			await until(() => landed.length === 1);
			expect(exchanges()).toBe(1);
			const {
				permanentCode: _code,
				revision: _revision,
				authCodeHash: _hash,
				...known
			} = (await stored())!;
			expect(landed[0].installation).toEqual(known);
			expect(stage.emitted).toMatchObject([
				{ event: { id: 'create_auth' }, installation: { corpId } },
			]);
			expect(stage.emitted[0].failure).toBeUndefined();
		},
	);
});

describe('refused before anything is kept or asked', () => {
	const good = () => ({
		auth_code: 'a'.repeat(64),
		state: signState(app(), {
			purpose: 'install link',
			reference: '',
			lifetimeSeconds: 60,
			clock,
		}),
	});

	const wrong: Array<[string, number, string, () => Record<string, unknown>]> = [
		['no state', 400, 'missing', () => ({ auth_code: 'a' })],
		['no code', 400, 'missing', () => ({ ...good(), auth_code: '' })],
		['two states', 400, 'repeated', () => ({ ...good(), state: [good().state, good().state] })],
		['a nested code', 400, 'repeated', () => ({ ...good(), auth_code: { a: 'b' } })],
		['a script', 400, 'malformed', () => ({ ...good(), auth_code: '<script>alert(1)</script>' })],
		['a long code', 400, 'malformed', () => ({ ...good(), auth_code: 'a'.repeat(513) })],
		['a state of others', 400, 'malformed', () => ({ ...good(), state: 'customer4711' })],
		['a bent state', 403, 'forged', () => ({ ...good(), state: good().state.replace(/.$/, swap) })],
		[
			"another suite's state",
			403,
			'forged',
			() => ({
				...good(),
				state: signState(
					{ ...app(), suiteId: 'ww00000000000000b2' },
					{ purpose: 'install link', reference: '', lifetimeSeconds: 60, clock },
				),
			}),
		],
		[
			'the state of a login',
			403,
			'forged',
			() => ({
				...good(),
				state: signState(app(), {
					purpose: 'member login',
					reference: '',
					lifetimeSeconds: 60,
					clock,
				}),
			}),
		],
		[
			'an old state',
			410,
			'expired',
			() => ({
				...good(),
				state: signState(app(), {
					purpose: 'install link',
					reference: '',
					lifetimeSeconds: -1,
					clock,
				}),
			}),
		],
	];

	it.each(wrong)('%s', async (_name, status, fault, query) => {
		const before = stage.simulator.requests.length;
		expect(await land(query())).toMatchObject({ accepted: false, status, fault });
		expect(stage.simulator.requests).toHaveLength(before);
		expect(await claims()).toEqual([]);
	});

	it('is none of what is good', async () => {
		expect(await land(good())).toMatchObject({ accepted: true });
	});
});

const swap = (character: string) => (character === '0' ? '1' : '0');

/** The company has the app; nobody is told about it here. */
async function installed(index = 0) {
	const { corpId: id } = stage.simulator.world.corps[index];
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId: id });
	await until(
		async () => (await stage.vault.installations.get(stage.suiteId, id))?.agentId !== undefined,
	);
	return id;
}

const requested = (path: string) =>
	stage.simulator.requests.filter((request) => request.path === path).length;

describe('an administrator who opens the business settings', () => {
	const admin = () => stage.simulator.world.corps[0].adminUserId;
	const options = { askAs: 'provider', acceptsStrangers: false } as const;

	async function openSettings() {
		const { code } = await stage.simulator.actions.openBusinessSettings({
			suiteId: stage.suiteId,
			corpId,
		});
		return { auth_code: code };
	}

	async function visit(query: Record<string, unknown>, change: Partial<{ askAs: 'suite' }> = {}) {
		const landing = await stage.suite.landings.businessSettings(query, place, {
			...options,
			...change,
		});
		return landing.accepted ? await landing.complete() : landing;
	}

	it('is known by the provider, once for each code', async () => {
		await installed();
		const query = await openSettings();
		expect(await visit(query)).toMatchObject({ kind: 'done' });
		expect(await visit(query)).toMatchObject({ fault: 'used', status: 409 });
		await until(() => landed.length === 1);
		expect(landed[0]).toMatchObject({
			visitor: { corpId, userId: admin(), openUserId: admin(), data: { usertype: 1 } },
			installation: { corpId },
		});
		expect(requested('/cgi-bin/service/get_login_info')).toBe(1);
	});

	it('is known by the suite where the provider has a login app', async () => {
		await installed();
		expect(await visit(await openSettings(), { askAs: 'suite' })).toMatchObject({
			kind: 'done',
			emission: { visitor: { corpId, userId: admin() } },
		});
		expect(requested('/cgi-bin/service/auth/getuserinfo3rd')).toBe(1);
	});

	it('is turned away when WeCom does not know the code, and nothing is kept', async () => {
		await installed();
		expect(await visit({ auth_code: 'made-up' })).toMatchObject({ refusal: { fault: 'code' } });
		expect(await visit({})).toMatchObject({ fault: 'missing' });
		expect(await claims()).toEqual([]);
		expect(landed).toEqual([]);
	});

	it('may try again when WeCom cannot be asked', async () => {
		await installed();
		const query = await openSettings();
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/service/get_login_info', kind: 'status', times: 1 }],
		});
		await expect(visit(query)).rejects.toMatchObject({ code: 'wecom_http' });
		expect(await visit(query)).toMatchObject({ kind: 'done' });
	});
});

describe('a member who logs in', () => {
	const landingUrl = 'https://n8n.example.com/webhook/a/landing';
	const beginning = {
		way: 'oauth',
		scope: 'snsapi_base',
		landingUrl,
		returnOrigins: ['https://app.example.com'],
	} as const;

	type Beginning = Parameters<SuiteStage['suite']['landings']['beginLogin']>[1];

	async function begin(query: Record<string, unknown> = {}, change: Partial<Beginning> = {}) {
		const begun = await stage.suite.landings.beginLogin(query, { ...beginning, ...change });
		if (!begun.accepted) throw new Error(begun.detail);
		return { ...begun, link: new URL(begun.url), cookies: begun.cookie.split(';')[0] };
	}

	/** Goes through the link as WeCom does. */
	async function follow(link: URL, userId: string, id = corpId) {
		const appId = link.searchParams.get('appid') ?? '';
		const { redirect = '' } = await stage.simulator.actions.login({
			suiteId: appId.startsWith('ww') && !appId.endsWith('f') ? appId : stage.suiteId,
			corpId: id,
			userId,
			scope: (link.searchParams.get('scope') ?? 'snsapi_base') as 'snsapi_base',
			redirectUri: link.searchParams.get('redirect_uri') ?? '',
			state: link.searchParams.get('state') ?? '',
		});
		return Object.fromEntries(new URL(redirect).searchParams);
	}

	const end = async (
		query: Record<string, unknown>,
		cookies: unknown,
		acceptsStrangers = false,
	) => {
		const ending = { cookies, acceptsStrangers };
		const landing = await stage.suite.landings.endLogin(query, place, ending);
		return landing.accepted ? await landing.complete() : landing;
	};

	const member = () => stage.simulator.world.corps[0].members[1];

	it('is sent to WeCom and comes back as who they are', async () => {
		await installed();
		const { link, cookie, cookies } = await begin({ reference: 'order17' });
		expect(link.pathname).toBe('/connect/oauth2/authorize');
		expect(link.hash).toBe('#wechat_redirect');
		expect(link.searchParams.get('state')).toMatch(/^[A-Za-z0-9]{1,128}$/);
		expect(cookie).toMatch(
			/^wecom_login_[0-9a-f]{16}=[^;]+; HttpOnly; SameSite=Lax; Max-Age=600; Path=\/webhook\/a\/landing; Secure$/,
		);
		const query = await follow(link, member().userId);
		expect(await end(query, `a=b; ${cookies}; c=d`)).toMatchObject({ kind: 'done' });
		await until(() => landed.length === 1);
		expect(landed[0]).toMatchObject({
			event: { data: { Reference: 'order17' } },
			visitor: { corpId, userId: member().userId, openUserId: member().userId },
			installation: { corpId },
		});
		expect(landed[0].visitor).not.toHaveProperty('details');
	});

	it('shows what they agreed to show, and the ticket for it stays hidden', async () => {
		await installed();
		const { link, cookies } = await begin({}, { scope: 'snsapi_privateinfo' });
		const done = await end(await follow(link, member().userId), cookies);
		expect(done).toMatchObject({
			emission: { visitor: { details: { gender: expect.any(String) as string } } },
		});
		expect(JSON.stringify((done as { emission: Emission }).emission.visitor)).not.toMatch(
			/ticket/i,
		);
	});

	it('is logged in although the details cannot be read', async () => {
		await installed();
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/service/auth/getuserdetail3rd', kind: 'errcode', errcode: 84014 }],
		});
		const { link, cookies } = await begin({}, { scope: 'snsapi_privateinfo' });
		const done = await end(await follow(link, member().userId), cookies);
		expect(done).toMatchObject({ emission: { visitor: { userId: member().userId } } });
		expect((done as { emission: Emission }).emission.visitor).not.toHaveProperty('details');
	});

	it('ends a login once, and only in the browser that began it', async () => {
		await installed();
		const { link, cookies } = await begin();
		const other = await begin();
		const query = await follow(link, member().userId);
		for (const wrong of [undefined, '', other.cookies, `${cookies}x`, cookies.replace('=', '=0')]) {
			expect(await end(query, wrong)).toMatchObject({ fault: 'other_browser', status: 403 });
		}
		expect(requested('/cgi-bin/service/auth/getuserinfo3rd')).toBe(0);
		expect(await end({ ...query, code: 'made-up' }, cookies)).toMatchObject({
			refusal: { fault: 'code' },
		});
		expect(await end(query, cookies)).toMatchObject({ kind: 'done' });
		const again = await follow(link, member().userId);
		expect(await end(again, cookies)).toMatchObject({ fault: 'used', status: 409 });
		await until(() => landed.length === 1);
	});

	it('does not come back with the state of an install link, or one that is old', async () => {
		const query = { code: 'code', state: '' };
		const states: Array<[string, string]> = [
			['forged', (await installFromWebsite()).state],
			['malformed', 'abc'],
			[
				'expired',
				signState(app(), {
					purpose: 'member login',
					reference: '',
					lifetimeSeconds: -1,
					clock,
				}),
			],
		];
		for (const [fault, state] of states) {
			expect(await end({ ...query, state }, '')).toMatchObject({ accepted: false, fault });
		}
		expect(await end({ code: 'code' }, '')).toMatchObject({ fault: 'missing' });
	});

	it('returns to an allowed origin and nowhere else', async () => {
		await installed();
		const { link, cookies } = await begin({ return: 'https://app.example.com/a?b=c' });
		const ending = { cookies, acceptsStrangers: false };
		const query = await follow(link, member().userId);
		expect(await stage.suite.landings.endLogin(query, place, ending)).toMatchObject({
			returnTo: 'https://app.example.com/a?b=c',
		});
		for (const wrong of [
			'https://evil.example.com/',
			'https://app.example.com@evil.example.com/',
			'https://app.example.com.evil.example.com/',
			'https://app.example.com:8443/',
			'http://app.example.com/',
		]) {
			const refused = await stage.suite.landings.beginLogin({ return: wrong }, beginning);
			expect([wrong, refused]).toMatchObject([wrong, { accepted: false, fault: 'return' }]);
		}
		for (const wrong of [
			'//evil.example.com',
			'javascript:alert(1)',
			'https://a\r\nb',
			['a', 'b'],
		]) {
			const refused = await stage.suite.landings.beginLogin({ return: wrong }, beginning);
			expect([wrong, refused.accepted]).toEqual([wrong, false]);
		}
	});

	it('is turned away as a stranger, unless strangers are wanted', async () => {
		await installed();
		const [, { corpId: elsewhere, adminUserId }] = stage.simulator.world.corps;
		const first = await begin();
		const query = await follow(first.link, adminUserId, elsewhere);
		expect(await end(query, first.cookies)).toMatchObject({
			refusal: { fault: 'stranger', status: 403 },
		});
		expect(landed).toEqual([]);
		const second = await begin();
		const done = await end(await follow(second.link, adminUserId, elsewhere), second.cookies, true);
		expect(done).toMatchObject({ kind: 'done', emission: { visitor: { corpId: elsewhere } } });
		expect((done as { emission: Emission }).emission).not.toHaveProperty('installation');
	});

	it('leaves nothing behind when the process that knew them is gone', async () => {
		const { link, cookies } = await begin();
		const query = { code: 'made-up', state: link.searchParams.get('state') ?? '' };
		const ending = { cookies, acceptsStrangers: true };
		expect(await stage.suite.landings.endLogin(query, place, ending)).toMatchObject({
			accepted: true,
		});
		const next = attendLater();
		const database = new DatabaseSync(stage.vaultFile, { readOnly: true });
		const stages = () => database.prepare('select stage from claims').all();
		await until(() => stages()[0]?.stage === 'finished');
		await next.stop();
		database.close();
		expect(requested('/cgi-bin/service/auth/getuserinfo3rd')).toBe(1);
		expect(landed).toEqual([]);
	});

	it('scans a code where that is wanted', async () => {
		const { link } = await begin({}, { way: 'web' });
		expect(link.pathname).toBe('/wwlogin/sso/login');
		expect(Object.fromEntries(link.searchParams)).toMatchObject({
			login_type: 'ServiceApp',
			appid: stage.suiteId,
			redirect_uri: landingUrl,
		});
	});
});

describe("a member of a company's customised app", () => {
	const beginning = {
		way: 'oauth',
		scope: 'snsapi_privateinfo',
		landingUrl: 'http://127.0.0.1/landing',
		returnOrigins: [],
	} as const;

	beforeEach(async () => {
		await attendance.stop();
		await stage.close();
		stage = await openSuiteStage(1);
		attendance = stage.suite.landings.attend(place.id, async () => await Promise.resolve());
	});

	it.each(['oauth', 'web'] as const)('logs in by %s to the app of the company', async (way) => {
		const id = await installed();
		const { agentId } = (await stage.vault.installations.get(stage.suiteId, id))!;
		const query = { corp_id: id };
		const begun = await stage.suite.landings.beginLogin(query, { ...beginning, way });
		if (!begun.accepted) throw new Error(begun.detail);
		const link = new URL(begun.url).searchParams;
		expect([link.get('appid'), link.get('agentid')]).toEqual([id, String(agentId)]);
		expect(link.get('login_type')).toBe(way === 'web' ? 'CorpApp' : null);
		expect(begun.cookie).not.toContain('Secure');
		const { redirect = '' } = await stage.simulator.actions.login({
			suiteId: stage.suiteId,
			corpId: id,
			scope: 'snsapi_privateinfo',
			redirectUri: link.get('redirect_uri') ?? '',
			state: link.get('state') ?? '',
		});
		const landing = await stage.suite.landings.endLogin(
			Object.fromEntries(new URL(redirect).searchParams),
			place,
			{ cookies: begun.cookie.split(';')[0], acceptsStrangers: false },
		);
		if (!landing.accepted) throw new Error(landing.detail);
		expect(await landing.complete()).toMatchObject({
			kind: 'done',
			emission: {
				visitor: {
					corpId: id,
					userId: expect.any(String) as string,
					details: { gender: expect.any(String) as string },
				},
				installation: { corpId: id, kind: 'customised' },
			},
		});
		expect(requested('/cgi-bin/auth/getuserinfo')).toBe(1);
	});

	it('needs the company to be named, and to have the app', async () => {
		const { landings } = stage.suite;
		expect(await landings.beginLogin({}, beginning)).toMatchObject({ fault: 'missing' });
		for (const [query, fixed] of [
			[{ corp_id: 'wpNobody' }, undefined],
			[{}, 'wpNobody'],
		] as const) {
			expect(await landings.beginLogin(query, { ...beginning, corpId: fixed })).toMatchObject({
				fault: 'stranger',
				status: 403,
			});
		}
	});
});
