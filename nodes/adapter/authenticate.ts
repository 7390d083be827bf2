import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { tokenForPath, type TokenUse } from '../../wecom/catalog/token-family';
import { WeComConfigurationError, WeComError } from '../../wecom/error';

/** When it is needed: the vault and the HTTP client would slow the start of every n8n process. */
const loadPlatform = async () => await import('./platform');

/** How a request names the company it is for. Taken off before the request is sent. */
const TENANT_HEADER = 'x-wecom-corpid';
const TENANT_QUERY = 'wecom_corpid';

/** The HTTP Request node writes the address of its requests under `uri`, and follows redirects under names of its own. */
type Request = IHttpRequestOptions & {
	uri?: string;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

/**
 * WeCom's API never sends anybody on, and whoever does may name another host, with the token in the address and the
 * body of a call to follow.
 */
const FOLLOW_NOTHING = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
} satisfies Partial<Request>;

interface Target {
	url: URL;
	/** Below the base URL. */
	path: string;
	tenant: string | undefined;
	options: IHttpRequestOptions;
}

/** Where a request goes, and for whom; the token must go nowhere but below the credential's own base URL. */
function readTarget({ uri, ...options }: Request, baseUrl: string): Target {
	const base = options.baseURL ?? baseUrl;
	const address = options.url ?? uri ?? '';
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	const { origin, pathname } = new URL(baseUrl);
	const folder = pathname.replace(/\/$/, '');
	if (url?.origin !== origin || !url.pathname.startsWith(`${folder}/`)) {
		throw new WeComConfigurationError(
			'url',
			`The URL is not one of ${baseUrl}, the API Base URL of the credential`,
			'Correct the URL: the token of this credential is sent nowhere else',
		);
	}
	const path = url.pathname.slice(folder.length);
	const headers = { ...options.headers };
	const qs = { ...options.qs };
	let tenant = url.searchParams.get(TENANT_QUERY) ?? undefined;
	url.searchParams.delete(TENANT_QUERY);
	if (qs[TENANT_QUERY] !== undefined) tenant ??= String(qs[TENANT_QUERY]);
	delete qs[TENANT_QUERY];
	for (const name of Object.keys(headers)) {
		if (name.toLowerCase() !== TENANT_HEADER) continue;
		tenant ??= String(headers[name]);
		delete headers[name];
	}
	return {
		url,
		path,
		tenant,
		options: { ...options, ...FOLLOW_NOTHING, baseURL: undefined, url: url.href, headers, qs },
	};
}

/** In place of a token that came along in the URL, as in an example of the documentation. */
function withToken({ url, options }: Target, { parameter }: TokenUse, token: string) {
	url.searchParams.delete(parameter);
	return { ...options, url: url.href, qs: { ...options.qs, [parameter]: token } };
}

/** n8n shows the message and the description of what a credential throws, and knows of no hint. */
async function explain<T>(work: () => Promise<T>): Promise<T> {
	return await work().catch((error: unknown) => {
		if (!(error instanceof WeComError)) throw error;
		throw new UserError(error.message, { description: error.hint, cause: error });
	});
}

/**
 * Puts the token that the path takes on a request made with a `weComSuiteApi` credential.
 * @throws UserError when the URL is another host's, no company is named for a call that needs one, or WeCom gives no
 * token
 */
export async function authenticateSuiteRequest(
	credentials: ICredentialDataDecryptedObject,
	request: Request,
): Promise<IHttpRequestOptions> {
	return await explain(async () => {
		const { openSuite } = await loadPlatform();
		const { client, tokens } = await openSuite(credentials);
		const target = readTarget(request, client.baseUrl);
		const use = tokenForPath(target.path);
		if (!use) return target.options;
		if (use.family !== 'corp') {
			const { token } = await tokens.get({ kind: use.family });
			return withToken(target, use, token);
		}
		if (!target.tenant) {
			throw new WeComConfigurationError(
				TENANT_QUERY,
				'This call is made as a company, and no company was named',
				`Add the query parameter ${TENANT_QUERY}, or the header X-WeCom-CorpId, with the corp ID of a company that has installed the app`,
			);
		}
		const { token } = await tokens.get({ kind: 'corp', corpId: target.tenant });
		return withToken(target, use, token);
	});
}

/**
 * Puts the token of a company's own app on a request made with a `weComCorpApi` credential.
 * @throws UserError when the URL is another host's, or WeCom gives no token
 */
export async function authenticateCorpRequest(
	credentials: ICredentialDataDecryptedObject,
	request: Request,
): Promise<IHttpRequestOptions> {
	return await explain(async () => {
		const { openCorp } = await loadPlatform();
		const { client, tokens } = await openCorp(credentials);
		const target = readTarget(request, client.baseUrl);
		const use = tokenForPath(target.path);
		if (!use) return target.options;
		const { token } = await tokens.get();
		return withToken(target, use, token);
	});
}
