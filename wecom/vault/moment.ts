import type { Moment } from './vault';

/** Whether `one` happened after `other`: by the platform's time, and within one second by arrival. */
export function isLater(one: Moment, other: Moment): boolean {
	return one.timeStamp === other.timeStamp
		? one.receivedAt > other.receivedAt
		: one.timeStamp > other.timeStamp;
}
