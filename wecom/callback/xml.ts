/** What can be written: text, numbers, switches, nested elements, and lists, which become repeated elements. */
export type XmlValue =
	string | number | boolean | undefined | XmlElement | readonly (string | number | XmlElement)[];

export interface XmlElement {
	readonly [name: string]: XmlValue;
}

const NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * Writes `<xml>…</xml>` as the platform does: text in CDATA, numbers and switches bare, lists as repeated siblings.
 * `undefined` is left out. Throws `RangeError` for a name that XML does not allow.
 */
export function writeXml(element: XmlElement): string {
	return `<xml>${writeChildren(element)}</xml>`;
}

function writeChildren(element: XmlElement): string {
	return Object.entries(element)
		.map(([name, value]) => {
			const values: readonly XmlValue[] = Array.isArray(value) ? value : [value];
			return values.map((item) => writeElement(name, item)).join('');
		})
		.join('');
}

function writeElement(name: string, value: XmlValue): string {
	if (value === undefined) return '';
	if (!NAME.test(name)) throw new RangeError(`'${name}' cannot be the name of an XML element`);
	if (typeof value === 'string') return `<${name}>${writeText(value)}</${name}>`;
	if (typeof value === 'object') return `<${name}>${writeChildren(value as XmlElement)}</${name}>`;
	return `<${name}>${value}</${name}>`;
}

/** Everything but the characters of XML 1.0: control characters and halves of surrogate pairs. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * CDATA cannot hold its own end, which is split over two sections, nor the characters that XML has no way to write,
 * which are left out. Line ends become what a parser would make of them.
 */
function writeText(text: string): string {
	const writable = text
		.replace(/\r\n?/g, '\n')
		.replace(UNWRITABLE, '')
		.replaceAll(']]>', ']]]]><![CDATA[>');
	return `<![CDATA[${writable}]]>`;
}
