import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	createWriteStream,
	existsSync,
	copyFileSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freshUserFolder, installPackage } from './package';
import { Rest, type Credential, type Execution, type Workflow } from './rest';
import { until } from './until';

export { owner } from './rest';

export interface N8nOptions {
	/** User folder to use and keep. Without one n8n gets a new folder, which `stop()` removes. */
	folder?: string;
	/** Port of the editor, the REST API and the webhooks; a free one if not given. */
	port?: number;
	/** More environment variables, or others than the quiet, offline ones. */
	environment?: Record<string, string>;
	/** Community packages to load: tarballs or folders. */
	packages?: string[];
	credentials?: Credential[];
	/** Those with `active: true` are published. */
	workflows?: Workflow[];
	/** `legacy` is much faster under load; n8n's default is its sandbox. */
	expressionEngine?: 'legacy' | 'vm';
}

/** A running n8n. Who starts one must `stop()` it; it never outlives the process that started it. */
export interface N8n {
	/** `http://127.0.0.1:<port>`, the editor */
	readonly url: string;
	readonly userFolder: string;
	readonly databaseFile: string;
	readonly rest: Rest;
	/** Address of a published webhook, `path` as in `<webhook ID>/<path>`. */
	webhookUrl(path: string): string;
	/** Address of a webhook while the editor listens for a test event. */
	testWebhookUrl(path: string): string;
	/** Logs the owner in; gives the cookie header. */
	login(): Promise<string>;
	/** Newest first, with their data; of one workflow or of all. */
	executions(workflowId?: string): Promise<Execution[]>;
	/** All that n8n has written since its first start. */
	logs(): string;
	/** Ends n8n in good order, by force after 20 s, and removes a folder that was made for it. */
	stop(): Promise<void>;
	/** SIGKILL to n8n and its children: what a power cut looks like. */
	kill(): Promise<void>;
	/** Ends n8n, if it runs, and starts it on the same folder and port. */
	restart(): Promise<void>;
}

/** So that the demo's and the tests' folders can be opened again. Nothing of value is encrypted with it. */
const encryptionKey = 'a-key-for-demo-and-tests-only-0001';

const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('No free port');
	return address.port;
}

/** Folder of the installed n8n, as scripts/install.mjs gave it. */
function n8nFolder(): string {
	const folder = process.env.WECOM_N8N_FOLDER;
	if (!folder)
		throw new Error(
			'WECOM_N8N_FOLDER does not name the folder of an installed n8n; start by npm run test:host',
		);
	return folder;
}

/** Starts the pinned n8n on loopback and waits until it answers and the published workflows are live. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const program = join(n8nFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
	const cache = dirname(n8nFolder());
	const userFolder = options.folder ?? freshUserFolder();
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const databaseFile = join(userFolder, '.n8n', 'database.sqlite');
	const logFile = join(userFolder, 'n8n.log');
	const rest = new Rest(url);
	// An empty database with its migrations done and its owner set up: saves half of every first start.
	const template = join(cache, `${n8nFolder().split('/').at(-1)}.sqlite`);

	mkdirSync(dirname(databaseFile), { recursive: true });
	const wasFresh = !existsSync(databaseFile);
	const hadTemplate = existsSync(template);
	if (wasFresh && hadTemplate) copyFileSync(template, databaseFile);
	for (const source of options.packages ?? []) await installPackage(source, userFolder, cache);

	const environment: Record<string, string> = {
		PATH: process.env.PATH ?? '',
		HOME: userFolder,
		LANG: 'C.UTF-8',
		NODE_ENV: 'production',
		NODE_COMPILE_CACHE: join(cache, 'compiled'),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: url,
		...quiet,
		...(options.expressionEngine ? { N8N_EXPRESSION_ENGINE: options.expressionEngine } : {}),
		...options.environment,
	};

	let child: ChildProcess | undefined;

	async function start(): Promise<void> {
		const log = createWriteStream(logFile, { flags: 'a' });
		const started = spawn(
			process.execPath,
			[join(__dirname, 'guard.mjs'), process.execPath, program, 'start'],
			{ cwd: userFolder, env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
		);
		child = started;
		started.stdout.pipe(log, { end: false });
		started.stderr.pipe(log, { end: false });
		started.once('close', () => log.end());
		try {
			await until(
				'n8n answers',
				async () => {
					if (started.exitCode !== null) return true;
					return await fetch(`${url}/rest/settings`).then(
						async (answer) => {
							// Until everything is loaded n8n answers 200 with a page that says so.
							const isReady = answer.headers.get('content-type')?.includes('json') ?? false;
							await answer.body?.cancel();
							return answer.ok && isReady;
						},
						() => false,
					);
				},
				{ within: 120_000, every: 100 },
			);
			if (started.exitCode !== null)
				throw new Error(`n8n ended with ${started.exitCode} while starting`);
		} catch (error) {
			await kill();
			throw new Error(`n8n did not start:\n${logs().slice(-3_000)}`, { cause: error });
		}
	}

	function logs(): string {
		return existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
	}

	const isRunning = (process: ChildProcess) =>
		process.exitCode === null && process.signalCode === null;

	async function kill(): Promise<void> {
		const running = child;
		child = undefined;
		if (!running?.pid || !isRunning(running)) return;
		const closed = once(running, 'close');
		process.kill(-running.pid, 'SIGKILL');
		await closed;
		// Where n8n finds this file of a session that did not end well, it waits ten seconds before it starts.
		rmSync(join(userFolder, '.n8n', 'crash.journal'), { force: true });
	}

	async function end(): Promise<void> {
		const running = child;
		if (!running || !isRunning(running)) return;
		const closed = once(running, 'close');
		running.kill('SIGTERM');
		const timer = setTimeout(() => void kill(), 20_000);
		await closed.finally(() => clearTimeout(timer));
		child = undefined;
	}

	async function stop(): Promise<void> {
		await end();
		if (!options.folder) rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	async function restart(): Promise<void> {
		await end();
		await start();
	}

	await start();
	try {
		await rest.login();
		if (wasFresh && !hadTemplate) keepAsTemplate(databaseFile, template);
		for (const credential of options.credentials ?? []) await rest.addCredential(credential);
		for (const workflow of options.workflows ?? []) {
			const id = await rest.addWorkflow(workflow);
			if (workflow.active) await rest.publish(id);
		}
	} catch (error) {
		await kill();
		throw error;
	}

	return {
		url,
		userFolder,
		databaseFile,
		rest,
		webhookUrl: (path) => `${url}/webhook/${path}`,
		testWebhookUrl: (path) => `${url}/webhook-test/${path}`,
		login: async () => await rest.login(),
		executions: async (workflowId) => await rest.executions(workflowId),
		logs,
		stop,
		kill,
		restart,
	};
}

/** Copies the live database into a file of its own, whole or not at all. */
function keepAsTemplate(databaseFile: string, template: string): void {
	const building = `${template}.${process.pid}`;
	rmSync(building, { force: true });
	const database = new DatabaseSync(databaseFile);
	try {
		database.prepare('VACUUM INTO ?').run(building);
	} finally {
		database.close();
	}
	renameSync(building, template);
}
