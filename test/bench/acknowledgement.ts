/**
 * How long WeCom waits for `success` from the trigger in a real n8n, as a ratio to a trigger that does nothing in the
 * same n8n: for an event that starts a workflow, for a ticket (kept, no workflow), and for an install (claimed and
 * answered first). Rounds alternate, so that whatever else the machine does hits both alike. Run by `npm run bench`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startSimulator } from '../../simulator/simulator';
import { createCallbackKeys } from '../../wecom/callback/keys';
import { sealDelivery } from '../../wecom/callback/seal';
import { startN8n } from '../host/n8n';
import type { Workflow, WorkflowNode } from '../host/rest';

const ROUNDS = 40;
const TRIGGER_ID = '0e000000-0000-4000-8000-00000000000a';
const EMPTY_ID = '0e000000-0000-4000-8000-00000000000b';

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const highest = (values: number[]) => [...values].sort((a, b) => a - b)[(values.length * 9) / 10];

const workflow = (
	name: string,
	node: Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode>,
): Workflow => ({
	name,
	active: true,
	nodes: [{ position: [0, 0], typeVersion: 1, name: 'Trigger', ...node }],
	connections: {},
	settings: { executionOrder: 'v1' },
});

async function bench(): Promise<void> {
	const simulator = await startSimulator();
	const [suite] = simulator.world.suites;
	const { provider } = simulator.world;
	const [corp] = simulator.world.corps;
	const keys = createCallbackKeys(suite);
	const credential = { id: 'benchcredential1', name: 'Bench' };
	const n8n = await startN8n({
		packages: [process.env.WECOM_TARBALL ?? '', join(__dirname, 'empty-trigger')],
		credentials: [
			{
				...credential,
				type: 'weComSuiteApi',
				data: {
					suiteId: suite.suiteId,
					suiteSecret: suite.suiteSecret,
					token: suite.token,
					encodingAesKey: suite.encodingAesKey,
					providerCorpId: provider.corpId,
					baseUrl: simulator.url,
					vault: 'sqlite',
				},
			},
		],
		workflows: [
			workflow('Empty', {
				id: EMPTY_ID,
				webhookId: EMPTY_ID,
				type: 'n8n-nodes-empty-trigger.emptyTrigger',
				parameters: {},
			}),
			workflow('WeCom', {
				id: TRIGGER_ID,
				webhookId: TRIGGER_ID,
				type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
				parameters: { receivesFor: 'suite', events: ['message.text'], completeInstalls: true },
				credentials: { weComSuiteApi: credential },
			}),
		],
	});
	try {
		const post = async (url: URL, body: string): Promise<number> => {
			const startedAt = performance.now();
			const answer = await fetch(url, {
				method: 'POST',
				body,
				headers: { 'content-type': 'text/xml' },
			});
			const text = await answer.text();
			if (text !== 'success') throw new Error(`${url.pathname} answered ${answer.status} ${text}`);
			return performance.now() - startedAt;
		};
		const ours = async (message: string, receiveId: string) => {
			const timestamp = Math.floor(Date.now() / 1000);
			const { query, body } = sealDelivery({ keys, receiveId, timestamp, message });
			const url = new URL(n8n.webhookUrl(`${TRIGGER_ID}/wecom`));
			for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
			return await post(url, body);
		};
		const empty = async (quiet: boolean) =>
			await post(new URL(n8n.webhookUrl(`${EMPTY_ID}/empty${quiet ? '?quiet=1' : ''}`)), '<xml/>');

		const now = () => Math.floor(Date.now() / 1000);
		const unique = () => randomBytes(32).toString('hex');
		const kinds = {
			'message, starts a workflow': {
				quiet: false,
				send: async () =>
					await ours(
						`<xml><ToUserName>${corp.corpId}</ToUserName><FromUserName>member</FromUserName><CreateTime>${now()}</CreateTime><MsgType>text</MsgType><Content>hello</Content><MsgId>${unique()}</MsgId><AgentID>1</AgentID></xml>`,
						corp.corpId,
					),
			},
			'ticket, starts none': {
				quiet: true,
				send: async () =>
					await ours(
						`<xml><SuiteId>${suite.suiteId}</SuiteId><InfoType>suite_ticket</InfoType><TimeStamp>${now()}</TimeStamp><SuiteTicket>${unique()}</SuiteTicket></xml>`,
						suite.suiteId,
					),
			},
			'install, answered first': {
				quiet: true,
				send: async () =>
					await ours(
						`<xml><SuiteId>${suite.suiteId}</SuiteId><InfoType>create_auth</InfoType><TimeStamp>${now()}</TimeStamp><AuthCode>${unique()}</AuthCode></xml>`,
						suite.suiteId,
					),
			},
		};
		for (const [name, { quiet, send }] of Object.entries(kinds)) {
			for (let i = 0; i < 5; i++) {
				await send();
				await empty(quiet);
			}
			const mine: number[] = [];
			const base: number[] = [];
			for (let i = 0; i < ROUNDS; i++) {
				mine.push(await send());
				base.push(await empty(quiet));
			}
			console.log(
				`${name.padEnd(28)} median ${median(mine).toFixed(1)} ms, 90 % ${highest(mine).toFixed(1)} ms; ` +
					`empty trigger ${median(base).toFixed(1)} ms; ratio ${(median(mine) / median(base)).toFixed(2)}`,
			);
			if (highest(mine) > 1_000) throw new Error(`${name}: WeCom would have given up`);
		}
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
