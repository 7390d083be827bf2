import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { freePort } from './free-port';
import { until } from './until';

/** Which of n8n's processes; a regular n8n has only the main one. */
export type N8nCommand = 'start' | 'webhook' | 'worker';

export interface N8nProcessOptions {
	command: N8nCommand;
	userFolder: string;
	port: number;
	/** More environment variables, or others than the quiet, offline ones. */
	environment?: Record<string, string>;
}

/** One process of n8n, not yet started. It never outlives the process that started it. */
export interface N8nProcess {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly userFolder: string;
	/** All that it has written since its first start. */
	logs(): string;
	isRunning(): boolean;
	/** Starts it and waits until it does what it is there for. */
	start(): Promise<void>;
	/** Ends it in good order, by force after 20 s. */
	end(): Promise<void>;
	/** SIGKILL to n8n and its group; `tree`: also to what it has started detached. */
	kill(what?: 'group' | 'tree'): Promise<void>;
	/** Ends it, if it runs, and starts it on the same folder and port. */
	restart(): Promise<void>;
}

/** So that the demo's and the tests' folders can be opened again. Nothing of value is encrypted with it. */
export const encryptionKey = 'a-key-for-demo-and-tests-only-0001';

const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/** Folder of the installed n8n, as scripts/install.mjs gave it. */
export function n8nFolder(): string {
	const folder = process.env.WECOM_N8N_FOLDER;
	if (!folder)
		throw new Error(
			'WECOM_N8N_FOLDER does not name the folder of an installed n8n; start by npm run test:host',
		);
	return folder;
}

/** Whether a process of n8n is ready, by what it answers; before that some answer too, but something else. */
const isReady: Record<N8nCommand, { path: string; status: number }> = {
	start: { path: '/rest/settings', status: 200 },
	// A webhook that there cannot be: only who knows all webhooks says so in JSON.
	webhook: { path: '/webhook/ready', status: 404 },
	worker: { path: '/healthz/readiness', status: 200 },
};

export async function prepareN8nProcess({
	command,
	userFolder,
	port,
	environment = {},
}: N8nProcessOptions): Promise<N8nProcess> {
	const program = join(n8nFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	const whole: Record<string, string> = {
		PATH: process.env.PATH ?? '',
		HOME: userFolder,
		LANG: 'C.UTF-8',
		NODE_ENV: 'production',
		NODE_COMPILE_CACHE: join(dirname(n8nFolder()), 'compiled'),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: url,
		...quiet,
		...environment,
	};
	let child: ChildProcess | undefined;

	const logs = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');

	async function start(): Promise<void> {
		const log = createWriteStream(logFile, { flags: 'a' });
		const started = spawn(
			process.execPath,
			[join(__dirname, 'guard.mjs'), process.execPath, program, command],
			{ cwd: userFolder, env: whole, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
		);
		child = started;
		started.stdout.pipe(log, { end: false });
		started.stderr.pipe(log, { end: false });
		started.once('close', () => log.end());
		const { path, status } = isReady[command];
		try {
			await until(
				'n8n answers',
				async () => {
					if (started.exitCode !== null) return true;
					return await fetch(url + path).then(
						async (answer) => {
							// Until everything is loaded n8n answers 200 with a page that says so.
							const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
							await answer.body?.cancel();
							return answer.status === status && isJson;
						},
						() => false,
					);
				},
				{ within: 240_000, every: 100 },
			);
			if (started.exitCode !== null)
				throw new Error(`n8n ended with ${started.exitCode} while starting`);
		} catch (error) {
			await kill();
			throw new Error(`n8n did not start:\n${logs().slice(-3_000)}`, { cause: error });
		}
	}

	const runs = (process: ChildProcess) => process.exitCode === null && process.signalCode === null;

	async function kill(what: 'group' | 'tree' = 'group'): Promise<void> {
		const running = child;
		child = undefined;
		if (!running?.pid || !runs(running)) return;
		const closed = once(running, 'close');
		const others = what === 'tree' ? descendantsOf(running.pid) : [];
		process.kill(-running.pid, 'SIGKILL');
		for (const pid of others) killIfThere(pid);
		await closed;
		// Where n8n finds this file of a session that did not end well, it waits ten seconds before it starts.
		rmSync(join(userFolder, '.n8n', 'crash.journal'), { force: true });
	}

	async function end(): Promise<void> {
		const running = child;
		if (!running || !runs(running)) return;
		const closed = once(running, 'close');
		running.kill('SIGTERM');
		const timer = setTimeout(() => void kill(), 20_000);
		await closed.finally(() => clearTimeout(timer));
		child = undefined;
	}

	async function restart(): Promise<void> {
		await end();
		await start();
	}

	const isRunning = () => child !== undefined && runs(child);
	return { url, userFolder, logs, isRunning, start, end, kill, restart };
}

/** IDs of the processes that a process has started, and of those that these have started. */
function descendantsOf(pid: number): number[] {
	const children = new Map<number, number[]>();
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		try {
			// `<pid> (<name, which may hold anything>) <state> <parent> ...`
			const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
			children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
		} catch {
			// It has ended meanwhile.
		}
	}
	const below = (parent: number): number[] =>
		(children.get(parent) ?? []).flatMap((each) => [each, ...below(each)]);
	return below(pid);
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
