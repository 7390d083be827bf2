import { createLoginLink, type LoginLinkRequest } from '../../../wecom/suite/login-link';

const OFFICIAL = 'https://qyapi.weixin.qq.com';
const request: LoginLinkRequest = {
	way: 'oauth',
	scope: 'snsapi_base',
	app: { suiteId: 'ww00000000000000b1' },
	redirectUri: 'https://app.example.com/a?b=c&d',
	state: 'abc123',
};
const link = (change: Partial<LoginLinkRequest> = {}, base = OFFICIAL) =>
	createLoginLink({ ...request, ...change }, base);

describe('a login link', () => {
	it('is the one that the platform documents for a third-party app', () => {
		expect(link()).toBe(
			'https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww00000000000000b1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fa%3Fb%3Dc%26d&response_type=code&scope=snsapi_base&state=abc123#wechat_redirect',
		);
	});

	it('names the company and the agent of a customised app', () => {
		const app = { corpId: 'wpA', agentId: 1000007 };
		expect(link({ app, scope: 'snsapi_privateinfo', state: '' })).toBe(
			'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wpA&redirect_uri=https%3A%2F%2Fapp.example.com%2Fa%3Fb%3Dc%26d&response_type=code&scope=snsapi_privateinfo&agentid=1000007#wechat_redirect',
		);
	});

	it('is for any browser where a code is scanned', () => {
		expect(link({ way: 'web' })).toBe(
			'https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=ServiceApp&appid=ww00000000000000b1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fa%3Fb%3Dc%26d&state=abc123',
		);
		expect(link({ way: 'web', app: { corpId: 'wpA', agentId: 7 } })).toContain(
			'?login_type=CorpApp&appid=wpA&agentid=7&',
		);
	});

	it.each(['oauth', 'web'] as const)('leads where the API is called, by %s', (way) => {
		expect(new URL(link({ way }, 'http://127.0.0.1:9')).origin).toBe('http://127.0.0.1:9');
	});

	it.each([
		['redirectUri', { redirectUri: 'app.example.com' }],
		['redirectUri', { redirectUri: 'javascript:alert(1)' }],
		['state', { state: 'a-b' }],
		['state', { state: 'x'.repeat(129) }],
	])('names %s when it cannot be right', (field, change) => {
		expect(() => link(change)).toThrow(expect.objectContaining({ field }) as Error);
	});
});
