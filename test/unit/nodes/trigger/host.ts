import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { properties } from '../../../../nodes/WeComSuiteTrigger/properties';
import { WeComSuiteTrigger } from '../../../../nodes/WeComSuiteTrigger/WeComSuiteTrigger.node';
import { defer, type Deferred } from './defer';

/** As much of n8n as the trigger meets: its HTTP server, what it stores and what it is told. */
export interface Host {
	/** Serves the webhook of the node. */
	url: string;
	parameters: INodeParameters;
	credentials: Record<string, ICredentialDataDecryptedObject>;
	mode: 'trigger' | 'manual';
	/** Whether an execution can be stored; asked before each one. */
	canStore: () => boolean | Promise<boolean>;
	/** What executions began with, oldest first. */
	executions: Array<{ mode: 'webhook' | 'trigger'; key?: string; json: IDataObject }>;
	/** What the node wrote to the log. */
	log: string[];
	/** What `webhook()` threw, which n8n would answer with 500. */
	thrown: unknown[];
	/** Publishes the workflow: runs `trigger()`; gives what ends it. */
	publish(): Promise<() => Promise<void>>;
	/** Runs a function that n8n runs around publishing and testing. */
	hook(name: 'checkExists' | 'create' | 'delete'): Promise<boolean>;
	/** Executes the node in the editor; gives its items. */
	test(cancelled?: AbortSignal): Promise<IDataObject[]>;
	close(): Promise<void>;
}

export async function startHost(
	credentials: Host['credentials'],
	parameters: INodeParameters = {},
	workflowId = 'workflow',
): Promise<Host> {
	const trigger = new WeComSuiteTrigger();
	const node: INode = {
		id: 'node',
		name: 'WeCom Suite Trigger',
		type: 'weComSuiteTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};

	const write = (message: string, metadata?: unknown) =>
		host.log.push(`${message} ${JSON.stringify(metadata ?? {})}`);

	const shared = () => ({
		getNode: () => node,
		getWorkflow: () => ({ id: workflowId }),
		getMode: () => host.mode,
		getNodeParameter: (name: string, fallback: unknown) =>
			NodeHelpers.getNodeParameters(properties, host.parameters, true, false, node, null)?.[name] ??
			fallback,
		getCredentials: async (name: string) => {
			const found = host.credentials[name];
			if (!found) throw new Error(`Node has no credential '${name}'`);
			return await Promise.resolve(found);
		},
		helpers: {
			returnJsonArray: (json: IDataObject) => [{ json }],
			createDeferredPromise: defer,
		},
		logger: { debug: write, info: write, warn: write, error: write },
	});

	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const raw = Object.assign(request, {
			rawBody: undefined as Buffer | undefined,
			async readRawBody() {
				const chunks: Buffer[] = [];
				for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
				raw.rawBody = Buffer.concat(chunks);
				if (raw.rawBody.length > 16 * 1024 * 1024) throw new Error('request entity too large');
			},
		});
		const express = Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return express;
			},
			type(text: string) {
				response.setHeader('content-type', text);
				return express;
			},
			send: (text: string) => response.end(text),
		});
		const context = {
			...shared(),
			getWebhookName: () => (request.method === 'GET' ? 'setup' : 'default'),
			getQueryData: () => Object.fromEntries(url.searchParams),
			getRequestObject: () => raw,
			getResponseObject: () => express,
		} as unknown as IWebhookFunctions;
		const { noWebhookResponse, workflowData } = await trigger.webhook.call(context);
		const isStored = workflowData === undefined || (await host.canStore());
		if (isStored) {
			for (const { json } of workflowData?.[0] ?? []) {
				host.executions.push({ mode: 'webhook', json });
			}
		}
		// n8n answers what the description of the webhook says, once the execution is stored.
		if (!noWebhookResponse) express.status(isStored ? 200 : 500).send(isStored ? 'success' : '');
	};

	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			host.thrown.push(error);
			response.statusCode = 500;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	const ends: Array<() => Promise<void>> = [];
	const host: Host = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		parameters,
		credentials,
		mode: 'trigger',
		canStore: () => true,
		executions: [],
		log: [],
		thrown: [],
		async publish() {
			const emit = (
				data: INodeExecutionData[][],
				_response: unknown,
				done?: Deferred<IRun | undefined>,
				key?: string,
			) => {
				const store = async () => {
					if (host.executions.some((each) => each.key === key)) return;
					if (!(await host.canStore())) throw new Error('SQLITE_FULL');
					for (const { json } of data[0]) host.executions.push({ mode: 'trigger', key, json });
				};
				store().then(
					() => done?.resolve(undefined),
					(error: Error) => done?.reject(error),
				);
			};
			const context = { ...shared(), emit } as unknown as ITriggerFunctions;
			const { closeFunction } = await trigger.trigger.call(context);
			const end = async () => await closeFunction?.();
			ends.push(end);
			return end;
		},
		hook: async (name) =>
			await trigger.webhookMethods.default[name].call(shared() as unknown as IHookFunctions),
		async test(cancelled) {
			const context = {
				...shared(),
				getMode: () => 'manual',
				getNodeParameter: (name: string, _itemIndex: number, fallback: unknown) =>
					shared().getNodeParameter(name, fallback),
				getExecutionCancelSignal: () => cancelled,
			} as unknown as IExecuteFunctions;
			const [items] = await trigger.execute.call(context);
			return items.map(({ json }) => json);
		},
		async close() {
			for (const end of ends) await end();
			server.closeAllConnections();
			server.close();
		},
	};
	return host;
}
