import type { Clock, Sleep } from '../clock';
import { WeComError } from '../error';
import { at } from './at';

type Answer = Record<string, unknown>;

/** Work that WeCom goes on with after it has answered. */
export interface Job {
	/** ID of the endpoint that tells how far it is. */
	result: string;
	/** Parameter of that endpoint: a field of the answer of the one that starts it, or else a parameter of that. */
	id: string;
	/** Field of the result that tells the state. */
	status: string;
	/** Its values for a job that is done. */
	done: readonly number[];
	/** Its values for a job that failed. */
	failed?: readonly number[];
	/** Dotted path of why it failed: an `errcode` with `errmsg`, or a list of such. */
	reason?: string;
}

/** A job that failed without a reason, or that is not done in time. */
export class WeComJobError extends WeComError {
	readonly code = 'wecom_job';
}

export interface JobOutcome {
	state: 'done' | 'failed' | 'running';
	/** What the result endpoint answered last. */
	answer: Answer;
}

export interface JobLimits {
	clock: Clock;
	sleep: Sleep;
	/** Milliseconds after which the job is left running. */
	limit: number;
	signal?: AbortSignal;
}

/** Milliseconds until the first question; the wait doubles each time. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/**
 * Asks how far a job is until it has ended or the time is over. It is asked once at least, and once more when the time
 * is over.
 */
export async function waitForJob(
	job: Job,
	ask: () => Promise<Answer>,
	{ clock, sleep, limit, signal }: JobLimits,
): Promise<JobOutcome> {
	const end = clock() + limit;
	for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
		const answer = await ask();
		const status = Number(answer[job.status]);
		if (job.done.includes(status)) {
			return { state: hasFailed(job, answer) ? 'failed' : 'done', answer };
		}
		if (job.failed?.includes(status)) return { state: 'failed', answer };
		const left = end - clock();
		if (left <= 0) return { state: 'running', answer };
		await sleep(Math.min(wait, left), signal);
	}
}

/** Some jobs are done and tell in their result that it came to nothing. A list tells of parts, which is no failure. */
function hasFailed(job: Job, answer: Answer): boolean {
	const told = job.reason === undefined ? undefined : at(answer, job.reason);
	return !Array.isArray(told) && (failureOf(job, answer)?.errcode ?? 0) !== 0;
}

/** Why a job failed, if its result tells: the first reason where there are several. */
export function failureOf(
	job: Job,
	answer: Answer,
): { errcode: number; errmsg: string; corpId?: string } | undefined {
	const told = job.reason === undefined ? undefined : at(answer, job.reason);
	const reason: unknown = Array.isArray(told) ? told[0] : told;
	const errcode = at(reason, 'errcode');
	if (typeof errcode !== 'number') return undefined;
	const errmsg = at(reason, 'errmsg');
	const corpId = at(reason, 'corpid');
	return {
		errcode,
		errmsg: typeof errmsg === 'string' ? errmsg : '',
		...(typeof corpId === 'string' ? { corpId } : {}),
	};
}
