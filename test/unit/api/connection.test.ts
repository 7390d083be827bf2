import { connect, createServer as createSocketServer, type Socket } from 'node:net';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WeComHttpError, WeComRequestError } from '../../../wecom/api/error';
import { openConnections } from '../../../wecom/api/dispatcher';
import { createClient } from '../../../wecom/api/http-client';
import { makeClient, makeRequest, makeTime } from './caller';
import { startLoopback, type Loopback } from './loopback';

const ok = JSON.stringify({ errcode: 0, errmsg: 'ok' });

/** Ends everything that a test opened, the newest first. */
const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
	while (open.length > 0) await open.pop()?.close();
});
function use<T extends { close(): Promise<void> }>(thing: T): T {
	open.push(thing);
	return thing;
}

/** A server of bare sockets. */
async function startSockets(onSocket: (socket: Socket) => void): Promise<{ url: string }> {
	const sockets = new Set<Socket>();
	const server = createSocketServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		onSocket(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	use({
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function unusedUrl(): Promise<string> {
	const server = await startLoopback(() => undefined);
	await server.close();
	return server.url;
}

const refused = async (promise: Promise<unknown>) =>
	await promise.then(
		() => {
			throw new Error('the call succeeded');
		},
		(error: unknown) => error as WeComRequestError,
	);

describe('a call that does not come through', () => {
	it('is sent again when no connection could be made, a message too', async () => {
		const time = makeTime();
		const client = use(createClient({ baseUrl: await unusedUrl(), ...time, random: () => 0 }));
		const error = await refused(client.call(makeRequest({ method: 'POST', repeatable: false })));
		expect(error).toBeInstanceOf(WeComRequestError);
		expect(error).toMatchObject({
			code: 'wecom_request',
			sent: false,
			message: expect.stringMatching(/no connection to http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/),
			cause: { code: 'ECONNREFUSED' },
		});
		expect(time.waits).toEqual([500, 1000, 2000]);
	});

	it('names a host that cannot be resolved', async () => {
		const client = use(makeClient('http://no-such-host.invalid', { retryBudget: 0 }));
		expect(await refused(client.call(makeRequest()))).toMatchObject({
			sent: false,
			message: expect.stringMatching(/name of http:\/\/no-such-host\.invalid cannot be resolved/),
		});
	});

	it.each([
		[true, 3],
		[false, 1],
	])('is (%s) or is not repeated after a time-out: %i times sent', async (repeatable, times) => {
		const server = use(await startLoopback(() => undefined));
		const client = use(makeClient(server.url, { timeouts: { headers: 60 } }));
		const error = await refused(client.call(makeRequest({ method: 'POST', repeatable })));
		expect(error).toMatchObject({
			sent: true,
			message: expect.stringContaining('no answer'),
			hint: expect.stringContaining('WeCom may have acted'),
			cause: { code: 'UND_ERR_HEADERS_TIMEOUT' },
		});
		expect(server.targets).toHaveLength(times);
	});

	it.each([
		[true, 3],
		[false, 1],
	])('is (%s) or is not repeated after a reset: %i times sent', async (repeatable, times) => {
		let received = 0;
		const server = await startSockets((socket) =>
			socket.once('data', () => {
				received++;
				socket.resetAndDestroy();
			}),
		);
		const client = use(makeClient(server.url));
		const error = await refused(client.call(makeRequest({ method: 'POST', repeatable })));
		expect(error).toMatchObject({ sent: true, message: expect.stringContaining('broke') });
		expect(received).toBe(times);
	});

	it('is not repeated when the answer breaks off in the middle, if it was a message', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-length': '1000' });
				response.write('{"errcode":0,');
				setTimeout(() => response.destroy(), 10);
			}),
		);
		const client = use(makeClient(server.url));
		expect(
			await refused(client.call(makeRequest({ method: 'POST', repeatable: false }))),
		).toMatchObject({
			code: 'wecom_request',
			sent: true,
		});
		expect(server.targets).toHaveLength(1);
	});

	it('ends when the answer stops coming', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-length': '1000' });
				response.write('{"errcode":0,');
			}),
		);
		const client = use(makeClient(server.url, { timeouts: { body: 60 }, retryBudget: 0 }));
		expect(await refused(client.call(makeRequest()))).toMatchObject({
			message: expect.stringContaining('stopped'),
			cause: { code: 'UND_ERR_BODY_TIMEOUT' },
		});
	});

	it('ends at once with its signal, while it waits for an answer or for a connection', async () => {
		const server = use(await startLoopback(() => undefined));
		const client = use(makeClient(server.url, { connections: 1 }));
		const controller = new AbortController();
		const calls = [1, 2].map(async () =>
			refused(client.call(makeRequest({ signal: controller.signal }))),
		);
		setTimeout(() => controller.abort(new Error('the workflow was stopped')), 30);
		const errors = await Promise.all(calls);
		expect(errors.map(({ message }) => message)).toEqual([
			'the workflow was stopped',
			'the workflow was stopped',
		]);
		expect(server.targets).toHaveLength(1);
	});

	it('tells of a certificate that is not trusted, and does not try again', async () => {
		// A server that speaks no TLS stands for one whose certificate does not fit.
		let connections = 0;
		const server = await startSockets((socket) => {
			connections++;
			socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
		});
		const client = use(makeClient(server.url.replace('http:', 'https:')));
		expect(await refused(client.call(makeRequest()))).toMatchObject({
			sent: false,
			lasting: true,
			message: expect.stringContaining('is not trusted'),
		});
		expect(connections).toBe(1);
	});
});

describe('an answer', () => {
	it.each([
		['tells its length', true],
		['does not tell its length', false],
	])('that is too long is refused, where it %s', async (_what, withLength) => {
		const body = JSON.stringify({ errcode: 0, list: 'x'.repeat(5000) });
		const server = use(
			await startLoopback((_request, response) => {
				if (withLength) response.setHeader('content-length', body.length);
				response.write(body.slice(0, 100));
				response.end(body.slice(100));
			}),
		);
		const client = use(makeClient(server.url, { maxJsonBytes: 5000 }));
		const error = await refused(client.call(makeRequest()));
		expect(error).toBeInstanceOf(WeComHttpError);
		expect(error).toMatchObject({ message: expect.stringContaining('longer than 5000 bytes') });

		const roomy = use(makeClient(server.url, { maxJsonBytes: 6000 }));
		await expect(roomy.call(makeRequest())).resolves.toMatchObject({ json: { errcode: 0 } });
	});
});

describe('an endless answer', () => {
	it('is not read to its end', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				const write = () => {
					while (!response.destroyed && response.write('x'.repeat(1000)));
				};
				response.on('drain', write);
				write();
			}),
		);
		const client = use(makeClient(server.url, { maxJsonBytes: 50_000 }));
		expect(await refused(client.call(makeRequest()))).toMatchObject({ code: 'wecom_http' });
	});

	it('is not begun to be read when it tells its length', async () => {
		const server = use(
			await startLoopback((_request, response) => {
				response.writeHead(200, { 'content-length': 1e9 });
				response.flushHeaders();
			}),
		);
		const client = use(makeClient(server.url));
		expect(await refused(client.call(makeRequest()))).toMatchObject({ code: 'wecom_http' });
	});
});

describe('connections', () => {
	it('are kept alive and shared by the clients of one base URL', async () => {
		let connections = 0;
		const sockets = new Set<Socket>();
		const server = createServer((request, response) => {
			if (!sockets.has(request.socket)) connections++;
			sockets.add(request.socket);
			response.end(ok);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		use({ close: async () => await new Promise((resolve) => server.close(() => resolve())) });
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const clients = [url, `${url}/`, url, url].map((baseUrl) => use(makeClient(baseUrl)));
		for (let i = 0; i < 20; i++) await clients[i % 4].call(makeRequest());
		// A second one is opened when a call comes while the first is just being given back.
		expect(connections).toBeLessThanOrEqual(2);
		const before = connections;

		// One client's end leaves the others their connections.
		for (let i = 0; i < 4; i++) await clients[0].close();
		await clients[1].call(makeRequest());
		expect(connections).toBe(before);
	});

	it('are not more than allowed', async () => {
		let now = 0;
		let most = 0;
		const server = use(
			await startLoopback((_request, response) => {
				most = Math.max(most, ++now);
				setTimeout(() => {
					now--;
					response.end(ok);
				}, 5);
			}),
		);
		const client = use(makeClient(server.url, { connections: 3 }));
		await Promise.all(Array.from({ length: 20 }, async () => await client.call(makeRequest())));
		expect(most).toBe(3);
	});
});

describe('proxy', () => {
	/** A proxy that passes on plain requests and tunnels, and notes both. */
	async function startProxy(status?: number): Promise<Loopback & { seen: string[] }> {
		const seen: string[] = [];
		const tunnels = new Set<Socket>();
		const server = createServer((request, response) => {
			seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
			if (status !== undefined) {
				response.writeHead(status).end();
				return;
			}
			const target = new URL(request.url ?? '');
			request.pipe(
				forward(target, { method: request.method, headers: request.headers }, (answer) => {
					response.writeHead(answer.statusCode ?? 0, answer.headers);
					answer.pipe(response);
				}),
			);
		});
		server.on('connect', (request, socket: Socket) => {
			seen.push(`CONNECT ${request.url}`);
			tunnels.add(socket);
			if (status !== undefined) {
				socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
				return;
			}
			const [host, port] = (request.url ?? '').split(':');
			const upstream = connect(Number(port), host, () => {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				upstream.pipe(socket).pipe(upstream);
			});
			upstream.on('error', () => socket.destroy());
			socket.on('error', () => upstream.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return {
			url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			targets: seen,
			seen,
			close: async () => {
				for (const socket of tunnels) socket.destroy();
				await new Promise<void>((resolve) => {
					server.close(() => resolve());
					server.closeAllConnections();
				});
			},
		};
	}

	it('gets the calls to an http base URL, with its password', async () => {
		const server = use(await startLoopback((_request, response) => void response.end(ok)));
		const proxy = use(await startProxy());
		const client = use(
			makeClient(server.url, {
				proxy: { httpProxy: proxy.url.replace('http://', 'http://name:word@') },
			}),
		);
		await expect(client.call(makeRequest())).resolves.toMatchObject({ json: { errcode: 0 } });
		expect(proxy.seen).toEqual([
			`GET ${server.url}/cgi-bin/user/get Basic ${Buffer.from('name:word').toString('base64')}`,
		]);
		expect(server.targets).toEqual(['GET /cgi-bin/user/get']);
	});

	it('is asked for a tunnel by an https base URL, and understood without a scheme', async () => {
		const proxy = use(await startProxy());
		const target = await startSockets((socket) => socket.end('no TLS here'));
		const { host } = new URL(target.url);
		const client = use(
			makeClient(`https://${host}`, {
				proxy: { httpsProxy: proxy.url.replace('http://', '') },
				retryBudget: 0,
			}),
		);
		await refused(client.call(makeRequest()));
		expect(proxy.seen).toEqual([`CONNECT ${host}`]);
	});

	it('is gone round for the hosts in NO_PROXY', async () => {
		const server = use(await startLoopback((_request, response) => void response.end(ok)));
		const proxy = use(await startProxy());
		const client = use(
			makeClient(server.url, {
				proxy: { httpProxy: proxy.url, noProxy: 'example.com, 127.0.0.1' },
			}),
		);
		await client.call(makeRequest());
		expect(proxy.seen).toEqual([]);
		expect(server.targets).toHaveLength(1);
	});

	it('is not used for the other scheme', async () => {
		const server = use(await startLoopback((_request, response) => void response.end(ok)));
		const proxy = use(await startProxy());
		const client = use(makeClient(server.url, { proxy: { httpsProxy: proxy.url } }));
		await client.call(makeRequest());
		expect(proxy.seen).toEqual([]);
	});

	it('is never taken from the environment', async () => {
		const before = process.env.http_proxy;
		process.env.http_proxy = await unusedUrl();
		try {
			const server = use(await startLoopback((_request, response) => void response.end(ok)));
			const proxy = use(await startProxy());
			for (const settings of [undefined, {}, { httpsProxy: 'http://127.0.0.1:1' }]) {
				const client = use(makeClient(server.url, { proxy: settings, retryBudget: 0 }));
				await client.call(makeRequest());
			}
			const client = use(makeClient(server.url, { proxy: { httpProxy: proxy.url } }));
			await client.call(makeRequest());
			expect(proxy.seen).toHaveLength(1);
		} finally {
			if (before === undefined) delete process.env.http_proxy;
			else process.env.http_proxy = before;
		}
	});

	it.each(['http', 'https'])(
		'that wants a password is told apart from WeCom (%s)',
		async (scheme) => {
			const server = use(await startLoopback((_request, response) => void response.end(ok)));
			const proxy = use(await startProxy(407));
			const client = use(
				makeClient(server.url.replace('http', scheme), {
					proxy: { httpProxy: proxy.url, httpsProxy: proxy.url },
				}),
			);
			const error = await refused(client.call(makeRequest()));
			expect(error).toMatchObject({
				code: 'wecom_request',
				sent: false,
				lasting: true,
				message: expect.stringContaining('the proxy on the way to'),
				hint: expect.stringContaining('user name and password'),
			});
			expect(proxy.seen).toHaveLength(1);
		},
	);

	it('with an impossible address is a wrong setting, and its password is not repeated', () => {
		expect(() =>
			openConnections('https://qyapi.weixin.qq.com', {
				proxy: { httpsProxy: 'http://name:s3cret@[bad' },
			}),
		).toThrow(
			expect.objectContaining({
				code: 'wecom_configuration',
				field: 'HTTPS_PROXY',
				message: expect.not.stringContaining('s3cret'),
			}),
		);
	});
});
