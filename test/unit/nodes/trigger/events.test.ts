import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../../../simulator/simulator';
import { parseMessage, type Message } from '../../../../wecom/callback/message';
import { expected, familyOf, named, type Fact } from '../../events/facts';
import { until } from '../../suite/stage';
import { startHost, type Host } from './host';

/**
 * Every documented event, pushed by the simulator as the platform pushes it, signed and sealed, to the callback URL where
 * such events go, through the trigger's webhook and the vault, into an execution. What must come of it follows from the
 * documented facts and the message that was sent.
 */

let folder: string;
let simulator: Simulator;
/** The triggers of a third-party app, of a template with an app made from it, and of a company's bot. */
let hosts: { thirdParty: Host; template: Host; bot: Host };
let corpId: string;
let suites: { thirdParty: string; template: string };

const PARAMETERS = {
	events: ['any', 'suite_ticket'],
	additionalOptions: { includeSecrets: true },
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-events-'));
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'instance-key-of-the-test',
	});
	simulator = await startSimulator();
	const { corps, provider } = simulator.world;
	const [thirdParty, template] = simulator.world.suites;
	const [corp] = corps;
	({ corpId } = corp);
	suites = { thirdParty: thirdParty.suiteId, template: template.suiteId };

	const shared = { baseUrl: simulator.url, vaultFile: join(folder, 'vault') };
	const suiteHost = async ({ suiteId, suiteSecret, token, encodingAesKey }: typeof thirdParty) =>
		await startHost(
			{
				weComSuiteApi: {
					...shared,
					suiteId,
					suiteSecret,
					token,
					encodingAesKey,
					providerCorpId: provider.corpId,
					systemToken: provider.token,
					systemEncodingAesKey: provider.encodingAesKey,
				},
			},
			PARAMETERS,
		);
	const { token, encodingAesKey } = corp.bot;
	const [{ secret }] = corp.ownApps;
	hosts = {
		thirdParty: await suiteHost(thirdParty),
		template: await suiteHost(template),
		bot: await startHost(
			{
				weComCorpApi: {
					...shared,
					corpId: corp.plainCorpId,
					secret,
					agentId: '1',
					token,
					encodingAesKey,
				},
			},
			{ ...PARAMETERS, receivesFor: 'ownApp' },
		),
	};
	await Promise.all(Object.values(hosts).map(async (host) => await host.publish()));

	const save = async (host: Host, of: object, kind: 'command' | 'data' | 'system' | 'bot') => {
		const { saved } = await simulator.actions.saveCallbackUrl({ ...of, kind, url: host.url });
		expect(saved).toBe(true);
	};
	await save(hosts.thirdParty, { suiteId: suites.thirdParty }, 'command');
	await save(hosts.thirdParty, { suiteId: suites.thirdParty }, 'data');
	await save(hosts.thirdParty, {}, 'system');
	await save(hosts.template, { suiteId: suites.template }, 'command');
	await save(hosts.bot, { corpId }, 'bot');
	for (const [name, suiteId] of Object.entries(suites) as ['thirdParty' | 'template', string][]) {
		await simulator.actions.install({ suiteId, corpId });
		await until(() => hosts[name].executions.some(({ json }) => json.event === 'create_auth'));
	}
	await save(hosts.template, { suiteId: suites.template, corpId }, 'data');
});

afterAll(async () => {
	await Promise.all(Object.values(hosts).map(async (host) => await host.close()));
	await simulator.close();
	await rm(folder, { recursive: true, force: true });
});

/** The trigger whose URL the platform sends it to. */
function hostOf({ format, app_types: apps }: Fact): Host {
	if (format === 'json') return hosts.bot;
	return apps.includes('third_party') ? hosts.thirdParty : hosts.template;
}

/** The company that the message names, by the rules of its family. */
function companyOf(fact: Fact, message: Message): unknown {
	switch (familyOf(fact)) {
		case 'data':
			return message.ToUserName;
		case 'bot':
			return (message.from as Message).corpid ?? null;
		default:
			return message.AuthCorpId ?? message.PaidCorpId ?? message.CorpId ?? null;
	}
}

it.each(named)('%s comes out of the trigger as it was pushed', async (eventId, fact) => {
	const host = hostOf(fact);
	host.executions.length = 0;
	const pushed = await simulator.actions.pushEvent({
		eventId,
		...(host === hosts.bot && { corpId }),
	});
	expect(pushed).toMatchObject({ accepted: true, attempts: [{ status: 200, body: 'success' }] });
	await until(() => host.executions.length > 0);

	const [{ json }, ...more] = host.executions;
	expect(more).toEqual([]);
	const message = parseMessage(pushed.payload, fact.format) ?? {};
	const { TimeStampISO, CreateTimeISO, create_time_iso, ...data } = json.data as IDataObject;
	expect(data).toEqual(expected(fact, message));

	const words = Object.values(fact.match).filter((word) => word !== 'event');
	expect(String(json.event).replace(/^(message|bot)\./, '')).toBe(words.join('.'));
	expect(json.title).not.toBe(json.event);
	expect(json.family).toBe(familyOf(fact));
	expect(json.failure).toBeUndefined();
	const isInstall = ['create_auth', 'reset_permanent_code'].includes(eventId);
	expect(json.corpId).toBe(isInstall ? corpId : companyOf(fact, message));
	const time = data.TimeStamp ?? data.CreateTime ?? data.create_time;
	expect(json.occurredAt).toBe(time ? new Date(Number(time) * 1000).toISOString() : null);
	expect(TimeStampISO ?? CreateTimeISO ?? create_time_iso ?? null).toBe(json.occurredAt);
	if (isInstall || eventId === 'change_auth') {
		expect(json.installation).toMatchObject({ suiteId: json.suiteId, corpId });
	}
});

it('leaves nothing thrown and nothing refused', () => {
	for (const { thrown, log } of Object.values(hosts)) {
		expect(thrown).toEqual([]);
		expect(log.filter((line) => line.includes('refused'))).toEqual([]);
	}
});
