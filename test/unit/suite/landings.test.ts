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
		const { client, tokens, vault, simulator } = stage;
		const query = await installFromWebsite();
		expect(await land(query)).toMatchObject({ accepted: true });
		expect(await stored()).toBeUndefined();
		const { landings } = createSuite({
			...app(),
			keys: [createCallbackKeys(simulator.world.suites[0])],
			vault,
			client,
			tokens,
			// The time of whoever left it has run out.
			clock: () => clock() + 60_000,
			sleep,
			logger,
			holder: 'next',
		});
		const next = landings.attend(place.id, async (emission) => {
			landed.push(emission);
			await Promise.resolve();
		});
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
