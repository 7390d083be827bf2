import { failureOf, waitForJob, type Job } from '../../../wecom/catalog/job';

const job: Job = {
	result: 'licenceOrder.getPaymentResult',
	id: 'jobid',
	status: 'status',
	done: [1],
	failed: [3],
	reason: 'pay_job_result',
};

function time() {
	let now = 0;
	const waits: number[] = [];
	return {
		waits,
		limits: (limit: number) => ({
			limit,
			clock: () => now,
			sleep: async (milliseconds: number) => {
				waits.push(milliseconds);
				now += milliseconds;
				await Promise.resolve();
			},
		}),
	};
}

const answers = (...states: number[]) => {
	const left = [...states];
	return async () => await Promise.resolve({ status: left.length > 1 ? left.shift() : left[0] });
};

describe('waiting for a job', () => {
	it('takes a job for failed that is done and came to nothing', async () => {
		const told = async (reason: unknown) =>
			await Promise.resolve({ status: 1, pay_job_result: reason });
		const outcome = async (reason: unknown) =>
			(await waitForJob(job, async () => await told(reason), time().limits(1000))).state;
		expect(await outcome({ errcode: 40058, errmsg: 'invalid' })).toBe('failed');
		expect(await outcome({ errcode: 0, errmsg: 'ok' })).toBe('done');
		// Of several things one may fail.
		expect(await outcome([{ errcode: 40058, errmsg: 'invalid' }])).toBe('done');
	});

	it('asks again after longer and longer waits until it is done', async () => {
		const { waits, limits } = time();
		const outcome = await waitForJob(job, answers(2, 2, 2, 2, 2, 2, 1), limits(300_000));
		expect(outcome).toEqual({ state: 'done', answer: { status: 1 } });
		expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
	});

	it('ends with the one that failed', async () => {
		const { waits, limits } = time();
		expect((await waitForJob(job, answers(3), limits(300_000))).state).toBe('failed');
		expect(waits).toEqual([]);
	});

	it('leaves one running when the time is over, after a last question', async () => {
		const { waits, limits } = time();
		const outcome = await waitForJob(job, answers(2), limits(5000));
		expect(outcome.state).toBe('running');
		expect(waits).toEqual([1000, 2000, 2000]);
	});
});

describe('why a job failed', () => {
	it('is told by an errcode, or by the first of several', () => {
		const reason = { errcode: 90433, errmsg: 'balance' };
		expect(failureOf(job, { pay_job_result: reason })).toEqual(reason);
		const many = { ...job, reason: 'fail_list' };
		expect(failureOf(many, { fail_list: [{ corpid: 'wp1', ...reason }] })).toEqual({
			...reason,
			corpId: 'wp1',
		});
	});

	it('is not told by everything', () => {
		expect(failureOf(job, {})).toBeUndefined();
		expect(failureOf({ ...job, reason: undefined }, { errcode: 1 })).toBeUndefined();
	});
});
