import { readReply } from '../../../simulator/callbacks/reply';
import { createCallbackKeys } from '../../../wecom/callback/keys';
import {
	readReplyMessage,
	sealReplyMessage,
	type ReplyMessage,
} from '../../../wecom/callback/reply-message';
import { isRepliable } from '../../../wecom/callback/repliable';
import { typeEvent } from '../../../wecom/events/event';

const pair = { token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const address = {
	keys: createCallbackKeys(pair),
	receiveId: 'wpCompany0001',
	member: 'zhangsan',
	company: 'wpCompany0001',
};

const message = (given: unknown): ReplyMessage => {
	const read = readReplyMessage(given);
	if (read && 'message' in read) return read.message;
	throw new Error(JSON.stringify(read));
};

/** The reply as a member gets it, without its head. */
function received(given: unknown): string {
	const { body, contentType } = sealReplyMessage(address, message(given), {
		timestamp: 1767225600,
	});
	expect(contentType).toBe('text/xml');
	const reply = readReply(body, pair, 'wpCompany0001');
	const text = 'message' in reply ? reply.message : reply.error;
	const head =
		'<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[wpCompany0001]]></FromUserName><CreateTime>1767225600</CreateTime>';
	expect(text.slice(0, head.length)).toBe(head);
	return text.slice(head.length).replace(/<!\[CDATA\[(.*?)\]\]>/g, '$1');
}

describe('a reply', () => {
	it('is the text of an item, whatever else the item has', () => {
		expect(received({ text: '你好', id: 7 })).toBe(
			'<MsgType>text</MsgType><Content>你好</Content></xml>',
		);
		expect(received([{ text: 'first' }, { text: 'second' }])).toContain('first');
	});

	it.each([
		[
			{ msgtype: 'text', text: { content: 'a' } },
			'<MsgType>text</MsgType><Content>a</Content></xml>',
		],
		[
			{ msgtype: 'image', image: { media_id: 'M' } },
			'<MsgType>image</MsgType><Image><MediaId>M</MediaId></Image></xml>',
		],
		[
			{ msgtype: 'voice', voice: { media_id: 'M' } },
			'<MsgType>voice</MsgType><Voice><MediaId>M</MediaId></Voice></xml>',
		],
		[
			{ msgtype: 'video', video: { media_id: 'M', title: 'T' } },
			'<MsgType>video</MsgType><Video><MediaId>M</MediaId><Title>T</Title></Video></xml>',
		],
		[
			{ msgtype: 'news', news: { articles: [{ title: 'T', picurl: 'P', url: 'U' }] } },
			'<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>T</Title><PicUrl>P</PicUrl><Url>U</Url></item></Articles></xml>',
		],
		[
			{ msgtype: 'update_button', button: { replace_name: 'Done' } },
			'<MsgType>update_button</MsgType><Button><ReplaceName>Done</ReplaceName></Button></xml>',
		],
	])('has the elements of its page: %j', (given, xml) => {
		expect(received(given)).toBe(xml);
	});

	it('has a card with the names of its page', () => {
		const xml = received({
			msgtype: 'update_template_card',
			template_card: {
				card_type: 'text_notice',
				source: { icon_url: 'I', desc_color: 2 },
				main_title: { title: 'T' },
				emphasis_content: { title: '100' },
				horizontal_content_list: [
					{ keyname: 'A', value: 'a' },
					{ keyname: 'B', type: 3, userid: 'zhangsan' },
				],
				jump_list: [{ type: 2, title: 'J', appid: 'wx1', pagepath: '/p' }],
				card_action: { type: 2, appid: 'wx1' },
				quote_area: { type: 2, appid: 'wx2', quote_text: 'Q' },
			},
		});
		expect(xml).toContain(
			'<MsgType>update_template_card</MsgType><TemplateCard><CardType>text_notice',
		);
		for (const part of [
			'<Source><IconUrl>I</IconUrl><DescColor>2</DescColor></Source>',
			'<EmphasisContent><Title>100</Title></EmphasisContent>',
			'<HorizontalContentList><KeyName>A</KeyName><Value>a</Value></HorizontalContentList>',
			'<KeyName>B</KeyName><UserId>zhangsan</UserId></HorizontalContentList>',
			'<Title>J</Title><AppId>wx1</AppId><PagePath>/p</PagePath></JumpList>',
			'<CardAction><Type>2</Type><AppId>wx1</AppId></CardAction>',
			'<Appid>wx2</Appid>',
			'<QuoteText>Q</QuoteText>',
		]) {
			expect(xml).toContain(part);
		}
	});

	it('has choices with the names of their page', () => {
		const option_list = [{ id: '1', text: 'One', is_checked: true }];
		expect(
			received({
				msgtype: 'update_template_card',
				template_card: {
					card_type: 'vote_interaction',
					main_title: { title: 'T' },
					checkbox: { question_key: 'K', option_list, mode: 1 },
					replace_text: 'Sent',
				},
			}),
		).toContain(
			'<CheckBox><QuestionKey>K</QuestionKey><OptionList><Id>1</Id><Text>One</Text><IsChecked>true</IsChecked></OptionList><Mode>1</Mode></CheckBox><ReplaceText>Sent</ReplaceText>',
		);
	});

	it('says what becomes of it when it is late', () => {
		expect(readReplyMessage({ text: 'a', ifTooLate: 'drop' })).toMatchObject({ ifTooLate: 'drop' });
		expect(readReplyMessage({ text: 'a', ifTooLate: 'never' })).toEqual({
			message: message({ text: 'a' }),
		});
	});

	it.each([
		[{ msgtype: 'text' }, "'text': "],
		[{ msgtype: 'text', text: { content: '' } }, "'text.content': "],
		[{ msgtype: 'news', news: { articles: [{ title: 'T', appid: 'wx' }] } }, "'news.articles.0': "],
		[{ msgtype: 'markdown', markdown: { content: 'a' } }, "'msgtype': "],
		[
			{ msgtype: 'update_template_card', template_card: { card_type: 'text_notice' } },
			"'template_card.card_action': ",
		],
	])('is refused with the name of the field: %j', (given, problem) => {
		const read = readReplyMessage(given);
		expect(read && 'problem' in read ? read.problem.slice(0, problem.length) : read).toBe(problem);
	});

	it.each([
		undefined,
		null,
		'text',
		7,
		[],
		{},
		{ text: '' },
		{ text: { content: 'a' } },
		{ output: 'a' },
	])('is not meant by %j', (given) => {
		expect(readReplyMessage(given)).toBeUndefined();
	});
});

describe('what can be replied to', () => {
	const of = (message: Record<string, string>) =>
		isRepliable(typeEvent({ ToUserName: 'wpCompany0001', FromUserName: 'zhangsan', ...message }));

	it.each(['text', 'image', 'voice', 'video', 'location', 'link'])(
		'a message of type %s',
		(MsgType) => {
			expect(of({ MsgType })).toBe(true);
		},
	);

	it.each([
		'subscribe',
		'enter_agent',
		'LOCATION',
		'click',
		'view',
		'view_miniprogram',
		'scancode_waitmsg',
		'template_card_menu_event',
		'template_card_event',
	])('the event %s', (Event) => {
		expect(of({ MsgType: 'event', Event })).toBe(true);
	});

	it.each<Record<string, string>>([
		{ MsgType: 'event', Event: 'unsubscribe' },
		{ MsgType: 'event', Event: 'change_contact', ChangeType: 'create_user' },
		{ MsgType: 'event', Event: 'kf_msg_or_event' },
		{ MsgType: 'text', FromUserName: '' },
		{ InfoType: 'suite_ticket', SuiteId: 'ww1', MsgType: 'text' },
		{ msgtype: 'text' },
	])('not %j', (message) => {
		expect(of(message)).toBe(false);
	});
});
