import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator';
import type { Credential, Workflow } from '../host/rest';
import { suiteCredential } from '../host/stage';
import { until, type Patience } from '../host/until';
import { startCluster, type Cluster, type ClusterOptions } from './cluster';

/** Beside n8n's own. */
const vaultDatabase = 'wecom';

/** An execution as n8n's database has it, without its data. */
export interface ExecutionRow {
	id: number;
	workflowId: string;
	/** 'webhook' when a processor started it, 'trigger' when the main process emitted it */
	mode: string;
	status: string;
}

/** n8n in queue mode with the packed package in each process, and the platform that it talks to. */
export interface Stage {
	simulator: Simulator;
	cluster: Cluster;
	/** The suite, company and administrator that the tests are about. */
	suiteId: string;
	corpId: string;
	userId: string;
	/** Rows of a table of the vault. */
	vault(table: string): Promise<Record<string, unknown>[]>;
	/** All executions, oldest first; of one workflow or of all. */
	executions(workflow?: Workflow): Promise<ExecutionRow[]>;
	/** Waits until there are exactly so many executions and all have ended, then a little for one too many. */
	expectExecutions(count: number, workflow?: Workflow, patience?: Patience): Promise<void>;
	/** Saves a callback URL of the suite; a process that has just started may need more than the second that WeCom waits. */
	saveUrls(url: string, kinds: Array<'data' | 'command' | 'system'>): Promise<void>;
	close(): Promise<void>;
}

export type StageOptions = Omit<ClusterOptions, 'credentials' | 'packages'> & {
	credentialsOf?: (simulator: Simulator) => Credential[];
	/** Other time limits than the platform's. */
	limits?: SimulatorOptions['limits'];
};

export async function openStage({
	credentialsOf = (simulator) => [suiteCredential(simulator)],
	limits,
	...options
}: StageOptions): Promise<Stage> {
	const tarball = process.env.WECOM_TARBALL;
	if (!tarball) throw new Error('WECOM_TARBALL does not name the packed package');
	const simulator = await startSimulator({ limits });
	const cluster = await startCluster({
		...options,
		packages: [tarball],
		credentials: async (postgresql) => {
			// Reached over loopback, and the test's own: without TLS.
			const connectionString = `${await postgresql.createDatabase(vaultDatabase)}?sslmode=disable`;
			return credentialsOf(simulator).map((credential) => ({
				...credential,
				data: { ...credential.data, vault: 'postgresql', connectionString },
			}));
		},
	}).catch(async (error: unknown) => {
		await simulator.close();
		throw error;
	});

	const executions = async (workflow?: Workflow) => {
		const rows = await cluster.postgresql.query<ExecutionRow & { name: string }>(
			`select e.id, "workflowId", mode, status, w.name from execution_entity e
			 join workflow_entity w on w.id = e."workflowId" order by e.id`,
			{ database: 'n8n' },
		);
		return rows.filter(({ name }) => workflow === undefined || name === workflow.name);
	};
	const unfinished = ['new', 'running', 'waiting'];

	return {
		simulator,
		cluster,
		suiteId: simulator.world.suites[0].suiteId,
		corpId: simulator.world.corps[0].corpId,
		userId: simulator.world.corps[0].adminUserId,
		executions,
		vault: async (table) =>
			await cluster.postgresql.query(`select * from wecom_suite.${table}`, {
				database: vaultDatabase,
			}),
		async expectExecutions(count, workflow, patience = {}) {
			await until(
				`there are ${count} executions, all ended`,
				async () => {
					const all = await executions(workflow);
					return all.length >= count && !all.some(({ status }) => unfinished.includes(status));
				},
				{ within: 30_000, every: 100, ...patience },
			);
			// One too many would come with the next look for work, every two seconds.
			await new Promise((resolve) => setTimeout(resolve, 2_500));
			expect(await executions(workflow)).toHaveLength(count);
		},
		async saveUrls(url, kinds) {
			for (const kind of kinds) {
				await until(`the ${kind} URL is saved`, async () => {
					const { saved } = await simulator.actions.saveCallbackUrl({
						suiteId: simulator.world.suites[0].suiteId,
						kind,
						url,
					});
					return saved;
				});
			}
		},
		async close() {
			await cluster.stop();
			await simulator.close();
		},
	};
}
