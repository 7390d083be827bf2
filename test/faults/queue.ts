import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { startSimulator } from '../../simulator/simulator';
import { startCluster } from '../cluster/cluster';
import { freshUserFolder } from '../host/package';
import { createMovableClock } from './clock';
import { notHere, type ExecutionRow, type Layout, type VaultState } from './layout';
import { credentialsOf, workflows } from './workflow';

const NAMES = ['main', 'processor 1', 'processor 2', 'worker 1', 'worker 2'] as const;
const DATABASE = 'n8n';
const VAULT = 'vault';

/** n8n in queue mode, with PostgreSQL and Redis. */
export async function openQueue(): Promise<Layout> {
	const tarball = process.env.WECOM_TARBALL;
	if (!tarball) throw new Error('WECOM_TARBALL does not name the packed package');
	const folder = freshUserFolder();
	mkdirSync(folder, { recursive: true });
	const clock = createMovableClock(folder);
	const simulator = await startSimulator({ automaticTickets: true });
	const cleanUp = async () => {
		await simulator.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const cluster = await startCluster({
		packages: [tarball],
		// n8n takes the server's word; the vault must not, whatever an operator has set.
		postgresql: { settings: { synchronous_commit: 'on' } },
		async credentials(server) {
			const connectionString = await server.createDatabase(VAULT);
			await server.query(`alter database ${VAULT} set synchronous_commit = off`);
			return credentialsOf(simulator, { vault: 'postgresql', connectionString });
		},
		workflows,
		environment: { ...clock.environment, N8N_LOG_LEVEL: 'debug' },
	}).catch(async (error: unknown) => {
		await cleanUp();
		throw error;
	});
	const { postgresql, redis } = cluster;
	const processes = [cluster.main, ...cluster.processors, ...cluster.workers];
	let isRedisDown = false;
	const query = async <Row extends object>(text: string, values: unknown[] = []) =>
		await postgresql.query<Row>(text, { database: DATABASE, values });
	const readVault = async <Row extends object>(text: string) =>
		await postgresql.query<Row>(text, { database: VAULT });

	return {
		name: 'queue',
		simulator,
		processes: NAMES,
		webhookUrl: (path) => cluster.webhookUrl(path),
		async kill(which, reach) {
			const chosen = which === 'all' ? processes : [processes[which]];
			await Promise.all(
				chosen.map(async (each) => await each.kill(reach === 'machine' ? 'tree' : 'group')),
			);
			return which === 'all' ? 'all of n8n' : NAMES[which];
		},
		async revive() {
			await postgresql.resume();
			if (isRedisDown) await redis.restart();
			isRedisDown = false;
			// Some end by themselves when PostgreSQL or Redis has been away.
			await Promise.all(
				processes.map(async (each) => {
					if (!each.isRunning()) await each.start();
				}),
			);
		},
		setClock: clock.set,
		fillDisk: () => notHere('a full disk'),
		makeRoom: () => {},
		stopPostgresql: async (how) => await postgresql.halt(how),
		async disconnectPostgresql() {
			await postgresql.disconnect();
		},
		async stopRedis(how) {
			if (how === 'orderly') return await redis.restart();
			isRedisDown = true;
			await redis.kill();
		},
		executions: async () =>
			await query<ExecutionRow>(
				'select id::text as id, mode, status from execution_entity order by execution_entity.id',
			),
		async executionData(ids) {
			const rows = await query<{ id: string; data: string }>(
				'select "executionId"::text as id, data from execution_data where "executionId" = any($1)',
				[ids.map(Number)],
			);
			return new Map(rows.map(({ id, data }) => [id, data]));
		},
		async vault() {
			const [{ open }] = await readVault<{ open: number }>(
				"select count(*) as open from wecom_suite.claims where stage <> 'finished'",
			);
			const state: VaultState = {
				openClaims: Number(open),
				installations: await readVault(
					'select suite_id as "suiteId", corp_id as "corpId" from wecom_suite.installations',
				),
				tickets: await readVault(
					'select suite_id as "suiteId", issued_at as "issuedAt" from wecom_suite.tickets',
				),
			};
			return state;
		},
		traces() {
			const traces = new Map<string, Buffer>([
				['the data base of n8n', Buffer.from(postgresql.dump(DATABASE))],
				['the vault', Buffer.from(postgresql.dump(VAULT))],
				['the log of PostgreSQL', Buffer.from(postgresql.logs())],
				['the log of Redis', Buffer.from(redis.logs())],
			]);
			for (const { userFolder } of [...processes, { userFolder: folder }]) {
				for (const entry of readdirSync(userFolder, { recursive: true, withFileTypes: true })) {
					const file = join(entry.parentPath, entry.name);
					// The package itself, and what n8n takes from it.
					if (!entry.isFile() || /node_modules|\.cache/.test(file)) continue;
					traces.set(relative(userFolder, file) + ` of ${userFolder}`, readFileSync(file));
				}
			}
			return traces;
		},
		logs: () => processes.map((each) => each.logs()),
		async close() {
			await cluster.stop();
			await cleanUp();
		},
	};
}
