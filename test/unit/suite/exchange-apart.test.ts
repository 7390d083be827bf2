import { once } from 'node:events';
import { join } from 'node:path';
import { fork } from 'node:child_process';

import { WeComPlatformError } from '../../../wecom/api/error';
import { WeComError } from '../../../wecom/error';
import { createExchange, EXCHANGE_LEASE, type ExchangeOrder } from '../../../wecom/suite/exchange';
import { BEGUN, createExchangeApart } from '../../../wecom/suite/exchange-apart';
import { clock, logger, openSuiteStage, SECRET, sleep, until, type SuiteStage } from './stage';

const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';
const PROGRAM = join(__dirname, '../../../wecom/suite/exchange-process.ts');
/** How the program is run from its source. */
const COMMAND = [process.execPath, '--import', 'tsx', PROGRAM] as const;

/** A process takes its time to start from the source. */
jest.setTimeout(30_000);

let stage: SuiteStage;
let warnings: string[];

beforeEach(async () => {
	stage = await openSuiteStage();
	stage.settings = { ...stage.settings, completesInstalls: false };
	warnings = [];
});
afterEach(async () => await stage.close());

function open(command: readonly [string, ...string[]] = COMMAND) {
	const { vault, vaultFile, client, simulator } = stage;
	return createExchangeApart({
		vault: { kind: 'sqlite', file: vaultFile, secret: SECRET },
		baseUrl: simulator.url,
		proxy: {},
		here: createExchange({ vault, client, clock, sleep }),
		logger: { ...logger, warn: (line) => warnings.push(line) },
		command,
	});
}

async function order(change: Partial<ExchangeOrder> = {}): Promise<ExchangeOrder> {
	const { simulator, suiteId, tokens } = stage;
	const { corpId } = simulator.world.corps[0];
	const { authCode = '' } = await simulator.actions.install({ suiteId, corpId });
	return {
		suiteId,
		token: (await tokens.get({ kind: 'suite' })).token,
		authCode,
		authCodeHash: 'hash of the code',
		moment: { timeStamp: Math.floor(clock() / 1000), receivedAt: clock() },
		isReset: false,
		lease: { name: 'exchange:1', holder: 'test' },
		...change,
	};
}

const exchanges = () => stage.simulator.requests.filter(({ path }) => path === EXCHANGE);
const stored = async () =>
	await stage.vault.installations.getByAuthCode(stage.suiteId, 'hash of the code');
const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
	await promise.then(
		() => undefined,
		(error: unknown) => error,
	);

it('stores what the code brings, and gives it', async () => {
	const { outcome, installation } = await open()(await order());
	expect(outcome).toBe('stored');
	expect(await stored()).toEqual(installation);
	expect(exchanges()).toHaveLength(1);
	expect(warnings).toEqual([]);
});

it('tells what WeCom refused, as if it had been asked from here', async () => {
	const error = await failureOf(open()(await order({ authCode: 'x'.repeat(64) })));
	expect(error).toBeInstanceOf(WeComPlatformError);
	expect(error).toMatchObject({ errcode: 40078, tokenFamily: 'suite', action: 'fail' });
	// By this the caller knows which token to fetch anew.
	const expired = await failureOf(open()(await order({ token: 'unknown' })));
	expect(expired).toMatchObject({ action: 'refresh_token', tokenFamily: 'suite' });
});

it('tells another failure by its code, without the token or the code', async () => {
	const exchange = open();
	const given = await order();
	await stage.simulator.actions.setFaults({ api: [{ path: EXCHANGE, kind: 'html' }] });
	const error = await failureOf(exchange(given));
	expect(error).toBeInstanceOf(WeComError);
	expect(error).toMatchObject({ code: 'wecom_http' });
	const { message, hint } = error as WeComError;
	for (const secret of [given.token, given.authCode]) expect(message + hint).not.toContain(secret);
});

it('goes on when the process that asked for it is killed after WeCom has spent the code', async () => {
	const given = await order();
	await stage.simulator.actions.setFaults({
		api: [{ path: EXCHANGE, kind: 'latency', when: 'after', milliseconds: 1_000, times: 1 }],
	});
	const asking = fork(join(__dirname, 'exchange-asker.ts'), {
		execArgv: ['--import', 'tsx'],
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		detached: true,
	});
	asking.send({
		order: given,
		vault: { kind: 'sqlite', file: stage.vaultFile, secret: SECRET },
		baseUrl: stage.simulator.url,
		command: COMMAND,
	});
	await until(() => exchanges().length === 1);
	const ended = once(asking, 'exit');
	// With all of its group, as a terminal does.
	process.kill(-(asking.pid ?? NaN), 'SIGKILL');
	await ended;
	expect(await stored()).toBeUndefined();
	await until(async () => (await stored()) !== undefined);
	expect(exchanges()).toHaveLength(1);
});

it('keeps the lease for as long as the exchange takes', async () => {
	const { simulator, vault, client } = stage;
	const given = await order();
	const { name, holder } = given.lease;
	let now = clock();
	await vault.leases.acquire(name, { holder, until: now + EXCHANGE_LEASE }, now);
	await simulator.actions.setFaults({ api: [{ path: EXCHANGE, kind: 'hang', times: 1 }] });

	jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'setImmediate', 'setTimeout'] });
	const exchange = createExchange({ vault, client, clock: () => now, sleep })(given);
	await until(() => exchanges().length === 1);
	now += EXCHANGE_LEASE / 2;
	jest.advanceTimersByTime(EXCHANGE_LEASE / 2);
	jest.useRealTimers();
	now += EXCHANGE_LEASE - 1;
	await until(
		async () => !(await vault.leases.acquire(name, { holder: 'another', until: now }, now)),
	);
	await simulator.actions.clearFaults();
	await exchange;
});

it.each([
	['no process can be started', ['/no/such/program']],
	['the program cannot be loaded', [process.execPath, '/no/such/program.js']],
] as [string, [string, ...string[]]][])('does it here when %s', async (_when, command) => {
	const { outcome } = await open(command)(await order());
	expect(outcome).toBe('stored');
	expect(await stored()).toBeDefined();
});

it('does not begin again what a process had begun when it died', async () => {
	const dying = `process.stdout.write(${JSON.stringify(BEGUN)})`;
	const error = await failureOf(open([process.execPath, '-e', dying])(await order()));
	expect(error).toMatchObject({ code: 'wecom_request' });
	const half = `process.stdout.write(${JSON.stringify(`${BEGUN}{"done":{}}`)})`;
	expect(await failureOf(open([process.execPath, '-e', half])(await order()))).toMatchObject({
		code: 'wecom_request',
	});
	expect(exchanges()).toHaveLength(0);
});
