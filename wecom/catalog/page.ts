import type { Endpoint } from './endpoint';

/** A list that goes on with a cursor from the answer before. */
export interface CursorPage {
	kind: 'cursor';
	/** Parameter that takes the cursor. */
	request: string;
	/** What the parameter says for the first page, where it must be there. */
	first?: string | number;
	/** Field of the answer that gives the next one; empty: the end. */
	answer: string;
	/** Parameter that takes the size of a page, and its largest value. */
	size?: { parameter: string; max: number };
	/** Each call must ask for as many as the first one did. */
	sameSize?: true;
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
	/** What the parameter says for the first page, where it must be there. */
	first?: 0;
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
