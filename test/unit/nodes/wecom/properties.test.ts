import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { properties } from '../../../../nodes/WeCom/actions/properties';
import { operations } from '../../../../nodes/WeCom/actions/operations';
import { listingOf } from '../../../../nodes/adapter/listings';
import { locatedOf } from '../../../../nodes/adapter/located';
import { hasForm } from '../../../../nodes/adapter/resource-mapper';
import { resources } from '../../../../wecom/catalog/catalog';
import type { Endpoint } from '../../../../wecom/catalog/endpoint';

const folder = join(__dirname, '../../../../nodes/WeCom');
const endpoints = resources.flatMap((resource) => resource.endpoints);

/** Names of the parameters that the editor shows for these values. */
function shown(values: INode['parameters']): string[] {
	const node = { typeVersion: 1, parameters: values } as INode;
	return properties
		.filter((property) => NodeHelpers.displayParameter(values, property, node, null))
		.map(({ name }) => name);
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

function walk(list: INodeProperties[], visit: (property: INodeProperties) => void): void {
	for (const property of list) {
		visit(property);
		for (const option of property.options ?? []) {
			if ('values' in option) walk(option.values, visit);
			else if (property.type === 'collection') walk([option as INodeProperties], visit);
		}
	}
}

describe('the parameters of the node', () => {
	it('stay small however many operations there are', () => {
		const size = JSON.stringify(properties).length;
		const lists = JSON.stringify(properties.filter(({ name }) => name === 'operation')).length;
		expect(size).toBeLessThan(100_000 + 200 * endpoints.length);
		expect(lists / endpoints.length).toBeLessThan(200);
	});

	it('offer every operation of the catalog, and Custom API Call last', () => {
		const resourceOptions = optionsOf(properties.find(({ name }) => name === 'resource'));
		expect(resourceOptions.map(({ value }) => value).sort()).toEqual(
			[...resources.map(({ id }) => id), 'customApiCall', 'jsSdk'].sort(),
		);
		// n8n adds one of its own unless the last is called so.
		expect(resourceOptions.at(-1)?.name).toBe('Custom API Call');
		for (const { id, endpoints: of } of resources) {
			const operation = properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(id),
			);
			const offered = optionsOf(operation);
			expect(offered.map(({ value }) => value).sort()).toEqual(
				[
					...of.map((endpoint) => endpoint.operation),
					...(id === 'message' ? ['reply'] : []),
				].sort(),
			);
			expect(offered.map(({ value }) => value)).toContain(operation?.default);
			const names = offered.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
			for (const { action, description } of offered) {
				expect(action).toBeTruthy();
				expect(description).toMatch(/[\u4e00-\u9fff]/);
			}
		}
	});

	it('have a default of their type, a name on the screen, and descriptions by the rules', () => {
		walk(properties, (property) => {
			const { displayName, name, type, description = '' } = property;
			const defaults: Record<string, unknown> = {
				string: 'string',
				number: 'number',
				boolean: 'boolean',
				collection: 'object',
				fixedCollection: 'object',
				resourceLocator: 'object',
				resourceMapper: 'object',
			};
			expect([name, Object.keys(property)[0]]).toEqual([name, 'displayName']);
			expect([name, displayName]).toEqual([name, expect.stringMatching(/^[A-Z]/) as string]);
			if (type in defaults) expect([name, typeof property.default]).toEqual([name, defaults[type]]);
			if (type === 'options') {
				expect(optionsOf(property).map(({ value }) => value)).toContain(property.default);
			}
			if (type === 'boolean')
				expect([name, description]).toEqual([name, expect.stringMatching(/^Whether /) as string]);
			const sentences = description.split('. ').length;
			if (sentences === 1)
				expect([name, description]).toEqual([name, expect.not.stringMatching(/[^.]\.$/) as string]);
			else expect([name, description]).toEqual([name, expect.stringMatching(/\.$/) as string]);
		});
	});

	it('list options in order', () => {
		walk(properties, ({ name, options, type }) => {
			if (name === 'resource' || !['options', 'collection'].includes(type)) return;
			const names = (options ?? []).map((option) =>
				'displayName' in option ? option.displayName : option.name,
			);
			if (names.length < 5) return;
			expect([name, names]).toEqual([name, [...names].sort((a, b) => a.localeCompare(b, 'en'))]);
		});
	});

	it('have a name and value only once in a list', () => {
		walk(properties, ({ name, type, options }) => {
			if (type !== 'options') return;
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			expect([name, new Set(values).size]).toEqual([name, values.length]);
		});
	});
});

describe('the form of an operation', () => {
	const formless = endpoints.filter(({ id }) => !operations.has(id));

	it.each(formless.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]))(
		'%s shows what it needs and nothing else',
		(_id, endpoint) => {
			const located = locatedOf(endpoint);
			const properties = new Set(located.map(({ property }) => property));
			const expected = [
				'callAs',
				'tenant',
				'resource',
				'operation',
				...(endpoint.file ? ['binaryPropertyName'] : []),
				...(hasForm(endpoint) ? ['parameters'] : []),
				...(endpoint.items || endpoint.page?.size ? ['returnAll', 'limit'] : []),
				...(endpoint.job ? ['waitForCompletion'] : []),
				...(endpoint.download ? ['outputPropertyName'] : []),
				...(endpoint.simple ? ['simple'] : []),
				'requestOptions',
			];
			const { resource, operation } = endpoint;
			const values = { callAs: 'tenant', resource, operation };
			// n8n keeps the value of a parameter only where it is shown.
			const more = expected.includes('returnAll') ? { returnAll: false } : {};
			const all = shown({ ...values, ...more });
			expect(all.filter((name) => !properties.has(name))).toEqual(expected);
			expect(all.filter((name) => properties.has(name)).sort()).toEqual([...properties].sort());
			expect(properties.size).toBe(located.length);
			// What a list needs is asked for before.
			for (const { lookup, property } of located) {
				for (const need of listingOf(lookup)?.needs ?? []) {
					const before = located.find(({ name }) => name === need)?.property ?? 'parameters';
					expect(all.slice(0, all.indexOf(property))).toContain(before);
				}
			}
		},
	);

	it.each(['tenant', 'ownApp'])('of a signature shows the page and no more: as %s', (callAs) => {
		const values = { callAs, resource: 'jsSdk', operation: 'getSignatures' };
		const tenant = callAs === 'tenant' ? ['tenant'] : [];
		const form = ['resource', 'operation', 'pageUrl', 'freshTickets', 'requestOptions'];
		const expected = ['callAs', ...tenant, ...form];
		expect(shown(values)).toEqual(expected);
	});

	it('asks an own app for no tenant, and for no limit where all are wanted', () => {
		const values = { callAs: 'ownApp', resource: 'tag', operation: 'getAll', returnAll: true };
		const expected = ['callAs', 'resource', 'operation', 'returnAll', 'requestOptions'];
		expect(shown(values)).toEqual(expected);
	});

	it('has the parts that a kind of message has', () => {
		const message = (messageType: string, more = {}) =>
			shown({
				callAs: 'ownApp',
				resource: 'message',
				operation: 'send',
				sendTo: 'everyone',
				messageType,
				...more,
			}).slice(3, -1);
		expect(message('text')).toEqual(['sendTo', 'messageType', 'content', 'options']);
		expect(message('image', { mediaFrom: 'mediaId' })).toEqual([
			'sendTo',
			'messageType',
			'mediaFrom',
			'mediaId',
			'options',
		]);
		expect(message('vote_interaction')).toEqual([
			'sendTo',
			'messageType',
			'title',
			'description',
			'checkbox',
			'submitButton',
			'source',
			'taskId',
			'options',
		]);
	});

	it('of a card is the same for sending it and for replacing one', () => {
		const form = (operation: string) =>
			shown({ resource: 'message', operation, messageType: 'news_notice' }).filter((name) =>
				['cardAction', 'cardImage', 'imageTextArea', 'jumpList', 'title'].includes(name),
			);
		expect(form('send')).toEqual(form('updateTemplateCard'));
		expect(form('send')).toHaveLength(5);
	});
});

describe('what lies beside the node', () => {
	it('is found by its English and Chinese names', () => {
		const codex = JSON.parse(readFileSync(join(folder, 'WeCom.node.json'), 'utf8')) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe('n8n-nodes-wecom-suite.weCom');
		expect(codex.alias).toEqual(
			expect.arrayContaining(['企业微信', '微信', 'WeChat Work', 'WXWork']),
		);
	});

	it('has an icon for light and one for dark, both square', () => {
		const [light, dark] = ['wecom.svg', 'wecom.dark.svg'].map((name) => {
			expect(existsSync(join(folder, name))).toBe(true);
			return readFileSync(join(folder, name), 'utf8');
		});
		expect(light).toContain('viewBox="0 0 60 60"');
		expect(dark).toContain('viewBox="0 0 60 60"');
		expect(light).not.toBe(dark);
	});
});
