import { MockAgent } from 'undici';

import { createClient } from '../../../wecom/api/http-client';
import { createInstallLink } from '../../../wecom/suite/install-link';
import { signState, verifyState } from '../../../wecom/suite/state';
import { createTokens } from '../../../wecom/tokens/suite-tokens';
import { clock, logger, openSuiteStage, sleep, type SuiteStage } from './stage';

const app = { suiteId: 'ww00000000000000b1', suiteSecret: 'a-suite-secret' };
const sign = (reference = 'customer4711', lifetimeSeconds = 1_200) =>
	signState(app, { purpose: 'install link', reference, lifetimeSeconds, clock });

describe('the state of an install link', () => {
	it('comes back with what was given, and has only characters that WeCom takes', () => {
		const state = sign();
		expect(state).toMatch(/^[A-Za-z0-9]{1,128}$/);
		expect(verifyState(app, 'install link', state, clock)).toMatchObject({
			valid: true,
			state: { reference: 'customer4711' },
		});
	});

	it('takes a reference of 70 characters and none that WeCom would not', () => {
		expect(sign('x'.repeat(70))).toHaveLength(128);
		for (const wrong of ['x'.repeat(71), 'a-b', 'ä', 'a b']) {
			expect(() => sign(wrong)).toThrow(expect.objectContaining({ field: 'reference' }) as Error);
		}
	});

	it('differs for two links with the same reference', () => {
		expect(sign()).not.toBe(sign());
	});

	it('is forged when any character is another one', () => {
		const state = sign();
		for (let place = 2; place < state.length; place += 1) {
			const other = state[place] === '0' ? '1' : '0';
			const bent = state.slice(0, place) + other + state.slice(place + 1);
			expect(verifyState(app, 'install link', bent, clock).valid).toBe(false);
		}
	});

	it('is that of no other suite and no other secret', () => {
		const state = sign();
		for (const other of [
			{ ...app, suiteId: 'ww00000000000000b2' },
			{ ...app, suiteSecret: 'another' },
		]) {
			expect(verifyState(other, 'install link', state, clock)).toEqual({
				valid: false,
				reason: 'forged',
			});
		}
	});

	it('ends with its time', () => {
		const state = sign('', 60);
		expect(verifyState(app, 'install link', state, () => clock() + 58_000).valid).toBe(true);
		expect(verifyState(app, 'install link', state, () => clock() + 61_000)).toEqual({
			valid: false,
			reason: 'expired',
		});
	});

	it.each(['', 's1', '__proto__', 'x'.repeat(10_000)])('is not %p', (text) => {
		expect(verifyState(app, 'install link', text, clock)).toEqual({
			valid: false,
			reason: 'malformed',
		});
	});
});

describe('an install link', () => {
	let stage: SuiteStage;

	beforeEach(async () => {
		stage = await openSuiteStage();
	});

	afterEach(async () => await stage.close());

	const create = async (options: Partial<Parameters<typeof createInstallLink>[1]> = {}) => {
		const [suite] = stage.simulator.world.suites;
		const { client, tokens } = stage;
		const { suiteId, suiteSecret } = suite;
		return await createInstallLink(
			{ suiteId, suiteSecret, client, tokens, clock },
			{
				authorisation: 'production',
				redirectUri: 'https://app.example.com/installed?from=wecom',
				reference: 'customer4711',
				...options,
			},
		);
	};

	it('leads to an installation whose code can be exchanged, with the state that was signed', async () => {
		const { url, state, expiresAt } = await create();
		const link = new URL(url);
		expect(link.origin).toBe(stage.simulator.url);
		expect(link.pathname).toBe('/3rdapp/install');
		expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(1_000_000);
		// The state holds for as long as the code does.
		const [{ suiteSecret }] = stage.simulator.world.suites;
		const app = { suiteId: stage.suiteId, suiteSecret };
		const ends = Date.parse(expiresAt);
		expect(verifyState(app, 'install link', state, () => ends - 2_000).valid).toBe(true);
		expect(verifyState(app, 'install link', state, () => ends + 1_000).valid).toBe(false);
		const { corpId } = stage.simulator.world.corps[0];
		const { redirect } = await stage.simulator.actions.install({
			suiteId: stage.suiteId,
			corpId,
			way: 'website',
			preAuthCode: link.searchParams.get('pre_auth_code') ?? '',
			redirectUri: link.searchParams.get('redirect_uri') ?? '',
			state: link.searchParams.get('state') ?? '',
		});
		const landed = new URL(redirect ?? '');
		expect(landed.origin + landed.pathname).toBe('https://app.example.com/installed');
		expect(landed.searchParams.get('from')).toBe('wecom');
		expect(landed.searchParams.get('state')).toBe(state);
		const { installation } = await stage.suite.installations.exchange(
			landed.searchParams.get('auth_code') ?? '',
			{ timeStamp: Math.floor(clock() / 1000), receivedAt: clock() },
		);
		expect(installation.corpId).toBe(corpId);
	});

	it("is at WeCom's own page where WeCom's own API is called", async () => {
		const { suiteId, vault, simulator } = stage;
		const baseUrl = 'https://qyapi.weixin.qq.com';
		const dispatcher = new MockAgent();
		dispatcher.disableNetConnect();
		dispatcher
			.get(baseUrl)
			.intercept({ path: /^\/cgi-bin\/service\/get_pre_auth_code/ })
			.reply(200, { errcode: 0, errmsg: 'ok', pre_auth_code: 'the-code', expires_in: 1_200 });
		const client = createClient({ baseUrl, clock, sleep, dispatcher });
		const [suite] = simulator.world.suites;
		const tokens = createTokens({ vault, client, clock, sleep, logger, holder: 'test', suite });
		await vault.tokens.put(
			{ kind: 'suite', baseUrl, owner: suiteId },
			{ token: 'token', expiresAt: clock() + 600_000 },
		);
		const { suiteSecret } = suite;
		const { url } = await createInstallLink(
			{ suiteId, suiteSecret, client, tokens, clock },
			{ authorisation: 'production', redirectUri: 'https://app.example.com/', reference: '' },
		);
		expect(url).toMatch(
			/^https:\/\/open\.work\.weixin\.qq\.com\/3rdapp\/install\?suite_id=ww00000000000000b1&pre_auth_code=the-code&redirect_uri=https%3A%2F%2Fapp\.example\.com%2F&state=s1/,
		);
		await dispatcher.close();
	});

	it('asks for a test installation only when told to', async () => {
		const sessions = () =>
			stage.simulator.requests.filter(({ path }) => path.endsWith('/set_session_info'));
		await create();
		expect(sessions()).toEqual([]);
		await create({ authorisation: 'test' });
		expect(sessions()).toMatchObject([{ body: { session_info: { auth_type: 1 } }, errcode: 0 }]);
	});

	it.each(['', 'app.example.com', 'javascript:alert(1)', '//evil'])(
		'refuses %p as redirect URI before anything is called',
		async (redirectUri) => {
			const before = stage.simulator.requests.length;
			await expect(create({ redirectUri })).rejects.toMatchObject({ field: 'redirectUri' });
			expect(stage.simulator.requests).toHaveLength(before);
		},
	);
});
