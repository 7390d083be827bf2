import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

import { createWorld, type World } from '../../simulator/world';
import { createClient } from '../../wecom/api/http-client';
import { createCallbackKeys } from '../../wecom/callback/keys';
import type { CallbackRequest } from '../../wecom/callback/receive';
import type { Logger } from '../../wecom/logger';
import type { Acceptance, Endpoint } from '../../wecom/suite/deliveries';
import { createOwnApp } from '../../wecom/suite/own-app';
import { createSuite } from '../../wecom/suite/suite';
import { createTokens } from '../../wecom/tokens/suite-tokens';
import { openSqliteVault } from '../../wecom/vault/sqlite';
import type { CallbackPair, Vault } from '../../wecom/vault/vault';

/** Whose callback URL is attacked. */
export const RECEIVERS = ['suite', 'template', 'ownApp'] as const;
export type ReceiverName = (typeof RECEIVERS)[number];

/** What the first and the second company have given their customised apps. */
const APP_KEYS: [own: CallbackPair, other: CallbackPair] = [
	{ token: 'tokenOfTheFirst', encodingAesKey: 'FirstFirstFirstFirstFirstFirstFirstFirst012' },
	{ token: 'tokenOfTheSecond', encodingAesKey: 'SecondSecondSecondSecondSecondSecondSec0123' },
];

export const INSTANCE_KEY = 'instance-key-of-the-attack';

/** Nobody listens here, and nothing may be sent here. */
const NOWHERE = 'http://127.0.0.1:9';

/** A suite, a template and an own app on one vault, with installed companies; nothing of it has a network. */
export interface Target {
	world: World;
	/** The keys that the first and the second company have given their customised apps. */
	appKeys: typeof APP_KEYS;
	vault: Vault;
	folder: string;
	vaultFile: string;
	/** What was logged. */
	log: string[];
	/** Delivers a request; what is to be emitted counts as stored. */
	deliver(receiver: ReceiverName, request: CallbackRequest): Promise<Acceptance>;
	/** Asks for the verification of a URL; the echo, or the status of the refusal. */
	verify(receiver: ReceiverName, request: CallbackRequest): Promise<string | number>;
	/** Changes with every commit to the vault. */
	version(): number;
	/** SHA-256 of every row of every table. */
	content(): string;
	/** Another process on the same vault, as far as deliveries can tell. */
	reopen(): Promise<Target>;
	close(): Promise<void>;
}

export interface TargetOptions {
	clock?: () => number;
	/** With the vault that another target has left. */
	folder?: string;
}

export async function openTarget({
	clock = Date.now,
	folder: present,
}: TargetOptions = {}): Promise<Target> {
	const world = createWorld();
	const { provider, suites, corps } = world;
	const folder = present ?? (await mkdtemp(join(tmpdir(), 'wecom-attack-')));
	const vaultFile = join(folder, 'vault');
	const log: string[] = [];
	const write = (message: string) => void log.push(message);
	const logger: Logger = { debug: write, info: write, warn: write, error: write };
	const sleep = async (milliseconds: number) => await delay(milliseconds);
	const vault = await openSqliteVault({ file: vaultFile, secret: INSTANCE_KEY, clock });
	const client = createClient({ baseUrl: NOWHERE, clock, sleep, retryBudget: 0 });
	const shared = { vault, client, clock, sleep, logger, holder: 'target' };
	const [standard, template] = suites.slice(0, 2).map((suite) =>
		createSuite({
			...shared,
			suiteId: suite.suiteId,
			suiteSecret: suite.suiteSecret,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			keys: [createCallbackKeys(suite), createCallbackKeys(provider)],
			tokens: createTokens({
				...shared,
				suite,
				provider: { corpId: provider.corpId, secret: provider.providerSecret },
			}),
		}),
	);
	const [{ plainCorpId, ownApps }] = corps;
	const app = ownApps.find(({ kind }) => kind === 'app');
	if (!app) throw new Error('The world has no own app');
	const ownApp = createOwnApp({
		...shared,
		corpId: plainCorpId,
		agentId: String(app.agentId),
		keys: [createCallbackKeys(app)],
	});

	if (present === undefined) {
		for (const [index, { corpId, name }] of corps.slice(0, 2).entries()) {
			for (const { suiteId, kind } of suites.slice(0, 2)) {
				await vault.installations.put({
					suiteId,
					corpId,
					kind,
					corpName: name,
					permanentCode: `permanent-code-${suiteId}-${corpId}`,
					revision: 'revision',
					agentId: 1_000_002,
					authMode: 0,
					details: { auth_corp_info: {}, auth_info: {} },
					authorizedAt: { timeStamp: 1, receivedAt: 1 },
					updatedAt: 1,
				});
			}
			await template.appKeys.set(corpId, APP_KEYS[index], { rotating: false });
		}
	}

	const receivers = { suite: standard, template, ownApp };
	const endpoint: Endpoint = {
		id: 'endpoint',
		replayWindow: 3600,
		completesInstalls: true,
		wants: () => true,
	};
	const reader = new DatabaseSync(vaultFile, { readOnly: true });
	const dataVersion = reader.prepare('PRAGMA data_version');
	const end = async () => {
		reader.close();
		await client.close();
		await vault.close();
	};

	return {
		world,
		appKeys: APP_KEYS,
		vault,
		folder,
		vaultFile,
		log,
		async deliver(receiver, request) {
			const acceptance = await receivers[receiver].deliveries.accept(request, endpoint);
			if (acceptance.kind === 'emit') await acceptance.settle(true);
			return acceptance;
		},
		async verify(receiver, request) {
			const verified = await receivers[receiver].verify(request, endpoint);
			return verified.accepted ? verified.echo : verified.status;
		},
		version: () => Number(dataVersion.get()?.data_version),
		content() {
			const hash = createHash('sha256');
			const tables = reader
				.prepare(`select name from sqlite_schema where type = 'table' order by name`)
				.all() as { name: string }[];
			for (const { name } of tables) {
				const rows = reader
					.prepare(`select * from "${name}"`)
					.all()
					.map((row) => JSON.stringify(row));
				hash.update(JSON.stringify([name, rows.sort()]));
			}
			return hash.digest('hex');
		},
		async reopen() {
			await end();
			return await openTarget({ clock, folder });
		},
		async close() {
			await end();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
