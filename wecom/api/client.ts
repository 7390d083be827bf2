import type { Readable } from 'node:stream';

/**
 * One call of the platform's HTTP API. The client knows nothing of where a token comes from: it puts the given one into
 * the query and reports an errcode that says it is bad.
 */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** Path below the base URL, beginning with `/`. */
	path: string;
	query?: Record<string, string | number | boolean | undefined>;
	/** JSON body. */
	body?: unknown;
	/** One file as `multipart/form-data`, streamed. */
	file?: ApiFile;
	/** Query parameter and value of the access token, and the family it belongs to. */
	token?: { parameter: string; value: string; family: TokenFamily };
	/** The company whose token goes along: its calls of one endpoint share a budget. */
	tenant?: string;
	/** Whether the call may be sent again when it is not known whether WeCom has acted on the first one. */
	repeatable: boolean;
	/** `file`: the answer is a file (an errcode in JSON is an error all the same). */
	answer?: 'json' | 'file';
	/** Which bytes of a file to give, both ends included; for an endpoint that gives files in pieces. */
	range?: { from: number; to: number };
	signal?: AbortSignal;
	/** Milliseconds from the first attempt within which another may begin, in place of the client's. */
	retryBudget?: number;
}

export interface ApiFile {
	/** Name of the form field, `media` for most endpoints. */
	field: string;
	name: string;
	mimeType: string;
	/**
	 * Bytes, or a stream of `size` bytes, or what opens such a stream. A stream can be read only once, so a call that
	 * carries one is not sent again after it was begun; what opens it anew can be.
	 */
	content: Buffer | Readable | (() => Readable | Promise<Readable>);
	/** Bytes in `content`. */
	size: number;
	/** Other form fields. */
	fields?: Record<string, string>;
}

export type TokenFamily = 'suite' | 'provider' | 'corp';

export interface ApiAnswer {
	/** The parsed JSON answer, with `errcode` absent or 0. */
	json: Record<string, unknown>;
	/** What the platform warned of although it answered `ok`, for example a malformed JSON body. */
	warning?: string;
}

export interface FileAnswer {
	content: Readable;
	name: string | undefined;
	mimeType: string | undefined;
	/** Bytes, if the platform told. */
	size: number | undefined;
	/** Which bytes of how many these are, if the file came in pieces. */
	range?: { from: number; to: number; total: number };
}

export interface Client {
	readonly baseUrl: string;
	/**
	 * Sends a call, with the retries that its nature allows, and gives the answer.
	 * @throws WeComPlatformError, WeComRateLimitError, WeComHttpError, WeComRequestError; WeComConfigurationError when the
	 * path or the file cannot be sent; the signal's reason when it is aborted
	 */
	call(request: ApiRequest & { answer?: 'json' }): Promise<ApiAnswer>;
	/** The same for an endpoint that answers with a file. */
	download(request: ApiRequest): Promise<FileAnswer>;
	close(): Promise<void>;
}

/** Proxies as the environment variables of these names give them; whoever opens a client reads those. */
export interface ProxySettings {
	/** `HTTP_PROXY`, for a base URL with http. */
	httpProxy?: string;
	/** `HTTPS_PROXY`, for a base URL with https. */
	httpsProxy?: string;
	/** `NO_PROXY`: hosts that are reached directly. */
	noProxy?: string;
}
