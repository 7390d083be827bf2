import { randomInt } from 'node:crypto';
import { sealMessage } from './cipher';
import type { CallbackKeys } from './keys';
import { sign } from './signature';
import { writeXml } from './xml';

/** What every sealed text needs. The last three have defaults and are given by tests alone. */
export interface Seal {
	keys: CallbackKeys;
	/** Whom it is for: suite ID, corp ID, or the empty string (see `suiteReceiveIds`). */
	receiveId: string;
	/** Seconds since 1970. */
	timestamp: number;
	nonce?: string;
	/** The 16 bytes before the message. */
	random?: Buffer;
}

/** A request as WeCom would send it. The query values are not URL-encoded yet. */
export interface SealedVerification {
	query: { msg_signature: string; timestamp: string; nonce: string; echostr: string };
}

export interface SealedDelivery {
	query: { msg_signature: string; timestamp: string; nonce: string };
	body: string;
	contentType: string;
}

/** Makes the GET request by which WeCom verifies a callback URL; the receiver must answer `echo`. For tests. */
export function sealVerification(seal: Seal & { echo: string }): SealedVerification {
	const { signature, timestamp, nonce, ciphertext } = sealText(seal, seal.echo);
	return { query: { msg_signature: signature, timestamp, nonce, echostr: ciphertext } };
}

/** Makes the POST request by which WeCom delivers a message. For tests of your own workflows and apps. */
export function sealDelivery(
	seal: Seal & {
		/** XML, or JSON where `format` says so. */
		message: string;
		/** `ToUserName` of the envelope; the receive ID if not given. */
		toUserName?: string;
		agentId?: string;
		format?: 'xml' | 'json';
	},
): SealedDelivery {
	const { signature, timestamp, nonce, ciphertext } = sealText(seal, seal.message);
	const query = { msg_signature: signature, timestamp, nonce };
	if (seal.format === 'json') {
		return {
			query,
			body: JSON.stringify({ encrypt: ciphertext }),
			contentType: 'application/json',
		};
	}
	return {
		query,
		body: writeXml({
			ToUserName: seal.toUserName ?? seal.receiveId,
			AgentID: seal.agentId ?? '',
			Encrypt: ciphertext,
		}),
		contentType: 'text/xml',
	};
}

/**
 * Makes the body that answers a delivery with a passive reply. `message` comes from one of the functions in `reply`;
 * the receive ID is that of the delivery. A bot wants its reply as JSON, with the nonce of the delivery.
 * Doc: https://developer.work.weixin.qq.com/document/path/90930
 */
export function sealReply(seal: Seal & { message: string; format?: 'xml' | 'json' }): {
	body: string;
	contentType: string;
} {
	const { signature, nonce, ciphertext } = sealText(seal, seal.message);
	if (seal.format === 'json') {
		const reply = {
			encrypt: ciphertext,
			msgsignature: signature,
			timestamp: seal.timestamp,
			nonce,
		};
		return { body: JSON.stringify(reply), contentType: 'application/json' };
	}
	const reply = {
		Encrypt: ciphertext,
		MsgSignature: signature,
		TimeStamp: seal.timestamp,
		Nonce: nonce,
	};
	return { body: writeXml(reply), contentType: 'text/xml' };
}

function sealText(seal: Seal, text: string) {
	const timestamp = String(seal.timestamp);
	const nonce = seal.nonce ?? String(randomInt(1_000_000_000, 10_000_000_000));
	const ciphertext = sealMessage(seal.keys, text, seal.receiveId, seal.random);
	const signature = sign(seal.keys.token, { timestamp, nonce, ciphertext });
	return { signature, timestamp, nonce, ciphertext };
}
