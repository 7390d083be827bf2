import type { EventFamily } from '../define';

/** A field of a message as the platform sends it: lists are repeated elements, `undefined` leaves a field out. */
export type SampleValue =
	string | number | undefined | SampleFields | readonly (string | number | SampleFields)[];

export interface SampleFields {
	readonly [name: string]: SampleValue;
}

/** The fields of an event, where families send different ones for each of them. */
export type Sample = SampleFields | ((family: EventFamily) => SampleFields);

/** By the ID of the event; of its own fields, and of those that every event of a family has, what is different. */
export type Samples = Readonly<Record<string, Sample>>;

/** IDs that are nobody's, in the platform's shapes. */
export const SUITE = 'ww00000000sample00';
export const PROVIDER = 'ww00000provider000';
export const CORP = 'wpSAMPLE0000000000000000CompanyA';
export const USER = 'woSAMPLE00000000000000000MemberA';
export const OTHER_USER = 'woSAMPLE00000000000000000MemberB';
export const CUSTOMER = 'wmSAMPLE000000000000000CustomerA';
export const GROUP_CHAT = 'wrSAMPLE00000000000000GroupChatA';
export const SERVICE_ACCOUNT = 'wkSAMPLE0000000000ServiceAccount';
export const AGENT = 1000002;
/** 2030-01-01 in China. */
export const LATER = 1893427200;

/** Of events that an app gets, and not the company. */
export const ofApp = { AgentID: AGENT };
export const ofSystem = { FromUserName: 'sys' };
/** Of command events that do not name the company. */
export const withoutCorp = { AuthCorpId: undefined };

/** Several events with the same fields. */
export function each(ids: readonly string[], sample: Sample): Samples {
	return Object.fromEntries(ids.map((id) => [id, sample]));
}
