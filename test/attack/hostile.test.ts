import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sign } from '../../simulator/crypto/sign';
import { seal } from '../../simulator/crypto/seal';
import type { CallbackKeys } from '../../simulator/callbacks/envelope';
import type { CallbackRequest } from '../../wecom/callback/receive';
import { effortOf } from './effort';
import { openTarget, RECEIVERS, type ReceiverName, type Target } from './target';

const MEGABYTE = 1024 * 1024;
/**
 * Milliseconds of processor for a megabyte, of which a parser may well take 25. Twice as generous as need be: it is to
 * catch what grows with the square of the size, which takes seconds.
 */
const LONGEST = 120;
const EFFORT = { attempts: 8, enough: LONGEST / 2 };

let target: Target;
/** Where external entities lead to. */
let outside: Server;
let visitors = 0;
let outsideUrl = '';

beforeAll(async () => {
	target = await openTarget();
	outside = createServer((_request, response) => {
		visitors += 1;
		response.end('<!ENTITY x "FETCHED">');
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => outside.once('listening', resolve));
	outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/x.dtd`;
});
afterAll(async () => {
	await target.close();
	outside.closeAllConnections();
	outside.close();
});

const now = () => String(Math.floor(Date.now() / 1000));
let nonces = 0;

/** Sealed by somebody who has the keys; the message is any bytes that text can hold. */
function sealed(
	keys: CallbackKeys,
	receiveId: string,
	message: string,
	format: 'xml' | 'json' = 'xml',
): CallbackRequest & { body: Buffer } {
	const encrypted = seal(keys.encodingAesKey, message, receiveId);
	const [timestamp, nonce] = [now(), `nonce${(nonces += 1)}`];
	const envelope =
		format === 'json'
			? JSON.stringify({ encrypt: encrypted })
			: `<xml><ToUserName>${receiveId}</ToUserName><Encrypt>${encrypted}</Encrypt></xml>`;
	return {
		query: {
			msg_signature: sign(keys.token, timestamp, nonce, encrypted),
			timestamp,
			nonce,
			corp_id: receiveId,
		},
		body: Buffer.from(envelope),
	};
}

/** Who can seal something that a receiver opens, and for whom it is then. */
function holders(): [who: string, receiver: ReceiverName, keys: CallbackKeys, receiveId: string][] {
	const { world, appKeys } = target;
	const [corp] = world.corps;
	const [suite, template] = world.suites;
	const app = corp.ownApps.find(({ kind }) => kind === 'app');
	if (!app) throw new Error('The world has no own app');
	return [
		['the suite', 'suite', suite, suite.suiteId],
		['the template', 'template', template, template.suiteId],
		["a company's customised app", 'template', appKeys[0], corp.corpId],
		['an own app', 'ownApp', app, corp.plainCorpId],
	];
}

const repeat = (text: string, size: number) => text.repeat(Math.floor(size / text.length));

/** A message that says what it is, with something in it. */
const around = (receiveId: string, inside: string) =>
	`<xml><ToUserName>${receiveId}</ToUserName><CreateTime>${now()}</CreateTime><MsgType>text</MsgType>${inside}</xml>`;

/** Messages as large as a body may hold. */
const LARGE = 740 * 1024;

type Message = (receiveId: string) => string;
const inside =
	(piece: string, before = '', after = ''): Message =>
	(receiveId) =>
		around(receiveId, before + repeat(piece, LARGE) + after);

const BOMBS: Record<string, Message> = {
	'a billion laughs': (receiveId) =>
		`<!DOCTYPE xml [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};">`).join('')}]>` +
		around(receiveId, '<Content>&a30;</Content>'),
	'quadratic entities': (receiveId) =>
		`<!DOCTYPE xml [<!ENTITY a "${'a'.repeat(100_000)}">]>` +
		around(receiveId, `<Content>${'&a;'.repeat(100_000)}</Content>`),
	'references to what nothing declares': inside('&a;', '<Content>', '</Content>'),
	'references that are read once more': inside('&amp;amp;', '<Content>', '</Content>'),
	'elements in elements': inside('<a>'),
	'elements in elements, closed': (receiveId) =>
		around(receiveId, `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
	'very many elements': inside('<a/>'),
	'very many attributes': inside(' a="b"', '<Content', '/>'),
	'very many CDATA sections': inside('<![CDATA[]]>', '<Content>', '</Content>'),
	'open CDATA sections': inside('<![CDATA[', '<Content>'),
	'open comments': inside('<!--', '<Content>'),
	'open instructions': inside('<?a ', '<Content>'),
	'open quotes': inside('<a b="'),
	'open document types': inside('<!DOCTYPE a ['),
	'blanks in a tag': inside(' ', '<a', '>'),
	'a very long name': inside('a', '<', '/>'),
	'open brackets': inside('<'),
	'closing tags': inside('</a>'),
	'one long text': inside('a', '<Content>', '</Content>'),
	'very many repetitions of one field': inside('<Content>1</Content>'),
};

/** What is refused whoever sent it: there is no genuine message of this kind. */
const REFUSED: Record<string, Message> = {
	'an external document type': (receiveId) =>
		`<!DOCTYPE xml SYSTEM "${outsideUrl}">${around(receiveId, '')}`,
	'an external entity': (receiveId) =>
		`<!DOCTYPE xml [<!ENTITY x SYSTEM "${outsideUrl}">]>${around(receiveId, '<Content>&x;</Content>')}`,
	'a file as entity': (receiveId) =>
		`<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${around(receiveId, '<Content>&x;</Content>')}`,
	'a parameter entity': (receiveId) =>
		`<!DOCTYPE xml [<!ENTITY % x SYSTEM "${outsideUrl}">%x;]>${around(receiveId, '')}`,
	'a document type in the middle': (receiveId) => around(receiveId, '<!DOCTYPE a>'),
	'__proto__ as an element': (receiveId) =>
		around(receiveId, '<__proto__><polluted>1</polluted></__proto__>'),
	'constructor and prototype as elements': (receiveId) =>
		around(receiveId, '<constructor><prototype><polluted>1</polluted></prototype></constructor>'),
	'two roots': (receiveId) => around(receiveId, '') + around(receiveId, ''),
	'text behind the root': (receiveId) => `${around(receiveId, '')}&x;`,
	'no XML at all': () => 'hello',
};

/** Odd, but nothing that could not be a message. */
const TAKEN: Record<string, Message> = {
	'names of what every object has': (receiveId) =>
		around(
			receiveId,
			'<toString>1</toString><valueOf>1</valueOf><hasOwnProperty>1</hasOwnProperty><then>1</then><toJSON>1</toJSON>',
		),
	'control characters in a text': (receiveId) =>
		around(receiveId, '<Content>\u0000\u001b[2J</Content>'),
	'XInclude, which is an element like any other': (receiveId) =>
		around(
			receiveId,
			`<include href="${outsideUrl}" xmlns="http://www.w3.org/2001/XInclude" parse="text"/>`,
		),
};

const cases = (messages: Record<string, Message>) => Object.entries(messages);
const stateOf = () => ({ version: target.version(), content: target.content() });

describe.each(['the suite', 'the template', "a company's customised app", 'an own app'])(
	'who has the keys of %s',
	(who) => {
		const holder = () => {
			const found = holders().find(([name]) => name === who);
			if (!found) throw new Error(who);
			return found;
		};

		test.each(cases(REFUSED))('is refused with %s, and nothing changes', async (_name, make) => {
			const [, receiver, keys, receiveId] = holder();
			const before = stateOf();
			for (const format of ['xml', 'json'] as const) {
				const request = sealed(keys, receiveId, make(receiveId), format);
				expect(await target.deliver(receiver, request)).toMatchObject({
					kind: 'refused',
					refusal: { status: 401, reason: 'message_malformed' },
				});
			}
			expect(stateOf()).toEqual(before);
			expect(visitors).toBe(0);
		});

		test.each(cases(TAKEN))('is taken for what it is with %s', async (_name, make) => {
			const [, receiver, keys, receiveId] = holder();
			// Of a suite a company's message is sealed for the company.
			const company = receiver === 'ownApp' ? receiveId : target.world.corps[0].corpId;
			const taken = await target.deliver(receiver, sealed(keys, company, make(company)));
			expect(taken).toMatchObject({
				kind: 'emit',
				emission: { event: { id: 'message.text', corpId: company } },
			});
			if (taken.kind !== 'emit') return;
			const { data } = taken.emission.event;
			expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
			expect(JSON.stringify(data)).not.toMatch(/FETCHED|root:/);
			expect(visitors).toBe(0);
		});

		test.each(cases(BOMBS))('gains nothing with %s', async (_name, make) => {
			const [, receiver, keys, receiveId] = holder();
			for (const format of ['xml', 'json'] as const) {
				const request = sealed(keys, receiveId, make(receiveId), format);
				const before = stateOf();
				const { result, milliseconds } = await effortOf(
					async () => await target.deliver(receiver, request),
					EFFORT,
				);
				expect(milliseconds).toBeLessThan(LONGEST);
				if (result.kind === 'refused') expect(stateOf()).toEqual(before);
			}
			expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		});
	},
);

describe('a message in JSON', () => {
	const TEXT = '"msgtype":"text","from":{"corpid":"a","userid":"b"},"text":{"content":"c"}';
	test.each([
		`{"__proto__":{"polluted":1},${TEXT}}`,
		`{"a":[{"__proto__":{"polluted":1}}],${TEXT}}`,
		`{"constructor":{"prototype":{"polluted":1}},${TEXT}}`,
		`{${TEXT},"a":${'['.repeat(40)}${']'.repeat(40)}}`,
		`{${TEXT},"a":[${'1,'.repeat(30_000)}1]}`,
		`[{${TEXT}}]`,
		'null',
		'"text"',
		'1',
	])('number %# is refused', async (message) => {
		const before = stateOf();
		for (const [, receiver, keys, receiveId] of holders()) {
			// Bots of a company are sealed for nobody.
			const sealedFor = receiver === 'ownApp' ? '' : receiveId;
			expect(
				await target.deliver(receiver, sealed(keys, sealedFor, message, 'json')),
			).toMatchObject({
				kind: 'refused',
				refusal: { status: 401, reason: 'message_malformed' },
			});
		}
		expect(stateOf()).toEqual(before);
	});
});

describe('who has no keys', () => {
	const bodies: Record<string, (size: number) => string> = {
		'one letter': (size) => 'a'.repeat(size),
		blanks: (size) => ' '.repeat(size),
		NUL: (size) => '\u0000'.repeat(size),
		'open elements': (size) => repeat('<a>', size),
		'open CDATA sections': (size) => `<xml><Encrypt>${repeat('<![CDATA[', size)}`,
		entities: (size) => `<xml><Encrypt>${repeat('&amp;', size)}</Encrypt></xml>`,
		'entities that are none': (size) => `<xml><Encrypt>${'&'.repeat(size)}</Encrypt></xml>`,
		'a document type': (size) => `<!DOCTYPE a [${repeat('<!ENTITY a "b">', size)}]><xml/>`,
		base64: (size) => `<xml><Encrypt>${repeat('AAAA', size - 40)}</Encrypt></xml>`,
		'JSON in JSON': (size) => repeat('{"a":', size),
		'JSON escapes': (size) => `{"encrypt":"${repeat('\\u0041', size)}"}`,
		'__proto__ in JSON': (size) => `{"__proto__":{"encrypt":"${repeat('A', size - 60)}"}}`,
	};
	const query = () => ({ msg_signature: '0'.repeat(40), timestamp: now(), nonce: '1' });

	test.each(Object.entries(bodies))('gains nothing by %s, of up to 16 MB', async (_name, make) => {
		const before = stateOf();
		for (const size of [1000, MEGABYTE - 50, 16 * MEGABYTE]) {
			const body = Buffer.from(make(size));
			for (const receiver of RECEIVERS) {
				const { result, milliseconds } = await effortOf(
					async () => await target.deliver(receiver, { query: query(), body }),
					EFFORT,
				);
				expect(result.kind).toBe('refused');
				expect(milliseconds).toBeLessThan(LONGEST);
			}
		}
		expect(stateOf()).toEqual(before);
		expect(({} as { encrypt?: unknown }).encrypt).toBeUndefined();
	});

	test.each([
		['overlong', [0xc0, 0xaf]],
		['cut off', [0xe2, 0x82]],
		['half of a pair', [0xed, 0xa0, 0x80]],
		['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
		['no beginning', [0x80]],
		['UTF-16', [0xff, 0xfe, 0x3c, 0x00]],
	])('gains nothing by UTF-8 that is %s', async (_name, bytes) => {
		const [, receiver, keys, receiveId] = holders()[0];
		const { query: signed, body } = sealed(keys, receiveId, around(receiveId, ''));
		for (const broken of [
			Buffer.concat([Buffer.from(bytes), body]),
			Buffer.from(
				body
					.toString('latin1')
					.replace('<Encrypt>', `<a>${Buffer.from(bytes).toString('latin1')}</a><Encrypt>`),
				'latin1',
			),
		]) {
			expect(await target.deliver(receiver, { query: signed, body: broken })).toMatchObject({
				kind: 'refused',
				refusal: { status: 400, reason: 'envelope_malformed' },
			});
		}
	});

	test.each<[string, unknown]>([
		['twice', ['1', '1']],
		['as a list of one', ['1']],
		['as a list by index', { '0': '1' }],
		['as an object', { $ne: '' }],
		['as an object with a method', { toString: '1' }],
		['as a number', 1],
		['as a switch', true],
	])('gains nothing by a query value %s', async (_way, value) => {
		const [, receiver, keys, receiveId] = holders()[0];
		const request = sealed(keys, receiveId, around(receiveId, ''));
		const before = stateOf();
		for (const name of ['msg_signature', 'timestamp', 'nonce']) {
			const bent = { ...request, query: { ...request.query, [name]: value } };
			expect(await target.deliver(receiver, bent)).toMatchObject({
				refusal: { status: 400, reason: 'query_repeated' },
			});
			const verification = { query: { ...bent.query, echostr: 'AAAA' } };
			expect(await target.verify(receiver, verification)).toBe(400);
		}
		expect(stateOf()).toEqual(before);
	});

	// The list of a company's name would otherwise choose keys by what it is made into.
	test('gains nothing by naming a company in other ways than one', async () => {
		const [, , keys] = holders()[2];
		const [own, other] = target.world.corps.map(({ corpId }) => corpId);
		for (const corpId of [[own, other], { toString: own }, `${own},${other}`, '__proto__', other]) {
			const message = around(other, '');
			const request = sealed(keys, other, message);
			const bent = { ...request, query: { ...request.query, corp_id: corpId } };
			expect(await target.deliver('template', bent)).toMatchObject({
				kind: 'refused',
				refusal: { status: 401 },
			});
		}
	});
});
