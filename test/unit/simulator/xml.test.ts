import { XMLParser } from 'fast-xml-parser';
import { withElements } from '../../../simulator/callbacks/payload';
import { loadEvents } from '../../../simulator/facts/event';
import { number, text } from '../../../simulator/xml/element';
import { readXml } from '../../../simulator/xml/read';
import { writeXml } from '../../../simulator/xml/write';

const parser = new XMLParser({ parseTagValue: false });

describe('the XML of the simulator', () => {
	it('writes texts in CDATA, numbers bare, lists as siblings', () => {
		const element = {
			name: 'xml',
			content: [text('A', '<&>'), number('B', 7), text('L', '1'), text('L', '2')],
		};
		expect(writeXml(element)).toBe(
			'<xml><A><![CDATA[<&>]]></A><B>7</B><L><![CDATA[1]]></L><L><![CDATA[2]]></L></xml>',
		);
	});

	it('splits the end of a CDATA section, which any parser puts together again', () => {
		const written = writeXml(text('xml', 'a]]>b]]]]>c'));
		expect(parser.parse(written)).toEqual({ xml: 'a]]>b]]]]>c' });
		expect(readXml(written)).toEqual({ name: 'xml', content: 'a]]>b]]]]>c' });
	});

	const events = [...loadEvents().values()].filter((event) => event.format === 'xml');

	const exampleOf = (id: string) => readXml(events.find((event) => event.id === id)?.example ?? '');

	it.each(events.map((event) => [event.id, event] as const))(
		'keeps the documented example of %s',
		(_id, event) => {
			const { example } = event;
			expect(writeXml(readXml(example))).toBe(example.replace(/>\s+</g, '><').trim());
		},
	);

	it('replaces, removes, repeats and adds fields', () => {
		const payload = withElements(exampleOf('create_auth'), {
			State: null,
			TimeStamp: 5,
			'ExtraInfo.AuthOpenKfIdList.OpenKfId': ['wk1', 'wk2', 'wk3'],
			'New.Inner': { Deep: 'x' },
		});
		expect(parser.parse(writeXml(payload))).toMatchObject({
			xml: {
				TimeStamp: '5',
				ExtraInfo: { AuthOpenKfIdList: { OpenKfId: ['wk1', 'wk2', 'wk3'] } },
				New: { Inner: { Deep: 'x' } },
			},
		});
		expect(writeXml(payload)).not.toContain('<State>');
	});

	it('keeps large ids bare and whole', () => {
		const payload = withElements(exampleOf('msg_text'), { MsgId: '7512345678901234567' });
		expect(writeXml(payload)).toContain('<MsgId>7512345678901234567</MsgId>');
	});
});
