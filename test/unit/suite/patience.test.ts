import { patiently } from '../../../wecom/suite/patience';
import { WeComVaultError, type VaultFault } from '../../../wecom/vault/error';

const waits: number[] = [];
const sleep = async (milliseconds: number) => {
	waits.push(milliseconds);
	await Promise.resolve();
};

beforeEach(() => waits.splice(0));

/** Fails so often, then gives 'kept'. */
const after = (failures: number, error: Error) => async () => {
	if (failures-- > 0) throw error;
	return await Promise.resolve('kept');
};

const fault = (reason: VaultFault) => new WeComVaultError(reason, 'The vault', 'Wait');

it('waits ever longer, but never long', async () => {
	expect(await patiently(after(8, fault('busy')), sleep, 600_000)).toBe('kept');
	expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
});

it('gives up when its patience is at its end', async () => {
	await expect(patiently(after(99, fault('full')), sleep, 10_000)).rejects.toThrow(WeComVaultError);
	expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000]);
});

it.each([fault('closed'), new Error('a mistake')])('does not wait for %s', async (error) => {
	await expect(patiently(after(1, error), sleep, 600_000)).rejects.toBe(error);
	expect(waits).toEqual([]);
});
