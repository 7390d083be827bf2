/**
 * How often WeCom is asked for a token when many callers in several processes want one at the same moment: once for the
 * first, and once for the next when WeCom has withdrawn it. Run with `node --import tsx test/bench/tokens.ts`; ends with
 * an exit code other than 0 when it was more.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../../wecom/api/http-client';
import { WeComPlatformError } from '../../wecom/api/error';
import type { Logger } from '../../wecom/logger';
import { createTokens } from '../../wecom/tokens/suite-tokens';
import { openSqliteVault } from '../../wecom/vault/sqlite';

const PROCESSES = 4;
const CALLERS = 50;
/** Milliseconds that the platform takes to answer: long enough for every caller to want the token meanwhile. */
const LATENCY = 200;

const SUITE_ID = 'ww00000000000000b1';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const openVault = async (file: string) =>
	await openSqliteVault({ file, secret: 'instance-key-of-the-bench', clock: Date.now });

/** One of the processes: at each word of the parent all its callers want the token at once. */
async function serve(file: string, baseUrl: string): Promise<void> {
	const vault = await openVault(file);
	const sleep = async (milliseconds: number) => void (await wait(milliseconds));
	const client = createClient({ baseUrl, clock: Date.now, sleep });
	const tokens = createTokens({
		vault,
		client,
		clock: Date.now,
		sleep,
		logger: silent,
		holder: `process-${process.pid}`,
		suite: { suiteId: SUITE_ID, suiteSecret: 'suite-secret-of-the-bench' },
	});
	process.on('message', (withdrawn: string) => {
		const callers = Array.from(
			{ length: CALLERS },
			async () =>
				await tokens.use({ kind: 'suite' }, async (token) => {
					await Promise.resolve();
					if (token !== withdrawn) return token;
					throw new WeComPlatformError({
						call: 'POST /cgi-bin/service/get_pre_auth_code',
						errcode: 42009,
						errmsg: 'suite_access_token expired',
						tokenFamily: 'suite',
					});
				}),
		);
		Promise.all(callers).then(
			(got) => process.send?.(got),
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			},
		);
	});
	process.on('disconnect', () => {
		void client.close().then(async () => await vault.close());
	});
	process.send?.('ready');
}

async function answerOf(child: ChildProcess): Promise<unknown> {
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`a process ended with exit code ${String(code)}`);
	});
	const [message] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
	return message;
}

async function putTicket(file: string): Promise<void> {
	const vault = await openVault(file);
	const now = Date.now();
	await vault.tickets.put({
		suiteId: SUITE_ID,
		ticket: 'ticket-of-the-bench',
		issuedAt: Math.floor(now / 1000),
		receivedAt: now,
	});
	await vault.close();
}

async function measure(): Promise<boolean> {
	let fetches = 0;
	const server = createServer((request, response) => {
		request.resume();
		const token = `suite-token-${++fetches}`;
		setTimeout(
			() => response.end(JSON.stringify({ suite_access_token: token, expires_in: 7200 })),
			LATENCY,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const folder = await mkdtemp(join(tmpdir(), 'wecom-bench-'));
	const file = join(folder, 'vault.db');
	const children: ChildProcess[] = [];
	let good = true;
	try {
		await putTicket(file);
		for (let i = 0; i < PROCESSES; i++) children.push(fork(__filename, [file, baseUrl]));
		await Promise.all(children.map(answerOf));
		for (const [what, withdrawn] of [
			['no token yet', ''],
			['token withdrawn', 'suite-token-1'],
		]) {
			const before = fetches;
			const begin = performance.now();
			const got = await Promise.all(
				children.map(async (child) => {
					const answer = answerOf(child);
					child.send(withdrawn);
					return await answer;
				}),
			);
			const took = Math.round(performance.now() - begin);
			const distinct = new Set(got.flat());
			const needed = fetches - before;
			console.log(
				`tokens, ${what}: ${PROCESSES} processes x ${CALLERS} callers: ${needed} fetch(es), ${distinct.size} token(s), ${got.flat().length} callers served in ${took} ms`,
			);
			good &&= needed === 1 && distinct.size === 1 && got.flat().length === PROCESSES * CALLERS;
		}
	} finally {
		for (const child of children) if (child.connected) child.disconnect();
		await Promise.all(children.map(async (child) => child.exitCode ?? (await once(child, 'exit'))));
		server.close();
		server.closeAllConnections();
		await rm(folder, { recursive: true, force: true });
	}
	return good;
}

const [file, baseUrl] = process.argv.slice(2);
const run = file && baseUrl ? serve(file, baseUrl).then(() => true) : measure();
run.then(
	(good) => {
		if (!good) process.exitCode = 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
