/** Runs a fault campaign: `npm run test:faults -- [--rounds 200] [--seed N] [--round N] [--layout regular]`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
	ensureDebian,
	ensureModules,
	ensureN8n,
	faultPackages,
	nodeEnvironment,
	postgresqlPackages,
	redisPackages,
	root,
} from './install.mjs';
import { ensurePacked } from './pack.mjs';

await ensureModules();
await ensureDebian({ ...postgresqlPackages, ...redisPackages, ...faultPackages });
const { status } = spawnSync(
	'node',
	['--import', 'tsx', join(root, 'test', 'faults', 'main.ts'), ...process.argv.slice(2)],
	{
		cwd: root,
		env: nodeEnvironment({
			WECOM_N8N_FOLDER: await ensureN8n(),
			WECOM_TARBALL: await ensurePacked(),
		}),
		stdio: 'inherit',
	},
);
process.exitCode = status ?? 1;
