import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCallbackKeys } from '../../../wecom/callback/keys';
import { sealDelivery, sealVerification } from '../../../wecom/callback/seal';
import { createOwnApp, type OwnApp } from '../../../wecom/suite/own-app';
import { openSqliteVault } from '../../../wecom/vault/sqlite';
import type { Vault } from '../../../wecom/vault/vault';
import { clock, logger, SECRET, sleep } from './stage';

const corpId = 'ww1234567890abcdef';
const keys = createCallbackKeys({ token: 'token', encodingAesKey: 'a'.repeat(43) });
const endpoint = { id: 'endpoint', replayWindow: 60, completesInstalls: false, wants: () => true };

let folder: string;
let vault: Vault;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-own-'));
	vault = await openSqliteVault({ file: join(folder, 'vault'), secret: SECRET, clock });
});

afterEach(async () => {
	await vault.close();
	await rm(folder, { recursive: true, force: true });
});

const open = (agentId: string): OwnApp =>
	createOwnApp({
		corpId,
		agentId,
		keys: [keys],
		vault,
		clock,
		sleep,
		logger,
		holder: 'test',
	});

const request = { keys, receiveId: corpId, timestamp: Math.floor(clock() / 1000), nonce: 'nonce' };

/** A member was changed: every app that may see the contacts is told in the same words. */
const change = () => {
	const message = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>sys</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>change_contact</Event><ChangeType>update_user</ChangeType><UserID>zhangsan</UserID></xml>`;
	const { query, body } = sealDelivery({ ...request, message });
	return { query, body: Buffer.from(body) };
};

it('gives back the echo, and only for its own company', () => {
	const { query } = sealVerification({ ...request, echo: 'echo' });
	expect(open('1').verify({ query }, endpoint)).toMatchObject({ accepted: true, echo: 'echo' });
	const other = sealVerification({ ...request, receiveId: 'ww00000000000other', echo: 'echo' });
	expect(open('1').verify({ query: other.query }, endpoint)).toMatchObject({ accepted: false });
});

it('emits what came, once, and leaves alone what another app was told too', async () => {
	const [one, two] = [open('1'), open('2')];
	const first = await one.deliveries.accept(change(), endpoint);
	expect(first).toMatchObject({ kind: 'emit', emission: { event: { corpId } } });
	if (first.kind === 'emit') await first.settle(true);
	expect((await one.deliveries.accept(change(), endpoint)).kind).toBe('done');
	expect((await two.deliveries.accept(change(), endpoint)).kind).toBe('emit');
});

it('takes nothing that is older than it was told to', async () => {
	const old = { ...request, timestamp: request.timestamp - 61, message: '<xml/>' };
	const { query, body } = sealDelivery(old);
	const refused = await open('1').deliveries.accept({ query, body: Buffer.from(body) }, endpoint);
	expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'stale' } });
});
