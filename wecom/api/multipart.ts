import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { WeComConfigurationError } from '../error';
import type { ApiFile } from './client';

const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w.-]+=(?:[\w.+-]+|"[^"\\\r\n]*"))*$/;

/**
 * A name between the quotes of a `Content-Disposition`, as browsers write it: UTF-8, with the three characters escaped
 * that could end the quotes or the line.
 */
function quoteName(name: string): string {
	const escaped = name
		.replaceAll('\r', '%0D')
		.replaceAll('\n', '%0A')
		.replaceAll('"', '%22')
		.replaceAll(/\p{Cc}/gu, '');
	return `"${escaped}"`;
}

export interface Multipart {
	contentType: string;
	/** Bytes of the whole body. */
	size: number;
	/** Opens the body. */
	open(): Readable;
}

/**
 * One file as `multipart/form-data`. WeCom wants the size of the file (`filelength`) beside its name. The file is read
 * while it is sent: only what is in flight is in memory.
 */
export function encodeMultipart(file: ApiFile, boundary: string = randomUUID()): Multipart {
	const fields = Object.entries(file.fields ?? {}).map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name=${quoteName(name)}\r\n\r\n${value}\r\n`,
	);
	const mimeType = MIME_TYPE.test(file.mimeType) ? file.mimeType : 'application/octet-stream';
	const head = Buffer.from(
		`${fields.join('')}--${boundary}\r\n` +
			`Content-Disposition: form-data; name=${quoteName(file.field)}; filename=${quoteName(file.name)}; filelength=${file.size}\r\n` +
			`Content-Type: ${mimeType}\r\n\r\n`,
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		size: head.length + file.size + tail.length,
		open: () => Readable.from(write(head, file, tail), { objectMode: false }),
	};
}

async function* write(head: Buffer, file: ApiFile, tail: Buffer): AsyncGenerator<Buffer> {
	yield head;
	let written = 0;
	for await (const piece of piecesOf(file)) {
		written += piece.length;
		if (written > file.size) break;
		yield piece;
	}
	if (written !== file.size) {
		throw new WeComConfigurationError(
			'file',
			`The file has ${written < file.size ? 'fewer' : 'more'} bytes than its stated size of ${file.size}`,
			'State the size of the whole file, and do not change the file while it is sent',
		);
	}
	yield tail;
}

async function* piecesOf({ content }: ApiFile): AsyncGenerator<Buffer> {
	if (Buffer.isBuffer(content)) {
		yield content;
		return;
	}
	const stream = typeof content === 'function' ? await content() : content;
	for await (const piece of stream as AsyncIterable<Buffer | string>) {
		yield typeof piece === 'string' ? Buffer.from(piece) : piece;
	}
}

/** Whether the file can be sent (again): a stream that was read once cannot. */
export function canOpen({ content }: ApiFile): boolean {
	if (Buffer.isBuffer(content) || typeof content === 'function') return true;
	return !content.readableDidRead && !content.destroyed;
}
