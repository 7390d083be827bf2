import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { WeComCorpApi } from '../../../credentials/WeComCorpApi.credentials';
import { WeComSuiteApi } from '../../../credentials/WeComSuiteApi.credentials';
import { WeComVaultKeyApi } from '../../../credentials/WeComVaultKeyApi.credentials';

/** What may be read over somebody's shoulder; everything else that is typed in is a secret. */
const OPEN: Record<string, string[]> = {
	weComSuiteApi: ['suiteId', 'providerCorpId', 'baseUrl', 'vaultFile', 'caCertificate'],
	weComCorpApi: ['corpId', 'agentId', 'baseUrl', 'vaultFile', 'caCertificate'],
};

const isMasked = ({ typeOptions }: INodeProperties) => typeOptions?.password === true;

describe.each<ICredentialType>([new WeComSuiteApi(), new WeComCorpApi()])(
	'$name',
	({ name, properties, authenticate, test }) => {
		const texts = properties.filter(({ type }) => type === 'string');

		it('masks everything but what may be seen', () => {
			const open = texts.filter((property) => !isMasked(property)).map((property) => property.name);
			expect(open).toEqual(OPEN[name]);
		});

		it('shows each field once, with a title and a description of its own', () => {
			for (const part of ['name', 'displayName', 'description'] as const) {
				const values = properties.map((property) => property[part]);
				expect(values).not.toContain(undefined);
				expect(new Set(values).size).toBe(values.length);
			}
		});

		it('has no secret by default, and WeCom for its base URL', () => {
			for (const property of properties.filter(isMasked)) expect(property.default).toBe('');
			expect(properties.find((property) => property.name === 'baseUrl')?.default).toBe(
				'https://qyapi.weixin.qq.com',
			);
		});

		it('is tested by the nodes, which know more than one request can tell', () => {
			expect(authenticate).toBeInstanceOf(Function);
			expect(test).toBeUndefined();
		});
	},
);

describe('weComVaultKeyApi', () => {
	const credential = new WeComVaultKeyApi();

	it('masks everything, and has nothing by default', () => {
		expect(credential.properties.every(isMasked)).toBe(true);
		expect(credential.properties.map(({ default: value }) => value)).toEqual(['', '']);
	});

	it('is read by the vault operations alone, whatever other nodes name it', () => {
		expect(credential.restrictToSupportedNodes).toBe(true);
		expect(credential).not.toHaveProperty('authenticate');
		expect(credential).not.toHaveProperty('httpRequestNode');
	});
});

it('keeps the names that saved credentials have', () => {
	expect(new WeComVaultKeyApi().properties.map(({ name }) => name)).toEqual([
		'passphrase',
		'formerKey',
	]);
	expect(new WeComSuiteApi().properties.map(({ name }) => name)).toEqual([
		'suiteId',
		'suiteSecret',
		'token',
		'encodingAesKey',
		'rotating',
		'secondToken',
		'secondEncodingAesKey',
		'providerCorpId',
		'providerSecret',
		'cashierKey',
		'systemToken',
		'systemEncodingAesKey',
		'baseUrl',
		'vault',
		'vaultFile',
		'connectionString',
		'caCertificate',
		'poolLimit',
	]);
	expect(new WeComCorpApi().properties.map(({ name }) => name)).toEqual([
		'corpId',
		'secret',
		'agentId',
		'token',
		'encodingAesKey',
		'baseUrl',
		'vault',
		'vaultFile',
		'connectionString',
		'caCertificate',
		'poolLimit',
	]);
});
