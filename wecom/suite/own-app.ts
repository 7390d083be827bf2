import type { CallbackKeys } from '../callback/keys';
import {
	openDelivery,
	receiveVerification,
	type CallbackRequest,
	type ReceiveOptions,
} from '../callback/receive';
import { ownAppReceiveIds } from '../callback/receive-id';
import type { Clock, Sleep } from '../clock';
import { findEvent } from '../events/table';
import type { Logger } from '../logger';
import type { Vault } from '../vault/vault';
import { createCleaning } from './cleaning';
import { createDeliveries, type Deliveries, type Endpoint } from './deliveries';

export interface OwnAppOptions {
	corpId: string;
	/** Tells the apps of one company apart in the vault. */
	agentId: string;
	keys: readonly CallbackKeys[];
	vault: Vault;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	holder: string;
}

/** A company's own app, as far as it receives callbacks: it has no tickets and no installations. */
export interface OwnApp {
	verify(
		request: CallbackRequest,
		endpoint: Pick<Endpoint, 'replayWindow'>,
	): ReturnType<typeof receiveVerification>;
	readonly deliveries: Deliveries;
}

export function createOwnApp(options: OwnAppOptions): OwnApp {
	const { corpId, agentId, keys, vault, clock } = options;
	const receiveIds = ownAppReceiveIds({ corpId });
	const receiving = ({ replayWindow }: Pick<Endpoint, 'replayWindow'>): ReceiveOptions => ({
		keys,
		receiveIds,
		now: clock(),
		replayWindow,
	});

	return {
		verify: (request, endpoint) => receiveVerification(request, receiving(endpoint)),

		deliveries: createDeliveries({
			...options,
			owner: `own:${corpId}:${agentId}`,
			claims: vault.claims,
			cleaning: createCleaning(options),
			open: (request, endpoint) => openDelivery(request, receiving(endpoint)),
			absorb: async () => {},
			plan: () => undefined,
			leaves: () => true,
			answersFirst: (event) => findEvent(event.id)?.ackFirst ?? false,
		}),
	};
}
