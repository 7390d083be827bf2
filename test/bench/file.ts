/**
 * How much memory 100 MB of files take on their way through the node in a real n8n that keeps files on disk, more than
 * 1 MB takes the same way: down in one file, and up in five of 20 MB, the most that WeCom takes of one. The files that
 * WeCom fetches itself are the only ones of more than 20 MB, so one of 100 MB is brought there by the node too. Run by
 * `npm run bench`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSimulator } from '../../simulator/simulator';
import { startN8n } from '../host/n8n';
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

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
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

/** The process of n8n itself, found by its user folder, which no other one has. */
function processOf(userFolder: string): number {
	const isIt = (pid: string) => {
		try {
			const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
			const isStart = args[1]?.endsWith('/bin/n8n') && args[2] === 'start';
			return isStart && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${userFolder}\0`);
		} catch {
			return false; // it has ended meanwhile
		}
	};
	const found = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isIt(pid));
	if (!found) throw new Error('The process of n8n was not found');
	return Number(found);
}

/** The most memory that a process held since it was last forgotten. */
function highest(pid: number): number {
	const told = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(told?.[1]) * 1024;
}

const forget = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

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
	const n8n = await startN8n({
		packages: [process.env.WECOM_TARBALL ?? ''],
		credentials: [ownAppCredential(simulator)],
		workflows: [bring, down, downAndUp],
		environment: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	const pid = processOf(n8n.userFolder);

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
	const measure = async (which: Workflow, list: object[], size: number): Promise<number> => {
		forget(pid);
		const execution = await run(which, list);
		const most = highest(pid);
		const got = sizes(execution.items('Down'));
		if (got !== size) throw new Error(`${which.name}: ${got} of ${size} bytes came`);
		return most;
	};

	try {
		const large = await fetched('/large');
		const small = await fetched('/small');
		const part = await fetched('/part');
		const smallPart = await fetched('/smallpart');
		const five = (file: object) => Array.from({ length: 5 }, () => file);
		const smallPartSize = files.get('/smallpart')?.length ?? 0;
		for (const [title, which, much, little, littleSize] of [
			['one file down', down, [large], [small], SMALL],
			['five files down and up', downAndUp, five(part), five(smallPart), 5 * smallPartSize],
		] as const) {
			for (let i = 0; i < WARM_UP; i += 1) await measure(which, [...little], littleSize);
			// Before any large run: what one of those takes may never be given back.
			const base = await measure(which, [...little], littleSize);
			const extra: number[] = [];
			for (let round = 0; round < ROUNDS; round += 1) {
				extra.push((await measure(which, [...much], SIZE)) - base);
			}
			console.log(
				`${title}, ${inMB(SIZE)}: ${extra.map(inMB).join(', ')} more than the ${inMB(base)} that 1 MB took; median ${inMB(median(extra))} (wanted: less than ${inMB(WANTED)})`,
			);
			if (median(extra) >= WANTED) throw new Error(`${title}: too much memory`);
		}
	} finally {
		await n8n.stop();
		await simulator.close();
		await store.close();
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
