import type { DeliveryReport } from '../callbacks/courier';
import type { Notice } from '../platform/outbox';
import type { Office } from './office';

/** Pushes what follows from an action of the provider's console, if somebody has saved a URL to be told. */
export async function deliverNotices(
	{ platform, postOffice }: Office,
	notices: Notice[],
): Promise<DeliveryReport[]> {
	const deliveries: DeliveryReport[] = [];
	if (platform.callbackUrls.find({ kind: 'system' }) === undefined) {
		return deliveries;
	}
	for (const { eventId, about, fields } of notices) {
		deliveries.push(await postOffice.push(eventId, about, fields));
	}
	return deliveries;
}
