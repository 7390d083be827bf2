import type { IExecuteFunctions } from 'n8n-workflow';

import { WeComConfigurationError } from '../../wecom/error';

/** Fields of the `weComVaultKeyApi` credential, as they are called there. */
const TITLES = { passphrase: 'Passphrase', formerKey: 'Former Encryption Key' };

/**
 * What opens a vault somewhere else, from the node's credential: a parameter would be stored with the workflow in clear,
 * and with each of its executions.
 * @throws WeComConfigurationError when it is empty
 */
export async function readVaultKey(
	context: Pick<IExecuteFunctions, 'getCredentials'>,
	field: keyof typeof TITLES,
): Promise<string> {
	const credentials = await context.getCredentials('weComVaultKeyApi');
	const value = credentials[field];
	const text = typeof value === 'string' ? value.trim() : '';
	if (text !== '') return text;
	throw new WeComConfigurationError(
		field,
		`'${TITLES[field]}' of the WeCom Vault Key credential is empty`,
		`Open the credential and enter the ${TITLES[field].toLowerCase()}`,
	);
}
