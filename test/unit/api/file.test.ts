import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import type { ApiFile } from '../../../wecom/api/client';
import { fileName } from '../../../wecom/api/answer';
import { encodeMultipart } from '../../../wecom/api/multipart';
import { makeClient, makeRequest } from './caller';
import { readBody, startLoopback, type Loopback } from './loopback';

const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
	while (open.length > 0) await open.pop()?.close();
});
function use<T extends { close(): Promise<void> }>(thing: T): T {
	open.push(thing);
	return thing;
}

const makeFile = (file: Partial<ApiFile> = {}): ApiFile => ({
	field: 'media',
	name: 'report.txt',
	mimeType: 'text/plain',
	content: Buffer.from('hello'),
	size: 5,
	...file,
});

const upload = (file: Partial<ApiFile> = {}) =>
	makeRequest({
		method: 'POST',
		path: '/cgi-bin/media/upload',
		query: { type: 'file' },
		repeatable: false,
		file: makeFile(file),
	});

describe('encodeMultipart', () => {
	const encode = async (file: Partial<ApiFile> = {}) => {
		const multipart = encodeMultipart(makeFile(file), 'BOUNDARY');
		const body = await buffer(multipart.open());
		expect(body.length).toBe(multipart.size);
		return body.toString('utf8');
	};

	it('writes the part as the platform wants it, with the size of the file', async () => {
		expect(await encode()).toBe(
			'--BOUNDARY\r\n' +
				'Content-Disposition: form-data; name="media"; filename="report.txt"; filelength=5\r\n' +
				'Content-Type: text/plain\r\n' +
				'\r\n' +
				'hello\r\n' +
				'--BOUNDARY--\r\n',
		);
	});

	it('puts other fields first', async () => {
		expect(await encode({ fields: { md5: 'abc' } })).toMatch(
			/^--BOUNDARY\r\nContent-Disposition: form-data; name="md5"\r\n\r\nabc\r\n--BOUNDARY\r\nContent-Disposition: form-data; name="media"/,
		);
	});

	it.each([
		['季度报告（终稿）.docx', '季度报告（终稿）.docx'],
		['a"; filename="b.exe', 'a%22; filename=%22b.exe'],
		[
			'a\r\nContent-Type: text/html\r\n\r\n<script>',
			'a%0D%0AContent-Type: text/html%0D%0A%0D%0A<script>',
		],
		['a\u0000b\u007fc\u0085', 'abc'],
		['\ud800.txt', '\ufffd.txt'],
	])('keeps the name %j inside its quotes', async (name, written) => {
		const body = await encode({ name });
		expect(body.split('\r\n')[1]).toBe(
			`Content-Disposition: form-data; name="media"; filename="${written}"; filelength=5`,
		);
	});

	it.each(['text/html\r\nX-Evil: 1', 'no type', '', 'a/b; c="d\r\n"'])(
		'sends bytes of no stated kind for the MIME type %j',
		async (mimeType) => {
			expect((await encode({ mimeType })).split('\r\n')[2]).toBe(
				'Content-Type: application/octet-stream',
			);
		},
	);

	it.each([
		[4, 'more'],
		[6, 'fewer'],
	])('fails when the size is said to be %i and is not', async (size, word) => {
		const multipart = encodeMultipart(makeFile({ size }));
		await expect(buffer(multipart.open())).rejects.toThrow(
			expect.objectContaining({ field: 'file', message: expect.stringContaining(word) }),
		);
	});

	it('reads no further than the stated size', async () => {
		let read = 0;
		const content = Readable.from(
			(function* () {
				for (; read < 10; read++) yield Buffer.from('hello');
			})(),
			{ objectMode: false, highWaterMark: 1 },
		);
		await expect(buffer(encodeMultipart(makeFile({ content })).open())).rejects.toMatchObject({
			field: 'file',
		});
		expect(read).toBeLessThan(5);
	});
});

describe('an upload', () => {
	it('arrives byte for byte from a stream', async () => {
		const content = randomBytes(3_000_000);
		let received: Buffer | undefined;
		const server = use(
			await startLoopback((request, response) => {
				void readBody(request).then((body) => {
					received = body;
					response.end(JSON.stringify({ errcode: 0, media_id: 'M', headers: request.headers }));
				});
			}),
		);
		const client = use(makeClient(server.url));
		const { json } = await client.call(
			upload({
				name: '图.bin',
				mimeType: 'application/octet-stream',
				content: Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]),
				size: content.length,
			}),
		);
		expect(json).toMatchObject({
			media_id: 'M',
			headers: {
				'content-length': String(received?.length),
				'content-type': expect.stringMatching(/^multipart\/form-data; boundary=[0-9a-f-]{36}$/),
			},
		});
		const start = (received?.indexOf('\r\n\r\n') ?? 0) + 4;
		const file = received?.subarray(start, start + content.length) ?? Buffer.alloc(0);
		expect(createHash('sha256').update(file).digest('hex')).toBe(
			createHash('sha256').update(content).digest('hex'),
		);
	});

	it('reads the file no faster than it is taken, so that its size does not matter', async () => {
		const piece = Buffer.alloc(64 * 1024);
		const pieces = 1600;
		let taken = 0;
		let largestLead = 0;
		let read = 0;
		const server = use(
			await startLoopback((request, response) => {
				request.on('data', (data: Buffer) => {
					taken += data.length;
				});
				request.on('end', () => response.end('{"errcode":0}'));
				// A slow start: everything that is read ahead now is in memory.
				request.pause();
				setTimeout(() => request.resume(), 100);
			}),
		);
		const client = use(makeClient(server.url));
		await client.call(
			upload({
				content: Readable.from(
					(function* () {
						for (let i = 0; i < pieces; i++) {
							read += piece.length;
							largestLead = Math.max(largestLead, read - taken);
							yield piece;
						}
					})(),
					{ objectMode: false },
				),
				size: pieces * piece.length,
			}),
		);
		expect(read).toBe(100 * 1024 * 1024);
		expect(taken).toBeGreaterThan(read);
		// What the kernel holds for a loopback connection counts too.
		expect(largestLead).toBeLessThan(16 * 1024 * 1024);
	});

	it('of a stream is not sent again after it was begun', async () => {
		const server = use(
			await startLoopback((request, response) => {
				void readBody(request).then(() =>
					response.end('{"errcode":45033,"errmsg":"too many at once"}'),
				);
			}),
		);
		const client = use(makeClient(server.url));
		const content = Readable.from([Buffer.from('hello')]);
		await expect(client.call(upload({ content }))).rejects.toMatchObject({ errcode: 45033 });
		expect(server.targets).toHaveLength(1);
		await expect(client.call(upload({ content }))).rejects.toMatchObject({
			field: 'file',
			message: expect.stringContaining('read already'),
		});
		expect(server.targets).toHaveLength(1);
	});

	it.each<[string, () => ApiFile['content']]>([
		['a buffer', () => Buffer.from('hello')],
		['what opens a stream', () => () => Readable.from([Buffer.from('hello')])],
		[
			'what opens a stream after a while',
			() => async () => await Promise.resolve(Readable.from([Buffer.from('hello')])),
		],
	])('of %s is sent again whole', async (_what, content) => {
		const bodies: string[] = [];
		const server = use(
			await startLoopback((request, response) => {
				void readBody(request).then((body) => {
					bodies.push(body.toString());
					response.end(bodies.length < 3 ? '{"errcode":45033,"errmsg":"no"}' : '{"errcode":0}');
				});
			}),
		);
		const client = use(makeClient(server.url));
		await client.call(upload({ content: content() }));
		expect(bodies).toHaveLength(3);
		expect(bodies.every((body) => body.includes('\r\n\r\nhello\r\n--'))).toBe(true);
	});

	it('of a stream is sent when the connection comes at the second try', async () => {
		let server: Loopback | undefined = await startLoopback(() => undefined);
		const { url } = server;
		await server.close();
		server = undefined;
		const client = use(
			makeClient(url, {
				sleep: async () => {
					const { port } = new URL(url);
					server ??= use(
						await startLoopback((request, response) => {
							void readBody(request).then((body) =>
								response.end(JSON.stringify({ errcode: 0, size: body.length })),
							);
						}, Number(port)),
					);
				},
			}),
		);
		await expect(
			client.call(upload({ content: Readable.from([Buffer.from('hello')]) })),
		).resolves.toMatchObject({ json: { errcode: 0 } });
	});

	it('says so when the file is shorter than it was said to be, and WeCom gets no whole request', async () => {
		let whole = false;
		const server = use(
			await startLoopback((request) => {
				request.on('error', () => undefined);
				request.on('end', () => (whole = true));
				request.resume();
			}),
		);
		const client = use(makeClient(server.url));
		await expect(client.call(upload({ size: 50 }))).rejects.toMatchObject({
			code: 'wecom_configuration',
			field: 'file',
		});
		expect(whole).toBe(false);
	});

	it('passes on what broke the reading of the file', async () => {
		const server = use(await startLoopback((request) => void request.resume()));
		const client = use(makeClient(server.url));
		const content = new Readable({
			read() {
				this.destroy(new Error('disk gone'));
			},
		});
		await expect(client.call(upload({ content }))).rejects.toMatchObject({
			code: 'wecom_request',
			cause: { message: 'disk gone' },
		});
	});
});

describe('download', () => {
	const download = makeRequest({ path: '/cgi-bin/media/get' });

	it('streams the file with its name, type and size', async () => {
		const content = randomBytes(200_000);
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, {
					'content-type': 'image/jpeg',
					'content-length': content.length,
					'content-disposition': 'attachment; filename="photo.jpg"',
				});
				response.end(content);
			}),
		);
		const client = use(makeClient(server.url, { maxJsonBytes: 1000 }));
		const file = await client.download(download);
		expect(file).toMatchObject({ name: 'photo.jpg', mimeType: 'image/jpeg', size: 200_000 });
		expect((await buffer(file.content)).equals(content)).toBe(true);
	});

	it.each([
		['application/json; charset=UTF-8', 200],
		['text/plain', 200],
		['application/json', 404],
	])('takes an errcode for an error (%s, status %i)', async (type, status) => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(status, { 'content-type': type });
				response.end('{"errcode":40007,"errmsg":"invalid media_id"}');
			}),
		);
		const client = use(makeClient(server.url));
		await expect(client.download(download)).rejects.toMatchObject({
			code: 'wecom_platform',
			errcode: 40007,
		});
	});

	it.each([
		['has a name', { 'content-disposition': 'attachment; filename="a.json"' }, '{"errcode":40007}'],
		['holds no errcode', {}, '{"name":"value"}'],
		['is no JSON', {}, 'plain text'],
		['is long', {}, `{"errcode":40007,"text":"${'x'.repeat(300_000)}"}`],
	])('gives a JSON file that %s', async (_what, headers, body) => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-type': 'application/json', ...headers });
				response.write(body.slice(0, 5));
				response.end(body.slice(5));
			}),
		);
		const client = use(makeClient(server.url));
		const file = await client.download(download);
		expect(await text(file.content)).toBe(body);
	});

	it('takes a page with another status for an error', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(403, {
					'content-type': 'text/html',
					'content-disposition': 'inline; filename="x.html"',
				});
				response.end('<title>Forbidden</title>');
			}),
		);
		const client = use(makeClient(server.url));
		await expect(client.download(download)).rejects.toMatchObject({
			code: 'wecom_http',
			status: 403,
			message: expect.stringContaining('titled "Forbidden"'),
		});
	});

	it('fails in the stream when the connection breaks', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' });
				response.write('x');
				setTimeout(() => response.destroy(), 10);
			}),
		);
		const client = use(makeClient(server.url));
		const file = await client.download(download);
		await expect(buffer(file.content)).rejects.toMatchObject({
			code: 'wecom_request',
			message: expect.stringContaining('GET /cgi-bin/media/get'),
		});
	});

	it('ends the connection when the file is not wanted any more', async () => {
		let closed: (() => void) | undefined;
		const gone = new Promise<void>((resolve) => (closed = resolve));
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-type': 'image/png' });
				response.on('close', () => closed?.());
				response.write(Buffer.alloc(1000));
			}),
		);
		const client = use(makeClient(server.url));
		const { content } = await client.download(download);
		await new Promise((resolve) => content.once('data', resolve));
		content.destroy();
		await gone;
	});
});

describe('fileName', () => {
	it.each<[string | undefined, string | undefined]>([
		[undefined, undefined],
		['attachment', undefined],
		['attachment; filename="photo.jpg"', 'photo.jpg'],
		['attachment; filename=photo.jpg', 'photo.jpg'],
		['attachment; filename="a;b.txt"; x=1', 'a;b.txt'],
		['attachment; filename="a\\"b.txt"', 'a"b.txt'],
		['attachment; filename*=UTF-8\'\'%E5%9B%BE.png; filename="x.png"', '图.png'],
		['attachment; filename="%E5%9B%BE.png"', '图.png'],
		[`attachment; filename="${Buffer.from('图.png').toString('latin1')}"`, '图.png'],
		['attachment; filename="100%.txt"', '100%.txt'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\evil\\\\a.exe"', 'a.exe'],
		['attachment; filename="%2e%2e%2fpasswd"', 'passwd'],
		['attachment; filename=".."', undefined],
		['attachment; filename="a%0d%0ab"', 'ab'],
		['attachment; filename="..."', undefined],
		// Of these a pattern may take the end of a line for the end of the name.
		['attachment; filename="%E2%80%A8../../etc/passwd"', 'passwd'],
		["attachment; filename*=utf-8''a%E2%80%A9%2F..%2F..%2Fpasswd", 'passwd'],
		// Shown, it would be a picture: "photo" and then "gpj.exe" from right to left.
		['attachment; filename="photo%E2%80%AEgpj.exe"', 'photogpj.exe'],
		['attachment; filename="a%1b[2J%00b"', 'a[2Jb'],
	])('of %j is %j', (disposition, name) => {
		expect(fileName(disposition)).toBe(name);
	});

	it.each([
		[`${'x'.repeat(5000)}.txt`, `${'x'.repeat(251)}.txt`],
		['x'.repeat(5000), 'x'.repeat(255)],
		[`${encodeURIComponent('图'.repeat(100))}.png`, `${'图'.repeat(83)}.png`],
	])('is cut to what a file system takes, before its extension (%#)', (name, cut) => {
		expect(fileName(`attachment; filename="${name}"`)).toBe(cut);
	});

	it('is never a path, a line or too long for a file system', () => {
		const part = fc.constantFrom(
			'..',
			'/',
			'\\',
			'%2f',
			'%5C',
			'\u2028',
			'%E2%80%A9',
			'"',
			"'",
			';',
		);
		const text = fc.array(fc.oneof(part, part, fc.string({ unit: 'binary' })), { maxLength: 12 });
		fc.assert(
			fc.property(
				text,
				fc.constantFrom('filename=', 'filename="', "filename*=utf-8''"),
				(parts, begin) => {
					const name = fileName(`attachment; ${begin}${parts.join('')}"`) ?? 'none';
					expect(name).not.toMatch(/[/\\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\.*$/u);
					expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
				},
			),
			{ numRuns: 2000 },
		);
	});
});
