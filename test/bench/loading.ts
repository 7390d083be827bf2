/**
 * How long a new process takes to load what n8n loads of the installed package at its start: every node and credential
 * class that package.json names, each made once, n8n's own library being there already. Besides it, in turns: n8n's HTTP
 * Request node loaded in the same way, and the package with half of the operations of both nodes, which tells what one
 * more costs. CPU time, as other programs may run beside. Run by `npm run bench`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { installPackage } from '../host/package';

const ROUNDS = 15;
/** Milliseconds. */
const MOST = 150;
/** Microseconds. */
const MOST_PER_OPERATION = 20;

interface Property {
	name: string;
	options?: unknown[];
	displayOptions?: { show?: { resource?: string[] } };
}

const n8nFolder = process.env.WECOM_N8N_FOLDER ?? '';
const modules = join(n8nFolder, 'node_modules');
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds in which a new process loads classes from files and makes one of each. */
function load(files: string[]): number {
	const program = `
		require('n8n-workflow');
		const begin = process.cpuUsage();
		for (const file of ${JSON.stringify(files)}) {
			for (const Class of Object.values(require(file))) if (typeof Class === 'function') new Class();
		}
		const { user, system } = process.cpuUsage(begin);
		console.log((user + system) / 1000);`;
	const told = execFileSync(process.execPath, ['-e', program], {
		encoding: 'utf8',
		// As n8n does for its community packages.
		env: { ...process.env, NODE_PATH: modules },
		cwd: modules,
	});
	return Number(told);
}

const operationsOf = (properties: Property[]) =>
	properties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options);

/** Takes the operations of every other resource from the nodes; tells how many those were. */
function halve(folder: string): number {
	return ['WeCom', 'WeComSuite'].reduce((gone, node) => {
		const file = join(folder, 'dist', 'nodes', node, 'actions', 'properties.json');
		const properties = JSON.parse(readFileSync(file, 'utf8')) as Property[];
		let count = 0;
		const half = properties.filter(({ name }) => name !== 'operation' || count++ % 2 === 0);
		writeFileSync(file, JSON.stringify(half));
		return gone + operationsOf(properties).length - operationsOf(half).length;
	}, 0);
}

async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-loading-'));
	const install = async (name: string) => {
		const userFolder = join(folder, name);
		const tarball = process.env.WECOM_TARBALL ?? '';
		const installed = await installPackage(tarball, userFolder, dirname(n8nFolder));
		return join(userFolder, '.n8n', 'nodes', 'node_modules', installed);
	};
	try {
		const whole = await install('whole');
		const half = await install('half');
		const fewer = halve(half);
		const { n8n } = JSON.parse(readFileSync(join(whole, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		const all = [...n8n.credentials, ...n8n.nodes];
		const ways = {
			whole: all.map((file) => join(whole, file)),
			half: all.map((file) => join(half, file)),
			httpRequest: ['n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js'],
		};
		const times = { whole: [] as number[], half: [] as number[], httpRequest: [] as number[] };
		for (let round = 0; round < ROUNDS; round += 1) {
			for (const way of ['whole', 'half', 'httpRequest'] as const) times[way].push(load(ways[way]));
		}
		const took = median(times.whole);
		console.log(
			`all nodes and credentials: ${took.toFixed(1)} ms of CPU time (wanted: less than ${MOST}); ${(took / median(times.httpRequest)).toFixed(2)} of what the HTTP Request node alone takes`,
		);
		// By the best rounds: a difference is lost in what else the machine does.
		const each = ((Math.min(...times.whole) - Math.min(...times.half)) * 1000) / fewer;
		console.log(
			`one more operation: ${each.toFixed(1)} µs, seen from ${fewer} (wanted: at most ${MOST_PER_OPERATION})`,
		);
		if (took >= MOST) throw new Error('Loading takes too long');
		if (each > MOST_PER_OPERATION) throw new Error('Loading grows too fast with each operation');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
