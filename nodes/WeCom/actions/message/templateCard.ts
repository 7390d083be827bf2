import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { CardType } from '../../../../wecom/catalog/messages/template-card';
import { jumpFields, readPart, text, toCollection, type Part } from '../../descriptions/part';

/** A part of a card, and the cards that can have it. */
interface CardPart {
	wire: string;
	cards: CardType[];
	property: INodeProperties;
}

const notices: CardType[] = ['text_notice', 'news_notice'];
const clickable: CardType[] = [...notices, 'button_interaction'];
const choices: CardType[] = ['vote_interaction', 'multiple_interaction'];
const all: CardType[] = [...clickable, ...choices];

export const cardTypeOptions: INodePropertyOptions[] = [
	{
		name: 'Template Card: Buttons',
		value: 'button_interaction',
		description: '按钮交互型模板卡片. Up to six buttons, whose clicks arrive as events.',
	},
	{
		name: 'Template Card: Multiple Selects',
		value: 'multiple_interaction',
		description: '多项选择型模板卡片. Up to three drop-downs and a submit button.',
	},
	{
		name: 'Template Card: News Notice',
		value: 'news_notice',
		description: '图文展示型模板卡片. A picture with text.',
	},
	{
		name: 'Template Card: Text Notice',
		value: 'text_notice',
		description: '文本通知型模板卡片. Text with a key figure.',
	},
	{
		name: 'Template Card: Vote',
		value: 'vote_interaction',
		description: '投票选择型模板卡片. A list to choose from and a submit button.',
	},
];

export const cardTypes: readonly string[] = cardTypeOptions.map(({ value }) => String(value));

function part(wire: string, cards: CardType[], definition: Omit<Part, 'name'>): CardPart {
	return { wire, cards, property: toCollection({ ...definition, name: camelCase(wire) }) };
}

function line(
	wire: string,
	cards: CardType[],
	displayName: string,
	change: Partial<INodeProperties> = {},
): CardPart {
	return { wire, cards, property: text(camelCase(wire), displayName, change) };
}

function camelCase(wire: string): string {
	return wire.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

const option = (extra: INodeProperties[] = []): INodeProperties =>
	toCollection({
		displayName: 'Options',
		name: 'option_list',
		many: true,
		fields: [
			text('id', 'ID', { description: 'Comes back in the event' }),
			text('text', 'Text'),
			...extra,
		],
	});

const disable: INodeProperties = {
	displayName: 'Disabled',
	name: 'disable',
	type: 'boolean',
	default: false,
	description: 'Whether the choice can no longer be changed',
	displayOptions: { show: { '/operation': ['updateTemplateCard'] } },
};

const questionKey = text('question_key', 'Question Key', {
	description: 'Comes back in the event',
});
const selectedId = text('selected_id', 'Selected Option ID');

const parts: CardPart[] = [
	line('sub_title_text', ['text_notice', 'button_interaction'], 'Text', {
		typeOptions: { rows: 3 },
	}),
	part('card_action', clickable, {
		displayName: 'Click on the Card',
		description: 'What a click on the card opens. A notice must have it.',
		fields: jumpFields({ nothing: false }),
	}),
	part('emphasis_content', ['text_notice'], {
		displayName: 'Key Figure',
		fields: [text('title', 'Figure'), text('desc', 'Caption')],
	}),
	part('card_image', ['news_notice'], {
		displayName: 'Picture',
		description: 'A news notice must have a picture, or a picture beside text',
		fields: [
			text('url', 'Image URL'),
			{
				displayName: 'Aspect Ratio',
				name: 'aspect_ratio',
				type: 'number',
				typeOptions: { minValue: 1.3, maxValue: 2.25, numberPrecision: 2 },
				default: 1.3,
				description: 'Width divided by height, from 1.3 to 2.25',
			},
		],
	}),
	part('image_text_area', ['news_notice'], {
		displayName: 'Picture Beside Text',
		fields: [
			text('image_url', 'Image URL'),
			text('title', 'Title'),
			text('desc', 'Description'),
			...jumpFields(),
		],
	}),
	part('vertical_content_list', ['news_notice'], {
		displayName: 'Paragraphs',
		many: true,
		description: 'At most four',
		fields: [text('title', 'Title'), text('desc', 'Text')],
	}),
	part('button_list', ['button_interaction'], {
		displayName: 'Buttons',
		many: true,
		description: 'One to six',
		fields: [
			text('text', 'Text'),
			{
				displayName: 'On Click',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Open Web Page', value: 1 },
					{ name: 'Send Event', value: 0 },
				],
				default: 0,
			},
			text('key', 'Key', {
				description: 'Comes back in the event',
				displayOptions: { show: { type: [0] } },
			}),
			text('url', 'URL', { displayOptions: { show: { type: [1] } } }),
			{
				displayName: 'Style',
				name: 'style',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 4 },
				default: 1,
				description: 'From 1 to 4',
			},
		],
	}),
	part('button_selection', ['button_interaction'], {
		displayName: 'Drop-Down',
		fields: [questionKey, text('title', 'Label'), option(), selectedId],
	}),
	part('checkbox', ['vote_interaction'], {
		displayName: 'Choice',
		description: 'A vote must have it',
		fields: [
			questionKey,
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: [
					{ name: 'One Option', value: 0 },
					{ name: 'Several Options', value: 1 },
				],
				default: 0,
			},
			option([
				{
					displayName: 'Checked',
					name: 'is_checked',
					type: 'boolean',
					default: false,
					description: 'Whether it is chosen at first',
				},
			]),
			disable,
		],
	}),
	part('select_list', ['multiple_interaction'], {
		displayName: 'Drop-Downs',
		many: true,
		description: 'One to three',
		fields: [questionKey, text('title', 'Label'), option(), selectedId, disable],
	}),
	part('submit_button', choices, {
		displayName: 'Submit Button',
		description: 'A card to choose from must have it',
		fields: [text('text', 'Text'), text('key', 'Key', { description: 'Comes back in the event' })],
	}),
	part('horizontal_content_list', clickable, {
		displayName: 'Rows',
		many: true,
		description: 'At most six rows of a name and a value',
		fields: [
			text('keyname', 'Name'),
			text('value', 'Value', { description: 'For a file its name with the extension' }),
			{
				displayName: 'On Click',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Do Nothing', value: 0 },
					{ name: 'Download File', value: 2 },
					{ name: 'Open Web Page', value: 1 },
					{ name: 'Show Member', value: 3 },
				],
				default: 0,
			},
			text('url', 'URL', { displayOptions: { show: { type: [1] } } }),
			text('media_id', 'Media ID', { displayOptions: { show: { type: [2] } } }),
			text('userid', 'Member ID', { displayOptions: { show: { type: [3] } } }),
		],
	}),
	part('jump_list', notices, {
		displayName: 'Links',
		many: true,
		description: 'At most three',
		fields: [text('title', 'Text'), ...jumpFields()],
	}),
	part('quote_area', clickable, {
		displayName: 'Quotation',
		fields: [text('title', 'Title'), text('quote_text', 'Text'), ...jumpFields()],
	}),
	part('source', all, {
		displayName: 'Source',
		fields: [
			text('desc', 'Text'),
			text('icon_url', 'Icon URL'),
			{
				displayName: 'Color',
				name: 'desc_color',
				type: 'options',
				options: [
					{ name: 'Black', value: 1 },
					{ name: 'Gray', value: 0 },
					{ name: 'Green', value: 3 },
					{ name: 'Red', value: 2 },
				],
				default: 0,
			},
		],
	}),
	part('action_menu', clickable, {
		displayName: 'Menu',
		description: 'In the upper right corner. Its clicks arrive as events.',
		fields: [
			text('desc', 'Description'),
			toCollection({
				displayName: 'Actions',
				name: 'action_list',
				many: true,
				fields: [
					text('text', 'Text'),
					text('key', 'Key', { description: 'Comes back in the event' }),
				],
			}),
		],
	}),
	line('task_id', all, 'Task ID', {
		description:
			'Names the card in its events; letters, digits, _ - @, unique in the app. Required for every card that can be clicked except plain notices.',
	}),
];

const title = (required: boolean, messageType: CardType[]): INodeProperties => ({
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	...(required ? { required } : {}),
	displayOptions: { show: { messageType } },
});

/** The form of a template card; which card it is, the parameter `messageType` says. */
export const cardProperties: INodeProperties[] = [
	title(
		true,
		all.filter((type) => type !== 'text_notice'),
	),
	title(false, ['text_notice']),
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		displayOptions: { show: { messageType: all } },
	},
	...parts.map(({ property, cards }) => ({
		...property,
		displayOptions: { show: { messageType: cards } },
	})),
];

/** The template card that a user filled in, as it goes on the wire. */
export function readCard(
	context: IExecuteFunctions,
	itemIndex: number,
	type: CardType,
): Record<string, unknown> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const card: Record<string, unknown> = {
		card_type: type,
		main_title: { title: parameter('title'), desc: parameter('description') },
	};
	for (const { wire, cards, property } of parts) {
		if (cards.includes(type)) card[wire] = parameter(property.name);
	}
	return readPart(card) as Record<string, unknown>;
}
