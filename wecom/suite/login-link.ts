import { WeComConfigurationError } from '../error';
import { pageOrigin } from './page-origin';

/** A link by which a member logs in. */
export interface LoginLinkRequest {
	/** `oauth` works inside WeCom; `web` in any browser, by QR code or WeCom on the same machine. */
	way: 'oauth' | 'web';
	/** What the member is asked for; `web` knows no difference. */
	scope: 'snsapi_base' | 'snsapi_privateinfo';
	/** A third-party app by its suite ID; a customised app by its company and agent. */
	app: { suiteId: string } | { corpId: string; agentId: number };
	/** Where the browser goes afterwards; its host must be the trusted domain of the app. */
	redirectUri: string;
	/** Comes back with the browser; letters and digits. */
	state: string;
}

/**
 * Builds the link; calls nobody.
 * Doc: https://developer.work.weixin.qq.com/document/path/91120
 * Doc: https://developer.work.weixin.qq.com/document/path/98171
 * @throws WeComConfigurationError when redirect URI or state cannot be right
 */
export function createLoginLink(request: LoginLinkRequest, apiBaseUrl: string): string {
	const { way, scope, app, redirectUri, state } = request;
	if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) {
		throw new WeComConfigurationError(
			'redirectUri',
			"'Redirect URI' is not a URL that begins with https://",
			'Enter the address of a page under the trusted domain of the app',
		);
	}
	if (!/^[A-Za-z0-9]{0,128}$/.test(state)) {
		throw new WeComConfigurationError(
			'state',
			"'State' may have up to 128 letters and digits and nothing else",
			'Shorten it, or use a number that stands for it: WeCom allows no other characters in a state',
		);
	}
	const appId = 'suiteId' in app ? app.suiteId : app.corpId;
	const agent: Record<string, string> = 'suiteId' in app ? {} : { agentid: String(app.agentId) };
	const stated: Record<string, string> = state === '' ? {} : { state };
	if (way === 'web') {
		const url = new URL(
			'/wwlogin/sso/login',
			pageOrigin(apiBaseUrl, 'https://login.work.weixin.qq.com'),
		);
		url.search = new URLSearchParams({
			login_type: 'suiteId' in app ? 'ServiceApp' : 'CorpApp',
			appid: appId,
			...agent,
			redirect_uri: redirectUri,
			...stated,
		}).toString();
		return url.href;
	}
	const url = new URL(
		'/connect/oauth2/authorize',
		pageOrigin(apiBaseUrl, 'https://open.weixin.qq.com'),
	);
	url.search = new URLSearchParams({
		appid: appId,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope,
		...agent,
		...stated,
	}).toString();
	// WeCom's browser takes it for the sign that it is to say who the member is.
	url.hash = 'wechat_redirect';
	return url.href;
}
