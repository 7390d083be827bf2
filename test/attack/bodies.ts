import { createCipheriv, randomBytes } from 'node:crypto';

import fc from 'fast-check';

import { keyOf } from '../../simulator/crypto/key';
import { sign } from '../../simulator/crypto/sign';
import { sealLetter, type CallbackKeys } from '../../simulator/callbacks/envelope';
import { exampleFor } from '../../simulator/callbacks/example';
import { loadEvents } from '../../simulator/facts/event';
import type { CallbackRequest } from '../../wecom/callback/receive';
import type { ReceiverName, Target } from './target';

/**
 * Who sends. `stranger`: somebody who has recorded genuine requests and has no keys. `app`: the administrator of the first
 * company, who knows the keys of its customised app. `platform`: whoever has the keys of the receiver itself.
 */
export type Sender = 'stranger' | 'app' | 'platform';

/** One request of an attack. */
export interface Attack {
	sender: Sender;
	receiver: ReceiverName;
	request: CallbackRequest & { body: Buffer };
	/** The message of the genuine request that it was made from. */
	original: string;
	/** The query of that request, where its sender could make no other. */
	signed?: Record<string, string>;
	/** What was done to it, for whoever reads a failure. */
	bends: string[];
}

type Query = Record<string, unknown>;
interface Bend<Subject> {
	name: string;
	apply(subject: Subject): Subject;
}

/** Where in a text or in bytes, from 0 to below 1, so that it fits whatever the bends before have left. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (part: number, length: number) => Math.floor(part * (length + 1));

/** What is put into messages: whatever parsers, types and stores have ever stumbled over. */
const SNIPPETS = [
	'<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
	'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd">',
	'<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
	'<!DOCTYPE xml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
	'&b;&x;&lt;&#0;&#x110000;&#xd800;&amp;amp;',
	'<?xml version="1.0" encoding="UTF-16"?>',
	'<?xml-stylesheet href="http://127.0.0.1:9/"?>',
	'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
	'<__proto__><polluted>1</polluted></__proto__>',
	'<constructor><prototype><polluted>1</polluted></prototype></constructor>',
	'<toString>1</toString><valueOf>1</valueOf><hasOwnProperty>1</hasOwnProperty><then>1</then>',
	'"__proto__":{"polluted":1},',
	'"constructor":{"prototype":{"polluted":1}},',
	'<InfoType></InfoType>',
	'<InfoType><![CDATA[ ]]></InfoType>',
	'<InfoType><a>1</a></InfoType>',
	'<InfoType>cancel_auth</InfoType>',
	'<MsgType>event</MsgType><Event>a</Event><Event>b</Event>',
	'<SuiteId>ww0000000000000000</SuiteId>',
	'<TimeStamp>99999999999999999999</TimeStamp>',
	'<CreateTime>-1</CreateTime>',
	'<CreateTime>1e999</CreateTime>',
	'<a>'.repeat(40) + '</a>'.repeat(40),
	'<a/>'.repeat(500),
	'{"a":'.repeat(40) + '1' + '}'.repeat(40),
	'<![CDATA[',
	']]>',
	'-->',
	'<!--',
	'</xml>',
	'<xml>',
	'\u0000',
	'\u001b[2J\r\nforged',
	'\u2028\u202e',
	'\ud800',
	'\ufeff',
	"'); DROP TABLE claims; --",
	'%00%0d%0a',
	'x'.repeat(5000),
] as const;

const bent = <Subject>(name: string, apply: Bend<Subject>['apply']): Bend<Subject> => ({
	name,
	apply,
});

const insertion = fc
	.tuple(
		fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: 'binary', maxLength: 20 })),
		place,
	)
	.map(([snippet, where]) =>
		bent<string>(`insert ${JSON.stringify(snippet.slice(0, 40))}`, (text) => {
			// Mostly where an element may begin, since elsewhere it is text and no more.
			const tag = text.indexOf('<', at(where, text.length));
			const index = tag > 0 ? tag : at(where, text.length);
			return text.slice(0, index) + snippet + text.slice(index);
		}),
	);

const ELEMENT = /<(\w+)>(?:<!\[CDATA\[[^\]]*\]\]>|[^<]*)<\/\1>/g;

/** Does something to one of the elements of a message. */
const elementBend = fc
	.tuple(
		place,
		fc.constantFrom<[string, (element: string) => string]>(
			['leave out', () => ''],
			['repeat', (element) => element + element],
			['empty', (element) => element.replace(/>[^]*</, '><')],
			['blank', (element) => element.replace(/>[^]*</, '> <')],
			['nest', (element) => element.replace(/>([^]*)</, '><a>$1</a><')],
			['lengthen', (element) => element.replace(/>[^]*</, `>${'9'.repeat(3000)}<`)],
			['attribute', (element) => element.replace('>', ' a="&x;">')],
		),
	)
	.map(([where, [name, change]]) =>
		bent<string>(`${name} an element`, (text) => {
			const elements = [...text.matchAll(ELEMENT)];
			const chosen = elements.at(Math.floor(where * elements.length));
			if (!chosen) return text;
			return (
				text.slice(0, chosen.index) +
				change(chosen[0]) +
				text.slice(chosen.index + chosen[0].length)
			);
		}),
	);

/** Names another company, in one of the ways in which a message names one. */
const impersonation = (target: Target) => {
	const [own, other] = target.world.corps.map(({ corpId }) => corpId);
	return fc.constantFrom(
		bent<string>('be of another company', (text) => text.replaceAll(own, other)),
		bent<string>('come to another company', (text) =>
			text.replace(/<ToUserName>.*?<\/ToUserName>/, `<ToUserName>${other}</ToUserName>`),
		),
		bent<string>('name two companies', (text) =>
			text.replace(
				'</xml>',
				`<AuthCorpId>${own}</AuthCorpId><ToUserName>${other}</ToUserName></xml>`,
			),
		),
		bent<string>('be a command of the template', (text) =>
			text.replace(
				'</xml>',
				`<SuiteId>${target.world.suites[1].suiteId}</SuiteId><AuthCorpId>${own}</AuthCorpId><InfoType></InfoType></xml>`,
			),
		),
		bent<string>('be of a bot', () =>
			JSON.stringify({ ToUserName: own, msgtype: 'text', from: { corpid: other } }),
		),
	);
};

const messageBends = (target: Target) =>
	fc.array(
		fc.oneof(
			{ arbitrary: insertion, weight: 4 },
			{ arbitrary: elementBend, weight: 4 },
			{ arbitrary: impersonation(target), weight: 1 },
			{
				arbitrary: place.map((where) =>
					bent<string>('cut off', (text) => text.slice(0, at(where, text.length))),
				),
				weight: 1,
			},
		),
		{ maxLength: 3 },
	);

/** Does something to the bytes of a body. */
const bytesBend = fc.oneof(
	fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([where, change]) =>
		bent<Buffer>('change a byte', (bytes) => {
			const copy = Buffer.from(bytes);
			if (copy.length > 0) copy[Math.floor(where * copy.length)] ^= change;
			return copy;
		}),
	),
	fc.tuple(place, place).map(([from, to]) =>
		bent<Buffer>('take out a piece', (bytes) => {
			const [start, end] = [from, to].map((part) => at(part, bytes.length)).sort((a, b) => a - b);
			return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
		}),
	),
	fc.tuple(place, place).map(([from, to]) =>
		bent<Buffer>('repeat a piece', (bytes) => {
			const [start, end] = [from, to].map((part) => at(part, bytes.length)).sort((a, b) => a - b);
			return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
		}),
	),
	fc
		.tuple(
			place,
			fc.oneof(
				fc.constantFrom(...SNIPPETS).map((snippet) => Buffer.from(snippet)),
				fc.constantFrom(
					Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80]),
					Buffer.from('<Encrypt>AAAA</Encrypt>'),
					Buffer.from('<ToUserName><a>1</a></ToUserName>'),
				),
				fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
			),
		)
		.map(([where, piece]) =>
			bent<Buffer>(`insert ${JSON.stringify(piece.toString('latin1').slice(0, 40))}`, (bytes) =>
				Buffer.concat([
					bytes.subarray(0, at(where, bytes.length)),
					piece,
					bytes.subarray(at(where, bytes.length)),
				]),
			),
		),
	fc.constantFrom(
		bent<Buffer>('empty', () => Buffer.alloc(0)),
		bent<Buffer>('UTF-16', (bytes) => Buffer.from(bytes.toString(), 'utf16le')),
		bent<Buffer>('as JSON', (bytes) => {
			const encrypt = /<Encrypt>(?:<!\[CDATA\[)?([^<\]]*)/.exec(bytes.toString())?.[1] ?? '';
			return Buffer.from(JSON.stringify({ encrypt }));
		}),
		bent<Buffer>('half a block', (bytes) =>
			Buffer.from(bytes.toString().replace(/.(?=\]\]><\/Encrypt>|<\/Encrypt>)/, '')),
		),
		bent<Buffer>('nothing sealed', () => Buffer.from('<xml><ToUserName>a</ToUserName></xml>')),
		bent<Buffer>('JSON of arrays', () => Buffer.from('{"encrypt":["a"]}')),
		bent<Buffer>('too large', () => Buffer.alloc(1024 * 1024 + 1, '<')),
	),
);

/** Does something to the query, as n8n hands it on: text, lists, objects. */
const queryBend = fc
	.tuple(
		fc.constantFrom('msg_signature', 'timestamp', 'nonce', '__proto__', 'corp_id'),
		fc.oneof(
			fc.constantFrom<unknown>(
				undefined,
				null,
				'',
				[],
				['a', 'b'],
				{ a: 'b' },
				0,
				true,
				'0'.repeat(40),
				'a'.repeat(200),
				'-1',
				'1e9',
				'\u0000',
				'wpDEMOBB000000000000000000000001',
				'__proto__',
			),
			fc.anything(),
		),
	)
	.map(([name, value]) =>
		bent<Query>(`query ${name}`, (query) =>
			Object.defineProperty({ ...query }, name, { value, enumerable: true, configurable: true }),
		),
	);

/** How the plain text is put together and sealed, by somebody who has the keys and keeps to no rule. */
interface Sealing {
	name: string;
	plain(message: Buffer, receiveId: string): Buffer;
}

const join = (message: Buffer, receiveId: string, length = message.length) => {
	const head = Buffer.alloc(20, 1);
	head.writeUInt32BE(length >>> 0, 16);
	return Buffer.concat([head, message, Buffer.from(receiveId)]);
};
const padBy = (bytes: Buffer, count: number, value = count) =>
	Buffer.concat([bytes, Buffer.alloc(count, value)]);
const fill = (bytes: Buffer) => 32 - (bytes.length % 32);

const sealing: fc.Arbitrary<Sealing> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.constant<Sealing>({
			name: 'well',
			plain: (message: Buffer, receiveId: string) =>
				padBy(join(message, receiveId), fill(join(message, receiveId))),
		}),
	},
	{
		weight: 1,
		arbitrary: fc
			.constantFrom(
				'',
				'somebody',
				'ww0000000000000000',
				'wpOTHER0000000000000000000000001',
				'\u0000',
			)
			.map((other) => ({
				name: `for ${JSON.stringify(other)}`,
				plain: (message: Buffer) => padBy(join(message, other), fill(join(message, other))),
			})),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(0, 33, 64, 255).map((value) => ({
			name: `padded with ${value}`,
			plain: (message: Buffer, receiveId: string) => {
				const bytes = join(message, receiveId);
				return padBy(bytes, fill(bytes), value);
			},
		})),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(-1, 0, 0x7fffffff, 0x80000000, 1, 100_000).map((length) => ({
			name: `with the length ${length}`,
			plain: (message: Buffer, receiveId: string) => {
				const bytes = join(message, receiveId, length);
				return padBy(bytes, fill(bytes));
			},
		})),
	},
	{
		weight: 1,
		arbitrary: fc.uint8Array({ maxLength: 60 }).map((noise) => ({
			name: 'with bytes that are no text',
			plain: (message: Buffer, receiveId: string) => {
				const bytes = join(Buffer.concat([message, Buffer.from(noise)]), receiveId);
				return padBy(bytes, fill(bytes));
			},
		})),
	},
);

function encrypt(keys: CallbackKeys, plain: Buffer): string {
	const key = keyOf(keys.encodingAesKey);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

interface Letter {
	message: string;
	receiveId: string;
}

/** Keys and messages, as the platform has them: those of each receiver, and those of the first company's customised app. */
function originalsOf(
	target: Target,
): Record<ReceiverName | 'app', { keys: CallbackKeys; letters: Letter[] }> {
	const { world } = target;
	const [corp] = world.corps;
	const events = [...loadEvents().values()];
	const app = corp.ownApps.find(({ kind }) => kind === 'app');
	if (!app) throw new Error('The world has no own app');
	const now = String(Math.floor(Date.now() / 1000));
	const lettersOf = (index: 0 | 1): Letter[] =>
		events
			.filter(({ app_types: types, kind }) =>
				kind === 'system' ? false : types.includes(index === 0 ? 'third_party' : 'customized'),
			)
			.filter(({ format }) => format === 'xml')
			.map((event) => ({
				message: exampleFor(event, { suite: world.suites[index], corp }, world).replace(
					/<(TimeStamp|CreateTime)>.*?<\/\1>/,
					`<$1>${now}</$1>`,
				),
				receiveId: event.kind === 'command' ? world.suites[index].suiteId : corp.corpId,
			}));
	const dataOf = (subject: Parameters<typeof exampleFor>[1], receiveId: string): Letter[] =>
		events
			.filter(({ kind, format }) => kind === 'data' && format === 'xml')
			.map((event) => ({ message: exampleFor(event, subject, world), receiveId }));
	return {
		suite: { keys: world.suites[0], letters: lettersOf(0) },
		template: { keys: world.suites[1], letters: lettersOf(1) },
		ownApp: { keys: app, letters: dataOf({ corp, ownApp: app }, corp.plainCorpId) },
		app: {
			keys: target.appKeys[0],
			letters: dataOf({ suite: world.suites[1], corp }, corp.corpId),
		},
	};
}

const now = () => String(Math.floor(Date.now() / 1000));
const newNonce = () => randomBytes(8).toString('hex');

/** Requests that were genuine, each bent in some ways by somebody who knows this much. */
export function attacks(target: Target): fc.Arbitrary<() => Attack> {
	const originals = originalsOf(target);

	const byStranger = fc
		.tuple(
			fc.constantFrom<ReceiverName>('suite', 'template', 'ownApp'),
			place,
			fc.array(bytesBend, { maxLength: 2 }),
			fc.array(queryBend, { maxLength: 2 }),
		)
		.map(([receiver, where, ofBytes, ofQuery]) => () => {
			const { keys, letters } = originals[receiver];
			const { message, receiveId } = letters[Math.floor(where * letters.length)];
			const sealed = sealLetter(
				{
					payload: message,
					format: 'xml',
					receiveId,
					toUserName: receiveId,
					agentId: '1000002',
					timestamp: now(),
					nonce: newNonce(),
				},
				keys,
			);
			return {
				sender: 'stranger' as const,
				receiver,
				request: {
					query: ofQuery.reduce<Query>((query, { apply }) => apply(query), sealed.query),
					body: ofBytes.reduce<Buffer>(
						(bytes, { apply }) => apply(bytes),
						Buffer.from(sealed.body),
					),
				},
				original: message,
				signed: sealed.query,
				bends: [...ofBytes, ...ofQuery].map(({ name }) => name),
			};
		});

	const byInsider = fc
		.tuple(
			fc.constantFrom<['app' | 'platform', ReceiverName]>(
				['app', 'template'],
				['app', 'template'],
				['platform', 'suite'],
				['platform', 'template'],
				['platform', 'ownApp'],
			),
			place,
			messageBends(target),
			sealing,
			fc.array(bytesBend, { maxLength: 1 }),
			fc.constantFrom('xml', 'xml', 'xml', 'json'),
			fc.constantFrom(0, 0, 0, 0, -7200, 7200),
		)
		.map(([[sender, receiver], where, bends, { name, plain }, ofBytes, format, age]) => () => {
			const { keys: holding, letters } = originals[sender === 'app' ? 'app' : receiver];
			const { message, receiveId: sealedFor } = letters[Math.floor(where * letters.length)];
			const text = bends.reduce((subject, { apply }) => apply(subject), message);
			const encrypted = encrypt(holding, plain(Buffer.from(text), sealedFor));
			const [timestamp, nonce] = [String(Number(now()) + age), newNonce()];
			// Only every eighth has something changed about the envelope as well, else few would get as far as the message.
			const bytesBends = where > 0.875 ? ofBytes : [];
			const envelope =
				format === 'json'
					? JSON.stringify({ encrypt: encrypted })
					: `<xml><ToUserName>${sealedFor}</ToUserName><Encrypt>${encrypted}</Encrypt></xml>`;
			return {
				sender,
				receiver,
				request: {
					query: {
						msg_signature: sign(holding.token, timestamp, nonce, encrypted),
						timestamp,
						nonce,
						...(format === 'json' ? { corp_id: sealedFor } : {}),
					},
					body: bytesBends.reduce<Buffer>(
						(bytes, { apply }) => apply(bytes),
						Buffer.from(envelope),
					),
				},
				original: message,
				bends: [...bends, ...bytesBends].map((each) => each.name).concat(`sealed ${name}`),
			};
		});

	return fc.oneof(byStranger, byInsider);
}
