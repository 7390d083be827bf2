import { timingSafeEqual } from 'node:crypto';
import { open } from '../crypto/open';
import { sign } from '../crypto/sign';
import { readXml } from '../xml/read';
import type { CallbackKeys } from './envelope';
import { fieldOf } from './payload';

/** A passive reply, opened, or why it is not one. */
export type Reply = { xml: string } | { error: string };

/** Reads the encrypted answer to a data callback (被动回复消息). */
export function readReply(body: string, keys: CallbackKeys, receiveId: string): Reply {
	try {
		const envelope = readXml(body);
		const [encrypted, signature, timestamp, nonce] = [
			'Encrypt',
			'MsgSignature',
			'TimeStamp',
			'Nonce',
		].map((name) => fieldOf(envelope, name) ?? '');
		const expected = Buffer.from(sign(keys.token, timestamp, nonce, encrypted));
		const given = Buffer.from(signature);
		if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
			return { error: 'the signature of the reply does not match' };
		}
		const opened = open(keys.encodingAesKey, encrypted);
		return opened.receiveId === receiveId
			? { xml: opened.message }
			: { error: `the reply is sealed for ${opened.receiveId}` };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}
