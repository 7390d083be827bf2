import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..', '..');

/** What loading a file of the package brings in; in a process of its own, as jest keeps modules to itself. */
function loads(file: string): string[] {
	const script = `
		require(${JSON.stringify(join(root, file))});
		const names = Object.keys(require.cache).map((path) => /node_modules\\/([^/]+)/.exec(path)?.[1]);
		console.log(JSON.stringify([...new Set(names)]));
	`;
	const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
		cwd: root,
		encoding: 'utf8',
	});
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as string[];
}

/** n8n loads every node and credential in every process at its start, whether it is used or not. */
it.each([
	'credentials/WeComCorpApi.credentials.ts',
	'credentials/WeComSuiteApi.credentials.ts',
	'nodes/WeCom/WeCom.node.ts',
	'nodes/WeComRedirectTrigger/WeComRedirectTrigger.node.ts',
	'nodes/WeComSuite/WeComSuite.node.ts',
	'nodes/WeComSuiteTrigger/WeComSuiteTrigger.node.ts',
])('%s loads neither vault nor HTTP client', (file) => {
	const loaded = loads(file);
	expect(loaded).toContain('n8n-workflow');
	expect(loaded).not.toContain('kysely');
	expect(loaded).not.toContain('undici');
});
