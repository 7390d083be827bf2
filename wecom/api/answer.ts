import type { Dispatcher } from 'undici';
import { PassThrough, Readable } from 'node:stream';
import type { ApiAnswer, FileAnswer, TokenFamily } from './client';
import { WeComHttpError, WeComPlatformError, WeComRateLimitError } from './error';
import { MAX_ERRCODE_BYTES } from './limits';
import { isRateLimit, retryAfterOf } from './retry-policy';
import { redact } from './secrets';

export type Response = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

export interface AnswerContext {
	/** Method and path. */
	call: string;
	tokenFamily: TokenFamily | undefined;
	secrets: readonly string[];
	/** Milliseconds since 1970. */
	now: number;
	/** Bytes that a JSON answer may have. */
	maxBytes: number;
	/** Turns what broke the reading into an error of this package. */
	broken: (error: unknown) => Error;
}

/** Seconds to wait before the next call where a gateway refused one for its number and did not say how long. */
const GATEWAY_WAIT = 10;

const BASE_URL_HINT =
	'Check the API base URL, and that no proxy or firewall answers in place of WeCom';

/**
 * Reads a JSON answer.
 * @throws WeComPlatformError, WeComRateLimitError, WeComHttpError, and what `broken` makes of a broken connection
 */
export async function readJson(response: Response, context: AnswerContext): Promise<ApiAnswer> {
	const bytes = await readBytes(response, context);
	const json = parseObject(bytes.toString('utf8'));
	if (json) throwErrcode(json, context);
	throwStatus(response, bytes, context);
	if (!json) {
		throw new WeComHttpError(
			context.call,
			response.statusCode,
			`the answer is not JSON but ${describeBody(response, bytes, context)}`,
			BASE_URL_HINT,
		);
	}
	const warning = /warning:.*/is.exec(typeof json.errmsg === 'string' ? json.errmsg : '')?.[0];
	return warning === undefined
		? { json }
		: { json, warning: redact(warning.trim(), context.secrets) };
}

/**
 * Opens a file. An answer without a file name that is short and holds an errcode is an error.
 * @throws as readJson
 */
export async function readFile(response: Response, context: AnswerContext): Promise<FileAnswer> {
	const name = fileName(header(response, 'content-disposition'));
	const mimeType = header(response, 'content-type');
	const length = Number(header(response, 'content-length') ?? Number.NaN);
	const size = Number.isSafeInteger(length) ? length : undefined;
	const content = passOn(response.body, context.broken);
	const range = contentRange(response);
	const whole = { name, mimeType, size, ...(range ? { range } : {}) };
	const given = response.statusCode === 200 || range !== undefined;

	const mayBeErrcode =
		!given ||
		(range === undefined &&
			name === undefined &&
			(size === undefined || size <= MAX_ERRCODE_BYTES) &&
			/^(?:$|application\/json|text\/)/i.test(mimeType ?? ''));
	if (!mayBeErrcode) return { content, ...whole };

	const begin: Buffer[] = [];
	let read = 0;
	for await (const piece of content.iterator({ destroyOnReturn: false })) {
		begin.push(piece as Buffer);
		read += (piece as Buffer).length;
		if (read > MAX_ERRCODE_BYTES) break;
	}
	const bytes = Buffer.concat(begin);
	const ended = read <= MAX_ERRCODE_BYTES;
	if (ended) {
		const json = parseObject(bytes.toString('utf8'));
		if (json) throwErrcode(json, context);
	}
	if (!given) {
		content.destroy();
		throwStatus(response, bytes, context);
	}
	if (ended) {
		return { content: Readable.from([bytes], { objectMode: false }), ...whole };
	}
	content.unshift(bytes);
	return { content, ...whole };
}

/** Which piece of a file an answer is, if it is one. */
function contentRange(response: Response): FileAnswer['range'] {
	if (response.statusCode !== 206) return undefined;
	const [, from, to, total] =
		/^bytes (\d+)-(\d+)\/(\d+)$/i.exec(header(response, 'content-range') ?? '') ?? [];
	return total === undefined
		? undefined
		: { from: Number(from), to: Number(to), total: Number(total) };
}

async function readBytes(response: Response, context: AnswerContext): Promise<Buffer> {
	const tooLong = () =>
		new WeComHttpError(
			context.call,
			response.statusCode,
			`the answer is longer than ${context.maxBytes} bytes`,
			'Ask for less at a time: use the paging of this endpoint, or a smaller department',
		);
	if (Number(header(response, 'content-length')) > context.maxBytes) {
		discard(response);
		throw tooLong();
	}
	const pieces: Buffer[] = [];
	let size = 0;
	try {
		for await (const piece of response.body as AsyncIterable<Buffer>) {
			size += piece.length;
			if (size > context.maxBytes) break;
			pieces.push(piece);
		}
	} catch (error) {
		throw context.broken(error);
	}
	if (size > context.maxBytes) throw tooLong();
	return Buffer.concat(pieces);
}

function discard({ body }: Response): void {
	// A body that is destroyed on purpose reports it as an error, which nobody waits for.
	body.on('error', () => undefined);
	body.destroy();
}

/** The body with its errors turned into this package's. Whichever end is given up ends the other. */
function passOn(body: Readable, broken: (error: unknown) => Error): Readable {
	const content = new PassThrough();
	body.on('error', (error) => content.destroy(broken(error)));
	content.on('close', () => body.destroy());
	return body.pipe(content);
}

/** The object that a JSON text holds; `undefined` for any other text. */
function parseObject(text: string): Record<string, unknown> | undefined {
	let value: unknown;
	try {
		value = parseExactly(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: undefined;
}

/** `JSON.parse` as Node has it since version 21; the compiler's library does not know the third argument yet. */
const parse = JSON.parse as (
	text: string,
	reviver?: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/**
 * Parses JSON, and keeps as text the whole numbers that a number would round: some of the platform's IDs have 64 bits.
 */
export function parseExactly(text: string): unknown {
	if (!/\d{16}/.test(text)) return parse(text);
	return parse(text, (_key, value, { source }) =>
		typeof value === 'number' &&
		source !== undefined &&
		/^-?\d+$/.test(source) &&
		!Number.isSafeInteger(value)
			? source
			: value,
	);
}

/** An errcode may be absent on success, and is a number in a text with some gateways. */
function throwErrcode(json: Record<string, unknown>, context: AnswerContext): void {
	const errcode = Number(json.errcode ?? 0);
	if (errcode === 0 || Number.isNaN(errcode)) return;
	const refusal = {
		call: context.call,
		errcode,
		errmsg: redact(String(json.errmsg ?? ''), context.secrets),
		tokenFamily: context.tokenFamily,
	};
	if (isRateLimit(errcode)) throw new WeComRateLimitError(refusal, retryAfterOf(errcode));
	throw new WeComPlatformError(refusal);
}

function throwStatus(response: Response, bytes: Buffer, context: AnswerContext): void {
	const { statusCode } = response;
	if (statusCode === 200) return;
	const { call, tokenFamily } = context;
	const retryAfter = readRetryAfter(header(response, 'retry-after'), context.now);
	if (statusCode === 429) {
		throw new WeComRateLimitError(
			{
				call,
				errcode: undefined,
				errmsg: 'HTTP status 429, too many calls',
				tokenFamily,
			},
			retryAfter ?? GATEWAY_WAIT,
		);
	}
	if (statusCode >= 300 && statusCode < 400) {
		throw new WeComHttpError(
			call,
			statusCode,
			`HTTP status ${statusCode}: a redirect, which is not followed`,
			BASE_URL_HINT,
		);
	}
	throw new WeComHttpError(
		call,
		statusCode,
		`HTTP status ${statusCode} with ${describeBody(response, bytes, context)}`,
		BASE_URL_HINT,
		retryAfter,
	);
}

/** Seconds, from a number or a date. */
function readRetryAfter(value: string | undefined, now: number): number | undefined {
	if (value === undefined) return undefined;
	if (/^\d{1,9}$/.test(value)) return Number(value);
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Kind and size of an answer that is not JSON; of its text only the title, for it may repeat the request. */
function describeBody(response: Response, bytes: Buffer, { secrets }: AnswerContext): string {
	const type = header(response, 'content-type')?.split(';')[0]?.trim() || 'no content type';
	const html = bytes.subarray(0, 4096).toString('utf8');
	const title = /<title[^>]*>([^<]{1,100})/i.exec(html)?.[1]?.replaceAll(/\s+/g, ' ').trim();
	return (
		`${bytes.length} bytes of ${redact(type.slice(0, 100), secrets)}` +
		(title === undefined ? '' : `, titled "${redact(title, secrets)}"`)
	);
}

function header({ headers }: Response, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}

/** The name in a `Content-Disposition`, without folders; names arrive percent-encoded or as raw UTF-8. */
export function fileName(disposition: string | undefined): string | undefined {
	if (disposition === undefined) return undefined;
	const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
	const raw = extended ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2];
	if (raw === undefined) return undefined;
	// Header bytes come as Latin-1 characters; what is no UTF-8 stays as it is.
	const utf8 = Buffer.from(raw, 'latin1').toString('utf8');
	const name = decodePercent(utf8.includes('\uFFFD') ? raw : utf8)
		.replaceAll(INVISIBLE, '')
		.replace(/^.*[\\/]/s, '')
		.trim();
	const short = shorten(name);
	return /^\.*$/.test(short) ? undefined : short;
}

/** Characters that nobody sees, of which some end a line and some turn the order of the others round. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Bytes that a name may have in the file systems of today. */
const LONGEST_NAME = 255;

/** The name with its extension, if it has a short one, in as many bytes as a file system takes. */
function shorten(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
	const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
	let stem = '';
	let room = LONGEST_NAME - extension.length;
	for (const character of name.slice(0, name.length - extension.length)) {
		room -= Buffer.byteLength(character);
		if (room < 0) break;
		stem += character;
	}
	return stem + extension;
}

function decodePercent(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
