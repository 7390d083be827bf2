import type { CallbackKeys } from '../callback/keys';
import { openDelivery, receiveVerification, type CallbackRequest } from '../callback/receive';
import { ownAppReceiveIds } from '../callback/receive-id';
import type { Clock, Sleep } from '../clock';
import { findEvent } from '../events/table';
import type { Logger } from '../logger';
import type { Vault } from '../vault/vault';
import { createDeliveries, type Deliveries } from './deliveries';
import type { ReceiveSettings } from './suite';

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
		settings: Pick<ReceiveSettings, 'replayWindow'>,
	): ReturnType<typeof receiveVerification>;
	deliveries(settings: Pick<ReceiveSettings, 'replayWindow'>): Deliveries;
}

export function createOwnApp(options: OwnAppOptions): OwnApp {
	const { corpId, agentId, keys, vault, clock } = options;
	const receiveIds = ownAppReceiveIds({ corpId });
	const receiving = (replayWindow: number) => ({ keys, receiveIds, now: clock(), replayWindow });
	const deliveriesByWindow = new Map<number, Deliveries>();

	return {
		verify: (request, { replayWindow }) => receiveVerification(request, receiving(replayWindow)),

		deliveries({ replayWindow }) {
			let deliveries = deliveriesByWindow.get(replayWindow);
			if (!deliveries) {
				deliveries = createDeliveries({
					...options,
					owner: `own:${corpId}:${agentId}`,
					claims: vault.claims,
					open: (request) => openDelivery(request, receiving(replayWindow)),
					absorb: async () => {},
					plan: () => undefined,
					answersFirst: (event) => findEvent(event.id)?.ackFirst ?? false,
				});
				deliveriesByWindow.set(replayWindow, deliveries);
			}
			return deliveries;
		},
	};
}
