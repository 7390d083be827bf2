/** Input of an action as a form sends it. */
export type FormInput = { [name: string]: unknown };

/**
 * Reads the fields of a form. A name says where its value goes and what it is: `allow.departments:numbers` is
 * `{ allow: { departments: [1, 2] } }` for the text `1, 2`. Fields left empty are left out.
 */
export function readForm(fields: URLSearchParams): FormInput {
	const input: FormInput = {};
	for (const [field, text] of fields) {
		const [path, type = 'text'] = field.split(':');
		if (text !== '') {
			put(input, path.split('.'), valueOf(type, text));
		}
	}
	return input;
}

function put(input: FormInput, [name, ...rest]: string[], value: unknown): void {
	if (rest.length === 0) {
		input[name] = value;
		return;
	}
	const known = input[name];
	const inner: FormInput = isFormInput(known) ? known : {};
	input[name] = inner;
	put(inner, rest, value);
}

function isFormInput(value: unknown): value is FormInput {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(type: string, text: string): unknown {
	switch (type) {
		case 'number':
			return Number(text);
		case 'boolean':
			return text === 'true';
		case 'texts':
			return list(text);
		case 'numbers':
			return list(text).map(Number);
		case 'json':
			return JSON.parse(text);
		default:
			return text;
	}
}

function list(text: string): string[] {
	return text.split(/[\s,]+/).filter((item) => item !== '');
}
