import {
	isResourceLocatorValue,
	NodeHelpers,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type NodeExecutionHint,
} from 'n8n-workflow';

import type { Caller, CallerRequest } from '../../../../nodes/adapter/caller';
import { properties } from '../../../../nodes/WeCom/actions/properties';

/** A platform that answers the same to every call, and keeps the calls. */
export function makeCaller(answer: Record<string, unknown> = {}, change: Partial<Caller> = {}) {
	const calls: CallerRequest[] = [];
	const caller: Caller = {
		agentId: 1000002,
		apps: 'standard',
		call: async (request) => {
			calls.push(request);
			return { json: { errcode: 0, errmsg: 'ok', ...answer } };
		},
		download: async () => {
			throw new Error('Nothing is downloaded here');
		},
		...change,
	};
	return { caller, calls };
}

/**
 * The node with these parameters, read as n8n reads them: defaults filled in, hidden ones gone. Expressions and the
 * engine are for the engine's own tests.
 */
export function makeContext(
	parameters: INodeParameters,
	{ json = {}, binary = {} }: { json?: IDataObject; binary?: Record<string, IBinaryData> } = {},
) {
	const node: INode = {
		id: '1',
		name: 'WeCom',
		type: 'weCom',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const resolved =
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, null) ?? {};
	const hints: NodeExecutionHint[] = [];
	const context = {
		getNode: () => node,
		getInputData: () => [{ json, binary }],
		getNodeParameter: (
			path: string,
			_itemIndex: number,
			fallback?: unknown,
			options?: { extractValue?: boolean },
		) => {
			const value = path
				.split('.')
				.reduce<unknown>(
					(inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
					resolved,
				);
			if (value === undefined) {
				if (fallback === undefined) throw new Error(`Could not get parameter "${path}"`);
				return fallback;
			}
			return options?.extractValue && isResourceLocatorValue(value) ? value.value : value;
		},
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: (...added: NodeExecutionHint[]) => hints.push(...added),
		helpers: {
			returnJsonArray: (data: IDataObject | IDataObject[]) =>
				(Array.isArray(data) ? data : [data]).map((one) => ({ json: one })),
			assertBinaryData: (_itemIndex: number, name: string) => {
				const data = binary[name];
				if (!data) throw new Error(`There is no file '${name}'`);
				return data;
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, hints };
}
