/** Runs every benchmark of test/bench one after another: `npm run bench [name...]`; fails if one of them does. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureModules, ensureN8n, nodeEnvironment, root } from './install.mjs';
import { ensurePacked } from './pack.mjs';

const folder = join(root, 'test', 'bench');
await ensureModules();
const environment = nodeEnvironment({
	WECOM_N8N_FOLDER: await ensureN8n(),
	WECOM_TARBALL: await ensurePacked(),
});

const wanted = process.argv.slice(2);
const names = (existsSync(folder) ? readdirSync(folder) : [])
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.slice(0, -'.ts'.length))
	.filter((name) => wanted.length === 0 || wanted.includes(name));

const failed = [];
for (const name of names) {
	process.stdout.write(`\n== ${name}\n`);
	const { status } = spawnSync('node', ['--import', 'tsx', join(folder, `${name}.ts`)], {
		cwd: root,
		env: environment,
		stdio: 'inherit',
	});
	if (status !== 0) failed.push(name);
}
const summary = failed.length > 0 ? `; failed: ${failed.join(', ')}` : '';
process.stdout.write(
	`\n${names.length - failed.length} of ${names.length} benchmarks passed${summary}\n`,
);
process.exitCode = names.length > 0 && failed.length === 0 ? 0 : 1;
