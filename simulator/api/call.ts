import type { IncomingHttpHeaders } from 'node:http';
import type { Endpoint } from '../facts/endpoint';
import type { App } from '../platform/app';
import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import type { Suite } from '../world';
import type { UploadedFile } from './multipart';

/** A checked request on its way to the platform: token known, parameters present and of their types. */
export interface Call {
	endpoint: Endpoint;
	platform: Platform;
	query: Record<string, string>;
	body: Record<string, unknown>;
	file?: UploadedFile;
	address: string;
	headers: IncomingHttpHeaders;
	caller: Caller;
	/** Base URL of this simulator. */
	url: string;
}

export type Caller =
	| { family: 'none' }
	| { family: 'provider' }
	| { family: 'suite'; suite: Suite }
	| { family: 'corp'; app: App };

/** The fields of a successful answer besides errcode and errmsg. */
export type Answer = Record<string, unknown>;

/** An answer that is a file instead of JSON. */
export class FileAnswer {
	constructor(
		readonly bytes: Buffer,
		readonly contentType: string,
		readonly headers: Record<string, string> = {},
		readonly status = 200,
	) {}
}

export type Handler = (call: Call) => Answer | FileAnswer | Promise<Answer | FileAnswer>;

/** The suite of a call that the endpoint's token family allows only to suites. */
export function suiteOf(call: Call): Suite {
	if (call.caller.family !== 'suite') {
		throw new Refusal(40082);
	}
	return call.caller.suite;
}

/** The app of a call that the endpoint's token family allows only to corp tokens. */
export function appOfCall(call: Call): App {
	if (call.caller.family !== 'corp') {
		throw new Refusal(40014);
	}
	return call.caller.app;
}

/** A text parameter of the body, empty when it was not given. */
export function textOf(fields: Record<string, unknown>, name: string): string {
	const value = fields[name];
	return typeof value === 'string' ? value : '';
}

export function numberOf(fields: Record<string, unknown>, name: string): number | undefined {
	const value = fields[name];
	if (typeof value === 'string' && value !== '') {
		return Number(value);
	}
	return typeof value === 'number' ? value : undefined;
}

export function textsOf(fields: Record<string, unknown>, name: string): string[] {
	const value = fields[name];
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function numbersOf(fields: Record<string, unknown>, name: string): number[] {
	const value = fields[name];
	return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordOf(fields: Record<string, unknown>, name: string): Record<string, unknown> {
	const value = fields[name];
	return isRecord(value) ? value : {};
}
