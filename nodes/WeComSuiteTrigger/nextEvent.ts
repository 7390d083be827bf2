import { setTimeout as delay } from 'node:timers/promises';

import type { Emission } from '../../wecom/suite/emission';
import type { Subscription, Subscriptions } from '../../wecom/suite/subscriptions';

/** As long as n8n waits for a call of a test URL, in milliseconds. */
const PATIENCE = 120_000;

/**
 * The next event of a subscription, for a test: it subscribes for as long as it waits.
 * @param cancelled Ends the waiting.
 * @returns `undefined` when none came
 * @throws WeComVaultError
 */
export async function nextEvent(
	subscriptions: Subscriptions,
	subscription: Subscription,
	cancelled?: AbortSignal,
	patience = PATIENCE,
): Promise<Emission | undefined> {
	const ended = new AbortController();
	let next: Emission | undefined;
	const attendance = await subscriptions.attend(subscription, async (emission) => {
		next ??= emission;
		ended.abort();
		await Promise.resolve();
	});
	const signal = cancelled ? AbortSignal.any([cancelled, ended.signal]) : ended.signal;
	await delay(patience, undefined, { signal }).catch(() => {});
	await attendance.stop();
	await subscriptions.leave(subscription.id);
	return next;
}
