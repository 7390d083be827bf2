import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startN8n, type N8n } from './n8n';
import type { Credential, Workflow, WorkflowNode } from './rest';
import {
	openStage,
	readTemplate,
	SUITE_CREDENTIAL,
	suiteCredential,
	webhookPath,
	type Stage,
} from './stage';
import { until } from './until';

/** A vault that goes from one real n8n into another, whose encryption key is another one. */

const PASSPHRASE = 'stapler horse umbrella lamp nine';
const key: Credential = {
	name: 'Vault Key',
	type: 'weComVaultKeyApi',
	data: { passphrase: PASSPHRASE, formerKey: '' },
};
const credentials = {
	weComSuiteApi: { name: SUITE_CREDENTIAL },
	weComVaultKeyApi: { name: 'Vault Key' },
};
const start: WorkflowNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };

const suiteNode = (name: string, parameters: Record<string, unknown>): WorkflowNode => ({
	name,
	type: 'n8n-nodes-wecom-suite.weComSuite',
	parameters,
	credentials:
		parameters.resource === 'vault' ? credentials : { weComSuiteApi: credentials.weComSuiteApi },
});

const chain = (name: string, ...nodes: WorkflowNode[]): Workflow => ({
	name,
	active: false,
	nodes: [start, ...nodes],
	connections: Object.fromEntries(
		nodes.map(({ name: to }, index) => [
			[start, ...nodes][index].name,
			{ main: [[{ node: to, type: 'main', index: 0 }]] },
		]),
	),
});

/** Keeps what is sent to it, and gives it back. */
let shelf: Server;
let file = Buffer.alloc(0);
let stage: Stage;
let other: N8n | undefined;
const shelfUrl = () => `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/file`;

const app = readTemplate('run-an-app');

beforeAll(async () => {
	shelf = createServer((request, response) => {
		if (request.method === 'GET') return void response.end(file);
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			file = Buffer.concat(parts);
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => shelf.listen(0, '127.0.0.1', resolve));
	stage = await openStage({
		workflows: [
			app,
			chain(
				'Export',
				suiteNode('Vault', {
					resource: 'vault',
					operation: 'export',
					binaryPropertyName: 'data',
				}),
				{
					name: 'Send',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						method: 'POST',
						url: shelfUrl(),
						sendBody: true,
						contentType: 'binaryData',
						inputDataFieldName: 'data',
						options: {},
					},
				},
			),
		],
		credentialsOf: (simulator) => [suiteCredential(simulator), key],
	});
	const { simulator, n8n, suiteId, corpId } = stage;
	const url = n8n.webhookUrl(webhookPath(app));
	await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url });
	await simulator.actions.install({ suiteId, corpId });
	await until('the installation is kept', () => stage.vault('installations').length === 1);
});

afterAll(async () => {
	await other?.stop();
	await stage?.close();
	shelf.close();
});

async function run({ rest }: N8n, name: string) {
	const workflow = (await rest.workflows()).find((one) => one.name === name);
	const { executionId } = await rest.run(workflow?.id ?? '', 'Start');
	return await until(`${name} has ended`, async () => {
		const execution = await rest.execution(executionId ?? '');
		return ['success', 'error'].includes(execution.status) && execution;
	});
}

test('a company is called by an n8n that got everything in a file', async () => {
	const exported = await run(stage.n8n, 'Export');
	expect(exported.data.resultData.error?.message).toBeUndefined();
	expect(exported.items('Vault')[0].json).toMatchObject({ exported: { installations: 1 } });
	expect(file.subarray(0, 17).toString()).toBe('wecom-suite-vault');

	other = await startN8n({
		packages: [process.env.WECOM_TARBALL ?? ''],
		credentials: [suiteCredential(stage.simulator), key],
		environment: { N8N_ENCRYPTION_KEY: 'the-key-of-the-second-n8n-0002' },
		workflows: [
			chain(
				'Import',
				{
					name: 'Fetch',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						url: shelfUrl(),
						options: {
							response: { response: { responseFormat: 'file', outputPropertyName: 'data' } },
						},
					},
				},
				suiteNode('Vault', {
					resource: 'vault',
					operation: 'import',
					binaryPropertyName: 'data',
				}),
				suiteNode('Use', {
					resource: 'token',
					operation: 'get',
					kind: 'corp',
					tenant: { __rl: true, mode: 'id', value: stage.corpId },
				}),
			),
		],
	});
	const imported = await run(other, 'Import');
	expect(imported.data.resultData.error?.message).toBeUndefined();
	expect(imported.items('Vault')[0].json).toMatchObject({
		older: 0,
		imported: { installations: { taken: 1 }, tickets: { taken: 1 } },
	});
	expect(imported.items('Use')[0].json).toMatchObject({ kind: 'corp' });
});
