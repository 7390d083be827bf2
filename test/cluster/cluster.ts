import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { freePort } from '../host/free-port';
import {
	n8nFolder,
	prepareN8nProcess,
	type N8nCommand,
	type N8nProcess,
} from '../host/n8n-process';
import { freshUserFolder, installPackage } from '../host/package';
import { Rest, type Credential, type Execution, type Workflow } from '../host/rest';
import { startPostgresql, type Postgresql, type PostgresqlOptions } from '../services/postgresql';
import { startRedis, type Redis } from '../services/redis';
import { startBalancer, type Balancer } from './balancer';

export interface ClusterOptions {
	/** More environment variables of every process. */
	environment?: Record<string, string>;
	/** Community packages to load, in each process from its own folder: tarballs or folders. */
	packages?: string[];
	postgresql?: PostgresqlOptions;
	/** Told when PostgreSQL runs, for credentials that name a data base. */
	credentials?: (postgresql: Postgresql) => Promise<Credential[]> | Credential[];
	/** Those with `active: true` are published. */
	workflows?: Workflow[];
}

/**
 * n8n in queue mode as operators run it: PostgreSQL, Redis, one main, two webhook processors, two workers, each with a user
 * folder of its own; the processors behind one address. Who starts one must `stop()` it.
 */
export interface Cluster {
	readonly postgresql: Postgresql;
	readonly redis: Redis;
	readonly main: N8nProcess;
	readonly processors: readonly N8nProcess[];
	readonly workers: readonly N8nProcess[];
	/** What stands before the processors. */
	readonly balancer: Balancer;
	/** REST API of the main process. */
	readonly rest: Rest;
	/** Address of a published webhook, `path` as in `<webhook ID>/<path>`: of one processor, or of both in turn. */
	webhookUrl(path: string, processor?: N8nProcess): string;
	/** Newest first, with their data; of one workflow or of all. */
	executions(workflowId?: string): Promise<Execution[]>;
	/** All that all processes have written. */
	logs(): string;
	stop(): Promise<void>;
}

const database = 'n8n';

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
	const cache = dirname(n8nFolder());
	// An empty database with its migrations done and its owner set up: saves most of the first start.
	const template = join(cache, `${n8nFolder().split('/').at(-1)}.sql`);
	const cleaning: Array<() => Promise<void> | void> = [];
	const clean = async () => {
		for (const step of cleaning.splice(0).reverse()) await step();
	};

	try {
		const [postgresql, redis] = await Promise.all([
			startPostgresql(options.postgresql),
			startRedis(),
		]);
		cleaning.push(
			async () => await postgresql.stop(),
			async () => await redis.stop(),
		);
		await postgresql.createDatabase(database);
		const hadTemplate = existsSync(template);
		if (hadTemplate) postgresql.restore(database, readFileSync(template, 'utf8'));

		const ports = await Promise.all(Array.from({ length: 5 }, async () => await freePort()));
		const [mainPort, ...otherPorts] = ports;
		const balancer = await startBalancer(
			otherPorts.slice(0, 2).map((port) => `http://127.0.0.1:${port}`),
		);
		cleaning.push(async () => await balancer.close());

		const environment = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: redis.host,
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: postgresql.host,
			DB_POSTGRESDB_PORT: String(postgresql.port),
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: 'postgres',
			// As operators are told to: with its sandbox n8n itself is the slowest part, and five processes share a machine here.
			N8N_EXPRESSION_ENGINE: 'legacy',
			// Calls come to the processors only, as where a load balancer sends them.
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			N8N_EDITOR_BASE_URL: `http://127.0.0.1:${mainPort}`,
			WEBHOOK_URL: balancer.url,
			...options.environment,
		};
		const prepare = async (command: N8nCommand, port: number): Promise<N8nProcess> => {
			const userFolder = freshUserFolder();
			mkdirSync(userFolder, { recursive: true });
			cleaning.push(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
			for (const source of options.packages ?? []) await installPackage(source, userFolder, cache);
			const process = await prepareN8nProcess({
				command,
				userFolder,
				port,
				environment: {
					...environment,
					...(command === 'worker' && {
						QUEUE_HEALTH_CHECK_ACTIVE: 'true',
						QUEUE_HEALTH_CHECK_PORT: String(port),
						N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
					}),
				},
			});
			return process;
		};
		const commands = ['start', 'webhook', 'webhook', 'worker', 'worker'] as const;
		const processes: N8nProcess[] = [];
		for (const [index, command] of commands.entries())
			processes.push(await prepare(command, ports[index]));
		const [main, ...others] = processes;
		cleaning.push(async () => {
			await Promise.all(processes.map(async (process) => await process.end()));
		});

		// Only the main process migrates; the others need not wait for it if nothing is to be migrated.
		if (hadTemplate) await Promise.all(processes.map(async (process) => await process.start()));
		else await main.start();
		const rest = new Rest(main.url);
		await rest.login();
		if (!hadTemplate) {
			keep(postgresql.dump(database), template);
			await Promise.all(others.map(async (process) => await process.start()));
		}

		for (const credential of (await options.credentials?.(postgresql)) ?? [])
			await rest.addCredential(credential);
		for (const workflow of options.workflows ?? []) {
			const id = await rest.addWorkflow(workflow);
			if (workflow.active) await rest.publish(id);
		}

		return {
			postgresql,
			redis,
			main,
			processors: others.slice(0, 2),
			workers: others.slice(2),
			balancer,
			rest,
			webhookUrl: (path, processor) => `${(processor ?? balancer).url}/webhook/${path}`,
			executions: async (workflowId) => await rest.executions(workflowId),
			logs: () => processes.map((process) => process.logs()).join('\n'),
			stop: clean,
		};
	} catch (error) {
		await clean();
		throw error;
	}
}

/** Writes a file whole or not at all. */
function keep(text: string, file: string): void {
	const building = `${file}.${process.pid}`;
	writeFileSync(building, text);
	renameSync(building, file);
}
