import type { Simulator } from '../../simulator/simulator';
import type { Credential, Workflow } from '../host/rest';
import { suiteCredential } from '../host/stage';

/** What the campaign's workflows are started by; each such event that WeCom got `success` for is one execution. */
export const WANTED = [
	'create_auth',
	'change_auth',
	'cancel_auth',
	'reset_permanent_code',
	'message.text',
];

/** The suites of the campaign, by their index in the simulator's world: the third-party app, and the template. */
export const SUITES = [0, 1] as const;

export const TRIGGER = 'Event';
const BULK = /^bulk (\d+)/;

/** What a member writes to have so many messages sent; any other text is answered by one. */
export const askForBulk = (size: number) => `bulk ${size}`;

const trigger = 'n8n-nodes-wecom-suite.weComSuiteTrigger';
const webhookId = (suite: number) => `0f000000-0000-4000-8000-00000000000${suite}`;
const credentialName = (suite: number) => `Suite ${suite}`;

export const webhookPathOf = (suite: number) => `${webhookId(suite)}/wecom`;

export function credentialsOf(simulator: Simulator, vault: Record<string, unknown>): Credential[] {
	return SUITES.map((suite) => {
		const credential = suiteCredential(simulator, suite);
		return {
			...credential,
			name: credentialName(suite),
			data: { ...credential.data, ...vault },
		};
	});
}

/**
 * One workflow for each suite: what is told by WeCom, and for a member's message the answers to it, each of which says for
 * whom, in answer to what, and by which execution it was sent, and when that began to be sent.
 */
export const workflows: Workflow[] = SUITES.map((suite) => {
	const credentials = { weComSuiteApi: { name: credentialName(suite) } };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: `Campaign ${suite}`,
		active: true,
		nodes: [
			{
				name: TRIGGER,
				type: trigger,
				webhookId: webhookId(suite),
				parameters: { events: WANTED },
				credentials,
			},
			{
				name: 'Is Message',
				type: 'n8n-nodes-base.filter',
				typeVersion: 2,
				parameters: {
					conditions: {
						options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
						combinator: 'and',
						conditions: [
							{
								leftValue: '={{ $json.event }}',
								rightValue: 'message.text',
								operator: { type: 'string', operation: 'equals' },
							},
						],
					},
				},
			},
			{
				name: 'Answers',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					mode: 'raw',
					jsonOutput: `={{ JSON.stringify({ corpId: $json.corpId, member: $json.data.FromUserName, event: String($json.data.MsgId), number: [...Array(Number(String($json.data.Content).match(${String(BULK)})?.[1] ?? 1)).keys()] }) }}`,
				},
			},
			{
				name: 'One by One',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'number', include: 'allOtherFields' },
			},
			{
				name: 'Answer',
				type: 'n8n-nodes-wecom-suite.weCom',
				parameters: {
					tenant: { __rl: true, mode: 'id', value: '={{ $json.corpId }}' },
					resource: 'message',
					operation: 'send',
					sendTo: 'member',
					member: { __rl: true, mode: 'id', value: '={{ $json.member }}' },
					messageType: 'text',
					content:
						'={{ JSON.stringify({ for: $json.corpId, event: $json.event, number: $json.number, execution: $execution.id, begun: $now.toMillis() }) }}',
				},
				onError: 'continueRegularOutput',
				credentials,
			},
		],
		connections: {
			[TRIGGER]: to('Is Message'),
			'Is Message': to('Answers'),
			Answers: to('One by One'),
			'One by One': to('Answer'),
		},
	};
});

/** What the workflow writes into each message that it sends. */
export interface AnswerText {
	for: string;
	/** Message ID of what is answered. */
	event: string;
	number: number;
	execution: string;
	/** Milliseconds since 1970; another one where n8n has run the same execution once more. */
	begun: number;
}

/** The text of a message as the workflow wrote it; `undefined` for any other text. */
export function readAnswer(text: unknown): AnswerText | undefined {
	if (typeof text !== 'string' || !text.startsWith('{')) return undefined;
	return JSON.parse(text) as AnswerText;
}
