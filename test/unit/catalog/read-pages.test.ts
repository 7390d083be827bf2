import { resource, type Endpoint } from '../../../wecom/catalog/endpoint';
import { cursor, offset, type Page } from '../../../wecom/catalog/page';
import { readPages } from '../../../wecom/catalog/read-pages';
import type { EndpointRequest } from '../../../wecom/catalog/request';

function listEndpoint(page: Page | undefined, items = 'list'): Endpoint {
	const declared = resource('thing', 'Thing', '东西', 'docs', {
		getAll: {
			title: 'Get Many',
			action: 'Get many things',
			zh: '获取',
			doc: '001',
			post: 'thing/list',
			items,
			page,
			body: (zod) => ({ kind: zod.string().optional() }),
		},
	});
	return declared.endpoints[0] as Endpoint;
}

/** A platform that answers what it is told, and keeps what it was asked. */
function platform(answers: Record<string, unknown>[]) {
	const bodies: unknown[] = [];
	return {
		bodies,
		send: async ({ body }: EndpointRequest) => {
			bodies.push(body);
			const answer = answers[bodies.length - 1];
			if (!answer) throw new Error('One call too many');
			return answer;
		},
	};
}

async function read(
	endpoint: Endpoint,
	send: (request: EndpointRequest) => Promise<Record<string, unknown>>,
	limit?: number,
): Promise<unknown[]> {
	const items: unknown[] = [];
	for await (const item of readPages(endpoint, { kind: 'a' }, send, limit)) items.push(item);
	return items;
}

describe('readPages', () => {
	it('gives the first position where WeCom wants it', async () => {
		const { bodies, send } = platform([
			{ list: [1, 2], next_start: 2, has_more: true },
			{ list: [3], next_start: 3, has_more: false },
		]);
		const page = offset(2, {
			request: 'start',
			answer: 'next_start',
			more: 'has_more',
			first: 0,
		});
		expect(await read(listEndpoint(page), send)).toEqual([1, 2, 3]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 2, start: 0 },
			{ kind: 'a', limit: 2, start: 2 },
		]);
	});

	it('follows cursors to the end, also over an empty page', async () => {
		const { bodies, send } = platform([
			{ list: [1, 2], next_cursor: 'A' },
			{ list: [], next_cursor: 'B' },
			{ list: [3], next_cursor: '' },
		]);
		expect(await read(listEndpoint(cursor(100)), send)).toEqual([1, 2, 3]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 100 },
			{ kind: 'a', limit: 100, cursor: 'A' },
			{ kind: 'a', limit: 100, cursor: 'B' },
		]);
	});

	it('asks for no more than the limit needs', async () => {
		const { bodies, send } = platform([
			{ list: [1, 2], next_cursor: 'A' },
			{ list: [3, 4], next_cursor: 'B' },
		]);
		expect(await read(listEndpoint(cursor(2)), send, 3)).toEqual([1, 2, 3]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 2 },
			{ kind: 'a', limit: 1, cursor: 'A' },
		]);
	});

	it('asks each time for as many as the first time where WeCom insists on it', async () => {
		const { bodies, send } = platform([
			{ list: [1, 2], next_cursor: 'A' },
			{ list: [3, 4], next_cursor: 'B' },
		]);
		const page = cursor(2, { sameSize: true });
		expect(await read(listEndpoint(page), send, 3)).toEqual([1, 2, 3]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 2 },
			{ kind: 'a', limit: 2, cursor: 'A' },
		]);
	});

	it('stops as soon as the limit is reached', async () => {
		const { bodies, send } = platform([{ list: [1, 2], next_cursor: 'A' }]);
		expect(await read(listEndpoint(cursor(2)), send, 2)).toEqual([1, 2]);
		expect(bodies).toHaveLength(1);
	});

	it('stops when a cursor does not move', async () => {
		const { send } = platform([
			{ list: [1], next_cursor: 'A' },
			{ list: [2], next_cursor: 'A' },
		]);
		expect(await read(listEndpoint(cursor(1)), send)).toEqual([1, 2]);
	});

	it('believes the word that says whether there is more', async () => {
		const more = platform([
			{ list: [1], has_more: 1, next_cursor: 'A' },
			{ list: [2], has_more: 0, next_cursor: 'B' },
		]);
		expect(await read(listEndpoint(cursor(1, { more: 'has_more' })), more.send)).toEqual([1, 2]);
		const ended = platform([
			{ list: [1], ending: false, next_key: 'A' },
			{ list: [2], ending: true, next_key: 'B' },
		]);
		const page = cursor(1, {
			request: 'next_key',
			answer: 'next_key',
			size: undefined,
			ended: 'ending',
		});
		expect(await read(listEndpoint(page), ended.send)).toEqual([1, 2]);
		expect(ended.bodies).toEqual([{ kind: 'a' }, { kind: 'a', next_key: 'A' }]);
	});

	it('counts on from a position until a page is empty', async () => {
		const { bodies, send } = platform([{ list: [1, 2] }, { list: [3] }, { list: [] }]);
		expect(await read(listEndpoint(offset(2)), send)).toEqual([1, 2, 3]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 2 },
			{ kind: 'a', limit: 2, offset: 2 },
			{ kind: 'a', limit: 2, offset: 3 },
		]);
	});

	it('begins with the cursor that the first page wants', async () => {
		const { bodies, send } = platform([{ list: [1], next_cursor: 7 }, { list: [2] }]);
		expect(await read(listEndpoint(cursor(2, { first: 0 })), send)).toEqual([1, 2]);
		expect(bodies).toEqual([
			{ kind: 'a', limit: 2, cursor: 0 },
			{ kind: 'a', limit: 2, cursor: 7 },
		]);
	});

	it('goes where the answer says the next position is', async () => {
		const { bodies, send } = platform([
			{ list: [1], next_offset: 5 },
			{ list: [2], next_offset: 5 },
		]);
		expect(await read(listEndpoint(offset(2, { answer: 'next_offset' })), send)).toEqual([1, 2]);
		expect(bodies[1]).toMatchObject({ offset: 5 });
	});

	it('does not go back to a position where it has been', async () => {
		const { bodies, send } = platform([{ list: [1, 2], next_offset: 0 }]);
		expect(await read(listEndpoint(offset(2, { answer: 'next_offset' })), send)).toEqual([1, 2]);
		expect(bodies).toHaveLength(1);
	});

	it('reads a list without pages in one call, and one that lies deeper', async () => {
		const { bodies, send } = platform([{ files: { item: [1, 2, 3] } }]);
		expect(await read(listEndpoint(undefined, 'files.item'), send, 2)).toEqual([1, 2]);
		expect(bodies).toEqual([{ kind: 'a' }]);
	});
});
