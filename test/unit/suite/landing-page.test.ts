import { createHash } from 'node:crypto';

import { languageOf, redirectTo, renderPage } from '../../../wecom/suite/landing-page';

const scripts = '"><script>alert(1)</script>\'&';

describe('a page', () => {
	const { status, headers, body } = renderPage('installed', 200, 'zh');

	it('says in the language of the browser what happened', () => {
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(body).toContain('<html lang="zh-CN">');
		expect(body).toContain('应用已安装完成');
		expect(renderPage('used', 409, 'en').body).toContain('This link has been used');
	});

	it('allows nothing but its own style sheet', () => {
		const css = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? '';
		const digest = createHash('sha256').update(css).digest('base64');
		expect(headers['content-security-policy']).toBe(
			`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		);
		expect(headers).toMatchObject({
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
		});
	});

	it("takes the operator's words as text, and only colours as colour", () => {
		const own = { title: scripts, text: scripts, accent: 'red}body{background:url(//evil)' };
		const page = renderPage('installed', 200, 'en', own);
		expect(page.body).not.toContain('<script');
		expect(page.body).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;');
		expect(page.body).not.toContain('evil');
		expect(renderPage('installed', 200, 'en', { accent: '#AbCdEf' }).body).toContain('#AbCdEf');
	});

	it('falls back to its own words where the operator has none', () => {
		const page = renderPage('member', 200, 'en', { title: '', text: '' });
		expect(page.body).toContain('You are logged in');
		expect(page.body).toContain('You may close this page.');
	});
});

it('a redirect tells no other site where the browser was', () => {
	expect(redirectTo('https://app.example.com/', 'a=b')).toEqual({
		status: 303,
		headers: {
			location: 'https://app.example.com/',
			'set-cookie': 'a=b',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
		},
		body: '',
	});
	expect(redirectTo('https://app.example.com/').headers).not.toHaveProperty('set-cookie');
});

it.each([
	[undefined, 'en'],
	['', 'en'],
	['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
	['en-US,en;q=0.9,zh;q=0.8', 'en'],
	['en;q=0.1, ZH-TW', 'zh'],
	['de, zh;q=0.5', 'zh'],
	['zh;q=0', 'en'],
	[['zh'], 'en'],
])('a browser that accepts %p reads %s', (header, language) => {
	expect(languageOf(header)).toBe(language);
});
