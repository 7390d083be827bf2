import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { getEndpoint } from '../../../../wecom/catalog/catalog';
import { callEndpoint } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { locator } from '../../../adapter/locator';
import { readPart, text, toCollection } from '../../descriptions/part';
import { contentProperties, contentTypeOptions, readContent } from './content';
import { cardProperties, cardTypeOptions } from './templateCard';

const recipients: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		options: [
			{ name: 'Department', value: 'department' },
			{
				name: 'Everyone in Scope',
				value: 'everyone',
				description: 'All members in the visible range of the app',
			},
			{ name: 'Member', value: 'member' },
			{ name: 'Several', value: 'several', description: 'Members, departments and tags by ID' },
			{ name: 'Tag', value: 'tag' },
		],
		default: 'member',
	},
	...(
		[
			{ lookup: 'member', title: 'Member' },
			{ lookup: 'department', title: 'Department' },
			{ lookup: 'tag', title: 'Tag' },
		] as const
	).map(({ lookup, title }) => ({
		...locator({ lookup, title, property: lookup, required: true }),
		displayOptions: { show: { sendTo: [lookup] } },
	})),
	text('toUser', 'Member IDs', {
		placeholder: 'e.g. zhangsan, lisi',
		description: 'Separated by commas, at most 1,000',
		displayOptions: { show: { sendTo: ['several'] } },
	}),
	text('toParty', 'Department IDs', {
		placeholder: 'e.g. 2, 3',
		description: 'Separated by commas, at most 100',
		displayOptions: { show: { sendTo: ['several'] } },
	}),
	text('toTag', 'Tag IDs', {
		placeholder: 'e.g. 12',
		description: 'Separated by commas, at most 100',
		displayOptions: { show: { sendTo: ['several'] } },
	}),
];

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		...contentTypeOptions,
		{
			name: 'Mini Program Notice',
			value: 'miniprogram_notice',
			description: '小程序通知消息. Not to everyone.',
		},
		{
			name: 'Template Message',
			value: 'template_msg',
			description: '应用模板消息. Only for a third-party app.',
		},
		...cardTypeOptions,
	].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: 'text',
};

const contentItems = toCollection({
	displayName: 'Rows',
	name: 'contentItems',
	many: true,
	fields: [text('key', 'Name'), text('value', 'Value')],
});

const moreContents: INodeProperties[] = [
	text('appId', 'Mini Program App ID', {
		required: true,
		description: 'Of a mini program that is linked to the app',
		displayOptions: { show: { messageType: ['miniprogram_notice'] } },
	}),
	text('title', 'Title', {
		required: true,
		description: '4 to 12 Chinese characters',
		displayOptions: { show: { messageType: ['miniprogram_notice'] } },
	}),
	text('description', 'Description', {
		description: '4 to 12 Chinese characters',
		displayOptions: { show: { messageType: ['miniprogram_notice'] } },
	}),
	text('page', 'Mini Program Page', {
		description: 'Where a click leads. If empty, nowhere.',
		displayOptions: { show: { messageType: ['miniprogram_notice'] } },
	}),
	{
		displayName: 'Emphasize First Row',
		name: 'emphasizeFirst',
		type: 'boolean',
		default: false,
		description: 'Whether to show the first row in large type',
		displayOptions: { show: { messageType: ['miniprogram_notice'] } },
	},
	text('templateId', 'Template ID', {
		required: true,
		description: 'From the provider console',
		displayOptions: { show: { messageType: ['template_msg'] } },
	}),
	text('url', 'URL', {
		placeholder: 'e.g. https://example.com',
		description: 'What a click opens, unless a mini program is given',
		displayOptions: { show: { messageType: ['template_msg'] } },
	}),
	{
		...toCollection({
			displayName: 'Mini Program',
			name: 'miniProgram',
			fields: [text('appid', 'App ID'), text('pagepath', 'Page')],
		}),
		displayOptions: { show: { messageType: ['template_msg'] } },
	},
	{
		...contentItems,
		displayOptions: { show: { messageType: ['miniprogram_notice', 'template_msg'] } },
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			...locator({ lookup: 'agent', title: 'Agent', property: 'agent', required: false }),
			description: 'Empty: the app of the tenant, or the own app of the credential',
		},
		{
			displayName: 'Confidential',
			name: 'safe',
			type: 'options',
			options: [
				{ name: 'No', value: 0 },
				{ name: 'Only Inside the Company (News Stored in WeCom)', value: 2 },
				{ name: 'Yes, with a Watermark', value: 1 },
			],
			default: 1,
			description: 'Whether the message may be passed on',
		},
		{
			displayName: 'Drop Duplicates Within (Seconds)',
			name: 'duplicateInterval',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 14_400 },
			default: 1800,
			description: 'Sends the same message only once in this time, at most four hours',
		},
		{
			displayName: 'Only Members Who Have Not Authorized',
			name: 'onlyUnauthorized',
			type: 'boolean',
			default: false,
			description:
				'Whether to send a template message only to those of the selection tickets who have not authorized the app',
		},
		text('selectedTickets', 'Selection Tickets', {
			description: 'Further recipients of a template message, separated by commas',
		}),
		{
			displayName: 'Translate IDs to Names',
			name: 'translateIds',
			type: 'boolean',
			default: true,
			description: 'Whether to show <code>$userName=ID$</code> as the name of the member',
		},
	],
};

const displayOptions = { show: { resource: ['message'], operation: ['send'] } };

export const description = updateDisplayOptions(displayOptions, [...recipients, messageType]);

export const optionsDescription = updateDisplayOptions(displayOptions, [options]);

/**
 * Shown by the type of the message alone, which only operations with contents have; that of a text, which is what n8n
 * takes where there is no type, by them too.
 */
export const contentDescription: INodeProperties[] = [
	...moreContents,
	...contentProperties.map((property) =>
		property.displayOptions?.show?.messageType?.includes('text')
			? {
					...property,
					displayOptions: {
						show: {
							...property.displayOptions.show,
							resource: ['message', 'appChat'],
							operation: ['send', 'reply'],
						},
					},
				}
			: property,
	),
	...cardProperties,
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const answer = await callEndpoint({
		caller,
		endpoint: getEndpoint('message.send'),
		values: {
			...readRecipients(this, itemIndex),
			...(await readContent(this, itemIndex, caller)),
			...readOptions(this, itemIndex),
		},
		signal: this.getExecutionCancelSignal(),
	});
	const notDelivered = {
		members: split(answer.invaliduser),
		departments: split(answer.invalidparty),
		tags: split(answer.invalidtag),
		unlicensed: split(answer.unlicenseduser),
	};
	hintAt(this, notDelivered);
	return this.helpers.returnJsonArray({ ...answer, notDelivered });
}

function readRecipients(context: IExecuteFunctions, itemIndex: number): Record<string, unknown> {
	const sendTo = context.getNodeParameter('sendTo', itemIndex) as string;
	const located = (name: string) =>
		context.getNodeParameter(name, itemIndex, '', { extractValue: true }) as unknown;
	const listed = (name: string) => join(context.getNodeParameter(name, itemIndex, '') as unknown);
	switch (sendTo) {
		case 'everyone':
			return { touser: '@all' };
		case 'member':
			return { touser: located('member') };
		case 'department':
			return { toparty: located('department') };
		case 'tag':
			return { totag: located('tag') };
		default:
			return { touser: listed('toUser'), toparty: listed('toParty'), totag: listed('toTag') };
	}
}

function readOptions(context: IExecuteFunctions, itemIndex: number): Record<string, unknown> {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const agent = context.getNodeParameter('options.agent', itemIndex, '', {
		extractValue: true,
	}) as unknown;
	return {
		agentid: agent,
		safe: given.safe,
		...(given.translateIds === undefined ? {} : { enable_id_trans: given.translateIds }),
		...(given.duplicateInterval === undefined
			? {}
			: { enable_duplicate_check: 1, duplicate_check_interval: given.duplicateInterval }),
		selected_ticket_list: readPart(given.selectedTickets),
		...(given.onlyUnauthorized === undefined ? {} : { only_unauth: given.onlyUnauthorized }),
	};
}

/** IDs in any of the ways in which people write lists, as WeCom wants them. */
function join(ids: unknown): string | undefined {
	const list = Array.isArray(ids) ? ids : String(ids).split(/[,，|\n]/);
	const given = list.map((id) => String(id).trim()).filter((id) => id !== '');
	return given.length > 0 ? given.join('|') : undefined;
}

function split(ids: unknown): string[] {
	return typeof ids === 'string' && ids !== '' ? ids.split('|') : [];
}

function hintAt(context: IExecuteFunctions, notDelivered: Record<string, string[]>): void {
	const count = Object.values(notDelivered).flat().length;
	if (count === 0) return;
	context.addExecutionHints({
		message: `${count} of the recipients did not get the message: they are outside the visible range of the app, or have no licence. See <code>notDelivered</code>.`,
		location: 'outputPane',
	});
}
