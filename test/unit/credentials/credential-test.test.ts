import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
} from 'n8n-workflow';

import { weComCorpApiTest, weComSuiteApiTest } from '../../../nodes/adapter/credential-test';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import { openAdapterStage, type AdapterStage } from '../nodes/adapter/stage';
import { SECRET } from '../suite/stage';

let stage: AdapterStage;

beforeAll(async () => {
	stage = await openAdapterStage();
});

afterAll(async () => await stage.close());

const context = {} as ICredentialTestFunctions;
const given = (data: ICredentialDataDecryptedObject): ICredentialsDecrypted => ({
	id: '1',
	name: 'WeCom',
	type: 'weCom',
	data,
});

const ofSuite = async (changes = {}) =>
	await weComSuiteApiTest.call(context, given(stage.suiteCredential(changes)));
const ofCorp = async (changes = {}) =>
	await weComCorpApiTest.call(context, given(stage.corpCredential(changes)));

/** Another vault, sealed with this key. */
async function makeVault(name: string, secret: string) {
	const file = join(stage.folder, name);
	return { file, vault: await openSqliteVault({ file, secret, clock: Date.now }) };
}

describe('the test of a suite', () => {
	it('is good when WeCom has given tokens, and tells what was proven', async () => {
		expect(await ofSuite()).toEqual({
			status: 'OK',
			message: `WeCom accepts suite ${stage.suiteId} and its provider; the vault has 1 installations`,
		});
		expect((await ofSuite({ providerSecret: '' })).message).not.toMatch(/provider/);
	});

	it('asks WeCom each time, and not the vault', async () => {
		await ofSuite();
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/service/get_suite_token', kind: 'errcode', errcode: 40082 }],
		});
		expect((await ofSuite()).status).toBe('Error');
		await stage.simulator.actions.clearFaults();
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['Token', { token: 'not a token' }, /Callback Token has white space in it.*Remove the blanks/],
		['EncodingAESKey', { encodingAesKey: 'a'.repeat(42) }, /EncodingAESKey must be exactly 43.*42/],
		[
			'second pair',
			{ rotating: true, secondToken: '', secondEncodingAesKey: '' },
			/Second Callback Token is empty/,
		],
		['Suite ID', { suiteId: '' }, /'Suite ID'/],
		['Suite Secret', { suiteSecret: 'not-the-secret' }, /suite secret/i],
		['Provider Secret', { providerSecret: 'not-the-secret' }, /provider secret/i],
		['Provider Corp ID', { providerCorpId: 'ww00000000000000ff' }, /provider corp ID/i],
		['API Base URL', { baseUrl: 'nonsense' }, /API base URL is not a URL/],
		['unreachable host', { baseUrl: 'http://127.0.0.1:9' }, /127\.0\.0\.1:9.*API base URL/],
		['no ticket', { suiteId: 'ww00000000000000b2' }, /no suite ticket .*refresh the ticket/],
	])('names what is wrong: %s', async (_what, changes, message) => {
		const result = await ofSuite(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('not-the-secret');
	});

	it('tells that the ticket has expired', async () => {
		const { file, vault } = await makeVault('expired', SECRET);
		const receivedAt = Date.now() - 31 * 60_000;
		await vault.tickets.put({
			suiteId: stage.suiteId,
			ticket: 'old',
			issuedAt: Math.floor(receivedAt / 1000),
			receivedAt,
		});
		await vault.close();
		const { status, message } = await ofSuite({ vaultFile: file });
		expect(status).toBe('Error');
		expect(message).toMatch(/came 31 minutes ago and is no longer accepted/);
	});

	it('tells that the vault belongs to another key, and not that it is empty', async () => {
		const { file, vault } = await makeVault('foreign', 'the key of another n8n');
		await vault.close();
		const { status, message } = await ofSuite({ vaultFile: file });
		expect(status).toBe('Error');
		expect(message).toMatch(/was sealed with the key .*N8N_ENCRYPTION_KEY/);
		expect(message).not.toContain(SECRET);
	});

	it.each([
		['is in a folder that cannot be made', () => `${stage.vaultFile}/in-a-file`],
		['is no vault', () => join(stage.folder, 'text')],
	])('tells that the vault file %s', async (_what, file) => {
		await writeFile(join(stage.folder, 'text'), 'this is no vault at all\n'.repeat(99));
		const { status, message } = await ofSuite({ vaultFile: file() });
		expect(status).toBe('Error');
		expect(message).toContain(file());
	});

	it("tells that n8n's key cannot be found", async () => {
		const before = process.env.N8N_ENCRYPTION_KEY;
		delete process.env.N8N_ENCRYPTION_KEY;
		const { status, message } = await ofSuite();
		process.env.N8N_ENCRYPTION_KEY = before;
		expect(status).toBe('Error');
		expect(message).toMatch(/N8N_ENCRYPTION_KEY/);
	});
});

describe("the test of a company's own app", () => {
	it('is good when WeCom has given a token', async () => {
		const { plainCorpId } = stage.simulator.world.corps[0];
		expect(await ofCorp()).toEqual({
			status: 'OK',
			message: `WeCom accepts the secret of company ${plainCorpId}`,
		});
	});

	it('does not ask for a pair that only the trigger needs, but checks one that is there', async () => {
		expect((await ofCorp({ token: '', encodingAesKey: '' })).status).toBe('OK');
		expect((await ofCorp({ token: '' })).message).toMatch(/Callback Token is empty/);
		expect((await ofCorp({ encodingAesKey: 'short' })).message).toMatch(/EncodingAESKey must be/);
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['Corp ID', { corpId: '' }, /'Corp ID'/],
		['Corp ID of nobody', { corpId: 'ww00000000000000ff' }, /corp ID/i],
		['Secret', { secret: 'not-the-secret' }, /secret/i],
		['Agent ID', { agentId: 'my app' }, /'Agent ID'/],
	])('names what is wrong: %s', async (_what, changes, message) => {
		const result = await ofCorp(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('not-the-secret');
	});
});
