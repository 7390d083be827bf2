import { XMLParser } from 'fast-xml-parser';
import { decodeEntities } from './entity';

/**
 * What a message says, under the platform's own names. From XML every value is text, an object, or an array where an
 * element was repeated; text is exactly as it was sent. From JSON values keep their types.
 */
export type Message = Record<string, unknown>;

const MAXIMUM_DEPTH = 32;
const MAXIMUM_ELEMENTS = 20_000;
const TEXT = '#text';

type Node = Record<string, Node[] | string>;

let elements = 0;

const parser = new XMLParser({
	// The order is needed to join text that is split over several CDATA sections, and it is the library's cheaper half.
	preserveOrder: true,
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	// IDs have leading zeros and more digits than a number holds: types are the business of the events table.
	parseTagValue: false,
	trimValues: false,
	jPath: false,
	maxNestedTags: MAXIMUM_DEPTH,
	// The library renames `toString` and its like; in the objects built here they are harmless.
	onDangerousProperty: (name: string) => name,
	updateTag: (name: string) => {
		elements += 1;
		if (elements > MAXIMUM_ELEMENTS) throw new Error('too many elements');
		return name;
	},
	// Stands in for the library's own decoder: no entity can be declared, and a message with a DOCTYPE is refused.
	entityDecoder: {
		decode: decodeEntities,
		reset: () => undefined,
		setXmlVersion: () => undefined,
		setExternalEntities: () => undefined,
		addInputEntities: () => {
			throw new Error('a document type is not allowed');
		},
	},
});

/**
 * Parses a decrypted message: the content of `<xml>`, or a JSON object. `undefined` if it is malformed, nested deeper
 * than 32, has over 20,000 elements, a document type, or a name that could reach a prototype (`__proto__`,
 * `constructor`, `prototype`).
 */
export function parseMessage(text: string, format: 'xml' | 'json'): Message | undefined {
	try {
		return format === 'xml' ? parseXml(text) : parseJson(text);
	} catch {
		return undefined;
	}
}

function parseXml(text: string): Message | undefined {
	const trimmed = text.trim();
	// The library would take a message that was cut off for a whole one.
	if (!trimmed.startsWith('<') || !/<\/xml\s*>$|<xml\s*\/>$/.test(trimmed.slice(-64))) {
		return undefined;
	}
	elements = 0;
	const roots = (parser.parse(trimmed) as Node[]).filter((node) => !(TEXT in node));
	if (roots.length !== 1 || !Array.isArray(roots[0].xml)) return undefined;
	const content = readContent(roots[0].xml);
	if (typeof content !== 'string') return content;
	return content.trim() === '' ? {} : undefined;
}

/** Text between elements is dropped where it is white space, which is all that WeCom ever sends there. */
function readContent(nodes: Node[]): string | Message {
	let text = '';
	let object: Message | undefined;
	for (const node of nodes) {
		const [name, content] = Object.entries(node)[0];
		if (typeof content === 'string') {
			text += content;
			continue;
		}
		object ??= {};
		const value = readContent(content);
		if (!Object.hasOwn(object, name)) object[name] = value;
		else if (Array.isArray(object[name])) object[name].push(value);
		else object[name] = [object[name], value];
	}
	if (object === undefined) return text;
	if (text.trim() !== '') object[TEXT] = text;
	return object;
}

function parseJson(text: string): Message | undefined {
	const parsed: unknown = JSON.parse(text, keepLargeIntegers);
	elements = 0;
	return isPlain(parsed) && isBounded(parsed, 1) ? parsed : undefined;
}

/** An ID of 64 bits does not fit a number: it becomes the text that it was. */
function keepLargeIntegers(_key: string, value: unknown, context?: { source: string }): unknown {
	return typeof value === 'number' &&
		Number.isInteger(value) &&
		!Number.isSafeInteger(value) &&
		context
		? context.source
		: value;
}

function isBounded(value: unknown, depth: number): boolean {
	elements += 1;
	if (depth > MAXIMUM_DEPTH || elements > MAXIMUM_ELEMENTS) return false;
	if (Array.isArray(value)) return value.every((item) => isBounded(item, depth + 1));
	if (!isPlain(value)) return true;
	return Object.entries(value).every(
		([name, item]) =>
			name !== '__proto__' &&
			name !== 'constructor' &&
			name !== 'prototype' &&
			isBounded(item, depth + 1),
	);
}

/**
 * A word of the platform, such as `InfoType`: white space around it means nothing. `undefined` if there is none, or an
 * empty one, which is none to whoever types the event as well.
 */
export function readWord(message: Message, name: string): string | undefined {
	const value = Object.hasOwn(message, name) ? message[name] : undefined;
	return typeof value === 'string' ? value.trim() || undefined : undefined;
}

function isPlain(value: unknown): value is Message {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
