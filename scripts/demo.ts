/**
 * Plays the life of an app on a real n8n against the simulator: ticket, install, message, removal. Every step is checked
 * by what the platform and n8n have seen. Run by scripts/start.mjs.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { startSimulator, type Simulator } from '../simulator/simulator';
import type { DeliveryReport } from '../simulator/callbacks/courier';
import { owner, startN8n, type N8n } from '../test/host/n8n';
import type { Credential, Workflow } from '../test/host/rest';
import { until } from '../test/host/until';

const EDITOR_PORT = 5678;
const SIMULATOR_PORT = 9770;
const CREDENTIAL = 'Demo Suite';
/** How long a step may take on a slow machine, in milliseconds. */
const PATIENCE = 30_000;

/** The first one is published and receives the callbacks; the others are there to look at. */
const WORKFLOWS = ['run-an-app', 'keep-the-ticket', 'greet-on-install', 'clean-up-on-uninstall'];

let steps = 0;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** Runs one step and tells what was seen, or which step failed. */
async function step(title: string, run: () => Promise<string>): Promise<void> {
	const number = steps + 1;
	try {
		const seen = await run();
		say(`  ${number}. ${title}: ${seen}`);
		steps = number;
	} catch (error) {
		throw new Error(`demo: step ${number} failed: ${title}: ${(error as Error).message}`, {
			cause: error,
		});
	}
}

/** A delivery counts only if WeCom would be content with it the first time. */
function expectAccepted({ accepted, attempts }: DeliveryReport): string {
	const [first] = attempts;
	if (!accepted || attempts.length !== 1 || first?.body !== 'success') {
		throw new Error(`the callback was answered ${JSON.stringify(attempts)}`);
	}
	return `the callback was answered \`success\` in ${Math.round(first.milliseconds)} ms`;
}

function readWorkflow(name: string): Workflow {
	const file = join(__dirname, '..', 'workflows', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (!node.type.startsWith('n8n-nodes-wecom-suite.')) continue;
		node.credentials = { weComSuiteApi: { name: CREDENTIAL } };
	}
	return { ...workflow, active: name === WORKFLOWS[0] };
}

function describeSuite({ url, world }: Simulator): Credential {
	const [suite] = world.suites;
	const { provider } = world;
	return {
		name: CREDENTIAL,
		type: 'weComSuiteApi',
		data: {
			suiteId: suite.suiteId,
			suiteSecret: suite.suiteSecret,
			token: suite.token,
			encodingAesKey: suite.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			systemToken: provider.token,
			systemEncodingAesKey: provider.encodingAesKey,
			baseUrl: url,
			vault: 'sqlite',
		},
	};
}

/** Counts rows of the vault, which another process has open: reading is safe. */
function countInVault(n8n: N8n, table: string, where = '1 = 1'): number {
	const file = join(n8n.userFolder, '.n8n', 'wecom-suite.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const row = database.prepare(`select count(*) as rows from ${table} where ${where}`).get();
		return Number(row?.rows);
	} finally {
		database.close();
	}
}

async function play(simulator: Simulator, n8n: N8n, callbackUrl: string): Promise<void> {
	const { actions, world, messages, requests } = simulator;
	const [suite] = world.suites;
	const [corp] = world.corps;
	const { suiteId } = suite;
	const who = { suiteId, corpId: corp.corpId };
	const executions = async () => (await n8n.executions()).length;

	const wait = async (what: string, isDone: () => Promise<boolean> | boolean) =>
		await until(what, async () => await isDone(), { within: PATIENCE, every: 100 });

	await step('The callback URLs are saved in the console of the platform', async () => {
		const kinds = ['data', 'system', 'command'] as const;
		for (const kind of kinds) {
			const verification = await actions.saveCallbackUrl({ suiteId, kind, url: callbackUrl });
			if (!verification.saved) throw new Error(`${kind}: ${JSON.stringify(verification.attempt)}`);
		}
		return 'n8n gave back the decrypted echo, byte for byte, three times';
	});
	await step('The platform pushes a ticket', async () => {
		const answered = expectAccepted(await actions.pushTicket({ suiteId }));
		if (countInVault(n8n, 'tickets') !== 1) throw new Error('it is not in the vault');
		if ((await executions()) !== 0) throw new Error('it started a workflow');
		return `${answered}, the ticket is in the vault, no workflow was started`;
	});
	await step(`${corp.name} installs the app`, async () => {
		const { delivery } = await actions.install(who);
		if (!delivery) throw new Error('no create_auth was pushed');
		const answered = expectAccepted(delivery);
		await wait('the auth code is exchanged', () =>
			requests.some(({ path, errcode }) => path.endsWith('/get_permanent_code') && errcode === 0),
		);
		await wait('the installation is in the vault', () => countInVault(n8n, 'installations') === 1);
		return `${answered}, the auth code was exchanged afterwards, the installation is in the vault`;
	});
	await step('The workflow greets the administrator as that company', async () => {
		await wait('the message arrives', () => messages.length === 1);
		await wait('the workflow ends', async () => (await executions()) === 1);
		return `member ${corp.adminUserId} has a new message`;
	});
	await step('A member writes to the app', async () => {
		const delivery = await actions.sendMessage({ ...who, userId: corp.adminUserId, text: 'Hello' });
		const answered = expectAccepted(delivery);
		await wait('the answer arrives', () => messages.length === 2);
		return `${answered}, and the workflow answered with a message`;
	});
	await step(`${corp.name} removes the app`, async () => {
		const delivery = await actions.uninstall(who);
		if (!delivery) throw new Error('no cancel_auth was pushed');
		const answered = expectAccepted(delivery);
		const left = countInVault(n8n, 'installations') + countInVault(n8n, 'tokens', "corp_id <> ''");
		if (left !== 0) throw new Error('the vault still has something of the company');
		await wait('the workflow that cleans up ends', async () => (await executions()) === 3);
		const failed = (await n8n.executions()).filter(({ status }) => status !== 'success');
		if (failed.length > 0) throw new Error(`${failed.length} executions did not succeed`);
		return `${answered}, its code and tokens are gone, the workflow has cleaned up`;
	});
}

/** The port that people know, or the next one that is free. */
async function preferPort(wanted: number): Promise<number> {
	const isFree = await new Promise<boolean>((resolve) => {
		const probe = createServer()
			.once('error', () => resolve(false))
			.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
	return isFree ? wanted : await preferPort(wanted + 1);
}

async function main(): Promise<void> {
	const once = process.argv.includes('--once');
	const tarball = process.env.WECOM_TARBALL;
	if (!tarball) throw new Error('Start this by: npm start');
	const stopping = new Promise<void>((resolve) => {
		process.once('SIGINT', resolve).once('SIGTERM', resolve);
	});

	const simulator = await startSimulator({
		port: once ? 0 : await preferPort(SIMULATOR_PORT),
		automaticTickets: true,
	});
	let n8n: N8n | undefined;
	try {
		say(`The simulated platform runs at ${simulator.url}`);
		say('Starting n8n ...');
		const workflows = WORKFLOWS.map(readWorkflow);
		n8n = await startN8n({
			port: once ? undefined : await preferPort(EDITOR_PORT),
			packages: [tarball],
			credentials: [describeSuite(simulator)],
			workflows,
		});
		say(`n8n runs at ${n8n.url}. The life of an app:`);
		const trigger = workflows[0].nodes.find(({ type }) => type.endsWith('.weComSuiteTrigger'));
		const callbackUrl = n8n.webhookUrl(`${trigger?.webhookId}/wecom`);
		const isStopped = await Promise.race([
			play(simulator, n8n, callbackUrl).then(() => false),
			stopping.then(() => true),
		]);
		if (isStopped) throw new Error(`demo: stopped after ${steps} steps`);
		say(`demo: ${steps} steps passed`);
		if (once) return;

		say('');
		say(`Editor     ${n8n.url}`);
		say(`Login      ${owner.email} / ${owner.password}`);
		say(`Simulator  ${simulator.url}  (install, send messages, uninstall with its buttons)`);
		say('Ctrl-C ends both. Nothing is kept: the next start begins anew.');
		await stopping;
		say('Ending ...');
	} finally {
		await n8n?.stop();
		await simulator.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 1;
});
