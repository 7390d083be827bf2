import { extractFromAICalls } from 'n8n-workflow';

import { describeParameter, toModelInput } from '../../../../nodes/adapter/model-input';
import { toMapperFields } from '../../../../nodes/adapter/resource-mapper';
import { getEndpoint, resources } from '../../../../wecom/catalog/catalog';
import type { Endpoint } from '../../../../wecom/catalog/endpoint';
import { parametersOf, type Parameter } from '../../../../wecom/catalog/schema';

const parameter = (id: string, name: string): Parameter => {
	const found = parametersOf(getEndpoint(id)).find((one) => one.name === name);
	if (!found) throw new Error(`${id} has no ${name}`);
	return found;
};

describe('what a model is told of a parameter', () => {
	it.each([
		['user.create', 'gender', 'Gender; one of 1 = Male, 2 = Female; optional'],
		['user.create', 'to_invite', /^.+; true or false; optional$/],
		['user.create', 'department', /at most 100; separated by commas; at most 100 items/],
		['smartSheetRecord.create', 'records', /^.+; JSON list; .*for example \[\{/],
	])('is its meaning, format and limits: %s %s', (id, name, expected) => {
		expect(describeParameter(parameter(id, name))).toEqual(
			typeof expected === 'string' ? expected : expect.stringMatching(expected),
		);
	});
});

const endpoints = resources.flatMap((resource) => resource.endpoints);

describe.each(endpoints.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]))(
	'%s',
	(_id, endpoint) => {
		it('gives n8n expressions that it reads, each with a name, a description and a type', () => {
			const { fields } = toMapperFields(endpoint, true);
			for (const field of fields) {
				const value = String(field.defaultValue);
				expect(value).toMatch(/^=\{\{ \/\*n8n-auto-generated-fromAI-override\*\/ \$fromAI\('/);
				// The first two closing braces end an expression.
				expect(value.indexOf('}}')).toBe(value.length - 2);
				const calls = extractFromAICalls(value);
				expect(calls).toHaveLength(1);
				expect(calls[0]).toMatchObject({
					key: expect.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/) as string,
					description: expect.stringMatching(/^[A-Z].+; (.|\n)+$/) as string,
				});
				const [shown] = [field.type ?? 'string'];
				const types: Record<string, string> = {
					array: 'json',
					object: 'json',
					boolean: 'boolean',
					number: 'number',
				};
				if (shown !== 'options') expect(calls[0]?.type).toBe(types[shown] ?? 'string');
			}
		});

		it('needs no expression where no model is', () => {
			for (const { defaultValue } of toMapperFields(endpoint).fields) {
				expect(String(defaultValue)).not.toContain('$fromAI');
			}
		});
	},
);

it('tells text that would end an expression or a string apart', () => {
	const schema = { title: 'Odd', type: 'object' as const, example: { a: { b: '`${c}\\' } } };
	const [call] = extractFromAICalls(toModelInput({ name: 'odd', required: true, schema }));
	expect(call?.key).toBe('odd');
	expect(call?.description).toContain('for example');
});
