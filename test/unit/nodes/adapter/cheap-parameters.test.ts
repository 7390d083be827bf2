import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { readCheaply } from '../../../../nodes/adapter/cheap-parameters';

/** Parameters of a node, and what n8n says when it is asked for one: here, that it was asked. */
function open(
	parameters: INodeParameters,
	items: IDataObject[],
	evaluate: (name: string, itemIndex: number) => unknown = (name, itemIndex) =>
		`${name} of ${itemIndex}`,
) {
	const asked: string[] = [];
	const original = {
		getNode: () => ({ name: 'WeCom', type: 'weCom', parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => {
			asked.push(`${name} ${itemIndex}`);
			return name in parameters || name.includes('.') ? evaluate(name, itemIndex) : fallback;
		},
		getCredentials: async (type: string) => {
			asked.push(type);
			return await Promise.resolve({ type });
		},
	} as unknown as IExecuteFunctions;
	return { context: readCheaply(original), asked };
}

const read = (context: IExecuteFunctions, name: string, count: number, extractValue = false) =>
	Array.from({ length: count }, (_each, itemIndex) =>
		extractValue
			? (context.getNodeParameter(name, itemIndex, '', { extractValue }) as unknown)
			: (context.getNodeParameter(name, itemIndex, '') as unknown),
	);

it('asks n8n once for what is the same for all items', () => {
	const parameters = { simple: false, options: { list: [{ text: 'a = b' }] }, empty: null };
	const { context, asked } = open(
		parameters as unknown as INodeParameters,
		[{}, {}, {}],
		(name) => parameters[name as keyof typeof parameters],
	);
	expect(read(context, 'simple', 3)).toEqual([false, false, false]);
	expect(read(context, 'options', 3)).toEqual(Array(3).fill(parameters.options));
	expect(read(context, 'empty', 2)).toEqual([null, null]);
	expect(asked).toEqual(['simple 0', 'options 0', 'empty 0']);
});

it.each([
	['={{ $json.id }}', { id: 'x' }, 'x'],
	['={{$json.id}}', { id: 5 }, 5],
	['={{ $json["用户 id"].list[1] }}', { '用户 id': { list: [1, false] } }, false],
	['={{ $json[\'a\']["b"] }}', { a: { b: '' } }, ''],
])('looks up %s itself, once n8n has said the same', (expression, json, value) => {
	const { context, asked } = open({ content: expression }, [json, json, json], () => value);
	expect(read(context, 'content', 3)).toEqual([value, value, value]);
	expect(asked).toEqual(['content 0']);
});

it('gives each item its own fields, wherever the expressions stand', () => {
	const items = ['a', 'b', 'c'].map((id, n) => ({ id, n }));
	const parameters = {
		articles: {
			item: [{ title: '={{ $json.id }}', url: 'https://example.com' }, { n: '={{ $json.n }}' }],
		},
	};
	const expected = items.map(({ id, n }) => ({
		item: [{ title: id, url: 'https://example.com' }, { n }],
	}));
	const { context, asked } = open(parameters, items, (_name, itemIndex) => expected[itemIndex]);
	expect(read(context, 'articles', 3)).toEqual(expected);
	expect(asked).toEqual(['articles 0']);
	expect(parameters.articles.item[1]).toEqual({ n: '={{ $json.n }}' });
});

it('takes the value of a resource locator out', () => {
	const parameters = { member: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
	const { context, asked } = open(
		parameters,
		[{ id: 'a' }, { id: 'b' }],
		(_name, itemIndex) => ['a', 'b'][itemIndex],
	);
	expect(read(context, 'member', 2, true)).toEqual(['a', 'b']);
	expect(asked).toEqual(['member 0']);
});

it.each([
	'={{ $json.id.trim() }}',
	'={{ $json.id + 1 }}',
	'={{ $json.id }} ',
	'=Hello {{ $json.id }}',
	'={{ $json.id }}{{ $json.id }}',
	'={{ $json[key] }}',
	'={{ $json["a\\n"] }}',
	'={{ $json }}',
	"={{ $('Start').item.json.id }}",
	'=text',
])('leaves %s to n8n', (expression) => {
	// Even where it gives for one item what a field would.
	const values = ['a', 'by n8n'];
	const { context, asked } = open(
		{ content: expression },
		[{ id: 'a' }, { id: 'b' }],
		(_name, itemIndex) => values[itemIndex],
	);
	expect(read(context, 'content', 2)).toEqual(values);
	expect(asked).toHaveLength(2);
});

it.each([
	['nothing', {}],
	['null', { id: null }],
	['an object', { id: { a: 1 } }],
	['a list', { id: [1] }],
])('leaves an item with %s in the field to n8n, and that item alone', (_what, json) => {
	const items = [{ id: 'a' }, json, { id: 'c' }] as IDataObject[];
	const { context, asked } = open({ content: '={{ $json.id }}' }, items, (_name, itemIndex) =>
		itemIndex === 1 ? 'by n8n' : items[itemIndex].id,
	);
	expect(read(context, 'content', 3)).toEqual(['a', 'by n8n', 'c']);
	expect(asked).toEqual(['content 0', 'content 1']);
});

it.each(['constructor', '__proto__', 'toString'])(
	'finds %s in an item only if it has one',
	(name) => {
		const having = JSON.parse(`{ "${name}": { "name": "own" } }`) as IDataObject;
		const { context } = open(
			{ content: `={{ $json.${name}.name }}` },
			[having, {}, having],
			(_name, itemIndex) => (itemIndex === 1 ? 'by n8n' : 'own'),
		);
		expect(read(context, 'content', 3)).toEqual(['own', 'by n8n', 'own']);
	},
);

it('believes n8n where it gives something else for a field', () => {
	const { context, asked } = open({ content: '={{ $json.id }}' }, [{ id: 'a' }, { id: 'b' }]);
	expect(read(context, 'content', 2)).toEqual(['content of 0', 'content of 1']);
	expect(asked).toHaveLength(2);
});

it('asks n8n for paths and for what is hidden', () => {
	const { context, asked } = open({ options: { agent: 'a' } }, [{}, {}]);
	expect(read(context, 'options.agent', 2)).toEqual(['options.agent of 0', 'options.agent of 1']);
	expect(read(context, 'hidden', 1)).toEqual(['']);
	expect(asked).toHaveLength(3);
});

it('reads credentials once, and is the context of n8n in all else', async () => {
	const { context, asked } = open({}, [{ id: 'a' }]);
	const first = await context.getCredentials('weComCorpApi');
	expect(await context.getCredentials('weComCorpApi')).toBe(first);
	await context.getCredentials('weComSuiteApi');
	expect(asked).toEqual(['weComCorpApi', 'weComSuiteApi']);
	expect(context.getInputData()).toEqual([{ json: { id: 'a' } }]);
});
