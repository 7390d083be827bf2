import { DAY, type PlatformClock } from '../clock';
import { Refusal } from './refusal';
import type { Schedule } from './schedule';
import { secret } from './secret';

export const JOB_KEPT = 7 * DAY;

/** Work that is prepared in several calls, submitted once, and done a while later. */
export interface Job<Content, Result> {
	id: string;
	content: Content;
	/** Set when it has been submitted; the result is known for seven days from then. */
	submittedAt?: number;
	result?: Result;
}

/** Jobs of one kind. */
export class Jobs<Content, Result> {
	private readonly jobs = new Map<string, Job<Content, Result>>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly schedule: Schedule,
	) {}

	open(content: Content): Job<Content, Result> {
		const job = { id: secret('JOB-', 32), content };
		this.jobs.set(job.id, job);
		return job;
	}

	/** @throws Refusal 701151 for a job that is unknown, or was submitted more than seven days ago */
	find(id: string): Job<Content, Result> {
		const job = this.jobs.get(id);
		if (!job || (job.submittedAt ?? Infinity) + JOB_KEPT <= this.clock.now()) {
			throw new Refusal(701151);
		}
		return job;
	}

	/** The same for one to which something is to be added. @throws Refusal 701126 when it has been submitted */
	findOpen(id: string): Job<Content, Result> {
		const job = this.find(id);
		if (job.submittedAt !== undefined) {
			throw new Refusal(701126);
		}
		return job;
	}

	/** Lets the work be done in the time that jobs take. */
	submit(job: Job<Content, Result>, work: () => Result): void {
		const now = this.clock.now();
		job.submittedAt = now;
		this.schedule.at(now + this.schedule.jobTime, () => {
			job.result = work();
		});
	}

	/** Undefined while the work is not done. @throws Refusal 701151 and, when it was not submitted, 701125 */
	result(id: string): Result | undefined {
		this.schedule.settle();
		const job = this.find(id);
		if (job.submittedAt === undefined) {
			throw new Refusal(701125);
		}
		return job.result;
	}
}
