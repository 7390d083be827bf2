import { DeauthorizedError } from '../../../wecom/tokens/error';
import { CORP_ID, give, makeWorld, PATHS, SUITE_ID, type TestWorld } from './world';

const JS = { config: '/cgi-bin/get_jsapi_ticket', agentConfig: '/cgi-bin/ticket/get' } as const;
const ticket = (value: string, expiresIn = 7200) => ({
	errcode: 0,
	errmsg: 'ok',
	ticket: value,
	expires_in: expiresIn,
});
const HOUR = 3_600_000;

let world: TestWorld;
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(async () => await world.close());

/** The names of the calls received since the last look. */
const calls = () => world.received.splice(0).map(({ path }) => path.split('/').at(-1));

async function startSuite() {
	await world.putTicket();
	await world.install();
	world.answer(PATHS.suite, give.suite('suite-token-1'));
	world.answer(PATHS.tenant, give.access('corp-token-1'));
	return world.makeTokens();
}

describe('a JS-SDK ticket', () => {
	it('is fetched with the token of the company, and kept', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-1'));
		const first = await tokens.getJsTicket('config', CORP_ID);
		expect(first).toEqual({ token: 'js-ticket-1', expiresAt: world.clock() + 7200_000 - 300_000 });
		expect(world.received.at(-1)).toMatchObject({
			path: JS.config,
			query: { access_token: 'corp-token-1' },
		});
		expect(world.received.at(-1)?.query).not.toHaveProperty('type');
		expect(await tokens.getJsTicket('config', CORP_ID)).toEqual(first);
		expect(calls()).toEqual(['get_suite_token', 'get_corp_token', 'get_jsapi_ticket']);
	});

	it('of the app is another one than that of the company', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-company'));
		world.answer(JS.agentConfig, ticket('js-ticket-app'));
		const [company, app] = await Promise.all([
			tokens.getJsTicket('config', CORP_ID),
			tokens.getJsTicket('agentConfig', CORP_ID),
		]);
		expect([company.token, app.token]).toEqual(['js-ticket-company', 'js-ticket-app']);
		const asked = world.received.find(({ path }) => path === JS.agentConfig);
		expect(asked?.query).toEqual({ access_token: 'corp-token-1', type: 'agent_config' });
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-company');
		expect((await tokens.getJsTicket('agentConfig', CORP_ID)).token).toBe('js-ticket-app');
	});

	it('is shared by all callers of all processes, and fetched once for them', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-1'));
		const tickets = await Promise.all(
			Array.from({ length: 20 }, async () => await tokens.getJsTicket('config', CORP_ID)),
		);
		const other = world.makeTokens({ vault: await world.openVault(), holder: 'another process' });
		tickets.push(await other.getJsTicket('config', CORP_ID));
		expect(new Set(tickets.map(({ token }) => token))).toEqual(new Set(['js-ticket-1']));
		expect(calls().filter((name) => name === 'get_jsapi_ticket')).toHaveLength(1);
	});

	it('is fetched anew when its time is over, and when it was refused', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-1'));
		await tokens.getJsTicket('config', CORP_ID);
		world.answer(JS.config, ticket('js-ticket-2'));
		const fresh = await tokens.getJsTicket('config', CORP_ID, { fresh: true });
		expect(fresh.token).toBe('js-ticket-2');
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-2');

		world.time.now += 2 * HOUR;
		await world.putTicket();
		world.answer(PATHS.suite, give.suite('suite-token-2'));
		world.answer(PATHS.tenant, give.access('corp-token-2'));
		world.answer(JS.config, ticket('js-ticket-3'));
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-3');
	});

	it('replaces a token of the company that WeCom refuses', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, give.refuse(40014));
		world.answer(PATHS.tenant, give.access('corp-token-2'));
		world.answer(JS.config, ticket('js-ticket-1'));
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-1');
		expect(world.received.at(-1)?.query.access_token).toBe('corp-token-2');
	});

	it('is never that of another company', async () => {
		const tokens = await startSuite();
		await world.install({ corpId: 'wpOther', permanentCode: 'other-code', revision: 'r2' });
		world.answer(JS.config, ticket('js-ticket-1'));
		await tokens.getJsTicket('config', CORP_ID);
		world.answer(PATHS.tenant, give.access('corp-token-other'));
		world.answer(JS.config, ticket('js-ticket-other'));
		expect((await tokens.getJsTicket('config', 'wpOther')).token).toBe('js-ticket-other');
		expect(world.received.at(-1)?.query.access_token).toBe('corp-token-other');
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-1');
	});

	it('ends with its installation', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-1'));
		await tokens.getJsTicket('config', CORP_ID);
		const at = { timeStamp: Math.floor(world.clock() / 1000) + 1, receivedAt: world.clock() + 1 };
		await world.vault.installations.remove(SUITE_ID, CORP_ID, at);
		await expect(tokens.getJsTicket('config', CORP_ID)).rejects.toMatchObject({
			code: 'wecom_installation_missing',
		});
		// Installed once more it is another installation, whose ticket is asked for.
		await world.install({
			revision: 'revision-2',
			permanentCode: 'code-2',
			authorizedAt: { timeStamp: at.timeStamp + 1, receivedAt: at.receivedAt + 1 },
		});
		world.answer(PATHS.tenant, give.access('corp-token-2'));
		world.answer(JS.config, ticket('js-ticket-2'));
		expect((await tokens.getJsTicket('config', CORP_ID)).token).toBe('js-ticket-2');
	});

	it('is not asked for where WeCom says that the authorisation has ended', async () => {
		await world.putTicket();
		await world.install();
		world.answer(PATHS.suite, give.suite('suite-token-1'));
		world.answer(PATHS.tenant, give.refuse(40084));
		const tokens = world.makeTokens();
		await expect(tokens.getJsTicket('config', CORP_ID)).rejects.toThrow(DeauthorizedError);
		expect(calls()).toEqual(['get_suite_token', 'get_corp_token']);
	});

	it('lies sealed in the vault', async () => {
		const tokens = await startSuite();
		world.answer(JS.config, ticket('js-ticket-in-clear'));
		await tokens.getJsTicket('config', CORP_ID);
		const { readFile } = await import('node:fs/promises');
		for (const file of [world.file, `${world.file}-wal`]) {
			expect((await readFile(file)).includes('js-ticket-in-clear')).toBe(false);
		}
	});
});

describe("a JS-SDK ticket of a company's own app", () => {
	it('is kept for this app alone', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		world.answer(JS.agentConfig, ticket('own-ticket-1'));
		const tokens = world.makeOwnTokens();
		expect((await tokens.getJsTicket('agentConfig')).token).toBe('own-ticket-1');
		expect((await tokens.getJsTicket('agentConfig')).token).toBe('own-ticket-1');
		world.answer(PATHS.app, give.access('own-token-2'));
		world.answer(JS.agentConfig, ticket('own-ticket-2'));
		const other = world.makeOwnTokens({ secret: 'own-secret-other' });
		expect((await other.getJsTicket('agentConfig')).token).toBe('own-ticket-2');
		expect(calls()).toEqual(['gettoken', 'get', 'gettoken', 'get']);
	});

	it('is fetched anew on demand', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		world.answer(JS.config, ticket('own-ticket-1'));
		world.answer(JS.config, ticket('own-ticket-2'));
		const tokens = world.makeOwnTokens();
		await tokens.getJsTicket('config');
		expect((await tokens.getJsTicket('config', { fresh: true })).token).toBe('own-ticket-2');
	});
});
