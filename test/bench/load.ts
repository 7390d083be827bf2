/**
 * How long WeCom waits for its answer under load, as a ratio to a trigger that does nothing in the same n8n in the same
 * run: at 5, 20 and 50 callbacks a second, in a regular n8n and in queue mode (two webhook processors, two workers, the
 * vault in PostgreSQL), with either expression engine. Callbacks come when they are due, however slow the answers are; of
 * a hundred, 96 start a workflow, three are tickets and one is an install. The two triggers take turns, each when all that
 * the other has caused is done. Where n8n itself is overrun, which the empty trigger tells, a ratio says nothing.
 * Run by `npm run bench load [regular] [queue] [legacy] [vm]`; all of them if none is named.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { createCallbackKeys } from '../../wecom/callback/keys';
import { sealDelivery } from '../../wecom/callback/seal';
import { startCluster } from '../cluster/cluster';
import { startN8n } from '../host/n8n';
import type { Rest, Workflow, WorkflowNode } from '../host/rest';
import { suiteCredential } from '../host/stage';
import { until } from '../host/until';

const RATES = [5, 20, 50];
/** Turns of each trigger at each rate. */
const TURNS = 3;
/** Callbacks of a turn: so many seconds of them, but no more than this. */
const SECONDS = 6;
const MOST = 120;
/** How much longer than for the empty trigger WeCom may wait for ours, by the median: wanted, and no worse than now. */
const WANTED_RATIO = 2;
const MOST_RATIO = 3;
/** Times the median of the empty trigger at the lowest rate, from which on n8n and the machine are overrun without ours. */
const OVERRUN = 3;

const TRIGGER_ID = '0e000000-0000-4000-8000-00000000000a';
const EMPTY_ID = '0e000000-0000-4000-8000-00000000000b';
const CREDENTIAL = 'Suite';

const MODES = ['regular', 'queue'] as const;
const ENGINES = ['legacy', 'vm'] as const;
type Mode = (typeof MODES)[number];
type Engine = (typeof ENGINES)[number];

/** An n8n in whichever mode. */
interface Host {
	rest: Rest;
	webhookUrl(path: string): string;
	stop(): Promise<void>;
}

const quantile = (values: number[], part: number) =>
	[...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)];

function workflow(
	name: string,
	id: string,
	node: Pick<WorkflowNode, 'type'> & Partial<WorkflowNode>,
): Workflow {
	return {
		id,
		name,
		active: true,
		nodes: [{ position: [0, 0], typeVersion: 1, name: 'Trigger', webhookId: id, ...node }],
		connections: {},
	};
}

const WORKFLOWS = [
	workflow('Empty', EMPTY_ID, { type: 'n8n-nodes-empty-trigger.emptyTrigger' }),
	workflow('WeCom', TRIGGER_ID, {
		type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
		parameters: { receivesFor: 'suite', events: ['message.text'], completeInstalls: true },
		credentials: { weComSuiteApi: { name: CREDENTIAL } },
	}),
];

async function start(mode: Mode, engine: Engine, simulator: Simulator): Promise<Host> {
	const credential = suiteCredential(simulator);
	const packages = [process.env.WECOM_TARBALL ?? '', join(__dirname, 'empty-trigger')];
	if (mode === 'regular') {
		return await startN8n({
			packages,
			credentials: [credential],
			workflows: WORKFLOWS,
			expressionEngine: engine,
		});
	}
	return await startCluster({
		packages,
		environment: { N8N_EXPRESSION_ENGINE: engine },
		credentials: async (postgresql) => {
			const connectionString = await postgresql.createDatabase('vault');
			return [
				{ ...credential, data: { ...credential.data, vault: 'postgresql', connectionString } },
			];
		},
		workflows: WORKFLOWS,
	});
}

/** Waits until every execution has ended. */
async function drain({ rest }: Host): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running', 'waiting'] }));
	await until(
		'all executions have ended',
		async () => {
			const path = `/executions?limit=1&filter=${filter}`;
			const { results } = await rest.call<{ results: unknown[] }>('GET', path);
			return results.length === 0;
		},
		{ within: 120_000, every: 500 },
	);
}

interface Callback {
	url: URL;
	body: string;
}

/** The n-th callback to our trigger, and the one that costs n8n the same without it. */
function makeCallbacks(host: Host, { world }: Simulator) {
	const [suite] = world.suites;
	const { corps } = world;
	const keys = createCallbackKeys(suite);
	const unique = () => randomBytes(16).toString('hex');
	const startsWorkflow = (n: number) => n % 100 < 96;

	return {
		ours(n: number): Callback {
			const timestamp = Math.floor(Date.now() / 1_000);
			const [corp] = corps;
			const command = (name: string, content: string) =>
				`<xml><SuiteId>${suite.suiteId}</SuiteId><InfoType>${name}</InfoType><TimeStamp>${timestamp}</TimeStamp>${content}</xml>`;
			const message = startsWorkflow(n)
				? `<xml><ToUserName>${corp.corpId}</ToUserName><FromUserName>member</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType>text</MsgType><Content>hello</Content><MsgId>${unique()}</MsgId><AgentID>1</AgentID></xml>`
				: n % 100 < 99
					? command('suite_ticket', `<SuiteTicket>${unique()}</SuiteTicket>`)
					: command('create_auth', `<AuthCode>${unique()}</AuthCode>`);
			const receiveId = startsWorkflow(n) ? corp.corpId : suite.suiteId;
			const { query, body } = sealDelivery({ keys, receiveId, timestamp, message });
			const url = new URL(host.webhookUrl(`${TRIGGER_ID}/wecom`));
			for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
			return { url, body };
		},
		empty(n: number): Callback {
			const quiet = startsWorkflow(n) ? '' : '?quiet=1';
			return { url: new URL(host.webhookUrl(`${EMPTY_ID}/empty${quiet}`)), body: '<xml/>' };
		},
	};
}

/** Milliseconds from when it was due until the answer was there; `undefined` if it was that WeCom is to come again. */
async function post({ url, body }: Callback, dueAt: number): Promise<number | undefined> {
	const headers = { 'content-type': 'text/xml' };
	const answer = await fetch(url, { method: 'POST', body, headers });
	const text = await answer.text();
	if (answer.status === 503) return undefined;
	if (text !== 'success') throw new Error(`${url.pathname} answered ${answer.status} ${text}`);
	return performance.now() - dueAt;
}

/** So many callbacks a second, whether or not those before are answered. */
async function turn(
	rate: number,
	first: number,
	make: (n: number) => Callback,
): Promise<(number | undefined)[]> {
	const count = Math.min(rate * SECONDS, MOST);
	const began = performance.now();
	const answers: Promise<number | undefined>[] = [];
	for (let n = 0; n < count; n += 1) {
		const dueAt = began + (n * 1_000) / rate;
		await wait(Math.max(0, dueAt - performance.now()));
		answers.push(post(make(first + n), Math.max(dueAt, performance.now())));
	}
	return await Promise.all(answers);
}

/** Prints a line for each rate; tells whether ours kept to the limit where n8n bears the load. */
async function measure(host: Host, simulator: Simulator): Promise<boolean> {
	let isGood = true;
	let calm = Infinity;
	const { ours, empty } = makeCallbacks(host, simulator);
	for (const make of [ours, empty]) await turn(5, 70, make);
	await drain(host);
	for (const rate of RATES) {
		const times = { ours: [] as number[], empty: [] as number[] };
		let refused = 0;
		const keep = (kept: number[], answers: (number | undefined)[]) => {
			for (const time of answers) {
				if (time === undefined) refused += 1;
				else kept.push(time);
			}
		};
		for (let round = 0; round < TURNS; round += 1) {
			// 37 and 100 have no common divisor, so that each round has its share of each kind.
			keep(times.empty, await turn(rate, 37 * round, empty));
			await drain(host);
			keep(times.ours, await turn(rate, 37 * round, ours));
			await drain(host);
		}
		const [median, slowest] = [0.5, 0.99].map((part) => ({
			ours: quantile(times.ours, part),
			empty: quantile(times.empty, part),
		}));
		const show = ({ ours: mine, empty: base }: typeof median) =>
			`${mine.toFixed(0).padStart(6)} ms, empty trigger ${base.toFixed(0).padStart(6)} ms, ratio ${(mine / base).toFixed(2)}`;
		calm = Math.min(calm, median.empty);
		const isOverrun = median.empty > OVERRUN * calm;
		const isWell = isOverrun || median.ours / median.empty <= MOST_RATIO;
		isGood &&= isWell;
		console.log(
			`  ${String(rate).padStart(2)}/s  p50 ${show(median)}   p99 ${show(slowest)}` +
				`${refused > 0 ? `  ${refused} to come again` : ''}${isOverrun ? '  (n8n is overrun)' : ''}${isWell ? '' : `  over ${MOST_RATIO}`} (wanted: ${WANTED_RATIO})`,
		);
	}
	return isGood;
}

async function bench(): Promise<void> {
	const wanted = process.argv.slice(2);
	const choose = <T extends string>(all: readonly T[]) => {
		const chosen = all.filter((each) => wanted.includes(each));
		return chosen.length > 0 ? chosen : all;
	};
	for (const mode of choose(MODES)) {
		for (const engine of choose(ENGINES)) {
			const simulator = await startSimulator();
			try {
				const host = await start(mode, engine, simulator);
				console.log(`${mode} mode, expression engine ${engine}`);
				try {
					if (!(await measure(host, simulator))) process.exitCode = 1;
				} finally {
					await host.stop();
				}
			} finally {
				await simulator.close();
			}
		}
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
