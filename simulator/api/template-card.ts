import { Refusal } from '../platform/refusal';
import { isRecord, recordOf, textOf } from './call';

type Card = Record<string, unknown>;

const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction'];

/** A card that members can answer: the app then gets events, and may change it by a response code. */
export function isAnswerable(card: Card): boolean {
	return INTERACTIVE.includes(textOf(card, 'card_type')) || isRecord(card.action_menu);
}

/**
 * What each card type needs besides the types and lengths of its fields (模板卡片消息).
 * @throws Refusal 42031 to 42051
 */
export function checkCard(card: Card): void {
	const title = textOf(recordOf(card, 'main_title'), 'title');
	const type = textOf(card, 'card_type');
	if (title === '' && (type !== 'text_notice' || textOf(card, 'sub_title_text') === '')) {
		throw new Refusal(42033);
	}
	checkKeys(listIn(recordOf(card, 'action_menu'), 'action_list'));
	switch (type) {
		case 'text_notice':
			checkAction(card);
			break;
		case 'news_notice':
			checkAction(card);
			if (!isRecord(card.card_image) && !isRecord(card.image_text_area)) {
				throw new Refusal(42044);
			}
			break;
		case 'button_interaction':
			checkButtons(listIn(card, 'button_list'));
			break;
		case 'vote_interaction':
			if (!isRecord(card.checkbox)) {
				throw new Refusal(42037);
			}
			break;
		case 'multiple_interaction':
			if (listIn(card, 'select_list').length === 0) {
				throw new Refusal(42047);
			}
			break;
	}
}

/** Vote and choice cards cannot be sent, but can be updated, without a button to submit. */
export function checkSubmitButton(card: Card): void {
	const needsButton = ['vote_interaction', 'multiple_interaction'];
	if (needsButton.includes(textOf(card, 'card_type')) && !isRecord(card.submit_button)) {
		throw new Refusal(42049);
	}
}

/** The whole of a notice card is a link. */
function checkAction(card: Card): void {
	const { type } = recordOf(card, 'card_action');
	if (type !== 1 && type !== 2) {
		throw new Refusal(42045);
	}
}

function checkButtons(buttons: Card[]): void {
	if (buttons.length === 0) {
		throw new Refusal(42038);
	}
	const isKeyMissing = buttons.some((button) => button.type !== 1 && textOf(button, 'key') === '');
	if (isKeyMissing) {
		throw new Refusal(42039);
	}
}

function checkKeys(actions: Card[]): void {
	const keys = actions.map((one) => textOf(one, 'key'));
	if (new Set(keys).size < keys.length) {
		throw new Refusal(42051);
	}
}

function listIn(fields: Card, name: string): Card[] {
	const value = fields[name];
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
