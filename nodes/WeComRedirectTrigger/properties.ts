import type { INodeProperties } from 'n8n-workflow';

import { signatureProperties } from './signatures';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Give the production URL to <b>Install Link: Create</b> as redirect URI. Its host must be the <b>install-redirect domain</b> (安装完成回调域名) of the app.',
		name: 'installNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { landing: ['installFinished'] } },
	},
	{
		displayName:
			'Enter the production URL in the provider console as <b>business settings URL</b> (业务设置URL) of the app.',
		name: 'settingsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { landing: ['businessSettings'] } },
	},
	{
		displayName:
			'Whoever opens the production URL is sent to WeCom to log in, and comes back: make it the home page of the app, or link to it. Its host must be the <b>trusted domain</b> (可信域名) of the app. It takes <code>reference</code>, <code>return</code> and, for a customised app, <code>corp_id</code> in the query.',
		name: 'loginNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { landing: ['memberLogin'] } },
	},
	{
		displayName: 'Landing',
		name: 'landing',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Business Settings (业务设置)',
				value: 'businessSettings',
				description: 'An administrator opens the settings of the app from the console',
			},
			{
				name: 'Install Finished (安装完成)',
				value: 'installFinished',
				description: 'An administrator has installed the app from your website',
			},
			{
				name: 'JS-SDK Signature (网页签名)',
				value: 'jsSdk',
				description: 'A page of the app asks for the signatures that ww.register wants',
			},
			{
				name: 'Member Login (成员登录)',
				value: 'memberLogin',
				description: 'A member logs in, inside WeCom or by QR code',
			},
		],
		default: 'installFinished',
		description: 'Why a browser comes here',
	},
	...signatureProperties,
	{
		displayName: 'Ask As',
		name: 'askAs',
		type: 'options',
		options: [
			{
				name: 'Provider',
				value: 'provider',
				description: 'Needs Provider Corp ID and Provider Secret in the credential',
			},
			{
				name: 'Suite',
				value: 'suite',
				description: 'Where the provider has a login app (登录授权应用)',
			},
		],
		default: 'provider',
		displayOptions: { show: { landing: ['businessSettings'] } },
		description: 'By whose token WeCom is asked who the administrator is',
	},
	{
		displayName: 'Log In By',
		name: 'loginBy',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'OAuth inside WeCom, QR code in any other browser',
			},
			{
				name: 'OAuth',
				value: 'oauth',
				description: 'Inside WeCom only; the member has nothing to do',
			},
			{
				name: 'QR Code',
				value: 'web',
				description:
					'In any browser, also by WeCom on the same computer. A third-party provider needs the credential of the login app (登录授权应用) for it.',
			},
		],
		default: 'oauth',
		displayOptions: { show: { landing: ['memberLogin'] } },
	},
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{
				name: 'Identity',
				value: 'snsapi_base',
				description: 'Who the member is; asks nothing (snsapi_base)',
			},
			{
				name: 'Identity and Details',
				value: 'snsapi_privateinfo',
				description:
					'Also what the member agrees to show, for example gender and avatar (snsapi_privateinfo)',
			},
		],
		default: 'snsapi_base',
		displayOptions: { show: { landing: ['memberLogin'], loginBy: ['automatic', 'oauth'] } },
		description: 'What the member is asked for by OAuth',
	},
	{
		displayName: 'Redirect To',
		name: 'redirectTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/welcome',
		description:
			'Where the browser goes when all went well. If empty, a small page says so. What went wrong is always said on a page.',
		displayOptions: { hide: { landing: ['jsSdk'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { hide: { landing: ['jsSdk'] } },
		options: [
			{
				displayName: 'Accent Colour',
				name: 'accentColor',
				type: 'color',
				default: '#2f6f4f',
				description: 'Colour of the line above the page',
			},
			{
				displayName: 'Accept Strangers',
				name: 'acceptStrangers',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/landing': ['businessSettings', 'memberLogin'] } },
				description:
					'Whether people may log in who belong to no company that has installed the app. The item has no <code>installation</code> then.',
			},
			{
				displayName: 'ID Parameter',
				name: 'idParameter',
				type: 'string',
				default: '',
				placeholder: 'e.g. landing',
				description:
					'Name of a query value that is added where the browser is sent and holds the ID of the landing, which is <code>landingId</code> of the item. By it your page finds what the workflow has stored. If empty, nothing is added.',
			},
			{
				displayName: 'Page Text',
				name: 'pageText',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				description: 'What the page says when all went well; plain text',
			},
			{
				displayName: 'Page Title',
				name: 'pageTitle',
				type: 'string',
				default: '',
				description: 'Title of the page when all went well; plain text',
			},
			{
				displayName: 'Return Origins',
				name: 'returnOrigins',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com',
				displayOptions: { show: { '/landing': ['memberLogin'] } },
				description:
					'Sites, separated by commas, whose pages may be named as <code>return</code> in the query that begins a login; the browser goes there instead of Redirect To. Anything else is refused.',
			},
			{
				displayName: 'Tenant',
				name: 'tenant',
				type: 'string',
				default: '',
				placeholder: 'e.g. wpAbc123',
				displayOptions: { show: { '/landing': ['memberLogin'] } },
				description:
					'Corp ID of the company, for a customised app. If empty, the query that begins a login names it as <code>corp_id</code>.',
			},
		],
	},
];
