import { setImmediate as turn } from 'node:timers/promises';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runOperations } from '../../../../nodes/adapter/run-operations';

/** Long enough for all that may begin: one does in each turn of the event loop. */
async function nextTurn(): Promise<void> {
	for (let turns = 0; turns < 60; turns += 1) await turn();
}

interface Settings {
	items: number;
	concurrency?: unknown;
	continueOnFail?: boolean;
	signal?: AbortSignal;
}

/** Runs an operation whose items are finished by hand, in any order. */
async function start({ items, concurrency, continueOnFail = false, signal }: Settings) {
	const begun: number[] = [];
	const ends = new Map<number, { succeed: () => void; fail: (error: Error) => void }>();
	const lines: string[] = [];
	const context = {
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (_name: string, _index: number, fallback: unknown) =>
			concurrency === undefined ? fallback : { concurrency },
		getNode: () => ({ name: 'WeCom', type: 'weCom', parameters: {} }),
		continueOnFail: () => continueOnFail,
		getExecutionCancelSignal: () => signal,
		logger: { info: (line: string) => lines.push(line) },
		helpers: {
			constructExecutionMetaData: (
				data: INodeExecutionData[],
				{ itemData }: { itemData: object },
			) => data.map((one) => ({ ...one, pairedItem: itemData })),
		},
	} as unknown as IExecuteFunctions;
	const result = runOperations(
		context,
		async (index) =>
			await new Promise<INodeExecutionData[]>((resolve, reject) => {
				begun.push(index);
				ends.set(index, { succeed: () => resolve([{ json: { index } }]), fail: reject });
			}),
	);
	result.catch(() => {});
	await nextTurn();
	const end = async (index: number, error?: Error) => {
		if (error) ends.get(index)?.fail(error);
		else ends.get(index)?.succeed();
		await nextTurn();
	};
	return { begun, lines, result, end };
}

const sorted = (indices: number[]) => [...indices].sort((one, other) => one - other);

it('works on five items at a time, and keeps their order', async () => {
	const { begun, result, end } = await start({ items: 7 });
	expect(begun).toEqual([0, 1, 2, 3, 4]);
	await end(4);
	expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
	for (const index of [3, 5, 6, 2, 1, 0]) await end(index);
	expect((await result)[0]).toEqual(
		[0, 1, 2, 3, 4, 5, 6].map((index) => ({ json: { index }, pairedItem: { item: index } })),
	);
});

it.each([
	[1, 1],
	[50, 50],
	[51, 50],
	['8', 8],
	[2.9, 2],
	[0, 5],
	['many', 5],
])('takes %p items at once for %i', async (concurrency, expected) => {
	const { begun } = await start({ items: 60, concurrency });
	expect(begun).toHaveLength(expected);
});

it('begins no item after a failure, waits for those under way, and throws the first', async () => {
	const { begun, result, end } = await start({ items: 9, concurrency: 3 });
	let isOver = false;
	result.catch(() => (isOver = true));
	await end(2, new Error('the third'));
	await end(0, new Error('the first'));
	expect(begun).toEqual([0, 1, 2]);
	expect(isOver).toBe(false);
	await end(1);
	await expect(result).rejects.toMatchObject({
		message: 'the first',
		context: { itemIndex: 0 },
	});
});

it('gives each failed item its error where the node is to continue', async () => {
	const { begun, result, end } = await start({ items: 4, concurrency: 2, continueOnFail: true });
	await end(1, new Error('no such member'));
	for (const index of [0, 2, 3]) await end(index);
	expect(sorted(begun)).toEqual([0, 1, 2, 3]);
	expect((await result)[0]).toMatchObject([
		{ json: { index: 0 } },
		{ json: { error: 'no such member' }, pairedItem: { item: 1 } },
		{ json: { index: 2 } },
		{ json: { index: 3 } },
	]);
});

it('begins nothing more when the execution is cancelled', async () => {
	const stop = new AbortController();
	const { begun, result, end } = await start({ items: 4, concurrency: 2, signal: stop.signal });
	stop.abort();
	await end(0);
	await end(1);
	expect(begun).toEqual([0, 1]);
	expect((await result)[0]).toHaveLength(2);
});

it('tells the log how far it is', async () => {
	const { lines, result, end } = await start({ items: 250, concurrency: 1 });
	for (let index = 0; index < 250; index += 1) await end(index);
	await result;
	expect(lines).toEqual(['100 of 250 items are done', '200 of 250 items are done']);
});
