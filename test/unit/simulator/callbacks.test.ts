import { setTimeout as wait } from 'node:timers/promises';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { PLATFORM_LIMITS } from '../../../simulator/callbacks/courier';
import type { Received } from './receiver';
import { fieldIn, Stage } from './stage';

describe('callback URLs', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open({ limits: { verification: 500 } });
	});
	afterEach(async () => await stage.close());

	const save = async (kind: 'command' | 'data' | 'system', path = '/callback') =>
		await stage.simulator.actions.saveCallbackUrl({
			suiteId: stage.suite.suiteId,
			kind,
			url: `${stage.receiver.url}${path}`,
		});

	it('are saved when the echo comes back byte for byte, and the command URL then gets a ticket', async () => {
		const verification = await save('command');
		expect(verification).toMatchObject({ saved: true, attempt: { status: 200 } });
		expect(verification.attempt.body).toBe(verification.echo);
		expect(verification.ticket?.accepted).toBe(true);
		expect(fieldIn(stage.lastEvent(), 'InfoType')).toBe('suite_ticket');
		expect((await save('data')).ticket).toBeUndefined();
	});

	it.each([
		['with quotes', (echo: string) => `"${echo}"`],
		['with a line break', (echo: string) => `${echo}\n`],
		['with a byte order mark', (echo: string) => `\uFEFF${echo}`],
		['with another status', (echo: string) => ({ status: 201, body: echo })],
	])('are not saved when the echo comes back %s', async (_how, answer) => {
		stage.react = (received) => {
			const encrypted = received.url.searchParams.get('echostr') ?? '';
			const { message } = decrypt(stage.suite.encodingAesKey, encrypted);
			return answer(message);
		};
		expect((await save('command')).saved).toBe(false);
		const { suiteId } = stage.suite;
		await expect(stage.simulator.actions.pushTicket({ suiteId })).rejects.toThrow('is not saved');
	});

	it('are not saved when the echo takes too long', async () => {
		stage.react = async () => {
			await wait(700);
			return 'late';
		};
		expect(await save('command')).toMatchObject({
			saved: false,
			attempt: { error: 'no answer within 500 ms' },
		});
	});

	it('have the company in place of $CORPID$: the provider to verify, the customer for events', async () => {
		const { provider } = stage.simulator.world;
		await stage.install();
		const { suiteId } = stage.suite;
		const { corpId, adminUserId: userId } = stage.corp;
		await stage.simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'x' });
		const paths = stage.receiver.received.map(({ url }) => url.pathname);
		expect(paths[0]).toBe(`/callback/${provider.corpId}`);
		expect(paths.at(-1)).toBe(`/callback/${corpId}`);
	});
});

describe('events', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open({ limits: { event: 2000, authorisation: 60 } });
		await stage.saveUrls(stage.suite);
	});
	afterEach(async () => await stage.close());

	const pushTicket = async () =>
		await stage.simulator.actions.pushTicket({ suiteId: stage.suite.suiteId });
	const deliveries = () => stage.receiver.received.filter(({ method }) => method === 'POST');
	const partsOf = ({ url, body }: Received) => ({
		timestamp: url.searchParams.get('timestamp') ?? '',
		nonce: url.searchParams.get('nonce') ?? '',
		signature: url.searchParams.get('msg_signature') ?? '',
		encrypted: fieldIn(body, 'Encrypt'),
	});

	it.each<[string, string | { status: number; body: string }, number, boolean]>([
		['exactly success', 'success', 1, true],
		['success with a line break', 'success\n', 3, false],
		['nothing', '', 3, false],
		['status 500', { status: 500, body: 'success' }, 3, false],
		['status 202', { status: 202, body: 'success' }, 3, false],
	])('answered with %s are judged', async (_name, answer, attempts, accepted) => {
		stage.react = () => answer;
		const report = await pushTicket();
		expect(report.accepted).toBe(accepted);
		expect(report.attempts).toHaveLength(attempts);
	});

	it('come three times, each with its own nonce and ciphertext but the same payload', async () => {
		stage.react = () => ({ status: 500, body: '' });
		const before = deliveries().length;
		await pushTicket();
		const parts = deliveries().slice(before).map(partsOf);
		expect(parts).toHaveLength(3);
		expect(new Set(parts.map(({ nonce }) => nonce)).size).toBe(3);
		expect(new Set(parts.map(({ encrypted }) => encrypted)).size).toBe(3);
		const { token, encodingAesKey } = stage.suite;
		const payloads = parts.map(({ encrypted }) => decrypt(encodingAesKey, encrypted).message);
		expect(new Set(payloads).size).toBe(1);
		for (const { timestamp, nonce, signature, encrypted } of parts) {
			expect(getSignature(token, timestamp, nonce, encrypted)).toBe(signature);
		}
	});

	it('stop coming once one is accepted', async () => {
		let count = 0;
		stage.react = () => (++count < 2 ? { status: 503, body: '' } : undefined);
		expect(await pushTicket()).toMatchObject({
			accepted: true,
			attempts: [{ status: 503 }, { status: 200, body: 'success' }],
		});
	});

	it('about authorisation have less time than others', async () => {
		stage.react = async () => {
			await wait(120);
			return 'success';
		};
		const { suiteId } = stage.suite;
		const { corpId } = stage.corp;
		expect(await pushTicket()).toMatchObject({ accepted: true, attempts: [{ status: 200 }] });
		const { delivery } = await stage.simulator.actions.install({ suiteId, corpId });
		const error = 'no answer within 60 ms';
		expect(delivery).toMatchObject({
			accepted: false,
			attempts: [{ error }, { error }, { error }],
		});
	});

	it('have the time the platform gives', () => {
		expect(PLATFORM_LIMITS).toEqual({
			verification: 1000,
			event: 5000,
			authorisation: 1000,
			attempts: 3,
		});
	});

	it('are sealed for the suite, the company, or the provider', async () => {
		const { suiteId } = stage.suite;
		const { corpId, adminUserId: userId } = stage.corp;
		const { actions, world } = stage.simulator;
		await stage.install();
		const receiveIdOf = () => stage.events.at(-1)?.receiveId;
		expect(receiveIdOf()).toBe(suiteId);
		await actions.sendMessage({ suiteId, corpId, userId, text: '你好' });
		expect(receiveIdOf()).toBe(corpId);
		expect(fieldIn(stage.lastEvent(), 'Content')).toBe('你好');
		await actions.pushEvent({ eventId: 'license_pay_success', corpId });
		expect(receiveIdOf()).toBe(world.provider.corpId);
		expect(fieldIn(stage.lastEvent(), 'ServiceCorpId')).toBe(world.provider.corpId);
		await actions.setFaults({ callbacks: { createAuthForProvider: true } });
		await actions.install({ suiteId, corpId });
		expect(receiveIdOf()).toBe(world.provider.corpId);
		expect(fieldIn(stage.lastEvent(), 'SuiteId')).toBe(suiteId);
	});

	it('of an own app are sealed for the plain id of the company', async () => {
		const { corpId, plainCorpId, ownApps } = stage.corp;
		const { actions } = stage.simulator;
		const app = { corpId, agentId: ownApps[0].agentId };
		const url = `${stage.receiver.url}/own`;
		await actions.saveCallbackUrl({ ...app, kind: 'data', url });
		await actions.sendMessage({ ...app, userId: 'member1', text: 'x' });
		expect(stage.events.at(-1)?.receiveId).toBe(plainCorpId);
		expect(fieldIn(stage.lastEvent(), 'AgentID')).toBe(String(ownApps[0].agentId));
	});

	it('of a customised app use the keys of its own URL', async () => {
		const { template, corp } = stage;
		await stage.install(template);
		const { suiteId } = template;
		const { corpId, adminUserId: userId } = corp;
		const keys = { token: 'ownToken', encodingAesKey: 'z'.repeat(43) };
		stage.react = ({ method, url, body }) => {
			const encrypted = url.searchParams.get('echostr') ?? fieldIn(body, 'Encrypt');
			if (url.pathname !== '/app') {
				return undefined;
			}
			const { message } = decrypt(keys.encodingAesKey, encrypted);
			return method === 'GET' ? message : 'success';
		};
		const { actions } = stage.simulator;
		const url = `${stage.receiver.url}/app`;
		// The receiver of the stage knows the world's keys only, so this one checks for itself.
		stage.simulator.world.suites.push({ ...template, suiteId: 'dk-own-keys', ...keys });
		const saved = await actions.saveCallbackUrl({ suiteId, corpId, kind: 'data', url, ...keys });
		expect(saved.saved).toBe(true);
		const report = await actions.sendMessage({ suiteId, corpId, userId, text: 'x' });
		expect(report).toMatchObject({ accepted: true, url });
	});

	it('may be answered with nothing or a sealed reply where they are data, not where they are commands', async () => {
		const { suiteId, token, encodingAesKey } = stage.suite;
		const { corpId, adminUserId: userId } = stage.corp;
		await stage.install();
		const say = async () =>
			await stage.simulator.actions.sendMessage({ suiteId, corpId, userId, text: 'x' });
		const reply = (xml: string, receiveId: string, signature?: string) => {
			const encrypted = encrypt(encodingAesKey, xml, receiveId);
			const signed = signature ?? getSignature(token, '1', 'n', encrypted);
			return (
				`<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signed}]]></MsgSignature>` +
				'<TimeStamp>1</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>'
			);
		};
		stage.react = () => '';
		expect((await say()).accepted).toBe(true);
		stage.react = () => reply('<xml><Content>hi</Content></xml>', corpId);
		expect(await say()).toMatchObject({
			accepted: true,
			reply: { message: '<xml><Content>hi</Content></xml>' },
		});
		stage.react = () => reply('<xml/>', 'somebody');
		expect(await say()).toMatchObject({
			accepted: false,
			reply: { error: 'the reply is sealed for somebody' },
		});
		stage.react = () => reply('<xml/>', corpId, '0'.repeat(40));
		expect(await say()).toMatchObject({ accepted: false });
		stage.react = () => reply('<xml/>', suiteId);
		expect((await pushTicket()).accepted).toBe(false);
	});

	it('arrive twice, late, or never when told to', async () => {
		const { actions, callbacks } = stage.simulator;
		const before = stage.events.length;
		await actions.setFaults({ callbacks: { duplicate: true } });
		await pushTicket();
		expect(stage.events.slice(before).map(({ message }) => message)).toHaveLength(2);
		expect(stage.events.at(-1)).toEqual(stage.events.at(-2));

		await actions.clearFaults();
		await actions.setFaults({ callbacks: { outOfOrder: true } });
		const held = await pushTicket();
		expect(held.heldBack).toBe('until the next event');
		const next = await pushTicket();
		expect(stage.events.slice(-2).map(({ message }) => message)).toEqual([
			next.payload,
			held.payload,
		]);

		await actions.clearFaults();
		await actions.setFaults({ callbacks: { dropTickets: true } });
		const count = stage.events.length;
		expect(await pushTicket()).toMatchObject({ accepted: false, heldBack: 'dropped' });
		expect(stage.events).toHaveLength(count);
		expect(callbacks.at(-1)?.heldBack).toBe('dropped');
	});

	it('come with the envelope in any order when told to', async () => {
		await stage.simulator.actions.setFaults({ callbacks: { shuffleEnvelope: true } });
		const orders = new Set<string>();
		for (let count = 0; count < 40 && orders.size < 2; count += 1) {
			await pushTicket();
			const { body } = deliveries().at(-1) ?? { body: '' };
			orders.add(/^<xml><(\w+)>/.exec(body)?.[1] ?? '');
		}
		expect(orders.size).toBeGreaterThan(1);
	});

	it('can be sent wrong in every way a stranger could', async () => {
		const { suiteId } = stage.suite;
		const send = async (more: object) =>
			await stage.simulator.actions.deliver({ suiteId, kind: 'command', xml: '<xml/>', ...more });
		expect(await send({})).toMatchObject({ accepted: true, attempts: [{ status: 200 }] });
		expect(stage.lastEvent()).toBe('<xml/>');
		for (const wrong of [
			{ tamper: 'signature' },
			{ tamper: 'ciphertext' },
			{ tamper: 'noQuery' },
			{ token: 'other' },
		]) {
			expect(await send(wrong)).toMatchObject({ accepted: false, attempts: [{ status: 401 }] });
		}
		await send({ receiveId: 'stranger', timestamp: '1', nonce: 'n' });
		expect(stage.events.at(-1)?.receiveId).toBe('stranger');
		expect(deliveries().at(-1)?.url.searchParams.get('timestamp')).toBe('1');
	});
});
