import {
	openDelivery,
	receiveVerification,
	type AcceptedVerification,
	type CallbackRequest,
	type OpenedDelivery,
	type ReceiveOptions,
	type TenantKeyRing,
} from '../callback/receive';
import type { CallbackKeys } from '../callback/keys';
import { suiteReceiveIds } from '../callback/receive-id';
import type { Refusal } from '../callback/refusal';
import type { Client } from '../api/client';
import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError, WeComConfigurationError, WeComError } from '../error';
import type { WeComEvent } from '../events/event';
import { findEvent } from '../events/table';
import type { Logger } from '../logger';
import type { Tokens } from '../tokens/tokens';
import type { Installation, InstallationDetails, Moment, Vault } from '../vault/vault';
import { createAppKeys, type AppKeys } from './app-keys';
import { compareDetails } from './changes';
import { createCleaning } from './cleaning';
import { readReference } from './customised-link';
import { createDeliveries, type Deliveries, type Endpoint, type Work } from './deliveries';
import { summarise } from './emission';
import { createLandings, type Landings } from './landings';
import type { Exchange } from './exchange';
import { createInstallations, type Installations } from './installations';
import { createSubscriptions, type Subscriptions } from './subscriptions';

/** How long an auth code can be exchanged, in milliseconds. */
const AUTH_CODE_LIFE = 600_000;
/** How long a change may wait for the installation that it is about, in milliseconds. */
const CHANGE_PATIENCE = 60_000;
/** How long a removal is tried again when the vault cannot be reached, in milliseconds. */
const REMOVAL_PATIENCE = 24 * 3_600_000;

export interface SuiteOptions {
	suiteId: string;
	suiteSecret: string;
	providerCorpId?: string;
	/** Empty or `undefined` if the credential has none. */
	providerSecret?: string;
	/** The pairs that callbacks may be made with: the suite's, a second one while rotating, that of system events. */
	keys: readonly CallbackKeys[];
	vault: Vault;
	client: Client;
	tokens: Tokens;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Unique per process. */
	holder: string;
	/** How auth codes are spent; absent: in this process. */
	exchange?: Exchange;
}

/** A suite in the provider console, with everything that it lives through. */
export interface Suite {
	readonly suiteId: string;
	readonly installations: Installations;
	/** For a template: the callback keys of the apps made from it. */
	readonly appKeys: AppKeys;
	/** Checks the verification of a callback URL; `echo` is the answer. */
	verify(
		request: CallbackRequest,
		endpoint: Pick<Endpoint, 'replayWindow'>,
	): Promise<AcceptedVerification | Refusal>;
	/** What comes to the callback URLs. */
	readonly deliveries: Deliveries;
	/** Workflows that are told of what comes to the callback URLs of others. */
	readonly subscriptions: Subscriptions;
	/** Browsers that WeCom sends. */
	readonly landings: Landings;
}

export function createSuite(options: SuiteOptions): Suite {
	const { suiteId, providerCorpId, keys, vault, clock } = options;
	const installations = createInstallations(options);
	const subscriptions = createSubscriptions({ ...options, owner: suiteId });
	const appKeys = createAppKeys(options);
	const cleaning = createCleaning(options);
	const receiveIds = suiteReceiveIds({ suiteId, providerCorpId });
	const receiving = ({ replayWindow }: Pick<Endpoint, 'replayWindow'>): ReceiveOptions => ({
		keys,
		receiveIds,
		now: clock(),
		replayWindow,
	});

	return {
		suiteId,
		installations,
		subscriptions,
		appKeys,

		verify: async (request, endpoint) =>
			await receiveBy(
				(tenants) => receiveVerification(request, { ...receiving(endpoint), tenants }),
				async () => await appKeys.forVerification(request.query),
			),

		deliveries: createDeliveries({
			...options,
			owner: suiteId,
			claims: vault.claims,
			subscriptions,
			cleaning,
			open: async (request, endpoint) => {
				const opened = await receiveBy(
					(tenants) => openDelivery(request, { ...receiving(endpoint), tenants }),
					async () => await appKeys.forDelivery(request),
				);
				return opened.accepted ? nameSuite(opened, suiteId) : opened;
			},
			absorb: async (event, receivedAt) => await keepTicket(vault, suiteId, event, receivedAt),
			plan: (event, receivedAt) => planWork(options, installations, event, receivedAt),
			leaves: (event, { completesInstalls }) => bringsAuthCode(event) && !completesInstalls,
			answersFirst: (event) => findEvent(event.id)?.ackFirst ?? false,
		}),

		landings: createLandings({
			...options,
			cleaning,
			planInstall: (event, receivedAt) => planWork(options, installations, event, receivedAt),
			explain,
		}),
	};
}

/** With the suite's own keys; what these do not open, and what is not malformed, with those of its tenants as well. */
async function receiveBy<Accepted extends { accepted: true }>(
	receive: (tenants: TenantKeyRing[]) => Accepted | Refusal,
	findTenants: () => Promise<TenantKeyRing[]>,
): Promise<Accepted | Refusal> {
	const received = receive([]);
	if (received.accepted || received.status !== 401) return received;
	const tenants = await findTenants();
	return tenants.length > 0 ? receive(tenants) : received;
}

/** Messages of members and events of apps do not say which suite they are for: whose URL and keys they came by does. */
function nameSuite(opened: OpenedDelivery, suiteId: string): OpenedDelivery {
	const { event } = opened;
	if (event.family !== 'data' || event.suiteId !== undefined) return opened;
	return { ...opened, event: { ...event, suiteId } };
}

function bringsAuthCode({ id }: WeComEvent): boolean {
	return id === 'create_auth' || id === 'reset_permanent_code';
}

async function keepTicket(
	vault: Vault,
	suiteId: string,
	event: WeComEvent,
	receivedAt: number,
): Promise<void> {
	const { data } = event;
	if (event.id !== 'suite_ticket' || !isCommandFor(suiteId, event)) return;
	if (typeof data.SuiteTicket !== 'string' || data.SuiteTicket === '') return;
	await vault.tickets.put({
		suiteId,
		ticket: data.SuiteTicket,
		issuedAt: event.occurredAt,
		receivedAt,
	});
}

/**
 * Whether an event is for the suite itself. What comes to an app may bear any name: only a command of this very suite is
 * one.
 */
function isCommandFor(suiteId: string, event: WeComEvent): boolean {
	return event.family === 'command' && event.suiteId === suiteId;
}

/** What the suite itself does about an event. */
function planWork(
	options: SuiteOptions,
	installations: Installations,
	event: WeComEvent,
	receivedAt: number,
): Work | undefined {
	const { suiteId } = options;
	if (!isCommandFor(suiteId, event)) return undefined;
	const moment: Moment = { timeStamp: event.occurredAt, receivedAt };
	const { corpId, data } = event;
	const { AuthCode: authCode } = data;
	switch (event.id) {
		case 'create_auth':
		case 'reset_permanent_code': {
			if (typeof authCode !== 'string' || authCode === '') return undefined;
			return {
				beforeAnswer: false,
				deadline: receivedAt + AUTH_CODE_LIFE,
				isTransient: isPassing,
				explain,
				async run() {
					const isReset = event.id === 'reset_permanent_code';
					const { outcome, installation } = await installations.exchange(authCode, moment, {
						isReset,
					});
					const present =
						outcome === 'stored' ? installation : await installations.get(installation.corpId);
					const reference = isReset ? undefined : referenceOf(options, present);
					return {
						installation: summarise(present),
						...(reference === undefined ? {} : { reference }),
					};
				},
			};
		}
		case 'change_auth': {
			if (corpId === undefined) return undefined;
			return {
				beforeAnswer: false,
				deadline: receivedAt + CHANGE_PATIENCE,
				// Its installation may still be under way.
				isTransient: (error) => isPassing(error) || error instanceof InstallationMissingError,
				explain,
				remember: async () => await detailsOf(installations, corpId),
				async run(before) {
					const installation = await installations.refresh(corpId);
					return {
						installation: summarise(installation),
						changes: before && compareDetails(before, installation.details),
					};
				},
			};
		}
		case 'cancel_auth': {
			if (corpId === undefined) return undefined;
			return {
				beforeAnswer: true,
				deadline: receivedAt + REMOVAL_PATIENCE,
				isTransient: isPassing,
				explain,
				async run() {
					await installations.remove(corpId, moment);
					return {};
				},
			};
		}
		default:
			return undefined;
	}
}

/** What the provider had said in the link by which the company came, if it was this provider's. */
function referenceOf(
	{ providerCorpId = '', providerSecret = '', clock }: SuiteOptions,
	{ details }: Installation,
): string | undefined {
	const signer = { providerCorpId, providerSecret };
	return readReference(signer, details.state ?? '', clock());
}

async function detailsOf(
	installations: Installations,
	corpId: string,
): Promise<InstallationDetails | undefined> {
	try {
		return (await installations.get(corpId)).details;
	} catch (error) {
		if (error instanceof InstallationMissingError) return undefined;
		throw error;
	}
}

/** Whether the same call may succeed later: WeCom's word on the matter, or silence. */
function isPassing(error: unknown): boolean {
	if (error instanceof WeComPlatformError) return error.action !== 'fail';
	if (error instanceof InstallationMissingError) return false;
	return !(error instanceof WeComConfigurationError);
}

function explain(error: unknown): { code: string; message: string; hint: string } {
	if (error instanceof WeComError) {
		return { code: error.code, message: error.message, hint: error.hint };
	}
	return {
		code: 'unexpected',
		message: error instanceof Error ? error.message : String(error),
		hint: 'Please report it',
	};
}
