import { WeComBatchError, sendBatches } from '../../../wecom/catalog/batch';
import { joinAnswers } from '../../../wecom/catalog/join-answers';
import { WeComConfigurationError } from '../../../wecom/error';

const users = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);

describe('a list that is too long for one call', () => {
	it('is sent in as many calls as it takes, and the answers are joined', async () => {
		const sent: unknown[] = [];
		const answer = await sendBatches(
			{ of: 'userid_list', max: 1000 },
			{ corpid: 'wp1', userid_list: users(2500) },
			async (parameters) => {
				sent.push(parameters);
				const list = parameters.userid_list as string[];
				return await Promise.resolve({ errcode: 0, items: list, invalid: [list.length] });
			},
		);
		expect(sent).toHaveLength(3);
		expect(sent[0]).toEqual({ corpid: 'wp1', userid_list: users(1000) });
		expect((sent[2] as { userid_list: string[] }).userid_list).toHaveLength(500);
		expect(answer).toEqual({ errcode: 0, items: users(2500), invalid: [1000, 1000, 500] });
	});

	it('belongs together by what the first answer gave', async () => {
		const jobs: unknown[] = [];
		await sendBatches(
			{ of: 'list', max: 2, carry: 'jobid' },
			{ list: users(5) },
			async (parameters) => {
				jobs.push(parameters.jobid);
				return await Promise.resolve({ jobid: 'J1' });
			},
		);
		expect(jobs).toEqual([undefined, 'J1', 'J1']);
	});

	it('tells how much was taken when a later call fails', async () => {
		let calls = 0;
		const failing = sendBatches({ of: 'list', max: 2 }, { list: users(5) }, async () => {
			if (++calls === 2) throw new WeComConfigurationError('list', 'wrong', 'Mend it.');
			return await Promise.resolve({ done: [calls] });
		});
		await expect(failing).rejects.toBeInstanceOf(WeComBatchError);
		await expect(failing).rejects.toMatchObject({
			code: 'wecom_batch_incomplete',
			taken: 2,
			answer: { done: [1] },
			message: "The first 2 of 5 in 'list' were sent, then: wrong",
		});
		expect(calls).toBe(2);
	});

	it('is called once when it is short, and fails as it is', async () => {
		const error = new WeComConfigurationError('list', 'wrong', 'Mend it.');
		await expect(
			sendBatches({ of: 'list', max: 2 }, { list: users(2) }, async () => {
				return await Promise.reject(error);
			}),
		).rejects.toBe(error);
	});
});

describe('joining answers', () => {
	it('joins lists and objects at any depth, and takes the later of anything else', () => {
		expect(
			joinAnswers(
				{ cursor: 'a', result: { user: { userid: [1] }, total: 1 } },
				{ cursor: '', result: { user: { userid: [2] }, party: { id: [3] }, total: 2 } },
			),
		).toEqual({
			cursor: '',
			result: { user: { userid: [1, 2] }, party: { id: [3] }, total: 2 },
		});
	});
});
