/**
 * Runs suites and adds them up: `node scripts/test.mjs [--bail] [suite...]`, all of them if none is named.
 * Works on a bare checkout: each suite brings what it needs onto the machine. A test that did not run (skipped, todo,
 * pending), a suite without tests and a suite that could not be run count as failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	browserPackages,
	ensureDebian,
	ensureModules,
	nodeEnvironment,
	postgresqlPackages,
	root,
} from './install.mjs';

const results = join(root, 'artefacts', 'results');
const vectors = join(root, '..', 'shared', 'vectors', 'callback-crypto.json');
/** A suite that takes longer hangs. */
const limit = 30 * 60_000;

/** Runs a command, shows its output at once or (`quiet`) only when it failed; gives its exit code. */
async function run(command, args, { quiet = false, environment = {} } = {}) {
	const output = [];
	const child = spawn(command, args, {
		cwd: root,
		env: nodeEnvironment(environment),
		stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
		detached: true,
	});
	child.stdout?.on('data', (chunk) => output.push(chunk));
	child.stderr?.on('data', (chunk) => output.push(chunk));
	const end = () => {
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch (error) {
			if (error.code !== 'ESRCH') throw error; // it has ended by itself
		}
	};
	const stop = () => {
		end();
		process.exit(130);
	};
	const timer = setTimeout(() => {
		process.stdout.write(
			`${command} ${args.join(' ')} did not end within ${limit / 60_000} minutes\n`,
		);
		end();
	}, limit);
	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		const code = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (status) => resolve(status ?? 1));
		});
		if (code !== 0) process.stdout.write(Buffer.concat(output));
		return code;
	} finally {
		clearTimeout(timer);
		process.off('SIGINT', stop).off('SIGTERM', stop);
	}
}

/** Commands that count as one test together. */
const check =
	(...commands) =>
	async () => {
		let isGood = true;
		for (const [command, ...args] of commands) {
			isGood = (await run(command, args, { quiet: true })) === 0 && isGood;
		}
		return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
	};

/** A run of jest, counted from the results it writes. */
const jest =
	(name, config, environment = {}) =>
	async () => {
		const file = join(results, `${name}.json`);
		rmSync(file, { force: true });
		const args = ['--config', config, '--json', `--outputFile=${file}`, '--reporters=default'];
		const code = await run('jest', args, { environment });
		if (!existsSync(file)) return { passed: 0, failed: 1 };
		const seen = JSON.parse(readFileSync(file, 'utf8'));
		const failed =
			seen.numFailedTests +
			seen.numPendingTests +
			seen.numTodoTests +
			seen.numRuntimeErrorTestSuites;
		const isBroken = code !== 0 || seen.numPassedTests === 0;
		return { passed: seen.numPassedTests, failed: failed === 0 && isBroken ? 1 : failed };
	};

const suites = {
	lint: check(['eslint', '--max-warnings', '0', '.'], ['prettier', '--check', '.']),
	types: check(['tsc', '--noEmit']),
	unit: jest('unit', 'jest.config.js', existsSync(vectors) ? { WECOM_VECTORS: vectors } : {}),
	attack: jest('attack', 'test/attack/jest.config.js'),
	engine: jest('engine', 'test/engine/jest.config.js'),
	host: jest('host', 'test/host/jest.config.js'),
	cluster: jest('cluster', 'test/cluster/jest.config.js'),
	faults: jest('faults', 'test/faults/jest.config.js'),
	browser: async () => {
		await ensureDebian(browserPackages);
		return await jest('browser', 'test/browser/jest.config.js')();
	},
	postgresql: async () => {
		await ensureDebian(postgresqlPackages);
		return await jest('postgresql', 'test/postgresql/jest.config.js')();
	},
};

const wanted = process.argv.slice(2).filter((each) => each !== '--bail');
const bail = process.argv.includes('--bail');
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
	process.stderr.write(
		`No suite is called ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}\n`,
	);
	process.exit(2);
}

mkdirSync(results, { recursive: true });
await ensureModules();

const lines = [];
const total = { passed: 0, failed: 0 };
for (const name of wanted.length > 0 ? wanted : Object.keys(suites)) {
	const started = Date.now();
	let outcome = { passed: 0, failed: 1 };
	let remark = '';
	if (bail && total.failed > 0) {
		remark = ' (not run)';
	} else {
		process.stdout.write(`\n== ${name}\n`);
		try {
			outcome = await suites[name]();
		} catch (error) {
			remark = ` (${error.message})`;
		}
	}
	total.passed += outcome.passed;
	total.failed += outcome.failed;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	lines.push(`${name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s${remark}`);
	process.stdout.write(`${lines.at(-1)}\n`);
}
process.stdout.write(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
