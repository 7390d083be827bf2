import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	timingSafeEqual,
	type KeyObject,
} from 'node:crypto';

import { WeComVaultFileError } from './archive-error';
import { isBearable, stretch, type ScryptCost } from './passphrase';

/**
 * An archive is a first line of text and sealed pieces, one behind the other:
 *
 *     wecom-suite-vault/1 scrypt <log2 of N> <r> <p> <salt> <seal of the line up to here>
 *
 * Salt (16 bytes) and seal (HMAC-SHA256) are base64url. Each piece is AES-256-GCM over 65,536 bytes, the last one over
 * what is left, followed by its tag of 16 bytes. The nonce of a piece is its number, 11 bytes, and a byte that is 1 for
 * the last piece and 0 for others: pieces that were left out, exchanged, repeated, cut off or added do not open. Both
 * keys come by HKDF-SHA256 from what scrypt makes of passphrase and salt, so no two archives share one.
 */
const FORMAT = 'wecom-suite-vault';
const VERSION = 1;
const PIECE = 65_536;
const TAG = 16;
/** Bytes, more than a first line ever has. */
const LONGEST_LINE = 256;

interface Keys {
	line: KeyObject;
	pieces: KeyObject;
}

export interface ArchiveOptions {
	passphrase: string;
	cost: ScryptCost;
	/** 16 bytes that were never used before. */
	salt: Buffer;
}

/** Seals a stream of bytes into an archive. */
export async function* sealArchive(
	content: AsyncIterable<Buffer>,
	{ passphrase, cost, salt }: ArchiveOptions,
): AsyncGenerator<Buffer> {
	const keys = deriveKeys(await stretch(passphrase, salt, cost));
	const { logN, r, p } = cost;
	const line = `${FORMAT}/${VERSION} scrypt ${logN} ${r} ${p} ${salt.toString('base64url')}`;
	yield Buffer.from(`${line} ${sealLine(keys, line)}\n`);
	for await (const { piece, number, isLast } of cut(content, PIECE)) {
		yield sealPiece(keys, piece, number, isLast);
	}
}

/** Opens archives that one passphrase sealed; scrypt is asked once for each. */
export class ArchiveOpener {
	readonly #passphrase: string;
	readonly #known = new Map<string, Keys>();

	constructor(passphrase: string) {
		this.#passphrase = passphrase;
	}

	/** How many different archives it has opened. */
	get archives(): number {
		return this.#known.size;
	}

	/**
	 * Gives what was sealed, each piece after it has proved genuine. Only when it ends without an error was it everything.
	 * @throws WeComVaultFileError
	 */
	async *open(archive: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
		const { line, rest } = await splitLine(archive);
		const keys = await this.#unlock(line);
		for await (const { piece, number, isLast } of cut(rest, PIECE + TAG)) {
			yield openPiece(keys, piece, number, isLast);
		}
	}

	async #unlock(line: string): Promise<Keys> {
		const { signed, seal, salt, cost } = parseLine(line);
		const keys = this.#known.get(signed) ?? deriveKeys(await stretch(this.#passphrase, salt, cost));
		// As texts, of one length: the last letter of base64url has bits that decoding drops.
		if (!timingSafeEqual(Buffer.from(seal), Buffer.from(sealLine(keys, signed)))) {
			throw new WeComVaultFileError('passphrase', 'does not open with this passphrase');
		}
		this.#known.set(signed, keys);
		return keys;
	}
}

function deriveKeys(secret: Buffer): Keys {
	const derive = (purpose: string) =>
		createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `${FORMAT} ${purpose} v1`, 32)));
	return { line: derive('first line'), pieces: derive('pieces') };
}

function sealLine({ line: key }: Keys, line: string): string {
	return createHmac('sha256', key).update(line).digest('base64url');
}

function parseLine(line: string) {
	const [, version] = /^wecom-suite-vault\/(\d{1,4}) /.exec(line) ?? [];
	if (version === undefined) throw new WeComVaultFileError('foreign', 'is another kind of file');
	if (Number(version) > VERSION) {
		throw new WeComVaultFileError('newer', `has format ${version}, this version knows ${VERSION}`);
	}
	const [, signed, logN, r, p, salt, seal] =
		/^(\S+ scrypt (\d{1,3}) (\d{1,3}) (\d{1,3}) ([\w-]{22})) ([\w-]{43})$/.exec(line) ?? [];
	const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
	if (signed === undefined || !isBearable(cost)) {
		throw new WeComVaultFileError('damaged', 'has a first line that was changed');
	}
	return {
		signed,
		seal,
		salt: Buffer.from(salt, 'base64url'),
		cost,
	};
}

/** The first line without its end, and what follows it. */
async function splitLine(archive: AsyncIterable<Buffer | string>) {
	const iterator = archive[Symbol.asyncIterator]();
	let start = Buffer.alloc(0);
	let end = -1;
	while (end < 0 && start.length <= LONGEST_LINE) {
		const { done, value } = await iterator.next();
		if (done) break;
		start = Buffer.concat([start, Buffer.from(value)]);
		end = start.indexOf('\n');
	}
	if (end < 0 || end > LONGEST_LINE) {
		await iterator.return?.();
		const isCutOff = start.length <= LONGEST_LINE && start.toString().startsWith(`${FORMAT}/`);
		throw isCutOff
			? new WeComVaultFileError('cut_off', 'ends in its first line')
			: new WeComVaultFileError('foreign', 'is another kind of file');
	}
	const line = start.subarray(0, end).toString();
	return { line, rest: continueWith(start.subarray(end + 1), iterator) };
}

async function* continueWith(
	start: Buffer,
	iterator: AsyncIterator<Buffer | string>,
): AsyncGenerator<Buffer> {
	try {
		yield start;
		for (;;) {
			const { done, value } = await iterator.next();
			if (done) return;
			yield Buffer.from(value);
		}
	} finally {
		await iterator.return?.();
	}
}

/** Cuts a stream into pieces of one size; the last, which may be shorter, is known to be it. */
async function* cut(content: AsyncIterable<Buffer>, size: number) {
	let waiting: Buffer[] = [];
	let length = 0;
	let number = 0;
	for await (const bytes of content) {
		waiting.push(bytes);
		length += bytes.length;
		// A piece that ends where the stream has got to may be the last.
		if (length <= size) continue;
		let all = Buffer.concat(waiting, length);
		for (; all.length > size; all = all.subarray(size)) {
			yield { piece: all.subarray(0, size), number, isLast: false };
			number += 1;
		}
		waiting = [all];
		length = all.length;
	}
	yield { piece: Buffer.concat(waiting, length), number, isLast: true };
}

function sealPiece({ pieces }: Keys, piece: Buffer, number: number, isLast: boolean): Buffer {
	const nonce = nonceOf(number, isLast);
	const cipher = createCipheriv('aes-256-gcm', pieces, nonce, { authTagLength: TAG });
	return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

function openPiece(keys: Keys, sealed: Buffer, number: number, isLast: boolean): Buffer {
	const opened = tryPiece(keys, sealed, number, isLast);
	if (opened) return opened;
	if (isLast && (sealed.length < TAG || tryPiece(keys, sealed, number, false))) {
		throw new WeComVaultFileError('cut_off', `is cut off after ${number * PIECE} bytes of content`);
	}
	throw new WeComVaultFileError(
		'damaged',
		`is damaged${isLast ? ' or cut off' : ''} after ${number * PIECE} bytes of content`,
	);
}

function tryPiece({ pieces }: Keys, sealed: Buffer, number: number, isLast: boolean) {
	if (sealed.length < TAG) return undefined;
	const nonce = nonceOf(number, isLast);
	const decipher = createDecipheriv('aes-256-gcm', pieces, nonce, { authTagLength: TAG });
	decipher.setAuthTag(sealed.subarray(-TAG));
	const opened = decipher.update(sealed.subarray(0, -TAG));
	try {
		decipher.final();
		return opened;
	} catch {
		return undefined;
	}
}

function nonceOf(number: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUIntBE(number, 5, 6);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}
