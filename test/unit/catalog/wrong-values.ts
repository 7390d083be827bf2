import type { Parameter } from '../../../simulator/facts/endpoint';
import type { Limit } from '../../../simulator/facts/limit';

/** The parameters of a good request, with one of them made wrong. */
export interface WrongValue {
	/** Path of the wrong one, as an error names it: `attachments[0].link.url`. */
	field: string;
	wrong: string;
	values: Record<string, unknown>;
}

type Values = Record<string, unknown>;

/** More than this is too much to build for a test. */
const LARGEST = 20_000;

/**
 * Everything that the facts forbid and that can be made out of a good request by changing one value of it: what is
 * required taken away, another type, a value outside of the enumeration, and more than the limit.
 */
export function wrongValues(parameters: readonly Parameter[], good: Values): WrongValue[] {
	return parameters.flatMap((parameter) =>
		changesOf(parameter, good).map(({ at, wrong, value }) => {
			const { [parameter.name]: _, ...rest } = good;
			return {
				field: `${parameter.name}${at}`,
				wrong,
				values: value === undefined ? rest : { ...rest, [parameter.name]: value },
			};
		}),
	);
}

/** Whether what stands beside a parameter asks for it, as `type: 1` asks for `userid`. */
function isAskedFor({ requiredWhen }: Limit, beside: Values): boolean {
	return requiredWhen?.values.includes(String(beside[requiredWhen.field])) ?? false;
}

interface Change {
	/** Where inside of the parameter. */
	at: string;
	wrong: string;
	/** The parameter with the change; `undefined`: without it. */
	value: unknown;
}

function changesOf(parameter: Parameter, { [parameter.name]: value, ...beside }: Values): Change[] {
	const { list, limit } = parameter;
	const required = parameter.required || isAskedFor(limit, beside);
	const here = (wrong: string, changed: unknown): Change => ({ at: '', wrong, value: changed });
	if (value === undefined) return required ? [here('missing', undefined)] : [];
	const changes = required ? [here('missing', undefined)] : [];
	if (!list) return [...changes, ...changesOfOne(parameter, value)];
	const items = Array.isArray(value) ? (value as unknown[]) : [];
	const most = limit.items?.most ?? Infinity;
	if (most < LARGEST && items.length > 0) {
		changes.push(here('too many', Array<unknown>(most + 1).fill(items[0])));
	}
	const first = changesOfOne(parameter, items[0]).map(({ at, wrong, value: item }) => ({
		at: `[0]${at}`,
		wrong,
		value: [item, ...items.slice(1)],
	}));
	return [...changes, ...(items.length > 0 ? first : [])];
}

function changesOfOne({ type, values, limit, children }: Parameter, value: unknown): Change[] {
	const here = (wrong: string, changed: unknown): Change => ({ at: '', wrong, value: changed });
	const changes: Change[] = [];
	if (type === 'integer' || type === 'number') changes.push(here('no number', 'three'));
	if (type === 'boolean') changes.push(here('neither true nor false', 'perhaps'));
	if (type === 'object') changes.push(here('no object', 'a text'));
	if (type === 'string') changes.push(here('no text', { a: 1 }));
	if (values) changes.push(here('not among the values', type === 'string' ? 'no such' : 987_654));
	const longest = limit.bytes?.most ?? limit.characters?.most ?? Infinity;
	if (type === 'string' && longest < LARGEST)
		changes.push(here('too long', 'a'.repeat(longest + 1)));
	const { least = 0, most = Infinity } = limit.value ?? {};
	if (Number.isSafeInteger(most)) changes.push(here('too large', most + 1));
	if (least > 0 && Number.isSafeInteger(least)) changes.push(here('too small', least - 1));
	if (type !== 'object' || typeof value !== 'object' || value === null) return changes;
	const inner = wrongValues(children, value as Values).map(({ field, wrong, values: changed }) => ({
		at: `.${field}`,
		wrong,
		value: changed,
	}));
	return [...changes, ...inner];
}
