import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Clock, Sleep } from '../clock';
import { WeComConfigurationError, WeComError } from '../error';
import type { Logger } from '../logger';
import { buildTarget, checkPath, parseBaseUrl } from './address';
import { readFile, readJson, type AnswerContext, type Response } from './answer';
import { createBudgets, type Budgets } from './budget';
import type { ApiRequest, Client } from './client';
import { openConnections, type ConnectionSettings } from './dispatcher';
import { DEFAULT_TIMEOUTS, explainFailure } from './failure';
import { MAX_JSON_BYTES } from './limits';
import { canOpen, encodeMultipart } from './multipart';
import { decideRetry, kindOfFailure, RETRY_BUDGET, type RetryKind } from './retry-policy';
import { secretsOf } from './secrets';

export interface ClientOptions extends ConnectionSettings {
	/** The only host that is ever called, for example `https://qyapi.weixin.qq.com`. */
	baseUrl: string;
	clock: Clock;
	sleep: Sleep;
	/** From 0 to 1, for the jitter of waits. */
	random?: () => number;
	logger?: Logger;
	/** Milliseconds from a call's first attempt within which another may begin; 0 repeats nothing. */
	retryBudget?: number;
	/** Bytes that a JSON answer may have. */
	maxJsonBytes?: number;
	/** Connections of the caller's own, in place of the process's; the client does not close them. */
	dispatcher?: Dispatcher;
}

/** By base URL: one for all clients of the process, whatever credential they serve. */
const budgets = new Map<string, Budgets>();

function shareBudgets(baseUrl: string, options: ClientOptions): Budgets {
	const known = budgets.get(baseUrl) ?? createBudgets(options);
	budgets.set(baseUrl, known);
	return known;
}

/** @throws WeComConfigurationError when the base URL is not a plain one */
export function createClient(options: ClientOptions): Client {
	const { clock, sleep, random = Math.random, logger } = options;
	const base = parseBaseUrl(options.baseUrl);
	const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
	const { dispatcher, close } = options.dispatcher
		? { dispatcher: options.dispatcher, close: async () => {} }
		: openConnections(base.origin, options);
	const { enter } = options.dispatcher ? createBudgets(options) : shareBudgets(base.href, options);

	async function attempt<T>(
		request: ApiRequest,
		read: (response: Response, context: AnswerContext) => Promise<T>,
	): Promise<T> {
		const call = `${request.method} ${request.path}`;
		const secrets = secretsOf(request);
		let sent = false;
		const broken = (error: unknown) =>
			explainFailure(error, { call, origin: base.origin, sent, timeouts, secrets });

		const target = buildTarget(base, request);
		const { body, headers } = encodeBody(request);
		let response: Response;
		try {
			response = await untilAborted(
				dispatcher
					.compose(
						(dispatch) => (dispatchOptions, handler) =>
							dispatch(
								dispatchOptions,
								noticeSending(handler, () => (sent = true)),
							),
					)
					.request({
						origin: base.origin,
						path: target,
						method: request.method,
						headers,
						body,
						signal: request.signal,
						headersTimeout: timeouts.headers,
						bodyTimeout: timeouts.body,
					}),
				request.signal,
			);
		} catch (error) {
			throw broken(error);
		}
		return await read(response, {
			call,
			secrets,
			tokenFamily: request.token?.family,
			now: clock(),
			maxBytes: options.maxJsonBytes ?? MAX_JSON_BYTES,
			broken,
		});
	}

	async function send<T>(
		request: ApiRequest,
		read: (response: Response, context: AnswerContext) => Promise<T>,
	): Promise<T> {
		checkPath(request.path);
		const { signal, repeatable, file } = request;
		const end = clock() + (request.retryBudget ?? options.retryBudget ?? RETRY_BUDGET);
		for (let retries = 0; ; retries++) {
			const turn = await enter(`${request.tenant ?? ''} ${request.path}`, signal);
			let outcome: RetryKind | undefined;
			let wait: number | undefined;
			try {
				return await attempt(request, read);
			} catch (error) {
				signal?.throwIfAborted();
				if (!(error instanceof WeComError)) throw error;
				outcome = kindOfFailure(error);
				const situation = { repeatable, retries, remaining: end - clock(), random: random() };
				wait = decideRetry(error, situation);
				if (wait === undefined || (file && !canOpen(file))) throw error;
				logger?.debug('WeCom call will be repeated', {
					call: `${request.method} ${request.path}`,
					reason: error.code,
					...('errcode' in error ? { errcode: error.errcode } : {}),
					retry: retries + 1,
					wait: Math.round(wait),
				});
			} finally {
				turn.end(outcome, wait);
			}
			await sleep(wait, signal);
		}
	}

	return {
		baseUrl: base.href,
		call: async (request) => await send(request, readJson),
		download: async (request) => await send(request, readFile),
		close,
	};
}

/** Tells when a request begins to be sent; until then WeCom cannot have acted on it. */
function noticeSending(
	handler: Dispatcher.DispatchHandler,
	onSending: () => void,
): Dispatcher.DispatchHandler {
	return {
		onRequestStart(controller, context) {
			onSending();
			handler.onRequestStart?.(controller, context);
		},
		onResponseStart: (...parts) => handler.onResponseStart?.(...parts),
		onResponseData: (...parts) => handler.onResponseData?.(...parts),
		onResponseEnd: (...parts) => handler.onResponseEnd?.(...parts),
		onResponseError: (...parts) => handler.onResponseError?.(...parts),
	};
}

function encodeBody({ body, file, range }: ApiRequest): {
	body?: string | Readable;
	headers: Record<string, string>;
} {
	if (file) {
		if (!canOpen(file)) {
			throw new WeComConfigurationError(
				'file',
				'The file was read already and cannot be sent again',
				'Give its content as a buffer or as a function that opens it',
			);
		}
		const multipart = encodeMultipart(file);
		return {
			body: multipart.open(),
			headers: {
				'content-type': multipart.contentType,
				'content-length': String(multipart.size),
			},
		};
	}
	if (body === undefined) {
		return { headers: range ? { range: `bytes=${range.from}-${range.to}` } : {} };
	}
	return {
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json' },
	};
}

/** Rejects as soon as the signal says so: a request that waits for a connection does not notice it by itself. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return await promise;
	signal.throwIfAborted();
	let stop: (() => void) | undefined;
	const aborted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason as Error);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		if (stop) signal.removeEventListener('abort', stop);
		promise.catch(() => undefined);
	}
}
