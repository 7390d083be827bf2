import { handlers } from '../../simulator/api/handlers';
import { locatedOf } from '../../nodes/adapter/located';
import { operations } from '../../nodes/WeCom/actions/operations';
import { resources } from '../../wecom/catalog/catalog';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { examples } from '../unit/catalog/examples/examples';
import { byId, form, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

/** A file that every endpoint with a file takes. */
const file = {
	data: Buffer.from('a file for a test').toString('base64'),
	fileName: 'file.png',
	mimeType: 'image/png',
};

const formless = resources
	.flatMap(({ endpoints }) => endpoints)
	.filter(({ id }) => !operations.has(id));

async function call(endpoint: Endpoint, values: Record<string, unknown>) {
	const { apps, resource, operation } = endpoint;
	const given = await withGivenToken(values);
	const locators = locatedOf(endpoint).map(({ name, property }) => [property, byId(given[name])]);
	const picked = new Set(locatedOf(endpoint).map(({ name }) => name));
	const others = Object.fromEntries(Object.entries(given).filter(([name]) => !picked.has(name)));
	const before = stage.simulator.requests.length;
	const credential = apps && !apps.includes('standard') ? stage.app : stage.suite;
	const { error } = await run(
		credential,
		{
			...(credential === stage.suite ? { tenant: byId(stage.corp.corpId) } : {}),
			resource,
			operation,
			...Object.fromEntries(locators),
			...form(others),
			returnAll: true,
			simple: false,
			waitForCompletion: false,
			binaryPropertyName: 'data',
			outputPropertyName: 'data',
		},
		{ input: [{ json: {}, ...(endpoint.file ? { binary: { data: file } } : {}) }] },
	);
	const request = stage.simulator.requests
		.slice(before)
		.find(({ path, method }) => path === endpoint.path && method === endpoint.method);
	return { error, request };
}

/** An example names a token that nobody has issued; the platform wants a real one. */
async function withGivenToken(values: Record<string, unknown>): Promise<Record<string, unknown>> {
	if (values.access_token === undefined) return values;
	const { corpId, secret } = stage.app.data;
	const url = `${stage.simulator.url}/cgi-bin/gettoken?corpid=${String(corpId)}&corpsecret=${String(secret)}`;
	const answer = (await (await fetch(url)).json()) as { access_token: string };
	return { ...values, access_token: answer.access_token };
}

describe.each(formless.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]))(
	'%s',
	(id, endpoint) => {
		it('sends what its documentation shows', async () => {
			const example = examples[id];
			const { error, request } = await call(endpoint, example?.values ?? {});
			expect(request).toMatchObject({ unknownParameters: [] });
			for (const [name, value] of Object.entries(example?.query ?? {})) {
				if (name === 'access_token') continue;
				expect([name, request?.query[name]]).toEqual([name, String(value)]);
			}
			if (example?.body !== undefined) expect(request?.body).toMatchObject(example.body as object);
			// Those with state may miss what the example is about: their tests are of their own.
			if (!handlers.has(endpoint.path)) {
				expect([error, request?.errcode]).toEqual([undefined, 0]);
			}
		});
	},
);
