import { setTimeout as delay } from 'node:timers/promises';

import fc from 'fast-check';

import { WeComConfigurationError } from '../../wecom/error';
import type {
	Claim,
	Installation,
	Moment,
	RecordedEvent,
	TokenKey,
	Tombstone,
	Vault,
} from '../../wecom/vault/vault';
import { startVaultProcess, type Call, type Opener, type VaultProcess } from './vault-process';

/** A vault that a test has for itself. */
export interface VaultPlace {
	/** Opens it; a second time as well, as a second credential of one process does. */
	open(): Promise<Vault>;
	/** How another process opens the same. */
	opener: Opener;
	/** Closes what was opened and deletes everything. */
	discard(): Promise<void>;
}

const SUITE = 'ww00000000000000b1';
const CORP = 'wpTenantTenantTenantTenant01';
const BASE_URL = 'https://qyapi.weixin.qq.com';

const at = (timeStamp: number, receivedAt = timeStamp * 1000): Moment => ({
	timeStamp,
	receivedAt,
});

const makeInstallation = (change: Partial<Installation> = {}): Installation => ({
	suiteId: SUITE,
	corpId: CORP,
	kind: 'standard',
	corpName: '示例科技有限公司',
	permanentCode: 'permanent-code-b2d66f8e0c17',
	revision: 'revision-1',
	agentId: 1000001,
	authMode: 0,
	details: {
		auth_corp_info: { corpid: CORP, corp_full_name: '示例科技有限公司', subject_type: 1 },
		auth_info: { agent: [{ agentid: 1000001, privilege: { level: 1, allow_user: ['张三'] } }] },
		auth_user_info: { userid: 'zhangsan' },
		state: 'state-1',
	},
	authorizedAt: at(1_700_000_000),
	updatedAt: 1_700_000_000_500,
	...change,
});

const corpToken = (change: Partial<TokenKey> = {}): TokenKey => ({
	kind: 'corp',
	baseUrl: BASE_URL,
	owner: SUITE,
	corpId: CORP,
	revision: 'revision-1',
	...change,
});

const makeClaim = (
	change: Partial<Omit<Claim, 'stage' | 'attempts'>> = {},
): Omit<Claim, 'stage' | 'attempts'> => ({
	suiteId: SUITE,
	hash: 'hash-1',
	endpoint: 'endpoint-1',
	event: 'suite.create_auth',
	payload: '{"code":"auth-code-51b0"}',
	receivedAt: 1_000,
	...change,
});

const makeEvent = (
	change: Partial<Omit<RecordedEvent, 'position'>> = {},
): Omit<RecordedEvent, 'position'> => ({
	suiteId: SUITE,
	hash: 'hash-1',
	corpId: CORP,
	event: 'message.text',
	payload: '{"text":"你好"}',
	recordedAt: 1_000,
	...change,
});

/** What every back end of the vault holds to. */
export function vaultContract(name: string, makePlace: () => Promise<VaultPlace>): void {
	// Every commit waits for the disk, which others may keep busy.
	jest.setTimeout(60_000);

	describe(`the vault in ${name}`, () => {
		let place: VaultPlace;
		let vault: Vault;
		beforeEach(async () => {
			place = await makePlace();
			vault = await place.open();
		});
		afterEach(async () => await place.discard());

		describe('as a whole', () => {
			it('tells where it is, its key, its version and how many companies it has', async () => {
				const empty = await vault.status();
				expect(empty).toEqual({
					location: expect.stringMatching(/./) as string,
					fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
					schemaVersion: expect.any(Number) as number,
					installations: 0,
				});
				await vault.installations.put(makeInstallation());
				expect(await vault.status()).toEqual({ ...empty, installations: 1 });
			});

			it('keeps everything when it is closed and opened again', async () => {
				const ticket = { suiteId: SUITE, ticket: 'ticket-1', issuedAt: 5, receivedAt: 5_100 };
				const installation = makeInstallation();
				const token = { token: 'token-1', expiresAt: Date.now() + 3_600_000 };
				await vault.tickets.put(ticket);
				await vault.installations.put(installation);
				await vault.tokens.put(corpToken(), token);
				await vault.claims.claim(makeClaim(), { holder: 'a', until: 10 }, 1);
				await vault.close();

				const again = await place.open();
				expect(await again.tickets.get(SUITE)).toEqual(ticket);
				expect(await again.installations.get(SUITE, CORP)).toEqual(installation);
				expect(await again.tokens.get(corpToken())).toEqual(token);
				expect(await again.claims.claim(makeClaim(), { holder: 'b', until: 10 }, 1)).toBe(
					'pending',
				);
			});

			it('says so when it is used after it was closed, and closes twice without harm', async () => {
				await vault.close();
				await vault.close();
				const closed = { code: 'wecom_vault', reason: 'closed' };
				await expect(vault.status()).rejects.toMatchObject(closed);
				await expect(vault.tickets.get(SUITE)).rejects.toMatchObject(closed);
				await expect(vault.leases.release('a', 'b')).rejects.toMatchObject(closed);
			});

			it('finishes what was begun before it is closed', async () => {
				const begun = Array.from({ length: 20 }, (_, n) =>
					vault.leases.acquire(`lease-${n}`, { holder: 'a', until: 10 }, 1),
				);
				await vault.close();
				expect(await Promise.all(begun)).toEqual(begun.map(() => true));
			});

			it('says so to work of several steps that the closing overtakes', async () => {
				const found = vault.installations.find({ search: 'a', limit: 1 }).then(
					() => 'found',
					(error: { reason?: string }) => error.reason,
				);
				await vault.close();
				expect(['found', 'closed']).toContain(await found);
			});
		});

		describe('tickets', () => {
			const ticket = (text: string, issuedAt: number, receivedAt = issuedAt * 1000) => ({
				suiteId: SUITE,
				ticket: text,
				issuedAt,
				receivedAt,
			});

			it('has none before one came', async () => {
				expect(await vault.tickets.get(SUITE)).toBeUndefined();
			});

			it('keeps the newest, in whatever order they come', async () => {
				expect(await vault.tickets.put(ticket('second', 200))).toBe(true);
				expect(await vault.tickets.put(ticket('first', 100, 999_000))).toBe(false);
				expect(await vault.tickets.get(SUITE)).toEqual(ticket('second', 200));
				expect(await vault.tickets.put(ticket('third', 300))).toBe(true);
				expect(await vault.tickets.get(SUITE)).toEqual(ticket('third', 300));
			});

			it('tells tickets of one second apart by their arrival', async () => {
				await vault.tickets.put(ticket('later', 200, 200_900));
				expect(await vault.tickets.put(ticket('earlier', 200, 200_100))).toBe(false);
				expect(await vault.tickets.put(ticket('same', 200, 200_900))).toBe(true);
				expect((await vault.tickets.get(SUITE))?.ticket).toBe('same');
			});

			it('keeps those of different suites apart', async () => {
				await vault.tickets.put(ticket('mine', 200));
				await vault.tickets.put({ ...ticket('theirs', 100), suiteId: 'ww-other' });
				expect((await vault.tickets.get(SUITE))?.ticket).toBe('mine');
				expect((await vault.tickets.get('ww-other'))?.ticket).toBe('theirs');
			});
		});

		describe('installations', () => {
			it('gives back what was put, to the letter', async () => {
				const full = makeInstallation({ kind: 'customised', authMode: 1 });
				expect(await vault.installations.put(full)).toBe('stored');
				expect(await vault.installations.get(SUITE, CORP)).toEqual(full);
				const bare = makeInstallation({
					corpId: 'bare',
					corpName: '',
					agentId: undefined,
					details: { auth_corp_info: {}, auth_info: {} },
				});
				await vault.installations.put(bare);
				expect(await vault.installations.get(SUITE, 'bare')).toEqual(bare);
			});

			it('tells IDs apart that differ in case only', async () => {
				await vault.installations.put(makeInstallation({ corpId: 'wpABC' }));
				expect(await vault.installations.get(SUITE, 'wpabc')).toBeUndefined();
				expect(await vault.installations.get('other', 'wpABC')).toBeUndefined();
			});

			it('stores the same twice without a difference', async () => {
				const installation = makeInstallation();
				await vault.installations.put(installation);
				await vault.tokens.put(corpToken(), { token: 'token-1', expiresAt: 9 });
				expect(await vault.installations.put(installation)).toBe('stored');
				expect(await vault.installations.get(SUITE, CORP)).toEqual(installation);
				expect(await vault.tokens.get(corpToken())).toEqual({ token: 'token-1', expiresAt: 9 });
			});

			it('replaces an earlier authorisation and never a later one', async () => {
				const later = makeInstallation({
					authorizedAt: at(200, 200_500),
					permanentCode: 'later',
					revision: 'revision-2',
				});
				await vault.installations.put(makeInstallation({ authorizedAt: at(100) }));
				expect(await vault.installations.put(later)).toBe('stored');
				for (const authorizedAt of [at(199, 999_999), at(200, 200_400)]) {
					const earlier = makeInstallation({ authorizedAt, corpName: 'Earlier' });
					expect(await vault.installations.put(earlier)).toBe('superseded');
				}
				expect(await vault.installations.get(SUITE, CORP)).toEqual(later);
			});

			it('deletes the tokens of the code that a new code replaces, and no others', async () => {
				await vault.installations.put(makeInstallation());
				const other = makeInstallation({ corpId: 'other' });
				await vault.installations.put(other);
				const token = { token: 'token', expiresAt: 9 };
				const kept = [
					corpToken({ corpId: 'other' }),
					corpToken({ kind: 'suite', corpId: undefined, revision: undefined }),
					corpToken({ kind: 'own', revision: undefined }),
				];
				for (const key of [corpToken(), corpToken({ kind: 'ticket_config' }), ...kept]) {
					expect(await vault.tokens.put(key, token)).toBe(true);
				}
				await vault.installations.put(
					makeInstallation({ revision: 'revision-2', authorizedAt: at(1_700_000_100) }),
				);
				expect(await vault.tokens.get(corpToken())).toBeUndefined();
				expect(await vault.tokens.get(corpToken({ kind: 'ticket_config' }))).toBeUndefined();
				for (const key of kept) expect(await vault.tokens.get(key)).toEqual(token);
			});

			it('changes what is given of the very revision that is installed', async () => {
				const installation = makeInstallation();
				await vault.installations.put(installation);
				const { details } = makeInstallation({
					details: { auth_corp_info: { new: true }, auth_info: {} },
				});
				expect(
					await vault.installations.update(installation, { corpName: 'Renamed', details }, 77),
				).toBe(true);
				expect(await vault.installations.get(SUITE, CORP)).toEqual({
					...installation,
					corpName: 'Renamed',
					details,
					updatedAt: 77,
				});
				expect(
					await vault.installations.update(installation, { agentId: undefined, authMode: 1 }, 78),
				).toBe(true);
				expect(await vault.installations.get(SUITE, CORP)).toMatchObject({
					corpName: 'Renamed',
					agentId: undefined,
					authMode: 1,
					updatedAt: 78,
				});
				expect(await vault.installations.update(installation, {}, 79)).toBe(true);
				expect((await vault.installations.get(SUITE, CORP))?.agentId).toBeUndefined();

				const old = { suiteId: SUITE, corpId: CORP, revision: 'revision-0' };
				expect(await vault.installations.update(old, { corpName: 'Wrong' }, 80)).toBe(false);
				const absent = { ...old, corpId: 'absent' };
				expect(await vault.installations.update(absent, { corpName: 'Wrong' }, 80)).toBe(false);
				expect(await vault.installations.get(SUITE, CORP)).toMatchObject({
					corpName: 'Renamed',
					updatedAt: 79,
				});
			});
		});

		describe('removals', () => {
			it('delete the installation and its tokens and leave times only', async () => {
				const { authorizedAt } = makeInstallation();
				const token = { token: 'token', expiresAt: 9 };
				await vault.installations.put(makeInstallation());
				await vault.installations.put(makeInstallation({ corpId: 'other' }));
				const others = [
					corpToken({ corpId: 'other' }),
					corpToken({ owner: 'ww-other', revision: undefined }),
				];
				for (const key of [corpToken(), corpToken({ revision: undefined }), ...others]) {
					await vault.tokens.put(key, token);
				}
				const removedAt = at(1_700_000_050);
				expect(await vault.installations.remove(SUITE, CORP, removedAt)).toBe('removed');
				expect(await vault.installations.get(SUITE, CORP)).toBeUndefined();
				expect(await vault.tokens.get(corpToken())).toBeUndefined();
				expect(await vault.tokens.get(corpToken({ revision: undefined }))).toBeUndefined();
				for (const key of others) expect(await vault.tokens.get(key)).toEqual(token);
				expect(await vault.installations.get(SUITE, 'other')).toBeDefined();
				expect(await vault.installations.getTombstone(SUITE, CORP)).toEqual<Tombstone>({
					suiteId: SUITE,
					corpId: CORP,
					authorizedAt,
					removedAt,
				});
				expect(await vault.installations.find({ suiteId: SUITE, limit: 9 })).toMatchObject({
					installations: [{ corpId: 'other' }],
				});
			});

			it('of an earlier installation never touch a later one', async () => {
				const installation = makeInstallation({ authorizedAt: at(200, 200_500) });
				await vault.installations.put(installation);
				for (const moment of [at(199, 999_999), at(200, 200_400)]) {
					expect(await vault.installations.remove(SUITE, CORP, moment)).toBe('superseded');
				}
				expect(await vault.installations.get(SUITE, CORP)).toEqual(installation);
				expect(await vault.installations.getTombstone(SUITE, CORP)).toBeUndefined();
			});

			it('are not undone by an exchange that ends after them', async () => {
				await vault.installations.put(makeInstallation({ authorizedAt: at(100) }));
				await vault.installations.remove(SUITE, CORP, at(200, 200_500));
				for (const authorizedAt of [at(150), at(200, 200_400), at(200, 200_500)]) {
					const late = makeInstallation({ authorizedAt });
					expect(await vault.installations.put(late)).toBe('superseded');
				}
				expect(await vault.installations.get(SUITE, CORP)).toBeUndefined();
			});

			it('count although nothing was installed', async () => {
				expect(await vault.installations.remove(SUITE, CORP, at(200))).toBe('absent');
				expect(await vault.installations.getTombstone(SUITE, CORP)).toEqual({
					suiteId: SUITE,
					corpId: CORP,
					authorizedAt: undefined,
					removedAt: at(200),
				});
				const late = makeInstallation({ authorizedAt: at(150) });
				expect(await vault.installations.put(late)).toBe('superseded');
			});

			it('keep the latest time and what they know of the installation', async () => {
				await vault.installations.put(makeInstallation({ authorizedAt: at(100) }));
				await vault.installations.remove(SUITE, CORP, at(300));
				expect(await vault.installations.remove(SUITE, CORP, at(200))).toBe('absent');
				const tombstone = { authorizedAt: at(100), removedAt: at(300) };
				expect(await vault.installations.getTombstone(SUITE, CORP)).toMatchObject(tombstone);
				expect(await vault.installations.remove(SUITE, CORP, at(400))).toBe('absent');
				expect(await vault.installations.getTombstone(SUITE, CORP)).toMatchObject({
					authorizedAt: at(100),
					removedAt: at(400),
				});
			});

			it('let the company install again', async () => {
				await vault.installations.put(makeInstallation({ authorizedAt: at(100) }));
				await vault.installations.remove(SUITE, CORP, at(200, 200_500));
				const again = makeInstallation({
					authorizedAt: at(200, 200_501),
					revision: 'revision-2',
					permanentCode: 'again',
				});
				expect(await vault.installations.put(again)).toBe('stored');
				expect(await vault.installations.get(SUITE, CORP)).toEqual(again);
				expect(await vault.installations.getTombstone(SUITE, CORP)).toBeUndefined();
				expect(await vault.installations.remove(SUITE, CORP, at(200, 200_500))).toBe('superseded');
			});

			it('and authorisations end the same in whatever order they come', async () => {
				const event = fc.record({
					kind: fc.constantFrom('put', 'remove'),
					timeStamp: fc.integer({ min: 1, max: 3 }),
				});
				let run = 0;
				await fc.assert(
					fc.asyncProperty(
						fc.array(event, { minLength: 1, maxLength: 6 }),
						fc.nat(),
						async (events, seed) => {
							const corpId = `order-${(run += 1)}`;
							const told = events.map(({ kind, timeStamp }, n) => ({
								kind,
								moment: at(timeStamp, n),
							}));
							const last = told.reduce((one, other) => {
								const difference =
									other.moment.timeStamp - one.moment.timeStamp ||
									other.moment.receivedAt - one.moment.receivedAt;
								return difference > 0 ? other : one;
							});
							const order = told.map((one, n) => ({ one, key: (seed * (n + 7)) % 13 }));
							for (const { one } of order.sort((a, b) => a.key - b.key)) {
								if (one.kind === 'remove') {
									await vault.installations.remove(SUITE, corpId, one.moment);
								} else {
									await vault.installations.put(
										makeInstallation({ corpId, authorizedAt: one.moment }),
									);
								}
							}
							const found = await vault.installations.get(SUITE, corpId);
							expect(found?.authorizedAt).toEqual(last.kind === 'put' ? last.moment : undefined);
							const tombstone = await vault.installations.getTombstone(SUITE, corpId);
							expect(tombstone?.removedAt).toEqual(last.kind === 'put' ? undefined : last.moment);
						},
					),
					{ numRuns: 60 },
				);
			});
		});

		it('purges tombstones of what was removed long ago, as many as asked', async () => {
			const { installations } = vault;
			for (const [corpId, receivedAt] of [
				['1', 1_000],
				['2', 2_000],
				['3', 3_000],
			] as const) {
				await installations.remove(SUITE, corpId, at(1, receivedAt));
			}
			expect(await installations.purge(3_000, 1)).toBe(1);
			expect(await installations.purge(3_000, 9)).toBe(1);
			expect(await installations.purge(3_000, 9)).toBe(0);
			const left = ['1', '2', '3'].map(
				async (corpId) => await installations.getTombstone(SUITE, corpId),
			);
			expect(await Promise.all(left)).toEqual([
				undefined,
				undefined,
				expect.objectContaining({ corpId: '3' }),
			]);
		});

		describe('finding companies', () => {
			const install = async (corpId: string, corpName: string, suiteId = SUITE) =>
				await vault.installations.put(makeInstallation({ suiteId, corpId, corpName }));
			const find = async (search: string, suiteId?: string) => {
				const { installations } = await vault.installations.find({ suiteId, search, limit: 50 });
				return installations.map(({ corpId }) => corpId);
			};

			it('finds what an auth code was exchanged for, until it is removed or replaced', async () => {
				const { installations } = vault;
				const put = async (change: Partial<Installation>) =>
					await installations.put(makeInstallation(change));
				const corpOf = async (authCodeHash: string, suiteId = SUITE) =>
					(await installations.getByAuthCode(suiteId, authCodeHash))?.corpId;
				await put({ corpId: '1', authCodeHash: 'hash-1' });
				await put({ corpId: '2', authCodeHash: 'hash-2' });
				await put({ corpId: '3' });
				expect(await corpOf('hash-1')).toBe('1');
				expect(await corpOf('hash-2')).toBe('2');
				expect(await corpOf('hash-2', 'ww-another')).toBeUndefined();
				expect(await corpOf('')).toBeUndefined();
				expect(await installations.get(SUITE, '3')).not.toHaveProperty('authCodeHash');

				const { revision } = makeInstallation();
				await installations.update({ suiteId: SUITE, corpId: '1', revision }, { corpName: 'B' }, 1);
				expect(await corpOf('hash-1')).toBe('1');
				await put({ corpId: '1', authCodeHash: 'hash-9', authorizedAt: at(1_700_000_001) });
				expect([await corpOf('hash-1'), await corpOf('hash-9')]).toEqual([undefined, '1']);
				await installations.remove(SUITE, '2', at(1_700_000_001));
				expect(await corpOf('hash-2')).toBeUndefined();
			});

			it('orders by name whatever the case, then by ID', async () => {
				for (const [id, name] of [
					['5', 'beta'],
					['4', 'Beta'],
					['3', 'alpha'],
					['2', '北京一家'],
					['1', 'Zeta'],
				]) {
					await install(id, name);
				}
				expect(await find('')).toEqual(['3', '4', '5', '1', '2']);
			});

			it('goes through all of them page by page, each once, also while some come and go', async () => {
				for (let n = 0; n < 7; n += 1) await install(`id-${n}`, n < 4 ? 'Same' : `Name ${n}`);
				await install('id-0', 'Same', 'ww-other');
				const seen: string[] = [];
				let after: string | undefined;
				let pages = 0;
				do {
					const page = await vault.installations.find({ limit: 3, after });
					expect(page.installations.length).toBeLessThanOrEqual(3);
					seen.push(...page.installations.map(({ suiteId, corpId }) => `${suiteId} ${corpId}`));
					after = page.next;
					pages += 1;
					// What the cursor stands on may go.
					if (pages === 1) await vault.installations.remove(SUITE, 'id-6', at(1_800_000_000));
					if (pages === 1) await install('new', 'Alpha');
				} while (after !== undefined);
				expect(pages).toBe(3);
				const mine = (ids: string[]) => ids.map((id) => `${SUITE} ${id}`);
				expect(seen).toEqual([
					...mine(['id-4', 'id-5', 'id-6']),
					'ww-other id-0',
					...mine(['id-0', 'id-1', 'id-2', 'id-3']),
				]);
			});

			it('has no next page when the last one is just full', async () => {
				await install('1', 'A');
				await install('2', 'B');
				const page = await vault.installations.find({ limit: 2 });
				expect(page).not.toHaveProperty('next');
				const first = await vault.installations.find({ limit: 1 });
				expect(first.next).toBeDefined();
			});

			it('refuses a position that is none', async () => {
				for (const after of ['', 'x', Buffer.from('["a","b"]').toString('base64url')]) {
					const refused = vault.installations.find({ limit: 1, after });
					await expect(refused).rejects.toThrow(WeComConfigurationError);
					await expect(refused).rejects.toMatchObject({ field: 'after' });
				}
			});

			it('finds a part of the name in Chinese and English, whatever the case and width', async () => {
				await install('1', '北京示例科技有限公司');
				await install('2', 'Example GmbH');
				await install('3', 'ＥＸＡＭＰＬＥ 上海');
				expect(await find('示例科技')).toEqual(['1']);
				expect(await find('例')).toEqual(['1']);
				expect(await find('eXaMpLe')).toEqual(['2', '3']);
				expect(await find('ｇｍｂｈ')).toEqual(['2']);
				expect(await find('  gmbh ')).toEqual(['2']);
				expect(await find('nothing')).toEqual([]);
				await install('4', 'x'.repeat(50));
				expect(await find('x'.repeat(100_000))).toEqual([]);
			});

			it('finds the beginning of the ID, not its middle', async () => {
				await install('wpABCdef', 'One');
				await install('wpXYZ', 'Two');
				expect(await find('WPabc')).toEqual(['wpABCdef']);
				expect(await find('wp')).toEqual(['wpABCdef', 'wpXYZ']);
				expect(await find('BCdef')).toEqual([]);
			});

			it('takes wildcards for what they are', async () => {
				await install('1', '100% cotton_shop');
				await install('2', '100 cotton-shop');
				await install('3', 'back\\slash');
				expect(await find('%')).toEqual(['1']);
				expect(await find('n_s')).toEqual(['1']);
				expect(await find('k\\s')).toEqual(['3']);
				expect(await find('%%')).toEqual([]);
			});

			it('takes whatever stands in a name, an ID or a search for text and nothing else', async () => {
				const nasty = fc.oneof(
					fc.constantFrom(
						"'",
						"''; drop table installations; --",
						'"; delete from tokens; /*',
						"' or '1'='1",
						"\\'; select pg_sleep(9); --",
						'$1',
						'?',
						':name',
						'%',
						'_',
						'*',
						'[a-z]',
						'\\',
						'\u2028\r\n',
						'\u{10ffff}',
						'__proto__',
					),
					fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
				);
				// NUL and halves of surrogate pairs are in no text that PostgreSQL keeps, nor in any that WeCom sends.
				const text = fc
					.array(nasty, { minLength: 1, maxLength: 3 })
					.map((parts) => parts.join(''))
					.filter((joined) => !joined.includes('\u0000') && !/\p{Cs}/u.test(joined));
				await vault.installations.put(makeInstallation({ corpName: 'Bystander' }));
				let suites = 0;
				await vault.tokens.put(corpToken(), { token: 'bystander-token', expiresAt: 9 });
				await fc.assert(
					fc.asyncProperty(text, text, async (name, search) => {
						const suiteId = `suite ${(suites += 1)} ${name}`;
						const corpId = `corp ${name}`;
						const odd = makeInstallation({ suiteId, corpId, corpName: name, revision: name });
						await vault.installations.put(odd);
						expect(await vault.installations.get(suiteId, corpId)).toEqual(odd);
						expect(await vault.installations.get(suiteId, `${corpId}%`)).toBeUndefined();
						const found = await vault.installations.find({ suiteId, search, limit: 9 });
						const isPart = name
							.normalize('NFKC')
							.toLowerCase()
							.includes(search.normalize('NFKC').toLowerCase());
						expect(found.installations.length).toBeLessThanOrEqual(1);
						if (isPart) expect(found.installations).toHaveLength(1);
						const key = corpToken({ owner: suiteId, corpId, revision: name, kind: `corp ${name}` });
						await vault.tokens.put(key, { token: name, expiresAt: 9 });
						expect(await vault.tokens.get(key)).toEqual({ token: name, expiresAt: 9 });
						const claim = makeClaim({ suiteId, hash: name, endpoint: name, event: name });
						expect(await vault.claims.claim(claim, { holder: name, until: 9 }, 1)).toBe('new');
						expect(await vault.claims.advance(claim, `${name}%`, { stage: 'finished' }, 1)).toBe(
							false,
						);
						expect(await vault.claims.forget(claim, name)).toBe(true);
						expect(await vault.leases.acquire(name, { holder: name, until: 9 }, 1)).toBe(true);
						await vault.leases.release(name, name);
						await vault.subscriptions.subscribe({ suiteId, id: name, wishes: name }, 1);
						expect(await vault.subscriptions.get({ suiteId, id: name })).toMatchObject({
							wishes: name,
						});
						await vault.installations.remove(suiteId, corpId, at(2_000_000_000));
						expect(await vault.tokens.get(key)).toBeUndefined();
					}),
					{ numRuns: 40 },
				);
				expect(await vault.tokens.get(corpToken())).toEqual({
					token: 'bystander-token',
					expiresAt: 9,
				});
				const { installations } = await vault.installations.find({ limit: 9 });
				expect(installations.map(({ corpName }) => corpName)).toEqual(['Bystander']);
			});

			it('finds within a long name, and by a long part of it', async () => {
				const name = `${'长'.repeat(60)}末尾${'a'.repeat(60)}`;
				await install('1', name);
				await install('2', `${'长'.repeat(60)}${'b'.repeat(60)}`);
				expect(await find('长末尾a')).toEqual(['1']);
				expect(await find(name)).toEqual(['1']);
				expect(await find(`${'长'.repeat(60)}b`)).toEqual(['2']);
			});

			it('looks in one suite or in all', async () => {
				await install('1', 'Same');
				await install('1', 'Same', 'ww-other');
				expect(await find('same', 'ww-other')).toEqual(['1']);
				expect(await find('same')).toEqual(['1', '1']);
				expect(await find('same', 'ww-none')).toEqual([]);
				await install('0', 'Same');
				await install('2', 'Same', 'ww-other');
				expect(await find('same')).toEqual(['0', '1', '1', '2']);
			});

			it('knows a company by its present name only', async () => {
				await install('1', 'Before');
				await vault.installations.update(
					{ suiteId: SUITE, corpId: '1', revision: 'revision-1' },
					{ corpName: 'After' },
					2,
				);
				expect(await find('before')).toEqual([]);
				expect(await find('after')).toEqual(['1']);
				await vault.installations.put(
					makeInstallation({ corpId: '1', corpName: 'Again', authorizedAt: at(1_700_000_001) }),
				);
				expect(await find('after')).toEqual([]);
				expect(await find('again')).toEqual(['1']);
				await vault.installations.remove(SUITE, '1', at(1_700_000_002));
				expect(await find('again')).toEqual([]);
				await vault.installations.put(
					makeInstallation({ corpId: '1', corpName: 'Again', authorizedAt: at(1_700_000_003) }),
				);
				expect(await find('again')).toEqual(['1']);
			});

			it('finds all of many companies that match, in pages, each once', async () => {
				const ids = Array.from({ length: 23 }, (_, n) => `id-${String(n).padStart(2, '0')}`);
				// Most have the searched text twice, and come in the order of what follows the first of it.
				for (const [n, id] of ids.entries()) {
					await install(id, n < 20 ? `公司 ${99 - n} 公司` : `Last 公司z${n}`);
				}
				await install('id-none', 'Other');
				await install('id-04', '公司 95 公司', 'ww-other');
				const found: string[] = [];
				let after: string | undefined;
				do {
					const page = await vault.installations.find({
						suiteId: SUITE,
						search: '公司',
						limit: 5,
						after,
					});
					expect(page.installations.length).toBe(page.next === undefined ? 3 : 5);
					found.push(...page.installations.map(({ corpId }) => corpId));
					after = page.next;
				} while (after !== undefined);
				expect(found).toEqual([...ids.slice(0, 20), 'id-20', 'id-21', 'id-22']);
			});

			it('finds all of many companies of one name, in pages', async () => {
				const ids = Array.from({ length: 7 }, (_, n) => `id-${n}`);
				for (const id of ids) await install(id, 'Many 公司');
				const query = { suiteId: SUITE, search: '公司', limit: 4 };
				const first = await vault.installations.find(query);
				const second = await vault.installations.find({ ...query, after: first.next });
				const found = [...first.installations, ...second.installations];
				expect(found.map(({ corpId }) => corpId)).toEqual(ids);
				expect(second.next).toBeUndefined();
			});
		});

		describe('tokens', () => {
			const token = { token: 'token-1', expiresAt: 5_000 };
			const suiteToken = corpToken({ kind: 'suite', corpId: undefined, revision: undefined });

			it('are kept under their whole key', async () => {
				await vault.installations.put(makeInstallation());
				const keys = [
					suiteToken,
					corpToken(),
					corpToken({ kind: 'ticket' }),
					corpToken({ revision: undefined }),
					{ ...suiteToken, baseUrl: 'http://127.0.0.1:8080' },
					{ ...suiteToken, owner: 'other' },
				];
				for (const [n, key] of keys.entries()) {
					expect(await vault.tokens.get(key)).toBeUndefined();
					expect(await vault.tokens.put(key, { token: `token-${n}`, expiresAt: n })).toBe(true);
				}
				for (const [n, key] of keys.entries()) {
					expect(await vault.tokens.get(key)).toEqual({ token: `token-${n}`, expiresAt: n });
				}
			});

			it('replace the one before', async () => {
				await vault.tokens.put(suiteToken, token);
				await vault.tokens.put(suiteToken, { token: 'token-2', expiresAt: 4_000 });
				expect(await vault.tokens.get(suiteToken)).toEqual({ token: 'token-2', expiresAt: 4_000 });
			});

			it('of a revision are refused once it is not installed', async () => {
				expect(await vault.tokens.put(corpToken(), token)).toBe(false);
				await vault.installations.put(makeInstallation());
				expect(await vault.tokens.put(corpToken(), token)).toBe(true);
				expect(await vault.tokens.put(corpToken({ revision: 'revision-0' }), token)).toBe(false);
				expect(await vault.tokens.put(corpToken({ corpId: undefined }), token)).toBe(false);
				await vault.installations.remove(SUITE, CORP, at(1_700_000_001));
				expect(await vault.tokens.put(corpToken(), token)).toBe(false);
				expect(await vault.tokens.get(corpToken())).toBeUndefined();
			});

			it('are dropped only if they are still exactly the one', async () => {
				await vault.tokens.put(suiteToken, token);
				expect(await vault.tokens.drop(suiteToken, 'token-0')).toBe(false);
				expect(await vault.tokens.drop({ ...suiteToken, owner: 'other' }, 'token-1')).toBe(false);
				expect(await vault.tokens.get(suiteToken)).toEqual(token);
				expect(await vault.tokens.drop(suiteToken, 'token-1')).toBe(true);
				expect(await vault.tokens.get(suiteToken)).toBeUndefined();
				expect(await vault.tokens.drop(suiteToken, 'token-1')).toBe(false);
			});
		});

		it('purges tokens that have expired, as many as asked', async () => {
			const { tokens } = vault;
			const keys = [1, 2, 3].map((n) => corpToken({ kind: `kind-${n}`, revision: undefined }));
			for (const [n, key] of keys.entries())
				await tokens.put(key, { token: 't', expiresAt: n + 1 });
			expect(await tokens.purge(3, 1)).toBe(1);
			expect(await tokens.purge(3, 9)).toBe(1);
			expect(await tokens.purge(3, 9)).toBe(0);
			const left = await Promise.all(keys.map(async (key) => await tokens.get(key)));
			expect(left).toEqual([undefined, undefined, { token: 't', expiresAt: 3 }]);
		});

		describe('callback keys of apps', () => {
			const DK = 'dk00000000000000c1';
			const key = { suiteId: DK, corpId: CORP };
			const app = (change: Partial<Installation> = {}) =>
				makeInstallation({ suiteId: DK, kind: 'customised', ...change });
			const pair = (n: number) => ({
				token: `callback-token-${n}-5e1`,
				encodingAesKey: `encoding-aes-key-${n}-7b0`,
			});
			const put = async (n: number, rotating = false, of = key) =>
				await vault.callbackKeys.put(of, pair(n), { rotating, updatedAt: n });

			it('are kept beside an installation, and nowhere else', async () => {
				expect(await put(1)).toBe(false);
				expect(await vault.callbackKeys.get(DK, CORP)).toBeUndefined();
				await vault.installations.put(app());
				expect(await put(1)).toBe(true);
				expect(await vault.callbackKeys.get(DK, CORP)).toEqual({
					...key,
					pair: pair(1),
					updatedAt: 1,
				});
				expect(await put(1, false, { ...key, suiteId: SUITE })).toBe(false);
				expect(await vault.callbackKeys.get(SUITE, CORP)).toBeUndefined();
			});

			it('keep the pair before when they are rotated, one and no more', async () => {
				await vault.installations.put(app());
				expect(await put(1, true)).toBe(true);
				expect(await vault.callbackKeys.get(DK, CORP)).not.toHaveProperty('previous');
				await put(2, true);
				await put(3, true);
				expect(await vault.callbackKeys.get(DK, CORP)).toEqual({
					...key,
					pair: pair(3),
					previous: pair(2),
					updatedAt: 3,
				});
				await put(4);
				expect(await vault.callbackKeys.get(DK, CORP)).toEqual({
					...key,
					pair: pair(4),
					updatedAt: 4,
				});
			});

			it('are listed for one suite', async () => {
				const other = { suiteId: 'dk00000000000000c2', corpId: 'wpOther' };
				await vault.installations.put(app());
				await vault.installations.put(app({ corpId: 'wpOther' }));
				await vault.installations.put(app(other));
				await put(1);
				await put(2, false, { ...key, corpId: 'wpOther' });
				await put(3, false, other);
				expect(await vault.callbackKeys.list(DK)).toEqual([
					{ ...key, corpId: 'wpOther', pair: pair(2), updatedAt: 2 },
					{ ...key, pair: pair(1), updatedAt: 1 },
				]);
				expect(await vault.callbackKeys.list(SUITE)).toEqual([]);
			});

			it('outlive a new code of the installation, and go with the installation', async () => {
				await vault.installations.put(app());
				await vault.installations.put(app({ corpId: 'wpOther' }));
				await put(1);
				await put(2, true);
				await put(3, false, { ...key, corpId: 'wpOther' });
				const reset = app({ revision: 'revision-2', authorizedAt: at(1_700_000_001) });
				expect(await vault.installations.put(reset)).toBe('stored');
				expect(await vault.callbackKeys.get(DK, CORP)).toMatchObject({ pair: pair(2) });

				expect(await vault.installations.remove(DK, CORP, at(1_700_000_000))).toBe('superseded');
				expect(await vault.callbackKeys.get(DK, CORP)).toMatchObject({ pair: pair(2) });
				expect(await vault.installations.remove(DK, CORP, at(1_700_000_002))).toBe('removed');
				expect(await vault.callbackKeys.get(DK, CORP)).toBeUndefined();
				expect(await vault.callbackKeys.list(DK)).toMatchObject([{ pair: pair(3) }]);
				await vault.installations.put(app({ authorizedAt: at(1_700_000_003) }));
				expect(await vault.callbackKeys.get(DK, CORP)).toBeUndefined();
			});

			it('are removed on their own, once', async () => {
				await vault.installations.put(app());
				await put(1);
				expect(await vault.callbackKeys.remove(SUITE, CORP)).toBe(false);
				expect(await vault.callbackKeys.remove(DK, CORP)).toBe(true);
				expect(await vault.callbackKeys.remove(DK, CORP)).toBe(false);
				expect(await vault.callbackKeys.get(DK, CORP)).toBeUndefined();
				expect(await vault.installations.get(DK, CORP)).toBeDefined();
			});
		});

		describe('claims', () => {
			const key = { suiteId: SUITE, hash: 'hash-1' };
			const take = async (now: number, stage: Claim['stage'] = 'accepted') =>
				await vault.claims.takeDue(
					{ suiteId: SUITE, stage, limit: 10 },
					{ holder: 'taker', until: now + 100 },
					now,
				);

			it('are new once, pending while held, taken over after, and finished for good', async () => {
				const claim = async (holder: string, now: number) =>
					await vault.claims.claim(makeClaim(), { holder, until: now + 100 }, now);
				expect(await claim('a', 0)).toBe('new');
				expect(await claim('b', 99)).toBe('pending');
				expect(await claim('a', 99)).toBe('pending');
				expect(await claim('b', 100)).toBe('taken over');
				expect(await claim('a', 199)).toBe('pending');
				expect(await vault.claims.advance(key, 'a', { stage: 'finished' }, 199)).toBe(false);
				expect(await vault.claims.advance(key, 'b', { stage: 'finished' }, 199)).toBe(true);
				expect(await claim('a', 10_000)).toBe('finished');
			});

			it('are not taken over by another delivery once they are ready', async () => {
				const holding = (now: number) => ({ holder: 'a', until: now + 100 });
				await vault.claims.claim(makeClaim(), holding(0), 0);
				await vault.claims.advance(key, 'a', { stage: 'ready', until: 50 }, 50);
				expect(await vault.claims.claim(makeClaim(), holding(60), 60)).toBe('pending');
				expect(await take(60, 'ready')).toHaveLength(1);
			});

			it('tell deliveries apart by suite and hash', async () => {
				const holding = { holder: 'a', until: 100 };
				await vault.claims.claim(makeClaim(), holding, 0);
				expect(await vault.claims.claim(makeClaim({ hash: 'hash-2' }), holding, 0)).toBe('new');
				expect(await vault.claims.claim(makeClaim({ suiteId: 'other' }), holding, 0)).toBe('new');
			});

			it('are worked on by one of many who claim at once', async () => {
				const outcomes = await Promise.all(
					Array.from({ length: 50 }, (_, n) =>
						vault.claims.claim(makeClaim(), { holder: `h-${n}`, until: 100 }, 0),
					),
				);
				expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(1);
				expect(outcomes.filter((outcome) => outcome === 'pending')).toHaveLength(49);
			});

			it('keep what the first one claimed when another takes over', async () => {
				await vault.claims.claim(makeClaim(), { holder: 'a', until: 100 }, 0);
				await vault.claims.advance(key, 'a', { attempts: 2, payload: 'better' }, 0);
				const other = makeClaim({ payload: 'again', endpoint: 'endpoint-2', receivedAt: 5_000 });
				await vault.claims.claim(other, { holder: 'b', until: 150 }, 100);
				expect(await take(150)).toEqual([
					{ ...makeClaim(), stage: 'accepted', attempts: 2, payload: 'better' },
				]);
			});

			it('move on, change and are prolonged by their holder alone', async () => {
				await vault.claims.claim(makeClaim(), { holder: 'a', until: 100 }, 0);
				expect(await vault.claims.advance(key, 'b', { until: 900 }, 0)).toBe(false);
				expect(await vault.claims.advance({ ...key, hash: 'x' }, 'a', { until: 900 }, 0)).toBe(
					false,
				);
				expect(await vault.claims.advance(key, 'a', { until: 200 }, 50)).toBe(true);
				expect(await take(199)).toEqual([]);
				expect(await vault.claims.advance(key, 'a', {}, 199)).toBe(true);
				expect(
					await vault.claims.advance(
						key,
						'a',
						{ stage: 'ready', payload: 'result', attempts: 3, until: 199 },
						199,
					),
				).toBe(true);
				expect(await take(199)).toEqual([]);
				expect(await take(199, 'ready')).toEqual([
					{ ...makeClaim(), stage: 'ready', payload: 'result', attempts: 3 },
				]);
				expect(await vault.claims.advance(key, 'a', { stage: 'finished' }, 199)).toBe(false);
			});

			it('are still held by one whose time ran out until another takes over', async () => {
				await vault.claims.claim(makeClaim(), { holder: 'a', until: 100 }, 0);
				expect(await vault.claims.advance(key, 'a', { until: 400 }, 300)).toBe(true);
				expect(await take(399)).toEqual([]);
			});

			it('lose their payload and holder when they are finished', async () => {
				await vault.claims.claim(makeClaim(), { holder: 'a', until: 100 }, 0);
				const change = { stage: 'finished', payload: 'late', until: 900 } as const;
				expect(await vault.claims.advance(key, 'a', change, 0)).toBe(true);
				expect(await vault.claims.advance(key, 'a', { stage: 'accepted' }, 0)).toBe(false);
				expect(await vault.claims.forget(key, 'a')).toBe(false);
				for (const stage of ['accepted', 'ready', 'finished'] as const) {
					expect(await take(10_000, stage)).toEqual([]);
				}
			});

			it('are given back by their holder as if they had never come', async () => {
				const holding = { holder: 'a', until: 100 };
				await vault.claims.claim(makeClaim(), holding, 0);
				expect(await vault.claims.forget(key, 'b')).toBe(false);
				expect(await vault.claims.forget(key, 'a')).toBe(true);
				expect(await vault.claims.forget(key, 'a')).toBe(false);
				expect(await vault.claims.claim(makeClaim(), holding, 0)).toBe('new');
			});

			it('that are due are taken oldest first, up to the limit, and are held then', async () => {
				for (const [hash, receivedAt, until] of [
					['b', 20, 100],
					['a', 20, 100],
					['c', 10, 100],
					['held', 5, 101],
				] as const) {
					await vault.claims.claim(makeClaim({ hash, receivedAt }), { holder: 'x', until }, 0);
				}
				await vault.claims.claim(
					makeClaim({ hash: 'foreign', suiteId: 'other', receivedAt: 1 }),
					{ holder: 'x', until: 0 },
					0,
				);
				const query = { suiteId: SUITE, stage: 'accepted', limit: 2 } as const;
				const holding = { holder: 'taker', until: 500 };
				const hashes = async (now: number) =>
					(await vault.claims.takeDue(query, holding, now)).map(({ hash }) => hash);
				expect(await hashes(99)).toEqual([]);
				expect(await hashes(100)).toEqual(['c', 'a']);
				expect(await hashes(100)).toEqual(['b']);
				expect(await hashes(101)).toEqual(['held']);
				expect(await hashes(499)).toEqual([]);
				expect(await vault.claims.advance({ suiteId: SUITE, hash: 'c' }, 'x', {}, 101)).toBe(false);
				expect(await vault.claims.advance({ suiteId: SUITE, hash: 'c' }, 'taker', {}, 101)).toBe(
					true,
				);
			});

			it('that are due are taken for one endpoint or for any', async () => {
				const due = { holder: 'x', until: 0 };
				await vault.claims.claim(makeClaim({ hash: 'a', endpoint: 'one' }), due, 0);
				await vault.claims.claim(makeClaim({ hash: 'b', endpoint: 'two' }), due, 0);
				const takeFor = async (endpoint?: string) =>
					(
						await vault.claims.takeDue(
							{ suiteId: SUITE, endpoint, stage: 'accepted', limit: 10 },
							{ holder: 'y', until: 50 },
							0,
						)
					).map(({ hash }) => hash);
				expect(await takeFor('two')).toEqual(['b']);
				expect(await takeFor('two')).toEqual([]);
				expect(await takeFor()).toEqual(['a']);
			});

			it('that are due go to one of many who look at once', async () => {
				for (let n = 0; n < 10; n += 1) {
					await vault.claims.claim(makeClaim({ hash: `h-${n}` }), { holder: 'x', until: 0 }, 0);
				}
				const taken = await Promise.all(
					Array.from({ length: 8 }, (_, n) =>
						vault.claims.takeDue(
							{ suiteId: SUITE, stage: 'accepted', limit: 3 },
							{ holder: `y-${n}`, until: 100 },
							0,
						),
					),
				);
				const hashes = taken.flat().map(({ hash }) => hash);
				expect(hashes).toHaveLength(10);
				expect(new Set(hashes).size).toBe(10);
			});

			it('are purged when they are finished and old, as many as asked', async () => {
				for (let n = 0; n < 6; n += 1) {
					const one = makeClaim({ hash: `h-${n}`, receivedAt: n });
					await vault.claims.claim(one, { holder: 'a', until: 100 }, 0);
					if (n !== 2) {
						await vault.claims.advance(
							{ suiteId: SUITE, hash: `h-${n}` },
							'a',
							{ stage: 'finished' },
							0,
						);
					}
				}
				expect(await vault.claims.purge(5, 2)).toBe(2);
				expect(await vault.claims.purge(5, 10)).toBe(2);
				expect(await vault.claims.purge(5, 10)).toBe(0);
				const claim = async (hash: string) =>
					await vault.claims.claim(makeClaim({ hash }), { holder: 'b', until: 100 }, 0);
				expect(await claim('h-2')).toBe('pending');
				expect(await claim('h-5')).toBe('finished');
				expect(await claim('h-0')).toBe('new');
			});

			it('that nobody took up are purged when they are old, unless somebody holds them', async () => {
				const { claims } = vault;
				const claim = async (hash: string, receivedAt: number, until: number) =>
					await claims.claim(makeClaim({ hash, receivedAt }), { holder: 'a', until }, receivedAt);
				await claim('left', 1, 5);
				await claim('ready', 2, 5);
				await claims.advance({ suiteId: SUITE, hash: 'ready' }, 'a', { stage: 'ready' }, 3);
				await claim('held', 3, 10);
				await claim('done', 4, 5);
				await claims.advance({ suiteId: SUITE, hash: 'done' }, 'a', { stage: 'finished' }, 4);
				await claim('young', 10, 11);
				expect(await claims.purgeUnfinished(10, 1)).toBe(1);
				expect(await claims.purgeUnfinished(10, 9)).toBe(1);
				expect(await claims.purgeUnfinished(10, 9)).toBe(0);
				expect(await claims.claim(makeClaim({ hash: 'left' }), { holder: 'b', until: 1 }, 1)).toBe(
					'new',
				);
				for (const hash of ['held', 'young']) {
					expect(await claims.claim(makeClaim({ hash }), { holder: 'b', until: 9 }, 1)).toBe(
						'pending',
					);
				}
				expect(await claims.claim(makeClaim({ hash: 'done' }), { holder: 'b', until: 9 }, 1)).toBe(
					'finished',
				);
			});

			it('are purged in their hundreds', async () => {
				await Promise.all(
					Array.from({ length: 450 }, async (_, n) => {
						const hash = `h-${n}`;
						await vault.claims.claim(makeClaim({ hash }), { holder: 'a', until: 100 }, 0);
						await vault.claims.advance({ suiteId: SUITE, hash }, 'a', { stage: 'finished' }, 0);
					}),
				);
				expect(await vault.claims.purge(2_000, 430)).toBe(430);
				expect(await vault.claims.purge(2_000, 430)).toBe(20);
			});
		});

		describe('leases', () => {
			it('belong to one holder until they are released or run out', async () => {
				const acquire = async (holder: string, now: number) =>
					await vault.leases.acquire('lease', { holder, until: now + 100 }, now);
				expect(await acquire('a', 0)).toBe(true);
				expect(await acquire('b', 99)).toBe(false);
				expect(await acquire('a', 50)).toBe(true);
				expect(await acquire('b', 149)).toBe(false);
				expect(await acquire('b', 150)).toBe(true);
				await vault.leases.release('lease', 'a');
				expect(await acquire('a', 160)).toBe(false);
				await vault.leases.release('lease', 'b');
				expect(await acquire('a', 160)).toBe(true);
			});

			it('are purged when they have run out', async () => {
				for (const [name, until] of [
					['a', 1],
					['b', 2],
					['c', 3],
				] as const) {
					await vault.leases.acquire(name, { holder: 'x', until }, 0);
				}
				expect(await vault.leases.purge(3, 1)).toBe(1);
				expect(await vault.leases.purge(3, 9)).toBe(1);
				expect(await vault.leases.purge(3, 9)).toBe(0);
				expect(await vault.leases.acquire('c', { holder: 'y', until: 9 }, 0)).toBe(false);
			});

			it('of different names do not hinder each other', async () => {
				expect(await vault.leases.acquire('one', { holder: 'a', until: 100 }, 0)).toBe(true);
				expect(await vault.leases.acquire('two', { holder: 'b', until: 100 }, 0)).toBe(true);
				await vault.leases.release('three', 'a');
			});

			it('go to one of many who ask at once', async () => {
				const got = await Promise.all(
					Array.from({ length: 30 }, (_, n) =>
						vault.leases.acquire('lease', { holder: `h-${n}`, until: 100 }, 0),
					),
				);
				expect(got.filter(Boolean)).toHaveLength(1);
			});
		});

		describe('subscriptions', () => {
			const key = (id: string, suiteId = SUITE) => ({ suiteId, id });
			const subscribe = async (id: string, now = 1_000, wishes = '{}', suiteId = SUITE) =>
				await vault.subscriptions.subscribe({ suiteId, id, wishes }, now);
			const record = async (hash: string, change: Partial<Omit<RecordedEvent, 'position'>> = {}) =>
				await vault.subscriptions.record(makeEvent({ hash, ...change }));
			const read = async (after = 0, suiteId = SUITE) =>
				await vault.subscriptions.read({ suiteId, after, limit: 1_000 });
			const readHashes = async (after = 0) => (await read(after)).events.map(({ hash }) => hash);
			/** Ends nothing but what a test names. */
			const purge = async (
				ends: Partial<Parameters<Vault['subscriptions']['purge']>[0]> = {},
				limit = 1_000,
			) =>
				await vault.subscriptions.purge(
					{ left: 0, attended: 0, removed: 0, recorded: 0, ...ends },
					limit,
				);

			it('give back an event as it was recorded, in order, each suite by itself', async () => {
				const events = [
					makeEvent({ hash: 'c' }),
					makeEvent({ hash: 'a', corpId: undefined, event: 'create_auth' }),
					makeEvent({ hash: 'b', payload: '{}', recordedAt: 5 }),
				];
				for (const event of events) expect(await vault.subscriptions.record(event)).toBe(true);
				expect(await record('other', { suiteId: 'ww-other' })).toBe(true);
				await subscribe('one');
				const { events: found, last } = await read();
				expect(found).toEqual(
					events.map((event) => ({ ...event, position: expect.any(Number) as number })),
				);
				const positions = found.map(({ position }) => position);
				expect(positions).toEqual([...positions].sort((one, other) => one - other));
				expect(last).toBe(positions[2]);
				expect(await readHashes(positions[0])).toEqual(['a', 'b']);
				expect(await read(last)).toEqual({ events: [], last });
				expect((await read(0, 'ww-other')).events).toMatchObject([{ hash: 'other' }]);
			});

			it('read no more than asked for', async () => {
				for (const hash of ['a', 'b', 'c']) await record(hash);
				const query = { suiteId: SUITE, after: 0, limit: 2 };
				const { events, last } = await vault.subscriptions.read(query);
				expect(events.map(({ hash }) => hash)).toEqual(['a', 'b']);
				expect(last).toBe(events[1].position);
			});

			it('record a message once, also when it comes many times at once', async () => {
				const outcomes = await Promise.all(Array.from({ length: 10 }, () => record('same')));
				expect(outcomes.filter(Boolean)).toHaveLength(1);
				expect(await record('same', { payload: 'other' })).toBe(false);
				expect((await read()).events).toMatchObject([{ payload: makeEvent().payload }]);
			});

			it('begin after what is there', async () => {
				await subscribe('empty');
				await record('before');
				await subscribe('one', 7, '{"events":["any"]}');
				await record('after');
				expect(await vault.subscriptions.get(key('empty'))).toMatchObject({ cursor: 0 });
				const one = await vault.subscriptions.get(key('one'));
				expect(one).toEqual({
					...key('one'),
					wishes: '{"events":["any"]}',
					cursor: (await read()).events[0].position,
					attendedAt: 7,
					leftAt: undefined,
				});
				expect(await readHashes(one?.cursor)).toEqual(['after']);
			});

			it('keep their place when they come again, with other wishes', async () => {
				await subscribe('one');
				await record('a');
				await vault.subscriptions.leave(key('one'), 2_000);
				expect(await vault.subscriptions.get(key('one'))).toMatchObject({ leftAt: 2_000 });
				await subscribe('one', 3_000, 'new');
				expect(await vault.subscriptions.get(key('one'))).toEqual({
					...key('one'),
					wishes: 'new',
					cursor: 0,
					attendedAt: 3_000,
					leftAt: undefined,
				});
			});

			it('are found by their suite', async () => {
				await subscribe('b');
				await subscribe('a');
				await subscribe('a', 1, '', 'ww-other');
				const found = await vault.subscriptions.find(SUITE);
				expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
				expect(await vault.subscriptions.find('ww-none')).toEqual([]);
				expect(await vault.subscriptions.get(key('b', 'ww-other'))).toBeUndefined();
			});

			it('move on and never back', async () => {
				await subscribe('one');
				await subscribe('two');
				expect(await vault.subscriptions.advance(key('one'), 5)).toBe(true);
				expect(await vault.subscriptions.advance(key('one'), 5)).toBe(false);
				expect(await vault.subscriptions.advance(key('one'), 4)).toBe(false);
				expect(await vault.subscriptions.advance(key('none'), 9)).toBe(false);
				const cursors = (await vault.subscriptions.find(SUITE)).map(({ cursor }) => cursor);
				expect(cursors).toEqual([5, 0]);
			});

			it('end a while after they were left, or when nobody has attended them for long', async () => {
				await subscribe('left', 5_000);
				await subscribe('leaving', 5_000);
				await subscribe('forgotten', 100);
				await subscribe('present', 5_000);
				await vault.subscriptions.leave(key('left'), 5_100);
				await vault.subscriptions.leave(key('leaving'), 5_200);
				await vault.subscriptions.leave(key('none'), 5_100);
				await purge({ left: 5_200, attended: 101 });
				const found = await vault.subscriptions.find(SUITE);
				expect(found.map(({ id }) => id)).toEqual(['leaving', 'present']);
			});

			it('lose what all of them have, and only that, but know it still', async () => {
				await subscribe('one');
				await subscribe('two');
				await subscribe('other', 1, '', 'ww-other');
				for (const hash of ['a', 'b', 'c']) await record(hash);
				await record('elsewhere', { suiteId: 'ww-other' });
				const [a, b] = (await read()).events.map(({ position }) => position);
				await vault.subscriptions.advance(key('one'), b);
				await vault.subscriptions.advance(key('two'), a);
				await purge();
				expect(await readHashes()).toEqual(['b', 'c']);
				expect((await read(0, 'ww-other')).events).toHaveLength(1);
				expect(await record('a')).toBe(false);
				await vault.subscriptions.leave(key('two'), 1);
				expect(await purge({ left: 2 })).toEqual({ missed: 0 });
				expect(await readHashes()).toEqual(['c']);
			});

			it('lose everything when the last one ends', async () => {
				await subscribe('one');
				await record('a');
				await vault.subscriptions.leave(key('one'), 1);
				await purge({ left: 2 });
				expect(await readHashes()).toEqual([]);
			});

			it('lose what a company that has gone left behind, but for its going', async () => {
				await subscribe('one');
				await vault.installations.put(makeInstallation());
				await record('told', { recordedAt: 5_000 });
				await record('going', { event: 'cancel_auth', recordedAt: 5_000 });
				await record('late', { recordedAt: 6_000 });
				await record('other company', { corpId: 'other', recordedAt: 5_000 });
				await record('other suite', { suiteId: 'ww-other', recordedAt: 5_000 });
				await subscribe('one', 1, '', 'ww-other');
				await vault.installations.remove(SUITE, CORP, at(1_700_000_050, 5_500));
				await purge({ removed: 5_500 });
				expect(await readHashes()).toHaveLength(4);
				await purge({ removed: 5_501 });
				expect(await readHashes()).toEqual(['going', 'late', 'other company']);
				await purge({ removed: 6_001 });
				expect(await readHashes()).toEqual(['going', 'other company']);
				expect(await record('told')).toBe(false);
				// What comes after all that was looked through.
				await record('still later', { recordedAt: 7_000 });
				await purge({ removed: 7_000 });
				expect(await readHashes()).toContain('still later');
				await purge({ removed: 7_001 });
				expect(await readHashes()).toEqual(['going', 'other company']);
			});

			it('keep what comes after a company has come back', async () => {
				await subscribe('one');
				await vault.installations.put(makeInstallation());
				await vault.installations.remove(SUITE, CORP, at(1_700_000_050, 5_500));
				await vault.installations.put(makeInstallation({ authorizedAt: at(1_700_000_060) }));
				await record('a', { recordedAt: 5_000 });
				await purge({ removed: 9_000 });
				expect(await readHashes()).toEqual(['a']);
			});

			it('forget what is old, and tell of how much of it was still to be told', async () => {
				await subscribe('one');
				for (let n = 0; n < 4; n += 1) await record(`h-${n}`, { recordedAt: n });
				const [{ position }] = (await read()).events;
				await vault.subscriptions.advance(key('one'), position);
				expect(await purge({ recorded: 3 }, 2)).toEqual({ missed: 1 });
				expect(await purge({ recorded: 3 }, 2)).toEqual({ missed: 1 });
				expect(await purge({ recorded: 3 }, 2)).toEqual({ missed: 0 });
				expect(await readHashes()).toEqual(['h-3']);
				expect(await record('h-0')).toBe(true);
			});

			it('are purged in their hundreds', async () => {
				await subscribe('one');
				await Promise.all(Array.from({ length: 450 }, async (_, n) => await record(`h-${n}`)));
				await vault.subscriptions.advance(key('one'), 450);
				await purge({}, 430);
				expect(await readHashes()).toHaveLength(20);
				await purge();
				expect(await readHashes()).toEqual([]);
			});
		});

		it('is shared by what one process opens twice', async () => {
			const other = await place.open();
			const holding = (holder: string) => ({ holder, until: 100 });
			const outcomes = await Promise.all(
				Array.from({ length: 40 }, (_, n) =>
					(n % 2 ? other : vault).claims.claim(
						makeClaim({ hash: `h-${n >> 1}` }),
						holding(`${n}`),
						0,
					),
				),
			);
			expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(20);
			await other.close();
			expect((await vault.status()).installations).toBe(0);
			expect(await vault.leases.acquire('lease', holding('a'), 0)).toBe(true);
		});
	});

	describe(`two processes on the vault in ${name}`, () => {
		let place: VaultPlace;
		let processes: [VaultProcess, VaultProcess];
		beforeAll(async () => {
			place = await makePlace();
			processes = await Promise.all([
				startVaultProcess(place.opener),
				startVaultProcess(place.opener),
			]);
		});
		afterAll(async () => {
			await Promise.all(processes.map((one) => one.stop()));
			await place.discard();
		});

		/** Runs calls in both processes at once; gives the values, first those of the one, then those of the other. */
		const race = async (makeCalls: (holder: string) => Call[]): Promise<unknown[][]> =>
			await Promise.all(
				processes.map(async (one, n) =>
					(await one.run(makeCalls(`process-${n}`))).map((outcome) => {
						if ('error' in outcome) throw new Error(JSON.stringify(outcome.error));
						return outcome.value;
					}),
				),
			);

		it('make it together when both open it for the first time', async () => {
			const opened = await Promise.all(processes.map((one) => one.open()));
			expect(opened).toEqual([
				{ value: expect.objectContaining({ installations: 0 }) as object },
				{ value: expect.objectContaining({ installations: 0 }) as object },
			]);
			expect(opened[0]).toEqual(opened[1]);
		});

		it('claim each delivery once', async () => {
			const hashes = Array.from({ length: 50 }, (_, n) => `race-${n}`);
			const [one, other] = await race((holder) =>
				hashes.map((hash) => ['claims', 'claim', makeClaim({ hash }), { holder, until: 100 }, 0]),
			);
			expect(hashes.map((_, n) => [one[n], other[n]].sort())).toEqual(
				hashes.map(() => ['new', 'pending']),
			);

			const again = await race((holder) =>
				hashes.map((hash) => ['claims', 'claim', makeClaim({ hash }), { holder, until: 300 }, 200]),
			);
			expect(hashes.map((_, n) => [again[0][n], again[1][n]].sort())).toEqual(
				hashes.map(() => ['pending', 'taken over']),
			);
		});

		it('claim one delivery once although each does it many times at once', async () => {
			const outcomes = await race((holder) =>
				Array.from({ length: 50 }, (_, n): Call => [
					'claims',
					'claim',
					makeClaim({ hash: 'race-of-one' }),
					{ holder: `${holder}/${n}`, until: 100 },
					0,
				]),
			);
			expect(outcomes.flat().filter((outcome) => outcome === 'new')).toHaveLength(1);
		});

		it('never take the same due claim', async () => {
			await race((holder) =>
				Array.from({ length: 20 }, (_, n): Call => [
					'claims',
					'claim',
					makeClaim({ suiteId: 'due', hash: `${holder}-${n}` }),
					{ holder, until: 0 },
					0,
				]),
			);
			const taken = await race((holder) =>
				Array.from({ length: 12 }, (): Call => [
					'claims',
					'takeDue',
					{ suiteId: 'due', stage: 'accepted', limit: 3 },
					{ holder, until: 100 },
					0,
				]),
			);
			const hashes = (taken.flat(2) as Claim[]).map(({ hash }) => hash);
			expect(hashes).toHaveLength(40);
			expect(new Set(hashes).size).toBe(40);
		});

		it('record each event once, and miss none of the other when they read on', async () => {
			const suiteId = 'ww-recording';
			const hashes = Array.from({ length: 40 }, (_, n) => `event-${n}`);
			const recording = race((holder) => [
				...hashes.map((hash): Call => ['subscriptions', 'record', makeEvent({ suiteId, hash })]),
				...hashes.map((hash): Call => [
					'subscriptions',
					'record',
					makeEvent({ suiteId, hash: `${holder} ${hash}` }),
				]),
			]);
			const vault = await place.open();
			const seen: string[] = [];
			let after = 0;
			const readOn = async () => {
				const { events, last } = await vault.subscriptions.read({ suiteId, after, limit: 7 });
				seen.push(...events.map(({ hash }) => hash));
				after = last;
				return events.length;
			};
			let isDone = false;
			void recording.finally(() => {
				isDone = true;
			});
			while (!isDone) await Promise.all([readOn(), delay(1)]);
			while ((await readOn()) > 0);
			const [one, other] = await recording;
			expect(hashes.map((_, n) => [one[n], other[n]].filter(Boolean).length)).toEqual(
				hashes.map(() => 1),
			);
			expect(seen).toHaveLength(120);
			expect(new Set(seen).size).toBe(120);
			await vault.close();
		});

		it('hold a lease one at a time', async () => {
			const names = Array.from({ length: 40 }, (_, n) => `lease-${n}`);
			const [one, other] = await race((holder) =>
				names.map((name) => ['leases', 'acquire', name, { holder, until: 100 }, 0]),
			);
			expect(names.map((_, n) => Number(one[n]) + Number(other[n]))).toEqual(names.map(() => 1));
			// Whose time has run out blocks nobody.
			const [late, later] = await race((holder) =>
				names.map((name) => ['leases', 'acquire', name, { holder, until: 200 }, 100]),
			);
			expect(names.map((_, n) => Number(late[n]) + Number(later[n]))).toEqual(names.map(() => 1));
		});

		it('agree about an installation that one stores while the other removes it', async () => {
			const corpIds = Array.from({ length: 15 }, (_, n) => `race-${n}`);
			await race((holder) =>
				corpIds.flatMap((corpId, n): Call[] =>
					holder === 'process-0'
						? [
								['installations', 'put', makeInstallation({ corpId, authorizedAt: at(100) })],
								['tokens', 'put', corpToken({ corpId }), { token: 'token', expiresAt: 9 }],
							]
						: [['installations', 'remove', SUITE, corpId, at(n % 2 ? 101 : 99)]],
				),
			);
			const vault = await place.open();
			for (const [n, corpId] of corpIds.entries()) {
				const installation = await vault.installations.get(SUITE, corpId);
				expect({ n, installed: installation !== undefined }).toEqual({ n, installed: n % 2 === 0 });
				if (n % 2) expect(await vault.tokens.get(corpToken({ corpId }))).toBeUndefined();
			}
		});
	});
}
