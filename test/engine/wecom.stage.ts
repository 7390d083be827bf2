import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../simulator/simulator';
import type { Corp, OwnApp } from '../../simulator/world';
import { openSqliteVault } from '../../wecom/vault/sqlite';
import type { Credential, Workflow } from '../host/rest';
import { fieldIn, Stage as Platform } from '../unit/simulator/stage';
import { runWorkflow, userFolder, type RunRequest, type RunResult } from './run-workflow';

export const nodeType = 'n8n-nodes-wecom-suite.weCom';

/** A simulator, and credentials for it. */
export interface Stage {
	simulator: Simulator;
	corp: Corp;
	/** A company's own app. */
	app: Credential;
	/** The contact synchronisation of the same company. */
	contacts: Credential;
	/** A suite that the company has installed. */
	suite: Credential;
	close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
	const platform = await Platform.open();
	const { simulator, corp } = platform;
	const own = (name: string, kind: OwnApp['kind']): Credential => {
		const app = corp.ownApps.find((one) => one.kind === kind);
		return {
			name,
			type: 'weComCorpApi',
			data: {
				corpId: corp.plainCorpId,
				secret: app?.secret,
				agentId: String(app?.agentId ?? ''),
				baseUrl: simulator.url,
				token: '',
				encodingAesKey: '',
				vaultFile: '',
			},
		};
	};
	// WeCom sends cards that can be clicked only for an app that takes the clicks.
	const { saved } = await simulator.actions.saveCallbackUrl({
		corpId: corp.corpId,
		agentId: 1000001,
		kind: 'data',
		url: `${platform.receiver.url}/app`,
	});
	if (!saved) throw new Error('The callback URL of the own app was not saved');
	return {
		simulator,
		corp,
		app: own('Own App', 'app'),
		contacts: own('Contacts', 'contact-sync'),
		suite: await install(platform),
		close: async () => await platform.close(),
	};
}

/** Installs the demo suite, and puts what the trigger would keep into the vault. */
async function install(platform: Platform): Promise<Credential> {
	const { suite, corp, simulator } = platform;
	const { permanentCode, agentId } = await platform.install(suite, corp);
	const now = Date.now();
	const timeStamp = Math.floor(simulator.now() / 1000);
	const ticket = platform.events.findLast(({ message }) => message.includes('SuiteTicket'));
	const vault = await openSqliteVault({
		file: join(userFolder, '.n8n', 'wecom-suite.sqlite'),
		secret: 'a-key-for-demo-and-tests-only-0001',
		clock: Date.now,
	});
	await vault.tickets.put({
		suiteId: suite.suiteId,
		ticket: fieldIn(ticket?.message ?? '', 'SuiteTicket'),
		issuedAt: timeStamp,
		receivedAt: now,
	});
	await vault.installations.put({
		suiteId: suite.suiteId,
		corpId: corp.corpId,
		kind: 'standard',
		corpName: corp.name,
		permanentCode,
		revision: `${timeStamp}-${permanentCode.slice(-6)}`,
		agentId,
		authMode: 0,
		details: { auth_corp_info: {}, auth_info: {} },
		authorizedAt: { timeStamp, receivedAt: now },
		updatedAt: now,
	});
	await vault.close();
	return {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId: suite.suiteId,
			suiteSecret: suite.suiteSecret,
			token: suite.token,
			encodingAesKey: suite.encodingAesKey,
			baseUrl: simulator.url,
			vaultFile: '',
		},
	};
}

/** A workflow of nothing but the node, with these parameters. */
export function single(
	credential: Credential,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): Workflow {
	return {
		name: 'Single',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				name: 'WeCom',
				type: nodeType,
				parameters: {
					callAs: credential.type === 'weComCorpApi' ? 'ownApp' : 'tenant',
					...parameters,
				},
				credentials: { [credential.type]: { name: credential.name } },
				...settings,
			},
		],
		connections: { Start: { main: [[{ node: 'WeCom', type: 'main', index: 0 }]] } },
	};
}

/** Runs the node alone. */
export async function run(
	credential: Credential,
	parameters: Record<string, unknown>,
	{
		input,
		settings,
		expressionEngine,
	}: Pick<RunRequest, 'input' | 'expressionEngine'> & { settings?: Record<string, unknown> } = {},
): Promise<RunResult & { output: INodeExecutionData[] }> {
	const result = await runWorkflow({
		workflow: single(credential, parameters, settings),
		credentials: [credential],
		input,
		expressionEngine,
	});
	return { ...result, output: result.items.WeCom ?? [] };
}

/** The form of an operation, filled in by hand. */
export function form(value: Record<string, unknown>): Record<string, unknown> {
	return {
		parameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
	};
}

/** Something found by its ID. */
export function byId(value: unknown): Record<string, unknown> {
	return { __rl: true, mode: 'id', value };
}
