import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { checkFile } from '../../wecom/catalog/check-file';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import type { Lookup } from '../../wecom/catalog/lookup';
import { writeFile, readFile } from './binary';
import {
	callEndpoint,
	downloadEndpoint,
	listEndpoint,
	readEndpoint,
	type EndpointCall,
} from './call-endpoint';
import type { Caller } from './caller';
import { FORM, hasForm, readParameters } from './resource-mapper';
import { simplify } from './simplify';
import { toDisplayOptions, type Operation } from './conditions';
import { listingOf } from './listings';
import { locatedOf, TARGET, type Located } from './located';
import { inputFile, outputFile } from './file-fields';
import { locator } from './locator';

const form: INodeProperties = {
	displayName: 'Parameters',
	name: FORM,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['resource', 'operation'],
		resourceMapper: {
			resourceMapperMethod: 'getFields',
			mode: 'add',
			fieldWords: { singular: 'parameter', plural: 'parameters' },
			addAllFields: false,
			supportAutoMap: true,
			allowEmptyValues: true,
			noFieldsError: 'This operation takes no parameters',
		},
	},
};

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description: 'Whether to wait until WeCom has done the work, and to return its result',
};

const waitLimit: INodeProperties = {
	displayName: 'Wait at Most (Seconds)',
	name: 'waitLimit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'After this time the operation fails, although the work goes on',
	displayOptions: { show: { waitForCompletion: [true] } },
};

const simple: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * The parameters of all operations whose form follows from the catalog.
 * @param others All other operations of the node.
 */
export function describeEndpoints(
	endpoints: readonly Endpoint[],
	others: readonly Operation[],
): INodeProperties[] {
	const all = [...endpoints, ...others];
	const show = (
		property: INodeProperties,
		of: readonly Endpoint[],
		among: readonly Operation[] = all,
	) =>
		toDisplayOptions(of, among, JSON.stringify(property).length).flatMap((displayOptions) =>
			updateDisplayOptions(displayOptions, [property]),
		);
	// Endpoints without the parameter that it depends on need no condition: n8n forgets the values of what is hidden.
	const showBeside = (property: INodeProperties, of: readonly Endpoint[]) =>
		show(property, of, [...of, ...others]);
	const lists = endpoints.filter(
		({ items, page }) => items !== undefined || page?.size !== undefined,
	);
	const jobs = endpoints.filter(({ job }) => job !== undefined);
	const [early, late] = describeLocators(endpoints, show);
	return [
		...early,
		...show(
			inputFile,
			endpoints.filter(({ file }) => file !== undefined),
		),
		...show(form, endpoints.filter(hasForm)),
		...late,
		...show(returnAll, lists),
		...showBeside(limit, lists),
		...show(waitForCompletion, jobs),
		...showBeside(waitLimit, jobs),
		...show(
			outputFile,
			endpoints.filter(({ download }) => download),
		),
		...show(
			simple,
			endpoints.filter((endpoint) => endpoint.simple !== undefined),
		),
	];
}

interface Locators {
	located: Located;
	/** How many lists must be looked into before its own. */
	depth: number;
	/** Whether its list needs what is entered in the form. */
	late: boolean;
	of: Endpoint[];
}

/**
 * The locators above the form and those below it, so that what a list needs is entered before; then those that must be
 * given before the others.
 */
function describeLocators(
	endpoints: readonly Endpoint[],
	show: (property: INodeProperties, of: readonly Endpoint[]) => INodeProperties[],
): [early: INodeProperties[], late: INodeProperties[]] {
	const groups = new Map<string, Locators>();
	for (const endpoint of endpoints) {
		const all = locatedOf(endpoint);
		for (const located of all) {
			const { lookup, property, title, required } = located;
			const place = placeOf(lookup, all);
			// What operations are about is listed by one method, whatever it is.
			const kind = property === TARGET.property ? '' : lookup;
			const key = [property, title, required, kind, place.late, place.depth].join();
			const group = groups.get(key) ?? { located, ...place, of: [] };
			group.of.push(endpoint);
			groups.set(key, group);
		}
	}
	const sorted = [...groups.values()].sort(
		(one, other) =>
			one.depth - other.depth || Number(other.located.required) - Number(one.located.required),
	);
	const describe = (late: boolean) =>
		sorted
			.filter((group) => group.late === late)
			.flatMap(({ located, of }) => show(locator(located), of));
	return [describe(false), describe(true)];
}

function placeOf(lookup: Lookup, all: readonly Located[]): Pick<Locators, 'depth' | 'late'> {
	const { needs = [] } = listingOf(lookup) ?? {};
	const places = needs.map((name) => {
		const needed = all.find((one) => one.name === name);
		return needed ? placeOf(needed.lookup, all) : { depth: 0, late: true };
	});
	return {
		depth: Math.max(-1, ...places.map(({ depth }) => depth)) + 1,
		late: places.some(({ late }) => late),
	};
}

/** Runs an operation by what the catalog says of it. */
export async function executeEndpoint(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
	endpoint: Endpoint,
): Promise<INodeExecutionData[]> {
	const call: EndpointCall = {
		caller,
		endpoint,
		values: readParameters(this, endpoint, itemIndex),
		signal: this.getExecutionCancelSignal(),
	};
	const simplified =
		endpoint.simple !== undefined && (this.getNodeParameter('simple', itemIndex) as boolean);
	const view = (answer: IDataObject) => (simplified ? simplify(endpoint, answer) : answer);

	if (endpoint.download) {
		const name = this.getNodeParameter('outputPropertyName', itemIndex) as string;
		const answer = await downloadEndpoint(call);
		const { mimeType, size } = answer;
		return [
			{
				json: { fileName: answer.name, mimeType, fileSize: size },
				binary: await writeFile(this, name, answer),
			},
		];
	}
	if (endpoint.items !== undefined) {
		const all = this.getNodeParameter('returnAll', itemIndex) as boolean;
		const items = await listEndpoint(
			call,
			all ? undefined : (this.getNodeParameter('limit', itemIndex) as number),
		);
		return this.helpers.returnJsonArray(items.map(view));
	}
	if (endpoint.page && !endpoint.page.size) {
		return this.helpers.returnJsonArray(view(await readEndpoint(call)));
	}
	if (endpoint.page) {
		const all = this.getNodeParameter('returnAll', itemIndex) as boolean;
		const most = all ? undefined : (this.getNodeParameter('limit', itemIndex) as number);
		return this.helpers.returnJsonArray(await readEndpoint(call, most));
	}
	if (endpoint.file) {
		const property = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
		const file = await readFile(this, itemIndex, property);
		checkFile(
			endpoint.file,
			'any' in endpoint.file.accepts ? 'any' : String(call.values[endpoint.file.by ?? 'type']),
			file,
		);
		return this.helpers.returnJsonArray(await callEndpoint(call, file));
	}
	if (endpoint.job && (this.getNodeParameter('waitForCompletion', itemIndex) as boolean)) {
		call.wait = (this.getNodeParameter('waitLimit', itemIndex) as number) * 1000;
	}
	const answer = await callEndpoint(call);
	return this.helpers.returnJsonArray(view(answer));
}
