import { join } from 'node:path';

import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
} from 'n8n-workflow';

import { weComSuiteApiTest } from '../../nodes/adapter/credential-test';
import { createExchangeApart } from '../../wecom/suite/exchange-apart';
import { openVault, type VaultPlace } from '../../wecom/vault/open';
import { startPostgresql, type Postgresql } from '../services/postgresql';
import { openAdapterStage, type AdapterStage } from '../unit/nodes/adapter/stage';
import { logger, openSuiteStage, SECRET } from '../unit/suite/stage';

const PASSWORD = 'password-of-the-vault-3f0';
const DATABASES = ['suite', 'foreign', 'exchange'];

let server: Postgresql;
let stage: AdapterStage;

beforeAll(async () => {
	server = await startPostgresql({ password: PASSWORD });
	for (const name of DATABASES) await server.createDatabase(name);
	stage = await openAdapterStage();
});
afterAll(async () => {
	await stage.close();
	await server.stop();
});

const place = (database: string, secret = SECRET): VaultPlace => ({
	kind: 'postgresql',
	connectionString: server.connectionString(database),
	secret,
});

const test = async (changes: ICredentialDataDecryptedObject) => {
	const data = stage.suiteCredential({ vault: 'postgresql', ...changes });
	const credential: ICredentialsDecrypted = { id: '1', name: 'WeCom', type: 'weCom', data };
	const result = await weComSuiteApiTest.call({} as ICredentialTestFunctions, credential);
	expect(result.message).not.toContain(PASSWORD);
	expect(result.message).not.toContain(SECRET);
	return result;
};

describe('the test of a credential with a vault in PostgreSQL', () => {
	it('is good when vault and platform are', async () => {
		const vault = await openVault(place('suite'), { clock: Date.now });
		const ticket = await stage.vault.tickets.get(stage.suiteId);
		if (!ticket) throw new Error('The stage has no ticket');
		await vault.tickets.put(ticket);
		await vault.close();
		const result = await test({ connectionString: server.connectionString('suite') });
		expect(result).toMatchObject({ status: 'OK' });
		expect(result.message).toMatch(/the vault has 0 installations/);
	});

	it.each<[string, () => ICredentialDataDecryptedObject, RegExp]>([
		['no connection string', () => ({ connectionString: ' ' }), /'Connection String'.*is empty/],
		['a text that is none', () => ({ connectionString: 'my database' }), /'Connection String'/],
		[
			'a certificate that is none',
			() => ({ connectionString: server.connectionString('suite'), caCertificate: 'x' }),
			/'CA Certificate'.*PEM/,
		],
		[
			'a limit that is none',
			() => ({ connectionString: server.connectionString('suite'), poolLimit: 0 }),
			/'Connection Limit'/,
		],
		[
			'a server that is not there',
			() => ({ connectionString: 'postgresql://n8n:p@127.0.0.1:9/vault' }),
			/127\.0\.0\.1:9\/vault cannot be reached/,
		],
		[
			'a wrong password',
			() => ({ connectionString: server.connectionString('suite').replace(PASSWORD, 'wrong') }),
			/password authentication failed.*Check user, password/,
		],
	])('names what is wrong: %s', async (_what, changes, message) => {
		const result = await test(changes());
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});

	it('tells that the vault belongs to another key', async () => {
		await (await openVault(place('foreign', 'another key'), { clock: Date.now })).close();
		const result = await test({ connectionString: server.connectionString('foreign') });
		expect(result.message).toMatch(/was sealed with the key .*N8N_ENCRYPTION_KEY/);
	});
});

it('an exchange in a process of its own stores what it brings in PostgreSQL', async () => {
	const suiteStage = await openSuiteStage();
	suiteStage.settings = { ...suiteStage.settings, completesInstalls: false };
	const { simulator, suiteId, tokens } = suiteStage;
	const vault = await openVault(place('exchange'), { clock: Date.now });
	const exchange = createExchangeApart({
		vault: place('exchange'),
		baseUrl: simulator.url,
		proxy: {},
		here: () => Promise.reject(new Error('It was not done in a process of its own')),
		logger,
		command: [
			process.execPath,
			'--import',
			'tsx',
			join(__dirname, '../../wecom/suite/exchange-process.ts'),
		],
	});
	const { corpId } = simulator.world.corps[0];
	const { authCode = '' } = await simulator.actions.install({ suiteId, corpId });
	const receivedAt = Date.now();
	const { installation } = await exchange({
		suiteId,
		token: (await tokens.get({ kind: 'suite' })).token,
		authCode,
		authCodeHash: 'hash',
		moment: { timeStamp: Math.floor(receivedAt / 1000), receivedAt },
		isReset: false,
		lease: { name: 'exchange:1', holder: 'test' },
	});
	expect(await vault.installations.getByAuthCode(suiteId, 'hash')).toEqual(installation);
	await vault.close();
	await suiteStage.close();
});
