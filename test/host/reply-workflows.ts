import type { Workflow, WorkflowNode } from './rest';
import { OWN_APP_CREDENTIAL, SUITE_CREDENTIAL } from './stage';

/**
 * Workflows that reply to members. What a test says to an app is JSON that tells the workflow what to do: how long to wait,
 * and what to reply.
 */

const PLAN = '={{ JSON.parse($json.data.Content ?? $json.data.EventKey) }}';

const plan: WorkflowNode = {
	name: 'Plan',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: PLAN },
};
const wait: WorkflowNode = {
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: '={{ $json.wait ?? 0.01 }}', unit: 'seconds' },
};
const line = (...names: string[]): Workflow['connections'] =>
	Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
			]),
	);

/** Answers the messages to the own app with its last item. */
export const lastNode: Workflow = {
	name: 'Last Node',
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: '0e000000-0000-4000-8000-000000000001',
			parameters: { receivesFor: 'ownApp', events: ['any'], reply: 'lastNode' },
			credentials: { weComCorpApi: { name: OWN_APP_CREDENTIAL } },
		},
		plan,
		wait,
	],
	connections: line('Trigger', 'Plan', 'Wait'),
};

const replies: Record<string, Record<string, unknown>> = {
	text: { content: '={{ $json.content }}' },
	image: { mediaFrom: 'mediaId', mediaId: 'MEDIA-1' },
	voice: { mediaFrom: 'mediaId', mediaId: 'MEDIA-1' },
	video: { mediaFrom: 'mediaId', mediaId: 'MEDIA-1', title: 'T', description: 'D' },
	news: {
		articles: {
			item: [{ title: 'One', url: 'https://example.com/1', picurl: 'https://example.com/1.png' }],
		},
	},
	button: { replaceName: '已批准' },
	text_notice: {
		title: 'New',
		description: 'Card',
		cardAction: { item: { type: 1, url: 'https://example.com/card' } },
		horizontalContentList: { item: [{ keyname: '部门', value: 'R&D' }] },
	},
};
const kinds = Object.keys(replies);
const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

/** Answers the messages to the third-party app by an operation. */
export const operation: Workflow = {
	name: 'Operation',
	active: true,
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-wecom-suite.weComSuiteTrigger',
			webhookId: '0e000000-0000-4000-8000-000000000002',
			parameters: { events: ['any'], reply: 'operation' },
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
		},
		plan,
		wait,
		{
			name: 'Switch',
			type: 'n8n-nodes-base.switch',
			typeVersion: 3.2,
			parameters: {
				mode: 'expression',
				numberOutputs: kinds.length + 1,
				output: `={{ [${kinds.map((kind) => `'${kind}'`).join()}].indexOf($json.type) }}`,
			},
		},
		...kinds.map((kind): WorkflowNode => ({
			name: `Reply ${kind}`,
			type: 'n8n-nodes-wecom-suite.weCom',
			parameters: {
				resource: 'message',
				operation: 'reply',
				messageType: kind,
				...replies[kind],
				ifTooLate: "={{ $json.ifTooLate ?? 'send' }}",
			},
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
		})),
		{
			name: 'Go On',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: 2, unit: 'seconds' },
		},
	],
	connections: {
		...line('Trigger', 'Plan', 'Wait', 'Switch'),
		Switch: { main: kinds.map((kind) => to(`Reply ${kind}`)) },
		'Reply text': { main: [to('Go On')] },
	},
};
