import { WeComConfigurationError } from '../../../wecom/error';
import {
	createCustomisedLink,
	readReference,
	signReference,
} from '../../../wecom/suite/customised-link';
import { createTokens } from '../../../wecom/tokens/suite-tokens';
import { clock, logger, openSuiteStage, sleep, until, type SuiteStage } from './stage';

const NOW = 1_767_225_600_000;
const DAY = 86_400_000;
const signer = { providerCorpId: 'wwprovider00000001', providerSecret: 'provider-secret-0' };

describe('a signed reference', () => {
	it('is what WeCom takes for a state, and comes back', () => {
		for (const reference of ['', '7', 'abcDEF123456']) {
			const state = signReference(signer, reference, NOW);
			expect(state).toMatch(/^[A-Za-z0-9]{20,32}$/);
			expect(readReference(signer, state, NOW)).toBe(reference);
		}
	});

	it('is of one provider alone', () => {
		const state = signReference(signer, 'cust7', NOW);
		expect(readReference({ ...signer, providerSecret: 'other' }, state, NOW)).toBeUndefined();
		expect(readReference({ ...signer, providerCorpId: 'other' }, state, NOW)).toBeUndefined();
		expect(readReference({ ...signer, providerSecret: '' }, state, NOW)).toBeUndefined();
	});

	it('is refused when anything in it was changed', () => {
		const state = signReference(signer, 'cust7', NOW);
		for (let at = 0; at < state.length; at += 1) {
			const changed = `${state.slice(0, at)}${state[at] === '1' ? '2' : '1'}${state.slice(at + 1)}`;
			expect([at, readReference(signer, changed, NOW)]).toEqual([at, undefined]);
		}
		for (const text of ['', 'state7', state.slice(1), `${state}0`, state.slice(0, -1)]) {
			expect(readReference(signer, text, NOW)).toBeUndefined();
		}
	});

	it('holds as long as the link and the code that comes of it', () => {
		const state = signReference(signer, 'cust7', NOW);
		expect(readReference(signer, state, NOW + 10 * DAY)).toBe('cust7');
		expect(readReference(signer, state, NOW + 10 * DAY + 20 * 60_000)).toBeUndefined();
	});

	it('may be twelve letters and digits', () => {
		for (const reference of ['a'.repeat(13), 'a-b', 'ä']) {
			expect(() => signReference(signer, reference, NOW)).toThrow(WeComConfigurationError);
		}
	});
});

describe('a link to templates', () => {
	let stage: SuiteStage;
	beforeEach(async () => {
		stage = await openSuiteStage(1);
	});
	afterEach(async () => await stage.close());

	const provider = () => {
		const { corpId, providerSecret } = stage.simulator.world.provider;
		return { providerCorpId: corpId, providerSecret };
	};
	const create = async (templateIds: string[], reference = 'cust7') =>
		await createCustomisedLink(
			{ ...provider(), client: stage.client, tokens: stage.tokens, clock },
			{ templateIds, reference },
		);

	it('brings installs that say by which link they came', async () => {
		const link = await create([stage.suiteId]);
		expect(Date.parse(link.expiresAt) - Date.now()).toBeGreaterThan(9.9 * DAY);
		const [{ corpId }] = stage.simulator.world.corps;
		await stage.simulator.actions.scanTemplateLink({ url: link.url, corpId });
		await until(() => stage.emitted.length === 1);
		expect(stage.emitted[0]).toMatchObject({
			event: { id: 'create_auth' },
			reference: 'cust7',
			installation: { details: { state: link.state } },
		});
	});

	it('says nothing of a state that somebody else has made', async () => {
		const [{ corpId }] = stage.simulator.world.corps;
		await stage.simulator.actions.install({ suiteId: stage.suiteId, corpId, state: 'cust7' });
		await until(() => stage.emitted.length === 1);
		expect(stage.emitted[0]).not.toHaveProperty('reference');
	});

	it.each([
		['no template', []],
		['ten templates', Array.from({ length: 10 }, (_, n) => `dk${n}`)],
		['a third-party app', ['dk00000000000000c1', 'ww00000000000000b1']],
	])('is not asked for %s', async (_what, templateIds) => {
		await expect(create(templateIds)).rejects.toThrow(WeComConfigurationError);
		expect(stage.simulator.requests.map(({ path }) => path)).not.toContain(
			'/cgi-bin/service/get_customized_auth_url',
		);
	});

	it('needs a provider', async () => {
		const { vault, client } = stage;
		const suite = { suiteId: stage.suiteId, suiteSecret: 'x' };
		const tokens = createTokens({ vault, client, clock, sleep, logger, holder: 'a', suite });
		const link = createCustomisedLink(
			{ providerCorpId: '', providerSecret: '', client, tokens, clock },
			{ templateIds: [stage.suiteId], reference: '' },
		);
		await expect(link).rejects.toMatchObject({ field: 'providerCorpId' });
	});
});
