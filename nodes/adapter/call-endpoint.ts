import type { IDataObject } from 'n8n-workflow';

import type { ApiFile, FileAnswer } from '../../wecom/api/client';
import { at } from '../../wecom/catalog/at';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { readPages } from '../../wecom/catalog/read-pages';
import { toRequest, type EndpointRequest } from '../../wecom/catalog/request';
import { parametersOf } from '../../wecom/catalog/schema';
import { validateParameters } from '../../wecom/catalog/validate-parameters';
import { WeComConfigurationError } from '../../wecom/error';
import type { Caller } from './caller';
import { downloadFile } from './download';

type Values = Readonly<Record<string, unknown>>;

export interface EndpointCall {
	caller: Caller;
	endpoint: Endpoint;
	/** Loose values of the parameters, by their name on the wire. */
	values: Values;
	signal?: AbortSignal;
}

/**
 * Calls an endpoint that answers with one object, and gives that object.
 * @throws WeComConfigurationError when a value is wrong, before anything is sent; WeComError when the call failed
 */
export async function callEndpoint(
	{ caller, endpoint, values, signal }: EndpointCall,
	file?: Omit<ApiFile, 'field'>,
): Promise<IDataObject> {
	const { json } = await caller.call({
		...toRequest(endpoint, prepare(caller, endpoint, values)),
		...(file && endpoint.file ? { file: { ...file, field: endpoint.file.field } } : {}),
		signal,
	});
	if (endpoint.deletes) return { deleted: true };
	const answer = endpoint.answer === undefined ? json : at(json, endpoint.answer);
	return withoutStatus((answer ?? {}) as IDataObject);
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
	const send = async (request: EndpointRequest) => (await caller.call({ ...request, signal })).json;
	const parameters = prepare(caller, endpoint, values);
	for await (const item of readPages(endpoint, parameters, send, limit)) {
		// Some lists hold bare IDs; an item of n8n is an object.
		items.push(
			typeof item === 'object' && item !== null ? (item as IDataObject) : { id: item as string },
		);
	}
	return items;
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
		missing.map(({ name, schema }) => {
			if (caller.agentId === undefined) {
				throw new WeComConfigurationError(
					name,
					`'${schema.title ?? name}' (${name}) is required: the app that calls has not told its agent ID`,
					'Enter it here, or in the credential of the own app, or refresh the installation of the tenant',
				);
			}
			return [name, caller.agentId];
		}),
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
