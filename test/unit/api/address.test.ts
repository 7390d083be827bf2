import fc from 'fast-check';
import { buildTarget, parseBaseUrl } from '../../../wecom/api/address';
import { WeComConfigurationError } from '../../../wecom/error';

const base = parseBaseUrl('https://qyapi.weixin.qq.com');

describe('parseBaseUrl', () => {
	it.each([
		['https://qyapi.weixin.qq.com', 'https://qyapi.weixin.qq.com'],
		['https://qyapi.weixin.qq.com/', 'https://qyapi.weixin.qq.com'],
		[' HTTPS://QYAPI.weixin.qq.com:443// ', 'https://qyapi.weixin.qq.com'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['https://gateway.example/wecom/', 'https://gateway.example/wecom'],
	])('reads %s as %s', (text, href) => {
		expect(parseBaseUrl(text).href).toBe(href);
	});

	it.each([
		['', 'is not a URL'],
		['qyapi.weixin.qq.com', 'is not a URL'],
		['ftp://qyapi.weixin.qq.com', 'https://'],
		['file:///etc/passwd', 'https://'],
		['https://name:word@qyapi.weixin.qq.com', 'user name'],
		['https://qyapi.weixin.qq.com?x=1', 'query'],
		['https://qyapi.weixin.qq.com/#', 'fragment'],
		['https://gateway.example/a%2f..', 'unusual'],
	])('refuses %j', (text, problem) => {
		expect(() => parseBaseUrl(text)).toThrow(
			expect.objectContaining({ field: 'baseUrl', message: expect.stringContaining(problem) }),
		);
	});

	it('repeats no password of a refused one', () => {
		expect(() => parseBaseUrl('https://name:s3cretword@host')).toThrow(
			expect.not.objectContaining({ message: expect.stringContaining('s3cretword') }),
		);
	});
});

describe('buildTarget', () => {
	it('puts the path below the folder of the base URL', () => {
		expect(
			buildTarget(parseBaseUrl('https://gateway.example/wecom/'), { path: '/cgi-bin/user/get' }),
		).toBe('/wecom/cgi-bin/user/get');
	});

	it('percent-encodes every value, so that none becomes a parameter of its own', () => {
		expect(
			buildTarget(base, {
				path: '/cgi-bin/user/get',
				query: { userid: '张三&access_token=x#?', n: 1, all: true, none: false, left: undefined },
				token: { parameter: 'access_token', value: 'a+b/c=', family: 'corp' },
			}),
		).toBe(
			'/cgi-bin/user/get?userid=%E5%BC%A0%E4%B8%89%26access_token%3Dx%23%3F&n=1&all=1&none=0&access_token=a%2Bb%2Fc%3D',
		);
	});

	it('lets no query parameter stand beside the token of its name', () => {
		expect(
			buildTarget(base, {
				path: '/cgi-bin/user/get',
				query: { access_token: 'of-another-tenant' },
				token: { parameter: 'access_token', value: 'right', family: 'corp' },
			}),
		).toBe('/cgi-bin/user/get?access_token=right');
	});

	it.each([
		'',
		'cgi-bin/user/get',
		'//evil.example/cgi-bin/user/get',
		'/\\evil.example/x',
		'\\\\evil.example\\x',
		'https://evil.example/',
		'/cgi-bin/https://evil.example/',
		'/@evil.example/',
		'/cgi-bin/../../admin',
		'/cgi-bin/..',
		'/cgi-bin/./user',
		'/cgi-bin/%2e%2e/admin',
		'/cgi-bin/..%2fadmin',
		'/cgi-bin/user?access_token=x',
		'/cgi-bin/user#x',
		'/cgi-bin//user',
		'/cgi-bin/user/',
		'/cgi-bin/user get',
		'/cgi-bin/user\r\nHost: evil.example',
		'/cgi-bin/user\tget',
		'/cgi-bin/user\u0000',
		'/cgi-bin/用户',
		'/cgi-bin/user;x',
	])('refuses the path %j', (path) => {
		expect(() => buildTarget(base, { path })).toThrow(WeComConfigurationError);
	});

	it('repeats no token that was pasted with the path', () => {
		expect(() => buildTarget(base, { path: '/cgi-bin/user?access_token=s3cret' })).toThrow(
			expect.objectContaining({
				field: 'path',
				message: expect.not.stringContaining('s3cret'),
				hint: expect.stringContaining('separately'),
			}),
		);
	});

	it('leads nowhere but below the base URL, whatever the path and the parameters', () => {
		const folder = parseBaseUrl('https://gateway.example/wecom');
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc
						.array(
							fc.constantFrom('/', '..', '.', '%2e', '%2f', '\\', '@', ':', '//', 'a', 'cgi-bin'),
						)
						.map((parts) => parts.join('')),
				),
				fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
				(path, query) => {
					let target: string;
					try {
						target = buildTarget(folder, { path, query });
					} catch (error) {
						expect(error).toBeInstanceOf(Error);
						return;
					}
					const url = new URL(target, folder.origin);
					expect(url.host).toBe('gateway.example');
					expect(url.pathname).toBe(`/wecom${path}`);
					expect(Object.fromEntries(url.searchParams)).toEqual({ ...query });
				},
			),
			{ numRuns: 500 },
		);
	});
});
