import { createHash } from 'node:crypto';
import { MINUTE, type PlatformClock } from '../clock';
import type { Corp } from '../world';
import type { Media, MediaLibrary } from './media';
import { Refusal } from './refusal';
import { secret } from './secret';

const MEGABYTE = 1024 ** 2;
const MORE_THAN_BYTES = 5;
const MOST_BYTES = 200 * MEGABYTE;
const PIECE = 20 * MEGABYTE;
const JOB_KEPT = 60 * MINUTE;

/** What an app wants fetched. */
export interface Wanted {
	type: string;
	fileName: string;
	url: string;
	/** In hex. */
	md5: string;
}

export interface FetchJob {
	id: string;
	corpId: string;
	startedAt: number;
	/** What came of it, once it has ended. */
	outcome?: { media: Media } | { refusal: Refusal };
}

/** Media that the platform fetches itself, piece by piece, from where an app keeps it (异步上传临时素材). */
export class FetchedMedia {
	private readonly jobs = new Map<string, FetchJob>();

	constructor(
		private readonly clock: PlatformClock,
		private readonly media: MediaLibrary,
	) {}

	/** Begins a job; `ended` is called when it has ended. */
	start(corp: Corp, wanted: Wanted, ended: (job: FetchJob) => void): FetchJob {
		const job: FetchJob = {
			id: secret('JOB-', 32),
			corpId: corp.corpId,
			startedAt: this.clock.now(),
		};
		this.jobs.set(job.id, job);
		void this.fetch(corp, wanted)
			.then(
				(media) => (job.outcome = { media }),
				(error: unknown) => {
					job.outcome = { refusal: error instanceof Refusal ? error : new Refusal(830003) };
				},
			)
			.then(() => ended(job));
		return job;
	}

	/** @throws Refusal 40088 for a job that is unknown, of another company, or an hour old */
	find(corp: Corp, id: string): FetchJob {
		const job = this.jobs.get(id);
		if (job?.corpId !== corp.corpId || job.startedAt + JOB_KEPT <= this.clock.now()) {
			throw new Refusal(40088);
		}
		return job;
	}

	private async fetch(corp: Corp, { type, fileName, url, md5 }: Wanted): Promise<Media> {
		const pieces: Buffer[] = [];
		let size = 0;
		let contentType = 'application/octet-stream';
		for (let total = Infinity; size < total;) {
			const range = `bytes=${size}-${size + PIECE - 1}`;
			const answer = await fetch(url, { headers: { range } });
			if (!answer.ok) {
				throw new Refusal(830003);
			}
			const told = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '');
			if (answer.status !== 206 || !told) {
				throw new Refusal(830001);
			}
			total = Number(told[1]);
			if (total <= MORE_THAN_BYTES || total > MOST_BYTES) {
				throw new Refusal(45001);
			}
			const piece = Buffer.from(await answer.arrayBuffer());
			if (piece.length === 0) {
				throw new Refusal(830003);
			}
			pieces.push(piece);
			size += piece.length;
			contentType = answer.headers.get('content-type') ?? contentType;
		}
		const bytes = Buffer.concat(pieces);
		if (createHash('md5').update(bytes).digest('hex') !== md5.toLowerCase()) {
			throw new Refusal(301019);
		}
		return this.media.store(corp, { type, fileName, contentType, bytes });
	}
}
