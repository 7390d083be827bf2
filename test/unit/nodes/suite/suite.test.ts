import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { locatedOf } from '../../../../nodes/adapter/located';
import { hasForm } from '../../../../nodes/adapter/resource-mapper';
import { findOperation, resources } from '../../../../nodes/WeComSuite/actions/resources';
import { WeComSuite } from '../../../../nodes/WeComSuite/WeComSuite.node';
import { providerResources } from '../../../../wecom/catalog/provider/catalog';

const { description, methods } = new WeComSuite();

const optionsOf = (property: INodeProperties | undefined) =>
	(property?.options ?? []) as INodePropertyOptions[];
const resourceOptions = optionsOf(description.properties.find(({ name }) => name === 'resource'));
const operationOptions = (resource: string) =>
	optionsOf(
		description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		),
	);

/** Names of the fields that an operation has in the editor, whatever is entered in those that others depend on. */
function shown(resource: string, operation: string): string[] {
	const parameters = { resource, operation };
	const node = { typeVersion: 1, parameters } as unknown as INode;
	const only = (conditions: Record<string, unknown> = {}) =>
		Object.fromEntries(Object.entries(conditions).filter(([name]) => name in parameters));
	const fields = description.properties
		.filter(({ name }) => !['resource', 'operation', 'requestOptions'].includes(name))
		.filter(({ displayOptions: { show, hide } = {}, ...property }) => {
			const whole = { ...property, displayOptions: { show: only(show), hide: only(hide) } };
			return NodeHelpers.displayParameter(parameters, whole as INodeProperties, node, null);
		});
	const names = ['resource', 'operation', ...fields.map(({ name }) => name)];
	return fields
		.filter(({ displayOptions }) =>
			Object.keys(displayOptions?.show ?? {}).every((name) => names.includes(name)),
		)
		.map(({ name }) => name);
}

const each = resources.flatMap((resource) =>
	resource.operations.map((operation) => [resource.value, operation.value, operation] as const),
);

it('keeps what saved workflows hold', () => {
	expect(description).toMatchObject({
		name: 'weComSuite',
		version: 1,
		usableAsTool: true,
		credentials: [
			{ name: 'weComSuiteApi', required: true, testedBy: 'weComSuiteApiTest' },
			{
				name: 'weComVaultKeyApi',
				required: true,
				testedBy: 'weComVaultKeyApiTest',
				displayOptions: { show: { resource: ['vault'] } },
			},
		],
	});
	expect(each.map(([resource, operation]) => `${resource}.${operation}`)).toEqual([
		'customisedApp.createSignedLink',
		'customisedApp.getCallbackKeys',
		'customisedApp.removeCallbackKeys',
		'customisedApp.setAgentId',
		'customisedApp.setCallbackKeys',
		'health.check',
		'identity.createLoginLink',
		'installLink.create',
		'installation.exchange',
		'installation.get',
		'installation.getExpiring',
		'installation.getAll',
		'installation.import',
		'installation.reconcile',
		'installation.refresh',
		'installation.remove',
		'jsSdk.getSignatures',
		'ticket.getStatus',
		'token.get',
		'vault.export',
		'vault.import',
		'vault.rekey',
	]);
});

it('lists every resource and operation once, in the order of their names', () => {
	for (const options of [
		resourceOptions,
		...resourceOptions.map(({ value }) => operationOptions(String(value))),
	]) {
		expect(options.length).toBeGreaterThan(0);
		const values = options.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
	}
	const ids = [...resources.map(({ value }) => value), ...providerResources.map(({ id }) => id)];
	expect(resourceOptions.map(({ value }) => value).sort()).toEqual([...new Set(ids)].sort());
});

it('begins each list of operations with one that it has', () => {
	for (const property of description.properties.filter(({ name }) => name === 'operation')) {
		expect(optionsOf(property).map(({ value }) => value)).toContain(property.default);
	}
});

it.each(each)('shows the fields of %s: %s with it alone', (resource, value, operation) => {
	expect(findOperation(resource, value)).toBe(operation);
	const option = operationOptions(resource).find((one) => one.value === value);
	expect(option).toMatchObject({ name: operation.name, action: operation.action });
	expect(shown(resource, value)).toEqual(operation.properties.map(({ name }) => name));
});

const endpoints = providerResources.flatMap((resource) => resource.endpoints);

it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
	'shows for %s what it needs and nothing else',
	(_id, endpoint) => {
		expect(shown(endpoint.resource, endpoint.operation)).toEqual([
			...(endpoint.token === 'corp' ? ['tenant'] : []),
			...locatedOf(endpoint).map(({ property }) => property),
			...(endpoint.file ? ['binaryPropertyName'] : []),
			...(hasForm(endpoint) ? ['parameters'] : []),
			...(endpoint.items || endpoint.page?.size ? ['returnAll', 'limit'] : []),
			...(endpoint.job ? ['waitForCompletion', 'waitLimit'] : []),
			...(endpoint.download ? ['outputPropertyName'] : []),
			...(endpoint.simple ? ['simple'] : []),
		]);
	},
);

it.each([
	['installation', 'exchange', 'authCode'],
	['installation', 'import', 'permanentCode'],
	['customisedApp', 'setCallbackKeys', 'token'],
	['customisedApp', 'setCallbackKeys', 'encodingAesKey'],
])('masks what %s: %s takes as %s', (resource, value, name) => {
	const field = findOperation(resource, value)?.properties.find((one) => one.name === name);
	expect(field?.typeOptions?.password).toBe(true);
});

it('offers the vault to no model', () => {
	const hidden = resourceOptions.filter(({ displayOptions }) => displayOptions);
	expect(hidden).toMatchObject([{ value: 'vault', displayOptions: { hide: { '@tool': [true] } } }]);
});

it.each(['get', 'getAll'])('gives no permanent code by default: %s', (value) => {
	const field = findOperation('installation', value)?.properties.find(
		({ name }) => name === 'includeSecrets',
	);
	expect(field?.default).toBe(false);
});

it('finds nothing under names that objects have by themselves', () => {
	for (const name of ['__proto__', 'constructor', 'toString']) {
		expect(findOperation(name, name)).toBeUndefined();
		expect(findOperation('installation', name)).toBeUndefined();
	}
});

it('has every method that its fields ask for', () => {
	const asked = JSON.stringify(description.properties);
	for (const [kind, key] of [
		['listSearch', 'searchListMethod'],
		['resourceMapping', 'resourceMapperMethod'],
	] as const) {
		const names = [...asked.matchAll(new RegExp(`"${key}":"(\\w+)"`, 'g'))].map(([, name]) => name);
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) expect(methods[kind]).toHaveProperty(name);
	}
});
