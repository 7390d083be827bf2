import type { Endpoint } from './endpoint';
import { toRequest, type EndpointRequest } from './request';

/** A list that goes on with a cursor from the answer before. */
export interface CursorPage {
	kind: 'cursor';
	/** Parameter that takes the cursor. */
	request: string;
	/** Field of the answer that gives the next one; empty: the end. */
	answer: string;
	/** Parameter that takes the size of a page, and its largest value. */
	size?: { parameter: string; max: number };
	/** Field that says whether there is more. */
	more?: string;
	/** Field that says that this was the last page. */
	ended?: string;
}

/** A list that goes on from a position. */
export interface OffsetPage {
	kind: 'offset';
	/** Parameter that takes the position of the first item, from 0. */
	request: string;
	/** Field of the answer that gives the next position; absent: counted. */
	answer?: string;
	size: { parameter: string; max: number };
	more?: string;
	ended?: string;
}

export type Page = CursorPage | OffsetPage;

/** The usual cursor paging: `cursor`, `limit` and `next_cursor`. */
export function cursor(max: number, change: Partial<CursorPage> = {}): CursorPage {
	return {
		kind: 'cursor',
		request: 'cursor',
		answer: 'next_cursor',
		size: { parameter: 'limit', max },
		...change,
	};
}

/** The usual offset paging: `offset` and `limit`. */
export function offset(max: number, change: Partial<OffsetPage> = {}): OffsetPage {
	return { kind: 'offset', request: 'offset', size: { parameter: 'limit', max }, ...change };
}

/** Names of the parameters that paging sets, which nobody else need set. */
export function pagingParameters({ page }: Endpoint): string[] {
	if (!page) return [];
	return page.size ? [page.request, page.size.parameter] : [page.request];
}

type Answer = Record<string, unknown>;

/**
 * Reads a list, page after page, and gives its items one by one. Asks for no more than `limit` items need, and stops
 * when WeCom says so or when a page does not bring the list forward.
 * @param parameters Validated parameters without those of paging.
 * @param send Sends one request and gives the answer.
 */
export async function* readPages(
	endpoint: Endpoint,
	parameters: Record<string, unknown>,
	send: (request: EndpointRequest) => Promise<Answer>,
	limit = Infinity,
): AsyncGenerator<unknown, void, undefined> {
	let left = limit;
	let next: string | number | undefined;
	while (left > 0) {
		const answer = await send(
			toRequest(endpoint, { ...parameters, ...pageOf(endpoint.page, next, left) }),
		);
		const items = itemsOf(endpoint, answer);
		for (const item of items) {
			if (left-- <= 0) return;
			yield item;
		}
		const following = endpoint.page && nextOf(endpoint.page, answer, items.length, next);
		if (following === undefined || following === next) return;
		next = following;
	}
}

function pageOf(
	page: Page | undefined,
	next: string | number | undefined,
	left: number,
): Record<string, unknown> {
	if (!page) return {};
	return {
		...(next === undefined ? {} : { [page.request]: next }),
		...(page.size ? { [page.size.parameter]: Math.min(left, page.size.max) } : {}),
	};
}

/** The cursor or position of the page after this one; `undefined` if this was the last. */
function nextOf(
	page: Page,
	answer: Answer,
	count: number,
	current: string | number | undefined,
): string | number | undefined {
	if (page.more !== undefined && !answer[page.more]) return undefined;
	if (page.ended !== undefined && answer[page.ended]) return undefined;
	if (page.kind === 'offset' && page.answer === undefined) {
		const position = Number(current ?? 0);
		// Without a word from WeCom only an empty page ends the list: a short one may be filtered.
		return count === 0 ? undefined : position + count;
	}
	const given = answer[page.answer ?? ''];
	return (typeof given === 'string' && given !== '') || typeof given === 'number'
		? given
		: undefined;
}

function itemsOf(endpoint: Endpoint, answer: Answer): unknown[] {
	const list = at(answer, endpoint.items ?? '');
	return Array.isArray(list) ? list : [];
}

/** The value at a dotted path. */
export function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(inner, key) =>
				typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
					? (inner as Record<string, unknown>)[key]
					: undefined,
			value,
		);
}
