import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { openSuiteStage, SECRET, until, type SuiteStage } from '../../suite/stage';

/** A suite that one company has installed, and the credentials of n8n that name it. */
export interface AdapterStage extends SuiteStage {
	corpId: string;
	/** n8n's user folder. */
	folder: string;
	suiteCredential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;
	corpCredential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;
}

/** Opens the stage, and makes this process one of an n8n that has the key of its vault. */
export async function openAdapterStage(): Promise<AdapterStage> {
	const stage = await openSuiteStage();
	const { simulator, suiteId, vaultFile } = stage;
	const { world } = simulator;
	const [{ corpId, plainCorpId, ownApps }] = world.corps;
	await simulator.actions.install({ suiteId, corpId });
	await until(() => stage.emitted.length === 1);
	const folder = await mkdtemp(join(tmpdir(), 'wecom-adapter-'));
	Object.assign(process.env, { N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: SECRET });
	return {
		...stage,
		corpId,
		folder,
		suiteCredential: (changes = {}) => ({
			suiteId,
			suiteSecret: world.suites[0].suiteSecret,
			token: world.suites[0].token,
			encodingAesKey: world.suites[0].encodingAesKey,
			providerCorpId: world.provider.corpId,
			providerSecret: world.provider.providerSecret,
			baseUrl: simulator.url,
			vault: 'sqlite',
			vaultFile,
			...changes,
		}),
		corpCredential: (changes = {}) => ({
			corpId: plainCorpId,
			secret: ownApps[0].secret,
			agentId: String(ownApps[0].agentId),
			token: ownApps[0].token,
			encodingAesKey: ownApps[0].encodingAesKey,
			baseUrl: simulator.url,
			vaultFile,
			...changes,
		}),
		async close() {
			await stage.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
