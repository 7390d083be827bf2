import { Refusal } from '../platform/refusal';
import { numberOf, textOf } from './call';

const USUAL = 500;

/**
 * A page of a list by `cursor` and `limit`, as endpoints of the provider give it.
 * @throws Refusal 40058 for a cursor that was never given
 */
export function pageOf<Item>(body: Record<string, unknown>, items: Item[]) {
	const start = positionOf(textOf(body, 'cursor'));
	const end = start + (numberOf(body, 'limit') || USUAL);
	const hasMore = end < items.length;
	return {
		page: items.slice(start, end),
		next: { next_cursor: hasMore ? cursorOf(end) : '', has_more: hasMore ? 1 : 0 },
	};
}

function cursorOf(position: number): string {
	return Buffer.from(`position ${position}`).toString('base64url');
}

function positionOf(cursor: string): number {
	if (cursor === '') {
		return 0;
	}
	const position = /^position (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	if (position === undefined) {
		throw new Refusal(40058, 'invalid cursor');
	}
	return Number(position);
}
