/**
 * `npm start`: from a bare machine to a running n8n with a WeCom app in it. Installs what is missing, builds the package,
 * then plays the life of an app (scripts/demo.ts) and stays up. `--once` ends after the play instead.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureModules, ensureN8n, nodeEnvironment, root } from './install.mjs';
import { ensurePacked } from './pack.mjs';

const unknown = process.argv.slice(2).filter((argument) => argument !== '--once');
if (unknown.length > 0) {
	process.stderr.write(`Unknown: ${unknown.join(' ')}. Usage: npm start [-- --once]\n`);
	process.exit(2);
}

await ensureModules();
const n8nFolder = await ensureN8n();
const tarball = await ensurePacked();
const demo = spawn(
	'node',
	['--import', 'tsx', join(root, 'scripts', 'demo.ts'), ...process.argv.slice(2)],
	{
		cwd: root,
		env: nodeEnvironment({ WECOM_N8N_FOLDER: n8nFolder, WECOM_TARBALL: tarball }),
		stdio: 'inherit',
	},
);
// The terminal sends Ctrl-C to both; the demo ends n8n in good order, and this waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => demo.kill('SIGTERM'));
demo.on('close', (code) => process.exit(code ?? 1));
