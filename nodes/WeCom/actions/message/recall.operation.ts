import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { getEndpoint } from '../../../../wecom/catalog/catalog';
import { callEndpoint } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { text } from '../../descriptions/part';

export const description = updateDisplayOptions(
	{ show: { resource: ['message'], operation: ['recall'] } },
	[
		text('messageId', 'Message ID', {
			required: true,
			description: 'What Message: Send gave as msgid, within 24 hours',
		}),
	],
);

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const msgid = this.getNodeParameter('messageId', itemIndex) as string;
	await callEndpoint({
		caller,
		endpoint: getEndpoint('message.recall'),
		values: { msgid },
		signal: this.getExecutionCancelSignal(),
	});
	return this.helpers.returnJsonArray({ recalled: true, msgid });
}
