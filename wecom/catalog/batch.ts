import type { WeComErrorCode } from '../error';
import { WeComError } from '../error';
import { joinAnswers } from './join-answers';

/** A list among the parameters of which one call takes only so many. */
export interface Batch {
	/** Parameter that holds the list. */
	of: string;
	/** How many of it one call takes. */
	max: number;
	/** Field of an answer that the next call takes as the parameter of the same name, so that both belong together. */
	carry?: string;
}

/** Some batches were sent, and then one failed. `cause` is why. */
export class WeComBatchError extends WeComError {
	readonly code = 'wecom_batch_incomplete' satisfies WeComErrorCode;

	constructor(
		/** How many of the list WeCom had taken before. */
		readonly taken: number,
		/** What it answered to those, joined. */
		readonly answer: Record<string, unknown>,
		batch: Batch,
		total: number,
		cause: WeComError,
	) {
		super(
			`The first ${taken} of ${total} in '${batch.of}' were sent, then: ${cause.message}`,
			`${cause.hint} Then run it again without those ${taken}.`,
			{ cause },
		);
	}
}

/**
 * Sends as many calls as the list is long, one after another, and gives their answers as one.
 * @param parameters Validated.
 * @param send Sends one call.
 * @throws WeComBatchError when a batch fails after others were taken; what `send` throws when it is the first
 */
export async function sendBatches(
	batch: Batch,
	parameters: Readonly<Record<string, unknown>>,
	send: (parameters: Record<string, unknown>) => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
	const list = (parameters[batch.of] ?? []) as readonly unknown[];
	let answer: Record<string, unknown> | undefined;
	let taken = 0;
	do {
		const part = list.slice(taken, taken + batch.max);
		const carried = batch.carry === undefined ? undefined : answer?.[batch.carry];
		try {
			const next = await send({
				...parameters,
				...(parameters[batch.of] === undefined ? {} : { [batch.of]: part }),
				...(batch.carry !== undefined && carried !== undefined ? { [batch.carry]: carried } : {}),
			});
			answer = answer === undefined ? next : joinAnswers(answer, next);
		} catch (error) {
			if (answer === undefined || !(error instanceof WeComError)) throw error;
			throw new WeComBatchError(taken, answer, batch, list.length, error);
		}
		taken += part.length;
	} while (taken < list.length);
	return answer;
}
