import { XMLParser } from 'fast-xml-parser';
import type { Element } from './element';

const CDATA = '#cdata';
const TEXT = '#text';

const parser = new XMLParser({
	preserveOrder: true,
	cdataPropName: CDATA,
	textNodeName: TEXT,
	parseTagValue: false,
	trimValues: true,
	processEntities: true,
});

/**
 * Reads a document into elements, keeping their order and which text was CDATA.
 * @throws Error when the text has no single root element
 */
export function readXml(document: string): Element {
	const roots = listOf(parser.parse(document)).map(elementOf).filter(isElement);
	if (roots.length !== 1) {
		throw new Error('an XML document has one root element');
	}
	return roots[0];
}

function isElement(element: Element | undefined): element is Element {
	return element !== undefined;
}

/** With `preserveOrder` a node is an object whose one key is its name and whose value lists its children. */
function listOf(value: unknown): object[] {
	return Array.isArray(value)
		? value.filter((item: unknown) => typeof item === 'object' && item !== null)
		: [];
}

function elementOf(node: object): Element | undefined {
	const [name, value] = Object.entries(node).find(([key]) => key !== ':@') ?? [TEXT];
	if (name === TEXT || name === CDATA || name.startsWith('?')) {
		return undefined;
	}
	const children = listOf(value);
	const elements = children.map(elementOf).filter(isElement);
	if (elements.length > 0) {
		return { name, content: elements };
	}
	const content = children.map(textOf).join('');
	return { name, content: children.some((child) => CDATA in child) ? content : { bare: content } };
}

function textOf(node: object): string {
	if (CDATA in node) {
		return listOf(node[CDATA]).map(textOf).join('');
	}
	return TEXT in node ? String(node[TEXT]) : '';
}
