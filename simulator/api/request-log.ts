import type { IncomingHttpHeaders } from 'node:http';

/** One API call the platform received. Tokens and secrets are kept: this is a test tool. */
export interface RequestLog {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or what a multipart body held. */
	body: unknown;
	/** Undefined until it is answered, and when it was answered with a file. */
	errcode?: number;
	errmsg?: string;
	/** HTTP status; undefined while it is open and when the connection was cut. */
	status?: number;
	/** Milliseconds since 1970, as the machine tells them. */
	at: number;
	milliseconds?: number;
	/** Whose token came with it, once that is known: of a suite, or of an app (suite ID or own app) in a company. */
	caller?: { app: string; corpId?: string };
	/** Parameters no documentation knows. */
	unknownParameters: string[];
	/** Faults that struck it. */
	faults: string[];
}

const KEPT = 20_000;
const LARGEST_BODY = 256 * 1024;

/** Adds an entry, and lets the oldest go. */
export function logRequest(log: RequestLog[], entry: RequestLog): RequestLog {
	log.push(entry);
	if (log.length > KEPT) {
		log.splice(0, log.length - KEPT);
	}
	return entry;
}

/** A body for the log, or what it was when it is too large to keep. */
export function loggable(body: unknown, size: number): unknown {
	return size > LARGEST_BODY ? { omittedBytes: size } : body;
}
