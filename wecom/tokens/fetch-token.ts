import type { ApiRequest, Client } from '../api/client';
import { WeComHttpError, WeComRequestError } from '../api/error';
import { WeComError } from '../error';
import { FETCH_LIMIT, FETCH_RETRY_BUDGET } from './life';
import type { JsTicketKind } from './tokens';

export interface FetchedToken {
	token: string;
	/** Seconds; what is left of the life of a token that was handed out before, which may be none. */
	lifetime: number;
}

/** The endpoints that give tokens; their requests carry secrets, so nobody else calls them. */
export interface TokenEndpoints {
	/** Doc: https://developer.work.weixin.qq.com/document/path/90600 */
	suite(suiteId: string, suiteSecret: string, ticket: string): Promise<FetchedToken>;
	/** Doc: https://developer.work.weixin.qq.com/document/path/91200 */
	provider(corpId: string, secret: string): Promise<FetchedToken>;
	/** Of a standard suite's tenant. Doc: https://developer.work.weixin.qq.com/document/path/90605 */
	tenant(suiteToken: string, corpId: string, permanentCode: string): Promise<FetchedToken>;
	/**
	 * Of an own app, or of a customised one, whose permanent code is its secret.
	 * Doc: https://developer.work.weixin.qq.com/document/path/91039
	 */
	app(corpId: string, secret: string): Promise<FetchedToken>;
	/**
	 * The ticket of the company, or of the app in it, whose token goes along.
	 * Doc: https://developer.work.weixin.qq.com/document/path/90506
	 */
	jsTicket(kind: JsTicketKind, corpToken: string): Promise<FetchedToken>;
}

const JS_TICKETS: Record<JsTicketKind, Pick<ApiRequest, 'path' | 'query'>> = {
	config: { path: '/cgi-bin/get_jsapi_ticket' },
	agentConfig: { path: '/cgi-bin/ticket/get', query: { type: 'agent_config' } },
};

export function createTokenEndpoints(client: Client): TokenEndpoints {
	/** Fetching a token twice is harmless: WeCom hands out the same one while it is valid. */
	async function fetch(
		request: Omit<ApiRequest, 'repeatable'>,
		field: string,
	): Promise<FetchedToken> {
		const call = `${request.method} ${request.path}`;
		const signal = AbortSignal.timeout(FETCH_LIMIT);
		const { json } = await client
			.call({
				...request,
				answer: 'json',
				repeatable: true,
				retryBudget: FETCH_RETRY_BUDGET,
				signal,
			})
			.catch((error: unknown) => {
				if (error instanceof WeComError || !signal.aborted) throw error;
				throw new WeComRequestError(
					call,
					`no token within ${FETCH_LIMIT / 1000} s`,
					'WeCom, or the way to it, is slow. Run it again in a while',
					true,
					false,
				);
			});
		const token = json[field];
		const lifetime = Number(json.expires_in);
		if (typeof token !== 'string' || token === '' || !(lifetime >= 0)) {
			throw new WeComHttpError(
				call,
				200,
				`the answer lacks ${field} or expires_in`,
				'Check the API base URL, and that no proxy or firewall answers in place of WeCom',
			);
		}
		return { token, lifetime };
	}

	return {
		suite: async (suiteId, suiteSecret, ticket) =>
			await fetch(
				{
					method: 'POST',
					path: '/cgi-bin/service/get_suite_token',
					body: { suite_id: suiteId, suite_secret: suiteSecret, suite_ticket: ticket },
				},
				'suite_access_token',
			),
		provider: async (corpId, secret) =>
			await fetch(
				{
					method: 'POST',
					path: '/cgi-bin/service/get_provider_token',
					body: { corpid: corpId, provider_secret: secret },
				},
				'provider_access_token',
			),
		tenant: async (suiteToken, corpId, permanentCode) =>
			await fetch(
				{
					method: 'POST',
					path: '/cgi-bin/service/get_corp_token',
					body: { auth_corpid: corpId, permanent_code: permanentCode },
					token: { parameter: 'suite_access_token', value: suiteToken, family: 'suite' },
				},
				'access_token',
			),
		app: async (corpId, secret) =>
			await fetch(
				{
					method: 'GET',
					path: '/cgi-bin/gettoken',
					query: { corpid: corpId, corpsecret: secret },
				},
				'access_token',
			),
		jsTicket: async (kind, corpToken) =>
			await fetch(
				{
					method: 'GET',
					...JS_TICKETS[kind],
					token: { parameter: 'access_token', value: corpToken, family: 'corp' },
				},
				'ticket',
			),
	};
}
