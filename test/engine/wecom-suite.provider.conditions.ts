import type { SuiteStage } from '../unit/suite/stage';

/** A state of the platform in which it refuses what it does otherwise. */
export type Condition = 'no account' | 'another address' | 'switched off' | 'not published';

const ACCOUNT = 10_000_000;

/** Begins a condition, and gives what ends it. */
export async function begin(
	condition: Condition,
	{ simulator: { actions, world }, suiteId }: SuiteStage,
): Promise<() => Promise<unknown>> {
	const [{ corpId }] = world.corps;
	const suite = world.suites.find((one) => one.suiteId === suiteId);
	switch (condition) {
		case 'no account':
			await actions.setBalance({ cents: null });
			return async () => await actions.setBalance({ cents: ACCOUNT });
		case 'another address':
			await actions.setAllowedAddresses({ addresses: ['203.0.113.1'] });
			return async () => await actions.setAllowedAddresses({ addresses: [] });
		case 'switched off':
			await actions.setEnabled({ suiteId, corpId, enabled: false });
			return async () => await actions.setEnabled({ suiteId, corpId, enabled: true });
		case 'not published':
			if (suite) suite.published = false;
			return async () => await Promise.resolve(suite && (suite.published = true));
	}
}
