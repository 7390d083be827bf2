import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { tokenForPath } from '../../wecom/catalog/token-family';
import { WeComConfigurationError } from '../../wecom/error';
import { openCorp, openSuite } from './platform';

/** How a request names the company it is for. Taken off before the request is sent. */
const TENANT_HEADER = 'x-wecom-corpid';
const TENANT_QUERY = 'wecom_corpid';

interface Target {
	url: URL;
	tenant: string | undefined;
	options: IHttpRequestOptions;
}

/** n8n's HTTP Request node still names the address `uri`; all others name it `url`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/** Where a request goes, and for whom; the token must go nowhere but to the credential's own host. */
function readTarget(options: RequestOptions, baseUrl: string): Target {
	const base = options.baseURL ?? baseUrl;
	const address = options.uri ?? options.url;
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (url?.origin !== new URL(baseUrl).origin) {
		throw new WeComConfigurationError(
			'url',
			`The URL is not one of ${baseUrl}, the API Base URL of the credential`,
			'Correct the URL: the token of this credential is sent to no other host',
		);
	}
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
		tenant,
		options: {
			...options,
			baseURL: undefined,
			...(options.uri === undefined ? { url: url.href } : { uri: url.href }),
			headers,
			qs,
		},
	};
}

function withToken(options: IHttpRequestOptions, parameter: string, token: string) {
	return { ...options, qs: { ...options.qs, [parameter]: token } };
}

/**
 * Puts the token that the path takes on a request made with a `weComSuiteApi` credential.
 * @throws WeComConfigurationError when the URL is another host's, or no company is named for a call that needs one
 */
export async function authenticateSuiteRequest(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { client, tokens } = await openSuite(credentials);
	const { url, tenant, options } = readTarget(request, client.baseUrl);
	const use = tokenForPath(url.pathname);
	if (!use) return options;
	if (use.family !== 'corp') {
		const { token } = await tokens.get({ kind: use.family });
		return withToken(options, use.parameter, token);
	}
	if (!tenant) {
		throw new WeComConfigurationError(
			TENANT_QUERY,
			'This call is made as a company, and no company was named',
			`Add the query parameter ${TENANT_QUERY}, or the header X-WeCom-CorpId, with the corp ID of a company that has installed the app`,
		);
	}
	const { token } = await tokens.get({ kind: 'corp', corpId: tenant });
	return withToken(options, use.parameter, token);
}

/** Puts the token of a company's own app on a request made with a `weComCorpApi` credential. */
export async function authenticateCorpRequest(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { client, tokens } = await openCorp(credentials);
	const { url, options } = readTarget(request, client.baseUrl);
	const use = tokenForPath(url.pathname);
	if (!use) return options;
	const { token } = await tokens.get();
	return withToken(options, use.parameter, token);
}
