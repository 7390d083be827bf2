import type { Client } from '../api/client';
import type { Clock } from '../clock';
import { WeComConfigurationError } from '../error';
import type { Tokens } from '../tokens/tokens';
import { pageOrigin } from './page-origin';
import { signState } from './state';

export interface InstallLinkRequest {
	/** `test`: for at most ten companies, before the app is published. */
	authorisation: 'production' | 'test';
	/** Where the browser goes afterwards; its host must be the app's install-redirect domain. */
	redirectUri: string;
	/** A word of the operator's own that comes back with the browser; letters and digits. */
	reference: string;
}

export interface InstallLink {
	url: string;
	/** ISO 8601; WeCom's pre-auth code lives twenty minutes. */
	expiresAt: string;
	state: string;
}

/**
 * Makes a link by which a company's administrator installs the suite from the provider's own website. Good for one
 * installation.
 * Doc: https://developer.work.weixin.qq.com/document/path/90597
 * @throws WeComConfigurationError when the redirect URI is no absolute http(s) URL
 */
export async function createInstallLink(
	suite: {
		suiteId: string;
		suiteSecret: string;
		client: Client;
		tokens: Tokens;
		clock: Clock;
	},
	request: InstallLinkRequest,
): Promise<InstallLink> {
	const { suiteId, suiteSecret, client, tokens, clock } = suite;
	if (
		!/^https?:$/.test(
			URL.canParse(request.redirectUri) ? new URL(request.redirectUri).protocol : '',
		)
	) {
		throw new WeComConfigurationError(
			'redirectUri',
			"'Redirect URI' is not a URL that begins with https://",
			'Enter the address of a page under the install-redirect domain of the app',
		);
	}
	return await tokens.use({ kind: 'suite' }, async (token) => {
		const suiteToken = {
			parameter: 'suite_access_token',
			value: token,
			family: 'suite' as const,
		};
		const { json } = await client.call({
			method: 'GET',
			path: '/cgi-bin/service/get_pre_auth_code',
			token: suiteToken,
			repeatable: true,
		});
		const code = String(json.pre_auth_code);
		const lifetimeSeconds = Number(json.expires_in);
		if (request.authorisation === 'test') {
			await client.call({
				method: 'POST',
				path: '/cgi-bin/service/set_session_info',
				body: { pre_auth_code: code, session_info: { auth_type: 1 } },
				token: suiteToken,
				repeatable: true,
			});
		}
		const state = signState(
			{ suiteId, suiteSecret },
			{ ...request, purpose: 'install link', lifetimeSeconds, clock },
		);
		const origin = pageOrigin(client.baseUrl, 'https://open.work.weixin.qq.com');
		const url = new URL('/3rdapp/install', origin);
		url.search = new URLSearchParams({
			suite_id: suiteId,
			pre_auth_code: code,
			redirect_uri: request.redirectUri,
			state,
		}).toString();
		return {
			url: url.href,
			expiresAt: new Date(clock() + lifetimeSeconds * 1000).toISOString(),
			state,
		};
	});
}
