import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';

import { openSqliteVault } from '../../wecom/vault/sqlite';
import type { Credential } from '../host/rest';
import type { SuiteStage } from '../unit/suite/stage';
import { binary, runWorkflow, testCredential } from './run-workflow';
import { credentialOf, NODE, openInstalled } from './wecom-suite.stage';

const FORMER_KEY = 'a-key-that-n8n-had-before-0815';
const PASSPHRASE = 'stapler horse umbrella lamp nine';

let stage: SuiteStage;
beforeAll(async () => {
	stage = await openInstalled(0);
});
afterAll(async () => await stage.close());

const keyCredential = (data: Record<string, unknown>): Credential => ({
	name: 'Vault Key',
	type: 'weComVaultKeyApi',
	data: { passphrase: '', formerKey: '', ...data },
});

async function run(
	operation: string,
	{
		key = { passphrase: PASSPHRASE },
		vaultFile = stage.vaultFile,
		input,
	}: {
		key?: Record<string, unknown>;
		vaultFile?: string;
		input?: INodeExecutionData[];
	} = {},
) {
	const credential = credentialOf(stage, { vaultFile });
	const result = await runWorkflow({
		workflow: {
			name: 'Vault',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Vault',
					type: NODE,
					parameters: { resource: 'vault', operation, binaryPropertyName: 'data' },
					credentials: {
						weComSuiteApi: { name: credential.name },
						weComVaultKeyApi: { name: 'Vault Key' },
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Vault', type: 'main', index: 0 }]] } },
		},
		credentials: [credential, keyCredential(key)],
		input,
	});
	// What n8n stores of the execution.
	const stored = inspect(result.run, { depth: 30, maxStringLength: null });
	for (const secret of [PASSPHRASE, FORMER_KEY, await readCode()]) {
		expect(stored).not.toContain(secret);
	}
	return { ...result, output: result.items.Vault ?? [] };
}

async function readCode(): Promise<string> {
	const { installations } = await stage.vault.installations.find({ limit: 1 });
	return installations[0].permanentCode;
}

/** Calls WeCom as the company, with what another vault has. */
async function useTenant(vaultFile: string) {
	const credential = credentialOf(stage, { vaultFile });
	const { items, error } = await runWorkflow({
		workflow: {
			name: 'Use',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Use',
					type: NODE,
					parameters: {
						resource: 'token',
						operation: 'get',
						kind: 'corp',
						tenant: { __rl: true, mode: 'id', value: (await tenantOf()).corpId },
					},
					credentials: { weComSuiteApi: { name: credential.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Use', type: 'main', index: 0 }]] } },
		},
		credentials: [credential],
	});
	return { error, output: items.Use?.[0]?.json };
}

async function tenantOf() {
	const { installations } = await stage.vault.installations.find({ limit: 1 });
	return installations[0];
}

it('carries everything into another vault, from which companies are called at once', async () => {
	const exported = await run('export');
	expect(exported.error).toBeUndefined();
	const [item] = exported.output;
	expect(item.json).toMatchObject({
		exported: { tickets: 1, installations: 1 },
		unreadable: 0,
	});
	expect(item.binary?.data).toMatchObject({
		fileName: expect.stringMatching(
			/^wecom-vault-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.wecomvault$/,
		) as string,
		mimeType: 'application/x.wecom-suite-vault',
	});
	const file = await binary(item);
	expect(file.toString('latin1')).toMatch(/^wecom-suite-vault\/1 scrypt 17 8 1 /);
	expect(file.toString('latin1')).not.toContain(await readCode());

	const vaultFile = `${stage.vaultFile}-imported`;
	const imported = await run('import', { vaultFile, input: [item] });
	expect(imported.error).toBeUndefined();
	expect(imported.output[0].json).toMatchObject({
		same: 0,
		older: 0,
		imported: { tickets: { taken: 1 }, installations: { taken: 1, same: 0, older: 0 } },
	});
	expect(imported.output[0].binary).toBeUndefined();
	const used = await useTenant(vaultFile);
	expect(used.error).toBeUndefined();
	expect(used.output).toMatchObject({ kind: 'corp', token: expect.any(String) as string });

	const again = await run('import', { vaultFile, input: [item] });
	expect(again.output[0].json).toMatchObject({ taken: 0, older: 0 });
});

it('takes nothing with another passphrase, and says what is wrong', async () => {
	const { output } = await run('export');
	const vaultFile = `${stage.vaultFile}-empty`;
	const { error } = await run('import', {
		vaultFile,
		input: output,
		key: { passphrase: 'another horse umbrella lamp' },
	});
	expect(error).toMatchObject({
		message: 'The exported vault does not open with this passphrase',
		description: expect.stringContaining('WeCom Vault Key') as string,
	});
	const vault = await openSqliteVault({
		file: vaultFile,
		secret: 'a-key-for-demo-and-tests-only-0001',
		clock: Date.now,
	});
	expect((await vault.status()).installations).toBe(0);
	await vault.close();
});

it.each([
	['none', ''],
	['one that could be guessed', 'password'],
])('exports nothing under a passphrase that is %s', async (_name, passphrase) => {
	const { error, output } = await run('export', { key: { passphrase } });
	expect(output).toEqual([]);
	expect(error?.message).toMatch(/Passphrase/);
});

it('says so when the item has no file, or another one', async () => {
	expect((await run('import')).error?.message).toMatch(/binary/i);
	const data = { data: Buffer.from('hello').toString('base64'), mimeType: 'text/plain' };
	const { error } = await run('import', { input: [{ json: {}, binary: { data } }] });
	expect(error?.message).toBe('The exported vault is another kind of file');
});

describe('after the key of n8n was changed', () => {
	let vaultFile: string;
	beforeEach(async () => {
		vaultFile = `${stage.vaultFile}-${Math.random()}`;
		const vault = await openSqliteVault({ file: vaultFile, secret: FORMER_KEY, clock: Date.now });
		const ticket = await stage.vault.tickets.get(stage.suiteId);
		await vault.tickets.put(ticket!);
		await vault.installations.put(await tenantOf());
		await vault.close();
	});

	it('gives the vault the present key, by way of the former one', async () => {
		expect((await useTenant(vaultFile)).error?.message).toMatch(/was sealed with the key/);
		// In quotes, as it may have been copied from an environment file.
		const { output, error } = await run('rekey', {
			vaultFile,
			key: { formerKey: `"${FORMER_KEY}" ` },
		});
		expect(error).toBeUndefined();
		expect(output).toMatchObject([{ json: { changed: true, resealed: 3, unreadable: 0 } }]);
		expect((await useTenant(vaultFile)).output).toMatchObject({ kind: 'corp' });
		const again = await run('rekey', { vaultFile, key: { formerKey: FORMER_KEY } });
		expect(again.output).toMatchObject([{ json: { changed: false, resealed: 0 } }]);
	});

	it('changes nothing with a former key that is wrong or missing', async () => {
		const wrong = await run('rekey', { vaultFile, key: { formerKey: 'not-the-key' } });
		expect(wrong.error?.message).toMatch(
			/^The former encryption key has the fingerprint [0-9a-f]{16}\. The vault was sealed with the key [0-9a-f]{16}, but/,
		);
		expect(inspect(wrong.run, { depth: 30 })).not.toContain('not-the-key');
		const missing = await run('rekey', { vaultFile });
		expect(missing.error?.message).toContain("'Former Encryption Key'");
		const vault = await openSqliteVault({ file: vaultFile, secret: FORMER_KEY, clock: Date.now });
		expect((await vault.status()).installations).toBe(1);
		await vault.close();
	});
});

it('is no tool of an AI agent', async () => {
	const credential = credentialOf(stage);
	const { error } = await runWorkflow({
		workflow: {
			name: 'Tool',
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Vault',
					type: `${NODE}Tool`,
					parameters: { resource: 'vault', operation: 'export', binaryPropertyName: 'data' },
					credentials: {
						weComSuiteApi: { name: credential.name },
						weComVaultKeyApi: { name: 'Vault Key' },
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Vault', type: 'main', index: 0 }]] } },
		},
		credentials: [credential, keyCredential({ passphrase: PASSPHRASE })],
	});
	expect(error?.message).toBe('Operations on the vault cannot be tools of an AI agent');
});

it('tests the passphrase where the credential is saved', async () => {
	expect(await testCredential(keyCredential({ passphrase: PASSPHRASE }))).toMatchObject({
		status: 'OK',
	});
	expect(await testCredential(keyCredential({ passphrase: 'password' }))).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('at least 16 characters') as string,
	});
	expect(await testCredential(keyCredential({ formerKey: FORMER_KEY }))).toMatchObject({
		status: 'OK',
	});
});
