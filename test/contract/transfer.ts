import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

import fc from 'fast-check';

import { sealArchive } from '../../wecom/vault/archive';
import { EXPORT_KINDS } from '../../wecom/vault/export';
import type { ExportReport, ImportReport, VaultTransfer } from '../../wecom/vault/transfer';
import type { Installation, Moment, Vault } from '../../wecom/vault/vault';
import { startTransfer } from './transfer-process';
import { startVaultProcess, type Opener } from './vault-process';

type WholeVault = Vault & VaultTransfer;

/** A place for a vault that a test has for itself, in which it may be opened with any secret. */
export interface TransferPlace {
	open(secret: string): Promise<WholeVault>;
	/** How another process opens the same. */
	opener(secret: string): Opener;
	/** All that the back end keeps, as text. */
	readRaw(): string | Promise<string>;
	/** Closes what was opened and deletes everything. */
	discard(): Promise<void>;
}

/** Instance keys of the n8n that the vault comes from, and of the one that it goes to. */
const FROM = 'instance-key-from-51c0aa';
const TO = 'instance-key-to-8e7b1d';
export const PASSPHRASE = 'stapler horse umbrella lamp';
/** Cheap, since nothing here is worth guessing. */
const cost = { logN: 10, r: 8, p: 1 };

const SUITE = 'ww00000000000000b1';
const OTHER = 'dk00000000000000b2';
const NOW = Date.now();
const WEEK = 7 * 24 * 3_600_000;
const HOLDING = { holder: 'a', until: NOW + 1_000 };

const SECRETS = [
	'ticket-91c0',
	'permanent-code-44e1',
	'zhangsan-0b7',
	'callback-token-9d',
	'old-callback-token-3f',
	'encoding-aes-key-77',
	'access-token-2a9',
	'claim-payload-c4',
	'event-payload-e8',
];

const at = (timeStamp: number, receivedAt = timeStamp * 1000): Moment => ({
	timeStamp,
	receivedAt,
});

const makeInstallation = (corpId: string, change: Partial<Installation> = {}): Installation => ({
	suiteId: SUITE,
	corpId,
	kind: 'standard',
	corpName: `公司 ${corpId}`,
	permanentCode: `permanent-code-44e1-${corpId}`,
	revision: `revision-${corpId}`,
	agentId: 1000001,
	authMode: 0,
	details: { auth_corp_info: {}, auth_info: {}, auth_user_info: { userid: 'zhangsan-0b7' } },
	authorizedAt: at(1_700_000_000),
	updatedAt: 1_700_000_000_500,
	...change,
});

const makeClaim = (hash: string) => ({
	suiteId: SUITE,
	hash,
	endpoint: 'endpoint-1',
	event: 'suite.change_auth',
	payload: `claim-payload-c4-${hash}`,
	receivedAt: NOW,
});

const makeEvent = (hash: string, suiteId = SUITE) => ({
	suiteId,
	hash,
	corpId: 'wpOne',
	event: 'message.text',
	payload: `event-payload-e8-${hash}`,
	recordedAt: NOW,
});

/** Something of everything. */
async function fill(vault: Vault): Promise<void> {
	for (const suiteId of [SUITE, OTHER]) {
		await vault.tickets.put({ suiteId, ticket: 'ticket-91c0', issuedAt: 200, receivedAt: 200_500 });
	}
	await vault.installations.put(makeInstallation('wpOne', { authCodeHash: 'auth-code-hash' }));
	await vault.installations.put(
		makeInstallation('wpTwo', { suiteId: OTHER, kind: 'customised', agentId: undefined }),
	);
	await vault.installations.put(makeInstallation('wpGone'));
	await vault.installations.remove(SUITE, 'wpGone', at(1_700_000_100));
	await vault.installations.remove(SUITE, 'wpNeverThere', at(1_700_000_200));
	const key = { suiteId: OTHER, corpId: 'wpTwo' };
	for (const [n, token] of ['old-callback-token-3f', 'callback-token-9d'].entries()) {
		const pair = { token, encodingAesKey: `encoding-aes-key-77-${n}` };
		await vault.callbackKeys.put(key, pair, { rotating: n > 0, updatedAt: 300 + n });
	}
	await vault.tokens.put(
		{ kind: 'suite', baseUrl: 'https://qyapi.weixin.qq.com', owner: SUITE },
		{ token: 'access-token-2a9', expiresAt: NOW + 3_600_000 },
	);
	await vault.leases.acquire('a-lease', HOLDING, NOW);
	for (const hash of ['accepted', 'ready', 'finished']) {
		await vault.claims.claim(makeClaim(hash), HOLDING, NOW);
		if (hash === 'accepted') continue;
		const stage = hash as 'ready' | 'finished';
		await vault.claims.advance({ suiteId: SUITE, hash }, 'a', { stage, attempts: 2 }, NOW);
	}
	await vault.subscriptions.record(makeEvent('before'));
	await vault.subscriptions.subscribe({ suiteId: SUITE, id: 'first', wishes: '{"a":1}' }, NOW);
	await vault.subscriptions.record(makeEvent('between'));
	await vault.subscriptions.record(makeEvent('between-other', OTHER));
	await vault.subscriptions.subscribe({ suiteId: SUITE, id: 'second', wishes: '{}' }, NOW);
	await vault.subscriptions.leave({ suiteId: SUITE, id: 'second' }, NOW + 1);
	await vault.subscriptions.record(makeEvent('after'));
	await vault.subscriptions.subscribe({ suiteId: OTHER, id: 'third', wishes: '{}' }, NOW);
}

/** What somebody who reads the vault finds, without what is of one vault only. */
async function readAll(vault: Vault): Promise<unknown> {
	const { installations } = await vault.installations.find({ limit: 1_000 });
	const told = async (suiteId: string) => {
		const subscribers = await vault.subscriptions.find(suiteId);
		return await Promise.all(
			subscribers.map(async ({ cursor, ...subscriber }) => {
				const { events } = await vault.subscriptions.read({ suiteId, after: cursor, limit: 1_000 });
				return { ...subscriber, told: events.map(({ position: _position, ...event }) => event) };
			}),
		);
	};
	return {
		installations,
		tickets: [await vault.tickets.get(SUITE), await vault.tickets.get(OTHER)],
		tombstones: await Promise.all(
			['wpOne', 'wpGone', 'wpNeverThere'].map(
				async (corpId) => await vault.installations.getTombstone(SUITE, corpId),
			),
		),
		callbackKeys: [
			...(await vault.callbackKeys.list(SUITE)),
			...(await vault.callbackKeys.list(OTHER)),
		],
		subscriptions: [await told(SUITE), await told(OTHER)],
	};
}

/** How export and import go between two back ends, and how the second takes another key. */
export function transferContract(
	name: string,
	make: { source(): Promise<TransferPlace>; target(): Promise<TransferPlace> },
): void {
	// Every commit waits for the disk, which others may keep busy.
	jest.setTimeout(300_000);

	describe(`a vault that goes ${name}`, () => {
		let folder: string;
		let file: string;
		let sourcePlace: TransferPlace;
		let targetPlace: TransferPlace;
		let source: WholeVault;
		let target: WholeVault;
		beforeEach(async () => {
			folder = await mkdtemp(join(tmpdir(), 'wecom-transfer-'));
			file = join(folder, 'export');
			sourcePlace = await make.source();
			targetPlace = await make.target();
			source = await sourcePlace.open(FROM);
			target = await targetPlace.open(TO);
		});
		afterEach(async () => {
			await sourcePlace.discard();
			await targetPlace.discard();
			await rm(folder, { recursive: true, force: true });
		});

		const save = async (from = source): Promise<ExportReport> => {
			const { content, report } = from.export({ passphrase: PASSPHRASE, now: NOW, cost });
			const parts: Buffer[] = [];
			for await (const part of content) parts.push(part);
			await writeFile(file, Buffer.concat(parts));
			return report();
		};
		const load = async (into = target, passphrase = PASSPHRASE): Promise<ImportReport> =>
			await into.import({
				open: () => createReadStream(file),
				passphrase,
				knownSince: NOW - WEEK,
			});
		const countsOf = ({ rows }: ImportReport) =>
			Object.values(rows).reduce(
				(sum, { taken, same, older }) => ({
					taken: sum.taken + taken,
					same: sum.same + same,
					older: sum.older + older,
				}),
				{ taken: 0, same: 0, older: 0 },
			);

		it('has everything there but tokens and leases, under the key of the other n8n', async () => {
			await fill(source);
			const report = await save();
			expect(report).toEqual({
				rows: {
					tickets: 2,
					tombstones: 2,
					installations: 2,
					callback_keys: 1,
					claims: 3,
					subscribers: 3,
					events: 4,
				},
				unreadable: 0,
			});
			const imported = await load();
			expect(imported).toMatchObject({ exportedAt: NOW, schema: expect.any(Number) as number });
			expect(countsOf(imported)).toEqual({ taken: 17, same: 0, older: 0 });

			const all = await readAll(source);
			expect(await readAll(target)).toEqual(all);
			expect(all).toMatchObject({
				installations: [{ corpId: 'wpOne' }, { corpId: 'wpTwo', agentId: undefined }],
				subscriptions: [
					[
						{ id: 'first', told: [{ hash: 'between' }, { hash: 'after' }] },
						{ id: 'second', leftAt: NOW + 1, told: [{ hash: 'after' }] },
					],
					[{ id: 'third', told: [] }],
				],
			});
			expect(await target.installations.getByAuthCode(SUITE, 'auth-code-hash')).toBeDefined();
			expect(await target.installations.find({ search: '公司', limit: 9 })).toMatchObject({
				installations: [{ corpId: 'wpOne' }, { corpId: 'wpTwo' }],
			});
			expect(
				await target.tokens.get({
					kind: 'suite',
					baseUrl: 'https://qyapi.weixin.qq.com',
					owner: SUITE,
				}),
			).toBeUndefined();
			expect(await target.leases.acquire('a-lease', { holder: 'b', until: 2 }, 1)).toBe(true);
		});

		it('goes on with its deliveries there, each where it was', async () => {
			await fill(source);
			await save();
			await load();
			const holding = { holder: 'b', until: NOW + 1 };
			const claim = async (hash: string) =>
				await target.claims.claim(makeClaim(hash), holding, NOW);
			expect(await claim('finished')).toBe('finished');
			expect(await claim('ready')).toBe('pending');
			expect(await claim('accepted')).toBe('taken over');
			const due = { suiteId: SUITE, endpoint: 'endpoint-1', stage: 'ready' as const, limit: 9 };
			expect(await target.claims.takeDue(due, holding, NOW)).toEqual([
				{ ...makeClaim('ready'), stage: 'ready', attempts: 2 },
			]);
			expect(await target.subscriptions.record(makeEvent('before'))).toBe(false);
			expect(await target.subscriptions.record(makeEvent('new'))).toBe(true);
			const [{ cursor }] = await target.subscriptions.find(SUITE);
			const { events } = await target.subscriptions.read({
				suiteId: SUITE,
				after: cursor,
				limit: 9,
			});
			expect(events.map(({ hash }) => hash)).toEqual(['between', 'after', 'new']);
		});

		it('changes nothing when it comes a second time', async () => {
			await fill(source);
			await save();
			await load();
			await target.subscriptions.advance({ suiteId: SUITE, id: 'first' }, 3);
			const before = await readAll(target);
			expect(countsOf(await load())).toEqual({ taken: 0, same: 17, older: 0 });
			expect(await readAll(target)).toEqual(before);
		});

		it('comes back with what has happened since, and takes back nothing', async () => {
			await fill(source);
			await save();
			await load();
			await target.tickets.put({
				suiteId: SUITE,
				ticket: 'ticket-91c0-newer',
				issuedAt: 300,
				receivedAt: 300_000,
			});
			await target.installations.remove(SUITE, 'wpOne', at(1_800_000_000));
			await target.installations.put(
				makeInstallation('wpGone', { authorizedAt: at(1_800_000_001) }),
			);
			await target.callbackKeys.put(
				{ suiteId: OTHER, corpId: 'wpTwo' },
				{ token: 'callback-token-9d-newer', encodingAesKey: 'encoding-aes-key-77' },
				{ rotating: false, updatedAt: 999 },
			);
			const two = await target.installations.get(OTHER, 'wpTwo');
			await target.installations.update(two!, { corpName: 'Renamed' }, 1_800_000_002_000);
			await target.claims.takeDue(
				{ suiteId: SUITE, stage: 'accepted', limit: 9 },
				{ holder: 'b', until: NOW + 1_000 },
				NOW,
			);
			const done = { suiteId: SUITE, hash: 'accepted' };
			await target.claims.advance(done, 'b', { stage: 'finished' }, NOW);
			await target.subscriptions.record(makeEvent('later'));

			// What is older leaves it as it is.
			const later = await readAll(target);
			const again = await load();
			expect(again.rows).toMatchObject({
				tickets: { taken: 0, same: 1, older: 1 },
				installations: { taken: 0, older: 2 },
				tombstones: { taken: 0, same: 1, older: 1 },
				callback_keys: { older: 1 },
				claims: { same: 2, older: 1 },
			});
			expect(await readAll(target)).toEqual(later);

			// And what is newer arrives.
			await save(target);
			await load(source);
			expect(await readAll(source)).toEqual(later);
			expect(await source.claims.claim(makeClaim('accepted'), HOLDING, NOW)).toBe('finished');
		});

		it('ends the same whichever of two vaults is taken over by the other', async () => {
			const corps = fc.constantFrom('wpOne', 'wpGone');
			const moments = fc.record({
				timeStamp: fc.integer({ min: 1, max: 3 }),
				receivedAt: fc.integer({ min: 1, max: 3 }),
			});
			const step = fc.oneof(
				fc.record({ does: fc.constant('put' as const), corpId: corps, moment: moments }),
				fc.record({ does: fc.constant('remove' as const), corpId: corps, moment: moments }),
				fc.record({ does: fc.constant('ticket' as const), corpId: corps, moment: moments }),
			);
			const steps = fc.array(step, { minLength: 1, maxLength: 6 });
			await fc.assert(
				fc.asyncProperty(steps, steps, fc.nat(), async (mine, theirs, run) => {
					// Each run has a suite of its own.
					const suiteId = `suite-${run}-${Math.random()}`;
					for (const [vault, list] of [
						[source, mine],
						[target, theirs],
					] as const) {
						for (const { does, corpId, moment } of list) {
							const text = `${moment.timeStamp}-${moment.receivedAt}`;
							if (does === 'put') {
								await vault.installations.put(
									makeInstallation(corpId, {
										suiteId,
										revision: text,
										authorizedAt: moment,
										updatedAt: moment.receivedAt,
									}),
								);
							} else if (does === 'remove') {
								await vault.installations.remove(suiteId, corpId, moment);
							} else {
								await vault.tickets.put({
									suiteId,
									ticket: text,
									issuedAt: moment.timeStamp,
									receivedAt: moment.receivedAt,
								});
							}
						}
					}
					await save(source);
					await load(target);
					await save(target);
					await load(source);
					const stateOf = async (vault: Vault) => ({
						ticket: await vault.tickets.get(suiteId),
						corps: await Promise.all(
							['wpOne', 'wpGone'].map(async (corpId) => ({
								revision: (await vault.installations.get(suiteId, corpId))?.revision,
								removedAt: (await vault.installations.getTombstone(suiteId, corpId))?.removedAt,
							})),
						),
					});
					const state = await stateOf(source);
					expect(await stateOf(target)).toEqual(state);
					// Nothing that either knew is later than what both have now.
					const all = [...mine, ...theirs];
					const latest = (does: string, corpId?: string) =>
						all
							.filter((one) => one.does === does && (corpId ?? one.corpId) === one.corpId)
							.map(({ moment }) => moment.timeStamp * 10 + moment.receivedAt)
							.reduce((most, one) => Math.max(most, one), 0);
					const [issued, received] = (state.ticket?.ticket ?? '0-0').split('-').map(Number);
					expect(issued * 10 + received).toBe(latest('ticket'));
					for (const [index, corpId] of ['wpOne', 'wpGone'].entries()) {
						const put = latest('put', corpId);
						const removed = latest('remove', corpId);
						// Of one moment the removal counts.
						expect(state.corps[index].revision !== undefined).toBe(put > removed);
					}
				}),
				{ numRuns: 15 },
			);
		});

		it('is taken as of one moment, while others go on writing', async () => {
			for (let n = 0; n < 60; n += 1) {
				const details = { auth_corp_info: { long: 'x'.repeat(4_000) }, auth_info: {} };
				await source.installations.put(makeInstallation(`wp${n}`, { details }));
			}
			const { content, report } = source.export({ passphrase: PASSPHRASE, now: NOW, cost });
			const iterator = content[Symbol.asyncIterator]();
			const parts: Buffer[] = [];
			// The first line, and a piece of the installations.
			for (let n = 0; n < 2; n += 1) {
				const { value } = (await iterator.next()) as { value: Buffer };
				parts.push(value);
			}
			await fill(source);
			await source.installations.remove(SUITE, 'wp59', at(1_800_000_000));
			for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
				parts.push(next.value);
			}
			await writeFile(file, Buffer.concat(parts));
			expect(report().rows).toMatchObject({
				installations: 60,
				claims: 0,
				events: 0,
				tombstones: 0,
			});
			await load();
			expect((await target.status()).installations).toBe(60);
		});

		it('lets go of the vault when its reader stops in the middle', async () => {
			await fill(source);
			const { content } = source.export({ passphrase: PASSPHRASE, now: NOW, cost });
			for await (const part of content) {
				expect(part.length).toBeGreaterThan(0);
				break;
			}
			await source.close();
		});

		it('has nothing in clear in the file', async () => {
			await fill(source);
			await save();
			const parts: Buffer[] = [];
			for await (const part of createReadStream(file)) parts.push(part as Buffer);
			const raw = Buffer.concat(parts).toString('latin1');
			for (const secret of [...SECRETS, FROM, TO, PASSPHRASE, 'wpOne', '公司']) {
				expect(raw).not.toContain(secret);
				expect(raw).not.toContain(Buffer.from(secret).toString('latin1'));
			}
		});

		it('stays out as a whole when the file is cut off, damaged or of another passphrase', async () => {
			// More than are stored at a time, before the place where the file is damaged.
			await bulk(source, 400);
			await save();
			const whole: Buffer[] = [];
			for await (const part of createReadStream(file)) whole.push(part as Buffer);
			const bytes = Buffer.concat(whole);
			const refusals = [
				{ reason: 'passphrase', passphrase: 'another horse umbrella lamp', content: bytes },
				{ reason: 'cut_off', content: bytes },
				{
					reason: 'damaged',
					content: Buffer.concat([
						bytes.subarray(0, -3),
						Buffer.from([bytes[bytes.length - 3] ^ 1]),
						bytes.subarray(-2),
					]),
				},
			];
			// Cut where a piece ends: what remains is genuine, but not all.
			const firstLine = bytes.indexOf(10) + 1;
			refusals[1].content = bytes.subarray(0, firstLine + 2 * 65_552);
			for (const { reason, content, passphrase } of refusals) {
				await writeFile(file, content);
				const error: unknown = await load(target, passphrase).catch((thrown: unknown) => thrown);
				expect(error).toMatchObject({ code: 'wecom_vault_file', reason });
				expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
					/horse|permanent-code|instance-key/,
				);
				expect((await target.status()).installations).toBe(0);
			}
		});

		it('is complete after an import that was killed in the middle and begun again', async () => {
			const total = 1_000;
			await bulk(source, total);
			await source.subscriptions.subscribe({ suiteId: SUITE, id: 'first', wishes: '{}' }, NOW);
			for (let n = 0; n < 50; n += 1) await source.subscriptions.record(makeEvent(`event-${n}`));
			await save();
			const transfer = await startTransfer({
				work: 'import',
				opener: targetPlace.opener(TO),
				file,
				passphrase: PASSPHRASE,
				knownSince: NOW - WEEK,
			});
			while ((await target.status()).installations === 0 && !transfer.hasEnded()) await delay(5);
			await transfer.kill();
			const { installations } = await target.status();
			expect(installations).toBeGreaterThan(0);
			expect(installations).toBeLessThan(total);

			const { rows } = await load();
			expect(rows.installations).toEqual({
				taken: total - installations,
				same: installations,
				older: 0,
			});
			expect((await target.status()).installations).toBe(total);
			expect(await readAll(target)).toEqual(await readAll(source));
		});

		describe('under a new key', () => {
			const NEW = 'instance-key-new-0f3e55';

			it('opens with that key alone, and to the same', async () => {
				await fill(target);
				const old = (await target.status()).fingerprint;
				const before = await readAll(target);
				expect(await target.rekey(NEW)).toEqual({ resealed: 15, unreadable: 0 });

				const again = await targetPlace.open(NEW);
				expect(await readAll(again)).toEqual(before);
				expect(
					await again.tokens.get({
						kind: 'suite',
						baseUrl: 'https://qyapi.weixin.qq.com',
						owner: SUITE,
					}),
				).toMatchObject({ token: 'access-token-2a9' });
				const due = { suiteId: SUITE, stage: 'accepted' as const, limit: 9 };
				expect(
					await again.claims.takeDue(due, { holder: 'c', until: NOW * 2 }, NOW * 2),
				).toHaveLength(1);
				await expect(targetPlace.open(TO)).rejects.toMatchObject({ reason: 'wrong_key' });
				expect(await targetPlace.readRaw()).not.toContain(old);
			});

			it('is no longer read or written by whoever had it open with the old one', async () => {
				await fill(target);
				const other = await startVaultProcess(targetPlace.opener(TO));
				expect(await other.open()).toMatchObject({ value: { installations: 2 } });
				await target.rekey(NEW);
				const outcomes = await other.run([
					['installations', 'find', { limit: 9 }],
					['tickets', 'get', SUITE],
					['tickets', 'put', { suiteId: SUITE, ticket: 't', issuedAt: 9e9, receivedAt: 9e12 }],
					['installations', 'put', makeInstallation('wpLate')],
					['claims', 'takeDue', { suiteId: SUITE, stage: 'accepted', limit: 9 }, HOLDING, NOW * 2],
					['subscriptions', 'record', makeEvent('late')],
					['leases', 'acquire', 'late', HOLDING, NOW],
				]);
				await other.stop();
				for (const outcome of outcomes) {
					expect(outcome).toMatchObject({
						error: { name: 'WeComVaultError', reason: 'wrong_key' },
					});
				}
				await expect(target.status()).rejects.toMatchObject({ reason: 'wrong_key' });
				const again = await targetPlace.open(NEW);
				expect((await again.status()).installations).toBe(2);
				expect(await again.leases.acquire('late', { holder: 'b', until: NOW + 9 }, NOW)).toBe(true);
			});

			it('keeps nothing that a process wrote with the old key at the same time', async () => {
				await fill(target);
				const old = (await target.status()).fingerprint;
				const other = await startVaultProcess(targetPlace.opener(TO));
				await other.open();
				let committed = 0;
				const installation = makeInstallation('wp-{n}');
				other.repeat(['installations', 'put', installation], () => {
					committed += 1;
				});
				while (committed < 20) await delay(5);
				await target.rekey(NEW);
				await other.kill();
				expect(await targetPlace.readRaw()).not.toContain(old);
				const again = await targetPlace.open(NEW);
				const { installations } = await again.installations.find({ limit: 10_000 });
				expect(installations.length).toBeGreaterThanOrEqual(committed);
			});

			it('has one key, the old or the new one, whenever the change is killed', async () => {
				await bulk(target, 800);
				await target.close();
				const seen = new Set<string>();
				let [from, to] = [TO, NEW];
				for (const pause of [0, 15, 30, 60, Infinity]) {
					const transfer = await startTransfer({
						work: 'rekey',
						opener: targetPlace.opener(from),
						secret: to,
					});
					if (pause === Infinity) expect(await transfer.end()).toBeUndefined();
					else await delay(pause).then(transfer.kill);
					const opened: string[] = [];
					for (const secret of [from, to]) {
						const vault = await targetPlace.open(secret).catch((error: { reason: string }) => {
							expect(error.reason).toBe('wrong_key');
						});
						if (!vault) continue;
						opened.push(secret);
						// Opens every value.
						const { installations } = await vault.installations.find({ limit: 10_000 });
						expect(installations).toHaveLength(800);
						await vault.close();
					}
					expect(opened).toHaveLength(1);
					seen.add(opened[0] === from ? 'old' : 'new');
					if (opened[0] === to) [from, to] = [to, from];
				}
				expect([...seen].sort()).toEqual(['new', 'old']);
			});
		});
	});
}

/** Many installations at once, by way of an export of a vault that has them. */
async function bulk(vault: WholeVault, count: number): Promise<void> {
	const { schemaVersion: schema } = await vault.status();
	const rows = Array.from({ length: count }, (_, n) => {
		const { details, authorizedAt, ...one } = makeInstallation(`wp${n}`);
		return {
			suite_id: one.suiteId,
			corp_id: one.corpId,
			kind: one.kind,
			corp_name: one.corpName,
			permanent_code: one.permanentCode,
			revision: one.revision,
			agent_id: one.agentId,
			auth_mode: one.authMode,
			details: JSON.stringify(details),
			authorized_timestamp: authorizedAt.timeStamp,
			authorized_received_at: authorizedAt.receivedAt,
			updated_at: one.updatedAt,
			auth_code_hash: null,
		};
	});
	const archive = await makeArchive({ schema, exportedAt: NOW }, { installations: rows });
	await vault.import({
		open: () => Readable.from([archive]),
		passphrase: PASSPHRASE,
		knownSince: NOW,
	});
}

/** An export with what is given, whether a vault would have made it or not. */
export async function makeArchive(
	start: object,
	rows: Record<string, object[]>,
	end: object = Object.fromEntries(
		[...NO_ROWS, ...Object.entries(rows)].map(([name, list]) => [name, list.length]),
	),
): Promise<Buffer> {
	const lines = [
		['vault', start],
		...Object.entries(rows).flatMap(([name, list]) => list.map((row) => [name, row])),
		['end', end],
	];
	const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
	const content = Readable.from([Buffer.from(text)]);
	const options = { passphrase: PASSPHRASE, cost, salt: randomBytes(16) };
	const parts: Buffer[] = [];
	for await (const part of sealArchive(content, options)) parts.push(part);
	return Buffer.concat(parts);
}

const NO_ROWS: [string, object[]][] = EXPORT_KINDS.map((name) => [name, []]);
