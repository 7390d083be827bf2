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
import { text } from '../../descriptions/part';
import { contentTypeOptions, readContent } from '../message/content';

const properties: INodeProperties[] = [
	text('chatId', 'Chat ID', {
		required: true,
		description: 'Of a chat that this app has created',
	}),
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: contentTypeOptions,
		default: 'text',
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
			displayName: 'Confidential',
			name: 'safe',
			type: 'boolean',
			default: true,
			description: 'Whether the message carries a watermark and may not be passed on',
		},
		text('mentioned', 'Mention', {
			placeholder: 'e.g. zhangsan, @all',
			description: 'Members whom a text mentions, separated by commas',
		}),
	],
};

const displayOptions = { show: { resource: ['appChat'], operation: ['send'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export const optionsDescription = updateDisplayOptions(displayOptions, [options]);

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const chatid = this.getNodeParameter('chatId', itemIndex) as string;
	const { safe, mentioned } = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const content = await readContent(this, itemIndex, caller);
	await callEndpoint({
		caller,
		endpoint: getEndpoint('appChat.send'),
		values: {
			chatid,
			...content,
			...(mentioned && content.msgtype === 'text'
				? { text: { ...(content.text as IDataObject), mentioned_list: mentioned } }
				: {}),
			...(safe === undefined ? {} : { safe }),
		},
		signal: this.getExecutionCancelSignal(),
	});
	return this.helpers.returnJsonArray({ sent: true, chatid });
}
