import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { startSimulator, type Simulator } from '../../simulator/simulator';
import { startN8n, type N8n, type N8nOptions } from './n8n';
import type { Credential, Workflow } from './rest';
import { until } from './until';

export const SUITE_CREDENTIAL = 'Suite';
export const OWN_APP_CREDENTIAL = 'Own App';

/** A running n8n with the packed package, and the platform that it talks to. */
export interface Stage {
	simulator: Simulator;
	n8n: N8n;
	/** The suite, company and administrator that the tests are about. */
	suiteId: string;
	corpId: string;
	userId: string;
	/** Rows of a table of the vault; read from a copy, so that the file's locks stay n8n's own. */
	vault(table: string): Record<string, unknown>[];
	/** All bytes of the vault: the file and its write-ahead log. */
	vaultBytes(): Buffer;
	/** How many executions there are; waits for none. */
	countExecutions(): Promise<number>;
	/** Waits until there are exactly so many executions and all have ended, then a little for one too many. */
	expectExecutions(count: number): Promise<void>;
	close(): Promise<void>;
}

export function suiteCredential(simulator: Simulator, index = 0): Credential {
	const suite = simulator.world.suites[index];
	const { provider } = simulator.world;
	return {
		name: SUITE_CREDENTIAL,
		type: 'weComSuiteApi',
		data: {
			suiteId: suite.suiteId,
			suiteSecret: suite.suiteSecret,
			token: suite.token,
			encodingAesKey: suite.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			systemToken: provider.token,
			systemEncodingAesKey: provider.encodingAesKey,
			baseUrl: simulator.url,
			vault: 'sqlite',
		},
	};
}

export function ownAppCredential(simulator: Simulator): Credential {
	const [corp] = simulator.world.corps;
	const app = corp.ownApps.find(({ kind }) => kind === 'app');
	if (!app) throw new Error('The world has no own app');
	return {
		name: OWN_APP_CREDENTIAL,
		type: 'weComCorpApi',
		data: {
			corpId: corp.plainCorpId,
			secret: app.secret,
			agentId: String(app.agentId),
			token: app.token,
			encodingAesKey: app.encodingAesKey,
			baseUrl: simulator.url,
		},
	};
}

/** A template of workflows/, with the tests' credential in its nodes. */
export function readTemplate(name: string, active = true): Workflow {
	const file = join(__dirname, '..', '..', 'workflows', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (!node.type.startsWith('n8n-nodes-wecom-suite.')) continue;
		node.credentials =
			node.parameters?.callAs === 'ownApp'
				? { weComCorpApi: { name: OWN_APP_CREDENTIAL } }
				: { weComSuiteApi: { name: SUITE_CREDENTIAL } };
	}
	return { ...workflow, active };
}

/** Path of the trigger's webhook of a workflow. */
export function webhookPath(workflow: Workflow): string {
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('.weComSuiteTrigger'));
	if (!trigger?.webhookId) throw new Error(`'${workflow.name}' has no trigger`);
	return `${trigger.webhookId}/wecom`;
}

export async function openStage(
	options: N8nOptions & { credentialsOf?: (simulator: Simulator) => Credential[] },
): Promise<Stage> {
	const { credentialsOf = (simulator: Simulator) => [suiteCredential(simulator)], ...n8nOptions } =
		options;
	const tarball = process.env.WECOM_TARBALL;
	if (!tarball) throw new Error('WECOM_TARBALL does not name the packed package');
	const simulator = await startSimulator();
	const n8n = await startN8n({
		packages: [tarball],
		credentials: credentialsOf(simulator),
		...n8nOptions,
	}).catch(async (error: unknown) => {
		await simulator.close();
		throw error;
	});
	const file = join(n8n.userFolder, '.n8n', 'wecom-suite.sqlite');
	const countExecutions = async () => (await n8n.executions()).length;

	return {
		simulator,
		n8n,
		suiteId: simulator.world.suites[0].suiteId,
		corpId: simulator.world.corps[0].corpId,
		userId: simulator.world.corps[0].adminUserId,
		countExecutions,
		vault(table) {
			const folder = mkdtempSync(join(tmpdir(), 'wecom-vault-copy-'));
			try {
				for (const part of ['', '-wal']) {
					if (existsSync(file + part)) copyFileSync(file + part, join(folder, `copy${part}`));
				}
				const database = new DatabaseSync(join(folder, 'copy'));
				try {
					return database.prepare(`select * from ${table}`).all();
				} finally {
					database.close();
				}
			} finally {
				rmSync(folder, { recursive: true });
			}
		},
		vaultBytes: () =>
			Buffer.concat(
				['', '-wal'].map((part) =>
					existsSync(file + part) ? readFileSync(file + part) : Buffer.alloc(0),
				),
			),
		async expectExecutions(count) {
			await until(
				`there are ${count} executions, all ended`,
				async () => {
					const all = await n8n.executions();
					return all.length === count && all.every(({ status }) => status !== 'running');
				},
				{ within: 20_000, every: 100 },
			);
			// One too many would come with the next look for work, every two seconds.
			await new Promise((resolve) => setTimeout(resolve, 2_500));
			expect(await countExecutions()).toBe(count);
		},
		async close() {
			await n8n.stop();
			await simulator.close();
		},
	};
}
