import type { INodeExecutionData } from 'n8n-workflow';

import type { Credential } from '../host/rest';
import { openSuiteStage, until, type SuiteStage } from '../unit/suite/stage';
import { runWorkflow } from './run-workflow';

/** The key that the engine's n8n seals with. */
const INSTANCE_KEY = 'a-key-for-demo-and-tests-only-0001';

export const NODE = 'n8n-nodes-wecom-suite.weComSuite';

/**
 * A suite that the first company has installed.
 * @param index Which of the simulator's suites.
 */
export async function openInstalled(
	index: number,
	way: 'market' | 'member' = 'market',
): Promise<SuiteStage> {
	const stage = await openSuiteStage(index, INSTANCE_KEY);
	const { corpId } = stage.simulator.world.corps[0];
	await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId, way });
	await until(() => stage.emitted.length === 1);
	return stage;
}

export function credentialOf(
	{ simulator, suiteId, vaultFile }: SuiteStage,
	changes: Record<string, unknown> = {},
): Credential {
	const suite = simulator.world.suites.find((one) => one.suiteId === suiteId);
	const { provider } = simulator.world;
	return {
		name: 'Suite',
		type: 'weComSuiteApi',
		data: {
			suiteId,
			suiteSecret: suite?.suiteSecret,
			token: suite?.token,
			encodingAesKey: suite?.encodingAesKey,
			providerCorpId: provider.corpId,
			providerSecret: provider.providerSecret,
			cashierKey: provider.cashierKey,
			baseUrl: simulator.url,
			vault: 'sqlite',
			vaultFile,
			...changes,
		},
	};
}

export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

/** Runs the node alone. */
export async function runSuite(
	parameters: Record<string, unknown>,
	credential: Credential,
	input?: INodeExecutionData[],
) {
	const result = await runWorkflow({
		workflow: {
			name: 'Suite',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Suite',
					type: NODE,
					parameters,
					credentials: { weComSuiteApi: { name: credential.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Suite', type: 'main', index: 0 }]] } },
		},
		credentials: [credential],
		input,
	});
	return { ...result, output: result.items.Suite ?? [] };
}
