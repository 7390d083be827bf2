import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes, needing } from '../parameters';

export const cardTypes = {
	text_notice: 'Text notice',
	news_notice: 'News notice',
	button_interaction: 'Button interaction',
	vote_interaction: 'Vote interaction',
	multiple_interaction: 'Multiple interaction',
} as const;

export type CardType = keyof typeof cardTypes;

const jumpLabels = { 0: 'Nothing', 1: 'Web page', 2: 'Mini program' };

const jump = (zod: Zod) => ({
	url: zod.string().optional(),
	appid: zod.string().optional(),
	pagepath: zod.string().optional(),
});

const jumpType = (zod: Zod) => zod.literal([0, 1, 2]).meta({ labels: jumpLabels });

const options = (zod: Zod, max: number) =>
	zod
		.array(zod.object({ id: bytes(zod, 128), text: zod.string() }))
		.min(1)
		.max(max);

/**
 * Fields of a template card. What a type of card needs is checked over the whole card: WeCom answers a missing part
 * with the same code as a malformed one.
 */
const fields = (zod: Zod) => ({
	card_type: zod
		.enum(Object.keys(cardTypes) as CardType[])
		.meta({ title: 'Card Type', labels: cardTypes }),
	source: zod
		.object({
			icon_url: zod.string().optional(),
			desc: zod.string().optional(),
			desc_color: zod
				.literal([0, 1, 2, 3])
				.optional()
				.meta({ labels: { 0: 'Gray', 1: 'Black', 2: 'Red', 3: 'Green' } }),
		})
		.optional(),
	action_menu: zod
		.object({
			desc: zod.string().optional(),
			action_list: zod
				.array(zod.object({ text: zod.string(), key: bytes(zod, 1024) }))
				.min(1)
				.max(3),
		})
		.optional(),
	main_title: zod
		.object({ title: zod.string().optional(), desc: zod.string().optional() })
		.optional(),
	quote_area: zod
		.object({
			type: jumpType(zod).optional(),
			...jump(zod),
			title: zod.string().optional(),
			quote_text: zod.string().optional(),
		})
		.optional(),
	emphasis_content: zod
		.object({ title: zod.string().optional(), desc: zod.string().optional() })
		.optional(),
	sub_title_text: zod.string().optional(),
	horizontal_content_list: zod
		.array(
			zod.object({
				type: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({ labels: { 0: 'Text', 1: 'Web page', 2: 'File', 3: 'Member' } }),
				keyname: zod.string(),
				value: zod.string().optional(),
				url: zod.string().optional(),
				media_id: zod.string().optional(),
				userid: zod.string().optional(),
			}),
		)
		.max(6)
		.optional(),
	jump_list: zod
		.array(zod.object({ type: jumpType(zod).optional(), title: zod.string(), ...jump(zod) }))
		.max(3)
		.optional(),
	card_action: zod.object({ type: jumpType(zod).optional(), ...jump(zod) }).optional(),
	image_text_area: zod
		.object({
			type: jumpType(zod).optional(),
			...jump(zod),
			title: zod.string().optional(),
			desc: zod.string().optional(),
			image_url: zod.string(),
		})
		.optional(),
	card_image: zod
		.object({ url: zod.string(), aspect_ratio: zod.number().min(1.3).max(2.25).optional() })
		.optional(),
	vertical_content_list: zod
		.array(zod.object({ title: zod.string(), desc: zod.string().optional() }))
		.max(4)
		.optional(),
	button_selection: zod
		.object({
			question_key: bytes(zod, 1024),
			title: zod.string().optional(),
			option_list: options(zod, 10),
			selected_id: zod.string().optional(),
		})
		.optional(),
	button_list: zod
		.array(
			zod.object({
				type: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'Callback', 1: 'Web page' } }),
				text: zod.string(),
				style: zod.int().optional(),
				key: bytes(zod, 1024).optional(),
				url: zod.string().optional(),
			}),
		)
		.max(6)
		.optional(),
	checkbox: zod
		.object({
			question_key: bytes(zod, 1024),
			option_list: zod
				.array(
					zod.object({
						id: bytes(zod, 128),
						text: zod.string(),
						is_checked: zod.boolean(),
					}),
				)
				.min(1)
				.max(20),
			mode: zod
				.literal([0, 1])
				.optional()
				.meta({ labels: { 0: 'One', 1: 'Several' } }),
			disable: zod.boolean().optional(),
		})
		.optional(),
	select_list: zod
		.array(
			zod.object({
				question_key: bytes(zod, 1024),
				title: zod.string().optional(),
				selected_id: zod.string().optional(),
				disable: zod.boolean().optional(),
				option_list: options(zod, 10),
			}),
		)
		.max(3)
		.optional(),
	submit_button: zod.object({ text: zod.string(), key: bytes(zod, 1024) }).optional(),
	task_id: bytes(zod, 128)
		.regex(/^[A-Za-z0-9_\-@]*$/, { error: 'must consist of letters, digits and _ - @' })
		.optional(),
});

/** A card as it is sent. */
export function templateCard(zod: Zod) {
	return zod
		.object(fields(zod))
		.superRefine((card, context) => check(card, context, { sending: true }));
}

/** A card that takes the place of one that was sent. */
export function templateCardUpdate(zod: Zod) {
	return zod
		.object({ ...fields(zod), replace_text: zod.string().optional() })
		.superRefine((card, context) => check(card, context, { sending: false }));
}

/** A card that asks nothing, as a group robot sends it. */
export function noticeCard(zod: Zod) {
	const { text_notice, news_notice } = cardTypes;
	const {
		source,
		main_title: title,
		quote_area,
		emphasis_content,
		sub_title_text,
		horizontal_content_list,
		jump_list,
		image_text_area,
		card_image,
		vertical_content_list,
	} = fields(zod);
	const card = zod.object({
		card_type: zod
			.enum(['text_notice', 'news_notice'])
			.meta({ title: 'Card Type', labels: { text_notice, news_notice } }),
		source,
		main_title: title.unwrap(),
		quote_area,
		emphasis_content,
		sub_title_text,
		horizontal_content_list,
		jump_list,
		card_action: zod.object({
			type: zod.literal([1, 2]).meta({ labels: { 1: jumpLabels[1], 2: jumpLabels[2] } }),
			...jump(zod),
		}),
		image_text_area,
		card_image,
		vertical_content_list,
	});
	return needing(card, 'card_image', { card_type: ['news_notice'] }).superRefine((value, context) =>
		check(value, context, { sending: true }),
	);
}

type Card = z.infer<z.ZodObject<ReturnType<typeof fields>>>;

/** Parts that a type of card must have. */
const needs: Record<CardType, readonly (keyof Card)[]> = {
	text_notice: ['card_action'],
	news_notice: ['main_title', 'card_action'],
	button_interaction: ['main_title', 'button_list'],
	vote_interaction: ['main_title', 'checkbox'],
	multiple_interaction: ['main_title', 'select_list'],
};

const interactive = new Set<CardType>([
	'button_interaction',
	'vote_interaction',
	'multiple_interaction',
]);

function check(card: Card, context: z.RefinementCtx, { sending }: { sending: boolean }): void {
	const type = card.card_type;
	const demand = (path: (string | number)[], when: string) =>
		context.addIssue({ code: 'custom', path, message: `is required ${when}` });
	const present = (value: unknown) =>
		Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';

	for (const part of needs[type]) {
		if (!present(card[part])) demand([part], `in a ${type} card`);
	}
	if (needs[type].includes('card_action') && card.card_action && !card.card_action.type) {
		demand(['card_action', 'type'], `as 1 or 2 in a ${type} card`);
	}
	if (type === 'text_notice') {
		if (!present(card.main_title?.title) && !present(card.sub_title_text)) {
			demand(['main_title', 'title'], "unless there is a 'sub_title_text'");
		}
	} else if (card.main_title && !present(card.main_title.title)) {
		demand(['main_title', 'title'], `in a ${type} card`);
	}
	if (type === 'news_notice' && !card.card_image && !card.image_text_area) {
		demand(['card_image'], "unless there is an 'image_text_area'");
	}
	if (sending) {
		if ((type === 'vote_interaction' || type === 'multiple_interaction') && !card.submit_button) {
			demand(['submit_button'], `in a ${type} card`);
		}
		if (!present(card.task_id)) {
			if (interactive.has(type)) demand(['task_id'], `in a ${type} card`);
			else if (card.action_menu) demand(['task_id'], "with an 'action_menu'");
		}
	}
	checkJumps(card, demand);
}

type Jump = { type?: number | undefined; url?: string | undefined; appid?: string | undefined };

function checkJumps(card: Card, demand: (path: (string | number)[], when: string) => void): void {
	const jumps: [(string | number)[], Jump | undefined][] = [
		[['quote_area'], card.quote_area],
		[['card_action'], card.card_action],
		[['image_text_area'], card.image_text_area],
		...(card.jump_list ?? []).map((item, index): [(string | number)[], Jump] => [
			['jump_list', index],
			item,
		]),
	];
	for (const [path, item] of jumps) {
		if (item?.type === 1 && !item.url) demand([...path, 'url'], 'to open a web page');
		if (item?.type === 2 && !item.appid) demand([...path, 'appid'], 'to open a mini program');
	}
	card.horizontal_content_list?.forEach((row, index) => {
		const path = ['horizontal_content_list', index];
		if (row.type === 1 && !row.url) demand([...path, 'url'], 'to open a web page');
		if (row.type === 2 && !row.media_id) demand([...path, 'media_id'], 'to offer a file');
		if (row.type === 3 && !row.userid) demand([...path, 'userid'], 'to show a member');
	});
	card.button_list?.forEach((button, index) => {
		const path = ['button_list', index];
		if (button.type === 1 && !button.url) demand([...path, 'url'], 'to open a web page');
		if (button.type !== 1 && !button.key) demand([...path, 'key'], 'for a callback');
	});
}
