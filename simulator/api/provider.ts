import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import type { Corp } from '../world';
import { isRecord, numberOf, textOf, type Call } from './call';

/** Endpoints of the provider take companies and members by their plain ids as well, and give the encrypted ones. */

/** @throws Refusal 40013 */
export function corpNamed({ world }: Platform, corpId: string): Corp {
	const corp = world.corps.find((one) => one.corpId === corpId || one.plainCorpId === corpId);
	if (!corp) {
		throw new Refusal(40013);
	}
	return corp;
}

/** The company a call is about. @throws Refusal 40013 */
export function corpOf({ platform, body }: Call, parameter = 'corpid'): Corp {
	return corpNamed(platform, textOf(body, parameter));
}

/** The encrypted id of a member, who may have left. */
export function userIdNamed(corp: Corp, userId: string): string {
	const member = corp.members.find(
		(one) => one.userId === userId || one.plainUserId.toLowerCase() === userId.toLowerCase(),
	);
	return member?.userId ?? userId;
}

/** The same for one who must still be there. @throws Refusal 701019 */
export function memberNamed(corp: Corp, userId: string): string {
	const encrypted = userIdNamed(corp, userId);
	if (!corp.members.some((member) => member.userId === encrypted)) {
		throw new Refusal(701019);
	}
	return encrypted;
}

/** Staff of the provider who may buy. @throws Refusal with the errcode given */
export function staffOf({ platform, body }: Call, parameter: string, errcode: number): string {
	const userId = textOf(body, parameter);
	if (!platform.world.provider.userIds.includes(userId)) {
		throw new Refusal(errcode);
	}
	return userId;
}

export function recordsOf(
	fields: Record<string, unknown>,
	name: string,
): Record<string, unknown>[] {
	const value = fields[name];
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/**
 * Whether a moment lies in the span that a call names, if it does.
 * @throws Refusal 40058 for one end without the other, or when the span is longer than `mostSeconds`
 */
export function spanOf({ body, platform }: Call, mostSeconds: number): (moment: number) => boolean {
	const start = numberOf(body, 'start_time');
	const end = numberOf(body, 'end_time');
	if (start === undefined && end === undefined) {
		return () => true;
	}
	if (start === undefined || end === undefined) {
		throw new Refusal(40058, 'start_time and end_time belong together');
	}
	if (end < start || end - start > mostSeconds) {
		throw new Refusal(40058, 'invalid time span');
	}
	const { clock } = platform;
	return (moment) => clock.tell(moment) >= start && clock.tell(moment) < end;
}
