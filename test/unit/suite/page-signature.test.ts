import { createPageSignatures, readPageUrl, signPage } from '../../../wecom/suite/page-signature';

describe('the signature of a page', () => {
	it.each([
		[
			'TICKET-JS-1',
			'n0nce',
			1700000000,
			'https://app.example.com/a?b=1',
			'5154a63031d759672d5ea34f29ac699f8f640809',
		],
		// The example of the documentation page.
		[
			'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
			'Wm3WZYTPz0wzccnW',
			1414587457,
			'http://mp.weixin.qq.com?params=value',
			'0f9de62fce790f9a083d5c99e95740ceb90c27ed',
		],
	])('is what WeCom computes: %s', (ticket, nonce, timestamp, url, signature) => {
		expect(signPage(ticket, { nonce, timestamp, url })).toBe(signature);
	});
});

describe('the address of a page', () => {
	it.each([
		['https://app.example.com/a?b=1#top', 'https://app.example.com/a?b=1'],
		['https://app.example.com/a#', 'https://app.example.com/a'],
		[' https://app.example.com ', 'https://app.example.com/'],
		[
			'https://App.Example.com:443/订单?x=张',
			'https://app.example.com/%E8%AE%A2%E5%8D%95?x=%E5%BC%A0',
		],
		['http://localhost:8080/?a=%E5%BC%A0&b=1+2', 'http://localhost:8080/?a=%E5%BC%A0&b=1+2'],
	])('%s is signed as the browser writes it: %s', (text, url) => {
		expect(readPageUrl(text).href).toBe(url);
	});

	it.each(['', 'app.example.com', '/a', 'javascript:alert(1)', 'ftp://app.example.com/'])(
		'%j is refused',
		(text) => {
			expect(() => readPageUrl(text)).toThrow(
				expect.objectContaining({ code: 'wecom_configuration', field: 'url' }) as Error,
			);
		},
	);
});

describe('the signatures of a page', () => {
	const clock = () => 1_700_000_000_999;
	const url = new URL('https://app.example.com/a?b=1');

	it('speak for the company with its ticket and for the app with its own', async () => {
		const signatures = await createPageSignatures(url, {
			getTicket: async (kind) =>
				await Promise.resolve(kind === 'config' ? 'TICKET-JS-1' : 'TICKET-JS-2'),
			clock,
			nonce: 'n0nce',
		});
		expect(signatures).toEqual({
			config: {
				timestamp: 1700000000,
				nonceStr: 'n0nce',
				signature: '5154a63031d759672d5ea34f29ac699f8f640809',
			},
			agentConfig: {
				timestamp: 1700000000,
				nonceStr: 'n0nce',
				signature: signPage('TICKET-JS-2', {
					nonce: 'n0nce',
					timestamp: 1700000000,
					url: url.href,
				}),
			},
		});
	});

	it('are different each time', async () => {
		const sign = async () =>
			await createPageSignatures(url, { getTicket: async () => await Promise.resolve('T'), clock });
		const [one, two] = [await sign(), await sign()];
		expect(one.config.nonceStr).toMatch(/^[0-9a-f]{32}$/);
		expect(one.config.nonceStr).not.toBe(two.config.nonceStr);
		expect(one.config.signature).not.toBe(two.config.signature);
	});
});
