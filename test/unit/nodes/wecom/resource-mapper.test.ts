import type { IExecuteFunctions } from 'n8n-workflow';

import { readParameters, toMapperFields } from '../../../../nodes/adapter/resource-mapper';
import { getEndpoint, resources } from '../../../../wecom/catalog/catalog';

const field = (id: string, name: string) =>
	toMapperFields(getEndpoint(id)).fields.find((one) => one.id === name);

describe('toMapperFields', () => {
	it('puts required fields first and leaves the thing itself to its locator', () => {
		const { fields } = toMapperFields(getEndpoint('department.create'));
		expect(fields.map(({ id, required }) => [id, required])).toEqual([
			['name', true],
			['name_en', false],
			['order', false],
			['id', false],
		]);
	});

	it.each([
		[
			'department.create',
			'name',
			{ type: 'string', displayName: 'Name (unique under its parent)' },
		],
		['department.create', 'order', { type: 'number' }],
		['user.create', 'enable', { type: 'boolean', displayName: 'Enabled' }],
		['user.create', 'to_invite', { type: 'boolean' }],
		[
			'user.create',
			'department',
			{ type: 'string', displayName: 'Department IDs (comma-separated, at most 100)' },
		],
		[
			'user.create',
			'gender',
			{
				type: 'options',
				options: [
					{ name: 'Male', value: '1' },
					{ name: 'Female', value: '2' },
				],
			},
		],
		['media.uploadFromUrl', 'scene', { type: 'options', required: true }],
		['user.create', 'extattr', { type: 'object' }],
		['menu.create', 'button', { type: 'array', required: true }],
	])('gives %s: %s the input of its kind', (id, name, expected) => {
		expect(field(id, name)).toMatchObject(expected);
	});

	it('starts JSON from an example', () => {
		const example = field('menu.create', 'button')?.defaultValue as string;
		expect(JSON.parse(example)).toHaveLength(2);
	});

	it('does not demand what the app that calls knows', () => {
		expect(field('school.getScope', 'agentid')).toMatchObject({
			required: false,
			displayName: 'Agent ID (empty: the app that calls)',
		});
	});

	it('keeps lists of choices short, because every saved node holds them', () => {
		for (const endpoint of resources.flatMap((resource) => resource.endpoints)) {
			for (const { options = [] } of toMapperFields(endpoint).fields) {
				expect(options.length).toBeLessThanOrEqual(12);
			}
		}
	});
});

describe('readParameters', () => {
	/** A node with these parameters, whose items are these. */
	function context(parameters: Record<string, unknown>, items: object[] = [{}]) {
		return {
			getNodeParameter: (name: string, _itemIndex: number, fallback?: unknown) =>
				parameters[name] ?? fallback,
			getInputData: () => items.map((json) => ({ json })),
		} as unknown as IExecuteFunctions;
	}
	const endpoint = getEndpoint('department.update');

	it('reads what was entered, and the thing from its locator', () => {
		const parameters = {
			department: '12',
			parameters: { mappingMode: 'defineBelow', value: { name: 'A', order: null, name_en: '' } },
		};
		expect(readParameters(context(parameters), endpoint, 0)).toEqual({
			id: '12',
			name: 'A',
			name_en: '',
		});
	});

	it('maps the fields of the item that the operation knows', () => {
		const parameters = {
			department: '',
			parameters: { mappingMode: 'autoMapInputData', value: null },
		};
		const items = [{}, { id: 12, name: 'A', email: 'name@email.com' }];
		expect(readParameters(context(parameters, items), endpoint, 1)).toEqual({ id: 12, name: 'A' });
	});

	it('prefers the locator to a field of the item', () => {
		const parameters = { department: '13', parameters: { mappingMode: 'autoMapInputData' } };
		expect(readParameters(context(parameters, [{ id: 12 }]), endpoint, 0)).toEqual({ id: '13' });
	});

	it('takes an empty form for none', () => {
		expect(readParameters(context({ parameters: { value: null } }), endpoint, 0)).toEqual({});
	});

	it('keeps a name that it does not know, for it to be refused by name', () => {
		const parameters = { parameters: { mappingMode: 'defineBelow', value: { nam: 'A' } } };
		expect(readParameters(context(parameters), endpoint, 0)).toEqual({ nam: 'A' });
	});
});
