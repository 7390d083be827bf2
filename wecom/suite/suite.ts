import {
	openDelivery,
	receiveVerification,
	type CallbackRequest,
	type ReceiveOptions,
} from '../callback/receive';
import type { CallbackKeys } from '../callback/keys';
import { suiteReceiveIds } from '../callback/receive-id';
import type { Client } from '../api/client';
import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError, WeComConfigurationError, WeComError } from '../error';
import type { WeComEvent } from '../events/event';
import { findEvent } from '../events/table';
import type { Logger } from '../logger';
import type { Tokens } from '../tokens/tokens';
import type { InstallationDetails, Moment, Vault } from '../vault/vault';
import { compareDetails } from './changes';
import { createDeliveries, type Deliveries, type Endpoint, type Work } from './deliveries';
import { summarise } from './emission';
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
}

/** A suite in the provider console, with everything that it lives through. */
export interface Suite {
	readonly suiteId: string;
	readonly installations: Installations;
	/** Checks the verification of a callback URL; `echo` is the answer. */
	verify(
		request: CallbackRequest,
		endpoint: Pick<Endpoint, 'replayWindow'>,
	): ReturnType<typeof receiveVerification>;
	/** What comes to the callback URLs. */
	readonly deliveries: Deliveries;
	/** Workflows that are told of what comes to the callback URLs of others. */
	readonly subscriptions: Subscriptions;
}

export function createSuite(options: SuiteOptions): Suite {
	const { suiteId, providerCorpId, keys, vault, clock } = options;
	const installations = createInstallations(options);
	const subscriptions = createSubscriptions({ ...options, owner: suiteId });
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

		verify: (request, endpoint) => receiveVerification(request, receiving(endpoint)),

		deliveries: createDeliveries({
			...options,
			owner: suiteId,
			claims: vault.claims,
			subscriptions,
			open: (request, endpoint) => openDelivery(request, receiving(endpoint)),
			absorb: async (event, receivedAt) => await keepTicket(vault, suiteId, event, receivedAt),
			plan: (event, receivedAt) => planWork(suiteId, installations, event, receivedAt),
			leaves: (event, { completesInstalls }) => bringsAuthCode(event) && !completesInstalls,
			answersFirst: (event) => findEvent(event.id)?.ackFirst ?? false,
		}),
	};
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
	if (event.id !== 'suite_ticket' || event.suiteId !== suiteId) return;
	if (typeof data.SuiteTicket !== 'string' || data.SuiteTicket === '') return;
	await vault.tickets.put({
		suiteId,
		ticket: data.SuiteTicket,
		issuedAt: event.occurredAt,
		receivedAt,
	});
}

/** What the suite itself does about an event. Only events of this very suite have a part for it. */
function planWork(
	suiteId: string,
	installations: Installations,
	event: WeComEvent,
	receivedAt: number,
): Work | undefined {
	if (event.suiteId !== suiteId) return undefined;
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
					const { outcome, installation } = await installations.exchange(authCode, moment);
					const present =
						outcome === 'stored' ? installation : await installations.get(installation.corpId);
					return { installation: summarise(present) };
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
