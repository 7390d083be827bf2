import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { createCallbackKeys } from '../../../wecom/callback/keys';
import { checkHealth, getTicketStatus, type HealthOptions } from '../../../wecom/suite/health';
import { readPlatformTime, testCallback } from '../../../wecom/suite/self-test';
import { createTokens } from '../../../wecom/tokens/suite-tokens';
import { clock, logger, openSuiteStage, sleep, until, type SuiteStage } from './stage';

let stage: SuiteStage;

beforeEach(async () => {
	stage = await openSuiteStage();
});

afterEach(async () => await stage.close());

const check = async (options: Partial<HealthOptions> = {}) => {
	const { suiteId, vault, client, tokens } = stage;
	const report = await checkHealth({
		suiteId,
		vault,
		tokens,
		clock,
		hasProvider: true,
		readPlatformTime: async () => await readPlatformTime(client.baseUrl),
		...options,
	});
	const findings = Object.fromEntries(
		report.findings.map(({ check: name, ...rest }) => [name, rest]),
	);
	return { healthy: report.healthy, findings };
};

const status = (findings: Record<string, { status: string }>) =>
	Object.fromEntries(Object.entries(findings).map(([name, finding]) => [name, finding.status]));

it('is good when everything is, and says what it has seen', async () => {
	const { corpId } = stage.simulator.world.corps[0];
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId });
	await until(() => stage.emitted.length === 1);
	const { healthy, findings } = await check();
	expect(healthy).toBe(true);
	expect(status(findings)).toEqual({
		vault: 'ok',
		ticket: 'ok',
		'suite token': 'ok',
		'provider token': 'ok',
		'company token': 'ok',
		clock: 'ok',
		callback: 'skipped',
	});
	expect(findings.vault.details).toMatchObject({ installations: 1 });
});

it('asks WeCom each time, and not the vault', async () => {
	const asked = (path: string) =>
		stage.simulator.requests.filter((request) => request.path.endsWith(path)).length;
	await check();
	const before = [asked('/get_suite_token'), asked('/get_provider_token')];
	await check();
	expect([asked('/get_suite_token'), asked('/get_provider_token')]).toEqual(
		before.map((count) => count + 1),
	);
});

it('tells that there is no ticket, and what to do', async () => {
	const [, , other] = stage.simulator.world.suites;
	const { findings, healthy } = await check({ suiteId: other.suiteId });
	expect(healthy).toBe(false);
	expect(findings.ticket).toMatchObject({ status: 'failed', message: 'There is no ticket yet' });
	expect(findings.ticket.hint).toMatch(/refresh the ticket/);
	expect(await getTicketStatus(stage.vault, other.suiteId, clock)).toEqual({
		present: false,
		expired: true,
	});
});

it('tells that the ticket has expired', async () => {
	const later = () => clock() + 31 * 60_000;
	const { findings } = await check({ clock: later });
	expect(findings.ticket.status).toBe('failed');
	expect(findings.ticket.message).toMatch(/18\d\d s old and has expired/);
	expect(await getTicketStatus(stage.vault, stage.suiteId, later)).toMatchObject({
		present: true,
		expired: true,
	});
});

it('names the address that WeCom does not allow', async () => {
	await stage.simulator.actions.setAllowedAddresses({ addresses: ['10.0.0.1'] });
	const { findings, healthy } = await check();
	expect(healthy).toBe(false);
	expect(findings['suite token']).toMatchObject({
		status: 'failed',
		details: { egressIp: '127.0.0.1' },
	});
	expect(findings['suite token'].message).toContain('60020');
});

it('tells a wrong secret from a missing ticket, and what cannot be asked then', async () => {
	const { simulator, suiteId, vault, client } = stage;
	const { corpId } = simulator.world.corps[0];
	await simulator.actions.install({ suiteId, corpId });
	await until(() => stage.emitted.length === 1);
	const { provider } = simulator.world;
	const tokens = createTokens({
		vault,
		client,
		clock,
		sleep,
		logger,
		holder: 'another',
		suite: { suiteId, suiteSecret: 'not-the-secret' },
		provider: { corpId: provider.corpId, secret: 'not-the-secret' },
	});
	const { findings, healthy } = await check({ tokens });
	expect(healthy).toBe(false);
	expect(status(findings)).toMatchObject({
		ticket: 'ok',
		'suite token': 'failed',
		'provider token': 'failed',
		'company token': 'skipped',
	});
	expect(findings['suite token'].message).toMatch(/suite secret/);
	expect(findings['provider token'].message).toMatch(/provider secret/);
	expect(JSON.stringify(findings)).not.toContain('not-the-secret');
});

it('asks for the token of a customised app, which needs none of the suite', async () => {
	const template = await openSuiteStage(1);
	try {
		const { simulator, suiteId, vault, tokens } = template;
		await simulator.actions.install({ suiteId, corpId: simulator.world.corps[0].corpId });
		await until(() => template.emitted.length === 1);
		const path = '/cgi-bin/service/get_suite_token';
		await simulator.actions.setFaults({ api: [{ path, kind: 'errcode', errcode: 40082 }] });
		const { findings } = await check({ suiteId, vault, tokens });
		expect(status(findings)).toMatchObject({ 'suite token': 'failed', 'company token': 'ok' });
	} finally {
		await template.close();
	}
});

it('leaves out the provider when there is no secret of it', async () => {
	const { findings } = await check({ hasProvider: false });
	expect(findings['provider token'].status).toBe('skipped');
});

it('finds a clock that is wrong', async () => {
	const { findings } = await check({
		readPlatformTime: async () => await Promise.resolve(clock() + 600_000),
	});
	expect(findings.clock).toMatchObject({ status: 'failed', details: { skewSeconds: -600 } });
	expect(await readPlatformTime('http://127.0.0.1:9')).toBeUndefined();
	const unknown = await check({ readPlatformTime: async () => await Promise.resolve(undefined) });
	expect(unknown.findings.clock.status).toBe('skipped');
});

it('stops at a vault that does not open', async () => {
	const vault = { ...stage.vault, status: async () => await Promise.reject(new Error('gone')) };
	const { findings, healthy } = await check({ vault });
	expect(healthy).toBe(false);
	expect(findings).toEqual({
		vault: expect.objectContaining({ status: 'failed', message: 'gone' }) as object,
	});
});

describe('the test of a callback URL', () => {
	const ask = async (url: string, receiveId = stage.simulator.world.provider.corpId) => {
		const keys = createCallbackKeys(stage.simulator.world.suites[0]);
		return await testCallback(new URL(url), { keys, receiveId, clock });
	};

	async function serve(
		answer: (end: (status: number, text: string) => void, query: string) => unknown,
	) {
		const server = createServer((request, response) => {
			answer(
				(code, text) => {
					response.statusCode = code;
					response.end(text);
				},
				new URL(request.url ?? '/', 'http://localhost').search,
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		return {
			url: `http://127.0.0.1:${port}/`,
			close: () => {
				server.closeAllConnections();
				server.close();
			},
		};
	}

	it('gets the echo from a URL that works, also from one with a query of its own', async () => {
		expect(await ask(stage.callbackUrl)).toMatchObject({ status: 'ok' });
		expect(await ask(`${stage.callbackUrl}?tenant=1`)).toMatchObject({ status: 'ok' });
	});

	it('tells when the credential of the URL is another one', async () => {
		expect(await ask(stage.callbackUrl, 'ww00000000000other')).toMatchObject({
			status: 'failed',
			details: { status: 401 },
		});
	});

	it('tells a 404 and a wrong echo apart', async () => {
		const missing = await serve((end) => end(404, ''));
		expect((await ask(missing.url)).hint).toMatch(/Publish/);
		missing.close();
		const wrong = await serve((end) => end(200, 'hello'));
		expect((await ask(wrong.url)).message).toMatch(/not with the echo/);
		wrong.close();
	});

	it('tells when the echo comes too late for WeCom', async () => {
		const slow = await serve(async (end, query) => {
			const echo = await fetch(stage.callbackUrl + query);
			await delay(1_050);
			end(200, await echo.text());
		});
		const { status: verdict, message, hint } = await ask(slow.url);
		expect(verdict).toBe('failed');
		expect(message).toMatch(/after \d{4,} ms; WeCom waits 1000 ms/);
		expect(hint).toMatch(/N8N_EXPRESSION_ENGINE/);
		slow.close();
	});

	it('is not content with the echo in an answer that WeCom would not take', async () => {
		const failing = await serve(async (end, query) => {
			const echo = await fetch(stage.callbackUrl + query);
			end(500, await echo.text());
		});
		expect(await ask(failing.url)).toMatchObject({ status: 'failed', details: { status: 500 } });
		failing.close();
	});

	it('tells when nobody answers', async () => {
		const gone = await serve(() => {});
		gone.close();
		expect(await ask(gone.url)).toMatchObject({ status: 'failed' });
		expect((await ask(gone.url)).message).toMatch(/no answer/);
	});
});
