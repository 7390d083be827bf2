import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Give the production URL to <b>Install Link → Create</b> as redirect URI. Its host must be the <b>install-redirect domain</b> (安装完成回调域名) of the app.',
		name: 'installNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { landing: ['installFinished'] } },
	},
	{
		displayName: 'Landing',
		name: 'landing',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Install Finished (安装完成)',
				value: 'installFinished',
				description: 'An administrator has installed the app from your website',
			},
		],
		default: 'installFinished',
		description: 'Why WeCom sends the browser here',
	},
	{
		displayName: 'Redirect To',
		name: 'redirectTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/welcome',
		description:
			'Where the browser goes when all went well. If empty, a small page says so. What went wrong is always said on a page.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Accent Colour',
				name: 'accentColor',
				type: 'color',
				default: '#2f6f4f',
				description: 'Colour of the line above the page',
			},
			{
				displayName: 'ID Parameter',
				name: 'idParameter',
				type: 'string',
				default: '',
				placeholder: 'e.g. landing',
				description:
					'Name of a query value that is added to Redirect To and holds the ID of the landing, which is <code>landingId</code> of the item. By it your page finds what the workflow has stored. If empty, nothing is added.',
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
		],
	},
];
