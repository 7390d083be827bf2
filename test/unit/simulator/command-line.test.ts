import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Stage } from './stage';

const MAIN = join(__dirname, '../../../simulator/main.ts');

async function run(
	...words: string[]
): Promise<{ code: number | null; out: string; errors: string }> {
	const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...words]);
	let out = '';
	let errors = '';
	child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, out, errors };
}

describe('the command line', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.open();
	});
	afterAll(async () => await stage.close());

	it('starts a simulator and ends it when told to', async () => {
		const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'start', '--port', '0']);
		const url = await new Promise<string>((resolve) => {
			child.stdout.on('data', (chunk: Buffer) => {
				const match = /"url": "(.*?)"/.exec(chunk.toString());
				if (match) {
					resolve(match[1]);
				}
			});
		});
		expect((await fetch(`${url}/simulator/status`, { method: 'POST' })).status).toBe(200);
		const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
		child.kill('SIGTERM');
		expect(await ended).toBe(0);
	}, 20_000);

	it('saves one address for all callbacks, and installs', async () => {
		const { suiteId } = stage.suite;
		const { corpId } = stage.corp;
		const at = stage.simulator.url;
		const url = `${stage.receiver.url}/callback`;
		const saved = await run('save-callback-urls', '--at', at, '--suite-id', suiteId, '--url', url);
		expect(saved.code).toBe(0);
		expect(saved.out.match(/"saved": true/g)).toHaveLength(3);
		const installed = await run(
			...['install', '--at', at, '--suite-id', suiteId, '--json', JSON.stringify({ corpId })],
		);
		expect(installed.code).toBe(0);
		expect(JSON.parse(installed.out)).toMatchObject({ delivery: { accepted: true } });
		const moved = await run('move-clock', '--at', at, '--seconds', '60');
		expect(moved.code).toBe(0);
	}, 30_000);

	it('says what is wrong and fails', async () => {
		const at = stage.simulator.url;
		const refused = await run('uninstall', '--at', at, '--suite-id', 'nobody', '--corp-id', 'x');
		expect(refused.code).toBe(1);
		expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'not_possible' } });
		expect(await run('push-ticket', 'suite')).toMatchObject({
			code: 1,
			errors: 'expected --<name> <value>, not "suite"\n',
		});
		expect(await run('--help')).toMatchObject({
			code: 0,
			out: expect.stringContaining('save-callback-urls'),
		});
	}, 30_000);
});
