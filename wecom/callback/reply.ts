import { writeXml, type XmlElement } from './xml';

/** Who answers whom: the delivery's `FromUserName` and `ToUserName`, swapped. */
export interface ReplyHead {
	/** The member: `FromUserName` of the message that is answered. */
	toUserName: string;
	/** The company: its `ToUserName`. */
	fromUserName: string;
	/** Seconds since 1970. */
	createTime: number;
}

export interface ReplyArticle {
	title: string;
	description?: string;
	/** JPG or PNG; looks best at 640 x 320 (the first article) or 80 x 80. */
	picUrl?: string;
	url?: string;
}

/** What a passive reply can be. The platform cuts off text over 2048 bytes, titles over 128, descriptions over 512. */
export type Reply =
	| { type: 'text'; content: string }
	| { type: 'image'; mediaId: string }
	| { type: 'voice'; mediaId: string }
	| { type: 'video'; mediaId: string; title?: string; description?: string }
	| { type: 'news'; articles: readonly ReplyArticle[] }
	/** New, greyed-out caption of the button that the member clicked. */
	| { type: 'update_button'; replaceName: string }
	/** New card in place of the one that the member clicked, for this member alone. */
	| { type: 'update_template_card'; card: TemplateCard };

/**
 * Writes the XML of a passive reply, to be sealed by `sealReply`. Messages and the events `subscribe`, `enter_agent`,
 * `LOCATION`, `click`, `view`, `view_miniprogram`, `scancode_waitmsg`, `template_card_menu_event` can be answered.
 * Doc: https://developer.work.weixin.qq.com/document/path/90377
 */
export function writeReply(head: ReplyHead, reply: Reply): string {
	return writeXml({
		ToUserName: head.toUserName,
		FromUserName: head.fromUserName,
		CreateTime: head.createTime,
		MsgType: reply.type,
		...writeBody(reply),
	});
}

function writeBody(reply: Reply): XmlElement {
	switch (reply.type) {
		case 'text':
			return { Content: reply.content };
		case 'image':
			return { Image: { MediaId: reply.mediaId } };
		case 'voice':
			return { Voice: { MediaId: reply.mediaId } };
		case 'video':
			return {
				Video: { MediaId: reply.mediaId, Title: reply.title, Description: reply.description },
			};
		case 'news':
			return {
				ArticleCount: reply.articles.length,
				Articles: {
					item: reply.articles.map(({ title, description, picUrl, url }) => ({
						Title: title,
						Description: description,
						PicUrl: picUrl,
						Url: url,
					})),
				},
			};
		case 'update_button':
			return { Button: { ReplaceName: reply.replaceName } };
		case 'update_template_card':
			return { TemplateCard: reply.card as unknown as XmlElement };
	}
}

/** A card of one of the five kinds, under the names that the platform uses in XML. */
export type TemplateCard =
	| TextNoticeCard
	| NewsNoticeCard
	| ButtonInteractionCard
	| VoteInteractionCard
	| MultipleInteractionCard;

interface CardHead {
	Source?: { IconUrl?: string; Desc?: string; DescColor?: 0 | 1 | 2 | 3 };
	MainTitle?: { Title?: string; Desc?: string };
}

interface NoticeCard extends CardHead {
	/** At most 6. */
	HorizontalContentList?: readonly CardHorizontalContent[];
	ActionMenu?: { Desc?: string; ActionList: readonly { Text: string; Key: string }[] };
	QuoteArea?: {
		Type?: 0 | 1 | 2;
		Url?: string;
		Appid?: string;
		PagePath?: string;
		Title?: string;
		QuoteText?: string;
	};
}

export interface CardHorizontalContent {
	/** 1: link, 2: attachment, 3: member. */
	Type?: 0 | 1 | 2 | 3;
	KeyName: string;
	Value?: string;
	Url?: string;
	MediaId?: string;
	UserId?: string;
}

export interface CardJump {
	/** 1: link, 2: mini-program. */
	Type?: 0 | 1 | 2;
	Title?: string;
	Url?: string;
	AppId?: string;
	PagePath?: string;
}

export interface TextNoticeCard extends NoticeCard {
	CardType: 'text_notice';
	SubTitleText?: string;
	EmphasisContent?: { Title?: string; Desc?: string };
	/** At most 3. */
	JumpList?: readonly CardJump[];
	CardAction: CardJump;
}

export interface NewsNoticeCard extends NoticeCard {
	CardType: 'news_notice';
	/** At most 3. */
	JumpList?: readonly CardJump[];
	CardAction: CardJump;
	/** This or `ImageTextArea`. The ratio lies between 1.3 and 2.25. */
	CardImage?: { Url: string; AspectRatio?: number };
	ImageTextArea?: {
		Type?: 0 | 1 | 2;
		Url?: string;
		Appid?: string;
		PagePath?: string;
		Title?: string;
		Desc?: string;
		ImageUrl: string;
	};
	/** At most 4. */
	VerticalContentList?: readonly { Title: string; Desc?: string }[];
}

export interface ButtonInteractionCard extends NoticeCard {
	CardType: 'button_interaction';
	SubTitleText?: string;
	/** At most 3. */
	JumpList?: readonly CardJump[];
	CardAction?: CardJump;
	/** At most 6. */
	ButtonList: readonly { Text: string; Style?: 1 | 2 | 3 | 4; Key: string }[];
	ReplaceText?: string;
	ButtonSelection?: CardSelection;
}

export interface VoteInteractionCard extends CardHead {
	CardType: 'vote_interaction';
	CheckBox: {
		QuestionKey: string;
		/** At most 20. */
		OptionList: readonly { Id: string; Text: string; IsChecked?: boolean }[];
		Disable?: boolean;
		/** 0: one choice, 1: several. */
		Mode?: 0 | 1;
	};
	SubmitButton: { Text?: string; Key: string };
	ReplaceText?: string;
}

export interface MultipleInteractionCard extends CardHead {
	CardType: 'multiple_interaction';
	/** At most 3. */
	SelectList: readonly CardSelection[];
	SubmitButton: { Text?: string; Key: string };
	ReplaceText?: string;
}

export interface CardSelection {
	QuestionKey: string;
	Title?: string;
	SelectedId?: string;
	Disable?: boolean;
	/** At most 10. */
	OptionList: readonly { Id: string; Text: string }[];
}
