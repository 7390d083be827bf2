import { hash } from 'node:crypto';
import { typeEvent, type WeComEvent } from '../events/event';
import { decodeCiphertext, openMessage, type Opened } from './cipher';
import { readEnvelope } from './envelope';
import type { CallbackKeys } from './keys';
import { parseMessage } from './message';
import type { ReceiveIdContext, ReceiveIdRule } from './receive-id';
import { refuse, type Refusal, type RefusalReason } from './refusal';
import { isSigned, type Signed } from './signature';

/** One callback request, whatever carried it. */
export interface CallbackRequest {
	/** The decoded query string: text, or anything else where a name was missing, repeated or nested. */
	query: Record<string, unknown>;
	/** The raw bytes of a delivery. Never a parsed and re-written body: the signature is over what was sent. */
	body?: Buffer;
}

/** Pairs of Token and EncodingAESKey, and whom what they seal may be meant for. */
export interface KeyRing {
	/** The pair in use and, while rotating, the other one. Each is tried on every request, so the order tells nothing. */
	keys: readonly CallbackKeys[];
	receiveIds: ReceiveIdRule;
}

/** The pairs of one tenant's app, which open nothing for anybody else. */
export interface TenantKeyRing extends KeyRing {
	corpId: string;
}

export interface ReceiveOptions extends KeyRing {
	/** Tried besides, each by its own rule. */
	tenants?: readonly TenantKeyRing[];
	/** Milliseconds since 1970. */
	now: number;
	/** How far, in seconds, the request's timestamp may be from now, both ways; `false` takes any. */
	replayWindow?: number | false;
	/** Larger bodies are refused unread. */
	maximumBytes?: number;
}

/** Deliveries are repeated within about 20 s; an hour forgives clocks and outages. In seconds. */
export const REPLAY_WINDOW = 3600;
/** No callback of the platform comes near it. */
export const MAXIMUM_BYTES = 1024 * 1024;

/** A URL verification (GET): `echo` is to be answered as it is within a second, with status 200. */
export interface AcceptedVerification {
	accepted: true;
	echo: string;
	receiveId: string;
	/** Index of the key pair that opened it, among those of its ring. */
	keyIndex: number;
	/** Corp ID of the tenant whose own keys opened it. */
	tenant?: string;
}

/** A delivery (POST) that is genuine; its message is not read yet. */
export interface AcceptedDelivery {
	accepted: true;
	format: 'xml' | 'json';
	/** The decrypted message. */
	message: string;
	/** SHA-256 of the decrypted message, hex: the same for each attempt to deliver it, different for any other. */
	hash: string;
	receiveId: string;
	/** `ToUserName` and `AgentID` of the envelope, unsigned; empty where there is none. */
	toUserName: string;
	agentId: string;
	/** Index of the key pair that opened it, among those of its ring. */
	keyIndex: number;
	/** Corp ID of the tenant whose own keys opened it. */
	tenant?: string;
	/** `timestamp` and `nonce` of the URL, signed. */
	timestamp: string;
	nonce: string;
}

/** A delivery whose message is read, ours, and typed. */
export interface OpenedDelivery extends AcceptedDelivery {
	event: WeComEvent;
	/** The pair that opened it, which seals a reply. */
	keys: CallbackKeys;
}

/**
 * Checks the request by which WeCom verifies a callback URL before it is saved.
 * Doc: https://developer.work.weixin.qq.com/document/path/90930
 */
export function receiveVerification(
	request: CallbackRequest,
	options: ReceiveOptions,
): AcceptedVerification | Refusal {
	const query = readQuery(request.query, ['msg_signature', 'timestamp', 'nonce', 'echostr']);
	if ('accepted' in query) return query;
	// Base64 has no blanks: here one is a "+" that somebody on the way decoded.
	const ciphertext = query.echostr.replaceAll(' ', '+');
	const opened = open(query, ciphertext, options, {
		callback: 'verification',
		format: 'xml',
	});
	if ('accepted' in opened) return opened;
	return {
		accepted: true,
		echo: opened.message.toString('utf8'),
		receiveId: opened.receiveId,
		...opened.by,
	};
}

/**
 * Checks and decrypts a delivery. Throws nothing, whatever was sent.
 * Doc: https://developer.work.weixin.qq.com/document/path/90930
 */
export function receiveDelivery(
	request: CallbackRequest,
	options: ReceiveOptions,
): AcceptedDelivery | Refusal {
	const query = readQuery(request.query, ['msg_signature', 'timestamp', 'nonce']);
	if ('accepted' in query) return query;
	const { body } = request;
	if (body === undefined || body.length === 0) return refuse('body_missing', 'the body is empty');
	if (body.length > (options.maximumBytes ?? MAXIMUM_BYTES)) {
		return refuse('body_too_large', `the body has ${body.length} bytes`);
	}
	const envelope = readEnvelope(body);
	if (!envelope) return refuse('envelope_malformed', 'the body is no XML or JSON envelope');
	if (envelope.encrypt === '') return refuse('encrypt_missing', 'the envelope has no Encrypt');
	const opened = open(query, envelope.encrypt, options, {
		callback: 'delivery',
		format: envelope.format,
	});
	if ('accepted' in opened) return opened;
	return {
		accepted: true,
		format: envelope.format,
		message: opened.message.toString('utf8'),
		hash: hash('sha256', opened.message, 'hex'),
		receiveId: opened.receiveId,
		toUserName: envelope.toUserName,
		agentId: envelope.agentId,
		...opened.by,
		timestamp: query.timestamp,
		nonce: query.nonce,
	};
}

/** From a request to its event: checks, decrypts, parses, makes sure that the message is this app's, and types it. */
export function openDelivery(
	request: CallbackRequest,
	options: ReceiveOptions,
): OpenedDelivery | Refusal {
	const delivery = receiveDelivery(request, options);
	if (!delivery.accepted) return delivery;
	const message = parseMessage(delivery.message, delivery.format);
	if (!message) return refuse('message_malformed', 'the decrypted message cannot be parsed');
	const { keys, receiveIds } = ringOf(delivery, options);
	const wrong = receiveIds.disowns(delivery.receiveId, message);
	if (wrong) return refuse(wrong, DETAIL[wrong] ?? wrong);
	const event = typeEvent(message);
	// Whatever form a message has, and whichever of its fields say whose it is: these keys speak for one company.
	if (delivery.tenant !== undefined && event.corpId !== delivery.tenant) {
		return refuse('wrong_tenant', DETAIL.wrong_tenant ?? '');
	}
	return { ...delivery, event, keys: keys[delivery.keyIndex] };
}

/** The ring whose keys opened a delivery: its rule, and no other, has the last word. */
function ringOf({ tenant }: AcceptedDelivery, options: ReceiveOptions): KeyRing {
	return options.tenants?.find(({ corpId }) => corpId === tenant) ?? options;
}

type QueryName = 'msg_signature' | 'timestamp' | 'nonce' | 'echostr';

const LONGEST: Record<QueryName, number> = {
	msg_signature: 128,
	timestamp: 12,
	nonce: 128,
	echostr: 4096,
};

function readQuery<Name extends QueryName>(
	query: Record<string, unknown>,
	names: readonly Name[],
): Record<Name, string> | Refusal {
	const values = {} as Record<Name, string>;
	const missing: string[] = [];
	for (const name of names) {
		const value = Object.hasOwn(query, name) ? query[name] : undefined;
		if (value === undefined || value === null || value === '') missing.push(name);
		else if (typeof value !== 'string') return refuse('query_repeated', `${name} is not one value`);
		else if (value.length > LONGEST[name]) return refuse('query_malformed', `${name} is too long`);
		else if (name === 'timestamp' && !/^\d+$/.test(value)) {
			return refuse('query_malformed', 'timestamp is not a number');
		} else values[name] = value;
	}
	if (missing.length > 0) return refuse('query_missing', `the URL has no ${missing.join(', ')}`);
	return values;
}

/**
 * The cryptographic rungs. None ends early: a bad signature, a bad padding and a foreign receive ID cost the same work,
 * for every key pair, and differ in nothing but the reason that only our log sees.
 */
function open(
	query: { msg_signature: string; timestamp: string; nonce: string },
	ciphertext: string,
	options: ReceiveOptions,
	context: ReceiveIdContext,
): (Opened & { by: { keyIndex: number; tenant?: string } }) | Refusal {
	const bytes = decodeCiphertext(ciphertext);
	if (!bytes) return refuse('encrypt_malformed', 'the ciphertext is not whole base64 blocks');
	const signed: Signed = { timestamp: query.timestamp, nonce: query.nonce, ciphertext };

	let accepted: Exclude<ReturnType<typeof open>, Refusal> | undefined;
	let reason: RefusalReason = 'signature';
	const attempt = ({ keys: pairs, receiveIds }: KeyRing, tenant?: string) =>
		pairs.forEach((keys, keyIndex) => {
			const isGenuine = isSigned(keys.token, signed, query.msg_signature);
			const opened = openMessage(keys, bytes);
			const isAllowed = receiveIds.allows(opened.ok ? opened.receiveId : '', context);
			if (!isGenuine || accepted) return;
			if (!opened.ok) reason = opened.reason;
			else if (!isAllowed) reason = 'receive_id';
			else accepted = { ...opened, by: tenant === undefined ? { keyIndex } : { keyIndex, tenant } };
		});
	attempt(options);
	for (const ring of options.tenants ?? []) attempt(ring, ring.corpId);

	if (!accepted) return refuse(reason, DETAIL[reason] ?? reason);
	const window = options.replayWindow ?? REPLAY_WINDOW;
	const age = options.now / 1000 - Number(query.timestamp);
	if (window !== false && Math.abs(age) > window) {
		return refuse(
			'stale',
			`the timestamp is ${Math.round(Math.abs(age))} s too ${age > 0 ? 'old' : 'new'}`,
		);
	}
	return accepted;
}

const DETAIL: Partial<Record<RefusalReason, string>> = {
	signature: 'msg_signature does not match Token, timestamp, nonce and ciphertext',
	padding: 'the ciphertext does not open with the EncodingAESKey (padding)',
	length: 'the ciphertext does not open with the EncodingAESKey (length)',
	encoding: 'the ciphertext does not open with the EncodingAESKey (text)',
	receive_id: 'the message was sealed for another receive ID',
	wrong_suite: 'the message names another SuiteId',
	wrong_provider: 'the message names another ServiceCorpId',
	wrong_tenant: 'the message is not one for the company whose app has these keys',
};
