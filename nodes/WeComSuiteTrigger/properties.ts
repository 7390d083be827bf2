import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from './eventOptions';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Enter the production URL in the WeCom console as <b>command callback URL</b> (指令回调URL) and as <b>data callback URL</b> (数据回调URL) of the app, and in the provider settings as <b>system event URL</b> (系统事件接收URL). One trigger serves all three, and the callbacks (代开发应用回调URL) of all apps made from a template.',
		name: 'suiteNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receivesFor: ['suite'] }, hide: { mode: ['subscribe'] } },
	},
	{
		displayName:
			"Nothing is entered in the WeCom console for this workflow. Another workflow, whose WeCom Suite Trigger is in the mode <b>Receive Callbacks</b> with the same suite and vault, receives the callbacks; this one is told of them for as long as it is published, whatever the other workflow's own choice of events.",
		name: 'subscribeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receivesFor: ['suite'], mode: ['subscribe'] } },
	},
	{
		displayName:
			'Enter the production URL in the WeCom admin console under <b>Receive Messages</b> (接收消息) of the app.',
		name: 'ownAppNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receivesFor: ['ownApp'] } },
	},
	{
		displayName: 'Receive For',
		name: 'receivesFor',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Own App (自建应用)',
				value: 'ownApp',
				description: "A company's own app",
			},
			{
				name: 'Suite (第三方应用, 代开发模板)',
				value: 'suite',
				description: 'A third-party app, or the template of customised apps',
			},
		],
		default: 'suite',
		description: 'Whose callbacks start this workflow',
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Receive Callbacks (接收回调)',
				value: 'receive',
				description: 'WeCom calls the URL of this trigger',
			},
			{
				name: 'Subscribe (订阅)',
				value: 'subscribe',
				description: "Be told of what another workflow's trigger receives, without a URL",
			},
		],
		default: 'receive',
		displayOptions: { show: { receivesFor: ['suite'] } },
		description:
			'Where events come from. WeCom knows one URL for an app, so one workflow receives; any number of others may subscribe.',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: eventOptions,
		default: ['create_auth', 'change_auth', 'cancel_auth'],
	},
	{
		displayName: 'Test With',
		name: 'testWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Next Real Event',
				value: 'event',
				description:
					'Wait for WeCom to call the test URL, or for the next event of the subscription',
			},
			{
				name: 'Samples of the Chosen Events',
				value: 'sample',
				description: 'Made-up events with every documented field, at once and without WeCom',
			},
		],
		default: 'event',
		description:
			'What the workflow is tested with in the editor. A published workflow always gets the real events.',
	},
	{
		displayName: 'Reply',
		name: 'reply',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately (立即响应)',
				value: 'immediately',
				description: 'WeCom gets its answer once the execution is stored; the member sees nothing',
			},
			{
				name: 'Using a Reply Operation (回复节点)',
				value: 'operation',
				description: "The member sees what a WeCom node with 'Message: Reply' replies",
			},
			{
				name: 'When Last Node Finishes (末节点完成后)',
				value: 'lastNode',
				description:
					'The member sees the first item of the last node: <code>{ "text": "…" }</code>, or a message as WeCom names its parts',
			},
		],
		default: 'immediately',
		displayOptions: { hide: { mode: ['subscribe'] } },
		description:
			'What members get as passive reply (被动回复) to messages and to the events that take one. WeCom waits 5 seconds: after 4.5 the answer is empty, and a reply that comes later can be sent as a message.',
	},
	{
		displayName: 'Complete Installs Automatically',
		name: 'completeInstalls',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		displayOptions: { show: { receivesFor: ['suite'] }, hide: { mode: ['subscribe'] } },
		description:
			'Whether the auth code of an install is exchanged and the installation kept in the vault before the workflow starts. If off, the item has the auth code, and the workflow must exchange it within ten minutes.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Change Types',
				name: 'changeTypes',
				type: 'string',
				default: '',
				placeholder: 'e.g. create_user, update_user',
				description: 'Only events with one of these values of ChangeType, separated by commas',
			},
			{
				displayName: 'Tenants',
				name: 'tenants',
				type: 'string',
				default: '',
				placeholder: 'e.g. wpAbc123, wpDef456',
				description: 'Only events of these companies, as corp IDs separated by commas',
			},
		],
	},
	{
		// n8n reads and parses bodies before the node sees them, all XML with one parser that a malformed body can stop for
		// good. A node of version 1 whose `options.binaryData` is true gets the request untouched.
		displayName: 'Body',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
	},
	{
		displayName: 'Options',
		name: 'additionalOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'If Reply Is Too Late',
				name: 'ifTooLate',
				type: 'options',
				options: [
					{ name: 'Do Nothing', value: 'drop' },
					{
						name: 'Send as Message',
						value: 'send',
						description: 'The app sends it to the member; an update of a card is made by its code',
					},
				],
				default: 'send',
				displayOptions: {
					show: { '/reply': ['lastNode', 'operation'] },
					hide: { '/mode': ['subscribe'] },
				},
				description: 'What becomes of a reply that comes more than 4.5 seconds after the message',
			},
			{
				displayName: 'Include Raw XML',
				name: 'includeRawXml',
				type: 'boolean',
				default: false,
				description:
					'Whether the item also has the decrypted message as WeCom sent it. A message with secrets in it is only shown together with them.',
			},
			{
				displayName: 'Include Secrets',
				name: 'includeSecrets',
				type: 'boolean',
				default: false,
				description:
					'Whether tickets and auth codes are part of the item. They are then stored with the execution.',
			},
			{
				displayName: 'Replay Window (Minutes)',
				name: 'replayWindow',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1440 },
				default: 60,
				displayOptions: { hide: { '/mode': ['subscribe'] } },
				description:
					'How old, or how far ahead of the clock of this machine, a callback may be. Larger values forgive wrong clocks and long outages.',
			},
		],
	},
];
