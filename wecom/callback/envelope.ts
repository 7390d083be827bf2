import { isUtf8 } from 'node:buffer';
import { decodeEntities } from './entity';

/** The outer, unencrypted part of a delivery. Nothing in it can be trusted but `encrypt`, which is signed. */
export interface Envelope {
	format: 'xml' | 'json';
	/** Base64; empty if the envelope has none. */
	encrypt: string;
	toUserName: string;
	agentId: string;
}

const NAMES = ['Encrypt', 'ToUserName', 'AgentID'] as const;
type Name = (typeof NAMES)[number];

const MAXIMUM_DEPTH = 32;

/**
 * Reads an envelope, `undefined` if it is malformed. Whether it is XML or JSON is told by its first character: the
 * content type is whatever a proxy made of it.
 */
export function readEnvelope(body: Buffer): Envelope | undefined {
	if (!isUtf8(body)) return undefined;
	const text = body.toString('utf8').trim();
	if (text.startsWith('{')) return readJson(text);
	if (text.startsWith('<')) return readXml(text);
	return undefined;
}

function readJson(text: string): Envelope | undefined {
	let parsed: Record<string, unknown>;
	try {
		parsed = JSON.parse(text) as Record<string, unknown>;
	} catch {
		return undefined;
	}
	const values: string[] = [];
	for (const name of NAMES) {
		// Bots write the names in lower case, the samples of the platform's libraries as in XML.
		const value = parsed[name] ?? parsed[name.toLowerCase()] ?? '';
		if (typeof value !== 'string' && typeof value !== 'number') return undefined;
		values.push(String(value).trim());
	}
	return { format: 'json', encrypt: values[0], toUserName: values[1], agentId: values[2] };
}

const DECLARATION = /<\?xml\s[^<>?]{0,200}\?>\s*/y;
const START_TAG = /<([A-Za-z_][\w.-]{0,63})\s*(\/?)>/y;
const END_TAG = /<\/([A-Za-z_][\w.-]{0,63})\s*>/y;
const BLANK = /^\s*$/;
/** What XML forbids in text: the end of a CDATA section, and references that nothing declares. */
const BAD_TEXT = /\]\]>|&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/;

/**
 * One pass over the text, without a parser: a flat list of elements is all there is to an envelope. Stricter than XML:
 * no document type, no processing instruction, no comment, no attribute, and each field once.
 */
function readXml(text: string): Envelope | undefined {
	const fields = new Map<string, string>();
	const open: string[] = [];
	let value = '';
	let at = 0;

	DECLARATION.lastIndex = 0;
	if (DECLARATION.test(text)) at = DECLARATION.lastIndex;

	do {
		const tag = text.indexOf('<', at);
		if (tag === -1) return undefined;
		if (tag > at) {
			const piece = text.slice(at, tag);
			if (open.length === 2) {
				if (BAD_TEXT.test(piece)) return undefined;
				value += decodeEntities(piece);
			} else if (open.length < 2 && !BLANK.test(piece)) {
				return undefined;
			}
		}
		if (text.startsWith('<![CDATA[', tag)) {
			const end = text.indexOf(']]>', tag + 9);
			if (end === -1 || open.length < 2) return undefined;
			if (open.length === 2) value += text.slice(tag + 9, end);
			at = end + 3;
			continue;
		}
		const isEnd = text.charCodeAt(tag + 1) === 47;
		const pattern = isEnd ? END_TAG : START_TAG;
		pattern.lastIndex = tag;
		const match = pattern.exec(text);
		if (!match) return undefined;
		at = pattern.lastIndex;
		const name = match[1];

		if (!isEnd) {
			if (open.length === 0 && name !== 'xml') return undefined;
			if (open.length === MAXIMUM_DEPTH) return undefined;
			if (open.length === 2 && isField(open[1])) return undefined;
			open.push(name);
			if (open.length === 2) value = '';
			if (match[2] === '') continue;
		}
		if (open.pop() !== name) return undefined;
		if (open.length === 1 && isField(name)) {
			if (fields.has(name)) return undefined;
			fields.set(name, value.trim());
		}
	} while (open.length > 0);

	if (at !== text.length) return undefined;
	return {
		format: 'xml',
		encrypt: fields.get('Encrypt') ?? '',
		toUserName: fields.get('ToUserName') ?? '',
		agentId: fields.get('AgentID') ?? '',
	};
}

function isField(name: string): name is Name {
	return (NAMES as readonly string[]).includes(name);
}
