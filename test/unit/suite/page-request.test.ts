import { readPageRequest } from '../../../wecom/suite/page-request';

const site = 'https://app.example.com';
const other = 'https://shop.example.com:8443';
const page = `${site}/orders?id=1`;
const read = (query: Record<string, unknown>, origin?: unknown) =>
	readPageRequest(query, origin, [site, other]);

describe('a page that wants to be signed', () => {
	it.each([undefined, site])('is taken from a listed site: Origin %s', (origin) => {
		const request = read({ url: `${page}#/top`, corp_id: 'wpAbc-_1' }, origin);
		expect(request).toMatchObject({ accepted: true, corpId: 'wpAbc-_1', origin });
		expect(request.accepted && request.url.href).toBe(page);
	});

	it('may leave the company to the endpoint', () => {
		expect(read({ url: page })).toMatchObject({ accepted: true, corpId: undefined });
		expect(read({ url: page, corp_id: '' })).toMatchObject({ accepted: true, corpId: undefined });
	});

	it.each([
		'https://evil.example',
		'http://app.example.com',
		'https://app.example.com:444',
		'https://app.example.com.evil.example',
		'https://sub.app.example.com',
		'https://APP.example.com',
		'https://app.example.com/',
		'null',
		'',
		['https://app.example.com', 'https://evil.example'],
	])('is refused to a script of another site, which may not even read that: %s', (origin) => {
		expect(read({ url: page }, origin)).toEqual({
			accepted: false,
			status: 403,
			code: 'origin_not_allowed',
			message: expect.any(String) as string,
			origin: undefined,
		});
	});

	it.each([
		'https://evil.example/orders',
		'http://app.example.com/orders',
		'https://app.example.com:444/',
		'https://app.example.com.evil.example/',
		'https://sub.app.example.com/',
		'https://evil.example/https://app.example.com/',
		'https://evil.example\\@app.example.com/',
		'//app.example.com/',
	])('is refused for a page of another site: %s', (url) => {
		const refusal = read({ url }, site);
		expect(refusal).toMatchObject({ accepted: false, origin: site });
		expect([400, 403]).toContain((refusal as { status: number }).status);
	});

	it('is refused where one site asks for a page of another, both listed', () => {
		expect(read({ url: page }, other)).toMatchObject({
			accepted: false,
			status: 403,
			code: 'page_not_allowed',
			origin: other,
		});
	});

	it.each([
		[{}],
		[{ url: '' }],
		[{ url: 'orders' }],
		[{ url: 'javascript:alert(1)' }],
		[{ url: [page, page] }],
		[{ url: { href: page } }],
		[{ url: `${site}/${'a'.repeat(2048)}` }],
		[{ url: 'https://user@app.example.com/' }],
		[{ url: 'https://app.example.com:pass@app.example.com/' }],
	])('must say once what it is: %j', (query) => {
		expect(read(query, site)).toMatchObject({ status: 400, code: 'invalid_url', origin: site });
	});

	it.each([['wp 1'], ['<script>'], ['w'.repeat(65)], [['wp1', 'wp2']]])(
		'must name one company: %j',
		(corp_id) => {
			expect(read({ url: page, corp_id }, site)).toMatchObject({
				status: 400,
				code: 'invalid_corp_id',
			});
		},
	);

	it('is told nothing of what it sent', () => {
		const refused = [
			read({ url: 'https://secret.example/?token=secret' }),
			read({ url: 'secret' }),
			read({ url: page, corp_id: 'se cret' }),
			read({ url: page }, 'https://secret.example'),
		];
		expect(JSON.stringify(refused)).not.toContain('secret');
	});
});
