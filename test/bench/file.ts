/**
 * How much memory 100 MB of files take on their way through the node in a real n8n that keeps files on disk, more than
 * 1 MB takes the same way: down in one file, and up in five of 20 MB, the most that WeCom takes of one. The files that
 * WeCom fetches itself are the only ones of more than 20 MB, so one of 100 MB is brought there by the node too. Run by
 * `npm run bench`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSimulator, type Simulator } from '../../simulator/simulator';
import { startN8n } from '../host/n8n';
import { costOf } from '../host/process-cost';
import type { Execution, Item, Workflow, WorkflowNode } from '../host/rest';
import { ownAppCredential } from '../host/stage';
import { until } from '../host/until';

const MB = 1024 * 1024;
const SIZE = 100 * MB;
const SMALL = 1 * MB;
/** The most that WeCom takes of one uploaded file. */
const MOST_UPLOADED = 20 * MB;
const ROUNDS = 3;
const WARM_UP = 2;
const WANTED = 64 * MB;

const inMB = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`;

/** Serves bytes in the ranges that are asked for, as WeCom demands of whoever it is to fetch from. */
async function serve(files: Map<string, Buffer>) {
	const server = createServer((request, response) => {
		const file = files.get(request.url ?? '');
		const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
		if (!file || !range) {
			response.writeHead(404).end();
			return;
		}
		const from = Number(range[1]);
		const to = Math.min(Number(range[2]), file.length - 1);
		response.writeHead(206, {
			'content-type': 'application/octet-stream',
			'content-range': `bytes ${from}-${to}/${file.length}`,
		});
		response.end(file.subarray(from, to + 1));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}

const weCom = (name: string, parameters: Record<string, unknown>): WorkflowNode => ({
	name,
	type: 'n8n-nodes-wecom-suite.weCom',
	typeVersion: 1,
	credentials: { weComCorpApi: { name: 'Own App' } },
	parameters: { callAs: 'ownApp', resource: 'media', ...parameters },
});

const form = (value: Record<string, unknown>) => ({
	parameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
});

/** Started by a webhook whose body holds a list of objects; the nodes run for each of them. */
function workflow(name: string, ...nodes: WorkflowNode[]): Workflow {
	const all: WorkflowNode[] = [
		{
			name: 'Start',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: `bench-${name}`,
			parameters: { path: `bench-${name}`, httpMethod: 'POST', responseMode: 'onReceived' },
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.list', options: {} },
		},
		...nodes,
	];
	return {
		id: `bench${name}`,
		name,
		active: true,
		nodes: all.map((one, index) => ({ position: [220 * index, 0], ...one })),
		connections: Object.fromEntries(
			all
				.slice(1)
				.map(({ name: node }, index) => [
					all[index].name,
					{ main: [[{ node, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

const bring = workflow(
	'bring',
	weCom('Bring', {
		operation: 'uploadFromUrl',
		waitForCompletion: true,
		waitLimit: 60,
		...form({
			type: 'file',
			scene: 1,
			filename: '={{ $json.name }}',
			url: '={{ $json.url }}',
			md5: '={{ $json.md5 }}',
		}),
	}),
);
const get = weCom('Down', {
	operation: 'get',
	outputPropertyName: 'data',
	...form({ media_id: '={{ $json.mediaId }}' }),
});
const down = workflow('down', get);
const downAndUp = workflow(
	'downandup',
	get,
	weCom('Up', { operation: 'upload', binaryPropertyName: 'data', mediaType: 'file' }),
);

interface Platform {
	simulator: Simulator;
	store: Awaited<ReturnType<typeof serve>>;
	files: Map<string, Buffer>;
}

interface Way {
	title: string;
	workflow: Workflow;
	/** How often a file goes, and which: all together have the size. */
	count: number;
	file: string;
	small: string;
}

/** Measures one way in an n8n of its own: memory that one has left behind would hide what the other takes. */
async function measure(
	{ simulator, store, files }: Platform,
	{ title, workflow: measured, count, file, small }: Way,
): Promise<void> {
	const n8n = await startN8n({
		packages: [process.env.WECOM_TARBALL ?? ''],
		credentials: [ownAppCredential(simulator)],
		workflows: [bring, measured],
		environment: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	try {
		const cost = costOf(n8n.userFolder);
		const seen = new Set<string>();
		const run = async ({ id = '', name }: Workflow, list: object[]): Promise<Execution> => {
			await fetch(n8n.webhookUrl(`bench-${name}`), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ list }),
			});
			const execution = await until(
				`${name} has run`,
				async () => {
					const [newest] = await n8n.executions(id);
					return newest && newest.status !== 'running' && !seen.has(newest.id) && newest;
				},
				{ within: 120_000, every: 500 },
			);
			seen.add(execution.id);
			if (execution.status !== 'success') {
				throw new Error(`${name}: ${execution.data.resultData.error?.message}`);
			}
			return execution;
		};

		/** Lets WeCom fetch a file, by the node; gives what it is called there. */
		const fetched = async (name: string): Promise<{ mediaId: string }> => {
			const md5 = createHash('md5')
				.update(files.get(name) ?? '')
				.digest('hex');
			const execution = await run(bring, [
				{ name: `${name.slice(1)}.bin`, url: store.url + name, md5 },
			]);
			const [{ json }] = execution.items('Bring');
			const { media_id: mediaId } = (json.detail ?? json) as Record<string, unknown>;
			if (typeof mediaId !== 'string') throw new Error(`No file came: ${JSON.stringify(json)}`);
			return { mediaId };
		};

		const sizes = (items: Item[]) =>
			items.reduce((sum, { json }) => sum + Number(json.fileSize ?? json.size ?? NaN), 0);

		/** Memory that a run took at its highest. */
		const memoryOf = async (what: { mediaId: string }, size: number): Promise<number> => {
			cost.forget();
			const execution = await run(
				measured,
				Array.from({ length: count }, () => what),
			);
			const most = cost.mostMemory();
			const got = sizes(execution.items('Down'));
			if (got !== size) throw new Error(`${title}: ${got} of ${size} bytes came`);
			return most;
		};

		const much = await fetched(file);
		const little = await fetched(small);
		const littleSize = count * (files.get(small)?.length ?? 0);
		for (let i = 0; i < WARM_UP; i += 1) await memoryOf(little, littleSize);
		// Before any large run: what one of those takes may never be given back.
		const base = await memoryOf(little, littleSize);
		const extra: number[] = [];
		for (let round = 0; round < ROUNDS; round += 1) extra.push((await memoryOf(much, SIZE)) - base);
		console.log(
			`${title}, ${inMB(SIZE)}: ${extra.map(inMB).join(', ')} more than the ${inMB(base)} that 1 MB took (wanted: less than ${inMB(WANTED)})`,
		);
		if (Math.max(...extra) >= WANTED) throw new Error(`${title}: too much memory`);
	} finally {
		await n8n.stop();
	}
}

async function bench(): Promise<void> {
	const simulator = await startSimulator();
	const files = new Map(
		Object.entries({
			'/large': SIZE,
			'/small': SMALL,
			'/part': MOST_UPLOADED,
			'/smallpart': SMALL / 5,
		}).map(([name, size]) => [name, randomBytes(Math.ceil(size))]),
	);
	const store = await serve(files);
	try {
		const platform = { simulator, store, files };
		await measure(platform, {
			title: 'one file down',
			workflow: down,
			count: 1,
			file: '/large',
			small: '/small',
		});
		await measure(platform, {
			title: 'five files down and up',
			workflow: downAndUp,
			count: 5,
			file: '/part',
			small: '/smallpart',
		});
	} finally {
		await simulator.close();
		await store.close();
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
