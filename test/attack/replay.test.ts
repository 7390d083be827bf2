import { setTimeout as delay } from 'node:timers/promises';

import { sealLetter, type CallbackKeys } from '../../simulator/callbacks/envelope';
import { createCallbackKeys } from '../../wecom/callback/keys';
import { openDelivery, type CallbackRequest } from '../../wecom/callback/receive';
import { suiteReceiveIds } from '../../wecom/callback/receive-id';
import { CLAIM_LIFE } from '../../wecom/suite/deliveries';
import { openTarget, type Target } from './target';

/** A recorded request that is sent again: by whom does not matter, when and to which process does. */

const HOUR = 3_600_000;
let now: number;
let target: Target;
const opened: Target[] = [];

beforeEach(async () => {
	now = Date.now();
	target = await openTarget({ clock: () => now });
	opened.push(target);
});
afterEach(async () => {
	for (const each of opened.splice(0).reverse()) await each.close();
});

let serial = 0;

/** A member's message as the platform seals it. */
function record(keys: CallbackKeys = target.world.suites[0]): CallbackRequest & { body: Buffer } {
	const [{ corpId }] = target.world.corps;
	serial += 1;
	const { query, body } = sealLetter(
		{
			payload: `<xml><ToUserName>${corpId}</ToUserName><FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>${serial}</Content><MsgId>${serial}</MsgId></xml>`,
			format: 'xml',
			receiveId: corpId,
			toUserName: corpId,
			agentId: '1',
			timestamp: String(Math.floor(now / 1000)),
			nonce: String(serial),
		},
		keys,
	);
	return { query, body: Buffer.from(body) };
}

const kindOf = async (at: Target, request: CallbackRequest) =>
	(await at.deliver('suite', request)).kind;

test('within the window a recorded request is answered, and starts nothing', async () => {
	const request = record();
	expect(await kindOf(target, request)).toBe('emit');
	const version = target.version();
	for (const later of [0, 1000, HOUR - 2000]) {
		now += later;
		expect(await kindOf(target, request)).toBe('done');
	}
	// Not even a mark is left of it.
	expect(target.version()).toBe(version);
});

test('outside the window it is refused, also by a process that never saw it', async () => {
	const request = record();
	expect(await kindOf(target, request)).toBe('emit');
	now += HOUR + 1000;
	expect(await target.deliver('suite', request)).toMatchObject({
		kind: 'refused',
		refusal: { status: 401, reason: 'stale' },
	});
});

test('a process that starts later knows what the ones before have had', async () => {
	const request = record();
	expect(await kindOf(target, request)).toBe('emit');
	for (let restarts = 0; restarts < 3; restarts += 1) {
		opened[0] = target = await target.reopen();
		expect(await kindOf(target, request)).toBe('done');
	}
	expect(await kindOf(target, record())).toBe('emit');
});

test('of two processes that get it at the same moment one starts a workflow', async () => {
	const beside = await openTarget({ clock: () => now, folder: target.folder });
	opened.push(beside);
	for (let round = 0; round < 20; round += 1) {
		const request = record();
		const kinds = await Promise.all(
			[target, beside, target, beside].map(async (each) => await kindOf(each, request)),
		);
		expect(kinds.sort()).toEqual(['done', 'done', 'done', 'emit']);
	}
});

test('sealed anew, a message that was had is the same message', async () => {
	const [{ corpId }] = target.world.corps;
	const again = (nonce: string) => {
		const { query, body } = sealLetter(
			{
				payload: `<xml><ToUserName>${corpId}</ToUserName></xml>`,
				format: 'xml',
				receiveId: corpId,
				toUserName: corpId,
				agentId: '1',
				timestamp: String(Math.floor(now / 1000)),
				nonce,
			},
			target.world.suites[0],
		);
		return { query, body: Buffer.from(body) };
	};
	expect(await kindOf(target, again('1'))).toBe('emit');
	expect(await kindOf(target, again('2'))).toBe('done');
});

test('claims outlast every window that can be set', () => {
	// The longest that the trigger takes is a day, both ways.
	expect(CLAIM_LIFE).toBeGreaterThan(2 * 24 * HOUR);
});

describe('keys that are changed', () => {
	const OLD = { token: 'old', encodingAesKey: 'oldoldoldoldoldoldoldoldoldoldoldoldoldoldo' };
	const NEW = { token: 'new', encodingAesKey: 'newnewnewnewnewnewnewnewnewnewnewnewnewnewn' };
	const open = (request: CallbackRequest, ...pairs: CallbackKeys[]) => {
		const [{ suiteId }] = target.world.suites;
		const result = openDelivery(request, {
			keys: pairs.map((pair) => createCallbackKeys(pair)),
			receiveIds: suiteReceiveIds({ suiteId, providerCorpId: target.world.provider.corpId }),
			now,
		});
		return result.accepted ? 'accepted' : result.reason;
	};

	test('both open while they overlap, and the old ones nothing afterwards', () => {
		const [before, after] = [record(OLD), record(NEW)];
		expect([open(before, OLD), open(after, OLD)]).toEqual(['accepted', 'signature']);
		expect([open(before, NEW, OLD), open(after, NEW, OLD)]).toEqual(['accepted', 'accepted']);
		// What somebody recorded while the old ones were good, or seals with them still.
		expect([open(before, NEW), open(record(OLD), NEW)]).toEqual(['signature', 'signature']);
		expect(open(record({ token: NEW.token, encodingAesKey: OLD.encodingAesKey }), NEW, OLD)).toBe(
			'padding',
		);
	});

	test("a customised app's old pair opens for as long as it is kept, in every process at once", async () => {
		const [{ corpId }] = target.world.corps;
		const { suiteId } = target.world.suites[1];
		const beside = await openTarget({ clock: () => now, folder: target.folder });
		opened.push(beside);
		const change = async (pair: CallbackKeys, rotating: boolean) =>
			await target.vault.callbackKeys.put({ suiteId, corpId }, pair, { rotating, updatedAt: now });
		const opens = async (pair: CallbackKeys) => {
			const { kind } = await beside.deliver('template', record(pair));
			await delay(1);
			return kind;
		};
		const first = target.appKeys[0];
		expect(await opens(first)).toBe('emit');
		await change(OLD, true);
		expect([await opens(first), await opens(OLD)]).toEqual(['emit', 'emit']);
		await change(NEW, true);
		expect([await opens(first), await opens(OLD), await opens(NEW)]).toEqual([
			'refused',
			'emit',
			'emit',
		]);
		await change(NEW, false);
		expect([await opens(OLD), await opens(NEW)]).toEqual(['refused', 'emit']);
	});
});
