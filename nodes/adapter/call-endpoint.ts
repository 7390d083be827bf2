import { setTimeout as delay } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { ApiFile, FileAnswer } from '../../wecom/api/client';
import { WeComPlatformError } from '../../wecom/api/error';
import { at } from '../../wecom/catalog/at';
import { sendBatches } from '../../wecom/catalog/batch';
import { getEndpoint } from '../../wecom/catalog/catalog';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { failureOf, waitForJob, WeComJobError } from '../../wecom/catalog/job';
import { readPage, readPages, readWhole, type ListPage } from '../../wecom/catalog/read-pages';
import { toRequest, type EndpointRequest } from '../../wecom/catalog/request';
import { parametersOf } from '../../wecom/catalog/schema';
import { validateParameters } from '../../wecom/catalog/validate-parameters';
import type { Sleep } from '../../wecom/clock';
import { WeComConfigurationError } from '../../wecom/error';
import { readBytes } from './binary';
import type { Caller } from './caller';
import { downloadFile } from './download';

type Values = Readonly<Record<string, unknown>>;

export interface EndpointCall {
	caller: Caller;
	endpoint: Endpoint;
	/** Loose values of the parameters, by their name on the wire. */
	values: Values;
	signal?: AbortSignal;
	/** Milliseconds to wait for a job that the call starts; absent: not at all. */
	wait?: number;
}

/**
 * Calls an endpoint that answers with one object, and gives that object.
 * @throws WeComConfigurationError when a value is wrong, before anything is sent; WeComError when the call failed
 */
export async function callEndpoint(
	call: EndpointCall,
	file?: Omit<ApiFile, 'field'>,
): Promise<IDataObject> {
	const { caller, endpoint, values, signal } = call;
	const parameters = prepare(caller, endpoint, values);
	const send = async (part: Record<string, unknown>) => {
		const { json } = await caller.call({
			...(await withFile(toRequest(endpoint, part), endpoint, file)),
			signal,
		});
		return json;
	};
	const started = endpoint.batch
		? await sendBatches(endpoint.batch, parameters, send)
		: await send(parameters);
	const json = await finishJob(call, parameters, started);
	if (endpoint.deletes) return { deleted: true };
	const answer = endpoint.answer === undefined ? json : at(json, endpoint.answer);
	return withoutStatus((answer ?? {}) as IDataObject);
}

/** Puts a file where the endpoint wants it. */
async function withFile(
	request: EndpointRequest,
	{ file: rule }: Endpoint,
	file: Omit<ApiFile, 'field'> | undefined,
): Promise<EndpointRequest & { file?: ApiFile }> {
	if (!rule || !file) return request;
	if (!rule.base64) return { ...request, file: { ...file, field: rule.field } };
	const content = (await readBytes(file)).toString('base64');
	return { ...request, body: { ...(request.body as object), [rule.field]: content } };
}

/**
 * Calls an endpoint that answers with a list, as often as it takes for `limit` items, and gives the items.
 * @throws as `callEndpoint`
 */
export async function listEndpoint(
	{ caller, endpoint, values, signal }: EndpointCall,
	limit = Infinity,
): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	const call = async (request: EndpointRequest) => (await caller.call({ ...request, signal })).json;
	const parameters = prepare(caller, endpoint, values);
	// A list of which one call gives only so much has no pages: all its batches are one answer.
	const { batch } = endpoint;
	const send = batch
		? async () =>
				await sendBatches(batch, parameters, async (part) => await call(toRequest(endpoint, part)))
		: call;
	for await (const item of readPages(endpoint, parameters, send, limit)) {
		// Some lists hold bare IDs; an item of n8n is an object.
		items.push(
			typeof item === 'object' && item !== null ? (item as IDataObject) : { id: item as string },
		);
	}
	return items;
}

/**
 * Calls an endpoint that answers with a list once, and gives a page of it.
 * @param from What the page before it gave as `next`.
 * @param wanted Items to ask for at most.
 * @throws as `callEndpoint`
 */
export async function listPage(
	{ caller, endpoint, values, signal }: EndpointCall,
	from?: string | number,
	wanted?: number,
): Promise<ListPage> {
	const call = async (request: EndpointRequest) => (await caller.call({ ...request, signal })).json;
	return await readPage(endpoint, prepare(caller, endpoint, values), call, from, wanted);
}

/**
 * Calls an endpoint that answers with a file.
 * @throws as `callEndpoint`
 */
export async function downloadEndpoint({
	caller,
	endpoint,
	values,
	signal,
}: EndpointCall): Promise<FileAnswer> {
	return await downloadFile(caller, {
		...toRequest(endpoint, prepare(caller, endpoint, values)),
		signal,
	});
}

/**
 * Calls an endpoint whose answer goes on in further calls, and gives it as one object.
 * @param limit How many things one page may hold, and only that page is read; absent: all pages.
 * @throws as `callEndpoint`
 */
export async function readEndpoint(
	{ caller, endpoint, values, signal }: EndpointCall,
	limit?: number,
): Promise<IDataObject> {
	const send = async (request: EndpointRequest) => (await caller.call({ ...request, signal })).json;
	const answer = await readWhole(endpoint, prepare(caller, endpoint, values), send, limit);
	return withoutStatus(answer as IDataObject);
}

/**
 * The answer of a call with that of the job it started, once it is done.
 * @throws WeComPlatformError with the reason why the job failed; WeComJobError when it failed without one, or is not
 * done in time
 */
async function finishJob(
	{ caller, endpoint, signal, wait }: EndpointCall,
	parameters: Readonly<Record<string, unknown>>,
	started: Record<string, unknown>,
): Promise<Record<string, unknown>> {
	const { job } = endpoint;
	if (!job || wait === undefined) return started;
	const result = getEndpoint(job.result);
	const id = started[job.id] ?? parameters[job.id];
	const ask = async () =>
		(await caller.call({ ...toRequest(result, { [job.id]: id }), signal })).json;
	const limits = { clock: Date.now, sleep, limit: wait, signal };
	const { state, answer } = await waitForJob(job, ask, limits);
	if (state === 'done') return { ...started, [job.id]: id, ...answer };
	const call = `${result.method} ${result.path}`;
	if (state === 'running') {
		throw new WeComJobError(
			`${call}: the job ${String(id)} was not done after ${Math.round(wait / 1000)} s`,
			`It goes on. Ask for its result later with '${result.title}' and this job ID, or wait longer.`,
		);
	}
	const reason = failureOf(job, answer);
	if (reason) {
		const { corpId } = reason;
		const errmsg = corpId === undefined ? reason.errmsg : `${reason.errmsg} (company ${corpId})`;
		throw new WeComPlatformError({ call, ...reason, errmsg, tokenFamily: undefined });
	}
	throw new WeComJobError(
		`${call}: the job ${String(id)} failed, and WeCom does not say why`,
		'Check what it was given, and start it again',
	);
}

const sleep: Sleep = async (milliseconds, signal) =>
	await delay(milliseconds, undefined, { signal });

/** The answer without the fields that every answer has. */
export function withoutStatus(answer: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(answer).filter(([name]) => name !== 'errcode' && name !== 'errmsg'),
	);
}

function prepare(caller: Caller, endpoint: Endpoint, values: Values): Record<string, unknown> {
	return validateParameters(endpoint, { ...values, ...fillIn(caller, endpoint, values) });
}

/** What the caller knows itself and nobody gave. */
function fillIn(caller: Caller, endpoint: Endpoint, values: Values): Record<string, unknown> {
	const missing = parametersOf(endpoint).filter(
		({ name, schema }) => schema.fill && isEmpty(values[name]),
	);
	return Object.fromEntries(
		missing.flatMap(({ name, schema, required }): [string, unknown][] => {
			if (schema.fill === 'suiteId') {
				return caller.suiteId === undefined ? [] : [[name, caller.suiteId]];
			}
			if (caller.agentId === undefined) {
				if (!required) return [];
				throw new WeComConfigurationError(
					name,
					`'${schema.title ?? name}' (${name}) is required: the app that calls has not told its agent ID`,
					'Enter it here, or in the credential of the own app, or refresh the installation of the tenant',
				);
			}
			return [[name, caller.agentId]];
		}),
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
