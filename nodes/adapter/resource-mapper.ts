import type {
	IExecuteFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { isSwitch } from '../../wecom/catalog/coerce';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { locatedOf } from './located';
import { toModelInput } from './model-input';
import { parametersOf, type Parameter, type ParameterSchema } from '../../wecom/catalog/schema';

/** Name of the node's parameter that holds the form. */
export const FORM = 'parameters';

/** Whether an operation has parameters besides those that resource locators ask for. */
export function hasForm(endpoint: Endpoint): boolean {
	return parametersOf(endpoint).length > locatedOf(endpoint).length;
}

/**
 * The form of an operation, required fields first.
 * @param forModel Whether a language model is to fill in what the form is not given.
 */
export function toMapperFields(endpoint: Endpoint, forModel = false): ResourceMapperFields {
	const located = new Set(locatedOf(endpoint).map(({ name }) => name));
	const fields = parametersOf(endpoint)
		.filter(({ name }) => !located.has(name))
		.map((parameter) => ({
			...toMapperField(parameter),
			...(forModel ? { defaultValue: toModelInput(parameter) } : {}),
		}));
	return {
		fields: [
			...fields.filter((field) => field.required),
			...fields.filter((field) => !field.required),
		],
		...(fields.length === 0 ? { emptyFieldsNotice: 'This operation takes no parameters' } : {}),
	};
}

function toMapperField({ name, required, schema }: Parameter): ResourceMapperField {
	return {
		id: name,
		displayName: toLabel(name, schema),
		required: required && !schema.fill,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...toInput(schema),
	};
}

/** The form has no room for help, so a label says what nobody can guess. */
function toLabel(name: string, schema: ParameterSchema): string {
	const help = [isScalarList(schema) && 'comma-separated', schema.description]
		.filter(Boolean)
		.join(', ');
	return `${schema.title ?? name}${help && ` (${help})`}`;
}

function toInput(
	schema: ParameterSchema,
): Pick<ResourceMapperField, 'type' | 'options' | 'defaultValue'> {
	if (isSwitch(schema)) return { type: 'boolean' };
	const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
	if (values) return { type: 'options', options: values.map((value) => toOption(schema, value)) };
	if (isScalarList(schema)) return { type: 'string' };
	switch (schema.type) {
		case 'array':
		case 'object':
			return {
				type: schema.type,
				...(schema.example === undefined
					? {}
					: { defaultValue: JSON.stringify(schema.example, null, 2) }),
			};
		case 'boolean':
			return { type: 'boolean' };
		case 'integer':
		case 'number':
			return { type: 'number' };
		default:
			return { type: 'string' };
	}
}

function toOption(schema: ParameterSchema, value: string | number | boolean): INodePropertyOptions {
	return { name: schema.labels?.[String(value)] ?? String(value), value };
}

/** IDs and the like are easier to write and to map as text than as JSON. */
function isScalarList(schema: ParameterSchema): boolean {
	const item = schema.items?.type;
	return schema.type === 'array' && item !== 'object' && item !== 'array';
}

/**
 * The values of an operation's parameters for an item, by their name on the wire, as loose as they were entered. They
 * come from the form, from the fields of the item where the form is set to map automatically, and from the resource
 * locators.
 */
export function readParameters(
	context: IExecuteFunctions,
	endpoint: Endpoint,
	itemIndex: number,
): Record<string, unknown> {
	const values = hasForm(endpoint) ? readForm(context, endpoint, itemIndex) : {};
	for (const { name, property } of locatedOf(endpoint)) {
		const value: unknown = context.getNodeParameter(property, itemIndex, '', {
			extractValue: true,
		});
		if (value !== '' && value !== undefined && value !== null) values[name] = value;
	}
	return values;
}

function readForm(
	context: IExecuteFunctions,
	endpoint: Endpoint,
	itemIndex: number,
): Record<string, unknown> {
	// The whole parameter, because n8n converts `parameters.value` on the way, an empty number to 0 among others.
	const form = context.getNodeParameter(FORM, itemIndex, {}) as {
		mappingMode?: string;
		value?: Record<string, unknown> | null;
	};
	const entered =
		form.mappingMode === 'autoMapInputData'
			? (context.getInputData()[itemIndex]?.json ?? {})
			: (form.value ?? {});
	const names = new Set(parametersOf(endpoint).map(({ name }) => name));
	return Object.fromEntries(
		Object.entries(entered).filter(
			([name, value]) =>
				value !== null && (form.mappingMode !== 'autoMapInputData' || names.has(name)),
		),
	);
}
