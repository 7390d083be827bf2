import { readFileSync } from 'node:fs';
import {
	countPadding,
	decodeCiphertext,
	openMessage,
	pad,
	sealMessage,
} from '../../../wecom/callback/cipher';
import { createCallbackKeys } from '../../../wecom/callback/keys';
import { parseMessage } from '../../../wecom/callback/message';
import { onlyReceiveIds } from '../../../wecom/callback/receive-id';
import { receiveDelivery, receiveVerification } from '../../../wecom/callback/receive';
import { sign } from '../../../wecom/callback/signature';

/**
 * The vectors printed in the platform's reference run always. Besides, `WECOM_VECTORS` may name a file of vectors that
 * is not part of this repository: data of other projects' public tests and of the official samples.
 */
interface Vector {
	id: string;
	type:
		| 'callback-get'
		| 'callback-post'
		| 'callback-post-json'
		| 'encrypt'
		| 'decrypt'
		| 'key'
		| 'pkcs7'
		| 'signature';
	token: string;
	encodingAesKey: string;
	receiveId: string;
	timestamp: string;
	nonce: string;
	/** Null where the source prints none. */
	msg_signature: string | null;
	encrypt: string;
	random: string;
	plaintext: string;
	envelope?: string;
	query?: string;
	inputHex: string;
	paddedHex: string;
	expected: {
		ok?: true;
		error?: 'signature' | 'receiveid' | 'key';
		plaintext?: string;
		fields?: Record<string, string>;
		tree?: Tree;
	};
}

interface Tree {
	tag: string;
	text: string | null;
	children: Tree[];
}

const PRINTED = {
	token: 'wecomtoken',
	encodingAesKey: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq',
	timestamp: '1700000000',
	nonce: 'nonce123',
	random: '0123456789abcdef',
	inputHex: '',
	paddedHex: '',
};

const TICKET =
	'<xml><SuiteId><![CDATA[ww00000000000000aa]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType>' +
	'<TimeStamp>1700000000</TimeStamp><SuiteTicket><![CDATA[TICKET-001]]></SuiteTicket></xml>';

const printed: Vector[] = [
	{
		...PRINTED,
		id: 'printed-get',
		type: 'callback-get',
		receiveId: 'wwprovider00000001',
		plaintext: '1234567890',
		encrypt:
			'ZJXHA5gAQfb1Q8BriIjaQx8U7C+z9T9x7Y562D2icn7uoPSGy0/KLZhjOhu80zYyTDr6GTjzCrIlHDm1ZIVJsQ==',
		msg_signature: 'e7058f678ce52363adc2878fb3ff8da469106cb7',
		expected: { ok: true, plaintext: '1234567890' },
	},
	{
		...PRINTED,
		id: 'printed-post',
		type: 'callback-post',
		receiveId: 'ww00000000000000aa',
		plaintext: TICKET,
		encrypt:
			'ZJXHA5gAQfb1Q8BriIjaQ94HP9vuq8zo8uFFlpVhuSqsnUCs8v8ZdAFrBjiRFwl3AjOU4JQ/H4zBQcPzbh/RiF8Rfyba3sEJ' +
			'oKiImK2DSbiFuNGlFWPGnLZjGuS1rsh+s0PKkYTcmQOwcqCmWkSOsUZk3WGom6CaCmlxzTxTzZHLXw4URQAYV9yqUDN0ePDv' +
			'g/4bFkhHZI077LzzFiCRH4K7hGFaiWv7ypTjdKlc95V7qAnAZ+w3RqAvK62Pb21wE+hPIJuepAj3/OMWXa3732BJCZ9Ms8ev' +
			'n0hw7ycST/V0R7M/Ya/IKA+TFXhjtQ+3oAMyXlSK0PxjedS8l/zdWg==',
		msg_signature: '4ea11d22dcf665052356a10468b4e1e701c5fc42',
		expected: {
			ok: true,
			plaintext: TICKET,
			fields: { SuiteTicket: 'TICKET-001', TimeStamp: '1700000000' },
		},
	},
];

const file = process.env.WECOM_VECTORS;
const others: Vector[] = file
	? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors
	: [];
if (!file) process.stderr.write('WECOM_VECTORS names no file: only the printed vectors run\n');

const vectors = [
	...printed,
	...printed.map((vector): Vector => ({ ...vector, id: `${vector.id}-sealed`, type: 'encrypt' })),
	...others,
];

test.each(vectors.map((vector): [string, Vector] => [vector.id, vector]))(
	'vector %s',
	(_id, vector) => {
		run[vector.type](vector);
	},
);

const REASONS = { signature: 'signature', receiveid: 'receive_id', key: 'key' };

function options(vector: Vector) {
	return {
		keys: [createCallbackKeys(vector)],
		receiveIds: onlyReceiveIds(vector.receiveId),
		now: Number(vector.timestamp) * 1000,
	};
}

function query(vector: Vector): Record<string, string> {
	const { msg_signature, timestamp, nonce } = vector;
	return { msg_signature: msg_signature ?? '', timestamp, nonce };
}

function receive(vector: Vector) {
	const body = vector.envelope ?? `<xml><Encrypt><![CDATA[${vector.encrypt}]]></Encrypt></xml>`;
	return receiveDelivery({ query: query(vector), body: Buffer.from(body) }, options(vector));
}

/** The shape that the parser makes of a tree. */
function content(tree: Tree): unknown {
	if (tree.children.length === 0) return tree.text ?? '';
	const object: Record<string, unknown[]> = {};
	for (const child of tree.children) (object[child.tag] ??= []).push(content(child));
	return Object.fromEntries(
		Object.entries(object).map(([tag, values]) => [tag, values.length === 1 ? values[0] : values]),
	);
}

function checkDelivery(vector: Vector): void {
	const result = receive(vector);
	const { expected } = vector;
	if (expected.error !== undefined) {
		expect(result).toMatchObject({ accepted: false, status: 401, reason: REASONS[expected.error] });
		return;
	}
	if (!result.accepted) throw new Error(`refused: ${result.detail}`);
	expect(result.message).toBe(expected.plaintext);
	expect(result.receiveId).toBe(vector.receiveId);
	if (expected.fields)
		expect(parseMessage(result.message, result.format)).toMatchObject(expected.fields);
	if (expected.tree) expect(parseMessage(result.message, 'xml')).toEqual(content(expected.tree));
}

const run: Record<Vector['type'], (vector: Vector) => void> = {
	'callback-get': (vector) => {
		const values = vector.query
			? Object.fromEntries(new URLSearchParams(vector.query))
			: { ...query(vector), echostr: vector.encrypt };
		const result = receiveVerification({ query: values }, options(vector));
		expect(result).toMatchObject(
			vector.expected.error === undefined
				? { accepted: true, echo: vector.expected.plaintext, receiveId: vector.receiveId }
				: { accepted: false, status: 401, reason: REASONS[vector.expected.error] },
		);
	},
	'callback-post': checkDelivery,
	'callback-post-json': checkDelivery,
	encrypt: (vector) => {
		const keys = createCallbackKeys(vector);
		const random = Buffer.from(vector.random);
		const ciphertext = sealMessage(keys, vector.plaintext, vector.receiveId, random);
		expect(ciphertext).toBe(vector.encrypt);
		if (vector.msg_signature !== null) {
			expect(sign(vector.token, { ...vector, ciphertext })).toBe(vector.msg_signature);
		}
	},
	decrypt: (vector) => {
		const keys = createCallbackKeys({ token: 'any', encodingAesKey: vector.encodingAesKey });
		const bytes = decodeCiphertext(vector.encrypt);
		const opened = bytes && openMessage(keys, bytes);
		if (!opened?.ok) throw new Error('did not open');
		expect(opened.message.toString()).toBe(vector.expected.plaintext);
		expect(opened.receiveId).toBe(vector.receiveId);
	},
	key: (vector) => {
		const create = () =>
			createCallbackKeys({ token: 'any', encodingAesKey: vector.encodingAesKey });
		if (vector.expected.error === undefined) expect(create().key.symmetricKeySize).toBe(32);
		else expect(create).toThrow(/^EncodingAESKey/);
	},
	pkcs7: (vector) => {
		const input = Buffer.from(vector.inputHex, 'hex');
		const padded = Buffer.from(vector.paddedHex, 'hex');
		expect(pad(input)).toEqual(padded);
		expect(countPadding(padded)).toBe(padded.length - input.length);
	},
	signature: (vector) => {
		expect(sign(vector.token, { ...vector, ciphertext: vector.encrypt })).toBe(
			vector.msg_signature,
		);
	},
};
