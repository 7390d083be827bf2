import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freePort } from './free-port';
import { n8nFolder, prepareN8nProcess } from './n8n-process';
import { freshUserFolder, installPackage } from './package';
import { Rest, type Credential, type Execution, type Workflow } from './rest';

export { freePort } from './free-port';
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
	/** SIGKILL to n8n and its children; `tree`: also to what it has started detached, as a power cut does. */
	kill(what?: 'group' | 'tree'): Promise<void>;
	/** Ends n8n, if it runs, and starts it on the same folder and port. */
	restart(): Promise<void>;
}

/** Starts the pinned n8n on loopback and waits until it answers and the published workflows are live. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const cache = dirname(n8nFolder());
	const userFolder = options.folder ?? freshUserFolder();
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const databaseFile = join(userFolder, '.n8n', 'database.sqlite');
	const rest = new Rest(url);
	// An empty database with its migrations done and its owner set up: saves half of every first start.
	const template = join(cache, `${n8nFolder().split('/').at(-1)}.sqlite`);

	mkdirSync(dirname(databaseFile), { recursive: true });
	// Under another encryption key n8n does not take a database that was made under the usual one.
	const hasUsualKey = options.environment?.N8N_ENCRYPTION_KEY === undefined;
	const wasFresh = hasUsualKey && !existsSync(databaseFile);
	const hadTemplate = existsSync(template);
	if (wasFresh && hadTemplate) copyFileSync(template, databaseFile);
	for (const source of options.packages ?? []) await installPackage(source, userFolder, cache);

	const n8n = await prepareN8nProcess({
		command: 'start',
		userFolder,
		port,
		environment: {
			...(options.expressionEngine ? { N8N_EXPRESSION_ENGINE: options.expressionEngine } : {}),
			...options.environment,
		},
	});
	const { kill, restart, logs } = n8n;

	async function stop(): Promise<void> {
		await n8n.end();
		if (!options.folder) rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	await n8n.start();
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
