import { give, makeWorld, PATHS, type TestWorld } from './world';

let world: TestWorld;
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(async () => await world.close());

describe("an own app's token", () => {
	it('comes from gettoken and is kept', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		const tokens = world.makeOwnTokens();
		expect((await tokens.get()).token).toBe('own-token-1');
		expect((await tokens.get()).token).toBe('own-token-1');
		expect(world.received).toEqual([
			{
				path: PATHS.app,
				query: { corpid: 'wwOwn', corpsecret: 'own-secret-5e1d' },
				body: undefined,
			},
		]);
	});

	it('is another one for another app of the same company', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		world.answer(PATHS.app, give.access('own-token-2'));
		expect((await world.makeOwnTokens().get()).token).toBe('own-token-1');
		expect((await world.makeOwnTokens({ secret: 'own-secret-other' }).get()).token).toBe(
			'own-token-2',
		);
		expect((await world.makeOwnTokens().get()).token).toBe('own-token-1');
	});

	it('is named by a fingerprint, not by the secret', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		const keys: string[] = [];
		const { vault } = world;
		const watched = {
			...vault,
			tokens: {
				...vault.tokens,
				put: async (...parts: Parameters<typeof vault.tokens.put>) => {
					keys.push(JSON.stringify(parts[0]));
					return await vault.tokens.put(...parts);
				},
				get: vault.tokens.get.bind(vault.tokens),
			},
		};
		await world.makeOwnTokens({ vault: watched }).get();
		expect(keys).toEqual([expect.stringMatching(/"owner":"[0-9a-f]{32}"/)]);
		expect(keys[0]).not.toContain('own-secret');
	});

	it.each([
		[{ corpId: '' }, 'corpId'],
		[{ secret: ' ' }, 'secret'],
	])('needs both fields: %j', async (fields, field) => {
		await expect(world.makeOwnTokens(fields).get()).rejects.toMatchObject({
			code: 'wecom_configuration',
			field,
		});
	});

	it.each([
		[40001, 'secret'],
		[40091, 'secret'],
		[40013, 'corpId'],
	])('refused with %i names the field to mend: %s', async (errcode, field) => {
		world.answer(PATHS.app, give.refuse(errcode));
		const tokens = world.makeOwnTokens();
		for (let item = 0; item < 10; item++) {
			await expect(tokens.get()).rejects.toMatchObject({ code: 'wecom_configuration', field });
		}
		expect(world.received).toHaveLength(1);
	});

	it('is replaced once when a call says it is bad', async () => {
		world.answer(PATHS.app, give.access('own-token-1'));
		world.answer(PATHS.call, give.refuse(42001));
		world.answer(PATHS.app, give.access('own-token-2'));
		world.answer(PATHS.call, { done: true });
		await expect(
			world.makeOwnTokens().use(async (token) => {
				const { json } = await world.client.call({
					method: 'GET',
					path: PATHS.call,
					token: { parameter: 'access_token', value: token, family: 'corp' },
					repeatable: true,
				});
				return json;
			}),
		).resolves.toEqual({ done: true });
	});
});
