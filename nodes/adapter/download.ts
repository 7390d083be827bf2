import { Readable } from 'node:stream';

import type { FileAnswer } from '../../wecom/api/client';
import { WeComPlatformError } from '../../wecom/api/error';
import type { Caller, CallerRequest } from './caller';

/** WeCom's word for a file that it gives in pieces only. */
const TOO_LARGE = 830002;

/**
 * Bytes of a piece: far below WeCom's 20 MB, since a piece may be in memory as a whole where the network is faster than
 * the disk, and a multiple of the 16 that its encrypted files come in.
 */
const PIECE = 4 * 1024 * 1024;

/**
 * Downloads a file, however large: WeCom gives one of more than 20 MB piece by piece, and the pieces arrive as one
 * stream, each asked for when the one before has been read.
 * @throws WeComError
 */
export async function downloadFile(caller: Caller, request: CallerRequest): Promise<FileAnswer> {
	const whole = await caller.download(request).catch((error: unknown) => {
		if (error instanceof WeComPlatformError && error.errcode === TOO_LARGE) return undefined;
		throw error;
	});
	if (whole) return whole;
	const askFor = async (from: number) =>
		await caller.download({ ...request, range: { from, to: from + PIECE - 1 } });
	const first = await askFor(0);
	const content = Readable.from(joinPieces(first, askFor), { objectMode: false });
	return { ...first, content, size: first.range?.total ?? first.size, range: undefined };
}

async function* joinPieces(
	first: FileAnswer,
	askFor: (from: number) => Promise<FileAnswer>,
): AsyncGenerator<Buffer> {
	let piece = first;
	for (;;) {
		yield* piece.content as AsyncIterable<Buffer>;
		const { range } = piece;
		// Without a range it was the whole file after all.
		if (!range || range.to + 1 >= range.total || range.to < range.from) return;
		piece = await askFor(range.to + 1);
	}
}
