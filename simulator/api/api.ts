import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Endpoint } from '../facts/endpoint';
import type { ApiFault } from '../platform/faults';
import type { Platform } from '../platform/platform';
import { DEBUG_CALLS } from '../platform/rate-limits';
import { Refusal } from '../platform/refusal';
import { documentedAnswer, refusalBody, stockedAnswer, successBody } from './answer';
import { BodyTooLarge, readBody } from './body';
import { FileAnswer, isRecord, type Answer, type Caller } from './call';
import { identify } from './caller';
import { handlers } from './handlers';
import { readMultipart, type UploadedFile } from './multipart';
import { checkParameters, unknownParameters } from './parameters';
import { loggable, logRequest, type RequestLog } from './request-log';

const MOST_JSON_BYTES = 32 * 1024 ** 2;
const MOST_UPLOAD_BYTES = 210 * 1024 ** 2;

/** The API host: everything under /cgi-bin/. */
export class Api {
	readonly requests: RequestLog[] = [];

	constructor(
		private readonly platform: Platform,
		private readonly baseUrl: () => string,
	) {}

	async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const started = Date.now();
		const entry = logRequest(this.requests, {
			method: request.method ?? 'GET',
			path: url.pathname,
			query: firstValues(url.searchParams),
			headers: request.headers,
			body: undefined,
			at: started,
			unknownParameters: [],
			faults: [],
		});
		const faults = this.platform.faults.take(url.pathname);
		entry.faults = faults.map((fault) => fault.kind);
		const struck = (when: 'before' | 'after') =>
			faults.filter((fault) => (fault.when ?? 'before') === when);

		let done = await this.strike(struck('before'), request, response, entry);
		if (!done) {
			const answer = await this.answer(request, entry);
			done = await this.strike(struck('after'), request, response, entry);
			if (!done) {
				if (!request.complete) {
					response.setHeader('connection', 'close');
				}
				send(response, withWarning(answer, faults), entry);
			}
		}
		entry.milliseconds = Date.now() - started;
	}

	/** Lets faults do what they do. True when the request has been answered or cut. */
	private async strike(
		faults: ApiFault[],
		request: IncomingMessage,
		response: ServerResponse,
		entry: RequestLog,
	): Promise<boolean> {
		for (const fault of faults) {
			switch (fault.kind) {
				case 'latency':
					await wait(fault.milliseconds ?? 0);
					break;
				case 'hang':
					await this.platform.faults.hang();
					break;
				case 'reset':
					request.socket.resetAndDestroy();
					return true;
				case 'status':
					sendText(response, fault.status ?? 500, 'text/plain', '', entry);
					return true;
				case 'html':
					sendText(response, 200, 'text/html', '<html><body>busy</body></html>', entry);
					return true;
				case 'errcode':
					send(response, this.refusal(new Refusal(fault.errcode ?? -1), request), entry);
					return true;
				case 'warning':
					break;
			}
		}
		return false;
	}

	private async answer(
		request: IncomingMessage,
		entry: RequestLog,
	): Promise<Answer | FileAnswer | undefined> {
		const endpoint = this.platform.endpoints.get(entry.path);
		if (!endpoint) {
			return undefined;
		}
		try {
			return await this.call(endpoint, request, entry);
		} catch (error) {
			if (error instanceof Refusal) {
				return this.refusal(error, request);
			}
			if (error instanceof BodyTooLarge) {
				return this.refusal(new Refusal(40206), request);
			}
			throw error;
		}
	}

	private async call(
		endpoint: Endpoint,
		request: IncomingMessage,
		entry: RequestLog,
	): Promise<Answer | FileAnswer> {
		const { platform } = this;
		const { query } = entry;
		const address = addressOf(request);
		const { body, files } = await this.readRequest(endpoint, request, entry);
		const caller = identify(endpoint, query, address, platform);
		entry.caller = nameOf(caller);
		if (query.debug === '1') {
			platform.rateLimits.count(`debug from ${address}`, DEBUG_CALLS);
		}
		checkMethod(endpoint, request.method);
		entry.unknownParameters = unknownParameters(endpoint, query, body);
		checkParameters(endpoint, query, body, files);
		const handler = handlers.get(endpoint.path);
		const sent = { ...query, ...body };
		const answer = handler
			? await handler({
					endpoint,
					platform,
					query,
					body,
					file: files.find((file) => file.field === endpoint.upload),
					address,
					headers: request.headers,
					caller,
					url: this.baseUrl(),
				})
			: {
					...documentedAnswer(endpoint, sent),
					...(platform.stocked ? stockedAnswer(endpoint) : {}),
				};
		return answer instanceof FileAnswer ? answer : successBody(endpoint, answer);
	}

	private async readRequest(
		endpoint: Endpoint,
		request: IncomingMessage,
		entry: RequestLog,
	): Promise<{ body: Record<string, unknown>; files: UploadedFile[] }> {
		const limit = endpoint.upload ? MOST_UPLOAD_BYTES : MOST_JSON_BYTES;
		const bytes = await readBody(request, limit);
		if (endpoint.upload) {
			const files = filesIn(request.headers['content-type'] ?? '', bytes);
			entry.body = files.map(({ field, fileName, contentType, bytes: { length } }) => ({
				field,
				fileName,
				contentType,
				bytes: length,
			}));
			return { body: {}, files };
		}
		if (bytes.length === 0 || endpoint.method === 'GET') {
			return { body: {}, files: [] };
		}
		const text = bytes.toString('utf8');
		const body = parseJson(text);
		entry.body = loggable(body ?? text, bytes.length);
		if (!isRecord(body)) {
			throw new Refusal(40058, 'the body is not a JSON object');
		}
		return { body, files: [] };
	}

	private refusal({ errcode, reason }: Refusal, request: IncomingMessage): Answer {
		const text = this.platform.errorTexts.get(errcode) ?? 'invalid request';
		return refusalBody(errcode, reason ?? text, addressOf(request));
	}
}

function nameOf(caller: Caller): RequestLog['caller'] {
	switch (caller.family) {
		case 'suite':
			return { app: caller.suite.suiteId };
		case 'corp':
			return { app: caller.app.id, corpId: caller.app.corp.corpId };
		default:
			return undefined;
	}
}

/** POST is asked for where the documentation says so; some pages' endpoints take either, this platform does not. */
function checkMethod(endpoint: Endpoint, method: string | undefined): void {
	if (method === endpoint.method) {
		return;
	}
	if (endpoint.path === '/cgi-bin/service/get_suite_token') {
		throw new Refusal(40083);
	}
	throw new Refusal(endpoint.method === 'POST' ? 40058 : 40063, `use ${endpoint.method}`);
}

function filesIn(contentType: string, bytes: Buffer): UploadedFile[] {
	try {
		return readMultipart(contentType, bytes);
	} catch (error) {
		if (error instanceof RangeError) {
			throw new Refusal(40063, error.message);
		}
		throw error;
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function withWarning(
	answer: Answer | FileAnswer | undefined,
	faults: ApiFault[],
): Answer | FileAnswer | undefined {
	const isWarned = faults.some((fault) => fault.kind === 'warning');
	if (!isWarned || answer === undefined || answer instanceof FileAnswer) {
		return answer;
	}
	const errmsg = typeof answer.errmsg === 'string' ? answer.errmsg : 'ok';
	return { ...answer, errmsg: `${errmsg}. Warning: wrong json format. ` };
}

function send(
	response: ServerResponse,
	answer: Answer | FileAnswer | undefined,
	entry: RequestLog,
): void {
	if (answer === undefined) {
		sendText(response, 404, 'text/html', '<html><body>404 Not Found</body></html>', entry);
	} else if (answer instanceof FileAnswer) {
		entry.status = answer.status;
		response.writeHead(answer.status, {
			...answer.headers,
			'content-type': answer.contentType,
			'content-length': answer.bytes.length,
		});
		response.end(answer.bytes);
	} else {
		entry.errcode = typeof answer.errcode === 'number' ? answer.errcode : 0;
		entry.errmsg = typeof answer.errmsg === 'string' ? answer.errmsg : undefined;
		const type = 'application/json; charset=UTF-8';
		sendText(response, 200, type, JSON.stringify(answer), entry);
	}
}

function sendText(
	response: ServerResponse,
	status: number,
	type: string,
	text: string,
	entry: RequestLog,
): void {
	entry.status = status;
	response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
	response.end(text);
}

export function addressOf(request: IncomingMessage): string {
	return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

export function firstValues(parameters: URLSearchParams): Record<string, string> {
	return Object.fromEntries(
		[...new Set(parameters.keys())].map((name) => [name, parameters.get(name) ?? '']),
	);
}
