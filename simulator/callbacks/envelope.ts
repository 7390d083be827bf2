import { randomInt } from 'node:crypto';
import { seal } from '../crypto/seal';
import { sign } from '../crypto/sign';
import { text, type Element } from '../xml/element';
import { writeXml } from '../xml/write';

/** Token and EncodingAESKey of the URL that a callback goes to. */
export interface CallbackKeys {
	token: string;
	encodingAesKey: string;
}

export interface Sealed {
	/** What goes behind the URL's `?`. */
	query: Record<string, string>;
	body: string;
	contentType: string;
}

/** What an envelope is made of. */
export interface Letter {
	/** The decrypted payload: XML, or JSON for bots. */
	payload: string;
	format: 'xml' | 'json';
	receiveId: string;
	toUserName: string;
	agentId: string;
	/** Seconds. */
	timestamp: string;
	nonce: string;
}

/** Seals a letter with fresh random bytes and signs it. */
export function sealLetter(letter: Letter, keys: CallbackKeys, shuffle = false): Sealed {
	const encrypted = seal(keys.encodingAesKey, letter.payload, letter.receiveId);
	const { timestamp, nonce } = letter;
	const query = { msg_signature: sign(keys.token, timestamp, nonce, encrypted), timestamp, nonce };
	if (letter.format === 'json') {
		return { query, body: JSON.stringify({ encrypt: encrypted }), contentType: 'application/json' };
	}
	const elements = [
		text('ToUserName', letter.toUserName),
		text('AgentID', letter.agentId),
		text('Encrypt', encrypted),
	];
	return {
		query,
		body: writeXml({ name: 'xml', content: shuffle ? shuffled(elements) : elements }),
		contentType: 'text/xml',
	};
}

/** The query of a verification: the echo text sealed and signed as `echostr`. */
export function sealEcho(
	echo: string,
	receiveId: string,
	keys: CallbackKeys,
	time: { timestamp: string; nonce: string },
): Record<string, string> {
	const echostr = seal(keys.encodingAesKey, echo, receiveId);
	const { timestamp, nonce } = time;
	return {
		msg_signature: sign(keys.token, timestamp, nonce, echostr),
		timestamp,
		nonce,
		echostr,
	};
}

export function newNonce(): string {
	return String(randomInt(1e9, 1e10));
}

function shuffled(elements: Element[]): Element[] {
	const rest = [...elements];
	const result: Element[] = [];
	while (rest.length > 0) {
		result.push(...rest.splice(randomInt(rest.length), 1));
	}
	return result;
}
