/**
 * Runs benchmarks of test/bench one after another: `npm run bench [name...] [argument...]`; all of them if none is named.
 * Arguments that name none go to each. Fails if one of them does.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	ensureDebian,
	ensureModules,
	ensureN8n,
	nodeEnvironment,
	postgresqlPackages,
	redisPackages,
	root,
} from './install.mjs';
import { ensurePacked } from './pack.mjs';

const folder = join(root, 'test', 'bench');
await ensureModules();
await ensureDebian({ ...postgresqlPackages, ...redisPackages });
const environment = nodeEnvironment({
	WECOM_N8N_FOLDER: await ensureN8n(),
	WECOM_TARBALL: await ensurePacked(),
});

const known = (existsSync(folder) ? readdirSync(folder) : [])
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.slice(0, -'.ts'.length));
const words = process.argv.slice(2);
const wanted = known.filter((name) => words.includes(name));
const options = words.filter((word) => !known.includes(word));
if (wanted.length === 0 && options.length > 0) {
	process.stderr.write(
		`No benchmark is called ${options.join(', ')}; there are ${known.join(', ')}\n`,
	);
	process.exit(2);
}
const names = wanted.length > 0 ? wanted : known;

const failed = [];
for (const name of names) {
	process.stdout.write(`\n== ${name}\n`);
	const { status } = spawnSync(
		'node',
		['--import', 'tsx', join(folder, `${name}.ts`), ...options],
		{ cwd: root, env: environment, stdio: 'inherit' },
	);
	if (status !== 0) failed.push(name);
}
const summary = failed.length > 0 ? `; failed: ${failed.join(', ')}` : '';
process.stdout.write(
	`\n${names.length - failed.length} of ${names.length} benchmarks passed${summary}\n`,
);
process.exitCode = names.length > 0 && failed.length === 0 ? 0 : 1;
