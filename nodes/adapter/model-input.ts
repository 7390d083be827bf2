import { isSwitch } from '../../wecom/catalog/coerce';
import type { Parameter, ParameterSchema } from '../../wecom/catalog/schema';

/** By this n8n's editor knows a value that the model gives from an expression that somebody wrote. */
const OVERRIDE = '/*n8n-auto-generated-fromAI-override*/';

/**
 * The value of a parameter that a language model is to give, as n8n's editor writes it. n8n makes the model's schema
 * from these expressions alone, so what the model must know stands in them.
 */
export function toModelInput(parameter: Parameter): string {
	const description = quote(describeParameter(parameter));
	const { name, schema } = parameter;
	return `={{ ${OVERRIDE} $fromAI('${name}', \`${description}\`, '${typeOf(schema)}') }}`;
}

/** What a parameter means, its limits, its values and an example, on one line. */
export function describeParameter({ name, required, schema }: Parameter): string {
	const { title = name, description } = schema;
	return [
		description ? `${title}: ${description}` : title,
		...formatOf(schema),
		...limitsOf(schema),
		...(schema.example === undefined ? [] : [`for example ${JSON.stringify(schema.example)}`]),
		...(required && !schema.fill ? [] : ['optional']),
	].join('; ');
}

function formatOf(schema: ParameterSchema): string[] {
	if (isSwitch(schema) || schema.type === 'boolean') return ['true or false'];
	const item = schema.items ?? {};
	const values = schema.enum ?? item.enum ?? (schema.const === undefined ? [] : [schema.const]);
	const labels = schema.labels ?? item.labels;
	const meanings = values.map((value) => {
		const meaning = labels?.[String(value)];
		return meaning === undefined ? String(value) : `${String(value)} = ${meaning}`;
	});
	const choice = meanings.length > 0 ? [`one of ${meanings.join(', ')}`] : [];
	switch (schema.type) {
		case 'array':
			return isJson(schema) ? ['JSON list'] : ['separated by commas', ...choice];
		case 'object':
			return ['JSON object'];
		case 'integer':
			return choice.length > 0 ? choice : ['whole number'];
		case 'number':
			return choice.length > 0 ? choice : ['number'];
		default:
			return choice.length > 0 ? choice : ['text'];
	}
}

function limitsOf({
	minLength,
	maxLength,
	minItems,
	maxItems,
	...schema
}: ParameterSchema): string[] {
	const { minimum, maximum } = schema;
	const safe = (limit: number | undefined) =>
		limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
	return [
		...span(minLength, maxLength, 'characters'),
		...span(minItems, maxItems, 'items'),
		...span(safe(minimum), safe(maximum), ''),
	];
}

function span(least: number | undefined, most: number | undefined, unit: string): string[] {
	return [
		...(least === undefined ? [] : [`at least ${least} ${unit}`.trim()]),
		...(most === undefined ? [] : [`at most ${most} ${unit}`.trim()]),
	];
}

/** Whether it is entered as JSON. */
function isJson({ type, items }: ParameterSchema): boolean {
	return type === 'object' || items?.type === 'object' || items?.type === 'array';
}

function typeOf(schema: ParameterSchema): 'boolean' | 'json' | 'number' | 'string' {
	if (isSwitch(schema) || schema.type === 'boolean') return 'boolean';
	if (isJson(schema)) return 'json';
	return schema.type === 'integer' || schema.type === 'number' ? 'number' : 'string';
}

/** As text between backquotes in an expression of n8n, which two closing braces would end. */
function quote(text: string): string {
	return text
		.replace(/[\\`]/g, '\\$&')
		.replace(/\$(?=\{)/g, '\\$')
		.replace(/\s+/g, ' ')
		.replace(/\}(?=\})/g, '} ')
		.replace(/\{(?=\{)/g, '{ ');
}
