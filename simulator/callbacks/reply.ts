import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { open } from '../crypto/open';
import { sign } from '../crypto/sign';
import { readXml } from '../xml/read';
import type { CallbackKeys } from './envelope';
import { fieldOf } from './payload';

/** A passive reply, opened, or why it is not one. */
export type Reply = { message: string } | { error: string };

const botEnvelope = z.object({
	encrypt: z.string(),
	msgsignature: z.string(),
	timestamp: z.union([z.number(), z.string()]),
	nonce: z.union([z.number(), z.string()]),
});

/** Reads the encrypted answer to a data callback (被动回复消息), XML for apps and JSON for bots. */
export function readReply(body: string, keys: CallbackKeys, receiveId: string): Reply {
	try {
		const { encrypted, signature, timestamp, nonce } = partsOf(body);
		const expected = Buffer.from(sign(keys.token, timestamp, nonce, encrypted));
		const given = Buffer.from(signature);
		if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
			return { error: 'the signature of the reply does not match' };
		}
		const opened = open(keys.encodingAesKey, encrypted);
		return opened.receiveId === receiveId
			? { message: opened.message }
			: { error: `the reply is sealed for ${opened.receiveId}` };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}

function partsOf(body: string) {
	if (body.startsWith('{')) {
		const envelope = botEnvelope.parse(JSON.parse(body));
		return {
			encrypted: envelope.encrypt,
			signature: envelope.msgsignature,
			timestamp: String(envelope.timestamp),
			nonce: String(envelope.nonce),
		};
	}
	const envelope = readXml(body);
	return {
		encrypted: fieldOf(envelope, 'Encrypt') ?? '',
		signature: fieldOf(envelope, 'MsgSignature') ?? '',
		timestamp: fieldOf(envelope, 'TimeStamp') ?? '',
		nonce: fieldOf(envelope, 'Nonce') ?? '',
	};
}
