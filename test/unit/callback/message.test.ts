import fc from 'fast-check';
import { parseMessage } from '../../../wecom/callback/message';
import { writeXml } from '../../../wecom/callback/xml';

const xml = (content: string) => parseMessage(`<xml>${content}</xml>`, 'xml');
const value = (content: string) => xml(`<A>${content}</A>`)?.A;

test.each([
	['leading zeros', '007', '007'],
	['more digits than a number holds', '7512345678901234567', '7512345678901234567'],
	['hexadecimal and exponents', '0x1e5', '0x1e5'],
	['words of other languages', 'true', 'true'],
	['empty CDATA', '<![CDATA[]]>', ''],
	['brackets at the end of CDATA', '<![CDATA[a]]]>', 'a]'],
	['the end of CDATA split in two', '<![CDATA[a]]]]><![CDATA[>b]]>', 'a]]>b'],
	['text around CDATA', ' a<![CDATA[ b ]]>c ', ' a b c '],
	['white space', '<![CDATA[ \t\n ]]>', ' \t\n '],
	['entities', '&lt;&gt;&amp;&quot;&apos;&#65;&#x4e2d;&#128512;', '<>&"\'A中😀'],
	['an entity in CDATA', '<![CDATA[&lt;&amp;amp;]]>', '&lt;&amp;amp;'],
	['an entity that an entity makes', '&amp;lt;', '&lt;'],
	['entities that nothing declares', '&nbsp;&a;&', '&nbsp;&a;&'],
	[
		'references to no character',
		'&#0;&#xD800;&#x110000;&#99999999;',
		'&#0;&#xD800;&#x110000;&#99999999;',
	],
	['markup in CDATA', '<![CDATA[<!DOCTYPE html><b>&x;</b>]]>', '<!DOCTYPE html><b>&x;</b>'],
])('keeps %s', (_name, content, expected) => {
	expect(value(content)).toBe(expected);
});

test('keeps repeated, nested and empty elements', () => {
	expect(xml('<Id>01</Id><L><I>1</I></L><Id>02</Id><L><I>2</I><I>3</I></L><E/><Id/>\n')).toEqual({
		Id: ['01', '02', ''],
		L: [{ I: '1' }, { I: ['2', '3'] }],
		E: '',
	});
	expect(xml('')).toEqual({});
	expect(xml('<A>text<B>1</B></A>')).toEqual({ A: { B: '1', '#text': 'text' } });
});

test('ignores declarations, comments and attributes', () => {
	expect(
		parseMessage('<?xml version="1.0"?><xml a="b"><A c="d">1<!-- 2 --></A></xml>', 'xml'),
	).toEqual({ A: '1' });
});

test.each([
	'',
	'text',
	'text<xml><A>1</A></xml>',
	'<xml>',
	'<xml><A>1</A>',
	'<a>1</a>',
	'<xml>text</xml>',
	'<xml><A>1</A></xml><xml><A>2</A></xml>',
	'<xml><A',
	'<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
	'<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><A>1</A></xml>',
	'<xml><!DOCTYPE a><A>1</A></xml>',
	'<xml><__proto__><A>1</A></__proto__></xml>',
	'<xml><A><constructor>1</constructor></A></xml>',
	'<xml><prototype>1</prototype></xml>',
])('refuses %j', (text) => {
	expect(parseMessage(text, 'xml')).toBeUndefined();
});

test('refuses what is nested deeper than 32 or has over 20,000 elements', () => {
	const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
	expect(xml(nested(31))).toBeDefined();
	expect(xml(nested(33))).toBeUndefined();
	expect(xml('<a/>'.repeat(19_000))?.a).toHaveLength(19_000);
	expect(xml('<a/>'.repeat(20_001))).toBeUndefined();
	const lists = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
	expect(parseMessage(lists(31), 'json')).toBeDefined();
	expect(parseMessage(lists(32), 'json')).toBeUndefined();
	expect(parseMessage(lists(100_000), 'json')).toBeUndefined();
	expect(parseMessage(`{"a":[${'1,'.repeat(20_000)}1]}`, 'json')).toBeUndefined();
});

test('gives plain objects that names of methods do not hurt', () => {
	const message = xml(
		'<toString>1</toString><hasOwnProperty>2</hasOwnProperty><valueOf>3</valueOf>',
	);
	expect(Object.entries(message ?? {})).toEqual([
		['toString', '1'],
		['hasOwnProperty', '2'],
		['valueOf', '3'],
	]);
	expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each([
	'{"__proto__":{"polluted":1}}',
	'{"a":{"constructor":{"prototype":{"polluted":1}}}}',
	'{"a":[{"prototype":1}]}',
	'{"constructor":1}',
	'[]',
	'"text"',
	'null',
	'{"a":1',
	'{"FromUserName": :mycreate"}',
])('refuses the JSON %j', (text) => {
	expect(parseMessage(text, 'json')).toBeUndefined();
});

test('keeps the digits of IDs that no number holds', () => {
	expect(
		parseMessage('{"MsgId":4561255354251345929,"small":12,"part":1.5,"id":"007"}', 'json'),
	).toEqual({
		MsgId: '4561255354251345929',
		small: 12,
		part: 1.5,
		id: '007',
	});
});

const name = fc.constantFrom('A', 'B', 'UserID', 'item', 'toString', 'x.y-z');
/** Text that XML can write: no control characters, and line ends as a parser gives them. */
const text = fc
	.string({
		unit: fc.oneof(
			fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
			fc.constantFrom(']', '>', '<', '&', ' ', '\n', ']]>', '&lt;'),
		),
		maxLength: 30,
	})
	.filter((value) => !/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value));
const { element } = fc.letrec<{ element: Record<string, unknown> }>((tie) => ({
	element: fc.dictionary(
		name,
		fc.oneof(
			{ depthSize: 'small' },
			text,
			tie('element'),
			fc.array(fc.oneof(text, tie('element')), { minLength: 2, maxLength: 3 }),
		),
		{ minKeys: 1, maxKeys: 4 },
	),
}));

test('whatever is written comes back as it was', () => {
	fc.assert(
		fc.property(element, (written) => {
			expect(parseMessage(writeXml(written as never), 'xml')).toEqual(written);
		}),
		{ numRuns: 500 },
	);
});

test('writes no name that XML does not allow and no character it cannot hold', () => {
	expect(() => writeXml({ 'a b': 'x' })).toThrow(RangeError);
	expect(() => writeXml({ '></a><b': 'x' })).toThrow(RangeError);
	expect(writeXml({ A: 'a\0b\r\nc', B: 1, C: true, D: undefined })).toBe(
		'<xml><A><![CDATA[ab\nc]]></A><B>1</B><C>true</C></xml>',
	);
});
