import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openStage, readTemplate, suiteCredential, webhookPath, type Stage } from './stage';
import { until } from './until';

/** A whole life of an app is played; then every secret that was on its way is looked for in all that n8n keeps. */

const hub = readTemplate('run-an-app');
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ workflows: [hub] });
	const { simulator, n8n, suiteId, corpId, userId } = stage;
	const url = n8n.webhookUrl(webhookPath(hub));
	for (const kind of ['data', 'system', 'command'] as const) {
		await simulator.actions.saveCallbackUrl({ suiteId, kind, url });
	}
	await simulator.actions.install({ suiteId, corpId });
	await until('the greeting arrives', () => simulator.messages.length === 1);
	await simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'hello' });
	await until('the answer arrives', () => simulator.messages.length === 2);
});

afterAll(async () => await stage?.close());

/** By its name, every secret that the platform gave out or n8n was told. */
function secrets(): Map<string, string> {
	const { simulator } = stage;
	const known = new Map<string, string>();
	const { data } = suiteCredential(simulator);
	for (const field of ['suiteSecret', 'token', 'encodingAesKey', 'providerSecret', 'systemToken']) {
		known.set(field, String(data[field]));
	}
	for (const { path, query, body } of simulator.requests) {
		const sent = { ...query, ...(body as Record<string, unknown>) };
		for (const [name, value] of Object.entries(sent)) {
			if (/token|ticket|auth_code|permanent_code/.test(name)) {
				known.set(`${name} of ${path}`, String(value));
			}
		}
	}
	for (const { event, payload } of simulator.callbacks) {
		const found = payload.matchAll(/<(SuiteTicket|AuthCode)>(?:<!\[CDATA\[)?([^<\]]+)/g);
		for (const [, name, value] of found) known.set(`${name} of ${event}`, value);
	}
	return known;
}

test('the secrets of the whole chain were on their way', () => {
	const names = [...secrets().keys()].join('\n');
	for (const part of [
		'SuiteTicket',
		'AuthCode',
		'suite_access_token',
		'permanent_code',
		'access_token of /cgi-bin/message/send',
	]) {
		expect(names).toContain(part);
	}
});

test.each([
	'database.sqlite',
	'database.sqlite-wal',
	'wecom-suite.sqlite',
	'wecom-suite.sqlite-wal',
	'../n8n.log',
])('no secret is in %s', (file) => {
	const bytes = readFileSync(join(stage.n8n.userFolder, '.n8n', file));
	const found = [...secrets()].filter(([, value]) => bytes.includes(value)).map(([name]) => name);
	expect(found).toEqual([]);
});

test('no secret is in an item of an execution', async () => {
	const items = JSON.stringify(await stage.n8n.executions());
	expect(items.includes('"Content":"hello"')).toBe(true);
	expect([...secrets()].filter(([, value]) => items.includes(value)).map(([name]) => name)).toEqual(
		[],
	);
});
