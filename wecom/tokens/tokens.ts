import type { AccessToken } from '../vault/vault';

/** Which token a call needs. */
export type TokenRequest =
	| { kind: 'suite' }
	| { kind: 'provider' }
	/** The company's token for this suite, from `get_corp_token` or `gettoken` as the installation says. */
	| { kind: 'corp'; corpId: string };

/** Whom a page speaks for that is signed with a JS-SDK ticket: `config` for the company, `agentConfig` for the app. */
export type JsTicketKind = 'config' | 'agentConfig';

export interface GetOptions {
	/**
	 * Fetches a token even if the vault has one, and keeps it: the proof that the credentials are right. What is fetched
	 * may be the same token again.
	 */
	fresh?: boolean;
}

/**
 * The one place that gives tokens: it reads the vault, else takes a lease there, fetches once for all processes, stores
 * with a margin before expiry, and releases.
 */
export interface Tokens {
	/**
	 * @throws TicketMissingError when there is no ticket that WeCom would still accept
	 * @throws InstallationMissingError when the company has no installation
	 * @throws DeauthorizedError when WeCom says that the installation has ended
	 * @throws WeComConfigurationError when a credential field that this token needs is empty or refused
	 */
	get(request: TokenRequest, options?: GetOptions): Promise<AccessToken>;
	/**
	 * Runs a call with a token. An errcode that says this very token is bad drops it for everybody and repeats the call
	 * once with a new one.
	 */
	use<T>(request: TokenRequest, call: (token: string) => Promise<T>): Promise<T>;
	/**
	 * The ticket that pages of the app are signed with in one company. Only WeCom's client refuses a ticket, and tells
	 * the page, so nothing here replaces it before its end but `fresh`.
	 * @throws as `get` for the token of the company
	 */
	getJsTicket(kind: JsTicketKind, corpId: string, options?: GetOptions): Promise<AccessToken>;
}

/** The same for the one token of a company's own app. */
export interface OwnTokens {
	/** @throws WeComConfigurationError when a credential field is empty or refused */
	get(options?: GetOptions): Promise<AccessToken>;
	use<T>(call: (token: string) => Promise<T>): Promise<T>;
	/** The ticket that pages of the app are signed with. */
	getJsTicket(kind: JsTicketKind, options?: GetOptions): Promise<AccessToken>;
}
