import { isDeepStrictEqual } from 'node:util';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Gives a value for an item; `missing` where the item has no plain value of that name. */
type Fill = (json: IDataObject) => unknown;

const missing = Symbol('missing');

/** What can be known of a parameter without an item. */
type Plan =
	/** It holds no expression, so it is the same for all items. */
	| { kind: 'constant' }
	/** Its only expressions name fields of the item. */
	| { kind: 'fields'; fill: Fill; proven: boolean }
	/** Only n8n can tell. */
	| { kind: 'evaluated' };

/** An expression as dragging a field into a form makes it, for example `={{ $json.user.id }}` or `={{ $json["用户"][0] }}`. */
const FIELD =
	/^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"\\]*"\]|\['[^'\\]*'\])+)\s*\}\}$/;
const STEP = /\.([\w$]+)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/g;

/**
 * The context of a run, with parameters that cost little to read for many items. What holds no expression is read once;
 * an expression that only names a field of the item is looked up here, once n8n has given the same for an item; n8n
 * evaluates all others. In its sandbox each evaluation takes up to a millisecond, more than all the rest of the work on
 * an item. Credentials are read once too. Items share the values: nobody may change them.
 */
export function readCheaply(context: IExecuteFunctions): IExecuteFunctions {
	const node = context.getNode();
	const plans = new Map<string, Plan>();
	const constants = new Map<string, unknown>();
	const credentials = new Map<string, Promise<unknown>>();

	const planOf = (name: string, key: string): Plan => {
		let plan = plans.get(key);
		if (!plan) {
			plan = Object.hasOwn(node.parameters, name)
				? makePlan(node.parameters[name])
				: // A path, or nothing at all.
					{ kind: 'evaluated' };
			plans.set(key, plan);
		}
		return plan;
	};

	const getNodeParameter = (
		name: string,
		itemIndex: number,
		fallback?: unknown,
		options?: { extractValue?: boolean },
	): unknown => {
		const evaluate = () => context.getNodeParameter(name, itemIndex, fallback, options) as unknown;
		const key = JSON.stringify([name, options]);
		const plan = planOf(name, key);
		if (plan.kind === 'evaluated') return evaluate();
		if (plan.kind === 'constant') {
			if (!constants.has(key)) constants.set(key, evaluate());
			return constants.get(key);
		}
		const filled = plan.fill(context.getInputData()[itemIndex]?.json ?? {});
		if (filled === missing) return evaluate();
		const value = options?.extractValue ? extract(filled) : filled;
		if (plan.proven) return value;
		const evaluated = evaluate();
		if (isDeepStrictEqual(value, evaluated)) plan.proven = true;
		else plans.set(key, { kind: 'evaluated' });
		return evaluated;
	};

	const getCredentials = async (type: string): Promise<unknown> => {
		const known = credentials.get(type) ?? context.getCredentials(type);
		credentials.set(type, known);
		return await known;
	};

	return Object.create(context, {
		getNodeParameter: { value: getNodeParameter },
		getCredentials: { value: getCredentials },
	}) as IExecuteFunctions;
}

function makePlan(raw: unknown): Plan {
	const fill = compile(raw);
	if (fill === undefined) return { kind: 'constant' };
	return fill === 'evaluated' ? { kind: 'evaluated' } : { kind: 'fields', fill, proven: false };
}

/** `undefined` for what holds no expression. */
function compile(raw: unknown): Fill | 'evaluated' | undefined {
	if (typeof raw === 'string') return raw.startsWith('=') ? compileExpression(raw) : undefined;
	if (typeof raw !== 'object' || raw === null) return undefined;
	const parts: [string, Fill][] = [];
	for (const [name, inner] of Object.entries(raw)) {
		const fill = compile(inner);
		if (fill === 'evaluated') return fill;
		if (fill) parts.push([name, fill]);
	}
	if (parts.length === 0) return undefined;
	return (json) => {
		const copy = (Array.isArray(raw) ? [...(raw as unknown[])] : { ...raw }) as IDataObject;
		for (const [name, fill] of parts) {
			const value = fill(json);
			if (value === missing) return missing;
			copy[name] = value as IDataObject[string];
		}
		return copy;
	};
}

function compileExpression(expression: string): Fill | 'evaluated' {
	const path = FIELD.exec(expression)?.[1];
	if (path === undefined) return 'evaluated';
	const steps = [...path.matchAll(STEP)].map(
		([, name, index, double, single]) => name ?? index ?? double ?? single ?? '',
	);
	return (json) => {
		let value: unknown = json;
		for (const step of steps) {
			if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
				return missing;
			}
			value = (value as Record<string, unknown>)[step];
		}
		// Of anything else n8n makes a copy by rules of its own.
		return ['string', 'number', 'boolean'].includes(typeof value) ? value : missing;
	};
}

/** What n8n gives of a resource locator whose ways in have no rule for taking the value out of an address. */
function extract(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'mode' in value && 'value' in value
		? value.value
		: value;
}
