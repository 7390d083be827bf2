import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { readEnvelope } from '../../../wecom/callback/envelope';

const read = (text: string) => readEnvelope(Buffer.from(text));
const fields = { encrypt: 'QUJD', toUserName: 'ww01', agentId: '7' };

test.each([
	[
		'CDATA',
		'<xml><ToUserName><![CDATA[ww01]]></ToUserName><AgentID><![CDATA[7]]></AgentID><Encrypt><![CDATA[QUJD]]></Encrypt></xml>',
	],
	['text', '<xml><ToUserName>ww01</ToUserName><AgentID>7</AgentID><Encrypt>QUJD</Encrypt></xml>'],
	[
		'any order',
		'<xml><Encrypt>QUJD</Encrypt><AgentID>7</AgentID><ToUserName>ww01</ToUserName></xml>',
	],
	[
		'entities',
		'<xml><Encrypt>&#81;UJ&#x44;</Encrypt><AgentID>7</AgentID><ToUserName>ww01</ToUserName></xml>',
	],
	[
		'split CDATA',
		'<xml><Encrypt><![CDATA[QU]]><![CDATA[JD]]></Encrypt><AgentID>7</AgentID><ToUserName>ww<![CDATA[01]]></ToUserName></xml>',
	],
	[
		'white space',
		'\ufeff <xml >\n\t<Encrypt >\n<![CDATA[QUJD]]>\n</Encrypt >\n<AgentID> 7 </AgentID><ToUserName>ww01</ToUserName>\n</xml>\n',
	],
	[
		'a declaration',
		'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<xml><Encrypt>QUJD</Encrypt><AgentID>7</AgentID><ToUserName>ww01</ToUserName></xml>',
	],
	[
		'fields of other kinds',
		'<xml><New><A><![CDATA[<Encrypt>]]></A><A/></New><Encrypt>QUJD</Encrypt><Empty/><AgentID>7</AgentID><ToUserName>ww01</ToUserName></xml>',
	],
])('reads an XML envelope with %s', (_name, text) => {
	expect(read(text)).toEqual({ format: 'xml', ...fields });
});

test('reads JSON envelopes of bots and of the official samples', () => {
	expect(read('{"encrypt":"QUJD"}')).toEqual({
		format: 'json',
		encrypt: 'QUJD',
		toUserName: '',
		agentId: '',
	});
	expect(read(' { "ToUserName": "ww01", "Encrypt": "QUJD", "AgentID": 7 } ')).toEqual({
		format: 'json',
		...fields,
	});
});

test('says that there is no Encrypt', () => {
	for (const text of [
		'<xml/>',
		'<xml></xml>',
		'<xml><Encrypt/></xml>',
		'<xml><X><Encrypt>QUJD</Encrypt></X></xml>',
		'{}',
	]) {
		expect(read(text)).toMatchObject({ encrypt: '' });
	}
});

const OK = '<Encrypt>QUJD</Encrypt>';
test.each([
	'',
	'text',
	'[]',
	'null',
	'{"encrypt":{"a":1}}',
	'{"encrypt":"QUJD"',
	`<a>${OK}</a>`,
	`<xml>${OK}`,
	`<xml>${OK}</xm>`,
	`<xml>${OK}</xml><xml/>`,
	`<xml>${OK}</xml>text`,
	`<xml>text${OK}</xml>`,
	`<xml>${OK}${OK}</xml>`,
	'<xml><Encrypt>QU<b/>JD</Encrypt></xml>',
	'<xml><Encrypt>QUJD</ToUserName></xml>',
	'<xml><Encrypt a="b">QUJD</Encrypt></xml>',
	`<xml a="b">${OK}</xml>`,
	`<!DOCTYPE xml [<!ENTITY a "QUJD">]><xml>${OK}</xml>`,
	`<xml><!DOCTYPE xml>${OK}</xml>`,
	'<xml><Encrypt>&a;</Encrypt></xml>',
	'<xml><Encrypt>QUJD]]></Encrypt></xml>',
	`<xml><?php echo ?>${OK}</xml>`,
	`<?xml version="1.0"?><?xml version="1.0"?><xml>${OK}</xml>`,
	`<?xml-stylesheet href="a"?><xml>${OK}</xml>`,
	`<xml><!-- -->${OK}</xml>`,
	`<xml><![CDATA[x]]>${OK}</xml>`,
	'<xml><Encrypt><![CDATA[QUJD</Encrypt></xml>',
	`<xml>${'<a>'.repeat(40)}${'</a>'.repeat(40)}${OK}</xml>`,
])('refuses %j', (text) => {
	expect(read(text)).toBeUndefined();
});

test('refuses bytes that are no UTF-8', () => {
	const body = Buffer.concat([
		Buffer.from('<xml><A>'),
		Buffer.from([0xff]),
		Buffer.from(`</A>${OK}</xml>`),
	]);
	expect(readEnvelope(body)).toBeUndefined();
	body[8] = 0x61;
	expect(readEnvelope(body)).toMatchObject({ encrypt: 'QUJD' });
});

/** Pieces that an envelope is made of, well or badly put together. */
const pieces = fc
	.array(
		fc.constantFrom(
			'<xml>',
			'</xml>',
			'<Encrypt>',
			'</Encrypt>',
			'<ToUserName>',
			'</ToUserName>',
			'<AgentID/>',
			'<![CDATA[',
			']]>',
			']',
			'QUJD',
			' ',
			'&amp;',
			'&#65;',
			'<A>',
			'</A>',
			'<',
			'>',
			'&',
			'"',
			'<?xml version="1.0"?>',
			'<!--',
			'-->',
		),
		{ maxLength: 14 },
	)
	.map((parts) => `<xml>${parts.join('')}</xml>`);

test('reads what it takes exactly as a full parser does', () => {
	const parser = new XMLParser({ parseTagValue: false, htmlEntities: true });
	let taken = 0;
	fc.assert(
		fc.property(pieces, (text) => {
			const envelope = read(text);
			if (!envelope) return;
			taken += 1;
			const { xml } = parser.parse(text) as { xml: Record<string, unknown> | string };
			const other = typeof xml === 'string' ? {} : xml;
			expect(envelope.encrypt).toBe(String((other.Encrypt as string | undefined) ?? '').trim());
			expect(envelope.toUserName).toBe(
				String((other.ToUserName as string | undefined) ?? '').trim(),
			);
		}),
		{ numRuns: 3000 },
	);
	expect(taken).toBeGreaterThan(20);
});
