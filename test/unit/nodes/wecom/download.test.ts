import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { Caller, CallerRequest } from '../../../../nodes/adapter/caller';
import { downloadFile } from '../../../../nodes/adapter/download';
import { WeComPlatformError } from '../../../../wecom/api/error';

const request = { method: 'GET', path: '/cgi-bin/media/get', repeatable: true } as const;

function refusal(errcode: number): WeComPlatformError {
	return new WeComPlatformError({
		call: 'GET /cgi-bin/media/get',
		errcode,
		errmsg: 'no',
		tokenFamily: 'corp',
	});
}

/** A platform with one file, of which it gives at most `limit` bytes at a time. */
function platform(file: Buffer, limit: number) {
	const ranges: CallerRequest['range'][] = [];
	const caller: Caller = {
		agentId: 1,
		apps: 'own',
		call: async () => ({ json: {} }),
		download: async ({ range }) => {
			ranges.push(range);
			if (!range && file.length > limit) throw refusal(830002);
			const from = range?.from ?? 0;
			const bytes = file.subarray(from, Math.min((range?.to ?? Infinity) + 1, from + limit));
			return {
				content: Readable.from([bytes], { objectMode: false }),
				name: 'film.mp4',
				mimeType: 'video/mp4',
				size: bytes.length,
				...(range ? { range: { from, to: from + bytes.length - 1, total: file.length } } : {}),
			};
		},
	};
	return { caller, ranges };
}

describe('downloadFile', () => {
	it('takes a file at once where WeCom gives it', async () => {
		const { caller, ranges } = platform(Buffer.from('0123456789'), 10);
		const { content, size } = await downloadFile(caller, request);
		expect((await buffer(content)).toString()).toBe('0123456789');
		expect(size).toBe(10);
		expect(ranges).toEqual([undefined]);
	});

	it('joins the pieces of one that is too large, and knows its whole size', async () => {
		const { caller, ranges } = platform(Buffer.from('0123456789'), 4);
		const { content, name, size } = await downloadFile(caller, request);
		expect(name).toBe('film.mp4');
		expect(size).toBe(10);
		expect(ranges).toHaveLength(2);
		expect((await buffer(content)).toString()).toBe('0123456789');
		expect(ranges.map((range) => range?.from)).toEqual([undefined, 0, 4, 8]);
	});

	it('asks for pieces that WeCom can decrypt', async () => {
		const { caller, ranges } = platform(Buffer.alloc(10), 4);
		await downloadFile(caller, request);
		const range = ranges[1] as { from: number; to: number };
		expect((range.to - range.from + 1) % 16).toBe(0);
		expect(range.to - range.from + 1).toBeLessThanOrEqual(20 * 1024 * 1024);
	});

	it('passes on any other refusal', async () => {
		const caller: Caller = {
			...platform(Buffer.alloc(1), 1).caller,
			download: async () => {
				throw refusal(40007);
			},
		};
		await expect(downloadFile(caller, request)).rejects.toMatchObject({ errcode: 40007 });
	});
});
