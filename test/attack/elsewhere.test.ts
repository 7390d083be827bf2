import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';

import { createClient } from '../../wecom/api/http-client';
import { buildTarget, parseBaseUrl } from '../../wecom/api/address';
import type { Client } from '../../wecom/api/client';
import { readCustomCall } from '../../wecom/catalog/custom-call';
import { WeComConfigurationError } from '../../wecom/error';

/** A call goes to the base URL of its credential, below its folder, and to no other host. */

interface Listener {
	server: Server;
	origin: string;
	/** Method, target and body of what came. */
	came: string[];
}

async function listen(answer: (request: IncomingMessage) => { status: number; location?: string }) {
	const came: string[] = [];
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			came.push(`${request.method} ${request.url} ${Buffer.concat(pieces).toString()}`);
			const { status, location } = answer(request);
			response.writeHead(status, {
				'content-type': 'application/json',
				...(location ? { location } : {}),
			});
			response.end('{"errcode":0}');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, origin: `http://127.0.0.1:${port}`, came } satisfies Listener;
}

let stranger: Listener;
let gateway: Listener;
let status = 302;
let location: (request: IncomingMessage) => string;
let client: Client;

beforeAll(async () => {
	stranger = await listen(() => ({ status: 200 }));
	gateway = await listen((request) =>
		request.url?.includes('/sends-on') || request.url?.includes('token')
			? { status, location: location(request) }
			: { status: 200 },
	);
});
afterAll(() => {
	for (const { server } of [stranger, gateway]) {
		server.closeAllConnections();
		server.close();
	}
});
beforeEach(() => {
	stranger.came.length = 0;
	gateway.came.length = 0;
	client = createClient({
		baseUrl: `${gateway.origin}/wecom`,
		clock: Date.now,
		sleep: async () => await Promise.resolve(),
		retryBudget: 0,
	});
});
afterEach(async () => await client.close());

const token = { parameter: 'access_token', value: 'SECRET-TOKEN', family: 'corp' } as const;

describe.each([301, 302, 303, 307, 308])('a %d', (code) => {
	const ways: [string, (request: IncomingMessage) => string][] = [
		['to another host', ({ url }) => stranger.origin + url],
		['without a scheme', ({ url }) => stranger.origin.replace('http:', '') + url],
		['to the same host', ({ url }) => (url ?? '').replace('/sends-on', '/elsewhere')],
	];
	test.each(ways)('%s is an error, and nothing follows it', async (_way, where) => {
		status = code;
		location = where;
		const path = '/cgi-bin/sends-on';
		const file = {
			field: 'media',
			name: 'a.txt',
			mimeType: 'text/plain',
			content: Buffer.from('SECRET-FILE'),
			size: 11,
		};
		const calls = [
			client.call({ method: 'GET', path, token, repeatable: true }),
			client.call({ method: 'POST', path, token, body: { a: 'SECRET' }, repeatable: false }),
			client.call({ method: 'POST', path, token, file, repeatable: false }),
			client.download({ method: 'GET', path, token, repeatable: true }),
		];
		for (const outcome of await Promise.allSettled(calls)) {
			expect(outcome).toMatchObject({ reason: { code: 'wecom_http', status: code } });
			const { message, hint } = (outcome as PromiseRejectedResult).reason as Error & {
				hint: string;
			};
			expect(message + hint).not.toMatch(/SECRET|elsewhere/);
			expect(message + hint).not.toContain(stranger.origin);
		}
		expect(gateway.came).toHaveLength(calls.length);
		expect(stranger.came).toEqual([]);
	});
});

describe('a path', () => {
	const base = parseBaseUrl('http://gateway.example/wecom');
	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom(
				'/',
				'//',
				'\\',
				'..',
				'.',
				'@',
				':',
				'#',
				'?',
				'%2e%2e',
				'%2f',
				'%5c',
				';',
				'&',
				' ',
				'\t',
				'\r\n',
				'\u0000',
				'／',
				'．',
				'。',
				'evil.example',
				'https:',
				'http://evil.example',
				'cgi-bin',
				'user/get',
				'qyapi.weixin.qq.com',
				'https://qyapi.weixin.qq.com',
				'[::1]',
				'127.0.0.1',
				'localhost',
			),
			fc.string({ unit: 'binary', maxLength: 5 }),
		),
		{ maxLength: 8 },
	);
	const isBelow = (target: string) => {
		const url = new URL(`http://gateway.example${target}`);
		// As a server and as a browser read it, no segment leads up or to a name in the place of the host.
		expect(url.host).toBe('gateway.example');
		expect(url.pathname).toMatch(/^\/wecom\/cgi-bin(\/[\w~-][\w.~-]*)+$/);
		expect(decodeURIComponent(url.pathname)).toBe(url.pathname);
		expect(target).not.toMatch(/[\p{Cc}\\ #@]|\/\//u);
	};

	test('of a custom call ends below the base URL, or is refused with what to do', () => {
		const [read, refused] = [{ count: 0 }, { count: 0 }];
		fc.assert(
			fc.property(pieces, fc.constantFrom('GET', 'POST'), (parts, method) => {
				let call;
				try {
					call = readCustomCall({ method, path: parts.join(''), query: {} });
				} catch (error) {
					refused.count += 1;
					expect(error).toBeInstanceOf(WeComConfigurationError);
					return;
				}
				try {
					const target = buildTarget(base, {
						path: call.path,
						query: call.query as Record<string, string>,
						token,
					});
					read.count += 1;
					isBelow(target);
					expect(new URL(target, base.origin).searchParams.getAll('access_token')).toEqual([
						'SECRET-TOKEN',
					]);
				} catch (error) {
					if (!(error instanceof WeComConfigurationError)) throw error;
					refused.count += 1;
				}
			}),
			{ numRuns: 5000 },
		);
		expect(Math.min(read.count, refused.count)).toBeGreaterThan(100);
	});

	test('of the catalog takes no parameter into itself', () => {
		fc.assert(
			fc.property(pieces, fc.string(), (parts, name) => {
				const value = parts.join('');
				const target = buildTarget(base, {
					path: '/cgi-bin/user/get',
					query: { [name]: value, userid: value },
					token,
				});
				const url = new URL(target, base.origin);
				expect(url.pathname).toBe('/wecom/cgi-bin/user/get');
				expect(url.searchParams.getAll('access_token')).toEqual(['SECRET-TOKEN']);
				expect(target).not.toMatch(/[\p{Cc}\\ #]/u);
			}),
			{ numRuns: 2000 },
		);
	});

	test.each([
		'/../cgi-bin/user/get',
		'/cgi-bin/../user/get',
		'//evil.example/cgi-bin/user/get',
		'/\\evil.example/cgi-bin/user/get',
		'/cgi-bin\\..\\user',
		'/cgi-bin/user/get?access_token=x',
		'/cgi-bin/user/get#x',
		'/cgi-bin/user@evil.example',
		'@evil.example/cgi-bin',
		':80/cgi-bin',
		'/cgi-bin/%2e%2e/user',
		'/cgi-bin/user/get\r\nHost: evil.example',
		'/cgi-bin/user/get HTTP/1.1\r\n\r\nGET /',
		'http://evil.example/cgi-bin/user/get',
	])('like %j is not sent', async (path) => {
		const sending = client.call({ method: 'GET', path, token, repeatable: true });
		await expect(sending).rejects.toBeInstanceOf(WeComConfigurationError);
		await expect(client.download({ method: 'GET', path, token, repeatable: true })).rejects.toThrow(
			WeComConfigurationError,
		);
		expect(gateway.came).toEqual([]);
	});
});
