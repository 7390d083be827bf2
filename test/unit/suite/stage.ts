import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startSimulator, type Simulator } from '../../../simulator/simulator';
import type { Client } from '../../../wecom/api/client';
import { createClient } from '../../../wecom/api/http-client';
import { createCallbackKeys } from '../../../wecom/callback/keys';
import type { WeComEvent } from '../../../wecom/events/event';
import type { Acceptance, Attendance, Endpoint } from '../../../wecom/suite/deliveries';
import type { Emission } from '../../../wecom/suite/emission';
import { createSuite, type Suite } from '../../../wecom/suite/suite';
import { createTokens } from '../../../wecom/tokens/suite-tokens';
import type { Tokens } from '../../../wecom/tokens/tokens';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';

export const logger = { debug() {}, info() {}, warn() {}, error() {} };
export const clock = Date.now;
export const SECRET = 'instance-key-of-the-test';

/** Waits are shortened, so that a test of a retry does not last as long as one. */
export const sleep = async (milliseconds: number) => await delay(Math.min(milliseconds, 20));

/** A suite on a real vault and the simulator, with an HTTP server in the place of n8n's trigger. */
export interface SuiteStage {
	simulator: Simulator;
	suiteId: string;
	vault: Vault;
	vaultFile: string;
	client: Client;
	tokens: Tokens;
	suite: Suite;
	callbackUrl: string;
	/** What the endpoint has emitted, oldest first. */
	emitted: Emission[];
	/** Done with each delivery right before its answer is sent. */
	atAnswer: () => Promise<void>;
	/** What `accept` said, oldest first. */
	accepted: Acceptance['kind'][];
	wants: (event: WeComEvent) => boolean;
	settings: Pick<Endpoint, 'replayWindow' | 'completesInstalls'>;
	close(): Promise<void>;
}

/**
 * @param index Which of the simulator's suites: 0 is a third-party app, 1 a template of customised apps.
 * @param secret Key that the vault is sealed with.
 */
export async function openSuiteStage(index = 0, secret = SECRET): Promise<SuiteStage> {
	const simulator = await startSimulator();
	const facts = simulator.world.suites[index];
	const { provider } = simulator.world;
	const folder = await mkdtemp(join(tmpdir(), 'wecom-suite-'));
	const vaultFile = join(folder, 'vault');
	const vault = await openSqliteVault({ file: vaultFile, secret, clock });
	const client = createClient({ baseUrl: simulator.url, clock, sleep, retryBudget: 0 });
	const holder = 'test';
	const tokens = createTokens({
		vault,
		client,
		clock,
		sleep,
		logger,
		holder,
		suite: facts,
		provider: { corpId: provider.corpId, secret: provider.providerSecret },
	});
	const suite = createSuite({
		suiteId: facts.suiteId,
		suiteSecret: facts.suiteSecret,
		providerCorpId: provider.corpId,
		providerSecret: provider.providerSecret,
		keys: [createCallbackKeys(facts), createCallbackKeys(provider)],
		vault,
		client,
		tokens,
		clock,
		sleep,
		logger,
		holder,
	});

	const stage: SuiteStage = {
		simulator,
		suiteId: facts.suiteId,
		vault,
		vaultFile,
		client,
		tokens,
		suite,
		callbackUrl: '',
		emitted: [],
		accepted: [],
		atAnswer: async () => await Promise.resolve(),
		wants: ({ id }) => id !== 'suite_ticket',
		settings: { replayWindow: 3600, completesInstalls: true },
		async close() {
			await attendance.stop();
			server.closeAllConnections();
			server.close();
			await client.close();
			await simulator.close();
			await Promise.allSettled(working);
			await vault.close();
			await rm(folder, { recursive: true, force: true });
		},
	};

	const working: Promise<unknown>[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const answer = async () => {
				const url = new URL(request.url ?? '/', 'http://localhost');
				const query = Object.fromEntries(url.searchParams);
				if (request.method === 'GET') {
					const verified = await suite.verify({ query }, stage.settings);
					response.statusCode = verified.accepted ? 200 : verified.status;
					response.end(verified.accepted ? verified.echo : '');
					return;
				}
				const acceptance = await suite.deliveries.accept(
					{ query, body: Buffer.concat(chunks) },
					{ ...stage.settings, id: 'endpoint', wants: (event) => stage.wants(event) },
				);
				stage.accepted.push(acceptance.kind);
				await stage.atAnswer();
				if (acceptance.kind === 'emit') {
					stage.emitted.push(acceptance.emission);
					await acceptance.settle(true);
				}
				response.statusCode = { refused: 401, busy: 503 }[acceptance.kind as 'refused'] ?? 200;
				response.end(response.statusCode === 200 ? 'success' : '');
				if (acceptance.kind === 'answer first') working.push(acceptance.complete());
			};
			answer().catch(() => {
				response.statusCode = 503;
				response.end();
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	stage.callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const attendance: Attendance = suite.deliveries.attend('endpoint', async (emission) => {
		stage.emitted.push(emission);
		await Promise.resolve();
	});
	for (const kind of index === 1 ? (['command'] as const) : (['command', 'data'] as const)) {
		await simulator.actions.saveCallbackUrl({
			suiteId: facts.suiteId,
			kind,
			url: stage.callbackUrl,
		});
	}
	return stage;
}

/** Waits until something is so, at most ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 10_000; !(await isSo()); await delay(10)) {
		if (Date.now() > end) throw new Error('Waited in vain');
	}
}
