import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ProxySettings } from '../../wecom/api/client';
import { WeComConfigurationError } from '../../wecom/error';

/**
 * What this package takes from the n8n that it runs in. The only module that reads the environment or n8n's own files:
 * the key that seals the vault, the folder where the vault is by default, and the proxies.
 */
export interface Host {
	userFolder: string;
	instanceKey: string;
	proxy: ProxySettings;
}

type Environment = Record<string, string | undefined>;

/** Folder in which n8n keeps its own files, found as n8n finds it. */
function getUserFolder(environment: Environment): string {
	return join(environment.N8N_USER_FOLDER ?? homedir(), '.n8n');
}

/** n8n takes off the quotes that come along from an environment file of Docker, and so must whoever shares its key. */
export function cleanKey(given: string): string {
	return given.trim().replace(/^(['"])(.*)\1$/, '$2');
}

/** n8n's instance key, looked for where n8n looks: the variable, the file it names, the config file of the user folder. */
async function readInstanceKey(environment: Environment): Promise<string> {
	const file = environment.N8N_ENCRYPTION_KEY_FILE;
	const given = environment.N8N_ENCRYPTION_KEY ?? (file ? await readFile(file, 'utf8') : '');
	const instanceKey = cleanKey(given);
	if (instanceKey !== '') return instanceKey;
	const settings: unknown = JSON.parse(
		await readFile(join(getUserFolder(environment), 'config'), 'utf8'),
	);
	const key = (settings as { encryptionKey?: unknown } | null)?.encryptionKey;
	if (typeof key !== 'string' || key === '') throw new Error('no encryptionKey in the config file');
	return key;
}

/**
 * Reads the host anew.
 * @throws WeComConfigurationError when n8n's instance key is nowhere to be found
 */
export async function readHost(environment: Environment = process.env): Promise<Host> {
	const instanceKey = await readInstanceKey(environment).catch((cause: unknown) => {
		throw new WeComConfigurationError(
			'N8N_ENCRYPTION_KEY',
			"The instance key of n8n, which seals the vault, was not found in N8N_ENCRYPTION_KEY, in the file that N8N_ENCRYPTION_KEY_FILE names, or in the config file of n8n's user folder",
			'Set N8N_ENCRYPTION_KEY for every process of this n8n, and restart it',
			{ cause },
		);
	});
	return {
		userFolder: getUserFolder(environment),
		instanceKey,
		proxy: {
			httpProxy: environment.http_proxy ?? environment.HTTP_PROXY,
			httpsProxy: environment.https_proxy ?? environment.HTTPS_PROXY,
			noProxy: environment.no_proxy ?? environment.NO_PROXY,
		},
	};
}
