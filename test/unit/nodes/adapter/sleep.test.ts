import { sleep } from '../../../../nodes/adapter/sleep';

it('waits', async () => {
	const startedAt = performance.now();
	await sleep(30);
	expect(performance.now() - startedAt).toBeGreaterThan(25);
});

it('ends at once with the reason of the signal', async () => {
	const reason = new Error('cancelled');
	const stopping = new AbortController();
	const sleeping = sleep(60_000, stopping.signal);
	stopping.abort(reason);
	await expect(sleeping).rejects.toBe(reason);
	await expect(sleep(60_000, stopping.signal)).rejects.toBe(reason);
});
