import { join } from 'node:path';

import {
	LoggerProxy,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import {
	createCallbackKeys,
	type CallbackKeyNames,
	type CallbackKeys,
} from '../../wecom/callback/keys';
import { createClient } from '../../wecom/api/http-client';
import type { Client, ApiAnswer, FileAnswer } from '../../wecom/api/client';
import { tokenForPath, type TokenFamily } from '../../wecom/catalog/token-family';
import { WeComConfigurationError } from '../../wecom/error';
import { signForCashier } from '../../wecom/suite/cashier-signature';
import { createOwnApp, type OwnApp } from '../../wecom/suite/own-app';
import { createExchange } from '../../wecom/suite/exchange';
import { createExchangeApart } from '../../wecom/suite/exchange-apart';
import { createSuite, type Suite } from '../../wecom/suite/suite';
import { createOwnTokens } from '../../wecom/tokens/own-tokens';
import { createTokens } from '../../wecom/tokens/suite-tokens';
import { fingerprint } from '../../wecom/tokens/token-plan';
import type { OwnTokens, Tokens } from '../../wecom/tokens/tokens';
import { openVault, type VaultPlace } from '../../wecom/vault/open';
import type { VaultTransfer } from '../../wecom/vault/transfer';
import type { Vault } from '../../wecom/vault/vault';
import type { Caller, CallerRequest } from './caller';
import { cleanKey, readHost, type Host } from './host';
import { sleep } from './sleep';

/** One name for this process among all that share a vault. */
const holder = globalThis.crypto.randomUUID();
const clock = Date.now;

/** A suite as a credential names it, open and ready. */
export interface OpenSuite {
	suite: Suite;
	suiteSecret: string;
	providerCorpId: string;
	/** Empty if the credential has none. */
	providerSecret: string;
	hasProvider: boolean;
	/** Key of the cashier's API (收银台API调用密钥), empty if the credential has none. */
	cashierKey: string;
	/** The suite's own pair first. */
	keys: readonly CallbackKeys[];
	vault: Vault;
	client: Client;
	tokens: Tokens;
}

/** A company's own app as a credential names it. */
export interface OpenCorp {
	corpId: string;
	agentId: number | undefined;
	/** Throws when the credential has no callback Token and EncodingAESKey. */
	app(): OwnApp;
	vault: Vault;
	client: Client;
	tokens: OwnTokens;
}

/**
 * What was opened in this process, by what the credential says. A changed credential opens anew; what was open before
 * stays, since a published trigger may still use it, and credentials do not change often.
 */
const opened = new Map<string, Promise<OpenSuite | OpenCorp>>();
const vaults = new Map<string, Promise<Vault & VaultTransfer>>();

/** A failure is not remembered: the next caller tries again. */
async function once<T>(
	cache: Map<string, Promise<T>>,
	parts: unknown[],
	open: () => Promise<T>,
): Promise<T> {
	const key = fingerprint(JSON.stringify(parts));
	const known = cache.get(key);
	if (known) return await known;
	const opening = open();
	cache.set(key, opening);
	opening.catch(() => cache.delete(key));
	return await opening;
}

/** The text of a credential field, without the blanks that come along when it is copied. */
function read(credentials: ICredentialDataDecryptedObject, field: string): string {
	const value = credentials[field];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Pairs of callback keys, as the fields of the credential are called. */
const OWN_PAIR: CallbackKeyNames = {
	token: { field: 'token', title: 'Callback Token' },
	encodingAesKey: { field: 'encodingAesKey', title: 'EncodingAESKey' },
};
const SECOND_PAIR: CallbackKeyNames = {
	token: { field: 'secondToken', title: 'Second Callback Token' },
	encodingAesKey: { field: 'secondEncodingAesKey', title: 'Second EncodingAESKey' },
};
const SYSTEM_PAIR: CallbackKeyNames = {
	token: { field: 'systemToken', title: 'System Event Token' },
	encodingAesKey: { field: 'systemEncodingAesKey', title: 'System Event EncodingAESKey' },
};

/** @throws WeComConfigurationError */
function readKeys(
	credentials: ICredentialDataDecryptedObject,
	names: CallbackKeyNames,
): CallbackKeys {
	const token = read(credentials, names.token.field);
	const encodingAesKey = read(credentials, names.encodingAesKey.field);
	return createCallbackKeys({ token, encodingAesKey }, names);
}

function readSuiteKeys(credentials: ICredentialDataDecryptedObject): CallbackKeys[] {
	const pairs = [OWN_PAIR];
	if (credentials.rotating === true) pairs.push(SECOND_PAIR);
	if (Object.values(SYSTEM_PAIR).some(({ field }) => read(credentials, field) !== '')) {
		pairs.push(SYSTEM_PAIR);
	}
	return pairs.map((pair) => readKeys(credentials, pair));
}

function required(
	credentials: ICredentialDataDecryptedObject,
	field: string,
	title: string,
): string {
	const value = read(credentials, field);
	if (value !== '') return value;
	throw new WeComConfigurationError(
		field,
		`'${title}' of the credential is empty`,
		`Open the credential and enter the ${title}`,
	);
}

/**
 * Where a credential wants the vault, and what seals it.
 * @throws WeComConfigurationError
 */
function placeVault(host: Host, credentials: ICredentialDataDecryptedObject): VaultPlace {
	const secret = host.instanceKey;
	// A credential that was saved before there was a choice has none.
	const kind = read(credentials, 'vault') || 'sqlite';
	if (kind === 'sqlite') {
		const file = read(credentials, 'vaultFile') || join(host.userFolder, 'wecom-suite.sqlite');
		return { kind, secret, file };
	}
	if (kind !== 'postgresql') {
		throw new WeComConfigurationError(
			'vault',
			"'Vault' of the credential is neither Embedded (SQLite) nor PostgreSQL",
			'Open the credential and choose one',
		);
	}
	const poolLimit = read(credentials, 'poolLimit');
	return {
		kind,
		secret,
		connectionString: required(credentials, 'connectionString', 'Connection String'),
		caCertificate: read(credentials, 'caCertificate'),
		...(poolLimit !== '' && { poolLimit: Number(poolLimit) }),
	};
}

async function openVaultOnce(place: VaultPlace): Promise<Vault & VaultTransfer> {
	return await once(
		vaults,
		[place],
		async () => await openVault(place, { clock, logger: LoggerProxy }),
	);
}

/**
 * Opens what a `weComSuiteApi` credential names, once per process.
 * @throws WeComConfigurationError, WeComVaultError
 */
export async function openSuite(credentials: ICredentialDataDecryptedObject): Promise<OpenSuite> {
	const host = await readHost();
	return (await once(opened, ['suite', credentials, host], async () => {
		const suiteId = required(credentials, 'suiteId', 'Suite ID');
		const suiteSecret = required(credentials, 'suiteSecret', 'Suite Secret');
		const providerCorpId = read(credentials, 'providerCorpId');
		const providerSecret = read(credentials, 'providerSecret');
		const keys = readSuiteKeys(credentials);
		const place = placeVault(host, credentials);
		const vault = await openVaultOnce(place);
		const logger = LoggerProxy;
		const connection = {
			baseUrl: required(credentials, 'baseUrl', 'API Base URL'),
			proxy: host.proxy,
		};
		const client = createClient({ ...connection, clock, sleep, logger });
		const hasProvider = providerCorpId !== '' && providerSecret !== '';
		const tokens = createTokens({
			vault,
			client,
			clock,
			sleep,
			logger,
			holder,
			suite: { suiteId, suiteSecret },
			provider: hasProvider ? { corpId: providerCorpId, secret: providerSecret } : undefined,
		});
		const suite = createSuite({
			suiteId,
			suiteSecret,
			providerCorpId,
			providerSecret,
			keys,
			vault,
			client,
			tokens,
			clock,
			sleep,
			logger,
			holder,
			exchange: createExchangeApart({
				...connection,
				vault: place,
				here: createExchange({ vault, client, clock, sleep }),
				logger,
			}),
		});
		const cashierKey = read(credentials, 'cashierKey');
		return {
			suite,
			suiteSecret,
			providerCorpId,
			providerSecret,
			hasProvider,
			cashierKey,
			keys,
			vault,
			client,
			tokens,
		};
	})) as OpenSuite;
}

/**
 * Opens what a `weComCorpApi` credential names, once per process.
 * @throws WeComConfigurationError, WeComVaultError
 */
export async function openCorp(credentials: ICredentialDataDecryptedObject): Promise<OpenCorp> {
	const host = await readHost();
	return (await once(opened, ['corp', credentials, host], async () => {
		const corpId = required(credentials, 'corpId', 'Corp ID');
		const secret = required(credentials, 'secret', 'Secret');
		const agentId = read(credentials, 'agentId');
		if (!/^\d*$/.test(agentId)) {
			throw new WeComConfigurationError(
				'agentId',
				"'Agent ID' of the credential is not a number",
				'Copy the AgentId from the page of the app in the admin console',
			);
		}
		const vault = await openVaultOnce(placeVault(host, credentials));
		const logger = LoggerProxy;
		const client = createClient({
			baseUrl: required(credentials, 'baseUrl', 'API Base URL'),
			proxy: host.proxy,
			clock,
			sleep,
			logger,
		});
		const tokens = createOwnTokens({
			vault,
			client,
			clock,
			sleep,
			logger,
			holder,
			corpId,
			secret,
		});
		let app: OwnApp | undefined;
		return {
			corpId,
			agentId: agentId === '' ? undefined : Number(agentId),
			vault,
			client,
			tokens,
			app() {
				const keys = [readKeys(credentials, OWN_PAIR)];
				app ??= createOwnApp({ corpId, agentId, keys, vault, clock, sleep, logger, holder });
				return app;
			},
		};
	})) as OpenCorp;
}

/** Calls by path: which token one takes follows from where it goes. */
function createCaller(
	client: Client,
	use: <T>(family: TokenFamily, call: (token: string) => Promise<T>) => Promise<T>,
	app: Pick<Caller, 'agentId' | 'apps' | 'corpId' | 'suiteId'>,
	sign?: (body: unknown) => unknown,
): Caller {
	const send = async <T>(
		{ family, suiteTokenIn, sign: signed, ...request }: CallerRequest,
		go: (request: Parameters<Client['call']>[0]) => Promise<T>,
	): Promise<T> => {
		if (suiteTokenIn !== undefined) {
			return await use(
				'suite',
				async (value) =>
					await go({ ...request, body: { ...(request.body as object), [suiteTokenIn]: value } }),
			);
		}
		if (family === 'given') return await go(request);
		const rule = tokenForPath(request.path);
		if (!rule && !family) return await go(request);
		const owner = family ?? rule!.family;
		const parameter =
			rule?.family === owner
				? rule.parameter
				: { suite: 'suite_access_token', provider: 'provider_access_token', corp: 'access_token' }[
						owner
					];
		return await use(
			owner,
			async (value) =>
				await go({
					...request,
					// Signed anew for each attempt: a signature is good for one call.
					...(signed && sign ? { body: sign(request.body) } : {}),
					token: { parameter, value, family: owner },
					tenant: owner === 'corp' ? app.corpId : undefined,
				}),
		);
	};
	return {
		...app,
		call: async (request): Promise<ApiAnswer> =>
			await send(request, async (whole) => await client.call(whole)),
		download: async (request): Promise<FileAnswer> =>
			await send(request, async (whole) => await client.download(whole)),
	};
}

/** Calls with the suite's and its provider's tokens; a company's where `corpId` is given. */
export function callAsSuite(
	{ client, tokens, suite, cashierKey }: OpenSuite,
	tenant?: { corpId: string; agentId: number | undefined },
): Caller {
	return createCaller(
		client,
		async (family, call) => {
			if (family !== 'corp') return await tokens.use({ kind: family }, call);
			if (!tenant) {
				throw new WeComConfigurationError(
					'corpId',
					'This call is made as a company, and no company was named',
					'Choose the tenant, or name it in the query parameter wecom_corpid',
				);
			}
			return await tokens.use({ kind: 'corp', corpId: tenant.corpId }, call);
		},
		{
			corpId: tenant?.corpId,
			agentId: tenant?.agentId,
			apps: suite.suiteId.startsWith('dk') ? 'customised' : 'standard',
			suiteId: suite.suiteId,
		},
		(body) => signForCashier(body as Record<string, unknown>, cashierKey, clock),
	);
}

type CredentialReader = Pick<IExecuteFunctions, 'getCredentials'>;

/** What was opened for credentials that a node has read: it reads them once for all its items. */
const openedFor = new WeakMap<ICredentialDataDecryptedObject, Promise<OpenSuite>>();

/** The suite of the node's credential. */
export async function openSuiteOfNode(context: CredentialReader): Promise<OpenSuite> {
	const credentials = await context.getCredentials('weComSuiteApi');
	const opening = openedFor.get(credentials) ?? openSuite(credentials);
	openedFor.set(credentials, opening);
	return await opening;
}

async function placeVaultOfNode(context: CredentialReader): Promise<VaultPlace> {
	return placeVault(await readHost(), await context.getCredentials('weComSuiteApi'));
}

/** The vault that the node's credential names, and nothing else of the suite. */
export async function openVaultOfNode(context: CredentialReader): Promise<Vault & VaultTransfer> {
	return await openVaultOnce(await placeVaultOfNode(context));
}

/**
 * Seals the vault that the node's credential names with the present key of n8n, which does not open it before.
 * @throws WeComVaultError `wrong_key` when the former key does not open it either
 */
export async function rekeyVaultOfNode(context: CredentialReader, formerKey: string) {
	const { rekeyClosedVault } = await import('../../wecom/vault/rekey-closed');
	const place = await placeVaultOfNode(context);
	return await rekeyClosedVault(place, cleanKey(formerKey), { clock, logger: LoggerProxy });
}

/** Calls as a company that has installed the suite. */
export async function openTenant(this: CredentialReader, corpId: string): Promise<Caller> {
	const open = await openSuiteOfNode(this);
	if (corpId.trim() === '') {
		throw new WeComConfigurationError(
			'tenant',
			"'Tenant' is empty",
			'Choose the company from the list, or give its corp ID, as in the item of the trigger',
		);
	}
	const { agentId } = await open.suite.installations.get(corpId);
	return callAsSuite(open, { corpId, agentId });
}

/** Calls as a company's own app. */
export async function openOwnApp(this: CredentialReader): Promise<Caller> {
	const { corpId, client, tokens, agentId } = await openCorp(
		await this.getCredentials('weComCorpApi'),
	);
	return createCaller(
		client,
		async (family, call) => {
			if (family === 'corp') return await tokens.use(call);
			throw new WeComConfigurationError(
				'path',
				`This call takes a ${family} token, which a company's own app does not have`,
				'Use a WeCom Suite API credential for it',
			);
		},
		{ corpId, agentId, apps: 'own' },
	);
}

const TENANTS_PER_PAGE = 50;

/** The corp IDs of all companies that have installed the suite, in the order of their names. */
export async function* listTenants({ suite }: OpenSuite): AsyncGenerator<string> {
	let after: string | undefined;
	do {
		const page = await suite.installations.find({ limit: TENANTS_PER_PAGE, after });
		for (const { corpId } of page.installations) yield corpId;
		after = page.next;
	} while (after !== undefined);
}

/** The companies that have installed the suite, by name. */
export async function searchTenants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { suite } = await openSuiteOfNode(this);
	const { installations, next } = await suite.installations.find({
		search: filter,
		limit: TENANTS_PER_PAGE,
		after: paginationToken,
	});
	return {
		results: installations.map(({ corpName, corpId }) => ({
			name: corpName === '' ? corpId : `${corpName} (${corpId})`,
			value: corpId,
		})),
		paginationToken: next,
	};
}
