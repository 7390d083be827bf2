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
		const answer = await send(
			toRequest(endpoint, { ...parameters, ...pageOf(endpoint.page, next, wanted) }),
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
