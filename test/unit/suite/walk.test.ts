import { walk } from '../../../wecom/suite/walk';
import { logger, openSuiteStage, type SuiteStage } from './stage';

/** More than a page of the vault. */
const COUNT = 120;

let stage: SuiteStage;
let log: string[];

beforeAll(async () => {
	stage = await openSuiteStage();
	const { suiteId, vault } = stage;
	for (let index = 0; index < COUNT; index += 1) {
		const corpId = `wpCOMPANY${index}`;
		await vault.installations.put({
			suiteId,
			corpId,
			kind: 'standard',
			corpName: `Company ${index}`,
			permanentCode: `code-${index}`,
			revision: `revision-${index}`,
			agentId: 1_000_001,
			authMode: 0,
			details: { auth_corp_info: {}, auth_info: {} },
			authorizedAt: { timeStamp: 1_700_000_000, receivedAt: 1_700_000_000_500 },
			updatedAt: 1_700_000_000_500,
		});
	}
});
afterAll(async () => await stage.close());
beforeEach(() => {
	log = [];
});

const begin = (signal?: AbortSignal) =>
	walk(
		{
			installations: stage.suite.installations,
			clock: () => 0,
			sleep: async () => await Promise.resolve(),
			logger: { ...logger, info: (message: string) => log.push(message) },
			callsPerMinute: 600,
			signal,
		},
		1,
		() => 'looked at',
	);

it('comes by every installation once, and says in the log how far it is', async () => {
	const seen: string[] = [];
	for await (const { corpId } of begin()) seen.push(corpId);
	expect(seen).toHaveLength(COUNT);
	expect(new Set(seen).size).toBe(COUNT);
	expect(log).toEqual([
		'50 installations were looked at',
		'100 installations were looked at',
		'All 120 installations were looked at',
	]);
});

it('ends where the execution is cancelled', async () => {
	const cancel = new AbortController();
	const seen: string[] = [];
	const all = async () => {
		for await (const { corpId } of begin(cancel.signal)) {
			seen.push(corpId);
			if (seen.length === 3) cancel.abort();
		}
	};
	await expect(all()).rejects.toThrow('aborted');
	expect(seen).toHaveLength(3);
	expect(log).toEqual([]);
});
