import { decrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import { parseMessage } from '../../../wecom/callback/message';
import { writeReply, type Reply } from '../../../wecom/callback/reply';
import { sealDelivery, sealReply } from '../../../wecom/callback/seal';
import { keys, NOW, PAIR, SUITE, TENANT } from './fixture';

const HEAD = { toUserName: 'member01', fromUserName: TENANT, createTime: NOW };
const parser = new XMLParser({ parseTagValue: false });

/** What a platform that knows nothing of this code makes of a reply. */
function openReply(body: string): Record<string, unknown> {
	const { Encrypt, MsgSignature, TimeStamp, Nonce } = (
		parser.parse(body) as { xml: Record<string, string> }
	).xml;
	expect(MsgSignature).toBe(getSignature(PAIR.token, TimeStamp, Nonce, Encrypt));
	const { message, id } = decrypt(PAIR.encodingAesKey, Encrypt);
	expect(id).toBe(TENANT);
	return parseMessage(message, 'xml') ?? {};
}

function roundTrip(reply: Reply): Record<string, unknown> {
	const message = writeReply(HEAD, reply);
	const { body, contentType } = sealReply({ keys, receiveId: TENANT, timestamp: NOW, message });
	expect(contentType).toBe('text/xml');
	const { ToUserName, FromUserName, CreateTime, MsgType, ...rest } = openReply(body);
	expect([ToUserName, FromUserName, CreateTime, MsgType]).toEqual([
		'member01',
		TENANT,
		String(NOW),
		reply.type,
	]);
	return rest;
}

test.each<[string, Reply, object]>([
	['text', { type: 'text', content: 'a <b> & ]]> 中文\n' }, { Content: 'a <b> & ]]> 中文\n' }],
	['an image', { type: 'image', mediaId: 'M1' }, { Image: { MediaId: 'M1' } }],
	['a voice', { type: 'voice', mediaId: 'M1' }, { Voice: { MediaId: 'M1' } }],
	['a video', { type: 'video', mediaId: 'M1' }, { Video: { MediaId: 'M1' } }],
	[
		'a video with a title',
		{ type: 'video', mediaId: 'M1', title: 'T', description: 'D' },
		{ Video: { MediaId: 'M1', Title: 'T', Description: 'D' } },
	],
	[
		'news',
		{
			type: 'news',
			articles: [
				{ title: 'T1', url: 'https://a.example/?a=1&b=2' },
				{ title: 'T2', description: 'D', picUrl: 'P' },
			],
		},
		{
			ArticleCount: '2',
			Articles: {
				item: [
					{ Title: 'T1', Url: 'https://a.example/?a=1&b=2' },
					{ Title: 'T2', Description: 'D', PicUrl: 'P' },
				],
			},
		},
	],
	['a button', { type: 'update_button', replaceName: 'Done' }, { Button: { ReplaceName: 'Done' } }],
	[
		'a card',
		{
			type: 'update_template_card',
			card: {
				CardType: 'vote_interaction',
				MainTitle: { Title: 'Lunch' },
				CheckBox: {
					QuestionKey: 'q1',
					Mode: 1,
					Disable: false,
					OptionList: [
						{ Id: 'a', Text: 'A', IsChecked: true },
						{ Id: 'b', Text: 'B' },
					],
				},
				SubmitButton: { Key: 'submit' },
			},
		},
		{
			TemplateCard: {
				CardType: 'vote_interaction',
				MainTitle: { Title: 'Lunch' },
				CheckBox: {
					QuestionKey: 'q1',
					Mode: '1',
					Disable: 'false',
					OptionList: [
						{ Id: 'a', Text: 'A', IsChecked: 'true' },
						{ Id: 'b', Text: 'B' },
					],
				},
				SubmitButton: { Key: 'submit' },
			},
		},
	],
])('a reply of %s reaches the platform as it was meant', (_name, reply, expected) => {
	expect(roundTrip(reply)).toEqual(expected);
});

test('text in a reply cannot become an element', () => {
	expect(roundTrip({ type: 'text', content: ']]></Content><MsgType>image</MsgType>' })).toEqual({
		Content: ']]></Content><MsgType>image</MsgType>',
	});
});

test('a reply to a bot is JSON with the time as a number', () => {
	const { body, contentType } = sealReply({
		keys,
		receiveId: '',
		timestamp: NOW,
		nonce: 'n0nce',
		message: '{"msgtype":"text"}',
		format: 'json',
	});
	const reply = JSON.parse(body) as {
		encrypt: string;
		msgsignature: string;
		timestamp: number;
		nonce: string;
	};
	expect(contentType).toBe('application/json');
	expect(reply).toMatchObject({ timestamp: NOW, nonce: 'n0nce' });
	expect(reply.msgsignature).toBe(getSignature(PAIR.token, NOW, 'n0nce', reply.encrypt));
	expect(decrypt(PAIR.encodingAesKey, reply.encrypt)).toMatchObject({
		message: '{"msgtype":"text"}',
		id: '',
	});
});

test('a delivery is what the platform would send', () => {
	const { query, body, contentType } = sealDelivery({
		keys,
		receiveId: SUITE,
		timestamp: NOW,
		message: '<xml/>',
		agentId: '7',
	});
	const { xml } = parser.parse(body) as { xml: Record<string, string> };
	expect(contentType).toBe('text/xml');
	expect(xml).toMatchObject({ ToUserName: SUITE, AgentID: '7' });
	expect(query.msg_signature).toBe(
		getSignature(PAIR.token, query.timestamp, query.nonce, xml.Encrypt),
	);
	expect(query.timestamp).toBe(String(NOW));
	const other = sealDelivery({ keys, receiveId: SUITE, timestamp: NOW, message: '<xml/>' });
	expect(other.query.nonce).not.toBe(query.nonce);
});
