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

	it('is gone after three days', async () => {
		const { media_id: id } = await upload('media/upload', { type: 'file' }, bytes(9), 'a');
		await stage.simulator.actions.moveClock({ seconds: 3 * 86_400 });
		byApp = { access_token: (await stage.install()).accessToken };
		expect(await (await get(id)).json()).toMatchObject({ errcode: 40007 });
	});
});
