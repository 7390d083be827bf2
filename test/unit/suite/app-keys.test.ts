import { createCallbackKeys } from '../../../wecom/callback/keys';
import { sealDelivery, sealVerification } from '../../../wecom/callback/seal';
import { InstallationMissingError, WeComConfigurationError } from '../../../wecom/error';
import { createAppKeys, generatePair } from '../../../wecom/suite/app-keys';
import type { Endpoint } from '../../../wecom/suite/deliveries';
import { clock, openSuiteStage, until, type SuiteStage } from './stage';

let stage: SuiteStage;
beforeEach(async () => {
	stage = await openSuiteStage(1);
});
afterEach(async () => await stage.close());

const corpId = (index: number) => stage.simulator.world.corps[index].corpId;
const endpoint: Endpoint = {
	id: 'endpoint',
	replayWindow: 3600,
	completesInstalls: true,
	wants: () => true,
};

async function install(...indices: number[]): Promise<void> {
	for (const index of indices) {
		await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId: corpId(index) });
		await until(
			async () => (await stage.vault.installations.get(stage.suiteId, corpId(index))) !== undefined,
		);
	}
}

const text = (toUserName: string, content = 'hello') =>
	`<xml><ToUserName>${toUserName}</ToUserName><FromUserName>a</FromUserName><CreateTime>9999999999</CreateTime>` +
	`<MsgType>text</MsgType><Content>${content}</Content><AgentID>1000002</AgentID></xml>`;

/** A delivery as WeCom makes it with these keys, and what came of it. */
async function deliver(
	pair: ReturnType<typeof generatePair>,
	receiveId: string,
	message: string,
	{
		toUserName = receiveId,
		query = {},
		format,
	}: { toUserName?: string; query?: object; format?: 'json' } = {},
) {
	const sealed = sealDelivery({
		keys: createCallbackKeys(pair),
		receiveId,
		toUserName,
		timestamp: Math.floor(clock() / 1000),
		message,
		format,
	});
	// A bot's envelope names nobody; the URL does.
	const named = format === 'json' ? { corp_id: toUserName } : {};
	const request = {
		query: { ...sealed.query, ...named, ...query },
		body: Buffer.from(sealed.body),
	};
	const acceptance = await stage.suite.deliveries.accept(request, endpoint);
	if (acceptance.kind === 'emit') await acceptance.settle(true);
	return acceptance.kind === 'refused' ? acceptance.refusal.reason : acceptance;
}

async function verify(pair: ReturnType<typeof generatePair>, receiveId: string, query = {}) {
	const sealed = sealVerification({
		keys: createCallbackKeys(pair),
		receiveId,
		timestamp: Math.floor(clock() / 1000),
		echo: 'echo',
	});
	const verified = await stage.suite.verify({ query: { ...sealed.query, ...query } }, endpoint);
	return verified.accepted ? verified.echo : verified.reason;
}

describe('the keys of the apps of a template', () => {
	it('are kept for companies that have the app, and only if they can be keys', async () => {
		const { appKeys } = stage.suite;
		const pair = generatePair();
		await expect(appKeys.set(corpId(0), pair, { rotating: false })).rejects.toThrow(
			InstallationMissingError,
		);
		await install(0);
		expect(await appKeys.set(corpId(0), pair, { rotating: false })).toMatchObject({ pair });
		const short = { ...pair, encodingAesKey: 'short' };
		await expect(appKeys.set(corpId(0), short, { rotating: false })).rejects.toThrow(
			WeComConfigurationError,
		);
		expect(await appKeys.get(corpId(0))).toMatchObject({ pair });
		expect(await appKeys.remove(corpId(0))).toBe(true);
		expect(await appKeys.get(corpId(0))).toBeUndefined();
	});

	it('are for templates: the companies of a standard suite share its keys', async () => {
		const standard = createAppKeys({ suiteId: 'ww00000000000000b1', vault: stage.vault, clock });
		await expect(standard.set(corpId(0), generatePair(), { rotating: false })).rejects.toThrow(
			/no template/,
		);
		expect(await standard.forVerification({})).toEqual([]);
		expect(await standard.forVerification({ corp_id: corpId(0) })).toEqual([]);
	});

	it('are random when they are made here, and what WeCom takes', () => {
		const pairs = Array.from({ length: 200 }, generatePair);
		for (const pair of pairs) {
			expect(pair.token).toMatch(/^[A-Za-z0-9]{32}$/);
			expect(pair.encodingAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
			createCallbackKeys(pair);
		}
		const letters = pairs.flatMap((pair) => [...pair.token, ...pair.encodingAesKey]);
		expect(new Set(pairs.map(({ token }) => token)).size).toBe(200);
		expect(new Set(letters).size).toBe(62);
	});
});

describe('one URL for the apps of two companies', () => {
	const a = generatePair();
	const b = generatePair();
	beforeEach(async () => {
		await install(0, 1);
		await stage.suite.appKeys.set(corpId(0), a, { rotating: false });
		await stage.suite.appKeys.set(corpId(1), b, { rotating: false });
	});

	it('takes the messages of both, each as of its company and of the template', async () => {
		for (const [index, pair] of [a, b].entries()) {
			expect(await deliver(pair, corpId(index), text(corpId(index)))).toMatchObject({
				kind: 'emit',
				emission: {
					event: {
						id: 'message.text',
						family: 'data',
						suiteId: stage.suiteId,
						corpId: corpId(index),
					},
				},
			});
		}
	});

	it('takes nothing for one company that the keys of the other have sealed', async () => {
		const [one, other] = [corpId(0), corpId(1)];
		// Whatever the parts of a request say that nobody has signed.
		for (const toUserName of [one, other, stage.suiteId]) {
			for (const query of [{}, { corp_id: one }, { corp_id: other }]) {
				const hints = { toUserName, query };
				const hinted = toUserName === one || 'corp_id' in query === false ? toUserName : '';
				const isTried = hinted === one || (query as { corp_id?: string }).corp_id === one;
				expect(await deliver(a, other, text(other), hints)).toBe(
					isTried ? 'receive_id' : 'signature',
				);
				expect(await deliver(a, one, text(other), hints)).toBe(
					isTried ? 'wrong_tenant' : 'signature',
				);
			}
		}
		expect(stage.emitted).not.toContainEqual(
			expect.objectContaining({ event: expect.objectContaining({ id: 'message.text' }) }),
		);
	});

	it('lets no app speak for another company, in whatever form and by whatever field', async () => {
		const [own, other] = [corpId(0), corpId(1)];
		const fields = `<FromUserName>a</FromUserName><CreateTime>9999999999</CreateTime><MsgType>text</MsgType><Content>forged</Content>`;
		const ofTemplate = `<SuiteId>${stage.suiteId}</SuiteId><AuthCorpId>${own}</AuthCorpId>`;
		for (const infoType of ['<InfoType></InfoType>', '<InfoType> </InfoType>', '<InfoType/>']) {
			const message = `<xml>${ofTemplate}${infoType}<ToUserName>${other}</ToUserName>${fields}</xml>`;
			expect([infoType, await deliver(a, own, message)]).toEqual([infoType, 'wrong_tenant']);
		}
		const bot = { ToUserName: own, msgtype: 'text', from: { corpid: other, userid: 'a' } };
		expect(await deliver(a, own, JSON.stringify(bot), { format: 'json' })).toBe('wrong_tenant');
		expect(stage.accepted).not.toContain('emit');
	});

	it('lets no app act as its template', async () => {
		const command = (InfoType: string, more: string) =>
			`<xml><SuiteId>${stage.suiteId}</SuiteId><InfoType>${InfoType}</InfoType><TimeStamp>9999999999</TimeStamp>${more}</xml>`;
		const ticket = await stage.vault.tickets.get(stage.suiteId);
		for (const [about, index] of [
			[corpId(0), 0],
			[corpId(1), 1],
		] as const) {
			const authCorp = `<AuthCorpId>${about}</AuthCorpId>`;
			for (const message of [
				command('cancel_auth', authCorp),
				command('suite_ticket', `<SuiteTicket>forged</SuiteTicket>${authCorp}`),
				command('create_auth', `<AuthCode>forged</AuthCode>${authCorp}`),
			]) {
				expect([index, await deliver(a, corpId(0), message)]).toEqual([index, 'wrong_tenant']);
			}
		}
		// Events of an app may bear any name, those of commands too.
		for (const name of ['cancel_auth', 'suite_ticket', 'create_auth']) {
			const message = text(corpId(0))
				.replace('text', 'event')
				.replace(
					'<Content>',
					`<SuiteId>${stage.suiteId}</SuiteId><Event>${name}</Event><SuiteTicket>forged</SuiteTicket><AuthCode>forged</AuthCode><Content>`,
				);
			expect(await deliver(a, corpId(0), message)).not.toBe('signature');
		}
		expect(await stage.vault.tickets.get(stage.suiteId)).toEqual(ticket);
		expect(await stage.vault.installations.get(stage.suiteId, corpId(0))).toBeDefined();
		const exchanges = stage.simulator.requests.filter(({ body }) =>
			JSON.stringify(body ?? {}).includes('forged'),
		);
		expect(exchanges).toEqual([]);
	});

	it('is verified for each company, named in the URL or not', async () => {
		const provider = stage.simulator.world.provider.corpId;
		for (const [index, pair] of [a, b].entries()) {
			for (const receiveId of [provider, corpId(index)]) {
				expect(await verify(pair, receiveId)).toBe('echo');
				expect(await verify(pair, receiveId, { corp_id: corpId(index) })).toBe('echo');
				// What WeCom makes of $CORPID$ in a URL that it verifies.
				expect(await verify(pair, receiveId, { corp_id: provider })).toBe('echo');
			}
		}
		expect(await verify(a, provider, { corp_id: corpId(1) })).toBe('signature');
		expect(await verify(a, corpId(1))).toBe('receive_id');
		expect(await verify(generatePair(), provider)).toBe('signature');
	});

	it('opens with the pair before while keys are rotated, and no longer', async () => {
		const next = generatePair();
		await stage.suite.appKeys.set(corpId(0), next, { rotating: true });
		for (const pair of [a, next]) {
			expect(await verify(pair, corpId(0))).toBe('echo');
			expect(await deliver(pair, corpId(0), text(corpId(0), pair.token))).toMatchObject({
				kind: 'emit',
			});
		}
		await stage.suite.appKeys.set(corpId(0), next, { rotating: false });
		expect(await deliver(a, corpId(0), text(corpId(0), 'late'))).toBe('signature');
		expect(await deliver(next, corpId(0), text(corpId(0), 'late'))).toMatchObject({ kind: 'emit' });
	});

	it('does not look at the keys for what is malformed or opened by the template', async () => {
		const list = jest.spyOn(stage.vault.callbackKeys, 'list');
		const get = jest.spyOn(stage.vault.callbackKeys, 'get');
		await stage.suite.verify({ query: {} }, endpoint);
		await stage.suite.deliveries.accept({ query: {}, body: Buffer.from('x') }, endpoint);
		await stage.simulator.actions.pushTicket({ suiteId: stage.suiteId });
		expect([list.mock.calls, get.mock.calls]).toEqual([[], []]);
		// One look for each company that is named, whether it has keys or not.
		await deliver(generatePair(), 'wpNobodyNobodyNobody', text('x'), {
			query: { corp_id: corpId(0) },
		});
		expect(get).toHaveBeenCalledTimes(2);
		expect(list).not.toHaveBeenCalled();
	});

	it('is as good as if it had never had keys once the app is removed', async () => {
		await stage.simulator.actions.uninstall({ suiteId: stage.suiteId, corpId: corpId(0) });
		expect(await deliver(a, corpId(0), text(corpId(0)))).toBe('signature');
		expect(await verify(a, corpId(0))).toBe('signature');
		expect(await deliver(b, corpId(1), text(corpId(1)))).toMatchObject({ kind: 'emit' });
	});
});

test('a company without keys is tried with something that nobody has', async () => {
	await install(0);
	const [ring] = await stage.suite.appKeys.forDelivery({ query: { corp_id: corpId(0) } });
	expect(ring.keys).toHaveLength(1);
	const [again] = await stage.suite.appKeys.forDelivery({ query: { corp_id: corpId(1) } });
	expect(again.keys[0].token).toBe(ring.keys[0].token);
	expect(ring.keys[0].token).toMatch(/^[A-Za-z0-9]{32}$/);
});
