import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import { WeComPlatformError } from '../../wecom/api/error';
import { createClient } from '../../wecom/api/http-client';
import type { Logger } from '../../wecom/logger';
import { createTokens } from '../../wecom/tokens/suite-tokens';
import { openVault, type VaultPlace } from '../../wecom/vault/open';

/** How often the platform was asked, when every caller of every process wanted the token at the same moment. */
export interface Fetches {
	what: string;
	fetches: number;
	/** Different tokens that the callers got. */
	distinct: number;
	/** Callers that got one. */
	served: number;
	milliseconds: number;
}

const SUITE_ID = 'ww00000000000000b1';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const sleep = async (milliseconds: number) => void (await wait(milliseconds));
const clock = Date.now;

interface Task {
	place: VaultPlace;
	baseUrl: string;
	callers: number;
}

/** One of the processes: at each word of the parent all its callers want the token at once. */
async function serve({ place, baseUrl, callers }: Task): Promise<void> {
	const vault = await openVault(place, { clock });
	const client = createClient({ baseUrl, clock, sleep });
	const tokens = createTokens({
		vault,
		client,
		clock,
		sleep,
		logger: silent,
		holder: `process-${process.pid}`,
		suite: { suiteId: SUITE_ID, suiteSecret: 'suite-secret-of-the-tests' },
	});
	process.on('message', ({ withdrawn }: { withdrawn: string }) => {
		const all = Array.from(
			{ length: callers },
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
		Promise.all(all).then(
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

async function putTicket(place: VaultPlace): Promise<void> {
	const vault = await openVault(place, { clock });
	const now = clock();
	await vault.tickets.put({
		suiteId: SUITE_ID,
		ticket: 'ticket-of-the-tests',
		issuedAt: Math.floor(now / 1000),
		receivedAt: now,
	});
	await vault.close();
}

/**
 * Has many callers in several processes want the suite's token at the same moment: when there is none yet, and when the
 * platform has withdrawn the one that all of them have.
 * @param latency Milliseconds that the platform takes to answer: long enough for every caller to want the token meanwhile
 */
export async function countFetches(
	place: VaultPlace,
	{ processes, callers, latency }: { processes: number; callers: number; latency: number },
): Promise<Fetches[]> {
	let fetches = 0;
	const server = createServer((request, response) => {
		request.resume();
		const token = `suite-token-${++fetches}`;
		setTimeout(
			() => response.end(JSON.stringify({ suite_access_token: token, expires_in: 7200 })),
			latency,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const children: ChildProcess[] = [];
	const rounds: Fetches[] = [];
	try {
		await putTicket(place);
		for (let i = 0; i < processes; i++) {
			const child = fork(__filename, { execArgv: ['--import', 'tsx'] });
			children.push(child);
			child.send({ place, baseUrl, callers } satisfies Task);
		}
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
					child.send({ withdrawn });
					return await answer;
				}),
			);
			rounds.push({
				what,
				fetches: fetches - before,
				distinct: new Set(got.flat()).size,
				served: got.flat().length,
				milliseconds: Math.round(performance.now() - begin),
			});
		}
		return rounds;
	} finally {
		for (const child of children) if (child.connected) child.disconnect();
		await Promise.all(children.map(async (child) => child.exitCode ?? (await once(child, 'exit'))));
		server.close();
		server.closeAllConnections();
	}
}

if (process.send && require.main === module) {
	process.once('message', (task: Task) => {
		serve(task).catch((error: unknown) => {
			console.error(error);
			process.exit(1);
		});
	});
}
