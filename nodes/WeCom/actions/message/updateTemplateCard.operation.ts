import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { getEndpoint } from '../../../../wecom/catalog/catalog';
import type { CardType } from '../../../../wecom/catalog/messages/template-card';
import { callEndpoint } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { text } from '../../descriptions/part';
import { cardTypeOptions, readCard } from './templateCard';

const properties: INodeProperties[] = [
	text('responseCode', 'Response Code', {
		required: true,
		description:
			'What Message: Send gave as response_code, or the event of a click as ResponseCode. It works once, and for 72 hours.',
	}),
	{
		displayName: 'Update For',
		name: 'updateFor',
		type: 'options',
		options: [
			{ name: 'Everyone Who Got It', value: 'everyone' },
			{ name: 'Some', value: 'some', description: 'Members, departments and tags by ID' },
		],
		default: 'everyone',
	},
	text('userIds', 'Member IDs', {
		placeholder: 'e.g. zhangsan, lisi',
		description: 'Separated by commas, at most 1,000',
		displayOptions: { show: { updateFor: ['some'] } },
	}),
	text('partyIds', 'Department IDs', {
		placeholder: 'e.g. 2, 3',
		description: 'Separated by commas, at most 100',
		displayOptions: { show: { updateFor: ['some'] } },
	}),
	text('tagIds', 'Tag IDs', {
		placeholder: 'e.g. 12',
		description: 'Separated by commas, at most 100',
		displayOptions: { show: { updateFor: ['some'] } },
	}),
	{
		displayName: 'Change To',
		name: 'messageType',
		type: 'options',
		options: [
			{
				name: 'Same Card with Disabled Buttons',
				value: 'button',
				description: 'Replaces the buttons with a text that cannot be clicked',
			},
			...cardTypeOptions,
		],
		default: 'button',
	},
	text('replaceName', 'Text', {
		required: true,
		placeholder: 'e.g. Approved',
		displayOptions: { show: { messageType: ['button'] } },
	}),
	text('replaceText', 'Text in Place of the Buttons', {
		placeholder: 'e.g. Submitted',
		description: 'If given, the buttons of the new card cannot be clicked',
		displayOptions: {
			show: { messageType: ['button_interaction', 'vote_interaction', 'multiple_interaction'] },
		},
	}),
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Translate IDs to Names',
			name: 'translateIds',
			type: 'boolean',
			default: true,
			description: 'Whether to show <code>$userName=ID$</code> as the name of the member',
		},
	],
};

const displayOptions = { show: { resource: ['message'], operation: ['updateTemplateCard'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export const optionsDescription = updateDisplayOptions(displayOptions, [options]);

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const parameter = (name: string) => this.getNodeParameter(name, itemIndex, '') as unknown;
	const type = parameter('messageType') as CardType | 'button';
	const { translateIds } = this.getNodeParameter('options', itemIndex, {}) as {
		translateIds?: boolean;
	};
	const answer = await callEndpoint({
		caller,
		endpoint: getEndpoint('message.updateTemplateCard'),
		values: {
			response_code: parameter('responseCode'),
			...(parameter('updateFor') === 'everyone'
				? { atall: 1 }
				: {
						userids: parameter('userIds'),
						partyids: parameter('partyIds'),
						tagids: parameter('tagIds'),
					}),
			...(type === 'button'
				? { button: { replace_name: parameter('replaceName') } }
				: {
						template_card: {
							...readCard(this, itemIndex, type),
							...(parameter('replaceText') ? { replace_text: parameter('replaceText') } : {}),
						},
					}),
			...(translateIds === undefined ? {} : { enable_id_trans: translateIds }),
		},
		signal: this.getExecutionCancelSignal(),
	});
	return this.helpers.returnJsonArray({ updated: true, ...answer });
}
