import { at } from './at';
import type { Endpoint } from './endpoint';
import { joinAnswers } from './join-answers';
import type { Page } from './page';
import { toRequest, type EndpointRequest } from './request';

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
	const sameSize = endpoint.page?.kind === 'cursor' && endpoint.page.sameSize;
	let left = limit;
	let next: string | number | undefined;
	while (left > 0) {
		const wanted = sameSize ? limit : left;
		const page = await readPage(endpoint, parameters, send, next, wanted);
		for (const item of page.items) {
			if (left-- <= 0) return;
			yield item;
		}
		if (page.next === undefined) return;
		next = page.next;
	}
}

/** A page of a list, and the cursor or position of the one after it; `undefined` if this was the last. */
export interface ListPage {
	items: unknown[];
	next?: string | number;
}

/**
 * Reads one page of a list.
 * @param from What the page before it gave as `next`; absent: the first page.
 * @param wanted Items to ask for, as far as one page holds so many.
 */
export async function readPage(
	endpoint: Endpoint,
	parameters: Record<string, unknown>,
	send: (request: EndpointRequest) => Promise<Answer>,
	from?: string | number,
	wanted = Infinity,
): Promise<ListPage> {
	const paging = pageOf(endpoint.page, from, wanted);
	const answer = await send(toRequest(endpoint, { ...parameters, ...paging }));
	const items = itemsOf(endpoint, answer);
	const next = endpoint.page && nextOf(endpoint.page, answer, items.length, from);
	return { items, ...(next === undefined || next === from ? {} : { next }) };
}

function pageOf(
	page: Page | undefined,
	next: string | number | undefined,
	left: number,
): Record<string, unknown> {
	if (!page) return {};
	const position = next ?? page.first;
	return {
		...(position === undefined ? {} : { [page.request]: position }),
		...(page.size ? { [page.size.parameter]: Math.min(left, page.size.max) } : {}),
	};
}

/**
 * Reads an answer that goes on in further calls and gives it as one, joined.
 * @param limit How many things a page may hold, and `undefined` for all pages.
 */
export async function readWhole(
	endpoint: Endpoint,
	parameters: Record<string, unknown>,
	send: (request: EndpointRequest) => Promise<Answer>,
	limit?: number,
): Promise<Answer> {
	let whole: Answer = {};
	let next: string | number | undefined;
	for (;;) {
		const page = pageOf(endpoint.page, next, limit ?? Infinity);
		const answer = await send(toRequest(endpoint, { ...parameters, ...page }));
		whole = joinAnswers(whole, answer);
		const following =
			limit === undefined && endpoint.page ? nextOf(endpoint.page, answer, 1, next) : undefined;
		if (following === undefined || following === next) return whole;
		next = following;
	}
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
	if (page.kind === 'offset') {
		return typeof given === 'number' && given > Number(current ?? 0) ? given : undefined;
	}
	return (typeof given === 'string' && given !== '') || typeof given === 'number'
		? given
		: undefined;
}

function itemsOf(endpoint: Endpoint, answer: Answer): unknown[] {
	const list = at(answer, endpoint.items ?? '');
	return Array.isArray(list) ? list : [];
}
