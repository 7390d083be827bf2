import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { startSimulator } from '../../simulator/simulator';
import { startN8n } from '../host/n8n';
import { freshUserFolder } from '../host/package';
import { createMovableClock } from './clock';
import { openDisk } from './disk';
import { notHere, type ExecutionRow, type Layout, type VaultState } from './layout';
import { readSqlite } from './sqlite';
import { credentialsOf, workflows } from './workflow';

/** One n8n as most people run it, everything in SQLite; the vault on a disk of its own. */
export async function openRegular(): Promise<Layout> {
	const tarball = process.env.WECOM_TARBALL;
	if (!tarball) throw new Error('WECOM_TARBALL does not name the packed package');
	const folder = freshUserFolder();
	mkdirSync(folder, { recursive: true });
	const clock = createMovableClock(folder);
	const disk = openDisk(join(folder, 'vault'));
	const vaultFile = join(disk.folder, 'wecom-suite.sqlite');
	const simulator = await startSimulator({ automaticTickets: true });
	const cleanUp = async () => {
		await simulator.close();
		await disk.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const n8n = await startN8n({
		folder,
		packages: [tarball],
		credentials: credentialsOf(simulator, { vault: 'sqlite', vaultFile }),
		workflows,
		environment: { ...clock.environment, N8N_LOG_LEVEL: 'debug' },
	}).catch(async (error: unknown) => {
		await cleanUp();
		throw error;
	});
	let runs = true;

	return {
		name: 'regular',
		simulator,
		processes: ['n8n'],
		webhookUrl: (path) => n8n.webhookUrl(path),
		async kill(_process, reach) {
			runs = false;
			await n8n.kill(reach === 'machine' ? 'tree' : 'group');
			return reach === 'machine' ? 'the machine' : 'n8n';
		},
		async revive() {
			if (runs) return;
			await n8n.restart();
			runs = true;
		},
		setClock: clock.set,
		fillDisk: disk.fill,
		makeRoom: disk.makeRoom,
		stopPostgresql: () => notHere('PostgreSQL'),
		disconnectPostgresql: () => notHere('PostgreSQL'),
		stopRedis: () => notHere('Redis'),
		executions: async () =>
			await Promise.resolve(
				readSqlite<ExecutionRow>(
					n8n.databaseFile,
					'select cast(id as text) as id, mode, status from execution_entity order by execution_entity.id',
				),
			),
		async executionData(ids) {
			const rows = readSqlite<{ id: string; data: string }>(
				n8n.databaseFile,
				`select cast(executionId as text) as id, data from execution_data where executionId in (${ids.map(Number).join(', ')})`,
			);
			return await Promise.resolve(new Map(rows.map(({ id, data }) => [id, data])));
		},
		async vault() {
			const [{ open: openClaims }] = readSqlite<{ open: number }>(
				vaultFile,
				"select count(*) as open from claims where stage <> 'finished'",
			);
			const state: VaultState = {
				openClaims,
				installations: readSqlite(
					vaultFile,
					'select suite_id as suiteId, corp_id as corpId from installations',
				),
				tickets: readSqlite(
					vaultFile,
					'select suite_id as suiteId, issued_at as issuedAt from tickets',
				),
			};
			return await Promise.resolve(state);
		},
		traces() {
			const files = readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name))
				// The package itself, and what n8n takes from it.
				.filter((file) => !/node_modules|\.cache/.test(file) && existsSync(file));
			return new Map(files.map((file) => [relative(folder, file), readFileSync(file)]));
		},
		logs: () => [n8n.logs()],
		async close() {
			await n8n.stop();
			await cleanUp();
		},
	};
}
