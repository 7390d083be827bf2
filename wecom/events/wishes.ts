import type { WeComEvent } from './event';

/** Stands for every event but tickets. */
export const ANY_EVENT = 'any';
/** Stands for events that the table does not have. */
export const OTHER_EVENT = 'other';

/** Which events a workflow asked for. Plain data: any process may have to know them. */
export interface Wishes {
	/** IDs, `any` and `other`. */
	events: readonly string[];
	/** Values of `ChangeType`; none: whatever it is. */
	changeTypes: readonly string[];
	/** Corp IDs; none: of whatever company. */
	tenants: readonly string[];
}

/** Whether it may be of the companies asked for; what names no company yet may be of any. */
export function isOfTenant({ tenants }: Pick<Wishes, 'tenants'>, corpId?: string): boolean {
	return tenants.length === 0 || corpId === undefined || tenants.includes(corpId);
}

/**
 * Whether a workflow asked for this event.
 * @param corpId The company, where more is known of it than the event tells.
 */
export function isWished(wishes: Wishes, event: WeComEvent, corpId = event.corpId): boolean {
	const { events, changeTypes } = wishes;
	const isChosen =
		events.includes(event.id) ||
		(events.includes(ANY_EVENT) && event.id !== 'suite_ticket') ||
		(events.includes(OTHER_EVENT) && !event.known);
	const isOfChange =
		changeTypes.length === 0 || changeTypes.includes(String(event.data.ChangeType ?? ''));
	return isChosen && isOfChange && isOfTenant(wishes, corpId);
}
