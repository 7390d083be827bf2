import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { readMultipart } from '../../../simulator/api/multipart';
import { Stage, type Json } from './stage';

const MEGABYTE = 1024 ** 2;

describe('multipart bodies', () => {
	const part = (headers: string, content: string) => `--B\r\n${headers}\r\n\r\n${content}\r\n`;

	it('give their files whatever is in name and content', () => {
		const body =
			part('Content-Disposition: form-data; name="note"', 'no file') +
			part(
				'Content-Disposition: form-data; name="media";filename="a\\"b 文.txt"; filelength=6\r\nContent-Type: text/plain',
				'--x\r\n\r\n\0',
			) +
			'--B--\r\n';
		expect(readMultipart('multipart/form-data; boundary="B"', Buffer.from(body))).toEqual([
			{
				field: 'media',
				fileName: 'a"b 文.txt',
				contentType: 'text/plain',
				bytes: Buffer.from('--x\r\n\r\n\0'),
			},
		]);
	});

	it('are refused without a boundary or an end', () => {
		const body = Buffer.from(part('Content-Disposition: form-data; name="m"; filename="f"', 'x'));
		expect(() => readMultipart('multipart/form-data', body)).toThrow('boundary is missing');
		expect(() => readMultipart('multipart/form-data; boundary=B', body)).toThrow('does not end');
		const many = Buffer.from(`${'--B\r\n\r\n\r\n'.repeat(100)}--B--`);
		expect(() => readMultipart('multipart/form-data; boundary=B', many)).toThrow('does not end');
	});
});

describe('media', () => {
	let stage: Stage;
	let byApp: { access_token: string };

	beforeAll(async () => {
		stage = await Stage.open();
		byApp = { access_token: (await stage.install()).accessToken };
	});
	afterAll(async () => await stage.close());

	const upload = async (
		path: string,
		query: Record<string, string>,
		bytes: Uint8Array<ArrayBuffer>,
		fileName: string,
		field = 'media',
	): Promise<Json> => {
		const form = new FormData();
		form.set(field, new Blob([bytes], { type: 'text/plain' }), fileName);
		const address = stage.address(path, { ...byApp, ...query });
		const response = await fetch(address, { method: 'POST', body: form });
		return (await response.json()) as Json;
	};
	const bytes = (size: number) => new Uint8Array(size).fill(7);
	const get = async (mediaId: unknown, headers: Record<string, string> = {}) =>
		await fetch(stage.address('media/get', { ...byApp, media_id: String(mediaId) }), { headers });

	it('comes back as it went, with its name', async () => {
		const answer = await upload('media/upload', { type: 'file' }, bytes(9), '说明 1.txt');
		expect(answer).toMatchObject({ errcode: 0, type: 'file', created_at: expect.any(String) });
		const response = await get(answer.media_id);
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename="__ 1.txt"; filename*=UTF-8''${encodeURIComponent('说明 1.txt')}`,
		);
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes(9));
	});

	it('comes in pieces', async () => {
		const { media_id: id } = await upload('media/upload', { type: 'file' }, bytes(100), 'a.bin');
		const piece = await get(id, { range: 'bytes=90-' });
		expect(piece.status).toBe(206);
		expect(piece.headers.get('content-range')).toBe('bytes 90-99/100');
		expect((await piece.arrayBuffer()).byteLength).toBe(10);
		const tail = await get(id, { range: 'bytes=-3' });
		expect(tail.headers.get('content-range')).toBe('bytes 97-99/100');
		expect(await (await get(id, { range: 'bytes=200-300' })).json()).toMatchObject({
			errcode: 40146,
		});
	});

	it.each([
		['image', 'a.gif', 100, 40004],
		['voice', 'a.mp3', 100, 40004],
		['video', 'a.avi', 100, 40004],
		['file', 'a.bin', 5, 40006],
		['voice', 'a.amr', 2 * MEGABYTE + 1, 45001],
		['image', 'a.png', 10 * MEGABYTE + 1, 40009],
		['sticker', 'a.png', 100, 40005],
		['file', 'a.bin', 6, 0],
		['image', 'A.JPEG', 100, 0],
	])('of type %s called %s with %i bytes is answered %i', async (type, name, size, errcode) => {
		expect((await upload('media/upload', { type }, bytes(size), name)).errcode).toBe(errcode);
	});

	it('needs its field, a multipart body, and its company', async () => {
		const wrong = await upload('media/upload', { type: 'file' }, bytes(9), 'a', 'attachment');
		expect(wrong.errcode).toBe(40058);
		const query = { ...byApp, type: 'file' };
		expect((await stage.post('media/upload', query, {})).errcode).toBe(40063);
		const { media_id: id } = await upload('media/upload', { type: 'file' }, bytes(9), 'a');
		const [, other] = stage.simulator.world.corps;
		const { accessToken } = await stage.install(stage.suite, other);
		const foreign = { access_token: accessToken, media_id: String(id) };
		expect((await stage.get('media/get', foreign)).errcode).toBe(40007);
	});

	it('of an image for messages has a URL for good', async () => {
		const { url } = await upload('media/uploadimg', {}, bytes(9), 'a.png');
		const response = await fetch(String(url));
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes(9));
	});

	describe('that WeCom fetches itself', () => {
		const content = Buffer.from(bytes(21 * MEGABYTE));
		let server: Server;
		let from: string;

		beforeAll(async () => {
			server = createServer((request, response) => {
				const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
				if (request.url === '/gone') return response.writeHead(404).end();
				if (request.url === '/whole' || !range) return response.end(content);
				const piece = content.subarray(Number(range[1]), Number(range[2]) + 1);
				const contentRange = `bytes ${range[1]}-${range[2]}/${content.length}`;
				return response.writeHead(206, { 'content-range': contentRange }).end(piece);
			}).listen(0, '127.0.0.1');
			await once(server, 'listening');
			from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		});
		afterAll(() => {
			server.closeAllConnections();
			server.close();
		});

		const md5 = createHash('md5').update(content).digest('hex');
		const wanted = { scene: 1, type: 'file', filename: 'a.bin', md5 };
		const result = async (jobid: unknown): Promise<Json> => {
			for (;;) {
				const answer = await stage.post('media/get_upload_by_url_result', byApp, { jobid });
				if (answer.status !== 1) return answer;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		};
		const fetchFrom = async (path: string, change: object = {}) =>
			await stage.post('media/upload_by_url', byApp, { ...wanted, url: from + path, ...change });

		it('may be larger than what is uploaded, and is given in pieces only', async () => {
			const { jobid } = await fetchFrom('/file');
			const answer = await result(jobid);
			expect(answer).toMatchObject({ status: 2, detail: { media_id: expect.any(String) } });
			const { media_id: id } = answer.detail as Json;
			expect(await (await get(id)).json()).toMatchObject({ errcode: 830002 });
			const piece = await get(id, { range: 'bytes=0-99' });
			expect(piece.headers.get('content-range')).toBe(`bytes 0-99/${content.length}`);
		});

		it.each([
			['of another MD5', '/file', { md5: '0'.repeat(32) }, 301019],
			['without ranges', '/whole', {}, 830001],
			['that is not there', '/gone', {}, 830003],
		])('%s does not come', async (_what, path, change, errcode) => {
			const { jobid } = await fetchFrom(path, change);
			expect(await result(jobid)).toMatchObject({ status: 3, detail: { errcode } });
		});

		it('is answered for an hour', async () => {
			const { jobid } = await fetchFrom('/gone');
			await result(jobid);
			await stage.simulator.actions.moveClock({ seconds: 3600 });
			expect(await result(jobid)).toMatchObject({ errcode: 40088 });
			expect((await fetchFrom('', { url: 'nowhere' })).errcode).toBe(830001);
		});
	});

	it('is gone after three days', async () => {
		const { media_id: id } = await upload('media/upload', { type: 'file' }, bytes(9), 'a');
		await stage.simulator.actions.moveClock({ seconds: 3 * 86_400 });
		byApp = { access_token: (await stage.install()).accessToken };
		expect(await (await get(id)).json()).toMatchObject({ errcode: 40007 });
	});
});
