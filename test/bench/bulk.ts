/**
 * A thousand items of `user/get` in a real n8n, the platform answering after 50 ms: how much longer the node takes than
 * the round trips alone (items / concurrency x 50 ms), and than n8n's own HTTP Request node that fires all of them at
 * once at the same server; and how much CPU time n8n takes for each item. The member is a field of the item, as dragging
 * it into the form makes it; one run has an expression that computes, which n8n's sandbox evaluates for each item. Run by
 * `npm run bench`.
 */
import { startSimulator } from '../../simulator/simulator';
import { startN8n } from '../host/n8n';
import { costOf } from '../host/process-cost';
import type { Workflow, WorkflowNode } from '../host/rest';
import { ownAppCredential } from '../host/stage';
import { until } from '../host/until';

const ITEMS = 1_000;
const LATENCY = 50;
const ROUNDS = 3;

interface Cost {
	time: number;
	cpu: number;
}

const best = (values: number[]) => Math.min(...values);

/** Started by a webhook; makes the items and gives them to one node. */
function workflow(
	name: string,
	node: Pick<WorkflowNode, 'type'> & Partial<WorkflowNode>,
): Workflow {
	const nodes: WorkflowNode[] = [
		{
			name: 'Start',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: `bench-${name}`,
			parameters: { path: `bench-${name}`, responseMode: 'onReceived' },
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: {
				jsCode: `return Array.from({ length: ${ITEMS} }, (_, n) => ({ json: { n, userid: 'member1' } }));`,
			},
		},
		{ name: 'Calls', ...node },
	];
	return {
		id: `bench${name.replaceAll('-', '')}`,
		name,
		active: true,
		nodes: nodes.map((one, index) => ({ position: [220 * index, 0], ...one })),
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Calls', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

function ours(name: string, concurrency: number, member: string): Workflow {
	return workflow(name, {
		type: 'n8n-nodes-wecom-suite.weCom',
		typeVersion: 1,
		credentials: { weComCorpApi: { name: 'Own App' } },
		parameters: {
			callAs: 'ownApp',
			resource: 'user',
			operation: 'get',
			member: { __rl: true, mode: 'id', value: member },
			simple: false,
			requestOptions: { concurrency },
		},
	});
}

async function bench(): Promise<void> {
	const simulator = await startSimulator();
	const credential = ownAppCredential(simulator);
	const { corpId, secret } = credential.data as Record<string, string>;
	const answer = await fetch(
		`${simulator.url}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`,
	);
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const request = workflow('http-request', {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${simulator.url}/cgi-bin/user/get`,
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'access_token', value: token },
					{ name: 'userid', value: '={{ $json.userid }}' },
				],
			},
			options: {},
		},
	});
	const nothing = workflow('nothing', {
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		parameters: {},
	});
	const few = ours('few', 5, '={{ $json.userid }}');
	const many = ours('many', 50, '={{ $json.userid }}');
	const computed = ours('computed', 50, '={{ $json.userid.trim() }}');
	const workflows = [nothing, few, many, computed, request];
	const n8n = await startN8n({
		packages: [process.env.WECOM_TARBALL ?? ''],
		credentials: [credential],
		workflows,
	});

	const cost = costOf(n8n.userFolder);
	const seen = new Set<string>();

	/** Milliseconds that the node took for all items, and those of CPU time that n8n took for the whole workflow. */
	const run = async ({ id = '', name }: Workflow): Promise<Cost> => {
		// The platform bears 10,000 calls a minute, which are less than all runs together.
		await simulator.actions.moveClock({ seconds: 60 });
		const before = cost.cpuTime();
		await fetch(n8n.webhookUrl(`bench-${name}`));
		const execution = await until(
			`${name} has run`,
			async () => {
				const [newest] = await n8n.executions(id);
				return newest?.status === 'success' && !seen.has(newest.id) && newest;
			},
			// Each look reads all that it made.
			{ within: 120_000, every: 2_000 },
		);
		const cpu = cost.cpuTime() - before;
		seen.add(execution.id);
		const good = execution.items('Calls').filter(({ json }) => json.userid === 'member1').length;
		if (good !== ITEMS) throw new Error(`${name}: ${good} of ${ITEMS} items came back`);
		return { time: Number(execution.data.resultData.runData.Calls[0].executionTime), cpu };
	};

	try {
		await simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/user/get', kind: 'latency', milliseconds: LATENCY }],
		});
		const costs = new Map<Workflow, Cost[]>(workflows.map((each) => [each, []]));
		for (const each of workflows) await run(each);
		for (let round = 0; round < ROUNDS; round += 1) {
			for (const each of workflows) {
				if (each === few && round > 0) continue;
				costs.get(each)?.push(await run(each));
			}
		}
		const timeOf = (each: Workflow) => best((costs.get(each) ?? []).map(({ time }) => time));
		const cpuOf = (each: Workflow) => {
			const of = (one: Workflow) => best((costs.get(one) ?? []).map(({ cpu }) => cpu));
			return ((of(each) - of(nothing)) / ITEMS).toFixed(2);
		};
		const check = (what: string, ratio: number, wanted: number, most: number) => {
			console.log(`${what}; ratio ${ratio.toFixed(2)} (wanted: ${wanted})`);
			if (ratio > most) throw new Error(`${what}: a ratio over ${most}`);
		};
		const checkIdeal = (each: Workflow, title: string, concurrency: number, most: number) => {
			const ideal = (ITEMS / concurrency) * LATENCY;
			const what = `${title}, ${concurrency} at once: ${timeOf(each)} ms, ideal ${ideal} ms, CPU ${cpuOf(each)} ms an item`;
			check(what, timeOf(each) / ideal, 1.2, most);
		};
		checkIdeal(few, 'a field', 5, 1.2);
		// On two cores that do other work as well, n8n is kept from it now and then.
		checkIdeal(many, 'a field', 50, 1.5);
		// n8n's sandbox alone takes about as long as the round trips.
		checkIdeal(computed, 'computed', 50, 3);
		const atOnce = timeOf(request);
		const what = `HTTP Request, all at once: ${atOnce} ms, CPU ${cpuOf(request)} ms an item; ours, 50 at once`;
		// Which all at once may be as quick as 50 at once can be at best.
		check(what, timeOf(many) / atOnce, 1, 1.2);
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
