import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { WeComError } from '../../wecom/error';

/**
 * Tells the truth about a suite's credential, in the order in which one thing needs the other: shapes of the keys, the
 * vault and its key, the ticket, then real tokens.
 */
export async function weComSuiteApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await tellTruth(async () => {
		const { openSuite } = await import('./platform');
		const { vault, tokens, suite, hasProvider } = await openSuite(credential.data ?? {});
		const { installations } = await vault.status();
		await tokens.get({ kind: 'suite' }, { fresh: true });
		if (hasProvider) await tokens.get({ kind: 'provider' }, { fresh: true });
		return `WeCom accepts suite ${suite.suiteId}${hasProvider ? ' and its provider' : ''}; the vault has ${installations} installations`;
	});
}

export async function weComCorpApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await tellTruth(async () => {
		const credentials = credential.data ?? {};
		const { openCorp } = await import('./platform');
		const { vault, tokens, corpId, app } = await openCorp(credentials);
		if (credentials.token || credentials.encodingAesKey) app();
		await vault.status();
		await tokens.get({ fresh: true });
		return `WeCom accepts the secret of company ${corpId}`;
	});
}

/** Whether the passphrase may be used; nothing can be told of a former key without the vault. */
export async function weComVaultKeyApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await tellTruth(async () => {
		const { passphrase, formerKey } = credential.data ?? {};
		if (!passphrase && formerKey) return 'The former encryption key is tried by Vault: Re-Key';
		const { checkPassphrase } = await import('../../wecom/vault/passphrase');
		checkPassphrase(String(passphrase ?? '').trim());
		return 'The passphrase is long enough';
	});
}

async function tellTruth(test: () => Promise<string>): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: await test() };
	} catch (error) {
		const hint = error instanceof WeComError ? `. ${error.hint}` : '';
		return { status: 'Error', message: `${(error as Error).message}${hint}` };
	}
}
